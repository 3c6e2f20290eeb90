"""A scanned draft: read by a job, then its text stands in the form of `draft_check`."""

from __future__ import annotations

from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from files.wordml import docx, p
from goc.jobs.actions import claim, run
from goc.jobs.models import Job
from summing_up.round_made import frozen


@pytest.fixture
def snapshot(cast):
    return frozen(cast).snapshot


def test_a_draft_that_takes_long_is_read_by_a_job(cast, client, snapshot, monkeypatch, tmp_path):
    monkeypatch.setattr("goc.web.texts.read_at_once", lambda _: None)
    path = docx(tmp_path, p("Toàn tỉnh có 2 xã.", "<w:r><w:drawing><pic:pic/></w:drawing></w:r>"))
    client.force_login(cast.bob)
    sent = {
        "snapshot": str(snapshot.public_id),
        "file": SimpleUploadedFile("a.docx", path.read_bytes()),
    }
    answer = client.post("/drafts/", sent)
    assert (answer.status_code, answer.url) == (302, f"/jobs/{Job.objects.get().public_id}/")
    url = run(claim()).result["url"]
    assert url.startswith("/drafts/?reading=")
    html = unescape(client.get(url).content.decode())
    assert "Toàn tỉnh có 2 xã.</textarea>" in html
    assert "Còn 1 hình ảnh không đọc được chữ." in html
    client.force_login(cast.alice)
    assert client.get(url).status_code == 404
