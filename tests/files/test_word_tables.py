"""Tables of Word files: a row is a line, a cell stands in one place."""

from __future__ import annotations

import pytest

from files.wordml import docx, p
from goc.files.reading import read

SDT = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"


def cell(content: str, about: str = "") -> str:
    inside = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{about}</w:tcPr>{inside}</w:tc>"


def row(*cells: str, about: str = "") -> str:
    made = "".join(one if one.startswith(("<w:tc>", "<w:sdt>")) else cell(one) for one in cells)
    return f"<w:tr><w:trPr>{about}</w:trPr>{made}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


BEGUN, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
INNER = table(row("17 xã", "18 xã"))
TABLES = {
    "merged across and down": (
        table(
            row(cell("12 lớp", '<w:gridSpan w:val="3"/>')),
            row(cell("9 khóa", BEGUN), "5", "x"),
            row(cell("", ON), "7", "y"),
        ),
        "12 lớp\n9 khóa\t5\tx\n\t7\ty",
    ),
    "merged across as of old": (
        table(row(cell("9 khóa", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), "5")),
        "9 khóa\t5",
    ),
    "a table in a cell": (
        table(row("Huyện", "Số"), row(cell(p("A") + INNER + p("")), "34")),
        "Huyện\tSố\nA\t34\n17 xã\t18 xã",
    ),
    "rows and cells in controls": (
        table(SDT.format(row("A", "34")), row(SDT.format(cell("B")), SDT.format(cell("41")))),
        "A\t34\nB\t41",
    ),
    "a row and a cell that were deleted": (
        table(
            row("A", "34", about='<w:del w:id="1" w:author="a"/>'),
            row("B", cell("9", '<w:cellDel w:id="2" w:author="a"/>'), "41"),
        ),
        "B\t41",
    ),
    "one cell is a frame around paragraphs": (
        table(row(cell(p("Có 34") + p("30 xã") + INNER))),
        "Có 34\n30 xã\n17 xã\t18 xã",
    ),
    "paragraphs of a cell": (
        table(row(cell(p("Xã  A") + p("nông thôn")), "5")),
        "Xã A nông thôn\t5",
    ),
    "empty cells keep their places": (table(row("A", "", "5")), "A\t\t5"),
}


@pytest.mark.parametrize("name", TABLES)
def test_it_is_read(tmp_path, name):
    body, text = TABLES[name]
    assert read(docx(tmp_path, body)).text == text
