"""What stands on the left of a crosstab: which row a counted row belongs to, and the rows in order
with their names. Plain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import reduce
from operator import or_
from typing import Any

import ibis

from goc.figures.compute import Computer, Question, predicate
from goc.figures.definitions import LIST, RECORDS, UNITS, VALUES, YEARS, TableDefinition
from goc.figures.grains import GRAINS
from goc.figures.maps import LEVELS
from goc.figures.printing import YES_NO
from goc.lib.periods import holds
from goc.units.rules import LEVEL_LABELS, in_text
from goc.viet.names import text_key

UNDETERMINED = "Chưa xác định"
NO_INFORMATION = "Chưa có thông tin"
OWN = "="
"""Begins the key of the line of what belongs to a unit above the rows' level, and its level."""

REST = "rest"
"""The key of what is in no row of a fixed list, though all that its rows ask is known."""

Counts = dict[str | None, dict[int, Fraction | None]]
"""Row key → column number → exact value, None where it is not known."""
Attributes = dict[str | None, dict[str, Any]]
"""Row key → its label and fields, where rows are another grain's."""
KeyAndLabel = tuple[str | None, str]


def row_questions(definition: TableDefinition, q: Question) -> list[Question]:
    """What is asked for the rows: the question itself, or one for each of the years compared: as
    they ended, what flows from their first day. Later years are left out.
    """
    if definition.row_kind != YEARS:
        return [q]
    years = definition.years or sorted({(q.since or q.as_of).year, q.as_of.year})
    return [
        replace(q, since=date(year, 1, 1), as_of=min(date(year, 12, 31), q.as_of))
        for year in years
        if year <= q.as_of.year
    ]


def row_key(t: Any, definition: TableDefinition, q: Question) -> Any:
    """Which row of the table a row located for a question of `row_questions` is counted in, as
    text; null: not known.
    """
    return _KEYS[definition.row_kind](t, definition, q)


def _unit_key(t: Any, definition: TableDefinition, _q: Question) -> Any:
    at = t[f"at_{definition.rows}"]
    if not definition.own_line:
        return at
    above = LEVELS[: LEVELS.index(definition.rows)]
    own = t.stood_at.isin(above)
    return at.coalesce(own.ifelse(ibis.literal(OWN).concat(t.stood_at), None))


def _record_key(t: Any, definition: TableDefinition, _q: Question) -> Any:
    return t[definition.rows]


def _value_key(t: Any, definition: TableDefinition, _q: Question) -> Any:
    return t[definition.rows].cast("string")


def _year_key(_t: Any, _definition: TableDefinition, q: Question) -> Any:
    return ibis.literal(str(q.as_of.year))


def _listed_key(t: Any, definition: TableDefinition, _q: Question) -> Any:
    """The number of the first row fulfilled, else REST; null where something asked is not known."""
    fulfilled = [
        (predicate(t, line.where), str(number)) for number, line in enumerate(definition.lines)
    ]
    missing = reduce(or_, (t[name].isnull() for name in definition.fields_of_lines))
    return ibis.cases(*fulfilled, else_=missing.ifelse(None, REST))


_KEYS: dict[str, Callable[[Any, TableDefinition, Question], Any]] = {
    UNITS: _unit_key,
    RECORDS: _record_key,
    VALUES: _value_key,
    YEARS: _year_key,
    LIST: _listed_key,
}


@dataclass(frozen=True)
class Counted:
    """What was counted of a block of a table, by the keys of its rows."""

    computer: Computer
    definition: TableDefinition
    question: Question
    counts: Counts
    attributes: Attributes

    def has(self, key: str | None) -> bool:
        """Whether anything is counted in a row."""
        return any(self.counts.get(key, {}).values())

    def if_any(self, key: str | None, label: str) -> list[KeyAndLabel]:
        """A row that is printed only where it counts anything."""
        return [(key, label)] if self.has(key) else []


def row_keys(counted: Counted) -> list[KeyAndLabel]:
    """The rows of a block, in order; last, without a key, what is not known."""
    return _ROWS[counted.definition.row_kind](counted)


def _unit_rows(counted: Counted) -> list[KeyAndLabel]:
    computer, q, level = counted.computer, counted.question, counted.definition.rows
    day = q.boundaries or q.as_of
    units = {k for k in counted.counts if k and not k.startswith(OWN)}
    present = set(computer.units.at_level(level, day, q.unit)) | units
    order = unit_order(computer, day)
    return [
        *_own_rows(counted),
        *_named(computer, sorted(present, key=order), day),
        *counted.if_any(None, UNDETERMINED),
    ]


def _record_rows(counted: Counted) -> list[KeyAndLabel]:
    return [(key, values["label"]) for key, values in counted.attributes.items()]


def _year_rows(counted: Counted) -> list[KeyAndLabel]:
    asked = row_questions(counted.definition, counted.question)
    years = (str(one.as_of.year) for one in asked)
    return [(year, year) for year in years]


def _listed_rows(counted: Counted) -> list[KeyAndLabel]:
    """Every row of the list, counted or not; the rest and what is not known where there is any."""
    definition = counted.definition
    return [
        *((str(number), line.label) for number, line in enumerate(definition.lines)),
        *counted.if_any(REST, definition.rest),
        *counted.if_any(None, NO_INFORMATION),
    ]


def _own_rows(counted: Counted) -> Iterator[KeyAndLabel]:
    """The lines "Cấp tỉnh", "Cấp huyện" where they count anything."""
    for level in LEVELS:
        yield from counted.if_any(OWN + level, _as_title(LEVEL_LABELS[level]))


def _value_rows(counted: Counted) -> list[KeyAndLabel]:
    """The values counted, in the order of their catalogue, else of numbers, else of words."""
    definition, day = counted.definition, counted.question.as_of
    column = GRAINS[definition.grain].columns[definition.rows]
    entries = [
        e
        for e in counted.computer.frozen.rows("entries")
        if e["catalogue"] == column.catalogue and e["valid_from"] <= day
    ]
    entries.sort(key=lambda e: e["valid_from"])
    names = {**YES_NO, **column.words, **{e["code"]: e["name"] for e in entries}}
    places = {e["code"]: e["position"] for e in entries}

    def order(value: str) -> Any:
        number = int(value) if column.type == "int" else 0
        return places.get(value, len(entries)), number, text_key(names.get(value, value))

    known = sorted((k for k in counted.counts if k is not None), key=order)
    return [
        *((k, _as_title(names.get(k, k))) for k in known),
        *counted.if_any(None, NO_INFORMATION),
    ]


_ROWS: dict[str, Callable[[Counted], list[KeyAndLabel]]] = {
    UNITS: _unit_rows,
    RECORDS: _record_rows,
    VALUES: _value_rows,
    YEARS: _year_rows,
    LIST: _listed_rows,
}


def _as_title(text: str) -> str:
    return text[:1].upper() + text[1:]


def _named(computer: Computer, units: list[str], day: date) -> Iterator[tuple[str, str]]:
    """Units of the same name are printed with their superior."""
    names = {unit: computer.units.name(unit, day) for unit in units}
    once = list(names.values())
    for unit, name in names.items():
        above = computer.units.places(unit, day).get("district", "")
        alike = once.count(name) > 1 and above and above != unit
        yield unit, f"{name}, {in_text(computer.units.name(above, day))}" if alike else name


def unit_order(computer: Computer, day: date) -> Callable[[str], tuple[str, ...]]:
    """Sort key of the official order: by the district's code valid on the day and then the unit's
    own; else by name.
    """
    codes = {
        r["unit"]: f"{r['catalogue']}:{r['code']}"
        for r in computer.frozen.rows("unit_codes")
        if holds(r["valid_from"], r["valid_to"], day)
    }

    def key(unit: str) -> tuple[str, ...]:
        above = computer.units.places(unit, day).get("district", unit)
        name = text_key(computer.units.name(unit, day) or "~")
        return codes.get(above, "~"), "" if above == unit else codes.get(unit, "~"), name, unit

    return key
