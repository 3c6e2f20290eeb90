"""Which cells of a table must be hidden so that no count of 1 to 4 persons can be worked out.

Every small count gets a *witness*: a move that adds or takes one here and there, so that another
table of whole numbers, none below 1, keeps every number shown and every sum the reader knows. All
cells of the move are hidden, so each hidden cell could as well have another value: nothing follows
from rows, columns or their sums. A percentage is hidden with the counts it is made of. Known sums:
totals and groups, column formulas, declared checks, and head groups that add up to an earlier
column on every row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from goc.papers.grid import summed_rows
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
    if not table.people:
        return set()
    counts = counts_of(table)
    ledger = _Ledger.of(counts, known_sums(table, counts))
    small = {place for place, value in counts.items() if 0 < value < SMALLEST_SHOWN}
    hidden: set[Place] = set()
    for place in sorted(small):
        if place not in hidden:
            move = _cheapest(place, hidden | small, ledger)
            # Without a move all that is not nought is hidden: then twice every number is a table
            # too.
            hidden |= move.keys() if move else ledger.not_nought
    return hidden | _percentages(table, hidden)


@dataclass(frozen=True)
class _Ledger:
    """The counts of a table, the sums a reader knows, and in which of them each place stands."""

    counts: Counts
    sums: Sequence[Sum]
    standing: Mapping[Place, Sequence[int]]

    @staticmethod
    def of(counts: Counts, sums: Sequence[Sum]) -> _Ledger:
        standing: dict[Place, list[int]] = {}
        for number, places in enumerate(sums):
            for place in places:
                standing.setdefault(place, []).append(number)
        return _Ledger(counts, sums, standing)

    @property
    def not_nought(self) -> set[Place]:
        return {place for place, value in self.counts.items() if value}

    def may_change(self, place: Place, step: int) -> bool:
        """A nought stays one, and no count becomes one."""
        return self.counts[place] > 0 and self.counts[place] + step >= 1

    def totals(self, place: Place) -> int:
        """Of how many sums the place is the total."""
        return sum(self.sums[number][0] == place for number in self.standing.get(place, ()))

    def first_upset(self, move: Move) -> tuple[Sum, int] | None:
        """The first sum a move upsets, and by how much its total is then too large."""
        for number in sorted({number for place in move for number in self.standing.get(place, ())}):
            whole, *parts = self.sums[number]
            upset = move.get(whole, 0) - sum(move.get(part, 0) for part in parts)
            if upset:
                return self.sums[number], upset
        return None


def counts_of(table: Table) -> Counts:
    """The whole numbers that count something: no percentages."""
    columns = leaves(table.heads)
    counting = {column for column, head in enumerate(columns) if not _is_percentage(head)}
    rows = ((number, row) for number, row in enumerate(table.rows) if row.kind != "percent")
    return {
        (number, column): cell.value
        for number, row in rows
        for column, cell in enumerate(row.cells)
        if column in counting and isinstance(cell.value, int)
    }


def _is_percentage(head: Head) -> bool:
    return head.decimals > 0 or (head.formula is not None and head.formula.op == "percent")


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
    place = _columns(table)
    named = [*_by_formula(table), *table.checks]
    columns = [(place[whole], [place[part] for part in parts]) for whole, parts in named]
    columns += _guessed(table, counts)
    for row in range(len(table.rows)):
        for whole, parts in columns:
            yield ((row, whole), *((row, part) for part in parts))


def _columns(table: Table) -> dict[str, int]:
    """Columns by their label."""
    return {head.label: column for column, head in enumerate(leaves(table.heads)) if head.label}


def _by_formula(table: Table) -> list[tuple[str, tuple[str, ...]]]:
    """(whole, parts) by label: a difference says that its first is the sum of it and the others."""
    heads = [head for head in leaves(table.heads) if head.label]
    formulas = [(head.label, head.formula) for head in heads if head.formula]
    sums = [(label, formula.of) for label, formula in formulas if formula.op == "sum"]
    differences = [(label, formula.of) for label, formula in formulas if formula.op == "difference"]
    return sums + [(of[0], (label, *of[1:])) for label, of in differences]


def _guessed(table: Table, counts: Counts) -> Iterator[tuple[int, list[int]]]:
    """Head groups that add up to a column before them on every row: the reader sees that too."""
    for parts in _groups(table.heads, 0):
        for whole in range(parts[0]):
            if _adds_up(whole, parts, len(table.rows), counts):
                yield whole, parts


def _adds_up(whole: int, parts: list[int], rows: int, counts: Counts) -> bool:
    """On every row where the whole is a number, and on one at least."""
    held = [row for row in range(rows) if (row, whole) in counts]
    sums = (sum(counts.get((row, part), 0) for part in parts) for row in held)
    return bool(held) and all(counts[row, whole] == total for row, total in zip(held, sums))


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
    return {
        place
        for place, made_of in _made_of(table, hidden)
        if made_of & hidden and table.rows[place[0]].cells[place[1]].value is not None
    }


def _made_of(table: Table, hidden: set[Place]) -> Iterator[tuple[Place, set[Place]]]:
    """Each percentage, and the counts it is made of."""
    columns, named = leaves(table.heads), _columns(table)
    total = 0
    for row, line in enumerate(table.rows):
        total = row if line.kind == "total" else total
        for column, head in enumerate(columns):
            if line.kind == "percent":
                yield (row, column), {(total, column), (total, named.get(line.base, column))}
            elif head.formula and head.formula.op == "percent":
                yield (row, column), {(row, named[label]) for label in head.formula.of}
            elif head.decimals:
                yield (row, column), {place for place in hidden if place[0] == row}
