"""A list as a workbook: one sheet of rows as shown (masked for who sees them masked), and a last
sheet that says how many rows there are, as of when, by whom, and the SHA-256 of their content.
Back in: `loading`.
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

from goc.intake import seals
from goc.lib.errors import InputError
from goc.lists.asked import Asked
from goc.lists.columns import ROW_CODE
from goc.lists.kinds import typed
from goc.lists.shapes import MASK, Cell, RowShape
from goc.units.asking import Asking
from goc.viet.numbers import write

MOST = 100_000
NUMBER = "TT"
FIRST_DAY = date(1900, 3, 1)
"""A workbook counts days from 1900 and holds a 29th of February in that year."""


# --- out


@dataclass(frozen=True)
class Table:
    """What a workbook holds. `lines`: bare values by the `heads`; `codes`: of each line, by which
    it is known again; none: they are not written. `about`: what the last sheet tells.
    """

    title: str
    heads: Sequence[str]
    lines: Sequence[Sequence[Any]]
    about: Sequence[tuple[str, str]]
    codes: Sequence[str] = ()


def workbook_of(asked: Asked, *, coded: bool = False) -> bytes:
    """`coded`: with the codes by which its rows are known when they come back. Raises InputError
    for more rows than MOST.
    """
    shape, asking = asked.shape, asked.asking
    rows = list(asked.rows()[: MOST + 1])
    if len(rows) > MOST:
        raise InputError("Danh sách có hơn %(most)s dòng; hãy lọc bớt rồi xuất.", most=write(MOST))
    made = shape.made(rows, asking)
    lines = [line_of(shape, row, asking) for row in made]
    heads = [str(cell.label) for cell in shape.cells]
    codes = [str(row.public_id) for row in made] if coded else []
    said = [(gettext("Lọc: %(label)s") % {"label": label}, text) for label, text in asked.said]
    return workbook(Table(str(shape.title), heads, lines, about(shape.title, asking, said), codes))


def about(
    title: Any, asking: Asking, said: Sequence[tuple[str, str]] = ()
) -> list[tuple[str, str]]:
    """What the last sheet tells of any export, besides the number of its rows."""
    return [
        (gettext("Danh sách"), str(title)),
        *said,
        (gettext("Tính đến ngày"), f"{asking.day:%d/%m/%Y}"),
        (gettext("Người xuất"), str(asking.user)),
        (gettext("Lúc"), f"{timezone.localtime():%H:%M %d/%m/%Y}"),
    ]


def workbook(table: Table) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    looks = {
        "head": book.add_format({"bold": True, "text_wrap": True, "border": 1, "valign": "top"}),
        "date": book.add_format({"num_format": "dd/mm/yyyy", "align": "left", "valign": "top"}),
        "text": book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
        "number": book.add_format({"num_format": "#,##0.###", "valign": "top"}),
    }
    _fill(book.add_worksheet(_sheet_name(table.title)), table, looks)
    seal(book.add_worksheet(gettext("Kiểm tra")), table.about, table.lines, table.codes)
    book.close()
    return out.getvalue()


def _sheet_name(title: str) -> str:
    """What Excel takes as the name of a sheet."""
    return re.sub(r"[\[\]:*?/\\]", " ", title)[:31]


def line_of(shape: RowShape, row: Any, asking: Asking) -> list[Any]:
    """Days and numbers stay days and numbers; the rest is text as shown."""
    clear = asking.sees_clear(shape.keeper(row))
    return [MASK if not clear and c.hides(row) else _bare(c, row, asking) for c in shape.cells]


def _bare(cell: Cell, row: Any, asking: Asking) -> Any:
    value = cell.value(row)
    if isinstance(value, datetime):  # as shown: a workbook knows no time zone
        return cell.text(row, asking)
    return value if is_bare(value) else cell.text(row, asking)


def is_bare(value: Any) -> bool:
    """Whether a workbook holds it as it is."""
    if isinstance(value, date):
        return value >= FIRST_DAY
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _fill(sheet: Any, table: Table, looks: dict[str, Any]) -> None:
    codes = table.codes
    heads = [NUMBER, *table.heads, *([str(ROW_CODE.label)] if codes else [])]
    lines = [[*line, code] for line, code in zip(table.lines, codes)] if codes else table.lines
    for at, head in enumerate(heads):
        sheet.write_string(0, at, head, looks["head"])
        longest = max([len(head) // 2, *(len(typed(line[at - 1])) for line in lines[:200])])
        sheet.set_column(at, at, min(max(longest, 8), 40) if at else 6)
    for number, line in enumerate(lines, 1):
        sheet.write_number(number, 0, number)
        for at, value in enumerate(line, 1):
            _put(sheet, number, at, value, looks)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(len(lines), 1), len(heads) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&RTrang &P/&N")


def _put(sheet: Any, row: int, at: int, value: Any, looks: dict[str, Any]) -> None:
    if not is_bare(value):
        sheet.write_string(row, at, typed(value), looks["text"])
    elif isinstance(value, date):
        sheet.write_datetime(row, at, value, looks["date"])
    else:
        sheet.write_number(row, at, value, looks["number"])


def seal(
    sheet: Any,
    told: Sequence[tuple[str, str]],
    lines: Sequence[Sequence[Any]],
    codes: Sequence[str] = (),
) -> None:
    """How many rows, and the digests by which the list is known again (`intake.seals`)."""
    counted = [*told[:1], (gettext("Số dòng"), str(len(lines))), *told[1:]]
    for number, (label, value) in enumerate(seals.facts(counted, lines, codes)):
        sheet.write_string(number, 0, label)
        sheet.write_string(number, 1, value)
    sheet.set_column(0, 1, 24)
