"""The lines drawn on a PDF page, upright and level, and the tables they make."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from ctypes import c_int
from dataclasses import dataclass
from itertools import product
from operator import attrgetter
from typing import Any

from pypdfium2 import raw

from goc.files.pdf.letters import Letter, Turn, turn_of
from goc.files.pdf.runs import runs

PATH = raw.FPDF_PAGEOBJ_PATH
THIN, SHORT, NEAR = 3.0, 4.0, 3.0
"""Points: the thickest line, the shortest, and how far from each other two ends still meet."""
MOST = 4000
"""Of a page: one of more is a drawing."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """At `at` points from the left (an upright one) or the bottom, from `begin` to `end`."""

    at: float
    begin: float
    end: float

    def covers(self, place: float) -> bool:
        return self.begin - NEAR <= place <= self.end + NEAR

    def crosses(self, level: Ruling) -> bool:
        """An upright one meets a level one."""
        return self.covers(level.at) and level.covers(self.at)


@dataclass(frozen=True)
class Rulings:
    upright: list[Ruling]
    level: list[Ruling]

    @staticmethod
    def of(page: Any) -> Rulings:
        upright: list[Ruling] = []
        level: list[Ruling] = []
        turn = turn_of(page)
        for left, bottom, right, top in _boxes(page, turn):
            upright += [Ruling(at, bottom, top) for at in _sides(left, right, top - bottom)]
            level += [Ruling(at, left, right) for at in _sides(bottom, top, right - left)]
        if len(upright) + len(level) > MOST:
            return Rulings([], [])
        return Rulings(_merged(upright), _merged(level))


def _sides(begin: float, end: float, along: float) -> list[float]:
    """Where lines so long stand that a box draws: a frame on both its sides, a thin one in its
    middle.
    """
    if end - begin > THIN:
        return [begin, end] if along > THIN else []
    return [(begin + end) / 2] if along >= SHORT else []


def _boxes(page: Any, turn: Turn | None) -> Iterator[tuple[float, float, float, float]]:
    """Around each line, and each rectangle that is drawn and not only filled."""
    for item in page.get_objects(filter=[PATH], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        if min(right - left, top - bottom) <= THIN or _is_stroked(item):
            box = Letter("", left, right, bottom, top)
            shown = box.turned(turn) if turn else box
            yield shown.left, shown.bottom, shown.right, shown.top


def _is_stroked(item: Any) -> bool:
    filled, stroked = c_int(), c_int()
    raw.FPDFPath_GetDrawMode(item, filled, stroked)
    return bool(stroked.value) and raw.FPDFPath_CountSegments(item) <= 6


def _merged(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Pieces of one line as one."""
    level = runs(sorted(rulings, key=attrgetter("at")), _lies_apart)
    return [line for pieces in level for line in _joined(pieces)]


def _lies_apart(level: list[Ruling], one: Ruling) -> bool:
    return one.at - level[0].at > THIN


def _joined(pieces: list[Ruling]) -> Iterator[Ruling]:
    """Those that meet, at the place of the first."""
    at = pieces[0].at
    begin, end = math.inf, -math.inf
    for piece in sorted(pieces, key=attrgetter("begin")):
        if begin < math.inf and piece.begin > end + NEAR:
            yield Ruling(at, begin, end)
            begin, end = piece.begin, piece.end
        begin, end = min(begin, piece.begin), max(end, piece.end)
    yield Ruling(at, begin, end)


@dataclass(frozen=True)
class Grid:
    """A table: its columns from the left, its rows from the top, and which of the fields between
    them make one cell.
    """

    columns: list[float]
    rows: list[float]
    cells: dict[tuple[int, int], tuple[int, int]]

    def field(self, across: float, high: float) -> tuple[int, int] | None:
        """Row and column of a place; None outside."""
        column = bisect_right(self.columns, across) - 1
        row = bisect_right([-row for row in self.rows], -high) - 1
        inside = 0 <= column < len(self.columns) - 1 and 0 <= row < len(self.rows) - 1
        return (row, column) if inside else None

    @property
    def top(self) -> float:
        return self.rows[0]


def grids(rulings: Rulings) -> list[Grid]:
    """Tables have at least one upright line that meets two level ones, and two columns or rows."""
    made = []
    for upright, level in _meeting(rulings):
        columns, rows = _places(upright, level), _places(level, upright)
        if len(columns) > 2 and len(rows) > 1:
            made.append(_grid(columns, rows[::-1], upright, level))
    return sorted(made, key=lambda grid: -grid.top)


def _meeting(rulings: Rulings) -> Iterator[tuple[list[Ruling], list[Ruling]]]:
    """Lines that hang together."""
    left, free = list(rulings.upright), list(rulings.level)
    while left:
        upright, level = [left.pop()], list[Ruling]()
        at = 0
        while at < len(upright):
            met, free = _parted(free, [upright[at]])
            more, left = _parted(left, met)
            level += met
            upright += more
            at += 1
        if len(level) > 1:
            yield upright, level


def _parted(lines: list[Ruling], others: list[Ruling]) -> tuple[list[Ruling], list[Ruling]]:
    """Those that meet one of the others, and those that do not."""
    sides: dict[bool, list[Ruling]] = {True: [], False: []}
    for line in lines:
        sides[any(map(line.crosses, others))].append(line)
    return sides[True], sides[False]


def _places(lines: list[Ruling], across: list[Ruling]) -> list[float]:
    """Where the lines stand, and where those across them end beyond."""
    found = sorted(one.at for one in lines)
    ends = (min(one.begin for one in across), max(one.end for one in across))
    beyond = [end for end in ends if not found[0] - NEAR <= end <= found[-1] + NEAR]
    near = runs(sorted([*found, *beyond]), lambda run, place: place - run[0] > NEAR)
    return [run[0] for run in near]


def _grid(
    columns: list[float], rows: list[float], upright: list[Ruling], level: list[Ruling]
) -> Grid:
    """Fields are one cell where no line parts them."""
    cells: dict[tuple[int, int], tuple[int, int]] = {}
    for row, column in product(range(len(rows) - 1), range(len(columns) - 1)):
        high = (rows[row] + rows[row + 1]) / 2
        across = (columns[column] + columns[column + 1]) / 2
        cells[row, column] = (row, column)
        if column and not _parts(upright, columns[column], high):
            cells[row, column] = cells[row, column - 1]
        elif row and not _parts(level, rows[row], across):
            cells[row, column] = cells[row - 1, column]
    return Grid(columns, rows, cells)


def _parts(lines: list[Ruling], at: float, place: float) -> bool:
    return any(abs(one.at - at) <= NEAR and one.covers(place) for one in lines)
