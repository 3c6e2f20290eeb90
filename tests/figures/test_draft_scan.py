"""A scanned draft: read by a job, then its text stands in the form of `draft_check`."""

from __future__ import annotations

from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from goc.files.reading import Document
from goc.jobs.actions import claim, run
from goc.jobs.models import Job
from goc.registry import readings
from summing_up.round_made import frozen


@pytest.fixture
def snapshot(cast):
    return frozen(cast).snapshot


def test_a_draft_that_takes_long_is_read_by_a_job(cast, client, snapshot, monkeypatch):
    monkeypatch.setattr("goc.web.texts.read_at_once", lambda _: None)
    monkeypatch.setattr(
        readings, "read_document", lambda path, report: Document(path.read_text("utf-8"))
    )
    client.force_login(cast.bob)
    sent = {
        "snapshot": str(snapshot.public_id),
        "file": SimpleUploadedFile("a.txt", "Toàn tỉnh có 2 xã.".encode()),
    }
    answer = client.post("/drafts/", sent)
    assert (answer.status_code, answer.url) == (302, f"/jobs/{Job.objects.get().public_id}/")
    url = run(claim()).result["url"]
    assert url.startswith("/drafts/?reading=")
    assert "Toàn tỉnh có 2 xã.</textarea>" in unescape(client.get(url).content.decode())
    client.force_login(cast.alice)
    assert client.get(url).status_code == 404
