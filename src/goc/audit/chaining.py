"""The chainer: links what was written, outside the writers' transactions, a batch at a time.

Nobody waits for it, and it needs no lock: whoever computed a link that somebody else has written
meanwhile finds its position taken.

SQLite gives ids in the order of commits. PostgreSQL gives them before: an id that is not there yet
may come when its transaction ends. It is written down as a gap, and looked for until every
transaction of that time is over; what came is named by a later link.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile

from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils import timezone

from goc.audit.models import Link
from goc.audit.patience import impatient
from goc.audit.queries import (
    headers_after,
    headers_among,
    last_link,
    links_with_late,
    unsettled_links,
)
from goc.audit.rules import Batch, Header, Run, digest_of, gaps_between, runs_of, without

BATCH = 1000


def link_events(*, seconds: float = float("inf")) -> int:
    """Links all that is there; how many events. Ends early when another chainer or a long writer is
    at it, or after so many seconds: the next turn goes on.
    """
    linked, until = 0, time.monotonic() + seconds
    while time.monotonic() < until:
        events = _turn()
        if not events:
            break
        linked += events
    return linked


def _turn() -> int:
    """One link; how many events it holds."""
    last, waiting, moment = last_link(), unsettled_links(), _moment()
    late = headers_among(open_gaps(waiting), most=BATCH)
    fresh = headers_after(last.last_id if last else 0, most=BATCH - len(late))
    link = _link(last, late, fresh) if late or fresh else None
    done = (
        [link.pk for link in waiting if moment.is_past(link.horizon)] if len(late) < BATCH else []
    )
    if not link and not done:
        return 0
    return link.events if _written(link, done) and link else 0


def _written(link: Link | None, settled: list[int]) -> bool:
    try:
        with impatient(), transaction.atomic():
            if link:
                link.save(force_insert=True)
            Link.objects.filter(pk__in=settled).update(settled=True)
    except (IntegrityError, OperationalError):  # the position is taken, or somebody writes
        return False
    return True


def _link(last: Link | None, late: list[Header], fresh: list[Header]) -> Link:
    fresh = list(takewhile(_same_day(fresh), fresh))
    first_id = last.last_id + 1 if last else 1
    last_id = fresh[-1].id if fresh else first_id - 1
    headers = [*late, *fresh]
    batch = Batch(
        position=last.position + 1 if last else 1,
        previous=last.digest if last else "",
        first_id=first_id,
        last_id=last_id,
        gaps=gaps_between(first_id, last_id, (header.id for header in fresh)),
        late=runs_of(header.id for header in late),
        events=len(headers),
    )
    return Link(
        **vars(batch),
        digest=digest_of(batch, headers),
        day=timezone.localdate(headers[-1].at),
        horizon=_moment().next,
        settled=connection.vendor == "sqlite" or not batch.gaps,
    )


def _same_day(headers: list[Header]) -> Callable[[Header], bool]:
    """A link is of one local day, so that a seal is."""
    day = timezone.localdate(headers[0].at) if headers else None
    return lambda header: timezone.localdate(header.at) == day


def open_gaps(waiting: list[Link]) -> list[Run]:
    """The ids that may still come: gaps of the links that are not settled, less what came."""
    if not waiting:
        return []
    gaps = [(first, last) for link in waiting for first, last in link.gaps]
    came = [
        (first, last)
        for link in links_with_late(after=waiting[0].position)
        for first, last in link.late
    ]
    return without(gaps, came)


@dataclass(frozen=True)
class Moment:
    """Transactions before `oldest` are over; `next` has not begun. On SQLite all are over."""

    oldest: int
    next: int

    def is_past(self, horizon: int) -> bool:
        """Whether what began before the horizon is over; one beyond `next` is another server's."""
        return horizon <= self.oldest or horizon > self.next


def _moment() -> Moment:
    if connection.vendor != "postgresql":
        return Moment(0, 0)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_snapshot_xmin(s)::text::bigint, pg_snapshot_xmax(s)::text::bigint "
            "FROM pg_current_snapshot() AS s"
        )
        oldest, next_ = cursor.fetchone()
    return Moment(oldest, next_)
