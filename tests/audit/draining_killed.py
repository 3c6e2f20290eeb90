"""Kills a drain at every line of it, once each; tells what the log then holds.

Each round two files wait, one ends in a torn line; a child is killed at the n-th line it runs in the spool's
modules; another child drains what is left. Ends when a child came to its end.
"""

import os
import signal
import sys
import time
from collections import Counter
from pathlib import Path

import django
from django.conf import settings

django.setup()

from goc.audit import appending, spool  # noqa: E402  models are ready only now
from goc.audit.models import SpoolFile  # noqa: E402
from goc.lib.terminal import emit  # noqa: E402
from logged import texts  # noqa: E402

NOW = "2026-11-20T03:00:00+00:00"
OURS = {appending.__file__, spool.__file__}


def in_child(work) -> bool:
    """Whether the child came to its end."""
    pid = os.fork()
    if pid == 0:
        work()
        os._exit(0)
    return os.waitpid(pid, 0)[1] == 0


def killed_at(line: int):
    def work() -> None:
        left = line

        def trace(frame, what, _argument):
            nonlocal left
            if frame.f_code.co_filename not in OURS:
                return None
            if what == "line":
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)
            return trace

        sys.settrace(trace)
        spool.drain()

    return work


def drain_whole() -> None:
    """PostgreSQL lets go of what a killed client held a moment later."""
    for _try in range(50):
        spool.drain()
        if not spool.waiting().readings:
            return
        time.sleep(0.1)
    sys.exit("the spool does not drain")


def torn(number: int) -> None:
    """A file as a killed process leaves it: one whole line and a piece of the next."""
    path = spool.folder() / f"{0:020d}-{number}-dead.open"
    whole = (
        f'{{"at":"{NOW}","by":"x","action":"torn","kind":"","subject":"","text":"torn {number}"}}'
    )
    path.write_text(whole + '\n{"at": "2026')


line, ended = 0, False  # the n-th line a child runs is its last
while not ended:
    spool.record_reading(by="x", action="read", text=f"first {line}")
    spool.record_reading(by="x", action="read", text=f"second {line}")
    torn(line)
    ended = in_child(killed_at(line))
    assert in_child(drain_whole)
    line += 1

events = Counter(texts(action__in=["read", "torn"]))
wanted = [f"{what} {n}" for n in range(line) for what in ("first", "second", "torn")]
left = sorted(path.suffix or path.name for path in Path(settings.SITE, "spool").iterdir())
emit(
    {
        "killed": line - 1,
        "lost": [text for text in wanted if not events[text]],
        "doubled": [text for text, times in events.items() if times > 1],
        "strange": sorted(set(events) - set(wanted)),
        "left": dict(Counter(left)),
        "rows": SpoolFile.objects.count(),
    }
)
