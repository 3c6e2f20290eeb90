"""A list as a workbook, and a workbook back into rows.

Out: one sheet of rows as shown (masked for who sees them masked), and a last sheet that says how
many rows there are, as of when, by whom, and the SHA-256 of their content. In: the head is found by
its labels, whatever stands above it; nothing is written until every row is right.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext

from goc.lib.canonical import canonical, digest
from goc.lib.errors import GocError, InputError
from goc.lists.asked import Asked
from goc.lists.kinds import typed
from goc.lists.shapes import MASK, Cell, RowShape
from goc.units.asking import Asking
from goc.viet.names import fold
from goc.viet.numbers import write

MOST = 100_000
HEAD_WITHIN = 30
NUMBER = "TT"


# --- out


def workbook_of(asked: Asked) -> bytes:
    """Raises InputError for more rows than MOST."""
    shape, asking = asked.shape, asked.asking
    rows = list(asked.rows()[: MOST + 1])
    if len(rows) > MOST:
        raise InputError("Danh sách có hơn %(most)s dòng; hãy lọc bớt rồi xuất.", most=write(MOST))
    lines = [_line(shape, row, asking) for row in shape.made(rows, asking)]
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    looks = {
        "head": book.add_format({"bold": True, "text_wrap": True, "border": 1, "valign": "top"}),
        "date": book.add_format({"num_format": "dd/mm/yyyy", "align": "left", "valign": "top"}),
        "text": book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
        "number": book.add_format({"num_format": "#,##0.###", "valign": "top"}),
    }
    _fill(book.add_worksheet(_sheet_name(shape)), shape, lines, looks)
    _seal(book.add_worksheet(gettext("Kiểm tra")), asked, lines)
    book.close()
    return out.getvalue()


def _sheet_name(shape: RowShape) -> str:
    """What Excel takes as the name of a sheet."""
    return re.sub(r"[\[\]:*?/\\]", " ", str(shape.title))[:31]


def _line(shape: RowShape, row: Any, asking: Asking) -> list[Any]:
    """Days and numbers stay days and numbers; the rest is text as shown."""
    clear = asking.sees_clear(shape.keeper(row))
    return [MASK if not clear and c.hides(row) else _bare(c, row, asking) for c in shape.cells]


def _bare(cell: Cell, row: Any, asking: Asking) -> Any:
    value = cell.value(row)
    if isinstance(value, datetime):  # as shown: a workbook knows no time zone
        return cell.text(row, asking)
    if isinstance(value, date) and value.year < 1900:  # a workbook has no earlier days
        return typed(value)
    if isinstance(value, date | int | Decimal) and not isinstance(value, bool):
        return value
    return cell.text(row, asking)


def _fill(sheet: Any, shape: RowShape, lines: Sequence[list[Any]], looks: dict[str, Any]) -> None:
    heads = [NUMBER, *(str(cell.label) for cell in shape.cells)]
    for at, head in enumerate(heads):
        sheet.write_string(0, at, head, looks["head"])
        longest = max([len(head) // 2, *(len(typed(line[at - 1])) for line in lines[:200])])
        sheet.set_column(at, at, min(max(longest, 8), 40) if at else 6)
    for number, line in enumerate(lines, 1):
        sheet.write_number(number, 0, number)
        for at, value in enumerate(line, 1):
            _put(sheet, number, at, value, looks)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(len(lines), 1), len(shape.cells))
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&RTrang &P/&N")


def _put(sheet: Any, row: int, at: int, value: Any, looks: dict[str, Any]) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, at, value, looks["date"])
    elif isinstance(value, int | Decimal):
        sheet.write_number(row, at, value, looks["number"])
    else:
        sheet.write_string(row, at, value, looks["text"])


def _seal(sheet: Any, asked: Asked, lines: Sequence[list[Any]]) -> None:
    asking = asked.asking
    facts = [
        (gettext("Danh sách"), str(asked.shape.title)),
        (gettext("Số dòng"), str(len(lines))),
        *((gettext("Lọc: %(label)s") % {"label": label}, text) for label, text in asked.said),
        (gettext("Tính đến ngày"), f"{asking.day:%d/%m/%Y}"),
        (gettext("Người xuất"), str(asking.user)),
        (gettext("Lúc"), f"{timezone.localtime():%H:%M %d/%m/%Y}"),
        ("SHA-256", digest(canonical([[typed(value) for value in line] for line in lines]))),
    ]
    for number, (label, value) in enumerate(facts):
        sheet.write_string(number, 0, label)
        sheet.write_string(number, 1, value)
    sheet.set_column(0, 1, 24)


# --- in


@dataclass(frozen=True)
class Fault:
    """One cell that cannot be taken; `row` as numbered in the file, `column` its head."""

    row: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True)
class Line:
    row: int
    values: dict[str, Any]


@dataclass(frozen=True)
class Taken:
    """What a sheet holds: lines with clean values, and the faults of the others."""

    lines: list[Line]
    faults: list[Fault]


def read_rows(shape: RowShape, sheet: Sequence[Sequence[Any]], asking: Asking) -> Taken:
    """Raises InputError when no row of the sheet is the head of this list."""
    head_row, columns = _head(shape, sheet)
    lines, faults = [], []
    for number, cells in enumerate(sheet[head_row + 1 :], head_row + 2):
        given = {name: cells[at] for at, name in columns.items() if at < len(cells)}
        if not any(typed(value) for value in given.values()):
            continue
        values, wrong = _values(shape, given, number, asking)
        faults += wrong
        if not wrong:
            lines.append(Line(number, values))
    return Taken(lines, faults)


def _head(shape: RowShape, sheet: Sequence[Sequence[Any]]) -> tuple[int, dict[int, str]]:
    """The row that names every required cell, and which column is which cell."""
    names = {fold(str(cell.label)): cell.name for cell in shape.given}
    required = {cell.name for cell in shape.given if cell.required}
    missing = required
    for number, row in enumerate(sheet[:HEAD_WITHIN]):
        found = {at: names[key] for at, v in enumerate(row) if (key := fold(typed(v))) in names}
        if required <= set(found.values()) and len(set(found.values())) == len(found):
            return number, found
        missing = min(missing, required - set(found.values()), key=len)
    labels = ", ".join(f"«{cell.label}»" for cell in shape.given if cell.name in missing)
    raise InputError(
        "Không tìm thấy dòng tiêu đề của danh sách: thiếu cột %(labels)s trong 30 dòng đầu.",
        labels=labels,
    )


def _values(
    shape: RowShape, given: dict[str, Any], number: int, asking: Asking
) -> tuple[dict[str, Any], list[Fault]]:
    values, faults = {}, []
    for cell in shape.given:
        value = given.get(cell.name)
        if not typed(value):
            values[cell.name] = "" if cell.is_text else None
            if cell.required:
                faults.append(Fault(number, str(cell.label), "", gettext("không được để trống")))
            continue
        try:
            values[cell.name] = cell.read(value, asking)
        except GocError as why:
            faults.append(Fault(number, str(cell.label), typed(value), str(why)))
    return values, faults
