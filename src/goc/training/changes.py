"""What training adds to the sổ theo dõi biến động cán bộ: sent to study, returned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.db.models import Q

from goc.people.changes import RETURNED, SENT, Change, Span, Studies
from goc.training.models import Enrolment


def changes_of_training(span: Span) -> Studies:
    """By the unit that sent them. Who ends on a day is away until the day before."""
    rows = Enrolment.objects.filter(unit__in=span.units, entered_on__lte=span.last)
    rows = rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=span.first))
    seen = list(rows.select_related("person", "course").order_by("pk"))
    away = Counter(row.unit_id for row in seen if row.entered_on < span.first)
    return Studies([change for row in seen for change in _of(row, span)], away)


def _of(row: Enrolment, span: Span) -> Iterator[Change]:
    about = (row.person, row.unit_id)
    if span.holds(row.entered_on):
        yield Change(row.entered_on, SENT, *about, row.course.name, row.sending_decision)
    if span.holds(row.ended_on):
        assert row.ended_on is not None
        outcome = Enrolment.Outcome(row.outcome).label.lower()
        yield Change(row.ended_on, RETURNED, *about, f"{row.course.name}, {outcome}")
