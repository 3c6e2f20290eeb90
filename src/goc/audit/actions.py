"""Writing events, erasing what they hold of somebody, sealing days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from itertools import groupby
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from goc.audit.access import check_can_erase
from goc.audit.chaining import link_events
from goc.audit.models import Event, EventValues, Link, Seal
from goc.audit.queries import last_seal
from goc.audit.rules import runs_of, seal_digest
from goc.audit.spool import drain, torn_files
from goc.audit.writing import Act, write
from goc.lib.errors import InputError, RefusedError

AFTER_MIDNIGHT = timedelta(minutes=5)
ERASE = "audit.erase"
lasting = {ERASE}
"""Actions whose values are never erased: others rest on them. Rooms add theirs in `apps.ready()`."""
after_erasure: list[Callable[[], None]] = []
"""What else forgets once values are erased: rooms above add theirs."""


def record(
    *,
    by: object,
    action: str,
    kind: str = "",
    subject: object = "",
    text: str = "",
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    unit: UUID | None = None,
) -> Event:
    """One event; `by` is the acting user (its login is kept), `unit` the public id of the unit that
    the act concerns. Call it inside the transaction of the change.
    """
    act = Act(
        by=str(by),
        action=action,
        kind=kind,
        subject=str(subject),
        text=text,
        before=before,
        after=after,
        unit=unit,
    )
    return write([act])[0]


def drop_torn(*, by: object) -> int:
    """Keeps what is left of each piece in an event, then removes its file; how many."""
    torn = torn_files()
    for path in torn:
        piece = path.read_bytes().decode(errors="replace").replace("\0", "�")
        record(by=by, action="audit.drop_torn", text=f"Phần ghi dở {path.stem}: {piece}")
        path.unlink()
    return len(torn)


@transaction.atomic
def erase_values(
    *, events: Iterable[int], reason: str, by: object, kind: str = "", subject: object = ""
) -> Event:
    """Deletes the values of these events and returns the tombstone: an event that says who did it,
    why, and of which events; `kind` and `subject`: about whom. What was erased before is left out.

    Raises ForbiddenError, InputError without a reason, RefusedError when there is nothing left to
    erase.
    """
    check_can_erase(by)
    if not reason.strip():
        raise InputError("Hãy ghi lý do xóa.")
    kept = erasable(events)
    if not kept:
        raise RefusedError("Nhật ký không còn giá trị nào để xóa.")
    _overwrite_what_is_deleted()
    for start in range(0, len(kept), 500):
        EventValues.objects.filter(event__in=kept[start : start + 500]).delete()
    for forget in after_erasure:
        transaction.on_commit(forget)
    return record(
        by=by,
        action="audit.erase",
        kind=kind,
        subject=subject,
        text=reason.strip(),
        after={"events": runs_of(kept)},
    )


def erasable(events: Iterable[int]) -> list[int]:
    """Those of them that hold values which may go, by id."""
    wanted, kept = sorted(set(events)), list[int]()
    for start in range(0, len(wanted), 500):
        rows = EventValues.objects.filter(event__in=wanted[start : start + 500])
        rows = rows.exclude(event__action__in=lasting).order_by("event_id")
        kept += rows.values_list("event_id", flat=True)
    return kept


def _overwrite_what_is_deleted() -> None:
    """SQLite leaves the bytes of a deleted row in the file unless told otherwise."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def seal_days() -> list[Seal]:
    """Seals the links that were made of events before today and are not sealed yet: one seal a run
    of links of one local day, oldest first. Links first what is not linked.
    """
    drain()
    link_events()
    last = last_seal()
    after, previous = (last.last_position, last.digest) if last else (0, "")
    made = []
    for day, run in groupby(_links_over(after), key=lambda link: link.day):
        links = list(run)
        seal = Seal(
            day=day,
            first_position=links[0].position,
            last_position=links[-1].position,
            events=sum(link.events for link in links),
            previous=previous,
        )
        seal.digest = previous = seal_digest(previous, day, links[-1].anchor, seal.events)
        made.append(seal)
    try:
        with transaction.atomic():
            return Seal.objects.bulk_create(made)
    except IntegrityError:  # somebody sealed the same run meanwhile
        return []


def _links_over(after: int) -> list[Link]:
    """The links after a position up to the newest whose day is over."""
    links = Link.objects.filter(position__gt=after)
    newest = links.filter(day__lt=_today()).last()
    return list(links.filter(position__lte=newest.position)) if newest else []


def _today() -> date:
    """For the first minutes of a day still yesterday: readings of the last minute come a little
    later.
    """
    return timezone.localdate(timezone.now() - AFTER_MIDNIGHT)
