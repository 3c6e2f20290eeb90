"""The lines drawn on a PDF page, upright and level, and the tables they make."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from ctypes import c_int
from dataclasses import dataclass
from typing import Any

from pypdfium2 import raw

from goc.files.pdf.letters import Letter, Turn, turn_of

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
            width, height = right - left, top - bottom
            if width <= THIN and height >= SHORT:
                upright.append(Ruling((left + right) / 2, bottom, top))
            elif height <= THIN and width >= SHORT:
                level.append(Ruling((bottom + top) / 2, left, right))
            elif min(width, height) > THIN:
                upright += [Ruling(left, bottom, top), Ruling(right, bottom, top)]
                level += [Ruling(bottom, left, right), Ruling(top, left, right)]
        if len(upright) + len(level) > MOST:
            return Rulings([], [])
        return Rulings(_merged(upright), _merged(level))


def _boxes(page: Any, turn: Turn | None) -> Iterator[tuple[float, float, float, float]]:
    """Around each line, and each rectangle that is drawn and not only filled."""
    for item in page.get_objects(filter=[PATH], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        is_line = min(right - left, top - bottom) <= THIN
        if not is_line and not _is_stroked(item):
            continue
        box = Letter("", left, right, bottom, top)
        if turn is not None:
            box = box.turned(turn)
        yield box.left, box.bottom, box.right, box.top


def _is_stroked(item: Any) -> bool:
    filled, stroked = c_int(), c_int()
    raw.FPDFPath_GetDrawMode(item, filled, stroked)
    return bool(stroked.value) and raw.FPDFPath_CountSegments(item) <= 6


def _merged(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Pieces of one line as one."""
    made: list[Ruling] = []
    for at, pieces in _level_with(rulings):
        begin = end = None
        for piece in sorted(pieces, key=lambda one: one.begin):
            if end is not None and piece.begin <= end + NEAR:
                end = max(end, piece.end)
                continue
            if begin is not None and end is not None:
                made.append(Ruling(at, begin, end))
            begin, end = piece.begin, piece.end
        if begin is not None and end is not None:
            made.append(Ruling(at, begin, end))
    return made


def _level_with(rulings: Iterable[Ruling]) -> Iterator[tuple[float, list[Ruling]]]:
    """By how far they are from the edge."""
    group: list[Ruling] = []
    for one in sorted(rulings, key=lambda one: one.at):
        if group and one.at - group[0].at > THIN:
            yield group[0].at, group
            group = []
        group.append(one)
    if group:
        yield group[0].at, group


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
        columns = _places([one.at for one in upright], [p for r in level for p in (r.begin, r.end)])
        rows = _places([one.at for one in level], [p for r in upright for p in (r.begin, r.end)])
        if len(columns) > 2 and len(rows) > 1:
            made.append(_grid(columns, rows[::-1], upright, level))
    return sorted(made, key=lambda grid: -grid.top)


def _meeting(rulings: Rulings) -> Iterator[tuple[list[Ruling], list[Ruling]]]:
    """Lines that hang together."""
    left = list(rulings.upright)
    free = list(rulings.level)
    while left:
        upright, level = [left.pop()], []
        at = 0
        while at < len(upright):
            met = [one for one in free if upright[at].crosses(one)]
            free = [one for one in free if one not in met]
            level += met
            more = [one for one in left if any(one.crosses(line) for line in met)]
            left = [one for one in left if one not in more]
            upright += more
            at += 1
        if len(level) > 1:
            yield upright, level


def _places(lines: list[float], ends: list[float]) -> list[float]:
    """Where the lines stand, and where those across them end beyond."""
    found = sorted(lines)
    beyond = [
        end for end in (min(ends), max(ends)) if not found[0] - NEAR <= end <= found[-1] + NEAR
    ]
    made: list[float] = []
    for place in sorted([*found, *beyond]):
        if not made or place - made[-1] > NEAR:
            made.append(place)
    return made


def _grid(
    columns: list[float], rows: list[float], upright: list[Ruling], level: list[Ruling]
) -> Grid:
    """Fields are one cell where no line parts them."""
    cells: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(rows) - 1):
        high = (rows[row] + rows[row + 1]) / 2
        for column in range(len(columns) - 1):
            across = (columns[column] + columns[column + 1]) / 2
            cells[row, column] = (row, column)
            if column and not _parts(upright, columns[column], high):
                cells[row, column] = cells[row, column - 1]
            elif row and not _parts(level, rows[row], across):
                cells[row, column] = cells[row - 1, column]
    return Grid(columns, rows, cells)


def _parts(lines: list[Ruling], at: float, place: float) -> bool:
    return any(abs(one.at - at) <= NEAR and one.covers(place) for one in lines)
