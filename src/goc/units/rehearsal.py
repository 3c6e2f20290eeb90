"""What an act on units would hand over, or taking one back would undo: tried out in a transaction
that is rolled back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.functional import Promise

from goc.accounts.models import User
from goc.audit.models import Event
from goc.dated.undoing import Kind, Write, label_of
from goc.units import endings
from goc.units.access import scope_of
from goc.units.endings import Ending, Left, Waiting

HANDING = ("units.reorganised", "units.close")
"""The events that tell what the end of units came to."""
SHOWN = 20


@dataclass(frozen=True)
class Outcome:
    """Records of one kind: how many end, pass on and wait; `left`: the first of those that wait."""

    label: str | Promise
    ended: int
    passed: int
    waiting: int
    left: list[Left] = field(default_factory=list)


@dataclass(frozen=True)
class Rehearsal:
    outcomes: list[Outcome]

    @property
    def waiting(self) -> list[Outcome]:
        return [outcome for outcome in self.outcomes if outcome.left]


def rehearse(act: Callable[[], Any], *, user: User, on: date, today: date) -> Rehearsal:
    """Does the act, looks, and undoes it. `on`: its day; the worklists are those of that day, when
    it is still to come. Raises what the act raises.
    """
    day = max(on, today)
    before = _waiting(user, day)
    with transaction.atomic():
        act()
        counts = _counts(user)
        outcomes = [_outcome(e, counts, before, user, day) for e in endings.registry]
        transaction.set_rollback(True)
    return Rehearsal([o for o in outcomes if o.ended or o.passed or o.waiting])


@dataclass(frozen=True)
class Undone:
    """Rows of one kind that taking an act back would remove, put back as they were, bring back."""

    label: str
    made: int
    changed: int
    gone: int


def rehearse_taking_back(act: Callable[[], Sequence[Write]]) -> list[Undone]:
    """Takes the act back, looks, and undoes it. Raises what the act raises."""
    with transaction.atomic():
        writes = act()
        transaction.set_rollback(True)
    rows: dict[str, dict[str, Kind]] = {}
    for write in writes:  # newest first: what the oldest write of a row did is what counts
        rows.setdefault(label_of(write.model), {})[write.subject] = write.kind
    tallies = {label: Counter(kinds.values()) for label, kinds in rows.items()}
    return [
        Undone(label, tally[Kind.MADE], tally[Kind.CHANGED], tally[Kind.GONE])
        for label, tally in tallies.items()
    ]


def _counts(user: User) -> dict[str, dict[str, int]]:
    """Of the event that the act just wrote; others may act meanwhile."""
    event = Event.objects.filter(action__in=HANDING, by=str(user)).first()
    assert event is not None
    return dict(event.after["endings"])


def _waiting(user: User, day: date) -> dict[str, set[int]]:
    """The rows on each worklist on a day."""
    scope = scope_of(user, today=day)
    return {
        ending.name: {row.pk for row in ending.waiting.rows(user, scope, day)}
        for ending in endings.registry
        if ending.waiting is not None
    }


def _outcome(
    ending: Ending,
    counts: dict[str, dict[str, int]],
    before: dict[str, set[int]],
    user: User,
    day: date,
) -> Outcome:
    tally = counts.get(ending.name, {})
    left = _new_lines(ending.waiting, before[ending.name], user, day) if ending.waiting else []
    waiting = max(tally.get("left", 0), len(left))
    return Outcome(
        ending.label, tally.get("ended", 0), tally.get("passed", 0), waiting, left[:SHOWN]
    )


def _new_lines(waiting: Waiting, before: set[int], user: User, day: date) -> list[Left]:
    scope = scope_of(user, today=day)
    new = [row for row in waiting.rows(user, scope, day) if row.pk not in before]
    return waiting.lines(new, scope, day) if new else []
