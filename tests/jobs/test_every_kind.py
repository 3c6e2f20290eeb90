"""Every kind of job as a user starts it, on its page, and as the server runs it, while others save."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable
from dataclasses import replace

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client

import factories
from goc.jobs import worker
from goc.jobs.models import Job
from goc.jobs.registry import KINDS
from goc.papers.formats import render
from goc.papers.model import Paragraph, Text
from goc.people.actions import add_person
from papers.sample import report
from summing_up.round_made import START, built, programme, written

pytestmark = pytest.mark.django_db(transaction=True)
ROUND = "/summing-up/tong-ket/"
LONG = 61
"""Pages of a file that is read by a job."""


def snapshot(client: Client, cast: factories.Cast) -> HttpResponse:
    programme(cast)
    sent = {"unit": str(cast.province.public_id), "cut_off": "31/12/2012"}
    return client.post("/snapshots/", sent)


def refresh(client: Client, cast: factories.Cast) -> HttpResponse:
    programme(cast)
    return client.post("/snapshots/now/refresh/")


def freeze(client: Client, cast: factories.Cast) -> HttpResponse:
    written(cast)
    return client.post(f"{ROUND}freeze/")


def build(client: Client, cast: factories.Cast) -> HttpResponse:
    written(cast)
    return client.post(f"{ROUND}build/")


def verify(client: Client, cast: factories.Cast) -> HttpResponse:
    built(cast)
    return client.post(f"{ROUND}verify/")


def read(client: Client, cast: factories.Cast) -> HttpResponse:
    sent = {"text": "", "file": SimpleUploadedFile("cv.pdf", long_letter())}
    return client.post("/directives/read/", sent)


def long_letter() -> bytes:
    words = Paragraph((Text("Ủy ban nhân dân các huyện xây dựng kế hoạch tổng kết."),))
    paper = replace(report(blocks=(words,), appendices=()), addressees=(), legal_bases=())
    made, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    with pypdfium2.PdfDocument(render(paper, "pdf")) as source:
        made.import_pages(source, [0] * LONG)
    made.save(out)
    return out.getvalue()


PAGES: dict[str, Callable[[Client, factories.Cast], HttpResponse]] = {
    "registry.read_file": read,
    "snapshots.make": snapshot,
    "snapshots.refresh_working": refresh,
    "summing_up.build_dossier": build,
    "summing_up.freeze_round": freeze,
    "summing_up.verify_dossier": verify,
}
OF_LOADS = {"imports.read", "imports.check", "imports.write"}
"""Asked for by long lists only: tests/imports."""
DOSSIERS = {"summing_up.build_dossier", "summing_up.verify_dossier"}
EACH = [
    pytest.param(kind, marks=pytest.mark.slow if kind in DOSSIERS else ()) for kind in sorted(PAGES)
]


class Saving:
    """Somebody else adds one person after the other, on a connection of its own."""

    def __init__(self, cast: factories.Cast) -> None:
        self.cast, self.saved = cast, 0
        self.enough = threading.Event()
        self.thread = threading.Thread(target=self.save)

    def __enter__(self) -> Saving:
        self.thread.start()
        return self

    def __exit__(self, *_left: object) -> None:
        self.enough.set()
        self.thread.join()

    def save(self) -> None:
        while not self.enough.wait(0.01):
            add_person(
                full_name=f"Người {self.saved}",
                keeper=self.cast.communes[1],
                on=START,
                by=self.cast.operator,
            )
            self.saved += 1
        connection.close()


def served() -> Job:
    """The one job when the server has run it."""
    stop = threading.Event()

    def end_when_over() -> None:
        if Job.objects.get().is_over:
            stop.set()

    chores = [worker.Chore(end_when_over, 0.05)]
    thread = threading.Thread(target=worker.work, args=(stop,), kwargs={"chores": chores})
    thread.start()
    thread.join(timeout=120)
    assert not thread.is_alive()
    return Job.objects.get()


def test_every_kind_is_here():
    assert PAGES.keys() | OF_LOADS == KINDS.keys()


@pytest.mark.parametrize("kind", EACH)
def test_it_is_asked_for_on_a_page_and_done_while_others_save(kind, client, cast):
    client.force_login(cast.alice)
    answer = PAGES[kind](client, cast)
    asked = Job.objects.get()
    assert (asked.kind, answer.status_code, answer.url) == (kind, 302, f"/jobs/{asked.public_id}/")
    with Saving(cast) as others:
        before = others.saved
        done = served()
        during = others.saved - before

    assert (done.state, done.message, done.progress) == ("done", "", 100)
    assert done.heartbeat is not None and done.heartbeat >= done.started_at
    assert during > 0
    assert client.get(done.result["url"]).status_code == 200
