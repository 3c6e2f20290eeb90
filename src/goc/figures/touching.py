"""Which cells and indicators count a record, so that who corrects it is told. Plain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import ibis

from goc.figures.cells import other_number, unknown_number
from goc.figures.compute import Computer, Question, predicate
from goc.figures.definitions import (
    LIST,
    UNITS,
    Block,
    Conditions,
    Indicator,
    TableColumn,
    TableDefinition,
)
from goc.figures.grains import GRAINS, Grain
from goc.figures.rows import row_key, row_questions
from goc.figures.tables import (
    IN,
    by_grain,
    in_blocks,
    members,
    remainders,
    rows_of,
    shaped_for,
)
from goc.snapshots.engine import Frozen

LABEL = "label"
"""What a list of names shows of everybody."""


@dataclass(frozen=True)
class Touched:
    """What a correction touches: the rows of these kinds with these public ids, whatever reads
    them; of the person, what reads one of these columns of a grain. `frozen`: table, column and
    id by which a snapshot holds the record; `whose`: the column of a grain that names the person.
    """

    person: str
    records: frozenset[str]
    kinds: frozenset[str]
    fields: frozenset[str]
    frozen: tuple[str, str, str]
    whose: str

    def is_in(self, frozen: Frozen) -> bool:
        table, column, id_ = self.frozen
        t = frozen.table(table)
        return _any(frozen, t.filter(t[column] == id_))

    def counted(self, t: Any) -> Any:
        """Whether a row is one of the records."""
        return t.record.isin(sorted(self.records)) if self.records else ibis.literal(False)

    def theirs(self, t: Any) -> Any:
        """Whether a row is about the person."""
        return t[self.whose] == self.person if self.whose in t.columns else ibis.literal(False)

    def may_be_in(self, grain: Grain, read: Iterable[str]) -> bool:
        """Whether something that reads these columns of a grain may count it: else it need not be
        asked.
        """
        return grain.kind in self.kinds or self.reads(read)

    def reads(self, names: Iterable[str]) -> bool:
        return not self.fields.isdisjoint(names)


@dataclass(frozen=True)
class Touch:
    """A cell that counts it: as `behind.Place` names one; `row` and `column` in words."""

    key: str | None
    block: int
    number: int
    row: str
    column: str


def fields_of(conditions: Conditions) -> set[str]:
    return {condition.field for condition in conditions}


def _any(frozen: Frozen, rows: Any) -> bool:
    return bool(frozen.ask(rows.aggregate(n=rows.count()))[0]["n"])


def indicator_touched(
    computer: Computer, indicator: Indicator, q: Question, touched: Touched
) -> bool:
    """Whether the figure counts one of the rows, above the line or below it."""
    return any(_counts(computer, part, q, touched) for part in indicator.parts)


def _counts(computer: Computer, part: Indicator, q: Question, touched: Touched) -> bool:
    read = fields_of((*part.population, *part.numerator)) | {part.weight} - {""}
    grain = GRAINS[part.grain]
    if not touched.may_be_in(grain, read):
        return False
    flow = part.time == "flow" and grain.flow
    t = computer.located(part.grain, part.unit_by, q, flow=flow, wanted=read)
    mine = touched.counted(t)
    if touched.reads(read):
        mine = mine | touched.theirs(t)
    return _any(computer.frozen, t.filter(mine & predicate(t, part.population)))


def cells_touched(
    computer: Computer, definition: TableDefinition, q: Question, touched: Touched
) -> list[Touch]:
    """The cells of a crosstab that count one of the rows, one query a grain of which anything may
    be touched; of a listing one that stands for its lines.
    """
    if definition.kind == "listing":
        return _listed(computer, definition, q, touched)
    shaped = shaped_for(computer, definition, q, None)
    found: dict[tuple[str | None, int, int], Touch] = {}
    for asked in row_questions(shaped, q):
        for grain, columns in by_grain(shaped).items():
            reading = _Reading(shaped, grain, columns, touched)
            for touch in reading.touches(computer, asked):
                found.setdefault((touch.key, touch.block, touch.number), touch)
    return list(found.values())


def _listed(
    computer: Computer, definition: TableDefinition, q: Question, touched: Touched
) -> list[Touch]:
    shown = {column.field for column in definition.columns} - {""}
    shown |= fields_of(definition.where) | {LABEL}
    grain = GRAINS[definition.grain]
    if not touched.may_be_in(grain, shown):
        return []
    flow = definition.time == "flow" and grain.flow
    wanted = fields_of(definition.where)
    t = computer.located(grain.name, definition.unit_by, q, flow=flow, wanted=wanted)
    mine = touched.counted(t)
    if touched.reads(shown):
        mine = mine | touched.theirs(t)
    listed = _any(computer.frozen, t.filter(mine & predicate(t, definition.where)))
    return [Touch(None, 0, 0, "", "")] if listed else []


@dataclass(frozen=True)
class _Reading:
    """The columns of a table that count rows of one grain."""

    shaped: TableDefinition
    grain: str
    columns: list[TableColumn]
    touched: Touched

    def touches(self, computer: Computer, q: Question) -> Iterator[Touch]:
        if not self._may_be_touched():
            return
        blocks = self.shaped.blocks or (Block(""),)
        t = rows_of(computer, self.shaped, q, self.grain, blocks)
        inside = in_blocks(t, blocks, self.grain)
        asked = {"row_key": row_key(t, self.shaped, q), "mine": self.touched.counted(t)}
        mine = t.filter(self.touched.counted(t) | self.touched.theirs(t))
        for row in computer.frozen.ask(mine.select(**asked, **inside, **self._counted(t))):
            label = _row_label(computer, self.shaped, q, row["row_key"])
            for number, block in enumerate(blocks):
                for n in self._numbers(row, block) if row[f"{IN}{number}"] else ():
                    yield Touch(row["row_key"], number, n, label, self._head(n))

    def _may_be_touched(self) -> bool:
        blocks = [condition for block in self.shaped.blocks for condition in block.where]
        read = fields_of(tuple(blocks)).union(*(self._read(c, Block("")) for c in self.columns))
        return self.touched.may_be_in(GRAINS[self.grain], read)

    def _read(self, column: TableColumn, block: Block) -> set[str]:
        """What a cell of the column reads of a row."""
        own = fields_of((*(column.where or ()), *self.shaped.where, *block.where))
        return own | {column.weight, self.shaped.rows} | self.shaped.fields_of_lines

    def _counted(self, t: Any) -> dict[str, Any]:
        counted = {f"c{c.number}": predicate(t, c.where or ()) for c in self.columns}
        for partition in self.shaped.partitions:
            if any(c.number == partition.first for c in self.columns):
                rests = remainders(t, self.shaped, partition)
                counted |= {f"c{number}": keep for number, keep in rests.items()}
        return counted

    def _numbers(self, row: dict[str, Any], block: Block) -> Iterator[int]:
        for number in (int(name[1:]) for name in row if name.startswith("c")):
            read = set().union(*(self._read(c, block) for c in self._of(number)))
            if row[f"c{number}"] and (row["mine"] or self.touched.reads(read)):
                yield number

    def _of(self, number: int) -> list[TableColumn]:
        """The columns that say what a number counts: its own, or those of its partition."""
        for partition in self.shaped.partitions:
            if number in (unknown_number(partition), other_number(partition)):
                return members(self.shaped, partition)
        return [c for c in self.columns if c.number == number]

    def _head(self, number: int) -> str:
        own = [c for c in self.columns if c.number == number]
        return " – ".join(own[0].head) if own else ""


def _row_label(computer: Computer, definition: TableDefinition, q: Question, key: Any) -> str:
    """The name of a row of units or of a list; of others what stands for it."""
    if key is None:
        return ""
    if definition.row_kind == UNITS:
        return computer.units.name(key, q.boundaries or q.as_of) or ""
    if definition.row_kind == LIST and str(key).isdigit():
        return definition.lines[int(key)].label
    return ""
