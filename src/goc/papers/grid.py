"""A table as a grid: where head cells lie, how wide columns are, which cells follow from others. No
file format.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import takewhile

from goc.papers.model import Cell, Head, Row, Table, depth, leaves
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
class Spot:
    """A cell where it lies: its row and column, by number and as they are."""

    r: int
    c: int
    row: Row
    head: Head
    cell: Cell

    @property
    def place(self) -> tuple[int, int]:
        return self.r, self.c


def spots(table: Table) -> Iterator[Spot]:
    """Every cell, row by row."""
    columns = leaves(table.heads)
    for r, row in enumerate(table.rows):
        for c, (head, cell) in enumerate(zip(columns, row.cells, strict=True)):
            yield Spot(r, c, row, head, cell)


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


def _place(heads: tuple[Head, ...], row: int, column: int, storeys: list[list[Span]]) -> None:
    for head in heads:
        width = len(leaves((head,)))
        rows = 1 if head.children else len(storeys) - row
        storeys[row].append(Span(head, row, column, rows, width))
        _place(head.children, row + 1, column, storeys)
        column += width


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
    place = places(table)
    told = (spot for spot in spots(table) if spot.cell.value is not None)
    rules = ((spot, _rule(table, spot, place)) for spot in told if not spot.cell.suppressed)
    return {spot.place: rule for spot, rule in rules if rule.of and _agrees(table, spot, rule)}


def places(table: Table) -> dict[str, int]:
    """Columns by their label."""
    return {head.label: column for column, head in enumerate(leaves(table.heads)) if head.label}


def _rule(table: Table, spot: Spot, place: dict[str, int]) -> Derived:
    """How the number follows from others; of none where it does not."""
    if spot.row.kind == "percent":
        totals = [i for i in range(spot.r) if table.rows[i].kind == "total"][-1:]
        base = place.get(spot.row.base, spot.c)
        return Derived("percent", tuple((row, c) for row in totals for c in (spot.c, base)))
    if formula := spot.head.formula:
        return Derived(formula.op, tuple((spot.r, place[label]) for label in formula.of))
    return Derived("sum", tuple((row, spot.c) for row in summed_rows(table, spot.r)))


def summed_rows(table: Table, r: int) -> list[int]:
    """The body rows a group or total row adds up."""
    kinds = [row.kind for row in table.rows]
    if kinds[r] == "total":
        return [i for i in range(r) if kinds[i] == "body"]
    below = range(r + 1, len(kinds)) if kinds[r] == "group" else ()
    return list(takewhile(lambda i: kinds[i] == "body", below))


def _agrees(table: Table, spot: Spot, rule: Derived) -> bool:
    """Does the rule give the printed number, from cells that are all shown?"""
    cells = [table.rows[row].cells[column] for row, column in rule.of]
    if any(of.suppressed for of in cells):
        return False
    numbers = [Fraction(of.value or 0) for of in cells]
    return _GIVES[rule.op](numbers, Decimal(spot.cell.value or 0), max(spot.head.decimals, 1))


def _is_sum(numbers: list[Fraction], stated: Decimal, _places: int) -> bool:
    return sum(numbers) == Fraction(stated)


def _is_difference(numbers: list[Fraction], stated: Decimal, _places: int) -> bool:
    return numbers[0] - sum(numbers[1:]) == Fraction(stated)


def _is_percentage(numbers: list[Fraction], stated: Decimal, places: int) -> bool:
    """Of the last, all before it."""
    *parts, base = numbers
    return base != 0 and rounded(sum(parts) / base * 100, places) == rounded(stated, places)


_GIVES = {"sum": _is_sum, "difference": _is_difference, "percent": _is_percentage}
