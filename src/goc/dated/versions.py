"""The version of records that a form was drawn from: whether somebody changed them since, and who.

`Watched` is what `goc.web.forms` asks; a room makes one for each form that changes a record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from goc.audit.models import Event
from goc.dated.models import Record
from goc.lib.canonical import canonical, digest

Told = Callable[[Event], str]


class Watched:
    """`rows` as they are shown now; `again` reads them anew from the database. `owner` is locked
    while it is compared and written. `replaces`: the form was filled from the rows and writes all
    of it back, so that it is refused without a version.
    """

    def __init__(
        self,
        owner: Record,
        rows: Iterable[Record],
        again: Callable[[], Iterable[Record]],
        *,
        told: Told = lambda event: event.action,
        replaces: bool = False,
    ) -> None:
        self.owner, self.again, self.told, self.replaces = owner, again, told, replaces
        self.rows = list(rows)

    def version(self) -> str:
        """Of what is shown: a digest, and the newest event until now."""
        newest = Event.objects.order_by("-id").values_list("id", flat=True).first()
        return f"{_digest(self.rows)}.{newest or 0}"

    def is_current(self, version: str) -> bool:
        """Whether the records are still those of that version; call inside the transaction that
        writes them.
        """
        rows = type(self.owner)._default_manager
        rows.select_for_update().filter(pk=self.owner.pk).first()
        return version.partition(".")[0] == _digest(self.again())

    def changes_since(self, version: str) -> list[Event]:
        """What was done to the records after that version, oldest first; nobody's reading."""
        subjects = [str(row.public_id) for row in [*self.rows, *self.again()]]
        since = version.partition(".")[2]
        events = Event.objects.filter(subject__in=subjects, id__gt=int(since or 0))
        return [event for event in events.order_by("id") if event.before != event.after]


def _digest(rows: Iterable[Record]) -> str:
    return digest(canonical([_values(row) for row in rows]))[:32]


def _values(row: Record) -> list[Any]:
    return [row.record_kind(), *(getattr(row, f.attname) for f in row._meta.concrete_fields)]
