"""What hangs on a unit ends with it, passes to its heir, or waits for people: one mechanism for
reorganisations, closings and the loader.

A room registers an `Ending` in `apps.ready()` for each kind of record that it hangs on units; this
room knows none of them. `hand_over` runs all of them in the transaction that ended the units.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.functional import Promise

from goc.accounts.models import User
from goc.dated.bulk import Batch, portions
from goc.units.access import Scope
from goc.units.lives import Heirs
from goc.units.models import Unit


@dataclass
class Tally:
    """Records of one kind that ended with their unit, passed to its heir, or were left as they are
    for people to settle.
    """

    ended: int = 0
    passed: int = 0
    left: int = 0

    def as_json(self) -> dict[str, int]:
        return {"ended": self.ended, "passed": self.passed, "left": self.left}


@dataclass(frozen=True)
class Gone:
    """The ended units of one act, each with the day it no longer is, and their heirs; who acts, on
    what paper.
    """

    heirs: Heirs
    ends: dict[int, date]
    by: object
    text: str

    def batch(self) -> Batch:
        return Batch(by=self.by, text=self.text)

    def outliving(self, rows: QuerySet[Any], column: str = "unit") -> Iterator[tuple[Any, date]]:
        """Rows of these units that would last beyond them, each with the day the unit ended."""
        first = min(self.ends.values())
        rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=first))
        for some in portions(list(self.ends)):
            for row in rows.filter(**{f"{column}__in": some}):
                end = self.ends[getattr(row, f"{column}_id")]
                if row.valid_to is None or row.valid_to > end:
                    yield row, end

    def end_all(self, rows: QuerySet[Any], column: str = "unit", **last: Any) -> Tally:
        """Ends every row with its unit; one begun when the unit had ended already is left."""
        batch, tally = self.batch(), Tally()
        for row, end in self.outliving(rows, column):
            if row.valid_from < end:
                batch.close(row, on=end, **last)
                tally.ended += 1
            else:
                tally.left += 1
        batch.write()
        return tally


@dataclass(frozen=True, slots=True)
class Left:
    """A record that waits for people, as a line of the worklist; `on` is the day its unit ended,
    `offers` in words who may take over. `href`: its page; `act`: the form that settles it.
    """

    what: str
    unit: str
    on: date | None
    offers: str
    href: str = ""
    act: str = ""


@dataclass(frozen=True)
class Offer:
    """What the common form asks about one record: which of `units` take it over (none: nobody).

    `value`, where it is not None, is typed too: a length that nobody can split but people.
    """

    what: str
    question: str
    units: list[Unit]
    as_of: date
    value: str | None = None


@dataclass(frozen=True)
class Settling:
    """The common form of one kind of record: `offer` for a public id (raises HiddenError out of
    scope, ForbiddenError for who only reads) and `settle` by the chosen units and value.
    """

    offer: Callable[[User, UUID, date], Offer]
    settle: Callable[[User, UUID, list[Unit], str, date], object]


@dataclass(frozen=True)
class Waiting:
    """How what is left of one kind is listed: `rows` are all that wait within a scope (a queryset
    or a list), `lines` says some of them.
    """

    rows: Callable[[User, Scope, date], QuerySet[Any] | Sequence[Any]]
    lines: Callable[[Sequence[Any], Scope, date], list[Left]]
    settling: Settling | None = None


@dataclass(frozen=True)
class Ending:
    """`name` is the key in JSON, `label` what the records are called."""

    name: str
    label: str | Promise
    hand_over: Callable[[Gone], Tally]
    waiting: Waiting | None = field(default=None)


registry: list[Ending] = []


def register(*endings: Ending) -> None:
    registry.extend(endings)


def hand_over(units: Iterable[int], *, by: object, text: str = "") -> dict[str, Tally]:
    """Runs every ending for the units that have ended, whatever day; a second time changes nothing.

    Call it inside the transaction that ended them, when their lineage is written.
    """
    heirs = Heirs(units)
    ends = {unit: life.end for unit, life in heirs.lives.items() if life.end is not None}
    gone = Gone(heirs, ends, by, text)
    return {ending.name: ending.hand_over(gone) for ending in registry} if ends else {}


def count_of(rows: QuerySet[Any] | Sequence[Any]) -> int:
    return rows.count() if isinstance(rows, QuerySet) else len(rows)


def changed(tallies: dict[str, Tally]) -> bool:
    return any(tally.ended or tally.passed for tally in tallies.values())
