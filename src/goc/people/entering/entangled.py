"""Which new persons of a list cannot be written by themselves: who shares a citizen number, a code,
or a name with a birth and a place, with another line or with somebody of the register.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from goc.dated.bulk import portions
from goc.people.lines import Line
from goc.people.models import Keeper, Person
from goc.people.queries import standing
from goc.people.reloading import born_of
from goc.people.rules import may_be_born_as
from goc.units.belonging import belonging
from goc.viet.names import fold

Place = tuple[str, int]
"""A folded name, and the unit of today to which the records of whoever bears it belong."""


@dataclass(slots=True)
class Birth:
    birth_date: date | None
    birth_year: int | None


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Of a line about somebody new what may be shared."""

    unit: int
    place: Place
    code: str
    number: str
    birth: Birth


class Entanglement:
    """`newcomers`: all of a list; `corrected`: its lines about somebody known."""

    def __init__(self, newcomers: Iterable[Line], corrected: Iterable[Line]) -> None:
        self.home = belonging(timezone.localdate()).home
        self.newcomers = [self._newcomer(line) for line in newcomers]
        self.corrected = list(corrected)

    def _newcomer(self, line: Line) -> Newcomer:
        values, born = line.values, born_of(line.values)
        unit = values["unit"].pk
        return Newcomer(
            unit,
            (fold(values["full_name"]), self.home(unit)),
            values.get("code", ""),
            values.get("citizen_number", ""),
            Birth(born.birth_date, born.birth_year),
        )

    def units(self) -> set[int]:
        """Those of which somebody is entangled with another line, or with the register."""
        return self.units_within() | self.units_with_register()

    # --- within the list

    def units_within(self) -> set[int]:
        told = [line.values.get("citizen_number", "") for line in self.corrected]
        told += [one.number for one in self.newcomers]
        shared = {number for number, times in Counter(told).items() if times > 1} - {""}
        renamed = {name for line in self.corrected for name in _names_touched(line)}
        found = [
            one.unit for one in self.newcomers if one.number in shared or one.place[0] in renamed
        ]
        return {*found, *self._units_of_twins()}

    def _units_of_twins(self) -> Iterator[int]:
        """Of both of each pair that may be one person."""
        there: dict[Place, list[Newcomer]] = defaultdict(list)
        for one in self.newcomers:
            for other in there[one.place]:
                if may_be_born_as(other.birth, one.birth):
                    yield from (one.unit, other.unit)
            there[one.place].append(one)

    # --- with the register

    def units_with_register(self) -> set[int]:
        """Asks the database."""
        numbers = _taken("citizen_number", {one.number for one in self.newcomers})
        codes = _taken("code", {one.code for one in self.newcomers})
        namesakes = self._namesakes({one.place[0] for one in self.newcomers})
        return {
            one.unit
            for one in self.newcomers
            if one.number in numbers
            or one.code in codes
            or any(may_be_born_as(other, one.birth) for other in namesakes.get(one.place, ()))
        }

    def _namesakes(self, names: set[str]) -> dict[Place, list[Birth]]:
        """Births of those of the register with one of the names, wherever they are or were kept."""
        found: dict[Place, list[Birth]] = defaultdict(list)
        for some in portions(sorted(names)):
            rows = standing().filter(folded__in=some).order_by()
            known = {
                key: (folded, Birth(born, year))
                for key, folded, born, year in rows.values_list(
                    "pk", "folded", "birth_date", "birth_year"
                )
            }
            for person, unit in _kept(list(known)):
                folded, birth = known[person]
                found[folded, self.home(unit)].append(birth)
        return found


def _kept(persons: list[int]) -> Iterator[tuple[int, int]]:
    """Person and unit of each keeper, of all days."""
    for some in portions(persons):
        rows = Keeper.objects.filter(person__in=some)
        yield from rows.values_list("person_id", "unit_id")


def _taken(column: str, values: set[str]) -> set[str]:
    """Those of the values that somebody in the register has."""
    found: set[str] = set()
    for some in portions(sorted(values - {""})):
        rows = Person.objects.filter(**{f"{column}__in": some})
        found |= set(rows.values_list(column, flat=True))
    return found


def _names_touched(line: Line) -> Sequence[str]:
    """Folded names under which a correction may make or unmake a namesake."""
    values: dict[str, Any] = line.values
    if line.person is None or not {"full_name", "birth"} & values.keys():
        return ()
    return (line.person.folded, fold(values.get("full_name", "")))
