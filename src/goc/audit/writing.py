"""The one way events come into the table: their headers, and their values beside them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from itertools import islice
from typing import TypeVar
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from goc.audit.capacity import capacity_of
from goc.audit.inserting import Stored, insert, keys_ahead
from goc.audit.models import Event, Site
from goc.audit.origin import Origin, origin, this_act
from goc.audit.rules import commitment_of, content_of

LONGEST_TEXT = 500
AT_ONCE = 500
INSERT = "INSERT INTO audit_eventvalues (event_id, salt, content) VALUES (%s, %s, %s)"
"""Past the models, which would take as long for it as for the events themselves (ADR 0018)."""
COLUMNS = (
    *("by", "action", "kind", "subject", "unit", "site", "session", "address"),
    *("commitment", "act"),
)
"""Of an event that is prepared; then the salt and the values."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Act:
    """What is to be told. `unit` is the public id of the unit that it concerns, `act` what it was
    done along with; `is_reading`: nothing was changed, and nobody is asked in what capacity;
    `said`: that capacity, where it was asked already.
    """

    by: str
    action: str
    kind: str = ""
    subject: str = ""
    text: str = ""
    before: Mapping[str, object] | None = None
    after: Mapping[str, object] | None = None
    unit: UUID | None = None
    at: datetime = field(default_factory=timezone.now)
    origin: Origin = field(default_factory=origin)
    act: UUID | None = field(default_factory=this_act)
    is_reading: bool = False
    said: str | None = None


@transaction.atomic(savepoint=False)
def write(acts: Sequence[Act]) -> list[Event]:
    """In the order given, with their values, whole or not at all."""
    written: list[Event] = []
    for some in _pieces(acts, AT_ONCE):
        written += _write(some)
    return written


def _pieces(rows: Sequence[T], size: int) -> Iterator[list[T]]:
    left = iter(rows)
    while piece := list(islice(left, size)):
        yield piece


def _write(acts: Sequence[Act]) -> list[Event]:
    sealed = [_sealed(act) for act in acts]
    events = [_event(act, kept) for act, kept in zip(acts, sealed, strict=True)]
    Event.objects.bulk_create(events)
    rows = [
        (event.pk, kept.salt, kept.content)
        for event, kept in zip(events, sealed, strict=True)
        if kept
    ]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(INSERT, rows)
    return events


@dataclass(frozen=True, slots=True)
class _Sealed:
    """The values of an act, and what the header says for them."""

    salt: str
    content: str
    commitment: str


def _sealed(act: Act) -> _Sealed | None:
    said = act.said
    if said is None:
        said = "" if act.is_reading else capacity_of(act.by, act.unit)
    content = content_of(act.text[:LONGEST_TEXT], act.before, act.after, said)
    if not content:
        return None
    salt = os.urandom(16).hex()
    return _Sealed(salt, content, commitment_of(salt, content))


def _event(act: Act, kept: _Sealed | None) -> Event:
    return Event(
        at=act.at,
        by=act.by,
        action=act.action,
        kind=act.kind,
        subject=act.subject,
        unit=act.unit,
        site=this_site(),
        session=act.origin.session,
        address=act.origin.address,
        commitment=kept.commitment if kept else "",
        act=act.act,
    )


@cache
def this_site() -> UUID:
    """The public id of this site; asked of the database once a process."""
    return Site.objects.get_or_create(pk=1)[0].public_id


# --- by the thousand, prepared before their transaction begins


def prepared(act: Act) -> Stored:
    """An event as the database stores it (COLUMNS, salt, content), without its key and its time."""
    kept = _sealed(act) or _Sealed("", "", "")
    return (
        act.by,
        act.action,
        act.kind,
        act.subject,
        act.unit and act.unit.hex,
        this_site().hex,
        act.origin.session,
        act.origin.address,
        kept.commitment,
        act.act and act.act.hex,
        kept.salt,
        kept.content,
    )


def write_prepared(events: Sequence[Stored], at: str) -> None:
    """In the order given, inside the caller's transaction; all of one time (`stored_time`). Keys
    are given only now, for the chain takes events in the order of their keys.
    """
    keys = keys_ahead("audit_event", len(events))
    width = len(COLUMNS)
    headers = ((key, at, *event[:width]) for key, event in zip(keys, events, strict=True))
    insert("audit_event", ("id", "at", *COLUMNS), headers)
    values = ((key, *event[width:]) for key, event in zip(keys, events, strict=True) if event[-1])
    insert("audit_eventvalues", ("event_id", "salt", "content"), values)
