"""An error in a workbook of old, or of LibreOffice, is no empty cell."""

from __future__ import annotations

import shutil
import struct
import subprocess
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from goc.files import books, unread, workbook
from goc.lib.errors import InputError

NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)
MANIFEST = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
ERRORS = [
    {"row": 1, "column": 1, "why": "error", "text": "#DIV/0!"},
    {"row": 4, "column": 3, "why": "error", "text": "#N/A"},
    {"row": 4, "column": 4, "why": "formula", "text": "of:=A1"},
]


def text(words: str) -> str:
    return (
        f'<table:table-cell office:value-type="string"><text:p>{words}</text:p></table:table-cell>'
    )


def wrong(words: str) -> str:
    typed = 'table:formula="of:=1/0" office:value-type="string"'
    return f"<table:table-cell {typed}><text:p>{words}</text:p></table:table-cell>"


def ods(path: Path) -> Path:
    rows = [
        text("Họ và tên") + text("Dân tộc"),
        text("Nông Văn A") + wrong("#DIV/0!"),
        text("#N/A là chữ") + '<table:table-cell table:formula="of:=&quot;&quot;" '
        'office:value-type="string"/>',
        '<table:table-cell table:number-columns-repeated="3"/>'
        + wrong("#N/A")
        + '<table:table-cell table:formula="of:=A1"/>',
    ]
    repeated = ["", "", ' table:number-rows-repeated="2"', ""]
    told = "".join(
        f"<table:table-row{more}>{row}</table:table-row>"
        for row, more in zip(rows, repeated, strict=True)
    )
    content = (
        f"<office:document-content {NAMESPACES}><office:body><office:spreadsheet>"
        f'<table:table table:name="DS">{told}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", MANIFEST)
    return path


def test_of_an_ods_each_is_told_where_it_stands(tmp_path):
    with zipfile.ZipFile(ods(tmp_path / "a.ods")) as archive:
        assert unread.of_ods(archive) == {"DS": ERRORS}


def test_a_book_tells_them_and_bare_rows_are_refused(tmp_path):
    path = str(ods(tmp_path / "a.ods"))
    (sheet,) = books.read(path, "a.ods")["sheets"]
    assert sheet["unread"] == ERRORS
    with pytest.raises(
        InputError, match=r"3 ô không đọc được giá trị: B2 \(#DIV/0!\); D5 \(#N/A\)"
    ):
        workbook.read(path, "a.ods")


def record(number: int, data: bytes) -> bytes:
    return struct.pack("<HH", number, len(data)) + data


def test_of_a_workbook_of_old(tmp_path):
    """A sheet of Excel 2, which is a stream by itself: an error at B2, a truth at A2."""
    cells = [(1, 1, 0x2A, 1), (1, 0, 1, 0)]
    stream = record(0x0009, struct.pack("<HH", 2, 0x10))
    for row, column, value, is_error in cells:
        stream += record(0x0005, struct.pack("<HH3sBB", row, column, b"\0\0\0", value, is_error))
    path = tmp_path / "a.xls"
    path.write_bytes(stream + record(0x000A, b""))
    assert list(unread.of_xls(path).values()) == [
        [{"row": 1, "column": 1, "why": "error", "text": "#N/A"}]
    ]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_what_libreoffice_saves(tmp_path, monkeypatch, kind):
    if not shutil.which("soffice"):
        pytest.skip("needs LibreOffice")
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet("DS")
    sheet.write(0, 0, "Dân tộc")
    sheet.write_formula(1, 0, "=NA()", None, "#N/A")
    book.close()
    monkeypatch.setenv("HOME", str(tmp_path))
    subprocess.run(
        ["soffice", "--headless", "--convert-to", kind, "--outdir", tmp_path, tmp_path / "a.xlsx"],
        check=True,
        capture_output=True,
        timeout=120,
    )
    (found,) = books.read(str(tmp_path / f"a.{kind}"), f"a.{kind}")["sheets"]
    assert found["unread"] == [{"row": 1, "column": 0, "why": "error", "text": "#N/A"}]
