"""Writing events and sealing days."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from goc.audit.models import Event, Seal
from goc.audit.queries import digest_of, last_seal, newest_settled, runs
from goc.audit.spool import drain, torn_files
from goc.lib.canonical import plain

AFTER_MIDNIGHT = timedelta(minutes=5)
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


def drop_torn(*, by: object) -> int:
    """Keeps what is left of each piece in an event, then removes its file; how many."""
    torn = torn_files()
    for path in torn:
        piece = path.read_bytes().decode(errors="replace").replace("\0", "�")
        record(by=by, action="audit.drop_torn", text=f"Phần ghi dở {path.stem}: {piece}")
        path.unlink()
    return len(torn)


def seal_days() -> list[Seal]:
    """Seals what was written before today and is not sealed yet: one seal a run of events of one
    local day, oldest first.
    """
    drain()
    last = last_seal()
    after, previous = (last.last_id, last.digest) if last else (0, "")
    until = newest_settled(after=after, before=_midnight())
    made = []
    for day, last_id in runs(after=after, until=until):
        digest, events = digest_of(after + 1, last_id, previous)
        seal = Seal(
            day=day,
            first_id=after + 1,
            last_id=last_id,
            events=events,
            digest=digest,
            previous=previous,
        )
        made.append(seal)
        after, previous = last_id, digest
    try:
        with transaction.atomic():
            return Seal.objects.bulk_create(made)
    except IntegrityError:  # somebody sealed the same run meanwhile
        return []


def _midnight() -> datetime:
    """The beginning of today; for the first minutes of a day, of yesterday: readings of the last
    minute come a little later.
    """
    now = timezone.localtime(timezone.now() - AFTER_MIDNIGHT)
    return now.replace(hour=0, minute=0, second=0, microsecond=0)
