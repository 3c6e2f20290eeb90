"""Taking back a whole act: all that its events say was written, newest first, as it was before.

An act is what was recorded in one sending of a form (`audit.origin.one_act`). Nothing is taken back
that somebody wrote on since. The events of the act stay; taking back writes its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache, cached_property
from itertools import chain
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import ForeignKey, Model
from django.utils import timezone
from django.utils.translation import gettext

from goc.audit.actions import record
from goc.audit.models import Event
from goc.audit.queries import events_of
from goc.dated.actions import check_overlap, save_record, take_back, values_of, within
from goc.dated.models import Dated, Record
from goc.lib.errors import InputError, RefusedError

ACT = "acts.take_back"
"""What the taking back of an act leaves in the log besides an event for each row."""
MANY = "acts.many"
"""What a table written at once leaves in the log besides the events of its rows."""
NO_COLUMNS = {"confirmed"}
"""What stands in the values of an event beside the columns of its row."""
NAMED = 3
Lean = Callable[[Collection[UUID]], Iterable[Record]]
leaning: list[Lean] = []
"""Records that rest on others by their public id alone; rooms add theirs in `apps.ready()`."""
checking: list[Callable[[Record], None]] = []
"""What raises RefusedError for a row that stands again against what was recorded of others since;
rooms add theirs in `apps.ready()`.
"""


class Kind(Enum):
    MADE = "made"
    CHANGED = "changed"
    GONE = "gone"


KINDS = {(False, True): Kind.MADE, (True, True): Kind.CHANGED, (True, False): Kind.GONE}
"""By whether the event has values before, and after."""


@dataclass(frozen=True)
class Undoing:
    """The taking back of one act: what it wrote, newest first; who takes it back, and why."""

    writes: Sequence[Write]
    by: object
    reason: str


clearing: list[Callable[[Undoing], None]] = []
"""What takes out beforehand what came along with a row and nobody uses; rooms add theirs."""
following: list[Callable[[Undoing], None]] = []
"""What brings rows that stand again up to what was recorded meanwhile; rooms add theirs."""


@dataclass(frozen=True)
class Write:
    """What one event of an act wrote: a row made, changed, or gone."""

    event: Event
    model: type[Record]

    @property
    def kind(self) -> Kind:
        return KINDS[bool(self.event.before), bool(self.event.after)]

    @property
    def subject(self) -> str:
        return self.event.subject

    @cached_property
    def before(self) -> dict[str, Any]:
        return _columns(self.model, self.event.before)

    @cached_property
    def after(self) -> dict[str, Any]:
        return _columns(self.model, self.event.after)

    @property
    def row(self) -> Record | None:
        """As it stands now."""
        return self.model._default_manager.filter(public_id=self.subject).first()

    def found(self) -> Record:
        return self.model._default_manager.get(public_id=self.subject)

    def restored(self) -> dict[str, Any]:
        """The columns before it, as they are given to a row."""
        column = self.model._meta.get_field
        return {name: _pointed(column(name), value) for name, value in self.before.items()}


def label_of(model: type[Model]) -> str:
    """What a record is called; the word of all of them where its table has no name of its own."""
    named = "verbose_name" in model._meta.original_attrs
    own = model._meta.verbose_name if named else getattr(model, "called", "")
    return str(own or gettext("bản ghi khác"))


# --- what an act wrote


@within
def tell_many(*, by: object, about: object, title: str, rows: int, page: str) -> None:
    """Says of what is going on that it is a table of so many rows. `about`: what it stands at (a
    course, a list), by which it is found again; `page`: the address of that.
    """
    record(
        by=by,
        action="acts.many",
        kind="audit.act",
        subject=about,
        text=title,
        after={"rows": rows, "page": page},
    )


@cache
def _models() -> dict[str, type[Record]]:
    """By their kind in events."""
    return {m.record_kind(): m for m in apps.get_models() if issubclass(m, Record)}


def writes_of(act: UUID) -> list[Write]:
    """Newest first. An event that tells of an act and holds no columns of a row is none. Raises
    RefusedError for what cannot be taken back this way.
    """
    found = [write for event in events_of(act) for write in _written(event)]
    return found[::-1]


def _written(event: Event) -> Iterator[Write]:
    if event.is_erased:
        raise RefusedError(
            "Nội dung của việc này trong nhật ký đã xóa theo yêu cầu nên không lấy lại được."
        )
    model = _models().get(event.kind)
    told = {*event.before, *event.after} - NO_COLUMNS
    columns = {field.name for field in model._meta.concrete_fields} if model else set()
    if not told & columns:
        return
    if model is None or told - columns:
        raise RefusedError("Việc này ghi vào nhiều bảng cùng lúc nên không lấy lại cả loạt được.")
    yield Write(event, model)


def _columns(model: type[Record], told: dict[str, Any]) -> dict[str, Any]:
    """Values of an event as those of a row's columns; of a foreign key the public id."""
    return {
        name: _value(model._meta.get_field(name), value)
        for name, value in told.items()
        if name not in NO_COLUMNS
    }


def _value(column: Any, told: Any) -> Any:
    if isinstance(column, ForeignKey):
        return told and UUID(str(told))
    return column.to_python(told)


# --- whether somebody wrote on


@within
def take_back_act(*, act: UUID, by: object, reason: str) -> list[Write]:
    """Undoes all writes of an act; returns them. Locks the act, then the rows that it wrote. Raises
    InputError without a reason, RefusedError naming what was recorded on top of it and by whom, or
    who took it back already.
    """
    if not reason.strip():
        raise InputError("Hãy ghi lý do lấy lại.")
    list(Event.objects.select_for_update(of=("self",)).filter(act=act).order_by("id")[:1])
    check_not_taken_back(act)
    writes = writes_of(act)
    if not writes:
        raise RefusedError("Không có gì để lấy lại.")
    _lock(writes)
    undoing = Undoing(writes, by, reason.strip())
    for clear in clearing:
        clear(undoing)
    _check_untouched(act, writes)
    for write in writes:
        UNDO[write.kind](write, by, undoing.reason)
    for row in filter(None, (write.row for write in writes)):
        _check_stands_again(row)
    for follow in following:
        follow(undoing)
    record(
        by=by,
        action="acts.take_back",
        kind="audit.act",
        subject=act,
        text=undoing.reason,
        after={"rows": len(writes)},
    )
    return writes


def taken_back(act: UUID) -> Event | None:
    """The event that tells of the taking back of an act."""
    return Event.objects.filter(action=ACT, subject=str(act)).first()


def check_not_taken_back(act: UUID) -> None:
    """Raises RefusedError that says by whom and when."""
    undone = taken_back(act)
    if undone is not None:
        at = timezone.localtime(undone.at)
        raise RefusedError(
            "Việc này đã được lấy lại bởi %(by)s lúc %(at)s.",
            by=undone.by,
            at=f"{at:%H:%M %d/%m/%Y}",
        )


def _lock(writes: Sequence[Write]) -> None:
    """Whoever writes on one of these rows, or points to it, waits."""
    subjects: dict[type[Record], list[str]] = defaultdict(list)
    for write in writes:
        subjects[write.model].append(write.subject)
    for model in sorted(subjects, key=lambda model: model._meta.label):
        rows = model._base_manager.filter(public_id__in=subjects[model])
        list(rows.order_by("pk").select_for_update(of=("self",)).values_list("pk"))


def _check_untouched(act: UUID, writes: Sequence[Write]) -> None:
    newest = {write.subject: write for write in reversed(writes)}
    changed = [write for write in newest.values() if not _stands(write)]
    later = [said for write in changed for said in _later(act, write)]
    later += [_said(row) for row in _on_top(writes)]
    if later:
        raise RefusedError(
            "Không lấy lại được: sau đó đã có việc ghi tiếp lên trên (%(what)s). Hãy lấy lại hoặc "
            "sửa những việc ấy trước.",
            what="; ".join(dict.fromkeys(later[:NAMED])) + (" …" if len(later) > NAMED else ""),
        )


def _stands(write: Write) -> bool:
    """Whether its row is still as the act left it."""
    row = write.row
    if row is None:
        return write.kind is Kind.GONE
    return write.kind is not Kind.GONE and all(
        _held(row, name) == value for name, value in write.after.items()
    )


def _held(row: Record, name: str) -> Any:
    column = row._meta.get_field(name)
    if not isinstance(column, ForeignKey):
        return getattr(row, name)
    target = getattr(row, name)
    return target and target.public_id


def _later(act: UUID, write: Write) -> list[str]:
    """Who wrote on a row that the act wrote."""
    after = Event.objects.filter(subject=write.subject, id__gt=write.event.pk).exclude(act=act)
    events = [event for event in after.order_by("id") if event.before != event.after]
    name = label_of(write.model)
    return [_by(name, event) for event in events] or [name]


def _on_top(writes: Sequence[Write]) -> Iterator[Model]:
    """Rows that the act did not write and that rest on one it made, or on one of its by its public
    id alone.
    """
    own = {write.subject for write in writes}
    made: dict[type[Record], list[str]] = defaultdict(list)
    for write in writes:
        made[write.model] += [write.subject] if write.kind is Kind.MADE else []
    resting: list[Iterable[Model]] = [
        _pointing(model, subjects) for model, subjects in made.items()
    ]
    resting += [lean({UUID(subject) for subject in own}) for lean in leaning]
    for row in chain(*resting):
        if str(getattr(row, "public_id", "")) not in own:
            yield row


def _pointing(model: type[Record], subjects: list[str]) -> Iterator[Model]:
    """Rows of all tables that point to these."""
    relations: Any = model._meta.get_fields(include_hidden=True)
    for relation in relations:
        if relation.concrete or not relation.auto_created:
            continue
        wanted = {f"{relation.field.name}__public_id__in": subjects}
        yield from relation.related_model._base_manager.filter(**wanted)


def rows_around(record: Record) -> list[str]:
    """Public ids of a record and of all that points to it."""
    rows = _pointing(type(record), [str(record.public_id)])
    around = [str(row.public_id) for row in rows if isinstance(row, Record)]
    return [str(record.public_id), *around]


def _said(row: Model) -> str:
    """A record, and who made it."""
    name = label_of(type(row))
    event = Event.objects.filter(subject=str(getattr(row, "public_id", "-"))).order_by("id").first()
    return _by(name, event) if event else name


def _by(name: str, event: Event) -> str:
    at = timezone.localtime(event.at)
    return gettext("%(what)s, %(by)s ghi lúc %(at)s") % {
        "what": name,
        "by": event.by,
        "at": f"{at:%H:%M %d/%m/%Y}",
    }


def _check_stands_again(row: Record) -> None:
    if isinstance(row, Dated):
        check_overlap(row)
    for check in checking:
        check(row)


# --- undoing


def _remove(write: Write, by: object, reason: str) -> None:
    take_back(write.found(), by=by, action="acts.take_back_row", reason=reason)


def _put_back(write: Write, by: object, reason: str) -> None:
    row = write.found()
    before = values_of(row)
    for name, value in write.restored().items():
        setattr(row, name, value)
    save_record(row, by=by, action="acts.take_back_row", text=reason, before=before)


def _bring_back(write: Write, by: object, reason: str) -> None:
    row = write.model(public_id=write.subject, **write.restored())
    save_record(row, by=by, action="acts.take_back_row", text=reason)


UNDO = {Kind.MADE: _remove, Kind.CHANGED: _put_back, Kind.GONE: _bring_back}


def _pointed(column: Any, value: Any) -> Any:
    """Of a foreign key the row itself."""
    if not isinstance(column, ForeignKey) or value is None:
        return value
    found = column.related_model._default_manager.filter(public_id=value).first()
    if found is None:
        raise RefusedError(
            "Không lấy lại được: bản ghi trước đây gắn với %(what)s đã rút khỏi sổ từ đó.",
            what=label_of(column.related_model),
        )
    return found
