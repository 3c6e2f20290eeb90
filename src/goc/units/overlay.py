"""Laying a catalogue's rows over those a site already has. Pure: rows are tuples of values with a
period.

The catalogue is right between its first and its last day. A row of the first day means "already
there", so what the site knows from before stays; what the site has begun after the catalogue's last
day stays too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple


class Fact(NamedTuple):
    """Values of one dated row, `[start, end)`; two facts side by side with equal values are one."""

    start: date
    end: date | None
    values: tuple[object, ...]


def merge(facts: list[Fact]) -> list[Fact]:
    """Joins neighbours with the same values; facts are in order and apart."""
    merged: list[Fact] = []
    for fact in facts:
        if merged and merged[-1].end == fact.start and merged[-1].values == fact.values:
            merged[-1] = merged[-1]._replace(end=fact.end)
        else:
            merged.append(fact)
    return merged


def lay_over(catalogue: list[Fact], existing: list[Fact], *, first: date, last: date) -> list[Fact]:
    """What shall stand: the catalogue from `first` to `last` (both included), around it what the
    site had.
    """
    if not catalogue:
        return existing
    facts = list(catalogue)
    if facts[0].start <= first:
        facts = [*_until(first, existing), *facts]
    if facts[-1].end is None:
        change = _first_change_after(last, existing)
        facts[-1] = facts[-1]._replace(end=change)
        facts += [fact for fact in existing if fact.start > last]
    return merge(facts)


def _until(day: date, facts: list[Fact]) -> Iterator[Fact]:
    """What began before a day, cut off there."""
    for fact in facts:
        if fact.start < day:
            yield fact._replace(end=min(fact.end or day, day))


def _first_change_after(day: date, facts: list[Fact]) -> date | None:
    """The first day after it on which one of the facts begins or ends."""
    days = (changed for fact in facts for changed in (fact.start, fact.end))
    return min((changed for changed in days if changed and changed > day), default=None)
