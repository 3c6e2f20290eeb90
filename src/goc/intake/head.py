"""Where the head of a list is, and what its columns mean: anywhere among the first rows, one to
three storeys, in any order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as default
from itertools import pairwise
from typing import Any

from goc.intake.outcome import as_text
from goc.viet.names import fold

SEARCHED, STOREYS = 60, 3
BETWEEN = " › "
LONGEST_TITLE = 80
_ODD = re.compile(r"[^a-z0-9]+")
Rows = Sequence[Sequence[Any]]


def key(text: str) -> str:
    """`Ngày vào Đảng (dự bị)` and `Ngày vào Đảng › Dự bị` are the same head."""
    return " ".join(_ODD.sub(" ", fold(text)).split())


@dataclass(frozen=True)
class Meaning:
    """What a column of this name holds: `field` None where it is not taken. `sets`: what a
    filled cell says besides (the column of women). `marked`: what a mark in it (x) means.
    `written`: the lowest storey, where without its marks it is another word too: Nam, Năm.
    """

    field: str | None
    sets: Mapping[str, str] = default(default_factory=dict)
    marked: str = ""
    written: str = ""

    def under(self, lowest: str) -> Meaning | None:
        """What it is of a column with this lowest storey: «Ngày sinh › Năm» is a birth and says
        nothing of men.
        """
        if self.written.casefold() in ("", lowest.casefold()):
            return self
        return Meaning(self.field) if self.sets else None


@dataclass(frozen=True)
class Words:
    """The names of columns by their key. `needed`: fields without which it is no such list. `core`:
    fields one of which a row about somebody has. `name`: the field that names somebody; a list
    without one ("") has rows that tell two of the core. `told`: the needed columns as people call
    them.
    """

    meanings: Mapping[str, Meaning]
    needed: frozenset[str]
    core: frozenset[str]
    name: str = "full_name"
    told: str = "«Họ và tên»"


@dataclass(frozen=True)
class Column:
    """`at` from 0; `head` as written, its storeys one under the other; the rest as in `Meaning`,
    `known` False where nobody knows the name.
    """

    at: int
    head: str
    field: str | None
    sets: Mapping[str, str] = default(default_factory=dict)
    known: bool = True
    marked: str = ""

    @property
    def says_more(self) -> bool:
        """Whether it is one of several columns of a field, each for its own."""
        return bool(self.sets or self.marked)

    @property
    def letter(self) -> str:
        """`A` for 0, `AA` for 26."""
        return letter(self.at)


@dataclass(frozen=True)
class Head:
    """`first` and `last` row, from 0."""

    first: int
    last: int
    columns: Sequence[Column]

    @property
    def fields(self) -> set[str]:
        """What the columns of this head hold."""
        return {column.field for column in self.columns if column.field}


def letter(at: int) -> str:
    """`A` for 0, `AA` for 26."""
    letters = ""
    number = at + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def find(rows: Rows, merged: Sequence[Sequence[int]], words: Words) -> Head | None:
    """The rows in which most columns are known; None where they are not a head of such a list."""
    spread = _spread(rows[: SEARCHED + STOREYS], merged)
    heads = [
        at(spread, first, last, words)
        for first in range(min(SEARCHED, len(spread)))
        for last in range(first, min(first + STOREYS, len(spread)))
        if any(spread[first])
    ]
    fitting = [head for head in heads if words.needed <= head.fields and len(head.fields) > 1]
    return max(fitting, key=_goodness, default=None)


def _goodness(head: Head) -> tuple[int, int, int]:
    """More fields first, then more known columns (twice those that say more than their value),
    fewer storeys, higher up.
    """
    known = sum(column.known + column.says_more for column in head.columns)
    return len(head.fields), known - (head.last - head.first), -head.first


def at(spread: Sequence[Sequence[str]], first: int, last: int, words: Words) -> Head:
    """The head in these rows, whatever it is worth."""
    storeys = _filled_up(spread[first : last + 1])
    width = max(map(len, storeys), default=0)
    columns = []
    for number in range(width):
        path = _path(storeys, number)
        if path:
            meaning = _meaning(path, words)
            columns.append(_column(number, path, meaning))
    return Head(first, last, _once_each(columns))


def _column(at: int, path: list[str], meaning: Meaning | None) -> Column:
    """One whose name is not known is not taken."""
    head = BETWEEN.join(path)
    if meaning is None:
        return Column(at, head, None, known=False)
    return Column(at, head, meaning.field, meaning.sets, marked=meaning.marked)


def _once_each(columns: list[Column]) -> list[Column]:
    """A field that two columns claim belongs to the first; but parts of a name that stand side by
    side, and columns that say more than their value, share it.
    """
    firsts: dict[str | None, str] = {None: ""}
    return [_or_not_taken(column, firsts) for column in columns]


def _or_not_taken(column: Column, firsts: dict[str | None, str]) -> Column:
    """`firsts`: the head of the first column of each field."""
    first = firsts.setdefault(column.field, column.head)
    if column.says_more or first in ("", column.head):
        return column
    return Column(column.at, column.head, None, known=False)


def spread_out(rows: Rows, merged: Sequence[Sequence[int]]) -> list[list[str]]:
    """The first rows as a head is looked for in them."""
    return _spread(rows, merged)


def _spread(rows: Rows, merged: Sequence[Sequence[int]]) -> list[list[str]]:
    """The texts of the first rows, those of merged cells across all the columns they reach over."""
    texts = [[as_text(value)[:LONGEST_TITLE] for value in row] for row in rows]
    for top, left, _, right in merged:
        if top < len(texts) and left < len(texts[top]):
            for at in range(left + 1, min(right + 1, len(texts[top]))):
                texts[top][at] = texts[top][left]
    return texts


def _filled_up(storeys: Sequence[Sequence[str]]) -> list[list[str]]:
    """An upper storey reaches to the right as far as the one below it goes on (cells that were not
    merged, as in a CSV).
    """
    filled = [list(row) for row in storeys]
    for upper, lower in pairwise(filled):
        for at in range(1, min(len(upper), len(lower))):
            if not upper[at] and lower[at] and lower[at - 1]:
                upper[at] = upper[at - 1]
    return filled


def _path(storeys: Sequence[Sequence[str]], number: int) -> list[str]:
    """What stands above a column, the highest storey first; a text repeated is one."""
    path: list[str] = []
    for row in storeys:
        text = row[number] if number < len(row) else ""
        if text and text not in path:
            path.append(text)
    return path


def _meaning(path: list[str], words: Words) -> Meaning | None:
    """By the whole path, its lowest two storeys, the outer two, the lowest alone."""
    for told in _told(path):
        known = words.meanings.get(key(told))
        found = known.under(path[-1]) if known else None
        if found is not None:
            return found
    return None


def _told(path: list[str]) -> Iterator[str]:
    """The names that a path may be known by, the longest first."""
    yield " ".join(path)
    yield " ".join(path[-2:])
    yield f"{path[0]} {path[-1]}"
    yield path[-1]
