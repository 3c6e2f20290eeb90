"""A table as a grid: where head cells lie, how wide columns are, which cells follow from others. No
file format.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from goc.papers.model import Cell, Head, Table, depth, leaves
from goc.viet.numbers import rounded

CELL_PADDING = 0.8  # mm left and right


@dataclass(frozen=True)
class Span:
    """A head cell at `row`, `column`, covering `rows` by `columns` cells."""

    head: Head
    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True)
class Derived:
    """A cell computed from others, as (row, column) pairs; `op` as in `model.Formula`."""

    op: str
    of: tuple[tuple[int, int], ...]


def spans(heads: tuple[Head, ...]) -> list[list[Span]]:
    """Head cells, storey by storey; a childless head reaches down to the last storey."""
    storeys: list[list[Span]] = [[] for _ in range(depth(heads))]
    _place(heads, 0, 0, storeys)
    return storeys


def _place(heads: tuple[Head, ...], row: int, column: int, storeys: list[list[Span]]) -> int:
    for head in heads:
        if head.children:
            end = _place(head.children, row + 1, column, storeys)
        else:
            end = column + 1
        rows = 1 if head.children else len(storeys) - row
        storeys[row].append(Span(head, row, column, rows, end - column))
        column = end
    return column


def labels(table: Table) -> list[str]:
    """The row of column numbers; empty when no column has one."""
    found = [c.label for c in leaves(table.heads)]
    return found if any(found) else []


FONT_SIZES = ((8, 12), (14, 11), (22, 10), (36, 9))
"""(columns at most, points)"""
SMALLEST_FONT = 8


def font_size(table: Table) -> float:
    """Smaller the more columns there are."""
    columns = len(leaves(table.heads))
    fitting = (points for most, points in FONT_SIZES if columns <= most)
    return table.font_size or next(fitting, SMALLEST_FONT)


def widths(table: Table, total: float) -> list[float]:
    """Column widths in mm that fill `total`: what was asked for, else what the
    longest word needs.
    """
    wanted = [c.width or _needed(table, i, c) for i, c in enumerate(leaves(table.heads))]
    return [round(w * total / sum(wanted), 3) for w in wanted]


def _needed(table: Table, index: int, head: Head) -> float:
    """The longest word of the head and of words in cells, a whole number or label; longer words are
    broken nowhere.
    """
    bits = [_ems(word) * 1.07 for word in head.text.split()] + [_ems(head.label)]
    for row in table.rows:
        bits += _unbroken(row.cells[index])
    return max(1.0, *bits) * font_size(table) * 0.353 + 2 * CELL_PADDING


def _unbroken(cell: Cell) -> list[float]:
    """A number is one piece; of words eight em stand together, and each word."""
    whole = _ems(cell.text)
    return [whole] if cell.value is not None else [min(whole, 8), *map(_ems, cell.text.split())]


def _ems(text: str) -> float:
    """Rough width of Times text in em; exact widths are the renderers' affair."""
    return sum(map(_width, text))


def _width(char: str) -> float:
    if char.isupper():
        return 0.72
    return 0.28 if char in "il.,:;()-/ " else 0.5


def head_lines(table: Table, total: float) -> list[int]:
    """How many lines of text each storey of the head needs when the table is `total` mm wide."""
    storeys, room = spans(table.heads), widths(table, total)
    lines = [1] * len(storeys)
    for s in sorted((s for storey in storeys for s in storey), key=lambda s: s.rows):
        width = sum(room[s.column : s.column + s.columns]) - 2 * CELL_PADDING
        missing = _wrapped(s.head.text, width / (font_size(table) * 0.353 * 1.07)) - sum(
            lines[s.row : s.row + s.rows]
        )
        lines[s.row + s.rows - 1] += max(missing, 0)
    return lines


def _wrapped(text: str, ems: float) -> int:
    """Lines that greedy wrapping makes of the words."""
    lines, used = 1, 0.0
    for word in text.split():
        if used and used + 0.28 + _ems(word) > ems:
            lines, used = lines + 1, 0.0
        used += _ems(word) + (0.28 if used else 0)
    return lines


def align(cell: Cell) -> str:
    return cell.align or ("right" if cell.value is not None or cell.suppressed else "left")


def is_bold(cell: Cell, kind: str) -> bool:
    return cell.bold or kind in ("group", "total", "percent")


def derived(table: Table) -> dict[tuple[int, int], Derived]:
    """The cells that follow from others and do so exactly.

    A formula whose result is not the printed number is left out: a recalculation never changes what
    was signed.
    """
    columns = leaves(table.heads)
    place = {c.label: i for i, c in enumerate(columns) if c.label}
    found: dict[tuple[int, int], Derived] = {}
    for r, row in enumerate(table.rows):
        for c, head in enumerate(columns):
            rule = _rule(table, r, c, head, place)
            if rule and not row.cells[c].suppressed and _agrees(table, row.cells[c], head, rule):
                found[r, c] = rule
    return found


def _rule(table: Table, r: int, c: int, head: Head, place: dict[str, int]) -> Derived | None:
    row = table.rows[r]
    if row.cells[c].value is None:
        return None
    if row.kind == "percent":
        totals = [i for i in range(r) if table.rows[i].kind == "total"]
        base = place.get(row.base, c)
        return Derived("percent", ((totals[-1], c), (totals[-1], base))) if totals else None
    if head.formula:
        return Derived(head.formula.op, tuple((r, place[label]) for label in head.formula.of))
    body = summed_rows(table, r)
    return Derived("sum", tuple((i, c) for i in body)) if body else None


def summed_rows(table: Table, r: int) -> list[int]:
    """The body rows a group or total row adds up."""
    kinds = [row.kind for row in table.rows]
    if kinds[r] == "total":
        return [i for i in range(r) if kinds[i] == "body"]
    if kinds[r] == "group":
        end = next((i for i in range(r + 1, len(kinds)) if kinds[i] != "body"), len(kinds))
        return list(range(r + 1, end))
    return []


def _agrees(table: Table, cell: Cell, head: Head, rule: Derived) -> bool:
    """Does the rule give the printed number, from cells that are all shown?"""
    cells = [table.rows[row].cells[column] for row, column in rule.of]
    if cell.value is None or any(of.suppressed for of in cells):
        return False
    numbers = [Fraction(of.value or 0) for of in cells]
    if rule.op == "sum":
        return sum(numbers) == Fraction(cell.value)
    if rule.op == "difference":
        return numbers[0] - sum(numbers[1:]) == Fraction(cell.value)
    *parts, base = numbers
    places = max(head.decimals, 1)
    if not base:
        return False
    return rounded(sum(parts) / base * 100, places) == rounded(Decimal(cell.value), places)
