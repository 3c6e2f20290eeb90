"""A paper that keeps the form of 2013, as the lines that the rules see: nothing is drawn, nothing is
read from a file.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from goc.papers.lint import CHECKS, Breach, Copy
from goc.papers.profiles import profile
from goc.papers.reading import Line

BODY = Line(
    text="",
    section=0,
    table=-1,
    row=-1,
    column=-1,
    fonts=frozenset({"Times New Roman"}),
    sizes=frozenset({14.0}),
    bold=False,
    italic=False,
    align="both",
    first_indent=12.7,
    gap=6,
    colours=frozenset({"auto"}),
)


def sized(*points: float) -> frozenset[float]:
    return frozenset(points)


def shelf(table: int, row: int, column: int, text: str, size: float, **look: Any) -> Line:
    """A line in a cell of a table."""
    place = {"table": table, "row": row, "column": column, "align": "center"}
    return replace(BODY, text=text, sizes=sized(size), first_indent=0, gap=0, **{**place, **look})


def centred(text: str, **look: Any) -> Line:
    return replace(BODY, text=text, align="center", bold=True, first_indent=0, **look)


REPORT = {
    "above": shelf(0, 0, 0, "ỦY BAN NHÂN DÂN", 12, bold=True),
    "agency": shelf(0, 0, 0, "TỈNH LẠNG SƠN", 12, bold=True),
    "country": shelf(0, 0, 1, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, bold=True),
    "motto": shelf(0, 0, 1, "Độc lập - Tự do - Hạnh phúc", 13, bold=True),
    "number": shelf(0, 1, 0, "Số: 06/BC-UBND", 13),
    "date": shelf(0, 1, 1, "Lạng Sơn, ngày 05 tháng 3 năm 2013", 13, italic=True),
    "kind": centred("BÁO CÁO"),
    "subject": centred("Tổng kết 10 năm đào tạo cán bộ quân sự cấp xã (2002 - 2012)"),
    "basis": replace(BODY, text="Căn cứ Luật Dân quân tự vệ ngày 23/11/2009,"),
    "text": replace(BODY, text="Ủy ban nhân dân tỉnh báo cáo kết quả như sau:"),
    "end": replace(BODY, text="Trên đây là báo cáo của Ủy ban nhân dân tỉnh./."),
    "to": shelf(1, 0, 0, "Nơi nhận:", 12, bold=True, italic=True, align="left"),
    "first": shelf(1, 0, 0, "- Như trên;", 11, align="left"),
    "last": shelf(1, 0, 0, "- Lưu: VT, NC.", 11, align="left"),
    "authority": shelf(1, 0, 1, "TM. ỦY BAN NHÂN DÂN", 13, bold=True),
    "post": shelf(1, 0, 1, "CHỦ TỊCH", 13, bold=True),
    "signer": shelf(1, 0, 1, "Nguyễn Văn Bình", 14, bold=True),
}
LETTER = {
    "about": shelf(0, 2, 0, "V/v báo cáo số lượng Chỉ huy trưởng cấp xã", 12),
    "addressee": replace(BODY, text="Kính gửi: Bộ Chỉ huy quân sự tỉnh", align="center"),
}


def page_number(paragraph: Any, align: WD_ALIGN_PARAGRAPH) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    paragraph.alignment = align


def sheet() -> Any:
    """A document of one page with the margins and the page number of 2013, and no words."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.different_first_page_header_footer = True
    page_number(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
    return document


@cache
def _sheet() -> Any:
    return sheet()


def examined(
    lines: dict[str, Line], *, document: Any = None, code: str = "tt01"
) -> list[tuple[str, str, str]]:
    """(rule, found, expected) of every breach, by all rules of the house."""
    return [(breach.rule, breach.found, breach.expected) for breach in told(lines, document, code)]


def told(lines: dict[str, Line], document: Any = None, code: str = "tt01") -> list[Breach]:
    every = [*lines.values()]
    first = [line for line in every if line.section == 0]
    copy = Copy(document or _sheet(), every, profile(code), first)
    return [breach for check in CHECKS for breach in check(copy)]


def without(*names: str) -> dict[str, Line]:
    return {name: line for name, line in REPORT.items() if name not in names}


def changed(name: str, **look: Any) -> dict[str, Line]:
    """The report with one line that is otherwise."""
    return {**REPORT, name: replace(REPORT[name], **look)}


def put_after(name: str, **more: Line) -> dict[str, Line]:
    """The report with further lines behind one."""
    made: dict[str, Line] = {}
    for own, line in REPORT.items():
        made[own] = line
        if own == name:
            made |= more
    return made


def letter(**more: Any) -> dict[str, Line]:
    """A letter to one office: its subject under the number, in the place of the kind."""
    head = {
        name: REPORT[name] for name in ("above", "agency", "country", "motto", "number", "date")
    }
    rest = {name: REPORT[name] for name in REPORT if name not in head}
    del rest["kind"], rest["subject"]
    made = {**head, **LETTER, **rest}
    return {**made, **{name: replace(made[name], **look) for name, look in more.items()}}
