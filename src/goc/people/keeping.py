"""The rows of a person's file from a day on: with the unit it is given to, then with each sure heir
of a unit that has ended.
"""

from __future__ import annotations

from datetime import date

from goc.people.models import Keeper, Person
from goc.units.lives import Heirs, Stage, check_alive
from goc.units.models import Unit


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
