"""What is typed when a paper was signed, when its text is changed, when appendices are left out."""

from __future__ import annotations

import io
from datetime import date

import pytest
from PIL import Image

from goc.desk.forms import FinalForm, SignedForm, TemplateForm
from goc.desk.queries import TextInForce
from goc.registry.actions import Upload
from goc.web import uploads
from goc.web.uploads import Memory

PDF = b"%PDF-1.7 x"


def picture(kind):
    out = io.BytesIO()
    Image.new("RGB", (30, 40)).save(out, kind)
    return out.getvalue()


def scan(data, name="quet.pdf"):
    """As the upload handler hands it over."""
    handler = Memory()
    handler.new_file("scan", name, "text/plain", len(data))
    handler.receive_data_chunk(data, 0)
    return handler.file_complete(len(data))


def signed(file=None, **typed):
    own = {"number": "5", "day": "20/06/2013", "signer": " Lý Thị Hoa "}
    return SignedForm({**own, **typed}, {"scan": file or scan(PDF)})


def test_what_was_signed():
    form = signed()
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {
        "number": 5,
        "day": date(2013, 6, 20),
        "signer": "Lý Thị Hoa",
        "scan": Upload("quet.pdf", "application/pdf", PDF),
    }


@pytest.mark.parametrize("data", [PDF, picture("JPEG"), picture("PNG")])
def test_a_scan_is_told_by_its_bytes_and_a_picture_becomes_a_page(data):
    form = signed(scan(data, "quet.docx"))
    assert form.is_valid(), form.errors
    upload = form.cleaned_data["scan"]
    assert upload.media_type == "application/pdf" and upload.data.startswith(b"%PDF")
    assert upload.name == ("quet.docx" if data == PDF else "quet.pdf")


NO_SCAN = "Tệp này không phải bản quét PDF, JPEG hay PNG; hãy chọn lại."


@pytest.mark.parametrize("data", [b"PK\x03\x04", b" %PDF-1.4", b"GIF89a", b"PNG", b"\xff\xd8"])
def test_what_is_no_scan_is_refused(data):
    assert signed(scan(data)).errors == {"scan": [NO_SCAN]}


@pytest.mark.parametrize(("size", "is_refused"), [(len(PDF), False), (len(PDF) - 1, True)])
def test_a_scan_has_a_largest_size(monkeypatch, size, is_refused):
    monkeypatch.setattr(uploads, "LARGEST", size)
    said = {"scan": ["Tệp lớn hơn 50 MB. Hãy quét lại ở độ phân giải thấp hơn."]}
    assert signed().errors == (said if is_refused else {})


def test_fifty_megabytes_are_what_is_said():
    assert uploads.LARGEST == 50 * 1024 * 1024


def test_a_scan_or_photographs_are_asked_for():
    form = SignedForm({"number": "5", "day": "20/06/2013", "signer": "x"}, {})
    assert form.errors == {"scan": ["Hãy chọn bản quét hoặc ảnh chụp."]}


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"number": "0"}, "number"),
        ({"number": "100000"}, "number"),
        ({"number": "06a"}, "number"),
        ({"day": "31/02/2013"}, "day"),
        ({"day": "20/6/13"}, "day"),
        ({"signer": " "}, "signer"),
        ({"signer": "x" * 151}, "signer"),
    ],
)
def test_what_is_no_signature(typed, field):
    assert list(signed(**typed).errors) == [field]


@pytest.mark.parametrize("number", ["1", "99999"])
def test_numbers_at_both_ends(number):
    assert signed(number=number).is_valid()


def test_of_each_missing_appendix_a_reason_may_be_given():
    missing = {"I": "DANH SÁCH", "IX": "TẬP HUẤN"}
    form = FinalForm({"I": " Không phát sinh ", "IX": ""}, missing=missing)
    assert [(name, field.label) for name, field in form.fields.items()] == [
        ("I", "Phụ lục I (DANH SÁCH): lý do không lập"),
        ("IX", "Phụ lục IX (TẬP HUẤN): lý do không lập"),
    ]
    assert form.is_valid() and form.cleaned_data == {"I": "Không phát sinh", "IX": ""}
    assert list(FinalForm({"I": "x" * 151}, missing=missing).errors) == ["I"]
    assert FinalForm({}, missing={}).is_valid()


NOW = TextInForce("Loại: giấy mời", 2)


@pytest.mark.parametrize(("revision", "is_of_now"), [("2", True), ("1", False), ("3", False)])
def test_a_text_that_was_changed_meanwhile_is_not_overwritten(revision, is_of_now):
    form = TemplateForm({"text": "Loại: khác", "revision": revision}, now=NOW)
    said = "Mẫu đã được sửa từ khi bạn mở trang này; hãy mở lại trang để xem bản mới."
    assert form.errors == ({} if is_of_now else {"__all__": [said]})


def test_a_text_begins_as_it_is_now_and_is_kept_in_one_spelling():
    assert TemplateForm(now=NOW).initial == {"text": "Loại: giấy mời", "revision": 2}
    decomposed = "Loa\u0323i: gia\u0302\u0301y mo\u031b\u0300i\r\n"
    form = TemplateForm({"text": decomposed, "revision": "2"}, now=NOW)
    assert form.is_valid() and form.cleaned_data["text"].strip() == "Loại: giấy mời"
    assert TemplateForm({"text": "", "revision": "2"}, now=NOW).is_valid()
