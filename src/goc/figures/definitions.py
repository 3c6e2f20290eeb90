"""Indicators and appendix tables as declared values; how they are read from TOML
is in `loading`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from goc.figures.grains import GRAINS, Grain
from goc.figures.maps import LEVELS
from goc.lib.canonical import canonical, digest
from goc.viet.numbers import SHARE_DECIMALS

UNITS, RECORDS, VALUES, YEARS, LIST = "units", "records", "values", "years", "list"
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
class Per:
    """What stands below the line where it is something else: rows of a grain, counted or summed."""

    grain: str
    unit_by: str
    population: Conditions = ()
    weight: str = ""


@dataclass(frozen=True)
class Indicator:
    """count: rows = value. sum: Σ weight. ratio: numerator over population, both counted or both
    summed by `weight`; with `per`, population (counted or summed) over that. quotient: the same, as
    so much for each and not in per cent.
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
    per: Per | None = None

    @property
    def sensitive(self) -> bool:
        """Whether a condition reads a sensitive column: its records then need that right."""
        grain = GRAINS[self.grain]
        read = (grain.columns[c.field] for c in (*self.population, *self.numerator))
        own = grain.sensitive or any(column.sensitive for column in read)
        return own or any(part.sensitive for part in self.parts[1:])

    @property
    def parts(self) -> tuple[Indicator, ...]:
        """What is counted for it: itself; with `per` what stands above the line and what below,
        each a count or a sum.
        """
        if self.per is None:
            return (self,)
        below = {name: getattr(self.per, name) for name in ("grain", "unit_by", "population")}
        return self._part("above", self.weight), self._part("below", self.per.weight, **below)

    def _part(self, place: str, weight: str, **own: Any) -> Indicator:
        kind = "sum" if weight else "count"
        id_ = f"{self.id}.{place}"
        return replace(self, id=id_, kind=kind, weight=weight, per=None, decimals=0, **own)


@dataclass(frozen=True)
class TableColumn:
    """A numbered column: counted (`where`), a field of the row, or computed from other columns by
    number.

    `plus` sums columns, `minus` takes later ones from the first, `percent` divides the sum of all
    but the last by the last; `quotient` does so too, as so much for each. With `where` beside it,
    what the column itself counts stands above the line: rows of which what is below is known.
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
    quotient: tuple[int, ...] = ()

    @property
    def is_share(self) -> bool:
        """Made by dividing: not to be summed, and without rows of its own."""
        return bool(self.percent or self.quotient)


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
class Line:
    """A row of a fixed list; what fulfils several is counted in the first."""

    label: str
    where: Conditions


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
    the rows are YEARS; none: the first and the last year of the question. `lines`: the rows of a
    LIST; `rest` is the label of what is in none of them. `ratio_row_base`: of which column the row
    of percentages is; `ratio_by_block`: each block has one too; `no_ratio`: columns whose share of
    it says nothing. `tells_unknown`: see `summed_from`.
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
    decimals: int = SHARE_DECIMALS
    note: str = ""
    title_en: str = ""
    file: str = ""
    remarks: tuple[Remark, ...] = ()
    own_line: bool = False
    years: tuple[int, ...] = ()
    lines: tuple[Line, ...] = ()
    rest: str = "Khác"
    ratio_by_block: bool = False
    no_ratio: tuple[int, ...] = ()
    tells_unknown: bool = False

    @property
    def row_kind(self) -> str:
        """UNITS of a level, the RECORDS of a grain (a listing's are its own), the VALUES of a
        column, the same in several YEARS, a fixed LIST.
        """
        if self.rows in (YEARS, LIST):
            return self.rows
        if self.rows in LEVELS:
            return UNITS
        return RECORDS if self.kind == "listing" or self.rows in GRAINS else VALUES

    @property
    def summed_from(self) -> dict[int, str]:
        """Column → grain, of the summed columns of a table that tells what is not known: a sum of
        none is not nought where a row has no value.
        """
        summed = (column for column in self.columns if column.weight and self.tells_unknown)
        return {column.number: column.grain or self.grain for column in summed}

    @property
    def unrecorded(self) -> list[int]:
        """Those of them that are not known either where a line has no row of the grain at all;
        where the table counts the rows too, none is none.
        """
        counts = [c for c in self.columns if c.where is not None and not c.weight]
        counted = {column.grain or self.grain for column in counts}
        return [number for number, grain in self.summed_from.items() if grain not in counted]

    @property
    def divided(self) -> set[int]:
        """The columns that stand above the line of a quotient."""
        return {number for column in self.columns for number in column.quotient[:-1]}

    @property
    def pieces(self) -> tuple[Line | Block, ...]:
        """What has a title or label and conditions of its own."""
        return (*self.lines, *self.blocks)

    @property
    def fields_of_lines(self) -> set[str]:
        """What the rows of a list are told by."""
        return {condition.field for line in self.lines for condition in line.where}

    @property
    def sensitive(self) -> bool:
        """Whether a condition or a shown field is a sensitive column, or a row tells by itself."""
        shown = {self.rows, *(column.field for column in self.columns)}
        own = GRAINS[self.grain].columns
        if any(own[name].sensitive for name in shown & own.keys()):
            return True
        return any(self._tells(GRAINS[name], read) for name, read in self._conditions())

    @staticmethod
    def _tells(grain: Grain, read: Conditions) -> bool:
        return grain.sensitive or any(grain.columns[one.field].sensitive for one in read)

    def _conditions(self) -> Iterator[tuple[str, Conditions]]:
        """All conditions of the table, with the grain whose columns they read."""
        yield self.grain, self.where
        for part in self.pieces:
            yield self.grain, part.where
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
