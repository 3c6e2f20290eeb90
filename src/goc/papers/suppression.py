"""Which cells of a table must be hidden so that no count of 1 to 4 persons can be worked out.

Every small count gets a *witness*: a move that adds or takes one here and there, so that another
table of whole numbers, none below 1, keeps every number shown and every sum the reader knows. All
cells of the move are hidden, so each hidden cell could as well have another value: nothing follows
from rows, columns or their sums. A percentage is hidden with the counts it is made of. Known sums:
totals and groups, column formulas, declared checks, and head groups that add up to an earlier
column on every row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from operator import itemgetter

from goc.papers.grid import Spot, spots, summed_rows
from goc.papers.grid import places as columns_of
from goc.papers.model import Head, Table, leaves

SMALLEST_SHOWN = 5

Place = tuple[int, int]
"""(row, column)"""
Counts = dict[Place, int]
Sum = tuple[Place, ...]
"""Places whose first number is the sum of the others."""
Move = dict[Place, int]
"""A change of one up or down in some cells."""

LONGEST = (4, 6, 8)
"""Cells in a move: first look for short ones."""
TRIES = 3000


def suppressed(table: Table) -> set[Place]:
    """Empty for tables that do not count people."""
    counts = counts_of(table) if table.people else {}
    ledger = _Ledger.of(counts, known_sums(table, counts))
    small = {place for place, value in counts.items() if 0 < value < SMALLEST_SHOWN}
    hidden: set[Place] = set()
    for place in sorted(small):
        if place not in hidden:
            # Without a move all that is not nought is hidden: then twice every number is a table
            # too.
            hidden |= set(_cheapest(place, hidden | small, ledger) or ledger.not_nought)
    return hidden | _percentages(table, hidden)


@dataclass(frozen=True)
class _Ledger:
    """The counts of a table, the sums a reader knows, and in which of them each place stands."""

    counts: Counts
    sums: Sequence[Sum]
    standing: Mapping[Place, Sequence[int]]

    @staticmethod
    def of(counts: Counts, sums: Sequence[Sum]) -> _Ledger:
        standing: dict[Place, list[int]] = defaultdict(list)
        for number, places in enumerate(sums):
            for place in places:
                standing[place].append(number)
        return _Ledger(counts, sums, dict(standing))

    @property
    def not_nought(self) -> set[Place]:
        return {place for place, value in self.counts.items() if value}

    def may_change(self, place: Place, step: int) -> bool:
        """A nought stays one, and no count becomes one."""
        count = self.counts[place]
        return min(count, count + step) >= 1

    def totals(self, place: Place) -> int:
        """Of how many sums the place is the total."""
        return sum(self.sums[number][0] == place for number in self.standing.get(place, ()))

    def first_upset(self, move: Move) -> tuple[Sum, int] | None:
        """The first sum a move upsets, and by how much its total is then too large."""
        touched = sorted({number for place in move for number in self.standing.get(place, ())})
        upset = ((self.sums[number], self._upset(self.sums[number], move)) for number in touched)
        return next(filter(itemgetter(1), upset), None)

    @staticmethod
    def _upset(places: Sum, move: Move) -> int:
        whole, *parts = places
        return move.get(whole, 0) - sum(move.get(part, 0) for part in parts)


def counts_of(table: Table) -> Counts:
    """The whole numbers that count something: no percentages."""
    counting = (spot for spot in spots(table) if not _is_percentage(spot))
    numbers = ((spot.place, spot.cell.value) for spot in counting)
    return {place: value for place, value in numbers if isinstance(value, int)}


def _is_percentage(spot: Spot) -> bool:
    return spot.row.kind == "percent" or spot.head.decimals > 0 or _op(spot.head) == "percent"


def _op(head: Head) -> str:
    return head.formula.op if head.formula else ""


def known_sums(table: Table, counts: Counts) -> list[Sum]:
    """A cell without a number counts as nought; a sum that does not hold tells
    the reader nothing.
    """
    sums = [*_down(table), *_across(table, counts)]
    kept = (tuple(place for place in s if place in counts) for s in sums if s[0] in counts)
    return [s for s in dict.fromkeys(kept) if counts[s[0]] == sum(counts[place] for place in s[1:])]


def _down(table: Table) -> Iterator[Sum]:
    """What totals and groups sum, column by column."""
    columns = range(len(leaves(table.heads)))
    for row in range(len(table.rows)):
        if below := summed_rows(table, row):
            for column in columns:
                yield ((row, column), *((other, column) for other in below))


def _across(table: Table, counts: Counts) -> Iterator[Sum]:
    """What holds on every row: formulas, declared checks, groups that are seen to add up."""
    place = columns_of(table)
    named = [*_by_formula(table), *table.checks]
    columns = [(place[whole], [place[part] for part in parts]) for whole, parts in named]
    columns += _guessed(table, counts)
    for row in range(len(table.rows)):
        for whole, parts in columns:
            yield ((row, whole), *((row, part) for part in parts))


def _by_formula(table: Table) -> list[tuple[str, tuple[str, ...]]]:
    """(whole, parts) by label: a difference says that its first is the sum of it and the others."""
    formulas = [(head.label, head.formula) for head in leaves(table.heads) if head.formula]
    named = [(label, formula.op, formula.of) for label, formula in formulas if label]
    sums = [(label, of) for label, op, of in named if op == "sum"]
    return sums + [(of[0], (label, *of[1:])) for label, op, of in named if op == "difference"]


def _guessed(table: Table, counts: Counts) -> Iterator[tuple[int, list[int]]]:
    """Head groups that add up to a column before them on every row: the reader sees that too."""
    for parts in _groups(table.heads, 0):
        for whole in range(parts[0]):
            if _adds_up(whole, parts, len(table.rows), counts):
                yield whole, parts


def _adds_up(whole: int, parts: list[int], rows: int, counts: Counts) -> bool:
    """On every row where the whole is a number, and on one at least."""
    held = [row for row in range(rows) if (row, whole) in counts]
    sums = [sum(counts.get((row, part), 0) for part in parts) for row in held]
    return sums != [] and sums == [counts[row, whole] for row in held]


def _groups(heads: Sequence[Head], column: int) -> Iterator[list[int]]:
    for head in heads:
        width = len(leaves((head,)))
        if head.children:
            yield list(range(column, column + width))
            yield from _groups(head.children, column)
        column += width


def _cheapest(place: Place, hidden: set[Place], ledger: _Ledger) -> Move | None:
    """The move through `place` that hides the fewest further cells, of those few totals, of those
    small numbers.
    """

    def cost(move: Move) -> tuple[int, int, int]:
        new = move.keys() - hidden
        totals, counts = sum(map(ledger.totals, new)), sum(ledger.counts[p] for p in new)
        return len(new), totals, counts

    starts: list[Move] = [{place: 1}, {place: -1}] if ledger.counts[place] > 1 else [{place: 1}]
    for longest in LONGEST:
        tried = (islice(_balanced(start, longest, ledger), TRIES) for start in starts)
        if moves := list(chain.from_iterable(tried)):
            return min(moves, key=cost)
    return None


def _balanced(move: Move, longest: int, ledger: _Ledger) -> Iterator[Move]:
    """Grows the move, at the first sum it upsets, by a cell that sets the sum right, until no sum
    is upset.
    """
    found = ledger.first_upset(move)
    if found is None:
        yield move
        return
    places, upset = found
    if len(move) == longest or abs(upset) > 1:
        return
    for place in places:
        step = -upset if place == places[0] else upset
        if place not in move and ledger.may_change(place, step):
            yield from _balanced(move | {place: step}, longest, ledger)


def _percentages(table: Table, hidden: set[Place]) -> set[Place]:
    """Those made of a hidden count; where no formula says of what, those on a row with a hidden
    count.
    """
    told = (made for made in _made_of(table, hidden) if made.of & hidden)
    return {made.spot.place for made in told if made.spot.cell.value is not None}


SUMS = ("total", "group")
"""Of which a row of percentages below is made: the nearest above it."""


@dataclass(frozen=True)
class _Made:
    """A cell, and the counts it is made of as a percentage."""

    spot: Spot
    of: set[Place]


def _made_of(table: Table, hidden: set[Place]) -> Iterator[_Made]:
    named = columns_of(table)
    total = 0
    for spot in spots(table):
        total = spot.r if spot.row.kind in SUMS else total
        if spot.row.kind == "percent":
            base = named.get(spot.row.base, spot.c)
            yield _Made(spot, {(total, spot.c), (total, base)})
        elif spot.head.formula and _op(spot.head) == "percent":
            yield _Made(spot, {(spot.r, named[label]) for label in spot.head.formula.of})
        elif spot.head.decimals:
            yield _Made(spot, {place for place in hidden if place[0] == spot.r})
