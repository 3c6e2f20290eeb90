"""Sổ theo dõi biến động cán bộ (shared/offices.md §2.1 no 11): what began and ended in a period
among the posts of units, computed from the dated facts. Reads only.

A period is [first, last], both days included; a post that ends on a day is held until the day
before. Rooms above add what they know of people (sent to study, returned) in `apps.ready()`:

    sources.append(changes_of_training)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_noop

from goc.audit.models import Event
from goc.dated.bulk import portions
from goc.dated.reference import labels
from goc.people.models import Holding

Ended = Holding.Ended
APPOINTED, TERM_ENDED, NOT_SAID = "appointed", "term_ended", "not_said"
SENT, RETURNED = "sent", "returned"
WORDS = {
    APPOINTED: gettext_noop("Bổ nhiệm"),
    Ended.DISMISSED: gettext_noop("Miễn nhiệm"),
    Ended.MOVED: gettext_noop("Điều động"),
    Ended.PROMOTED: gettext_noop("Phát triển"),
    TERM_ENDED: gettext_noop("Hết nhiệm kỳ"),
    Ended.RETIRED: gettext_noop("Nghỉ chế độ"),
    Ended.LEFT: gettext_noop("Thôi việc, chuyển"),
    Ended.DIED: gettext_noop("Từ trần"),
    Ended.UNIT_ENDED: gettext_noop("Đơn vị kết thúc"),
    NOT_SAID: gettext_noop("Chưa rõ lý do"),
    SENT: gettext_noop("Cử đi học"),
    RETURNED: gettext_noop("Đi học về"),
}
LOSSES = tuple(kind for kind in WORDS if kind not in (APPOINTED, SENT, RETURNED))


@dataclass(frozen=True)
class Span:
    """The days of a book, both included, and the units it is about."""

    first: date
    last: date
    units: Collection[int]
    posts: Collection[str] | None = None
    """None: every post."""

    @property
    def eve(self) -> date:
        return self.first - timedelta(days=1)

    def holds(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.last


@dataclass(frozen=True)
class Change:
    """One line: `kind` of WORDS; `what` in words; `born` as it is known."""

    on: date
    kind: str
    person: Any
    unit_id: int
    what: str
    paper: str = ""


@dataclass(frozen=True)
class Counted:
    """What a unit, or all together, had before, gained, lost by kind, and has after; so also those
    away on study.
    """

    opening: int = 0
    changes: Counter[str] = field(default_factory=Counter)
    studying: int = 0

    @property
    def gained(self) -> int:
        return self.changes[APPOINTED]

    @property
    def lost(self) -> int:
        return sum(self.changes[kind] for kind in LOSSES)

    @property
    def closing(self) -> int:
        return self.opening + self.gained - self.lost

    @property
    def studying_after(self) -> int:
        return self.studying + self.changes[SENT] - self.changes[RETURNED]


@dataclass(frozen=True)
class Studies:
    """What a room says of study: the changes of the span, and how many of each unit were away on
    its eve.
    """

    changes: Sequence[Change]
    away: Counter[int]


sources: list[Callable[[Span], Studies]] = []


def posts_of(span: Span) -> QuerySet[Holding]:
    """Held on the eve, or begun in the span."""
    rows = _counted_posts(span).filter(valid_from__lte=span.last)
    rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=span.first))
    return rows.select_related("person", "document").order_by("valid_from", "pk")


def _counted_posts(span: Span) -> QuerySet[Holding]:
    """Acting ones hold no post of their own."""
    rows = Holding.objects.filter(unit__in=span.units, acting=False)
    return rows if span.posts is None else rows.filter(post__in=span.posts)


def changes_of(span: Span) -> list[Change]:
    """By day, then by name."""
    rows = list(posts_of(span))
    papers = _ending_papers(row for row in rows if span.holds(row.valid_to))
    found = [change for row in rows for change in _of_post(row, span, papers)]
    found += [change for source in sources for change in source(span).changes]
    return sorted(found, key=lambda change: (change.on, change.person.sort_key, change.kind))


def _ending_papers(rows: Iterable[Holding]) -> dict[str, str]:
    """The decisions by which posts ended stand in the log: public id → its words."""
    found: dict[str, str] = {}
    for some in portions([str(row.public_id) for row in rows]):
        events = Event.objects.filter(action="close", subject__in=some).order_by("pk")
        found |= {event.subject: event.text for event in events}
    return found


def _of_post(row: Holding, span: Span, papers: Mapping[str, str]) -> Iterator[Change]:
    what = labels("post", as_of=row.valid_from).get(row.post, row.post)
    paper = row.decision or (str(row.document) if row.document else "")
    if span.holds(row.valid_from):
        yield Change(row.valid_from, APPOINTED, row.person, row.unit_id, what, paper)
    if span.holds(row.valid_to):
        assert row.valid_to is not None
        ended = papers.get(str(row.public_id), "")
        yield Change(row.valid_to, ending_of(row), row.person, row.unit_id, what, ended)


def ending_of(row: Holding) -> str:
    """How a post ended: as it is said, else by the term that was over, else not known."""
    if row.ended_by:
        return str(row.ended_by)
    is_term = row.term_until is not None and row.valid_to is not None
    return TERM_ENDED if is_term and row.term_until <= row.valid_to else NOT_SAID


def counted(span: Span, changes: Sequence[Change]) -> dict[int, Counted]:
    """Unit → its line. What it has after is counted from the lines; `closing_posts` counts it from
    the facts.
    """
    opening = Counter(
        posts_of(span).filter(valid_from__lt=span.first).values_list("unit", flat=True)
    )
    away: Counter[int] = Counter()
    for source in sources:
        away += source(span).away
    of_unit: dict[int, Counter[str]] = {}
    for change in changes:
        of_unit.setdefault(change.unit_id, Counter())[change.kind] += 1
    units = {*opening, *away, *of_unit}
    return {u: Counted(opening[u], of_unit.get(u, Counter()), away[u]) for u in units}


def closing_posts(span: Span) -> int:
    """Held at the end of the last day, counted by itself."""
    going_on = Q(valid_to__isnull=True) | Q(valid_to__gt=span.last)
    return _counted_posts(span).filter(going_on, valid_from__lte=span.last).count()


def summed(lines: Collection[Counted]) -> Counted:
    changes: Counter[str] = Counter()
    for line in lines:
        changes += line.changes
    return Counted(
        sum(line.opening for line in lines), changes, sum(line.studying for line in lines)
    )
