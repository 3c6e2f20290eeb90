"""What the page `directive_read` says of files that are broken, locked, misnamed or unusual."""

from __future__ import annotations

import io
import zipfile
from html import unescape

import docx
import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from goc.directives.models import Directive
from goc.jobs.actions import claim, run
from goc.jobs.models import Job
from goc.registry.models import Document

READ = "/directives/read/"
LOCKED = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"3 0 obj<</Filter/Standard/V 1/R 2/O<"
    + b"00" * 32
    + b">/U<"
    + b"11" * 32
    + b">/P -4>>endobj\n"
    b"trailer<</Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]>>\n%%EOF"
)


def word(*texts, table=(), note=""):
    document, out = docx.Document(), io.BytesIO()
    for text in texts:
        document.add_paragraph(text)
    if table:
        made = document.add_table(0, len(table[0]))
        for row in table:
            for cell, text in zip(made.add_row().cells, row, strict=True):
                cell.text = text
    document.save(out)
    if note:
        space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        with zipfile.ZipFile(out, "a") as archive:
            archive.writestr(
                "word/footnotes.xml",
                f'<w:footnotes xmlns:w="{space}"><w:footnote w:id="2"><w:p><w:r><w:t>{note}</w:t></w:r></w:p>'
                "</w:footnote></w:footnotes>",
            )
    return out.getvalue()


def cut(data):
    """The same file, its text ending in the middle."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name)[: 400 if name == "word/document.xml" else None])
    return out.getvalue()


def given(client, user, name, data):
    client.force_login(user)
    answer = client.post(READ, {"text": "chữ đã gõ", "file": SimpleUploadedFile(name, data)})
    return answer, unescape(answer.content.decode())


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("khoa.pdf", LOCKED, "Tệp PDF khoa.pdf có mật khẩu; hãy bỏ mật khẩu rồi đưa lại."),
        (
            "hong.docx",
            cut(word("Một việc")),
            "Tệp Word hong.docx bị hỏng, không mở được; hãy lấy lại bản gốc",
        ),
        (
            "that.pdf",
            word("Một việc"),
            "Tệp that.pdf không đúng với đuôi tên: nội dung là Word (.docx).",
        ),
        (
            "that.docx",
            b"%PDF-1.4\n%%EOF",
            "Tệp that.docx không đúng với đuôi tên: nội dung là PDF.",
        ),
        (
            "cu.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "Tệp cu.doc là Word kiểu cũ (.doc)",
        ),
        ("anh.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "anh.txt"),
        ("trang.docx", word(), "Tệp trang.docx không có chữ nào để đọc."),
    ],
)
def test_a_bad_file_is_told_in_one_sentence_and_nothing_is_lost(cast, client, name, data, said):
    answer, html = given(client, cast.alice, name, data)
    assert answer.status_code == 400 and said in html and "chữ đã gõ" in html
    assert not (Document.objects.exists() or Job.objects.exists())


def test_a_table_is_read_row_by_row(cast, client):
    rows = [("TT", "Nội dung", "Thời hạn"), ("1", "Sở Nội vụ báo cáo kết quả", "15/6/2013")]
    answer, html = given(client, cast.alice, "bang.docx", word("Kính gửi: Các sở", table=rows))
    assert answer.status_code == 200 and "1\tSở Nội vụ báo cáo kết quả\t15/6/2013" in html


def test_a_footnote_is_read_after_the_text(cast, client):
    answer, html = given(
        client, cast.alice, "chu.docx", word("Kính gửi: Các sở", note="Theo Luật Dân quân tự vệ")
    )
    assert answer.status_code == 200 and "[2] Theo Luật Dân quân tự vệ" in html


def test_a_pdf_of_500_pages_is_a_job_that_ends_in_a_sentence(cast, client):
    made, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    for _ in range(500):
        made.new_page(595, 842)
    made.save(out)
    answer, _ = given(client, cast.alice, "dai.pdf", out.getvalue())
    job = Job.objects.get()
    assert answer.url == f"/jobs/{job.public_id}/"
    run(claim())
    assert "Tệp dai.pdf không có chữ nào để đọc." in client.get(answer.url).content.decode()
    assert not Directive.objects.exists()
