"""Reading the log: the log itself, a record's history, a day's digest, whether the seals still
fit.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime

from django.db import OperationalError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from goc.audit.models import Event, Seal
from goc.lib.canonical import canonical


def history(subject: object) -> QuerySet[Event]:
    """Events of one record, newest first."""
    return Event.objects.filter(subject=str(subject))


def last_seal() -> Seal | None:
    return Seal.objects.order_by("id").last()


def newest_settled(*, after: int, before: datetime) -> int:
    """The id of the newest event written before that moment; no event with a lower id can still
    appear. `after`: what is known; returned when there is none newer, or none can be settled now.

    SQLite gives ids in the order of commits. On PostgreSQL a slow transaction may hold a lower id
    than one that is done: the table is closed to writers for a moment, so that every id given so
    far is there or never will be.
    """
    newer = Event.objects.filter(id__gt=after, at__lt=before).order_by("-id")
    if connection.vendor != "postgresql" or not newer.exists():
        return newer.values_list("id", flat=True).first() or after
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = 1000")
            cursor.execute('LOCK TABLE "audit_event" IN SHARE MODE')
            return newer.values_list("id", flat=True).first() or after
    except OperationalError:  # somebody writes for long: the next sealing covers it
        return after


def runs(*, after: int, until: int) -> list[tuple[date, int]]:
    """The events between two ids (the first left out) as runs of one local day: the day, and the
    id of the run's last event.
    """
    rows = Event.objects.filter(id__gt=after, id__lte=until).order_by("id")
    found: list[tuple[date, int]] = []
    for id_, at in rows.values_list("id", "at").iterator():
        day = timezone.localdate(at)
        if found and found[-1][0] == day:
            found.pop()
        found.append((day, id_))
    return found


def digest_of(first_id: int, last_id: int, previous: str) -> tuple[str, int]:
    """SHA-256 over the events from one id to another in order, begun with the digest of the seal
    before; and how many.
    """
    state, count = hashlib.sha256(previous.encode()), 0
    rows = Event.objects.filter(id__gte=first_id, id__lte=last_id).order_by("id")
    for row in rows.values(
        "id", "at", "by", "action", "kind", "subject", "text", "before", "after"
    ).iterator():
        state.update(canonical({**row, "at": row["at"].astimezone(UTC)}))
        count += 1
    return state.hexdigest(), count


def broken_seals() -> list[date]:
    """Days of the seals whose events no longer give the digest, or where the chain is cut."""
    broken: dict[date, None] = {}
    previous, last_id = "", 0
    for seal in Seal.objects.order_by("id"):
        digest, events = digest_of(seal.first_id, seal.last_id, seal.previous)
        now = (digest, events, previous, last_id + 1)
        if now != (seal.digest, seal.events, seal.previous, seal.first_id):
            broken[seal.day] = None
        previous, last_id = seal.digest, seal.last_id
    return list(broken)
