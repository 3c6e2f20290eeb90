"""What waits to be done about one unit and all below it: the counts of the worklists, each leading
to its rows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse

from goc.lists.worklists import waiting_for
from goc.units.access import limited, scope_of_unit
from goc.units.asking import Asking
from goc.units.models import Unit


@dataclass(frozen=True)
class Owed:
    """A worklist with so many items of the unit, and where these are shown."""

    label: Any
    urgency: str
    count: int
    href: str


def owed_by(unit: Unit, asking: Asking) -> list[Owed]:
    """Of what the asker is told and may see."""
    return [
        Owed(
            one.worklist.label,
            one.worklist.urgency,
            one.count,
            f"{reverse('worklist', args=[one.worklist.name])}?of={unit.public_id}",
        )
        for one in waiting_for(of_unit(asking, unit))
    ]


def of_unit(asking: Asking, unit: Unit) -> Asking:
    """The same asker, of this unit and all below it only."""
    units = scope_of_unit(unit, today=asking.today)
    return replace(asking, scope=limited(asking.scope, units))
