"""Acts that were done, each as one line with all that it wrote: those on a unit, and tables that
were written at once; reads only.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, product
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from goc.accounts.models import User
from goc.audit.models import Event
from goc.audit.queries import acts_on, events_of
from goc.dated.models import Record
from goc.dated.undoing import (
    ACT,
    MANY,
    Write,
    check_not_taken_back,
    rows_around,
    taken_back,
    writes_of,
)
from goc.lib.errors import ForbiddenError, HiddenError, RefusedError
from goc.units.access import Scope, scope_of
from goc.units.models import Reorganisation, Settlement, Unit, UnitParent, UnitVersion
from goc.units.roles import DECLARE, PAPERS, RECORD, TRAIN

WRITTEN_BY = {
    "training": TRAIN,
    "funding": DECLARE,
    "refreshers": DECLARE,
    "registry": PAPERS,
}
"""Who writes the records of a room (by the beginning of their kind); other records: RECORD."""
lying: list[Callable[[Collection[str]], Iterable[int]]] = []
"""On which units records lie that name none themselves, by their public ids; rooms add theirs."""
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
    page: str = ""
    """The address of what a table was written at."""


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
    return ActLine(act, *said, events[0].who, events[0].at, len(writes), taken_back(act))


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


# --- tables written at once


def tables_at(about: object, scope: Scope) -> list[ActLine]:
    """The newest tables that were written at a course, a list …, newest first: those that whoever
    has the scope may take back.
    """
    told = Event.objects.filter(action=MANY, subject=str(about), act__isnull=False)
    return _tables(told, scope)


def tables_on(record: Record, scope: Scope) -> list[ActLine]:
    """The same of those that wrote a record or what points to it."""
    acts = acts_on(rows_around(record))
    return _tables(Event.objects.filter(action=MANY, act__in=acts[:MOST]), scope)


def _tables(told: QuerySet[Event], scope: Scope) -> list[ActLine]:
    lines = map(_table, told.order_by("-id")[:SHOWN])
    return [line for line in lines if _may_all(scope, line.act)]


def _table(told: Event) -> ActLine:
    assert told.act is not None
    title = gettext(told.text) if told.text else gettext("Ghi nhiều dòng")
    rows, page = told.after.get("rows", 0), told.after.get("page", "")
    return ActLine(told.act, title, None, told.by, told.at, rows, taken_back(told.act), page)


def get_table_for(user: User, act: UUID, *, today: date) -> ActLine:
    """Raises HiddenError for what is no table or lies out of scope, ForbiddenError where it wrote
    about units that the user may not write about, RefusedError when it was taken back already.
    """
    told = Event.objects.filter(action=MANY, act=act).first()
    scope = scope_of(user, today=today)
    if told is None or not any(scope.contains(unit) for _act, unit in _concerned(act)):
        raise HiddenError("Không có việc này.")
    _check_may_all(scope, act)
    check_not_taken_back(act)
    return _table(told)


# --- acts on units


def check_not_gone(user: User, act: UUID, *, today: date) -> None:
    """Somebody else took the act back meanwhile, and the unit may be gone with it: whoever could
    have done so is told. Raises RefusedError.
    """
    if _may_all(scope_of(user, today=today), act):
        check_not_taken_back(act)


def get_act_for(user: User, unit: Unit, act: UUID, *, today: date) -> ActLine:
    """Raises HiddenError for what is no act on this unit, ForbiddenError where it wrote about units
    that the user may not write about.
    """
    line = line_of(act) if act in acts_on(_subjects(unit)) else None
    if line is None or line.taken_back:
        raise HiddenError("Không có việc này.")
    _check_may_all(scope_of(user, today=today), act)
    return line


def _check_may_all(scope: Scope, act: UUID) -> None:
    if not _may_all(scope, act):
        raise ForbiddenError("Việc này còn ghi cho đơn vị khác mà bạn không được sửa.")


def _may_all(scope: Scope, act: UUID) -> bool:
    """What concerns no unit that there is concerns the whole site."""
    concerned = _concerned(act)
    if not concerned:
        return scope.can_edit(None)
    return all(scope.may(what, unit) for what, unit in concerned)


def _concerned(act: UUID) -> set[tuple[str, int]]:
    """What of `roles.ACTS` the writes were, and on which units; of a record that names no unit, what
    the others were.
    """
    events = Event.objects.filter(act=act).order_by()
    told = set(events.filter(unit__isnull=False).values_list("kind", "unit"))
    units = Unit.objects.filter(public_id__in={unit for _kind, unit in told})
    known = dict(units.values_list("public_id", "pk"))
    found = {(_written_by(kind), known[unit]) for kind, unit in told if unit in known}
    acts = {what for what, _unit in found} or {RECORD}
    rows = _rows_of(events.filter(unit__isnull=True))
    others = {unit for units_of in lying for unit in units_of(rows)}
    return found | set(product(acts, others))


def _written_by(kind: str) -> str:
    return WRITTEN_BY.get(kind.split(".", maxsplit=1)[0], RECORD)


def _rows_of(events: QuerySet[Event]) -> list[str]:
    """Public ids of the records that these wrote."""
    rows = events.exclude(kind="audit.act").values_list("subject", flat=True)
    return list(rows.distinct())


def settlements_of(subjects: Collection[UUID]) -> QuerySet[Settlement]:
    """What people settled of these records rests on them by their public id alone."""
    return Settlement.objects.filter(subject__in=subjects)
