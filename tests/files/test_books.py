"""Every kind of file as sheets, with what stands beside the values."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
import xlsxwriter

from goc.files.tables import read_book
from goc.lib.errors import InputError

LARGEST = 2**20


def workbook(path: Path, **options: Any) -> Path:
    """Two sheets; on the second a merged, a hidden, an old and an unknown cell."""
    with xlsxwriter.Workbook(str(path), options) as book:
        book.add_worksheet("Bìa").write_string(0, 0, "BÌA")
        sheet = book.add_worksheet("DS")
        old = book.add_format({"font_name": ".VnTime"})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_string(2, 0, "Hä tªn", old)
        sheet.merge_range(2, 1, 2, 2, "Sinh")
        sheet.write_number(3, 1, 1970)
        sheet.write_datetime(4, 1, date(1970, 2, 3), day)
        sheet.write_formula(3, 2, "=YEAR(B4)", None, "")
        sheet.write_formula(4, 2, "=1/0", None, "#DIV/0!")
        sheet.set_row(4, None, None, {"hidden": True})
        sheet.set_column(2, 2, None, None, {"hidden": True})
    return path


def test_a_workbook_with_what_stands_beside_its_values(tmp_path):
    cover, sheet = read_book(workbook(tmp_path / "a.xlsx"), LARGEST)["sheets"]
    assert (cover["name"], cover["rows"]) == ("Bìa", [["BÌA"]])
    assert [row[:2] for row in sheet["rows"]] == [
        ["", ""],
        ["", ""],
        ["Hä tªn", "Sinh"],
        ["", 1970.0],
        ["", date(1970, 2, 3)],
    ]
    assert sheet["fonts"] == {".VnTime": [[2, 0]]}
    assert (sheet["hidden_rows"], sheet["hidden_columns"]) == ([4], [2])
    assert sheet["merged"] == [[2, 1, 2, 2]]
    assert [(c["row"], c["column"], c["why"], c["text"]) for c in sheet["unread"]] == [
        (3, 2, "formula", "=YEAR(B4)"),
        (4, 2, "error", "#DIV/0!"),
    ]


def test_the_year_from_which_days_count_is_told(tmp_path):
    book = read_book(workbook(tmp_path / "a.xlsx", date_1904=True), LARGEST)
    assert book["days_from_1904"]
    assert book["sheets"][1]["rows"][4][1] == date(1970, 2, 3)


def test_blanks_far_away_on_any_sheet_cost_nothing(tmp_path):
    path = tmp_path / "far.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name in ("Một", "Hai"):
            sheet = book.add_worksheet(name)
            sheet.write_string(0, 0, name)
            sheet.write_blank(1048575, 16383, None, book.add_format({"bold": True}))
    sheets = read_book(path, LARGEST)["sheets"]
    assert [(sheet["name"], sheet["rows"]) for sheet in sheets] == [
        ("Một", [["Một"]]),
        ("Hai", [["Hai"]]),
    ]


@pytest.mark.parametrize(
    ("sign", "letters", "encoding"),
    [
        (",", "utf-8-sig", "unicode"),
        (";", "utf-8", "unicode"),
        ("\t", "utf-16", "unicode"),
        (";", "cp1258", "windows-1258"),
    ],
)
def test_a_plain_file_in_any_letters_with_any_separator(tmp_path, sign, letters, encoding):
    rows = [["Họ và tên", "Năm sinh"], ["Nguyễn Đức Hoàng", "1970"], ["Đàm Thị Lụa, Xã", "1971"]]
    lines = [sign.join(f'"{cell}"' for cell in row) for row in rows]
    text = "\r\n".join(lines)
    if letters == "cp1258":
        text = _with_tones_apart(text)
    path = tmp_path / "ds.csv"
    path.write_bytes(text.encode(letters))
    book = read_book(path, LARGEST)
    assert (book["encoding"], book["sheets"][0]["rows"]) == (encoding, rows)


def _with_tones_apart(text: str) -> str:
    """As Windows-1258 writes them: a vowel with its hat or horn, then the tone."""
    apart = {"ọ": "o\u0323", "ễ": "ê\u0303", "ứ": "ư\u0301", "à": "à", "ị": "i\u0323"}
    apart |= {"ụ": "u\u0323", "ã": "a\u0303"}
    return "".join(apart.get(sign, sign) for sign in text)


def test_a_plain_file_of_old_letters_is_handed_on_for_them_to_be_told(tmp_path):
    path = tmp_path / "ds.csv"
    path.write_bytes("Hä vµ tªn,N¨m sinh\nTriÖu ThÞ Kiªn,1970".encode("latin-1"))
    assert read_book(path, LARGEST)["sheets"][0]["rows"][1] == ["TriÖu ThÞ Kiªn", "1970"]


def test_tables_of_a_word_file(tmp_path):
    document = docx.Document()
    document.add_paragraph("DANH SÁCH")
    table = document.add_table(4, 3)
    for at, text in enumerate(["Họ và tên", "Ngày sinh", "Đơn vị"]):
        table.cell(0, at).text = text
    for number, name in enumerate(["Vi An", "Vi Ba"], 1):
        table.cell(number, 0).text = name
    table.cell(1, 2).merge(table.cell(2, 2)).text = "Xã A"
    table.cell(3, 0).merge(table.cell(3, 2)).text = "Cộng: 02"
    document.add_table(1, 1).cell(0, 0).text = "khác"
    path = tmp_path / "ds.docx"
    document.save(str(path))
    first, second = read_book(path, LARGEST)["sheets"]
    assert (first["name"], second["rows"]) == ("Bảng 1", [["khác"]])
    assert first["rows"] == [
        ["Họ và tên", "Ngày sinh", "Đơn vị"],
        ["Vi An", "", "Xã A"],
        ["Vi Ba", "", "Xã A"],
        ["Cộng: 02", "", ""],
    ]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "có mật khẩu"),
        ("a.xls", OLE + b"x" * 600, "không phải là tệp Excel"),
        ("a.xlsx", b"PK\x03\x04" + b"x" * 100, "không phải là tệp Excel"),
        ("a.csv", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "là hình ảnh"),
        ("a.csv", b"{\\rtf1 abc}", "văn bản RTF"),
        ("a.csv", b"a\x00\x01\x02,b" * 100, "không phải là tệp Excel"),
        ("a.csv", b"Hoang Van Thu", "không phải là tệp Excel"),
    ],
)
def test_what_is_no_list_is_named_for_what_it_is(tmp_path, name, data, said):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=said):
        read_book(tmp_path / name, LARGEST)


def test_a_word_file_without_a_table_and_a_zip_of_something_else(tmp_path):
    docx.Document().save(str(tmp_path / "a.docx"))
    with pytest.raises(InputError, match="không có bảng nào"):
        read_book(tmp_path / "a.docx", LARGEST)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("x.txt", "x")
    with pytest.raises(InputError, match="không phải là tệp Excel"):
        read_book(tmp_path / "a.zip", LARGEST)


OLD_WORD = OLE + b"\0" * 504 + "WordDocument".encode("utf-16-le")


def test_a_word_file_of_old_without_libreoffice(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    path = tmp_path / "ds.doc"
    path.write_bytes(OLD_WORD)
    with pytest.raises(InputError, match=r"Word kiểu cũ .*lưu lại dạng .docx"):
        read_book(path, LARGEST)


def test_a_word_file_of_old_that_libreoffice_does_not_manage(tmp_path, monkeypatch):
    office = tmp_path / "soffice"
    office.write_text("#!/bin/sh\nexit 1\n")
    office.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    path = tmp_path / "ds.doc"
    path.write_bytes(OLD_WORD)
    with pytest.raises(InputError, match=r"ds\.doc .*lưu lại dạng \.docx"):
        read_book(path, LARGEST)
