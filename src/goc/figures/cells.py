"""One row of a table: counted values first, then what is made of them; the line of shares; the
checks. Plain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from goc.figures.definitions import Partition, TableColumn
from goc.figures.printing import NOTHING, UNKNOWN, YES_NO, in_cell

NOUGHT = Fraction(0)


@dataclass(frozen=True)
class Cell:
    """`value` exact for numbers, None where nothing stands below the line; `text` as printed; a
    share has parts.
    """

    value: Fraction | None
    text: str
    numerator: Fraction | None = None
    denominator: Fraction | None = None


def unknown_number(p: Partition) -> int:
    """Columns that a partition adds have no number of their own: here the people of whom it is not
    known.
    """
    return -p.first


def other_number(p: Partition) -> int:
    """Those of whom it is known, and none of the columns has it."""
    return -1000 - p.first


def cells_of(
    columns: tuple[TableColumn, ...],
    values: dict[int, Fraction | None],
    attributes: dict[str, Any] | None,
    decimals: int,
) -> tuple[Cell, ...]:
    """`attributes`: the fields of a row; None for a total row, whose fields are summed where they
    are numbers.
    """
    cells: dict[int, Cell] = {}
    for c in sorted(columns, key=lambda c: (c.is_share, bool(c.plus or c.minus))):
        if c.field:
            cells[c.number] = _field_cell(c, values, attributes)
        elif c.is_share:
            nothing = {x.number for x in columns if x.weight and x.number not in values}
            own = values.get(c.number)
            cells[c.number] = _share(c, cells, decimals, nothing, own)
        else:
            value = _made(c, cells, values)
            cells[c.number] = Cell(value, in_cell(value, is_percent=False, decimals=decimals))
    return tuple(cells[c.number] for c in columns)


def _share(
    c: TableColumn,
    cells: dict[int, Cell],
    decimals: int,
    nothing: set[int],
    own: Fraction | None,
) -> Cell:
    """`own`: what the column itself counts. `nothing`: the summed columns of which nothing was
    recorded in the row: so much for each is not known then, where a share of the whole is of none.
    """
    *above, below = c.percent or c.quotient
    part = own if c.where is not None else _added(cells, tuple(above))
    base = cells[below].value
    if c.quotient and nothing.issuperset(above):
        part = None
    if cells[below].text == UNKNOWN or (part is None and base):
        return Cell(None, UNKNOWN, part, base)
    if not base:
        return Cell(None, NOTHING, part or NOUGHT, base)
    value = (part or NOUGHT) / base * (100 if c.percent else 1)
    text = in_cell(value, is_percent=bool(c.percent), decimals=decimals)
    return Cell(value, text, part or NOUGHT, base)


def _value(cells: dict[int, Cell], number: int) -> Fraction:
    return cells[number].value or NOUGHT


def _added(cells: dict[int, Cell], numbers: tuple[int, ...]) -> Fraction | None:
    """What is known of the columns together; not known where none is."""
    known = [v for n in numbers if (v := cells[n].value) is not None]
    return sum(known, NOUGHT) if known else None


def _made(
    c: TableColumn, cells: dict[int, Cell], values: dict[int, Fraction | None]
) -> Fraction | None:
    if c.plus:
        return _added(cells, c.plus)
    if any(cells[n].value is None for n in c.minus):
        return None
    if c.minus:
        return _value(cells, c.minus[0]) - sum((_value(cells, n) for n in c.minus[1:]), NOUGHT)
    return values.get(c.number, NOUGHT)


def _field_cell(
    c: TableColumn, values: dict[int, Fraction | None], attributes: dict[str, Any] | None
) -> Cell:
    if attributes is None:
        summed = values.get(c.number)
        return Cell(summed, "" if summed is None else in_cell(summed, is_percent=False))
    raw = attributes.get(c.field)
    return Cell(_number(raw), field_text(raw))


def _number(raw: Any) -> Fraction | None:
    return Fraction(raw) if isinstance(raw, int) and not isinstance(raw, bool) else None


def field_text(raw: Any) -> str:
    """A field of a row as printed: dates the office's way, yes and no in words, unknown as `…`."""
    if raw is None:
        return UNKNOWN
    if isinstance(raw, bool):
        return YES_NO[str(raw).lower()]
    if isinstance(raw, date):
        return f"{raw:%d/%m/%Y}"
    value = _number(raw)
    return str(raw) if value is None else in_cell(value, is_percent=False)


def ratio_cells(
    columns: tuple[TableColumn, ...],
    total: tuple[Cell, ...],
    base: int,
    decimals: int,
    left_out: tuple[int, ...] = (),
) -> tuple[Cell, ...]:
    """`Tỷ lệ %`: every counted column of the total over the base column, but those left out."""
    whole = dict(zip((c.number for c in columns), total, strict=True))[base].value
    cells = []
    for column, cell in zip(columns, total, strict=True):
        is_counted = not (column.is_share or column.field or column.number in left_out)
        if not is_counted or cell.value is None or not whole:
            cells.append(Cell(None, ""))
        else:
            value = cell.value / whole * 100
            cells.append(
                Cell(value, in_cell(value, is_percent=True, decimals=decimals), cell.value, whole)
            )
    return tuple(cells)


def broken(check: str, columns: tuple[TableColumn, ...], cells: tuple[Cell, ...]) -> str:
    """How a check fails (`111 ≠ 112`), empty when it holds. `1 = 6+8+9`: every term a column
    number, `12..20` a run of columns; the columns that partitions add are counted in. `1 <= 2+3`:
    not more than.
    """
    numbers = {c.number: cell.value or NOUGHT for c, cell in zip(columns, cells, strict=True)}
    if "<=" in check:
        low, high = (sum(_terms(side, numbers), NOUGHT) for side in check.split("<="))
        return "" if low <= high else f"{low} > {high}"
    sides = [sum(_terms(side, numbers), NOUGHT) for side in check.split("=")]
    return "" if len(set(sides)) == 1 else " ≠ ".join(str(s) for s in sides)


def terms(side: str) -> Iterator[int]:
    for term in re.findall(r"\d+\.\.\d+|\d+", side):
        first, _, last = term.partition("..")
        yield from range(int(first), int(last or first) + 1)


def _terms(side: str, numbers: dict[int, Fraction]) -> Iterator[Fraction]:
    for n in terms(side):
        yield numbers.get(n, NOUGHT) + numbers.get(-n, NOUGHT) + numbers.get(-1000 - n, NOUGHT)
