"""XLSX: one sheet per table, numbers as numbers, days as days, totals and percentages as live
formulas with their value cached.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from goc.lib.errors import InputError
from goc.papers import fitting, grid, wording
from goc.papers.model import Appendix, Cell, Paper, Table, leaves
from goc.papers.profiles import FONT, PAGES, profile
from goc.papers.zips import stable
from goc.viet.digits import decimals
from goc.viet.numbers import SHARE_DECIMALS, rounded

PAPER_CODES = {"A4": 9, "A3": 8}
LINE = 1.3
"""The height of a line in its own size, as spreadsheets set it."""
ROOM = 3.0  # points above and below words
ROUNDED = {"percent": SHARE_DECIMALS}
EXACT = 9
"""Decimals of what a formula comes to that does not round; no sum of ours has more."""
FIRST_YEAR = 1900
"""Spreadsheets know no earlier day."""


@dataclass(frozen=True)
class _Sheet:
    name: str
    above: str
    title: str
    notes: tuple[str, ...]
    unit: str
    table: Table
    page: str
    landscape: bool
    owner: tuple[tuple[str, str], ...] = ()
    makers: tuple[str, ...] = ()
    signed: bool = False

    def room(self, paper: Paper) -> float:
        """mm between the margins."""
        m = profile(paper.profile).margins
        short, long = PAGES[self.page]
        return (long if self.landscape else short) - m.left - m.right


@dataclass(frozen=True)
class _Line:
    """A line above the table, across all its columns."""

    text: str
    size: float
    look: dict[str, object]


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
    return stable(out.getvalue(), day, _as_it_is if paper.is_signed_list else _first_unnumbered)


def _as_it_is(_name: str, part: bytes) -> bytes:
    return part


def _first_unnumbered(name: str, part: bytes) -> bytes:
    """The first page of a sheet carries no number; the library has no word for that."""
    if not name.startswith("xl/worksheets/"):
        return part
    return part.replace(b"<headerFooter>", b'<headerFooter differentFirst="1">')


def _sheets(paper: Paper) -> list[_Sheet]:
    inline = [b for b in paper.blocks if isinstance(b, Table)]
    found = [
        _Sheet(f"Bảng {i}", f"Bảng {i}", paper.subject, (), "", t, "A4", False)
        for i, t in enumerate(inline, 1)
    ]
    return found + [_appendix(paper, a) for a in paper.appendices]


def _appendix(paper: Paper, a: Appendix) -> _Sheet:
    return _Sheet(
        name=wording.appendix_name(a)[:31],
        above=wording.name_above(paper, a),
        title=wording.title_above(paper, a).upper(),
        notes=tuple(wording.notes(paper, a)),
        unit=wording.unit_line(a),
        table=a.table,
        page=a.page,
        landscape=a.orientation == "landscape",
        owner=_owner(paper) if a is paper.appendices[0] else (),
        makers=paper.makers if a is paper.appendices[-1] else (),
        signed=paper.is_signed_list and (a.signed or a is paper.appendices[-1]),
    )


def _owner(paper: Paper) -> tuple[tuple[str, str], ...]:
    """Above a sheet whose it is, of a list that is signed beside the country's name."""
    if not paper.is_sheet:
        return ()
    if not paper.is_signed_list:
        return tuple((line, "") for line in paper.agency)
    issuer = (*paper.parent_agency, *paper.agency)
    return tuple(zip_longest(issuer, (wording.COUNTRY, wording.MOTTO), fillvalue=""))


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
    table, room = sheet.table, sheet.room(paper)
    found, last = fitting.fit(table, room), len(leaves(table.heads)) - 1
    top = _frame(ws, sheet, room, last, formats)
    first = _heads(ws, table, top, found.size, formats)
    derived = grid.derived(table)
    for spot in grid.spots(table):
        _cell(ws, spot, first, derived.get(spot.place), found.size, formats)
    end = first + len(table.rows) - 1
    for i, footer in enumerate(table.footers, 1):
        ws.write_string(end + i, 0, footer, formats(italic=True))
    if is_register(table):
        ws.autofilter(first - 1, 0, end, last)
    lines = dict(enumerate(found.head_lines, top))
    lines |= {first + r: fitting.row_lines(row, found) for r, row in enumerate(table.rows)}
    for r, high in lines.items():
        ws.set_row(r, high * found.size * LINE + ROOM)
    for c, width in enumerate(found.widths):
        ws.set_column(c, c, _columns_width(width))
    end += len(table.footers)
    if sheet.signed:
        end = _signed(ws, paper, end + 2, last, formats)
    elif sheet.makers:
        end = _makers(ws, sheet.makers, end + 2, last, formats)
    _print_setup(ws, sheet, paper, (top, first - 1), (end, last))


def _makers(ws: Any, posts: tuple[str, ...], row: int, last: int, formats: _Formats) -> int:
    """Who drew a sheet up, side by side below it; returns its last row."""
    share = max((last + 1) // len(posts), 1)
    for i, post in enumerate(posts):
        box = (i * share, min((i + 1) * share - 1, max(last, i * share)))
        for down, (text, look) in enumerate(((post.upper(), "bold"), (wording.BY_HAND, "italic"))):
            shown = formats(align="center", font_size=13, **{look: True})
            _merge(ws, (row + down, box[0], row + down, box[1]), text, shown)
    return row + 1


def _signed(ws: Any, paper: Paper, row: int, last: int, formats: _Formats) -> int:
    """Below a list that is signed: who drew it up, and who signs under place and day."""
    assert paper.signature is not None
    middle = (last + 1) // 2
    left = [("", "bold"), *((post.upper(), "bold") for post in paper.makers)]
    left.append((wording.BY_HAND, "italic"))
    right = [(wording.date_line(paper), "italic")]
    right += [(line.upper(), "bold") for line in paper.signature.lines]
    right += [("", "bold")] * 4 + [(paper.signature.name, "bold")]
    for first, end, lines in ((0, max(middle - 1, 0), left), (middle, last, right)):
        for down, (text, look) in enumerate(lines):
            shown = formats(align="center", font_size=13, **{look: True})
            _merge(ws, (row + down, first, row + down, end), text, shown)
    return row + max(len(left), len(right)) - 1


def is_register(table: Table) -> bool:
    """A list to be searched: it holds nothing that is added up."""
    cells = (cell for row in table.rows for cell in row.cells)
    return len(table.rows) > 1 and all(cell.value is None for cell in cells)


def _cell(
    ws: Any,
    spot: grid.Spot,
    first: int,
    rule: grid.Derived | None,
    size: float,
    formats: _Formats,
) -> None:
    cell, place, kind = spot.cell, (first + spot.r, spot.c), spot.row.kind
    bold, align = grid.is_bold(cell, kind), grid.align(cell)
    shown = _number(cell, is_share=rule is not None and rule.op == "percent")
    look = {"border": 1, "bold": bold, "align": align, "font_size": size}
    if rule:
        ws.write_formula(
            *place, _formula(rule, first), formats(**look, **shown), _cached(cell, rule)
        )
    elif cell.value is not None and not cell.suppressed:
        ws.write_number(*place, cell.value, formats(**look, **shown))
    elif cell.text == "" and kind == "group":
        ws.write_blank(*place, None, formats(**look))  # the words of the group run over it
    elif day := _day(cell):
        ws.write_datetime(*place, day, formats(**look, num_format="dd/mm/yyyy"))
    else:
        ws.write_string(*place, cell.text, formats(**look, text_wrap=kind != "group"))


def _cached(cell: Cell, rule: grid.Derived) -> float:
    """What the formula comes to."""
    return float(rounded(cell.value or 0, ROUNDED.get(rule.op, EXACT)))


def _day(cell: Cell) -> datetime | None:
    """Of a cell that holds one whole day and nothing else."""
    if not fitting.DAY.fullmatch(cell.text):
        return None
    try:
        found = datetime.strptime(cell.text, "%d/%m/%Y")
    except ValueError:
        return None
    return found if found.year >= FIRST_YEAR else None


def _frame(ws: Any, sheet: _Sheet, room: float, last: int, formats: _Formats) -> int:
    """Name, title and notes above the table, as high as they need; the first row of the head."""
    centred: dict[str, object] = {"align": "center", "text_wrap": True}
    top = _issuer(ws, sheet, last, formats)
    lines = [
        _Line(sheet.above, 14, {"bold": True, **centred}),
        _Line(sheet.title, 13, {"bold": True, **centred}),
        *(_Line(note, 11, {"italic": True, **centred}) for note in sheet.notes),
    ]
    if sheet.unit:
        lines.append(_Line(sheet.unit, 11, {"italic": True, "align": "right"}))
    for r, line in enumerate(lines, top):
        _merge(ws, (r, 0, r, last), line.text, formats(font_size=line.size, **line.look))
        needed = fitting.wrapped(line.text, room, line.size, bold="bold" in line.look)
        ws.set_row(r, needed * line.size * LINE + ROOM)
    return top + len(lines)


def _issuer(ws: Any, sheet: _Sheet, last: int, formats: _Formats) -> int:
    """The lines above the title; returns the row after them."""
    middle = (last + 1) // 2
    centred, plain = (formats(bold=True, font_size=12, align=side) for side in ("center", "left"))
    has_country = any(right for _left, right in sheet.owner)
    for r, (left, right) in enumerate(sheet.owner):
        if has_country:
            _merge(ws, (r, 0, r, max(middle - 1, 0)), left, centred)
            _merge(ws, (r, middle, r, last), right, centred)
        else:
            _merge(ws, (r, 0, r, last), left, plain)
        ws.set_row(r, 12 * LINE + ROOM)
    return len(sheet.owner)


def _heads(ws: Any, table: Table, top: int, size: float, formats: _Formats) -> int:
    """The head's storeys and the row of column labels; returns the first row of data."""
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


def _number(cell: Cell, *, is_share: bool) -> dict[str, str]:
    """As the paper prints it: with its decimals, and zero as `-` or `0`. A live share is rounded by
    its formula, so that its decimals follow what it comes to.
    """
    if cell.value is None or cell.suppressed:
        return {}
    places = decimals(cell.text)
    shown = "General" if is_share else "#,##0" + ("." + "0" * places if places else "")
    return {"num_format": f'{shown};-{shown};"-"' if cell.text == "-" else shown}


def _formula(rule: grid.Derived, first: int) -> str:
    cells = [(first + row, column) for row, column in rule.of]
    names = [xl_rowcol_to_cell(*cell) for cell in cells]
    if rule.op == "percent":
        return f"=ROUND({_over(names[:-1])}/{names[-1]}*100,{SHARE_DECIMALS})"
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
    rule = profile(paper.profile)
    m = rule.margins
    ws.set_paper(PAPER_CODES[sheet.page])
    if sheet.landscape:
        ws.set_landscape()
    ws.set_margins(m.left / 25.4, m.right / 25.4, m.top / 25.4, m.bottom / 25.4)
    ws.fit_to_pages(1, 0)
    ws.center_horizontally()
    ws.repeat_rows(*head)
    ws.print_area(0, 0, *end)
    number = f'&"{FONT},Regular"&{rule.box("page_number").size:g}&P'
    if paper.is_signed_list:
        ws.set_footer(f"&R{number.removesuffix('&P')}Trang &P/&N")
    elif rule.page_number == "top-center":
        ws.set_header(f"&C{number}")
    else:
        ws.set_footer(f"&R{number}")
    ws.set_start_page(1)
    ws.freeze_panes(head[1] + 1, min(2, end[1]))


def _columns_width(width: float) -> float:
    """Excel's unit: digits of 7 px, 5 px of padding."""
    return round((width / 25.4 * 96 - 5) / 7, 2)
