"""From a cell of a table to the rows it counts. Plain."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from goc.figures.cells import other_number, unknown_number
from goc.figures.compute import SHOWN, Computer, Question, predicate
from goc.figures.definitions import Block, Conditions, Partition, TableColumn, TableDefinition
from goc.figures.grains import GRAINS
from goc.figures.rows import row_key
from goc.figures.tables import located, remainders, shaped_for
from goc.lib.errors import InputError

ABSENT = "Ô này không đếm bản ghi nào."


@dataclass(frozen=True)
class Place:
    """A cell: the level of the rows (empty: as the table shows itself), the row's key (None: not
    determined; empty: every row), the block (-1: all), the column's number as in the computed
    table.
    """

    rows: str
    key: str | None
    block: int
    column: int


@dataclass(frozen=True)
class Behind:
    """What a cell counts."""

    grain: str
    weight: str
    conditions: Conditions
    partition: Partition | None
    numbers: tuple[int, ...]


def behind(definition: TableDefinition, number: int) -> Behind:
    """A counted column; one that a partition adds; a sum of counted columns. Raises InputError for
    any other.
    """
    by_number = {c.number: c for c in definition.columns}
    for p in definition.partitions:
        if number in (unknown_number(p), other_number(p)):
            base = by_number[p.of]
            fields = [
                w
                for n in range(p.first, p.last + 1)
                if n in by_number
                for w in by_number[n].where or ()
            ]
            return Behind(
                base.grain or definition.grain, "", (*(base.where or ()), *fields), p, (number,)
            )
    column = by_number.get(number)
    if column is None:
        raise InputError(ABSENT)
    numbers = column.plus or (column.percent[:-1] if column.percent else ()) or (number,)
    parts = [by_number[n] for n in _unfolded(by_number, numbers)]
    grains = {c.grain or definition.grain for c in parts}
    if len(grains) != 1 or any(c.where is None for c in parts):
        raise InputError(ABSENT)
    conditions = tuple(w for c in parts for w in c.where or ())
    return Behind(grains.pop(), parts[0].weight, conditions, None, tuple(c.number for c in parts))


def _unfolded(by_number: dict[int, TableColumn], numbers: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(
        m
        for n in numbers
        for m in (_unfolded(by_number, by_number[n].plus) if by_number[n].plus else (n,))
    )


def can_be_listed(definition: TableDefinition, number: int) -> bool:
    try:
        behind(definition, number)
    except InputError:
        return False
    return True


def is_sensitive(definition: TableDefinition, place: Place) -> bool:
    """Whether one of the conditions reads a sensitive column."""
    what = behind(definition, place.column)
    columns = GRAINS[what.grain].columns
    blocks = [w for b in definition.blocks for w in b.where]
    read = {c.field for c in (*what.conditions, *definition.where, *blocks)} | {definition.rows}
    return any(columns[name].sensitive for name in read if name in columns)


def cell_records(
    computer: Computer, definition: TableDefinition, q: Question, place: Place
) -> list[dict[str, Any]]:
    """Exactly the rows that a cell counts. Raises InputError for a cell that counts none."""
    what = behind(definition, place.column)
    shaped = shaped_for(computer, definition, q, place.rows or None)
    p = what.partition
    used = {p.of, *range(p.first, p.last + 1)} if p else set(what.numbers)
    counted = tuple(c for c in definition.columns if c.number in used)
    narrow = replace(shaped, columns=counted)  # so that only what this cell reads is joined
    blocks = definition.blocks or (Block(""),)
    rows: list[dict[str, Any]] = []
    for block in blocks if place.block < 0 else blocks[place.block : place.block + 1]:
        t = located(computer, narrow, q, block, what.grain, *SHOWN)
        if p:
            keep = remainders(t, narrow, p)[place.column]
        else:
            keep = predicate(t, counted[0].where or ())
            for column in counted[1:]:
                keep = keep | predicate(t, column.where or ())
        if place.key is None:
            keep = keep & row_key(t, shaped).isnull()
        elif place.key:
            keep = keep & (row_key(t, shaped) == place.key).fill_null(False)
        rows += computer.listed(t.filter(keep), GRAINS[what.grain], what.weight)
    return rows
