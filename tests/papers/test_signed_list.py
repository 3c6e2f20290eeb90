"""A sheet with a signature is a list that is signed: the country's name above, who drew it up and who
signs below, and on every page which of how many it is.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pypdfium2 as pdfium
import pytest
from python_calamine import CalamineWorkbook

from goc.files.reading import read
from goc.papers.codec import from_json, to_json
from goc.papers.formats import render
from goc.papers.model import Appendix, Cell, Head, Row, Signature, Table
from papers.ecma import misplaced
from papers.sample import report

GROUP = "Ban Chỉ huy quân sự xã Hoàng Văn Thụ, huyện Văn Lãng"
HEADS = (
    Head("TT", label="1", width=10),
    Head("Họ và tên", label="2", width=40),
    Head("Ngày sinh", (Head("Nam", label="3"), Head("Nữ", label="4"))),
)


def _row(*texts: str, kind: str = "body") -> Row:
    return Row(tuple(Cell(text) for text in texts), kind)


def signed_list(rows: int = 2):
    people = [_row(str(n), f"Lê Văn {n}", "28/08/1980", "") for n in range(1, rows + 1)]
    table = Table(HEADS, (_row("I", GROUP, "", "", kind="group"), *people))
    return report(
        kind="danh sách trích ngang",
        symbol="",
        subject="Cán bộ",
        draft="",
        addressees=(),
        legal_bases=(),
        recipients=(),
        blocks=(),
        signature=Signature(("Chỉ huy trưởng",), "Đại tá Hoàng Văn A"),
        appendices=(Appendix("", "Cán bộ", table, ("Tính đến 31/12/2012",), heading="DANH SÁCH"),),
        is_sheet=True,
        makers=("Người lập biểu",),
    )


IN_ORDER = (
    "TỈNH LẠNG SƠN",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "DANH SÁCH TRÍCH NGANG",
    "Tính đến 31/12/2012",
    GROUP,
    "Lê Văn 1",
    "NGƯỜI LẬP BIỂU",
    "Đại tá Hoàng Văn A",
)


def _places(text: str) -> list[int]:
    plain = " ".join(text.split())
    return [plain.index(words) for words in IN_ORDER]


@pytest.mark.parametrize("format_", ["docx", "pdf"])
def test_it_is_read_from_the_head_to_who_signs(tmp_path, format_):
    path = tmp_path / f"a.{format_}"
    path.write_bytes(render(signed_list(), format_))
    found = _places(read(path).text)
    assert found[1:] == sorted(found[1:])
    assert found[0] < found[2]  # beside the country's name


def test_the_page_has_the_group_over_its_columns():
    shown = render(signed_list(), "html").decode()
    assert f'<td class="left" colspan="3">{GROUP}</td>' in shown
    places = [shown.index(words) for words in ("CỘNG HÒA", "Người lập biểu", "Đại tá Hoàng Văn A")]
    assert places == sorted(places)


def test_in_word_a_group_is_one_cell_and_the_file_is_sound():
    data = render(signed_list(), "docx")
    body = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    cell = body[: body.index(GROUP)].rsplit("<w:tc>", 1)[1]
    assert "<w:gridSpan w:val='3'/>" in cell
    assert misplaced(data) == []


def test_every_page_says_which_of_how_many_it_is():
    document = pdfium.PdfDocument(render(signed_list(60), "pdf"))
    found = [
        re.findall(r"Trang \d/\d", page.get_textpage().get_text_bounded()) for page in document
    ]
    assert found == [["Trang 1/3"], ["Trang 2/3"], ["Trang 3/3"]]


def test_a_workbook_has_both_names_and_both_who_sign():
    data = render(signed_list(), "xlsx")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    said = [[cell for cell in row if cell != ""] for row in rows]
    assert ["ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"] in said
    assert ["NGƯỜI LẬP BIỂU", "CHỈ HUY TRƯỞNG"] in said
    sheet = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    assert "Trang &amp;P/&amp;N" in sheet and "differentFirst" not in sheet


def test_it_is_kept_as_it_is():
    assert from_json(to_json(signed_list())) == signed_list()


def test_without_a_signature_it_is_a_sheet_of_the_office():
    assert "CỘNG HÒA" not in render(replace(signed_list(), signature=None), "html").decode()
