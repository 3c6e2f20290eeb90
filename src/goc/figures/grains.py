"""What can be counted: a grain is one kind of row with declared columns, built from a snapshot by
its subject.

A grain's table has: `record` (public id of the row), `label` (what a list of records shows), one
`unit_<by>` column for each way of attributing the row to a unit, `unit_day` (the day on which that
unit is read; null: the as-of day), `day` for flows, and the declared columns. State grains hold
what is valid as of the day; flow grains everything begun by it. Fields of conditions are declared
columns, nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from goc.figures.built import built_once
from goc.lists.shapes import cells_of
from goc.snapshots.engine import Frozen

Wanted = frozenset[str] | None
"""The columns a question reads (None: all). What nobody reads need not be joined: most of the time
goes into joins.
"""
Build = Callable[[Frozen, date, Wanted], Any]
Extend = Callable[[Frozen, date, Any], Any]


@dataclass(frozen=True)
class Column:
    """`type`: text, int, date, bool or decimal; `catalogue`: where codes get their labels.

    `may_be_untold`: null where nobody ever said; a count of none over such rows is not nought but
    not known. `words`: for codes that stand in no catalogue, as inside a sentence.
    """

    type: str
    label: str
    sensitive: bool = False
    catalogue: str = ""
    may_be_untold: bool = False
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Page:
    """The page that a row leads to: the name of its address, and the column of what it is of."""

    name: str
    of: str = "record"


@dataclass
class Grain:
    """`kind` is the record kind of its rows (`people.holding`); `units` maps unit_by to its
    Vietnamese label.

    `shared`: one record may stand in several units (a curriculum used by two organisers); it is
    counted once. `page`: where a listed row leads. `sensitive`: that there is a row tells by itself
    what is masked.
    """

    name: str
    label: str
    kind: str
    build: Build
    columns: dict[str, Column]
    units: dict[str, str]
    flow: bool = False
    names_people: bool = True
    shared: bool = False
    sensitive: bool = False
    page: Page | None = None
    extensions: list[tuple[frozenset[str], Extend]] = field(default_factory=list)

    def table(self, frozen: Frozen, as_of: date, wanted: Wanted = None) -> Any:
        """The Ibis table, with what other rooms add to it."""
        extends = tuple(how for adds, how in self.extensions if wanted is None or adds & wanted)

        def build(reading: Any) -> Any:
            table = self.build(reading, as_of, wanted)
            for extend in extends:
                table = extend(reading, as_of, table)
            return table

        return built_once((self.build, extends, as_of, wanted), frozen, build)


GRAINS: dict[str, Grain] = {}


def register(*grains: Grain) -> None:
    for grain in grains:
        GRAINS[grain.name] = grain


def extend(name: str, columns: dict[str, Column], how: Extend) -> None:
    """Adds columns to another room's grain (a room above adds; the grain's own room knows nothing
    of it).
    """
    if how not in [known for _, known in GRAINS[name].extensions]:
        GRAINS[name].columns.update(columns)
        GRAINS[name].extensions.append((frozenset(columns), how))


def picked(made: dict[str, Any], wanted: Wanted) -> dict[str, Any]:
    """Those of the ways to make a column that somebody reads."""
    return made if wanted is None else {name: make for name, make in made.items() if name in wanted}


def valid(table: Any, as_of: date) -> Any:
    """Rows of a dated Ibis table in force on a day: valid_from <= day < valid_to."""
    return table.filter(
        (table.valid_from <= as_of) & (table.valid_to.isnull() | (table.valid_to > as_of))
    )


def age_on(birth_date: Any, birth_year: Any, as_of: date) -> Any:
    """Whole years on a day by comparing year, month and day (date.delta('year') differs between
    engines); a birth of which only the year is known counts by the year.
    """
    import ibis  # slow: only when figures are computed

    before = (birth_date.month() > as_of.month) | (
        (birth_date.month() == as_of.month) & (birth_date.day() > as_of.day)
    )
    exact = as_of.year - birth_date.year() - ibis.ifelse(before, 1, 0)
    return ibis.ifelse(birth_date.notnull(), exact, as_of.year - birth_year).cast("int64")


def declared_grain(name: str, model: Any, *, unit: str = "unit", year: str) -> None:
    """A flow grain made from a model's own columns, frozen under the same name; a row counts from
    the first day of its year.
    """
    import ibis  # slow: only where figures are computed

    columns = {
        cell.name: Column(cell.kind.frozen, str(cell.label), bool(cell.sensitive), cell.catalogue)
        for cell in cells_of(model)
        if not cell.kind.points
    }

    def build(frozen: Frozen, _as_of: date, _wanted: Wanted) -> Any:
        t = frozen.table(name)
        first = ibis.date(t[year].cast("int32"), 1, 1)
        label = t[year].cast("string")
        return t.mutate(label=label, day=first, unit_day=first).rename({f"unit_{unit}": unit})

    register(
        Grain(
            name,
            str(model._meta.verbose_name).capitalize(),
            model._meta.label_lower,
            build,
            columns,
            {unit: str(model._meta.get_field(unit).verbose_name)},
            flow=True,
            names_people=False,
        )
    )
