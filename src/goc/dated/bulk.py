"""Many closings and openings of dated rows at once, each with the event it would have had alone.

For acts that touch thousands of rows (a catalogue ends communes); one row at a time is `actions`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any, TypeVar

from django.utils import timezone

from goc.audit.writing import Act, write
from goc.dated.actions import check_period, values_of
from goc.dated.models import Dated

MANY = 2000
V = TypeVar("V")
Ending = tuple[type[Dated], date, tuple[tuple[str, Any], ...]]


class Batch:
    """Gathers changes; `write` does them inside the caller's transaction, closings first.

    Whoever opens a row here answers for its period being free: the database refuses an overlap,
    but without a sentence.
    """

    def __init__(self, *, by: object, text: str = "") -> None:
        self.by, self.text = by, text
        self.closed: dict[Ending, list[int]] = defaultdict(list)
        self.opened: dict[type[Dated], list[Any]] = defaultdict(list)
        self.acts: list[Act] = []

    def close(self, row: Dated, *, on: date, **last: Any) -> None:
        """Ends a row on a day: one that was open, or had a later end."""
        action = "close" if row.valid_to is None else "correct"
        before = values_of(row)
        row.valid_to = on
        for name, value in last.items():
            setattr(row, name, value)
        check_period(row)
        self.closed[type(row), on, tuple(last.items())].append(row.pk)
        self._tell(row, action, before)

    def open(self, row: Dated) -> None:
        check_period(row)
        self.opened[type(row)].append(row)
        self._tell(row, "open", {})

    def _tell(self, row: Dated, action: str, before: dict[str, Any]) -> None:
        self.acts.append(
            Act(
                by=str(self.by),
                action=action,
                kind=row.record_kind(),
                subject=str(row.public_id),
                text=self.text,
                before=before,
                after=values_of(row),
                unit=row.concerns,
            )
        )

    def write(self) -> None:
        now = timezone.now()
        for (model, on, last), ids in self.closed.items():
            for some in portions(ids):
                rows = model._default_manager.filter(pk__in=some)
                rows.update(valid_to=on, changed_at=now, **dict(last))
        for model, made in self.opened.items():
            model._default_manager.bulk_create(made, MANY)
        write(self.acts)


def portions(values: list[V]) -> Iterator[list[V]]:
    """So many at a time that a statement's parameters suffice on any database."""
    return (values[i : i + MANY] for i in range(0, len(values), MANY))
