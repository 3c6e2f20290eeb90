"""Reading the log: the log itself, a record's history, headers in the order of the chain, its head."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import reduce
from operator import or_
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from goc.audit.models import Event, EventValues, Link, Seal
from goc.audit.rules import Header, Run, runs_of

HEADER = (
    "id",
    "at",
    "by",
    "action",
    "kind",
    "subject",
    "unit",
    "site",
    "session",
    "address",
    "commitment",
    "act",
)
AT_ONCE = 100
"""Conditions in one question: SQLite knows no more than some hundred in a row."""


def history(subject: object) -> QuerySet[Event]:
    """Events of one record, newest first."""
    return Event.objects.filter(subject=str(subject))


def events_of(act: UUID) -> list[Event]:
    """All that one act wrote, oldest first."""
    return list(Event.objects.filter(act=act).order_by("id"))


def acts_on(subjects: Collection[str]) -> list[UUID]:
    """The acts that wrote any of these records, newest first."""
    newest: dict[UUID, int] = {}
    for some in _some(subjects):
        rows = Event.objects.filter(subject__in=some, act__isnull=False).order_by()
        for act, id_ in rows.values_list("act", "id"):
            assert act is not None
            newest[act] = max(id_, newest.get(act, 0))
    return sorted(newest, key=lambda act: newest[act], reverse=True)


def last_seal() -> Seal | None:
    return Seal.objects.order_by("id").last()


def last_link() -> Link | None:
    return Link.objects.order_by("position").last()


def digest_at(position: int) -> str | None:
    """Of the link at that place of the chain; None when there is none."""
    return Link.objects.filter(position=position).values_list("digest", flat=True).first()


def unsettled_links() -> list[Link]:
    """Oldest first."""
    return list(Link.objects.filter(settled=False))


def links_with_late(*, after: int = 0) -> QuerySet[Link]:
    """Those after a position that name events of earlier gaps, oldest first."""
    return Link.objects.filter(position__gt=after).exclude(late=[])


def headers_after(id_: int, *, most: int) -> list[Header]:
    rows = Event.objects.filter(id__gt=id_).order_by("id")
    return [Header(*row) for row in rows.values_list(*HEADER)[:most]]


def headers_among(runs: list[Run], *, most: int) -> list[Header]:
    """Those there are, by id."""
    found: list[Header] = []
    for some in _pieces(runs):
        rows = Event.objects.filter(_in(some)).order_by("id").values_list(*HEADER)
        found += [Header(*row) for row in rows[: most - len(found)]]
    return found


def _pieces(runs: list[Run]) -> Iterator[list[Run]]:
    for start in range(0, len(runs), AT_ONCE):
        yield runs[start : start + AT_ONCE]


def _in(runs: list[Run]) -> Q:
    return reduce(or_, (Q(id__range=run) for run in runs))


# --- whose values an event holds


def events_about(subject: str, *, kind: str) -> list[int]:
    """Ids of the events whose values tell of a record: its own, those whose values name it, and all
    events of the records these are about (a post names its person, a certificate the enrolment).
    Another record of the same kind that names it keeps its other events. Looks through all values;
    oldest first.
    """
    known: set[str] = set()
    new, found = {subject}, set[int]()
    while new:
        known |= new
        rows = [*_of(new), *_naming(new)]
        found |= {row.id for row in rows}
        new = {row.subject for row in rows if row.subject and row.kind != kind} - known
    kept = EventValues.objects.order_by("event_id").values_list("event_id", flat=True)
    return [id_ for id_ in kept.iterator() if id_ in found]


class _About(NamedTuple):
    """An event, and the record it is of."""

    id: int
    subject: str
    kind: str


def _of(subjects: Iterable[str]) -> Iterator[_About]:
    for some in _some(subjects):
        rows = Event.objects.filter(subject__in=some).order_by()
        yield from map(_About._make, rows.values_list("id", "subject", "kind"))


def _naming(subjects: Iterable[str]) -> Iterator[_About]:
    for some in _some(subjects):
        names = reduce(or_, (Q(content__contains=f'"{subject}"') for subject in some))
        rows = EventValues.objects.filter(names).order_by()
        yield from map(_About._make, rows.values_list("event_id", "event__subject", "event__kind"))


def _some(subjects: Iterable[str]) -> Iterator[list[str]]:
    left = sorted(subjects)
    for start in range(0, len(left), AT_ONCE):
        yield left[start : start + AT_ONCE]


def actions_of(events: list[int]) -> Iterator[str]:
    """What was done, an action an event."""
    for some in _pieces(runs_of(events)):
        yield from Event.objects.filter(_in(some)).values_list("action", flat=True)
