"""A table as a grid: where head cells lie, which cells follow from others. No file format; how wide
its columns are: `fitting`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import takewhile

from goc.papers.model import Cell, Head, Row, Table, depth, leaves
from goc.viet.numbers import rounded


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


def runs(row: Row) -> list[tuple[Cell, int]]:
    """The cells of a row with how many columns each stands over: the words of a group that has no
    numbers stand over the empty cells after them.
    """
    made = [(cell, 1) for cell in row.cells]
    if row.kind != "group" or any(cell.value is not None for cell in row.cells):
        return made
    spread: list[tuple[Cell, int]] = []
    for cell, _ in made:
        if spread and not cell.text:
            before, columns = spread.pop()
            spread.append((before, columns + 1))
        else:
            spread.append((cell, 1))
    return spread


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
        totals = [i for i in range(spot.r) if table.rows[i].kind in ("total", "group")][-1:]
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
