"""Turns a computed appendix table into the appendix of a paper: heads in storeys, bound cells, live
formulas.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import chain, repeat
from typing import Any

from goc.figures.cells import Cell as Computed
from goc.figures.cells import terms
from goc.figures.definitions import TableColumn
from goc.figures.maps import LEVELS
from goc.figures.tables import Result
from goc.figures.tables import Row as ResultRow
from goc.papers.model import Align, Appendix, Cell, Formula, Head, Row, Table
from goc.viet.numbers import SHARE_DECIMALS

COUNTED = ("body", "total", "group")
KINDS = {"body": "body", "group": "group", "total": "total", "ratio": "percent"}


def appendix(result: Result, *, notes: tuple[str, ...] = (), link: Any = None) -> Appendix:
    """`link(result, row, column)` gives a cell's address in the site; it appears in HTML only."""
    d = result.definition
    numbered = d.kind != "listing"
    heads = (
        Head("TT", label="A" if numbered else "", width=8),
        Head(d.row_head, label="B" if numbered else "", width=30),
        *_heads(result.columns, numbered),
        Head("Ghi chú", width=11),
    )
    rows, count = [], 0
    for row in result.rows:
        count = count + 1 if row.kind == "body" else 0
        rows.append(_row(result, row, str(count) if row.kind == "body" else "", link))
    table = Table(
        heads, tuple(rows), checks=_checks(result), people="người" in d.unit_label.split(", ")
    )
    notes = (*notes, d.note) if d.note else notes
    notes = (*notes, *result.remarks)
    return Appendix(d.roman, d.title, table, notes, d.unit_label, "A3" if d.page == "A3" else "A4")


def _heads(columns: tuple[TableColumn, ...], numbered: bool, depth: int = 0) -> tuple[Head, ...]:
    """Neighbouring columns whose heads begin alike share a head above them."""
    heads: list[Head] = []
    start = 0
    while start < len(columns):
        word, end = columns[start].head[depth], start + 1
        if len(columns[start].head) > depth + 1:
            while (
                end < len(columns)
                and columns[end].head[: depth + 1] == columns[start].head[: depth + 1]
            ):
                end += 1
            heads.append(Head(word, _heads(columns[start:end], numbered, depth + 1)))
        else:
            heads.append(_leaf(columns[start], word, numbered))
        start = end
    return tuple(heads)


def label(number: int) -> str:
    """`(7)`; the column of those without information after a group has no number of its own."""
    return f"({number})" if number > 0 else ""


def _leaf(column: TableColumn, word: str, numbered: bool) -> Head:
    formula = None
    if column.plus:
        formula = Formula("sum", tuple(map(label, column.plus)))
    elif column.minus:
        formula = Formula("difference", tuple(map(label, column.minus)))
    elif column.percent and column.where is None:
        formula = Formula("percent", tuple(map(label, column.percent)))
    width = 11.0 * column.width if not numbered or column.field else None
    return Head(
        word,
        label=label(column.number) if numbered else "",
        width=width,
        formula=formula,
        decimals=SHARE_DECIMALS if column.is_share else 0,
    )


def _checks(result: Result) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Partitions and declared checks as sums, so that a public rendering cannot be undone by
    subtraction.
    """
    numbers = {c.number for c in result.columns}
    made = [
        (label(p.of), tuple(label(n) for n in range(p.first, p.last + 1) if n in numbers))
        for p in result.definition.partitions
        if -p.first not in numbers
    ]
    for check in result.definition.checks:
        whole, *others = (list(terms(side)) for side in re.split("<?=", check))
        if len(whole) == 1:
            made += [(label(*whole), tuple(map(label, parts))) for parts in others]
    return tuple(dict.fromkeys(made))


def _row(result: Result, row: ResultRow, count: str, link: Any) -> Row:
    computed = chain(row.cells or (), repeat(None))
    cells = (
        Cell(count, align="center"),
        Cell(_name(result, row), bold=_is_strong(row)),
        *(
            _bound(result, row, column, cell, link)
            for column, cell in zip(result.columns, computed, strict=False)
        ),
        Cell(""),
    )
    base = label(result.definition.ratio_row_base) if row.kind == "ratio" else ""
    return Row(cells, KINDS[row.kind], base)  # type: ignore[arg-type]


def _name(result: Result, row: ResultRow) -> str:
    is_unit = result.definition.rows in LEVELS and row.key
    return row.label.removeprefix("Huyện ") if is_unit else row.label


def _is_strong(row: ResultRow) -> bool:
    return row.kind != "body"


def _is_counted(row: ResultRow, column: TableColumn) -> bool:
    """Counted from records: no share, and no column made of others."""
    is_own = column.where is not None and not column.is_share
    return is_own and column.number > 0 and row.kind in COUNTED


def _bound(
    result: Result, row: ResultRow, column: TableColumn, cell: Computed | None, link: Any
) -> Cell:
    """As printed; a counted one says what it counts."""
    if cell is None:
        return Cell("", bold=_is_strong(row))
    is_word = cell.value is None and bool(column.field)
    align: Align = "" if is_word else "center"
    shown = Cell(cell.text, _decimal(cell.value), bold=_is_strong(row), align=align)
    if not _is_counted(row, column):
        return shown
    return replace(
        shown,
        key=_key(result, row, column),
        figure=_binding(result, row, column, cell.value),
        href=link(result, row, column) if link else "",
    )


def _decimal(value: Fraction | None) -> int | Decimal | None:
    if value is None:
        return None
    return (
        int(value)
        if value.denominator == 1
        else Decimal(value.numerator) / Decimal(value.denominator)
    )


def _key(result: Result, row: ResultRow, column: TableColumn) -> str:
    where = row.key[-12:] if row.key else f"{row.kind}{row.block}"
    return f"{result.definition.id}.{where}.{row.block}.{column.number}"


def _binding(
    result: Result, row: ResultRow, column: TableColumn, value: Fraction | None
) -> dict[str, Any]:
    return {
        "table": result.definition.id,
        "revision": result.definition.revision,
        "row": row.key,
        "block": row.block,
        "column": column.number,
        "value": None if value is None else str(value),
        "snapshot": result.snapshot,
    }
