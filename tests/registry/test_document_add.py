"""The form that registers a document."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from goc.registry.models import Document, StoredFile


def values(cast, **changes: object) -> dict[str, object]:
    return {
        "direction": "cited",
        "type": "Kế hoạch",
        "number": "1660/KH-BQP",
        "issuer": "Bộ Quốc phòng",
        "issued_on": "05/03/2013",
        "subject": "Tổng kết",
        "secrecy": "",
        "keeper": str(cast.province.public_id),
    } | changes


def test_it_works(client, cast):
    client.force_login(cast.alice)
    answer = client.post(
        "/documents/add/",
        values(cast, file=SimpleUploadedFile("Kế hoạch.pdf", b"%PDF", "application/pdf")),
    )
    document = Document.objects.get()

    assert (answer.status_code, answer["Location"]) == (302, "/documents/")
    assert (document.number, document.issued_on, document.keeper) == (
        "1660/KH-BQP",
        date(2013, 3, 5),
        cast.province,
    )
    assert (document.file.name, document.file.added_by) == ("Kế hoạch.pdf", "alice")


def test_another_date_is_said(client, cast):
    client.force_login(cast.alice)
    client.post("/documents/add/", values(cast))
    text = client.post("/documents/add/", values(cast, issued_on="25/03/2013"), follow=True).text

    assert "nhiều ngày: 05/03/2013, 25/03/2013" in text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"issued_on": "31/02/2013"}, "Nhập ngày dạng dd/mm/yyyy"),
        ({"subject": ""}, "Trường này là bắt buộc."),
        ({"secrecy": "secret", "file": SimpleUploadedFile("a.pdf", b"%PDF")}, "không được gắn tệp"),
        ({"keeper": "other"}, "Hãy chọn một lựa chọn hợp lệ."),
    ],
)
def test_bad_input_is_said_and_nothing_kept(client, cast, changes, said):
    client.force_login(cast.alice)
    answer = client.post("/documents/add/", values(cast, **changes))

    assert (answer.status_code, said in answer.text) == (400, True)
    assert (Document.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_charlie_cannot_write_for_another_province(client, cast):
    client.force_login(cast.charlie)

    assert client.post("/documents/add/", values(cast)).status_code == 400
    assert Document.objects.count() == 0


@pytest.mark.parametrize("login", ["bob", "dana"])
def test_who_only_reads_is_refused(client, cast, login):
    client.force_login(getattr(cast, login))

    assert (
        client.get("/documents/add/").status_code,
        client.post("/documents/add/", values(cast)).status_code,
    ) == (
        403,
        403,
    )
    assert Document.objects.count() == 0


def test_wrong_method(client, cast):
    client.force_login(cast.alice)
    assert client.put("/documents/add/").status_code == 405
