"""Rows about persons in units that have an end: a file goes on with each sure heir, anything else
that ended with its unit may be found to have ended before.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, TypeVar

from django.db.models import Q

from goc.dated.actions import close_fact, correct_fact
from goc.dated.models import Dated
from goc.people.models import Keeper, Person
from goc.units.lives import Heirs, Stage, check_alive, lives_of
from goc.units.models import Unit

D = TypeVar("D", bound=Dated)


def keepers_along(person: Person, unit: Unit, start: date) -> list[Keeper]:
    """Not written yet. Raises RefusedError where the unit does not exist on the day."""
    check_alive(unit, start)
    stages = Heirs([unit.pk]).stages(unit.pk, start, None)
    units = Unit.objects.in_bulk([s.unit for s in stages[1:]]) if len(stages) > 1 else {}
    return [keeper_for(person, units.get(stage.unit, unit), stage) for stage in stages]


def keeper_for(person: Person, unit: Unit, stage: Stage) -> Keeper:
    return Keeper(person=person, unit=unit, valid_from=stage.start, valid_to=stage.end)


def follow_by_themselves(first: Keeper, later: list[Keeper]) -> bool:
    """Whether later rows are only those of sure heirs, so that another keeper replaces them."""
    if not later:
        return True
    stages = Heirs([first.unit_id]).stages(first.unit_id, first.valid_from, None)
    along = [(s.unit, s.start) for s in stages[1:]]
    return along == [(row.unit_id, row.valid_from) for row in later]


def keeper_on(person: Person, day: date) -> Unit | None:
    """Who keeps the file on a day, else kept it last, else will first."""
    rows = list(person.keepers.select_related("unit").order_by("valid_from"))
    begun = [row.unit for row in rows if row.valid_from <= day]
    return begun[-1] if begun else rows[0].unit if rows else None


def keepers_of_rows(public_ids: Collection[str]) -> set[int]:
    """Of the persons of these rows: which units keep their files, ended ones too."""
    of_rows = Q()
    for relation in ("facts", "memberships"):
        of_rows |= Q(**{f"person__{relation}__public_id__in": public_ids})
    return set(Keeper.objects.filter(of_rows).values_list("unit", flat=True))


def end_row(row: D, unit: Unit, *, on: date, by: object, text: str = "", **last: Any) -> D:
    """Ends a row on a day; one that only ended because its unit did ends earlier."""
    if row.valid_to is not None and on < row.valid_to and _ended_with(row, unit):
        return correct_fact(row, by=by, text=text, valid_to=on, **last)
    return close_fact(row, on=on, by=by, text=text, **last)


def _ended_with(row: Dated, unit: Unit) -> bool:
    life = lives_of([unit.pk]).get(unit.pk)
    return life is not None and row.valid_to == life.end
