"""Which cells of a table must be hidden so that no count of 1 to 4 persons can be worked out.

Every small count gets a *witness*: a move that adds or takes one here and there, so that another
table of whole numbers, none below 1, keeps every number shown and every sum the reader knows. All
cells of the move are hidden, so each hidden cell could as well have another value: nothing follows
from rows, columns or their sums. A percentage is hidden with the counts it is made of. Known sums:
totals and groups, column formulas, declared checks, and head groups that add up to an earlier
column on every row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

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
    sums = known_sums(table, counts)
    of: dict[Place, list[int]] = {}
    for number, s in enumerate(sums):
        for p in s:
            of.setdefault(p, []).append(number)
    hidden: set[Place] = set()
    small = {place for place, value in counts.items() if 0 < value < SMALLEST_SHOWN}
    for place in sorted(small):
        if place not in hidden:
            move = _cheapest(place, hidden | small, counts, sums, of)
            # Without a move all that is not nought is hidden: then twice every number is a table
            # too.
            hidden |= move.keys() if move else {p for p, value in counts.items() if value}
    return hidden | _percentages(table, hidden)


def counts_of(table: Table) -> Counts:
    percent = [
        h.decimals > 0 or (h.formula is not None and h.formula.op == "percent")
        for h in leaves(table.heads)
    ]
    return {
        (r, c): cell.value
        for r, row in enumerate(table.rows)
        for c, cell in enumerate(row.cells)
        if isinstance(cell.value, int) and row.kind != "percent" and not percent[c]
    }


def known_sums(table: Table, counts: Counts) -> list[Sum]:
    """A cell without a number counts as nought; a sum that does not hold tells
    the reader nothing.
    """
    columns = leaves(table.heads)
    place = {h.label: c for c, h in enumerate(columns) if h.label}
    sums: list[Sum] = []
    for r in range(len(table.rows)):
        if below := summed_rows(table, r):
            sums += [((r, c), *((i, c) for i in below)) for c in range(len(columns))]
    formulas = [(h.label, h.formula) for h in columns if h.formula and h.label]
    named = [(label, f.of) for label, f in formulas if f.op == "sum"]
    named += [(f.of[0], (label, *f.of[1:])) for label, f in formulas if f.op == "difference"]
    across = [(place[whole], [place[p] for p in parts]) for whole, parts in (*named, *table.checks)]
    across += _guessed(table, counts)
    sums += [
        ((r, whole), *((r, p) for p in parts))
        for r in range(len(table.rows))
        for whole, parts in across
    ]
    kept = [tuple(p for p in s if p in counts) for s in sums if s[0] in counts]
    return [s for s in dict.fromkeys(kept) if counts[s[0]] == sum(counts[p] for p in s[1:])]


def _guessed(table: Table, counts: Counts) -> Iterator[tuple[int, list[int]]]:
    """Head groups that add up to a column before them on every row: the reader sees that too."""
    rows = range(len(table.rows))
    for parts in _groups(table.heads, 0):
        for whole in range(parts[0]):
            held = [r for r in rows if (r, whole) in counts]
            if held and all(
                counts[r, whole] == sum(counts.get((r, p), 0) for p in parts) for r in held
            ):
                yield whole, parts


def _groups(heads: Sequence[Head], column: int) -> Iterator[list[int]]:
    for head in heads:
        width = len(leaves((head,)))
        if head.children:
            yield list(range(column, column + width))
            yield from _groups(head.children, column)
        column += width


def _cheapest(
    place: Place,
    hidden: set[Place],
    counts: Counts,
    sums: Sequence[Sum],
    of: dict[Place, list[int]],
) -> Move | None:
    """The move through `place` that hides the fewest further cells, of those few totals, of those
    small numbers.
    """

    def cost(move: Move) -> tuple[int, int, int]:
        new = move.keys() - hidden
        return (
            len(new),
            sum(sums[n][0] == p for p in new for n in of.get(p, ())),
            sum(counts[p] for p in new),
        )

    for longest in LONGEST:
        starts: list[Move] = [{place: 1}, {place: -1}] if counts[place] > 1 else [{place: 1}]
        moves = [
            m
            for start in starts
            for m in islice(_balanced(start, longest, counts, sums, of), TRIES)
        ]
        if moves:
            return min(moves, key=cost)
    return None


def _balanced(
    move: Move, longest: int, counts: Counts, sums: Sequence[Sum], of: dict[Place, list[int]]
) -> Iterator[Move]:
    """Grows the move, at the first sum it upsets, by a cell that sets the sum right, until no sum
    is upset.
    """
    for number in sorted({n for p in move for n in of.get(p, ())}):
        s = sums[number]
        upset = move.get(s[0], 0) - sum(move.get(p, 0) for p in s[1:])
        if upset:
            break
    else:
        yield move
        return
    if len(move) == longest or abs(upset) > 1:
        return
    for p in s:
        step = -upset if p == s[0] else upset
        if p not in move and counts[p] and counts[p] + step >= 1:
            yield from _balanced(move | {p: step}, longest, counts, sums, of)


def _percentages(table: Table, hidden: set[Place]) -> set[Place]:
    """Those made of a hidden count; where no formula says of what, those on a row with a hidden
    count.
    """
    columns = leaves(table.heads)
    place = {h.label: c for c, h in enumerate(columns) if h.label}
    found: set[Place] = set()
    total = None
    for r, row in enumerate(table.rows):
        total = r if row.kind == "total" else total
        for c, head in enumerate(columns):
            if row.kind == "percent":
                made_of = {(total or 0, c), (total or 0, place.get(row.base, c))}
            elif head.formula and head.formula.op == "percent":
                made_of = {(r, place[label]) for label in head.formula.of}
            elif head.decimals:
                made_of = {p for p in hidden if p[0] == r}
            else:
                continue
            if made_of & hidden and row.cells[c].value is not None:
                found.add((r, c))
    return found
