"""The answer of a quick question as a workbook: the crosstab and the names, each on a sheet."""

from __future__ import annotations

import io
from fractions import Fraction
from typing import Any

import xlsxwriter
from django.utils.translation import gettext

from goc.figures.quick_pages import Line, Shown, table_title
from goc.figures.results import Result


def workbook_of(shown: Shown) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    looks = {
        "title": book.add_format({"bold": True, "font_size": 13}),
        "head": book.add_format({"bold": True, "text_wrap": True, "border": 1, "align": "center"}),
        "cell": book.add_format({"border": 1, "valign": "top", "text_wrap": True}),
    }
    if shown.table is not None:
        _crosstab(_sheet(book, gettext("Bảng chéo"), shown, looks), shown.table, looks)
    _names(_sheet(book, gettext("Danh sách"), shown, looks), shown, looks)
    book.close()
    return out.getvalue()


def _sheet(book: Any, name: str, shown: Shown, looks: dict[str, Any]) -> Any:
    """What was asked and the number stand above every sheet's table."""
    sheet = book.add_worksheet(name)
    sheet.write_string(0, 0, table_title(shown.answer), looks["title"])
    sheet.write_string(1, 0, told(shown))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_column(0, 0, 6)
    sheet.set_column(1, 12, 22)
    return sheet


def told(shown: Shown) -> str:
    """`78 trong 226 (34,5%); chưa đủ thông tin: 2.`"""
    answer, lacking = shown.answer, len(shown.answer.lacking)
    sentence = gettext("Có %(n)s") % {"n": answer.printed}
    if answer.has_base:
        sentence = gettext("Có %(n)s trong %(base)s (%(share)s)") % {
            "n": answer.printed,
            "base": answer.base,
            "share": answer.text,
        }
    return sentence + "; " + gettext("chưa đủ thông tin: %(n)s.") % {"n": lacking}


HEAD = 3


def _row(sheet: Any, at: int, cells: list[Any], look: Any) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, int):
            sheet.write_number(at, column, cell, look)
        else:
            sheet.write_string(at, column, cell, look)


def _crosstab(sheet: Any, table: Result, looks: dict[str, Any]) -> None:
    heads = [" – ".join(column.head) for column in table.columns]
    _row(sheet, HEAD, ["", table.definition.row_head, *heads], looks["head"])
    for number, row in enumerate(table.rows, 1):
        cells = [_exact(cell.value, cell.text) for cell in row.cells]
        first: Any = number if row.kind == "body" else ""
        _row(sheet, HEAD + number, [first, row.label, *cells], looks["cell"])


def _exact(value: Fraction | None, text: str) -> Any:
    """Whole numbers stay numbers, none is 0."""
    return int(value) if value is not None and value.denominator == 1 else text


def _names(sheet: Any, shown: Shown, looks: dict[str, Any]) -> None:
    heads = [gettext("TT"), gettext("Họ và tên"), gettext("Huyện"), gettext("Đơn vị"), *shown.heads]
    _row(sheet, HEAD, heads, looks["head"])
    at = HEAD
    for place in shown.places:
        for line in place.lines:
            at += 1
            _row(sheet, at, _line(line, place.name), looks["cell"])
    for line in shown.lacking:
        at += 1
        _row(sheet, at, _line(line, gettext("Chưa đủ thông tin")), looks["cell"])


def _line(line: Line, place: str) -> list[Any]:
    return [line.number, line.label, place, line.unit, *line.values]
