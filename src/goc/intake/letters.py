"""A sheet in Unicode: cells in fonts of old, and cells whose words are words only in TCVN 3 or VNI,
are converted; each with before and after.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from goc.files.model import Sheet
from goc.viet import oldletters
from goc.viet.oldletters import UNICODE, Votes

FEW = 0.05
_OLD_TEXT = re.compile("[\x00-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]*")
"""The old encodings have no letters but these; Windows-1252 adds a few signs."""


@dataclass(frozen=True)
class Converted:
    """A cell; row and column from 0."""

    row: int
    column: int
    before: str
    after: str


@dataclass(frozen=True)
class InUnicode:
    """`encoding`: that of most converted cells, or how the bytes of the file were letters."""

    encoding: str
    rows: list[list[Any]]
    converted: list[Converted]


def in_unicode(sheet: Sheet, bytes_were: str) -> InUnicode:
    """The sheet with each old cell converted; as it is where nothing in it is old."""
    rows = sheet["rows"]
    votes = _SheetVotes(sheet)
    if not votes.may_be_old:
        return InUnicode(bytes_were, rows, [])
    kept = [list(row) for row in rows]
    found: list[Converted] = []
    counted: Counter[str] = Counter()
    for number, at, before in _texts(rows):
        encoding = votes.encoding(number, at, before)
        after = _converted(before, encoding, votes.fonts.get((number, at), ""))
        if after != before:
            kept[number][at] = after
            counted[encoding] += 1
            found.append(Converted(number, at, before, after))
    encoding = counted.most_common(1)[0][0] if counted else bytes_were
    return InUnicode(encoding, kept, found)


def _texts(rows: Sequence[Sequence[Any]]) -> Iterator[tuple[int, int, str]]:
    """Cells that hold letters beyond ASCII."""
    for number, row in enumerate(rows):
        for at, value in enumerate(row):
            if isinstance(value, str) and not value.isascii():
                yield number, at, value


class _SheetVotes:
    """What the words of a sheet say of its letters: of a cell, else of its row, else of its column,
    else of the whole.
    """

    def __init__(self, sheet: Sheet) -> None:
        self.fonts = {tuple(at): font for font, cells in sheet["fonts"].items() for at in cells}
        self.whole = Votes()
        self.rows: dict[int, Votes] = defaultdict(Votes)
        self.columns: dict[int, Votes] = defaultdict(Votes)
        for number, at, text in _texts(sheet["rows"]):
            for encoding in oldletters.said_by(text):
                for votes in (self.whole, self.rows[number], self.columns[at]):
                    votes.count(encoding)

    @property
    def may_be_old(self) -> bool:
        """A word or two of another language are no old encoding."""
        old = self.whole.tcvn3 + self.whole.vni
        return bool(self.fonts) or old > FEW * self.whole.unicode

    def encoding(self, number: int, at: int, text: str) -> str:
        """Of a cell: its font, unless its words are Unicode; else what the words say."""
        told = oldletters.encoding_of_font(self.fonts.get((number, at), ""))
        said = oldletters.votes_of([text])
        if told and not said.unicode:
            return told
        for votes in (said, self.rows[number], self.columns[at], self.whole):
            if votes != Votes():
                return votes.winner()
        return UNICODE


def _converted(text: str, encoding: str, font: str) -> str:
    """What cannot be of an old font stays."""
    if encoding == UNICODE or not _can_be_old(text):
        return text
    made = oldletters.converted(text, encoding)
    return made.upper() if oldletters.shows_capitals(font) else made


def _can_be_old(text: str) -> bool:
    """Whether all its letters are such as the old fonts have."""
    return bool(_OLD_TEXT.fullmatch(text))
