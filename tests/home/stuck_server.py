"""`goc serve` with work and an address that never return; run as a program by `test_ending.py`.

usage: python stuck_server.py HOW HOST
"""

import ctypes
import sys
import time

from django.http import HttpRequest, HttpResponse
from django.urls import path

from goc.cli import main, open_site

open_site()

from django.contrib.auth.decorators import login_not_required  # noqa: E402

from goc.jobs.actions import enqueue  # noqa: E402
from goc.jobs.registry import kind  # noqa: E402
from goc.lib.progress import Report  # noqa: E402
from goc.urls import urlpatterns  # noqa: E402

FOR_EVER = 3600


@kind("test.stuck", "Thử")
def stuck(*, by: str, report: Report, how: str) -> dict[str, object]:
    report(10, "đang làm")
    ways[how](report)
    return {}


def obedient(report: Report) -> None:
    while True:
        report(50, "đang làm")
        time.sleep(0.1)


def deaf(_report: Report) -> None:
    time.sleep(FOR_EVER)


def busy(_report: Report) -> None:
    while True:
        pass


def locking(_report: Report) -> None:
    """Holds the interpreter lock, as a library does that waits for another thread's lock."""
    time.sleep(3)  # so that the row is written and the test has read the address
    ctypes.PyDLL(None).sleep(FOR_EVER)


ways = {"obedient": obedient, "deaf": deaf, "busy": busy, "locking": locking}


@login_not_required
def never(request: HttpRequest) -> HttpResponse:
    time.sleep(FOR_EVER)
    return HttpResponse()


if __name__ == "__main__":
    urlpatterns.append(path("never/", never))
    enqueue("test.stuck", by="alice", how=sys.argv[1])
    main(["serve", "--bind", f"{sys.argv[2]}:0", "--json"])
