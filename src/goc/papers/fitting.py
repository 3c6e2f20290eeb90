"""How wide the columns of a table are, how large its letters, how high its head: measured once for
all formats, so that nothing printed leaves its cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from goc.papers import metrics
from goc.papers.grid import Span, is_bold, runs, spans
from goc.papers.model import Cell, Head, Row, Table, leaves

CELL_PADDING = 0.8  # mm left and right
SLACK = 1.03
"""Of a measured width: programs round the letters of the screen, each in its way."""
FONT_SIZES = ((8, 12), (14, 11), (22, 10), (36, 9))
"""(columns at most, points)"""
SMALLEST_FONT = 8
"""Of tables with more columns."""
LEAST_FONT = 6
"""Below this nothing is made smaller: a longer word is broken."""
STEP = 0.5
LONGEST_WORD = 0.3
"""Of the table's width: a longer word is broken, and does not ask for more."""
LEAST_ROOM = 0.5
"""Of a cell that is no wider than its padding, in em: a letter a line."""
LABEL_ROOM = 0.15
"""In em beside the number of a column: programs part `(9)` before its bracket."""
LINE = 1.15
"""The height of a line in its own size."""
BREAK = "\u200b"
"""Where a word may be broken; it is not seen."""
DAY = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")


@dataclass(frozen=True)
class Fit:
    """A table on a page: letters in points, columns in mm, and how many lines each storey of its
    head needs.
    """

    size: float
    widths: tuple[float, ...]
    head_lines: tuple[int, ...]


def fit(table: Table, total: float) -> Fit:
    """The table `total` mm wide: letters as small as its columns ask for, or as its words do."""
    return Columns(table, total).fit()


def widths(table: Table, total: float) -> list[float]:
    """Column widths in mm that fill `total`."""
    return list(fit(table, total).widths)


def asked_size(table: Table) -> float:
    """Smaller the more columns there are."""
    columns = len(leaves(table.heads))
    fitting = (points for most, points in FONT_SIZES if columns <= most)
    return table.font_size or next(fitting, SMALLEST_FONT)


class Columns:
    """What the columns of one table need, in em: it is worked out once and holds in every size."""

    def __init__(self, table: Table, total: float) -> None:
        self.table, self.total = table, total
        self.storeys = spans(table.heads)
        self.heads = leaves(table.heads)
        self.least = [self._least(i, head) for i, head in enumerate(self.heads)]
        self.whole = [self._whole(i) for i in range(len(self.heads))]
        for span in (span for storey in self.storeys for span in storey if span.columns > 1):
            self._make_room(span)

    def _least(self, index: int, head: Head) -> float:
        """Of the longest word, or number."""
        words = [metrics.ems(word, bold=True) for word in head.text.split()]
        labels = [metrics.ems(head.label, italic=True) + LABEL_ROOM]
        for row in self.table.rows:
            if not is_spread(row):
                words += _unbroken(row.cells[index], row.kind)
        return max([0.5, *labels, *words])

    def _whole(self, index: int) -> float:
        """Of the longest cell on one line."""
        own = ((row.cells[index], row.kind) for row in self.table.rows if not is_spread(row))
        return max((metrics.ems(c.text, bold=is_bold(c, kind)) for c, kind in own), default=0)

    def _make_room(self, span: Span) -> None:
        """For the longest word of a head that stands over several columns."""
        columns = range(span.column, span.column + span.columns)
        word = max((metrics.ems(w, bold=True) for w in span.head.text.split()), default=0)
        lacking = word - sum(self.least[c] for c in columns)
        for column in columns:
            self.least[column] += max(lacking, 0) / span.columns

    def fit(self) -> Fit:
        size = asked_size(self.table)
        while sum(self._needed(size)) > self.total and size > LEAST_FONT:
            size -= STEP
        room = self._shared(size)
        return Fit(size, tuple(room), tuple(self._head_lines(size, room)))

    def _needed(self, size: float) -> list[float]:
        most = self.total * LONGEST_WORD
        return [min(_mm(least, size), most) + 2 * CELL_PADDING for least in self.least]

    def _shared(self, size: float) -> list[float]:
        """What each column needs, then what was asked for it, then what its cells fill on one line:
        each as far as the width goes; what is left over in proportion.
        """
        room = self._needed(size)
        if sum(room) > self.total:
            return _scaled(room, self.total)
        for wanted in (self._asked(room), self._on_one_line(room, size)):
            free, missing = self.total - sum(room), sum(wanted) - sum(room)
            if missing > free:
                return [
                    round(has + (asks - has) * free / missing, 3)
                    for has, asks in zip(room, wanted, strict=True)
                ]
            room = [max(pair) for pair in zip(room, wanted, strict=True)]
        return _scaled(room, self.total)

    def _asked(self, room: Sequence[float]) -> list[float]:
        return [max(head.width or 0, has) for head, has in zip(self.heads, room, strict=True)]

    def _on_one_line(self, room: Sequence[float], size: float) -> list[float]:
        """At least what there was asked for."""
        most = self.total * LONGEST_WORD
        wholes = (min(_mm(whole, size), most) + 2 * CELL_PADDING for whole in self.whole)
        return [max(pair) for pair in zip(wholes, self._asked(room), strict=True)]

    def _head_lines(self, size: float, room: Sequence[float]) -> list[int]:
        """A head cell over several storeys fills up the last of them."""
        lines = [1] * len(self.storeys)
        every = (span for storey in self.storeys for span in storey)
        for span in sorted(every, key=lambda span: span.rows):
            width = sum(room[span.column : span.column + span.columns]) - 2 * CELL_PADDING
            covered = lines[span.row : span.row + span.rows]
            lacking = wrapped(span.head.text, width, size, bold=True) - sum(covered)
            lines[span.row + span.rows - 1] += max(lacking, 0)
        return lines


def _mm(ems: float, size: float) -> float:
    return ems * size * metrics.MM_PER_POINT * SLACK


def _scaled(widths: list[float], total: float) -> list[float]:
    return [round(width * total / sum(widths), 3) for width in widths]


def _unbroken(cell: Cell, kind: str) -> Iterator[float]:
    """A number is one piece, as is each word."""
    bold = is_bold(cell, kind)
    pieces = [cell.text] if cell.value is not None else cell.text.split()
    return (metrics.ems(piece, bold=bold) for piece in pieces)


def row_lines(row: Row, found: Fit) -> int:
    """Lines of the highest cell of a row."""
    return max(
        wrapped(one.cell.text, one.width - 2 * CELL_PADDING, found.size, bold=one.is_bold)
        for one in placed(row, found)
    )


@dataclass(frozen=True)
class Placed:
    """A cell as it is printed: over so many columns, so wide."""

    cell: Cell
    columns: int
    width: float
    is_bold: bool


def placed(row: Row, found: Fit) -> Iterator[Placed]:
    at = 0
    for cell, columns in runs(row):
        width = sum(found.widths[at : at + columns])
        yield Placed(cell, columns, width, is_bold(cell, row.kind))
        at += columns


def is_spread(row: Row) -> bool:
    """Whether a cell of it stands over others, and asks no column for room."""
    return len(runs(row)) < len(row.cells)


def wrapped(text: str, room: float, size: float, *, bold: bool = False) -> int:
    """Lines that the words make in `room` mm, each line filled as far as it goes; a wider word is
    broken.
    """
    lines, used = 1, 0.0
    space, wide = metrics.ems(" ", bold=bold), max(room / _mm(1, size), LEAST_ROOM)
    for word in text.split():
        needed = metrics.ems(word, bold=bold)
        if used and used + space + needed > wide:
            lines, used = lines + 1, 0.0
        used += needed + (space if used else 0)
        if used > wide:
            lines, used = lines + int(used // wide), used % wide
    return lines


def balanced(text: str, room: float, size: float, *, bold: bool = False) -> float:
    """The least width in mm in which a title takes no more lines than in `room`: no last line of
    one word.
    """
    lines, least, most = wrapped(text, room, size, bold=bold), 0.0, room
    if lines == 1:
        return room
    while most - least > 1:
        middle = (least + most) / 2
        if wrapped(text, middle, size, bold=bold) > lines or _has_wider(text, middle, size, bold):
            least = middle
        else:
            most = middle
    return most


def _has_wider(text: str, room: float, size: float, bold: bool) -> bool:
    return any(_mm(metrics.ems(word, bold=bold), size) > room for word in text.split())


def broken(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """The text with BREAK in words that are wider than `room` mm."""
    return "".join(BREAK.join(_pieces(part, room, size, bold)) for part in re.split(r"(\s+)", text))


def _pieces(word: str, room: float, size: float, bold: bool) -> Iterator[str]:
    """Of a word, as long as they fit; a letter at least."""
    start = 0
    while len(word) - start > 1 and metrics.width(word[start:], size, bold=bold) > room:
        end = start + 2
        while metrics.width(word[start:end], size, bold=bold) <= room:
            end += 1
        yield word[start : end - 1]
        start = end - 1
    yield word[start:]
