"""Reads about persons: search, seats and holders, boards, what is missing. One person's life:
`life`; lists: `roster`.

The day is always said by the caller; what may be seen is said by a Scope.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Collate
from django.utils.translation import gettext_lazy

from goc.dated.reference import catalogue_rows
from goc.lib.periods import holds
from goc.people import rules
from goc.people.columns import EXPECTED, SENSITIVE_FIELDS
from goc.people.models import (
    Apart,
    BoardMember,
    Establishment,
    Fact,
    Holding,
    Keeper,
    Person,
    PersonMerge,
    Seat,
)
from goc.units.access import Scope
from goc.units.models import Unit, UnitVersion
from goc.units.queries import ancestors
from goc.units.rules import kinds_of
from goc.viet.names import fold


def by_name(prefix: str = "") -> Combinable:
    """Vietnamese order. PostgreSQL is told to compare the key as plain text, whatever the language
    of the server.
    """
    key = F(f"{prefix}sort_key")
    return Collate(key, "C") if connection.vendor == "postgresql" else key


def standing() -> QuerySet[Person]:
    """Every person once: without the files that stand for another one."""
    return Person.objects.filter(merge__isnull=True)


def with_keepers(*, today: date) -> QuerySet[Person]:
    """Everybody; `keeper_unit`, an alias: today's keeper, else the last, else the next."""
    keepers = Keeper.objects.filter(person=OuterRef("pk"))
    begun = keepers.filter(valid_from__lte=today).order_by("-valid_from").values("unit")[:1]
    ahead = keepers.order_by("valid_from").values("unit")[:1]
    return standing().alias(keeper_unit=Coalesce(Subquery(begun), Subquery(ahead))).order_by()


def seen_people(scope: Scope, *, today: date) -> QuerySet[Person]:
    """Persons whose keeper lies in the scope, in no order: what is counted and sorted at large."""
    return with_keepers(today=today).filter(scope.limit("keeper_unit"))


def people_in_scope(scope: Scope, *, today: date) -> QuerySet[Person]:
    """The same in the order of names, each with its `keeper_unit`."""
    rows = seen_people(scope, today=today).annotate(keeper_unit=F("keeper_unit"))
    return rows.order_by(by_name(), "id")


def keepers_on(persons: Collection[int], *, day: date) -> dict[int, int]:
    """Of each person the unit that keeps the file on a day, else kept it last before, else first
    after.
    """
    rows = Keeper.objects.filter(person__in=persons).order_by("valid_from")
    found: dict[int, int] = {}
    for person, unit, start in rows.values_list("person_id", "unit_id", "valid_from"):
        if start <= day or person not in found:
            found[person] = unit
    return found


def is_board(unit: Unit) -> bool:
    """A unit of the kind board, whatever day."""
    return unit.versions.filter(kind__in=kinds_of("board")).exists()


def all_board_members(board: Unit) -> list[BoardMember]:
    """Everybody who was or is on it: by role, those who left last."""
    roles = list(BoardMember.Role)
    rows = BoardMember.objects.filter(board=board).select_related("person")
    return sorted(
        rows, key=lambda m: (m.valid_to is not None, roles.index(m.role), m.valid_from, m.pk)
    )


def search_people(text: str, *, scope: Scope, as_of: date, today: date) -> QuerySet[Person]:
    """Persons of the scope that the text means. Of another day than today: those whose file was
    open then.
    """
    rows = matching(people_in_scope(scope, today=today), text)
    if as_of == today:
        return rows
    return rows.filter(Exists(Keeper.objects.as_of(as_of).filter(person=OuterRef("pk"))))


def matching(rows: QuerySet[Person], text: str) -> QuerySet[Person]:
    """Names that hold every word, tone marks aside, or the one person with that code."""
    code = rules.read_code(text)
    if code:
        return rows.filter(coded(code))
    for word in fold(text).split():
        rows = rows.filter(folded__contains=word)
    return rows


def coded(code: str) -> Q:
    """The person with that code, or with a file of that code merged into theirs."""
    return Q(code=code) | Q(pk__in=PersonMerge.objects.filter(gone__code=code).values("kept"))


def apart_of(one: Person, other: Person) -> Apart | None:
    """The word that these two are two persons'."""
    return Apart.objects.filter(one__in=[one, other], other__in=[one, other]).first()


# --- seats and holders


def holders(unit: Unit, *, as_of: date) -> list[Holding]:
    """Who holds what in a unit on a day, in the order of the catalogue of posts; persons come with
    their holding.
    """
    rows = Holding.objects.as_of(as_of).filter(unit=unit).select_related("person", "seat")
    return sorted(rows, key=lambda h: (post_position(h.post), h.acting, h.person.sort_key))


def post_position(post: str) -> int:
    return next((e.position for e in catalogue_rows("post") if e.code == post), 999)


def decided_seats(unit: Unit, *, as_of: date) -> dict[str, Establishment]:
    """Post → the decision on it in force for a unit: its own, else for a commune that of the
    nearest unit above which is for all communes.
    """
    is_commune = UnitVersion.objects.as_of(as_of).filter(unit=unit, kind__in=kinds_of("commune"))
    above = ancestors(unit, as_of=as_of) if is_commune.exists() else []
    found: dict[str, Establishment] = {}
    for one in [*above[::-1], unit]:
        rows = Establishment.objects.as_of(as_of).filter(unit=one, whole=one != unit)
        found |= {row.post: row for row in rows.select_related("document")}
    return found


def seat_rules(day: date) -> list[rules.SeatRule]:
    """What the law says of seats on a day."""
    return [e for e in catalogue_rows("seat_rule") if holds(e.valid_from, e.valid_to, day)]


def has_seats_by_law(post: str, on: date) -> bool:
    return any(rule.code == post for rule in seat_rules(on))


Required = dict[str, tuple[int, str]]
"""Post → how many seats, and on what ground."""


def required_of(unit: Unit, *, as_of: date) -> Required:
    """What was decided for the unit, and of other posts what the law gives a commune."""
    return _by_law(unit, as_of) | decided_for(unit, as_of)


def decided_for(unit: Unit, on: date) -> Required:
    """What decisions give a unit on a day."""
    decided = decided_seats(unit, as_of=on)
    return {post: (row.number, row.source[:300]) for post, row in decided.items()}


def _by_law(unit: Unit, on: date) -> Required:
    """Nothing for what is no commune on that day."""
    if not UnitVersion.objects.as_of(on).filter(unit=unit, kind__in=kinds_of("commune")).exists():
        return {}
    traits = unit.traits.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on), valid_from__lte=on)
    return seats_of_a_commune(traits.values_list("kind", "value"), on)


def seats_of_a_commune(traits: Iterable[tuple[str, Decimal]], on: date) -> Required:
    """What the law of the day gives a commune with these traits."""
    return rules.required_seats(seat_rules(on), rules.trait_names(traits))


def vacant_seats(unit_ids: Collection[int], *, as_of: date) -> list[Seat]:
    """Seats in force on a day that nobody holds."""
    held = Holding.objects.as_of(as_of).filter(seat=OuterRef("pk"))
    rows = Seat.objects.as_of(as_of).filter(~Exists(held), unit__in=unit_ids).select_related("unit")
    return sorted(rows, key=lambda s: (s.unit_id, post_position(s.post), s.number))


# --- boards


def board_members(board: Unit, *, as_of: date) -> list[BoardMember]:
    """Head first, then by role and name."""
    order = list(BoardMember.Role.values)
    rows = BoardMember.objects.as_of(as_of).filter(board=board).select_related("person")
    return sorted(rows, key=lambda m: (order.index(m.role), m.person.sort_key))


# --- what is missing


@dataclass(frozen=True, slots=True)
class Gap:
    """How many of `total` living persons lack a piece of information; `key` is a key of MISSING."""

    key: str
    label: Any
    count: int
    total: int


_COLUMNS = {
    "birth": gettext_lazy("Ngày, năm sinh"),
    **{cell.name: cell.label for cell in EXPECTED},
}
_FACTS = {
    "general_education": gettext_lazy("Trình độ văn hóa"),
    "professional_education": gettext_lazy("Trình độ chuyên môn"),
    "political_theory": gettext_lazy("Lý luận chính trị"),
    "health_class": gettext_lazy("Sức khỏe"),
}
MISSING = {**_COLUMNS, **_FACTS}
SENSITIVE_GAPS = SENSITIVE_FIELDS | rules.SENSITIVE_KINDS
_EMPTY = {
    cell.name: Q(**{cell.name: ""} if cell.is_text else {f"{cell.name}__isnull": True})
    for cell in EXPECTED
}
_EMPTY["birth"] = Q(birth_year__isnull=True, birth_date__isnull=True)


def gap(key: str, as_of: date) -> Q:
    """The condition on persons of whom this is not known."""
    if key in _FACTS:
        return Q(~Exists(Fact.objects.as_of(as_of).filter(person=OuterRef("pk"), kind=key)))
    return _EMPTY[key]


def living(as_of: date) -> Q:
    return Q(died_on__isnull=True) | Q(died_on__gt=as_of)


def missing_information(scope: Scope, *, as_of: date, today: date) -> list[Gap]:
    """The worklist "bổ sung hồ sơ thiếu" in one query: each piece of information with how many lack
    it.
    """
    rows = people_in_scope(scope, today=today).filter(living(as_of)).order_by()
    counts = rows.aggregate(
        total=Count("pk"), **{f"n_{key}": Count("pk", filter=gap(key, as_of)) for key in MISSING}
    )
    return [Gap(key, label, counts[f"n_{key}"], counts["total"]) for key, label in MISSING.items()]
