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
from goc.audit.models import Event, Site
from goc.audit.origin import Origin, origin, this_act
from goc.audit.rules import commitment_of, content_of

LONGEST_TEXT = 500
AT_ONCE = 500
INSERT = "INSERT INTO audit_eventvalues (event_id, salt, content) VALUES (%s, %s, %s)"
"""Past the models, which would take as long for it as for the events themselves (ADR 0018)."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Act:
    """What is to be told. `unit` is the public id of the unit that it concerns, `act` what it was
    done along with; `is_reading`: nothing was changed, and nobody is asked in what capacity.
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
