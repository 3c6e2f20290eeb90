"""Lines of a list about persons who stand in the register already: whom they mean, and what they
say that it does not.

Posts, units and the Party (`ACTS`) have a day of their own: a list that tells them differently is
handed back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from functools import cached_property
from typing import Any

from goc.dated.bulk import portions
from goc.people.models import Keeper, Person, PersonMerge
from goc.people.queries import keepers_on, standing
from goc.people.roster import RosterRow, rows_of
from goc.people.rules import may_be_born_as
from goc.people.sheets import COLUMNS, cell_of, printed
from goc.units.access import Scope
from goc.units.belonging import Belonging, belonging
from goc.viet.names import fold

ACTS = frozenset({"unit", "post", "post_from", "decision", "party_probationary", "party_official"})
Values = dict[str, Any]


class Known:
    """The persons of a list that the user may change, as the register prints them on the day of the
    list: by code, and by name, birth and unit.
    """

    def __init__(self, scope: Scope, *, as_of: date, today: date) -> None:
        self.scope, self.as_of, self.today = scope, as_of, today
        self.persons: dict[str, Person] = {}
        self.merged: dict[str, str] = {}
        self.rows: dict[str, RosterRow] = {}
        self.then: dict[str, RosterRow] = {}
        self.by_name: dict[str, list[Person]] = defaultdict(list)
        self.kept_at: dict[int, set[int]] = defaultdict(set)

    def read(
        self, codes: Collection[str], names: Collection[str], *, sealed: date | None = None
    ) -> None:
        """Looks up who bears one of the codes, or one of the names (folded). `sealed`: the day of
        the export that comes back.
        """
        self.merged = self._merged(codes)
        for some in portions(sorted(codes)):
            self._enter(standing().filter(code__in=some))
        for some in portions(sorted(names)):
            self._enter(standing().filter(folded__in=some))
        persons = list(self.persons.values())
        for person in persons:
            self.by_name[person.folded].append(person)
        keepers = Keeper.objects.filter(person__in=persons)
        for one, unit in keepers.values_list("person_id", "unit_id"):
            self.kept_at[one].add(unit)
        self.rows = {row["code"]: row for row in rows_of(persons, as_of=self.as_of)}
        self.then = self.rows
        if sealed not in (None, self.as_of):
            self.then = {row["code"]: row for row in rows_of(persons, as_of=sealed)}

    def _enter(self, found: Iterable[Person]) -> None:
        """Those whom the user may change."""
        persons = list(found)
        keepers = keepers_on([one.pk for one in persons], day=self.today)
        for one in persons:
            if self.scope.can_edit(keepers.get(one.pk)):
                self.persons[one.code] = one

    def _merged(self, codes: Collection[str]) -> dict[str, str]:
        """Codes of files that were merged, with the code that stands for them."""
        merges = PersonMerge.objects.filter(gone__code__in=codes).select_related("gone", "kept")
        rows = list(merges)
        keepers = keepers_on([row.kept_id for row in rows], day=self.today)
        mine = [row for row in rows if self.scope.can_edit(keepers.get(row.kept_id))]
        return {row.gone.code: row.kept.code for row in mine}

    def sealed(self, code: str) -> list[Any]:
        """The line that the register prints for the person now, as of the day of the export."""
        return printed(self.then[code])

    def cells(self, code: str) -> dict[str, Any]:
        """The line that an export of the day would hold for the person, by column."""
        return {column.key: cell_of(self.rows[code], column) for column in COLUMNS}

    def alike(self, told: Values) -> list[Person]:
        """Who may be meant by a line without a code: of its name, kept by its unit now or before,
        of a birth that agrees.
        """
        born = born_of(told)
        return [
            one
            for one in self.by_name.get(fold(told["full_name"]), [])
            if may_be_born_as(one, born) and self._was_kept_at(one, told["unit"].pk)
        ]

    def _was_kept_at(self, one: Person, unit: int) -> bool:
        """By the unit itself, or by one whose records went where its own went."""
        kept = self.kept_at[one.pk]
        return unit in kept or self.homes.home(unit) in set(map(self.homes.home, kept))

    @cached_property
    def homes(self) -> Belonging:
        """To whom the records of units that are gone belong; asked only where somebody is known."""
        return belonging(self.today)


class Born:
    """A birth as a line tells it."""

    def __init__(self, told: date | int | None) -> None:
        self.birth_date = told if isinstance(told, date) else None
        self.birth_year = told.year if isinstance(told, date) else told


def born_of(told: Values) -> Born:
    """The birth of a line, to be compared with that of a person."""
    return Born(told.get("birth"))


def same_birth(one: Any, other: Any) -> bool:
    """Known of both, and to the same exactness."""
    known = (one.birth_date, one.birth_year)
    return any(known) and known == (other.birth_date, other.birth_year)


def differences(told: Values, known: Values) -> Values:
    """What a line says and the register does not; an empty cell says nothing."""
    return {key: value for key, value in told.items() if known.get(key) != value}
