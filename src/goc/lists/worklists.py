"""What is to be done, each kind a list of its own: rows straight from the register, so that an item
vanishes the moment it is done. A room registers its own in `apps.ready()`.

register(Worklist("vacant_seats", _("Chức danh khuyết"), VACANT, urgency="warn"))
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from goc.lib.errors import HiddenError
from goc.lists.shapes import RowShape
from goc.units.asking import Asking
from goc.units.roles import RECORD


def everybody(_asking: Asking) -> bool:
    return True


@dataclass(frozen=True)
class Worklist:
    """`shape`: the rows for an `Asking`, their columns, and the act that takes a row off the list.
    `urgency`: a mark of `web` ("bad" for what is late). `act`: of `units.roles`, which takes a row
    off
    the list. `shown_to`: who is told of it at all. A row whose reason may be masked is left out of
    `shape.rows`.
    """

    name: str
    shape: RowShape
    position: int
    urgency: str = "warn"
    shown_to: Callable[[Asking], bool] = everybody
    act: str = RECORD

    @property
    def label(self) -> Any:
        return self.shape.title

    def rows(self, asking: Asking) -> QuerySet[Any]:
        return self.shape.rows(asking)


WORKLISTS: dict[str, Worklist] = {}


def register(*worklists: Worklist) -> None:
    for worklist in worklists:
        WORKLISTS[worklist.name] = worklist


def shown_to(asking: Asking) -> list[Worklist]:
    """In the order in which they are read."""
    found = [w for w in WORKLISTS.values() if w.shown_to(asking)]
    return sorted(found, key=lambda w: w.position)


def worklist_for(name: str, asking: Asking) -> Worklist:
    """Raises HiddenError for one that is not there or not told to the asker."""
    found = WORKLISTS.get(name)
    if found is None or not found.shown_to(asking):
        raise HiddenError("Không có danh sách việc này.")
    return found


@dataclass(frozen=True)
class Waiting:
    """How many items of a worklist wait in the asker's scope; `is_mine`: he may do what they wait
    for.
    """

    worklist: Worklist
    count: int
    is_mine: bool


def waiting_for(asking: Asking) -> list[Waiting]:
    """Those with something in them: one count in the database each."""
    mine = asking.scope.may_somewhere
    counted = [Waiting(w, w.rows(asking).count(), mine(w.act)) for w in shown_to(asking)]
    return [waiting for waiting in counted if waiting.count]
