"""XLSX: one sheet per table, numbers as numbers, totals and percentages as live formulas with their
value cached.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from goc.lib.errors import InputError
from goc.papers import grid, wording
from goc.papers.model import Appendix, Cell, Paper, Table, leaves
from goc.papers.profiles import FONT, PAGES, profile
from goc.papers.zips import stable

PAPER_CODES = {"A4": 9, "A3": 8}


@dataclass(frozen=True)
class _Sheet:
    name: str
    title: str
    notes: tuple[str, ...]
    unit: str
    table: Table
    page: str
    landscape: bool


def render(paper: Paper) -> bytes:
    sheets = _sheets(paper)
    if not sheets:
        raise InputError("Văn bản không có bảng số liệu để xuất ra Excel.")
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    day = paper.drafted
    created = datetime(day.year, day.month, day.day)
    book.set_properties(
        {"title": paper.subject[:255], "author": " ".join(paper.agency), "created": created}
    )
    formats = _Formats(book)
    for sheet in sheets:
        _write(book.add_worksheet(sheet.name), sheet, paper, formats)
    book.close()
    return stable(out.getvalue(), day)


def _sheets(paper: Paper) -> list[_Sheet]:
    inline = [b for b in paper.blocks if isinstance(b, Table)]
    found = [
        _Sheet(f"Bảng {i}", paper.subject, (), "", t, "A4", False) for i, t in enumerate(inline, 1)
    ]
    return found + [_appendix(paper, a) for a in paper.appendices]


def _appendix(paper: Paper, a: Appendix) -> _Sheet:
    return _Sheet(
        name=wording.appendix_name(a)[:31],
        title=a.title.upper(),
        notes=tuple(wording.notes(paper, a)),
        unit=wording.unit_line(a),
        table=a.table,
        page=a.page,
        landscape=a.orientation == "landscape",
    )


class _Formats:
    """Cell formats by look, each made once."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.made: dict[tuple[tuple[str, object], ...], Any] = {}

    def __call__(self, **look: object) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format({"font_name": FONT, "valign": "vcenter", **look})
        return self.made[key]


def _write(ws: Any, sheet: _Sheet, paper: Paper, formats: _Formats) -> None:
    table = sheet.table
    size, last = grid.font_size(table), len(leaves(table.heads)) - 1
    top = _frame(ws, sheet, last, formats)
    first = _heads(ws, table, top, formats)
    derived = grid.derived(table)
    for spot in grid.spots(table):
        cell, place = spot.cell, (first + spot.r, spot.c)
        shown = _number(cell, 1 if spot.row.kind == "percent" else spot.head.decimals)
        bold, align = grid.is_bold(cell, spot.row.kind), grid.align(cell)
        look = formats(border=1, bold=bold, align=align, font_size=size, **shown)
        if rule := derived.get(spot.place):
            ws.write_formula(*place, _formula(rule, first), look, float(cell.value or 0))
        elif cell.value is not None and not cell.suppressed:
            ws.write_number(*place, cell.value, look)
        else:
            ws.write_string(*place, cell.text, look)
    for i, footer in enumerate(table.footers):
        ws.write_string(first + len(table.rows) + i, 0, footer, formats(italic=True))
    _print_setup(
        ws, sheet, paper, (top, first - 1), (first + len(table.rows) + len(table.footers) - 1, last)
    )


def _frame(ws: Any, sheet: _Sheet, last: int, formats: _Formats) -> int:
    """Name, title and notes above the table; the first row of the head."""
    lines = [(sheet.name, formats(bold=True, font_size=14, align="center"))]
    lines.append((sheet.title, formats(bold=True, font_size=13, align="center", text_wrap=True)))
    lines += [(note, formats(italic=True, align="center")) for note in sheet.notes]
    if sheet.unit:
        lines.append((sheet.unit, formats(italic=True, align="right")))
    for r, (text, look) in enumerate(lines):
        _merge(ws, (r, 0, r, last), text, look)
    return len(lines)


def _heads(ws: Any, table: Table, top: int, formats: _Formats) -> int:
    """The head's storeys and the row of column labels; returns the first row of data."""
    size = grid.font_size(table)
    look = formats(border=1, bold=True, align="center", text_wrap=True, font_size=size)
    storeys = grid.spans(table.heads)
    for s in (s for storey in storeys for s in storey):
        y = top + s.row
        _merge(ws, (y, s.column, y + s.rows - 1, s.column + s.columns - 1), s.head.text, look)
    first = top + len(storeys)
    labels = grid.labels(table)
    for c, label in enumerate(labels):
        look = formats(border=1, italic=True, align="center", font_size=size)
        ws.write_string(first, c, label, look)
    return first + bool(labels)


def _merge(ws: Any, box: tuple[int, int, int, int], text: str, look: Any) -> None:
    if box[:2] != box[2:]:
        ws.merge_range(*box, "", look)
    ws.write_string(*box[:2], text, look)


def _number(cell: Cell, decimals: int) -> dict[str, str]:
    """Zero is shown as the paper shows it: `-` or `0`."""
    if cell.value is None or cell.suppressed:
        return {}
    shown = "#,##0" + ("." + "0" * decimals if decimals else "")
    return {"num_format": f'{shown};-{shown};"-"' if cell.text == "-" else shown}


def _formula(rule: grid.Derived, first: int) -> str:
    cells = [(first + row, column) for row, column in rule.of]
    names = [xl_rowcol_to_cell(*cell) for cell in cells]
    if rule.op == "percent":
        return f"={_over(names[:-1])}/{names[-1]}*100"
    if rule.op == "difference":
        return "=" + "-".join(names)
    if len({column for _, column in cells}) != 1:
        return "=" + "+".join(names)
    return f"=SUM({_range(cells) or ','.join(names)})"


def _over(parts: list[str]) -> str:
    return f"({'+'.join(parts)})" if len(parts) > 1 else parts[0]


def _range(cells: list[tuple[int, int]]) -> str | None:
    """Cells of one column without a gap between them."""
    rows = {row for row, _ in cells}
    if rows != set(range(min(rows), max(rows) + 1)):
        return None
    name = xl_col_to_name(cells[0][1])
    return f"{name}{min(rows) + 1}:{name}{max(rows) + 1}"


def _print_setup(
    ws: Any, sheet: _Sheet, paper: Paper, head: tuple[int, int], end: tuple[int, int]
) -> None:
    m = profile(paper.profile).margins
    short, long = PAGES[sheet.page]
    room = (long if sheet.landscape else short) - m.left - m.right
    line = grid.font_size(sheet.table) * 1.3
    for r, lines in enumerate(grid.head_lines(sheet.table, room), head[0]):
        ws.set_row(r, lines * line + 3)
    for c, width in enumerate(grid.widths(sheet.table, room)):
        ws.set_column(
            c, c, round((width / 25.4 * 96 - 5) / 7, 2)
        )  # Excel's unit: digits of 7 px, 5 px of padding
    ws.set_paper(PAPER_CODES[sheet.page])
    if sheet.landscape:
        ws.set_landscape()
    ws.set_margins(m.left / 25.4, m.right / 25.4, m.top / 25.4, m.bottom / 25.4)
    ws.fit_to_pages(1, 0)
    ws.center_horizontally()
    ws.repeat_rows(*head)
    ws.print_area(0, 0, *end)
    ws.set_footer(f'&R&"{FONT},Regular"Trang &P/&N')
    ws.set_start_page(1)
    ws.freeze_panes(head[1] + 1, min(2, end[1]))
