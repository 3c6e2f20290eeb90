"""Which files may be of one person: of one name (tone marks aside), births that agree; where one is
not known, kept by one unit besides. Two that were told apart are not asked about again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from goc.dated.bulk import portions
from goc.people.models import Apart, Person
from goc.people.queries import people_in_scope, seen_people, with_keepers
from goc.people.rules import may_be_born_as
from goc.units.asking import Asking

ASKED = "same_person"
"""The question of `add_person`; who answers it says that they are two."""


def seen_by(asking: Asking) -> QuerySet[Person]:
    return people_in_scope(asking.scope, today=asking.today).order_by()


def with_an_earlier_file(asking: Asking) -> QuerySet[Person]:
    """Persons of the scope of whom an earlier file of the scope may be: each pair at its later
    file. By the index of name and year, each way in which births can agree by itself: together they
    cost the database three times as much.
    """
    apart = Apart.objects.filter(one=OuterRef("pk"), other=OuterRef(OuterRef("pk")))
    before = seen_people(asking.scope, today=asking.today).filter(
        ~Exists(apart), folded=OuterRef("folded"), pk__lt=OuterRef("pk")
    )
    same_year = before.filter(birth_year=OuterRef("birth_year"))
    same_day = Q(birth_date=OuterRef("birth_date")) | Q(birth_date__isnull=True)
    here = before.filter(Q(keeper_unit=OuterRef("keeper_unit")))
    everybody = with_keepers(today=asking.today)
    no_year = Person.objects.filter(birth_year__isnull=True).order_by()
    later = (
        everybody.filter(Exists(same_year.filter(same_day)), birth_date__isnull=False),
        everybody.filter(Exists(same_year), birth_date__isnull=True),
        everybody.filter(Exists(here), birth_year__isnull=True),
        everybody.filter(
            Exists(here.filter(birth_year__isnull=True)), folded__in=no_year.values("folded")
        ),
    )
    found = Q()
    for rows in later:
        found |= Q(pk__in=rows.values("pk"))
    return seen_by(asking).filter(found)


def alike_with(persons: Iterable[Any], asking: Asking) -> dict[int, list[Any]]:
    """For each of these (with `keeper_unit`) the files of the scope that may be theirs, the oldest
    first.
    """
    asked = list(persons)
    groups: dict[str, list[Any]] = defaultdict(list)
    for names in portions(sorted({person.folded for person in asked})):
        for person in seen_by(asking).filter(folded__in=names).order_by("pk"):
            groups[person.folded].append(person)
    apart = _told_apart(asked)
    return {
        person.pk: [
            other
            for other in groups[person.folded]
            if _may_be_one(person, other) and (other.pk, person.pk) not in apart
        ]
        for person in asked
    }


@dataclass(frozen=True)
class ToldApart:
    """A file that is another person's, and the word that says so."""

    other: Person
    apart: Apart


def told_apart_from(person: Person, asking: Asking) -> list[ToldApart]:
    """Of the files in the scope, in the order in which it was said."""
    rows = Apart.objects.filter(Q(one=person) | Q(other=person)).select_related("one", "other")
    told = [ToldApart(a.other if a.one_id == person.pk else a.one, a) for a in rows]
    seen = set(
        seen_by(asking).filter(pk__in=[t.other.pk for t in told]).values_list("pk", flat=True)
    )
    return [t for t in told if t.other.pk in seen]


def _may_be_one(one: Any, other: Any) -> bool:
    if one.pk == other.pk or not may_be_born_as(one, other):
        return False
    known = one.birth_year is not None and other.birth_year is not None
    return known or one.keeper_unit == other.keeper_unit


def _told_apart(persons: list[Any]) -> set[tuple[int, int]]:
    """Pairs, either way round."""
    pairs: set[tuple[int, int]] = set()
    for some in portions([person.pk for person in persons]):
        rows = Apart.objects.filter(Q(one__in=some) | Q(other__in=some))
        pairs |= set(rows.values_list("one_id", "other_id"))
    return set(chain(pairs, ((other, one) for one, other in pairs)))
