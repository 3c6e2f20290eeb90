"""From a cell of a table to the rows it counts. Plain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce
from itertools import product
from operator import or_
from typing import Any

from goc.figures.cells import other_number, unknown_number
from goc.figures.compute import SHOWN, Computer, Question, predicate
from goc.figures.definitions import (
    YEARS,
    Block,
    Conditions,
    Partition,
    TableColumn,
    TableDefinition,
)
from goc.figures.grains import GRAINS
from goc.figures.rows import row_key, row_questions
from goc.figures.tables import located, members, remainders, shaped_for
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

    @property
    def used(self) -> set[int]:
        """The numbers of all columns that are read for it."""
        p = self.partition
        return {p.of, *range(p.first, p.last + 1)} if p else set(self.numbers)


def behind(definition: TableDefinition, number: int) -> Behind:
    """A counted column; one that a partition adds; a sum of counted columns. Raises InputError for
    any other.
    """
    for partition in definition.partitions:
        if number in (unknown_number(partition), other_number(partition)):
            return _remainder(definition, partition, number)
    return _counted(definition, number)


def _remainder(definition: TableDefinition, partition: Partition, number: int) -> Behind:
    """Rows of the column that the partition divides, by what its columns read."""
    base = next(c for c in definition.columns if c.number == partition.of)
    conditions = _conditions([base, *members(definition, partition)])
    return Behind(base.grain or definition.grain, "", conditions, partition, (number,))


def _counted(definition: TableDefinition, number: int) -> Behind:
    by_number = {c.number: c for c in definition.columns}
    if number not in by_number:
        raise InputError(ABSENT)
    column = by_number[number]
    numbers = column.plus or (column.percent or column.quotient)[:-1] or (number,)
    parts = [by_number[n] for n in _unfolded(by_number, numbers)]
    grains = {c.grain or definition.grain for c in parts}
    if len(grains) != 1 or any(c.where is None for c in parts):
        raise InputError(ABSENT)
    own = tuple(c.number for c in parts)
    return Behind(grains.pop(), parts[0].weight, _conditions(parts), None, own)


def _conditions(columns: Iterable[TableColumn]) -> Conditions:
    return tuple(condition for column in columns for condition in column.where or ())


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


def is_sensitive(definition: TableDefinition, number: int) -> bool:
    """Whether one of the conditions of a column's cells reads what is sensitive."""
    what = behind(definition, number)
    grain = GRAINS[what.grain]
    columns = grain.columns
    pieces = [condition for piece in definition.pieces for condition in piece.where]
    read = {c.field for c in (*what.conditions, *definition.where, *pieces)} | {definition.rows}
    return grain.sensitive or any(columns[name].sensitive for name in read if name in columns)


def cell_records(
    computer: Computer, definition: TableDefinition, q: Question, place: Place
) -> list[dict[str, Any]]:
    """Exactly the rows that a cell counts. Raises InputError for a cell that counts none."""
    what = behind(definition, place.column)
    shaped = shaped_for(computer, definition, q, place.rows or None)
    counted = tuple(c for c in definition.columns if c.number in what.used)
    narrow = replace(shaped, columns=counted)  # so that only what this cell reads is joined
    rows: list[dict[str, Any]] = []
    for block, asked in product(_blocks(definition, place.block), _questions(definition, q, place)):
        t = located(computer, narrow, asked, block, what.grain, *SHOWN)
        t = t.filter(_is_counted(t, narrow, what))
        found = _in_row(t, row_key(t, shaped, asked), place.key)
        rows += computer.listed(found, GRAINS[what.grain], what.weight)
    return rows


def _questions(definition: TableDefinition, q: Question, place: Place) -> list[Question]:
    """What was asked for the row of the cell."""
    asked = row_questions(definition, q)
    if definition.row_kind != YEARS:
        return asked
    return [one for one in asked if place.key == str(one.as_of.year)]


def _blocks(definition: TableDefinition, number: int) -> tuple[Block, ...]:
    blocks = definition.blocks or (Block(""),)
    return blocks if number < 0 else blocks[number : number + 1]


def _is_counted(t: Any, narrow: TableDefinition, what: Behind) -> Any:
    """By the remainder of a partition, or by any of the columns that are summed."""
    if what.partition:
        return remainders(t, narrow, what.partition)[what.numbers[0]]
    return reduce(or_, (predicate(t, column.where or ()) for column in narrow.columns))


def _in_row(t: Any, own: Any, key: str | None) -> Any:
    if key is None:
        return t.filter(own.isnull())
    return t.filter(own == key) if key else t
