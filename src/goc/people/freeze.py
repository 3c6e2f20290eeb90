"""What a snapshot holds of persons: facts begun by the cut-off of people whose file is kept within
the scope.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from goc.people.columns import FROZEN
from goc.people.models import Establishment, Fact, Holding, Keeper, Membership, Person, Seat
from goc.people.queries import standing
from goc.snapshots.freeze import PERIOD, text
from goc.snapshots.registry import Freezing, FrozenTable, register
from goc.snapshots.within import along_with, kept_by

Rows = Iterable[tuple[Any, ...]]
THEIRS = along_with("persons", "person")
"""Of whose file is kept within the scope."""


def people_frozen(freezing: Freezing) -> QuerySet[Person]:
    """Persons whose keeper of the day (else the last, else the next) is in scope: the rule of
    `people_in_scope`.
    """
    rows = standing().annotate(keeper_id=_keeper(freezing, "unit_id"))
    return rows.filter(**freezing.within(unit="keeper_id"))


def _keeper(freezing: Freezing, column: str) -> Coalesce:
    """Of the unit that keeps a person's file: one column."""
    keepers = Keeper.objects.filter(person=OuterRef("pk"))
    begun = keepers.filter(valid_from__lte=freezing.today).order_by("-valid_from")
    ahead = keepers.order_by("valid_from")
    return Coalesce(Subquery(begun.values(column)[:1]), Subquery(ahead.values(column)[:1]))


PERSON_COLUMNS = {
    "person": "text",
    "code": "text",
    "full_name": "text",
    "sort_key": "text",
    "sex": "text",
    "birth_date": "date",
    "birth_year": "int",
    **{cell.name: cell.kind.frozen for cell in FROZEN if cell.name not in {"full_name", "sex"}},
    "died_on": "date",
    "keeper": "text",
}
DAYS = {"died_on", *(cell.name for cell in FROZEN if cell.kind_name == "day")}
"""Of enlistment, discharge, death: what came after the cut-off is not in."""
KEPT_AS = {"person": "public_id", "keeper": "keeper_public_id"}


def _persons(freezing: Freezing) -> Rows:
    columns = [KEPT_AS.get(name, name) for name in PERSON_COLUMNS]
    found = people_frozen(freezing).order_by("sort_key", "id")
    found = found.annotate(keeper_public_id=_keeper(freezing, "unit__public_id"))
    for row in found.values_list(*columns).iterator():
        yield tuple(
            _as_frozen(name, value, freezing)
            for name, value in zip(PERSON_COLUMNS, row, strict=True)
        )


def _as_frozen(name: str, value: Any, freezing: Freezing) -> Any:
    if name in KEPT_AS:
        return text(value)
    return _begun(value, freezing) if name in DAYS else _known(value)


def _begun(day: date | None, freezing: Freezing) -> date | None:
    return day if day is not None and day <= freezing.cut_off else None


def _known(value: Any) -> Any:
    return None if value == "" else value


def _of_people(model: Any, *columns: str) -> Any:
    """Rows of a dated table about frozen persons: ids as text, empty text as null."""

    def rows(freezing: Freezing) -> Rows:
        persons = people_frozen(freezing).values("pk")
        found = model.objects.filter(person__in=persons, valid_from__lte=freezing.cut_off).order_by(
            "id"
        )
        for row in found.values_list(
            "public_id", "person__public_id", *columns, "valid_from", "valid_to"
        ).iterator():
            yield tuple(
                text(v)
                if hasattr(v, "hex") and not isinstance(v, float)
                else None
                if v == ""
                else v
                for v in row
            )

    return rows


def _seats(freezing: Freezing) -> Rows:
    found = Seat.objects.filter(
        valid_from__lte=freezing.cut_off, **freezing.within(unit="unit_id")
    ).order_by("id")
    for seat, unit, *rest in found.values_list(
        "public_id", "unit__public_id", "post", "number", "source", "valid_from", "valid_to"
    ).iterator():
        yield text(seat), text(unit), *rest


def _decided(_: Freezing) -> Rows:
    """Whole, like the units: what was decided above a scope holds within it."""
    found = Establishment.objects.order_by("id")
    for record, unit, *rest, document, paper, start, end in found.values_list(
        "public_id",
        "unit__public_id",
        "whole",
        "post",
        "number",
        "document__public_id",
        "paper",
        "valid_from",
        "valid_to",
    ).iterator():
        yield text(record), text(unit), *rest, text(document), _known(paper), start, end


register(
    FrozenTable(
        "establishment",
        {
            "record": "text",
            "unit": "text",
            "whole": "bool",
            "post": "text",
            "number": "int",
            "document": "text",
            "paper": "text",
            **PERIOD,
        },
        _decided,
    ),
    FrozenTable(
        "persons",
        PERSON_COLUMNS,
        _persons,
        sensitive=frozenset(cell.name for cell in FROZEN if cell.sensitive),
        limit=kept_by("keeper"),
    ),
    FrozenTable(
        "seats",
        {
            "seat": "text",
            "unit": "text",
            "post": "text",
            "number": "int",
            "source": "text",
            **PERIOD,
        },
        _seats,
        limit=kept_by("unit"),
    ),
    FrozenTable(
        "holdings",
        {
            "holding": "text",
            "person": "text",
            "unit": "text",
            "post": "text",
            "seat": "text",
            "acting": "bool",
            "decision": "text",
            "ended_by": "text",
            "authority": "text",
            "service_status": "text",
            "term_until": "date",
            **PERIOD,
        },
        _of_people(
            Holding,
            "unit__public_id",
            "post",
            "seat__public_id",
            "acting",
            "decision",
            "ended_by",
            "authority",
            "service_status",
            "term_until",
        ),
        limit=THEIRS,
    ),
    FrozenTable(
        "memberships",
        {
            "membership": "text",
            "person": "text",
            "body": "text",
            "unit": "text",
            "stage": "text",
            **PERIOD,
        },
        _of_people(Membership, "body", "unit__public_id", "stage"),
        sensitive=frozenset({"body", "stage"}),
        limit=THEIRS,
    ),
    FrozenTable(
        "facts",
        {
            "fact": "text",
            "person": "text",
            "kind": "text",
            "value": "text",
            "decision": "text",
            "place": "text",
            **PERIOD,
        },
        _of_people(Fact, "kind", "value", "decision", "place"),
        sensitive=frozenset({"value"}),
        limit=THEIRS,
    ),
)
