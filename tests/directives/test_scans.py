"""Files that take long: read by a job with progress, which may be stopped, and taken up where the page left off."""

from __future__ import annotations

import io
import os
import time
from dataclasses import replace
from html import unescape

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from goc.directives.models import Directive
from goc.files import ocr
from goc.files.reading import read_at_once, read_file
from goc.jobs.actions import claim, request_cancel, run
from goc.jobs.models import Job
from goc.lib.errors import InputError
from goc.lib.progress import Cancelled
from goc.papers.formats import render
from goc.papers.model import Paper, Paragraph, Text
from goc.registry import readings
from processes import is_gone

pytestmark = pytest.mark.slow  # another program recognises

READ, ENTER = "/directives/read/", "/directives/enter/"


def letters(*lines):
    """A PDF with these lines."""
    from papers.sample import report

    paper = report(blocks=tuple(Paragraph((Text(line),)) for line in lines), appendices=())
    assert isinstance(paper, Paper)
    return render(replace(paper, addressees=(), legal_bases=()), "pdf")


def scanned(data, pages=1):
    """The first page of a PDF as a picture, so many times over."""
    with pypdfium2.PdfDocument(data) as source:
        bitmap = source[0].render(scale=150 / 72)
    made, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    for _ in range(pages):
        page, image = made.new_page(595, 842), pypdfium2.PdfImage.new(made)
        image.set_bitmap(bitmap)
        image.set_matrix(pypdfium2.PdfMatrix().scale(595, 842))
        page.insert_obj(image)
        page.gen_content()
    made.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def scan():
    return scanned(letters("Ủy ban nhân dân các huyện xây dựng kế hoạch tổng kết."), 2)


@pytest.fixture
def tesseract(tmp_path, monkeypatch):
    """A program of the same name that answers at once, or never when it is told to."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "tesseract"
    program.write_text(
        '#!/bin/sh\n[ "$1" = --list-langs ] && { echo vie; exit; }\n'
        '[ -e "$0.slow" ] && { echo $$ > "$0.slow"; exec sleep 60; }\n'
        "echo '1. Tổ chức thực hiện'; echo 'a) Ủy ban nhân dân các huyện xây dựng kế hoạch tổng kết;'\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    return program


def upload(client, user, data, name="cv.pdf"):
    client.force_login(user)
    return client.post(READ, {"text": "", "file": SimpleUploadedFile(name, data)})


def test_a_scan_is_read_by_a_job_and_taken_up_on_the_page(cast, client, site, scan, tesseract):
    answer = upload(client, cast.alice, scan)
    job = Job.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/jobs/{job.public_id}/")
    assert run(claim()).state == "done"
    job.refresh_from_db()
    shown = client.get(job.result["url"])
    html = unescape(shown.content.decode())
    assert shown.status_code == 200 and html.count("xây dựng kế hoạch tổng kết;") >= 2
    sent = {
        "unit": str(cast.province.public_id),
        "type": "công văn",
        "issuer": "UBND",
        "subject": "Tổng kết",
        "reading": job.arguments["reading"],
        "row-TOTAL_FORMS": "0",
        "row-INITIAL_FORMS": "0",
    }
    assert client.post(ENTER, sent).status_code == 302
    kept = Directive.objects.get().document.file
    assert (kept.name, kept.size) == ("cv.pdf", len(scan))
    assert list((site / "readings").iterdir()) == []
    assert client.get(job.result["url"]).status_code == 404


def test_the_reading_is_for_who_gave_the_file(cast, client, scan, tesseract):
    upload(client, cast.alice, scan)
    url = run(claim()).result["url"]
    client.force_login(cast.operator)
    assert client.get(url).status_code == 404
    assert client.get(f"{READ}?reading=../../db").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_stopping_ends_the_program_and_leaves_nothing(
    cast, client, site, scan, tesseract, monkeypatch
):
    monkeypatch.setattr("goc.jobs.pulse.BEAT", 0.1)
    slow = tesseract.with_name("tesseract.slow")
    slow.touch()
    upload(client, cast.alice, scan)
    job = claim()
    original = ocr._page

    def and_stop(*arguments):
        request_cancel(job)
        return original(*arguments)

    monkeypatch.setattr(ocr, "_page", and_stop)
    began = time.monotonic()
    assert run(job).state == "cancelled" and time.monotonic() - began < 20
    assert list((site / "readings").iterdir()) == []
    started = slow.read_text().strip()
    assert not started or is_gone(int(started))


def test_progress_is_told_for_each_page(tmp_path, scan, tesseract):
    (tmp_path / "a.pdf").write_bytes(scan)
    told = []
    read_file(tmp_path / "a.pdf", lambda percent, message: told.append((percent, message)))
    assert list(dict.fromkeys(told)) == [  # slow work tells the same again
        (0, "Đọc trang 1/2"),
        (50, "Đọc trang 2/2"),
        (100, "Đã đọc 2 trang"),
        (0, "Nhận dạng chữ trang 1 (1/2)"),
        (50, "Nhận dạng chữ trang 2 (2/2)"),
        (100, "Đã nhận dạng 2 trang"),
    ]


def test_without_a_report_the_terminal_is_told(tmp_path, scan, tesseract, capsys):
    (tmp_path / "a.pdf").write_bytes(scan)
    read_file(tmp_path / "a.pdf")
    assert "a.pdf:   0%  Nhận dạng chữ trang 1 (1/2)" in capsys.readouterr().err


def test_a_stop_between_pages_is_passed_on(tmp_path, scan, tesseract):
    (tmp_path / "a.pdf").write_bytes(scan)

    def stop(percent, message):
        if "(2/2)" in message:
            raise Cancelled

    with pytest.raises(Cancelled):
        read_file(tmp_path / "a.pdf", stop)


def test_too_many_scanned_pages_are_refused_at_once(cast, client, scan, monkeypatch):
    monkeypatch.setattr(ocr, "MOST", 1)
    answer = upload(client, cast.alice, scan)
    assert answer.status_code == 400 and not Job.objects.exists()
    assert "có hơn 1 trang là bản chụp; mỗi lần chỉ nhận dạng chữ được 1 trang" in unescape(
        answer.content.decode()
    )


def test_a_file_that_waited_a_day_is_swept_away_and_that_is_said(
    cast, client, site, scan, tesseract
):
    upload(client, cast.alice, scan)
    (folder,) = (site / "readings").iterdir()
    os.utime(folder, (time.time() - readings.KEPT - 60,) * 2)
    upload(client, cast.alice, scan)
    assert len(list((site / "readings").iterdir())) == 1
    assert run(claim()).message == "Tệp cv.pdf không còn ở chỗ chờ đọc; hãy đưa lại tệp."


def test_without_the_program_the_job_says_what_to_install(cast, client, scan, monkeypatch):
    monkeypatch.setattr("shutil.which", lambda _: None)
    upload(client, cast.alice, scan)
    assert "sudo apt install tesseract-ocr tesseract-ocr-vie" in run(claim()).message


def test_a_page_with_letters_is_read_at_once(tmp_path, cast, client):
    path = tmp_path / "a.pdf"
    path.write_bytes(letters("Ủy ban nhân dân các huyện xây dựng kế hoạch tổng kết."))
    assert "xây dựng kế hoạch tổng kết" in " ".join(read_at_once(path).text.split())
    assert upload(client, cast.alice, path.read_bytes()).status_code == 200


def blank(path, pages):
    made = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        made.new_page(595, 842)
    made.save(str(path))


def test_a_pdf_of_many_pages_is_a_job(tmp_path):
    blank(tmp_path / "a.pdf", 61)
    assert read_at_once(tmp_path / "a.pdf") is None


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        (60, "Tệp a.pdf không có chữ nào để đọc."),
        (1001, "Tệp PDF a.pdf có 1001 trang; chỉ đọc được tới 1000 trang."),
    ],
)
def test_a_pdf_of_fewer_pages_or_too_many_is_answered_at_once(tmp_path, pages, said):
    blank(tmp_path / "a.pdf", pages)
    with pytest.raises(InputError, match=said):
        read_at_once(tmp_path / "a.pdf")
