"""Indicators and appendix tables as declared values; how they are read from TOML
is in `loading`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from goc.figures.grains import GRAINS
from goc.figures.maps import LEVELS
from goc.lib.canonical import canonical, digest

UNITS, RECORDS, VALUES, YEARS = "units", "records", "values", "years"
OPERATORS = ("eq", "ne", "in", "not_in", "ge", "gt", "le", "lt", "unknown", "known")


@dataclass(frozen=True)
class Condition:
    """field op value; `unknown`/`known` take no value. An unknown field satisfies no other
    condition, `ne` included.
    """

    field: str
    op: str
    value: Any = None


Conditions = tuple[Condition, ...]


@dataclass(frozen=True)
class Indicator:
    """count: rows = value. sum: Σ weight. ratio: numerator over population, both counted or both
    summed by `weight`.
    """

    id: str
    revision: int
    label: str
    kind: str
    time: str
    grain: str
    unit_by: str
    source: str
    population: Conditions = ()
    numerator: Conditions = ()
    weight: str = ""
    decimals: int = 0
    hedge: bool = False
    unit_word: str = ""
    aliases: tuple[str, ...] = ()
    population_words: tuple[str, ...] = ()
    label_en: str = ""
    file: str = ""

    @property
    def sensitive(self) -> bool:
        """Whether a condition reads a sensitive column: its records then need that right."""
        columns = GRAINS[self.grain].columns
        return any(columns[c.field].sensitive for c in (*self.population, *self.numerator))


@dataclass(frozen=True)
class TableColumn:
    """A numbered column: counted (`where`), a field of the row, or computed from other columns by
    number.

    `plus` sums columns, `minus` takes later ones from the first, `percent` divides the sum of all
    but the last by the last.
    """

    number: int
    head: tuple[str, ...]
    where: Conditions | None = None
    grain: str = ""
    weight: str = ""
    field: str = ""
    plus: tuple[int, ...] = ()
    minus: tuple[int, ...] = ()
    percent: tuple[int, ...] = ()
    width: float = 1.0


@dataclass(frozen=True)
class Partition:
    """Columns first..last partition column `of`; who is in none of them is 'chưa có thông tin'.

    `other`: the head for those of whom it is known, but who are in none of the columns (somebody of
    primary school, where the appendix has only lower and upper secondary).
    """

    of: int
    first: int
    last: int
    other: str = ""


@dataclass(frozen=True)
class Block:
    """A group of rows with its own title and conditions, or a group of the rows' own field."""

    title: str
    where: Conditions = ()


@dataclass(frozen=True)
class Remark:
    """A line below the table, printed where it counts anything; `{n}` in its text is the count."""

    text: str
    grain: str
    where: Conditions = ()


@dataclass(frozen=True)
class TableDefinition:
    """An appendix: crosstab or listing (one row a record). What stands on the left of a crosstab:
    `row_kind`. `own_line`: what belongs to a unit above the rows' level (kept by the province
    itself) has a line of its own, apart from what is not determined. `years`: those compared where
    the rows are YEARS; none: the first and the last year of the question. `ratio_row_base`: of
    which column the row of percentages is; `ratio_by_block`: each block has one too; `no_ratio`:
    columns whose share of it says nothing.
    """

    id: str
    revision: int
    roman: str
    title: str
    kind: str
    time: str
    grain: str
    unit_by: str
    rows: str
    row_head: str
    unit_label: str
    page: str
    source: str
    columns: tuple[TableColumn, ...]
    where: Conditions = ()
    blocks: tuple[Block, ...] = ()
    partitions: tuple[Partition, ...] = ()
    checks: tuple[str, ...] = ()
    ratio_row_base: int = 0
    total: bool = True
    decimals: int = 1
    note: str = ""
    title_en: str = ""
    file: str = ""
    remarks: tuple[Remark, ...] = ()
    own_line: bool = False
    years: tuple[int, ...] = ()
    ratio_by_block: bool = False
    no_ratio: tuple[int, ...] = ()

    @property
    def row_kind(self) -> str:
        """UNITS of a level, the RECORDS of a grain (a listing's are its own), the VALUES of a
        column, the same in several YEARS.
        """
        if self.rows == YEARS:
            return YEARS
        if self.rows in LEVELS:
            return UNITS
        return RECORDS if self.kind == "listing" or self.rows in GRAINS else VALUES

    @property
    def sensitive(self) -> bool:
        """Whether a condition or a shown field is a sensitive column."""
        shown = {self.rows, *(column.field for column in self.columns)}
        own = GRAINS[self.grain].columns
        return any(own[name].sensitive for name in shown & own.keys()) or any(
            GRAINS[grain].columns[condition.field].sensitive
            for grain, conditions in self._conditions()
            for condition in conditions
        )

    def _conditions(self) -> Iterator[tuple[str, Conditions]]:
        """All conditions of the table, with the grain whose columns they read."""
        yield self.grain, self.where
        for block in self.blocks:
            yield self.grain, block.where
        for column in self.columns:
            yield column.grain or self.grain, column.where or ()
        for remark in self.remarks:
            yield remark.grain, remark.where


def fingerprint(definition: Indicator | TableDefinition) -> str:
    """Digest of what is declared: the same id and revision must keep it. The file it stands in does
    not count, nor does what is left at its default, so that a field which a later version adds
    changes no digest.
    """
    values = {k: v for k, v in _plain(definition).items() if k != "file"}
    return digest(canonical(values))


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        given = ((f.name, getattr(value, f.name), f.default) for f in fields(value))
        return {name: _plain(inside) for name, inside, default in given if inside != default}
    return [_plain(v) for v in value] if isinstance(value, tuple | list) else value
