"""Acts that were done on a unit, each as one line with all that it wrote; reads only."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from goc.accounts.models import User
from goc.audit.models import Event
from goc.audit.queries import acts_on, events_of
from goc.dated.undoing import ACT, Write, writes_of
from goc.lib.errors import ForbiddenError, HiddenError, RefusedError
from goc.units.access import scope_of
from goc.units.models import Reorganisation, Settlement, Unit, UnitParent, UnitVersion

SHOWN = 5
MOST = 5000
"""Acts that wrote more were loaded, not entered."""
Said = tuple[str | Promise, date | None]


@dataclass(frozen=True)
class ActLine:
    """`what`: what was done; `on`: its day; `writes`: how many rows it wrote, each time counted;
    `taken_back`: the event that tells of its taking back.
    """

    act: UUID
    what: str | Promise
    on: date | None
    by: str
    at: datetime
    writes: int
    taken_back: Event | None


def acts_of(unit: Unit) -> list[ActLine]:
    """The newest acts that founded, changed, moved or ended the unit, newest first."""
    lines = (line_of(act) for act in acts_on(_subjects(unit)))
    return [line for line, _ in zip(filter(None, lines), range(SHOWN), strict=False)]


def _subjects(unit: Unit) -> list[str]:
    own = chain(
        [unit.public_id],
        unit.versions.values_list("public_id", flat=True),
        unit.parents.values_list("public_id", flat=True),
        unit.successions.values_list("public_id", flat=True),
        unit.origins.values_list("public_id", flat=True),
    )
    return [str(public_id) for public_id in own]


def line_of(act: UUID) -> ActLine | None:
    """None for what is no act on units, what cannot be read any more, and for a taking back."""
    events = events_of(act)
    if not events or len(events) > MOST or any(e.is_erased or e.action == ACT for e in events):
        return None
    try:
        writes = writes_of(act)
    except RefusedError:
        return None
    said = _said(events, writes[::-1])
    if said is None:
        return None
    undone = Event.objects.filter(action=ACT, subject=str(act)).first()
    return ActLine(act, *said, events[0].who, events[0].at, len(writes), undone)


CLOSED, FOUNDED = gettext_lazy("Kết thúc đơn vị"), gettext_lazy("Lập đơn vị")
MOVED, RENAMED = gettext_lazy("Điều chuyển"), gettext_lazy("Đổi tên, đổi loại")


def _said(events: Sequence[Event], writes: Sequence[Write]) -> Said | None:
    """What the act was; the largest of what it did gives it its name."""
    for write in writes:
        if write.model is Reorganisation:
            return Reorganisation.Kind(write.after["kind"]).label, write.after["on"]
    actions = {event.action for event in events}
    named = [
        (CLOSED, "units.close" in actions, UnitVersion, "valid_to"),
        (FOUNDED, "units.found" in actions, UnitVersion, "valid_from"),
        (RENAMED, True, UnitVersion, "valid_from"),
        (MOVED, True, UnitParent, "valid_from"),
    ]
    for what, was_done, model, column in named:
        days = [write.after.get(column) for write in writes if write.model is model]
        if was_done and days:
            return what, days[-1]
    return None


def get_act_for(user: User, unit: Unit, act: UUID, *, today: date) -> ActLine:
    """Raises HiddenError for what is no act on this unit, ForbiddenError where it wrote about units
    that the user may not write about.
    """
    line = line_of(act) if act in acts_on(_subjects(unit)) else None
    if line is None or line.taken_back:
        raise HiddenError("Không có việc này.")
    scope = scope_of(user, today=today)
    if not all(map(scope.can_edit, _concerned(act))):
        raise ForbiddenError("Việc này còn ghi cho đơn vị khác mà bạn không được sửa.")
    return line


def _concerned(act: UUID) -> Iterator[int | None]:
    events = Event.objects.filter(act=act, unit__isnull=False).order_by()
    units = {event.unit for event in events if event.unit}
    yield from Unit.objects.filter(public_id__in=units).values_list("pk", flat=True)


def settlements_of(subjects: Collection[UUID]) -> QuerySet[Settlement]:
    """What people settled of these records rests on them by their public id alone."""
    return Settlement.objects.filter(subject__in=subjects)
