"""Reading the log: the log itself, a record's history, a day's digest, whether the seals still
fit.
"""

from __future__ import annotations

import hashlib
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from goc.audit.models import Event, Seal
from goc.lib.canonical import canonical


def history(subject: object) -> QuerySet[Event]:
    """Events of one record, newest first."""
    return Event.objects.filter(subject=str(subject))


def events_matching(
    *, by: str = "", action: str = "", day: date | None = None, subject: str = ""
) -> QuerySet[Event]:
    """Newest first. `by` is a whole login; `action` the beginning of one (`people.` for all of that
    room).
    """
    rows = Event.objects.all()
    if by:
        rows = rows.filter(by=by)
    if action:
        rows = rows.filter(action__startswith=action)
    if subject:
        rows = rows.filter(subject=subject)
    if day:
        start = timezone.make_aware(datetime.combine(day, time.min))
        rows = rows.filter(at__gte=start, at__lt=start + timedelta(days=1))
    return rows


def last_seal() -> Seal | None:
    return Seal.objects.order_by("-day").first()


def day_digest(day: date, previous: str) -> tuple[str, int]:
    """SHA-256 over the day's events in order, begun with the digest of the seal before; and how
    many.
    """
    start = timezone.make_aware(datetime.combine(day, time.min))
    state, count = hashlib.sha256(previous.encode()), 0
    rows = Event.objects.filter(at__gte=start, at__lt=start + timedelta(days=1)).order_by("id")
    for row in rows.values(
        "id", "at", "by", "action", "kind", "subject", "text", "before", "after"
    ).iterator():
        state.update(canonical({**row, "at": row["at"].astimezone(timezone.get_fixed_timezone(0))}))
        count += 1
    return state.hexdigest(), count


def broken_seals() -> list[date]:
    """Days whose events no longer give the sealed digest, or whose chain is cut."""
    broken, previous = [], ""
    for seal in Seal.objects.order_by("day"):
        digest, events = day_digest(seal.day, seal.previous)
        if digest != seal.digest or events != seal.events or seal.previous != previous:
            broken.append(seal.day)
        previous = seal.digest
    return broken
