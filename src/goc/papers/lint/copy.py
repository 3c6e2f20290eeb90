"""A paper as the rules of its form see it; what is said where one is not kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from goc.papers import wording
from goc.papers.profiles import Box, Profile
from goc.papers.reading import Line

NUMBER = re.compile(r"^Số:\s*(?P<number>\d*)\s*/\s*(?P<symbol>\S.*)$")
DATE = re.compile(
    r"^(?P<place>[^,]+),\s*ngày\s*(?P<day>\d*)\s*tháng\s*(?P<month>\d*)\s*năm\s*(?P<year>\d{4})$"
)
_SLANTS = {True: "nghiêng", False: "đứng"}
_WEIGHTS = {True: "đậm", False: "thường"}
LARGEST_GAP = 0.3  # mm of rounding
LONG = 80
"""Letters: a paragraph of more is no heading and no item of a list."""


@dataclass(frozen=True)
class Breach:
    rule: str
    where: str
    found: str
    expected: str


def unless(holds: object, rule: str, where: str, found: str, expected: str) -> list[Breach]:
    """A breach where the form is not kept."""
    return [] if holds else [Breach(rule, where, found, expected)]


def first_with(lines: Iterable[Line], pattern: str) -> Line | None:
    """The first line in which such words stand."""
    return next((line for line in lines if re.search(pattern, line.words)), None)


@dataclass(frozen=True)
class Copy:
    """The file as the rules see it."""

    document: Any
    lines: list[Line]
    profile: Profile
    first: list[Line]

    def find(self, pattern: str) -> Line | None:
        return first_with(self.lines, pattern)

    @property
    def between(self) -> list[Line]:
        """What stands outside tables after the head and before the recipients."""
        head = [place for place, line in enumerate(self.first) if _is_head(line.words)]
        rest = self.first[max(head, default=-1) + 1 :]
        rows = takewhile(lambda line: not opens(line, wording.RECIPIENTS), rest)
        return [line for line in rows if line.is_outside]

    @property
    def body(self) -> list[Line]:
        """Running text: aligned to both margins, or long and not centred."""
        return [line for line in self.between if _is_running(line)]

    def beside(self, line: Line) -> list[Line]:
        """Lines in the same row of the same table."""
        row = (other for other in self.lines if other.shelf == line.shelf)
        return [other for other in row if other.column != line.column]


def opens(line: Line, words: str) -> bool:
    """Does the line begin so, with or without the colon?"""
    return line.words.startswith(words.rstrip(":"))


def _is_running(line: Line) -> bool:
    if line.align == "both":
        return True
    named = line.words.startswith((wording.TO.rstrip(":"), "- "))
    return not named and line.align != "center" and len(line.text) > LONG


def short(line: Line) -> str:
    """Enough of a line to find it by."""
    text = line.words
    return text if len(text) <= 60 else text[:58].rsplit(" ", 1)[0] + " …"


def _is_head(text: str) -> bool:
    return text == wording.MOTTO or bool(NUMBER.match(text) or DATE.match(text))


def look(copy: Copy, rule: str, line: Line, name: str) -> Iterator[Breach]:
    """Size and cut of one line against its box."""
    box: Box = copy.profile.box(name)
    low, high = box.allowed
    where = short(line)
    fitting = all(low <= size <= high for size in line.sizes)
    allowed = "–".join(dict.fromkeys((f"{low:g}", f"{high:g}")))
    yield from unless(fitting, f"{rule}.size", where, sizes(line), allowed)
    found, wanted = cut(line.bold, line.italic), cut(box.bold, box.italic)
    yield from unless(found == wanted, f"{rule}.style", where, found, wanted)
    cased = line.in_capitals or not box.upper
    yield from unless(cased, f"{rule}.case", where, where, "in hoa")


def cut(bold: bool, italic: bool) -> str:
    return f"{_SLANTS[italic]}, {_WEIGHTS[bold]}"


def sizes(line: Line) -> str:
    return ", ".join(f"{size:g}" for size in sorted(line.sizes))


def judged(
    copy: Copy,
    line: Line | None,
    missing: Breach,
    check: Callable[[Copy, Line], Iterator[Breach]],
) -> Iterator[Breach]:
    """What is said of a line that has to be there."""
    return check(copy, line) if line else iter((missing,))
