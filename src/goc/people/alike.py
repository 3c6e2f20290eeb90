"""Who may stand in the register twice: the worklist of likely same persons."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from django.db.models import Count

from goc.audit.models import Event
from goc.people.models import Person
from goc.people.queries import people_in_scope, standing
from goc.people.rules import may_be_born_as
from goc.units.access import Scope
from goc.units.belonging import belonging

ASKED = "same_person"
"""The question of `add_person`; who answered it has said that they are two."""


@dataclass(frozen=True)
class Likely:
    one: Person
    other: Person


def likely_same(scope: Scope, *, today: date, person: Person | None = None) -> list[Likely]:
    """Pairs within the scope of one name (tone marks aside) whose births agree; where one is not
    known, who are kept in one unit besides. `person`: only pairs of this one.
    """
    names = standing().order_by().values("folded").annotate(times=Count("pk")).filter(times__gt=1)
    if person is not None:
        names = names.filter(folded=person.folded)
    seen = people_in_scope(scope, today=today).filter(folded__in=names.values("folded"))
    groups: dict[str, list[Person]] = defaultdict(list)
    for one in seen:
        groups[one.folded].append(one)
    pairs = [Likely(*pair) for group in groups.values() for pair in combinations(group, 2)]
    likely = _likely(pairs, today)
    return likely if person is None else [p for p in likely if person in (p.one, p.other)]


def _likely(pairs: list[Likely], today: date) -> list[Likely]:
    alike = [pair for pair in pairs if may_be_born_as(pair.one, pair.other)]
    home = belonging(today).home if alike else None
    told_apart = _told_apart({one.public_id for pair in alike for one in (pair.one, pair.other)})

    def likely(pair: Likely) -> bool:
        if {str(pair.one.public_id), str(pair.other.public_id)} & told_apart:
            return False
        if pair.one.birth_year and pair.other.birth_year:
            return True
        units = [vars(one)["keeper_unit"] for one in (pair.one, pair.other)]
        return home is not None and home(units[0]) == home(units[1])

    return [pair for pair in alike if likely(pair)]


def _told_apart(subjects: set[object]) -> set[str]:
    """Who was entered with the word that they are somebody else."""
    made = Event.objects.filter(action="people.add_person", subject__in=[str(s) for s in subjects])
    return {event.subject for event in made if ASKED in event.after.get("confirmed", {})}
