"""Writing events and sealing days."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from goc.audit.models import Event, Seal
from goc.audit.queries import day_digest
from goc.lib.canonical import plain

MANY = 1000


def _plain(values: Mapping[str, object]) -> Any:
    return json.loads(json.dumps(values, default=plain))


def event_of(
    *,
    by: object,
    action: str,
    kind: str = "",
    subject: object = "",
    text: str = "",
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> Event:
    """An event not yet written; `by` is the acting user (its login is kept)."""
    return Event(
        by=str(by),
        action=action,
        kind=kind,
        subject=str(subject),
        text=text[:500],
        before=_plain(before or {}),
        after=_plain(after or {}),
    )


def record(
    *,
    by: object,
    action: str,
    kind: str = "",
    subject: object = "",
    text: str = "",
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> Event:
    """One event; call it inside the transaction of the change."""
    event = event_of(
        by=by, action=action, kind=kind, subject=subject, text=text, before=before, after=after
    )
    event.save()
    return event


def record_many(events: Iterable[Event]) -> None:
    """Events of `event_of`, in their order, in few statements; inside the transaction too."""
    Event.objects.bulk_create(events, MANY)


@transaction.atomic
def seal_days(*, before: date | None = None) -> list[Seal]:
    """Seals every day with events that is over and not sealed yet, oldest first."""
    end = before or timezone.localdate()
    last = Seal.objects.aggregate(day=Max("day"))["day"]
    first = Event.objects.order_by("id").values_list("at", flat=True).first()
    if first is None:
        return []
    day = last + timedelta(days=1) if last else timezone.localdate(first)
    made = []
    while day < end:
        previous = Seal.objects.order_by("-day").values_list("digest", flat=True).first() or ""
        digest, events = day_digest(day, previous)
        if events:
            made.append(
                Seal.objects.create(day=day, events=events, digest=digest, previous=previous)
            )
        day += timedelta(days=1)
    return made
