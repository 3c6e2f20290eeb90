"""The numbers and letters that Word itself puts before paragraphs: nowhere in the text, only in
its rules of numbering.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from goc.files.word.names import at, children, is_on, q, said, value
from goc.files.word.styles import Styles
from goc.viet.letters import in_roman

PLACE = re.compile(r"%([1-9])")
NUMBER = re.compile(r"-?[0-9]{1,9}")
BULLETS = "-–—+*•"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
LONGEST = 200
LARGEST = 30_000


@dataclass(frozen=True)
class Level:
    """How one level of a list counts. `restart`: from which level on a new number begins it anew,
    0 for never.
    """

    start: int
    kind: str
    text: str
    suffix: str
    is_legal: bool
    restart: int
    left: int


@dataclass
class Lists:
    """The rules of a document, and how far each list has counted. Paragraphs come in their
    order.
    """

    styles: Styles
    abstract: dict[str, Any] = field(default_factory=dict)
    numbers: dict[str, Any] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)
    open: list[Open] = field(default_factory=list)
    levels: dict[tuple[str, int], Level | None] = field(default_factory=dict)

    @staticmethod
    def of(root: Any, styles: Styles) -> Lists:
        """`root` is that of the part of numbering, or None."""
        return Lists(
            styles,
            {a.get(q("w:abstractNumId"), ""): a for a in children(root, "w:abstractNum")},
            {n.get(q("w:numId"), ""): n for n in children(root, "w:num")},
        )

    def label(self, paragraph: Any) -> str:
        """What stands before this paragraph, with what parts it from its text; empty for most."""
        if not self.numbers:
            return ""
        number, depth = self._place(paragraph)
        level = self._level(number, depth) if number in self.numbers else None
        if level is None:
            return ""
        own = self._count(number, depth, level)
        if level.kind == "bullet":
            text = level.text if level.text and level.text in BULLETS else "-"
        else:
            text = PLACE.sub(lambda place: self._written(number, own, level, place), level.text)
        text = self._told_apart(text, paragraph, number, depth, level, own[depth])
        between = "" if level.suffix == "nothing" else " "
        return text[:LONGEST] + between if text.strip() else ""

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """The list and the level, by the paragraph or its style; an empty list for none."""
        own = at(paragraph, "w:pPr/w:numPr")
        number, depth = value(own, "w:numId"), value(own, "w:ilvl")
        for style in self.styles.chain(paragraph):
            if None not in (number, depth):
                break
            if number is None:
                number = value(style, "w:pPr/w:numPr/w:numId")
                depth = depth or self._depth_of(number, style)
            depth = depth or value(style, "w:pPr/w:numPr/w:ilvl")
        return ("", 0) if number in (None, "", "0") else (str(number), _number(depth, 0))

    def _depth_of(self, number: str | None, style: Any) -> str | None:
        """The level that names this style as its own."""
        named = style.get(q("w:styleId"))
        levels = children(self._abstract(number or ""), "w:lvl")
        own = (level for level in levels if value(level, "w:pStyle") == named)
        return next((str(level.get(q("w:ilvl"))) for level in own), None)

    def _abstract(self, number: str) -> Any:
        """The rules behind a list; they may stand behind a style of lists."""
        seen: set[str] = set()
        while number in self.numbers and number not in seen:
            seen.add(number)
            found = self.abstract.get(said(self.numbers[number], "w:abstractNumId"))
            link = value(found, "w:numStyleLink")
            if link is None:
                return found
            number = said(self.styles.by_id.get(link), "w:pPr/w:numPr/w:numId")
        return None

    def _level(self, number: str, depth: int) -> Level | None:
        key = (number, depth)
        if key not in self.levels:
            self.levels[key] = self._read_level(number, depth)
        return self.levels[key]

    def _read_level(self, number: str, depth: int) -> Level | None:
        abstract = self._abstract(number)
        if abstract is None:
            return None
        override = _at(self.numbers[number], "w:lvlOverride", depth)
        other = at(override, "w:lvl")
        found = other if other is not None else _at(abstract, "w:lvl", depth)
        if found is None:
            return None
        return Level(
            start=_number(value(found, "w:start"), 0),
            kind=said(found, "w:numFmt", "decimal"),
            text=said(found, "w:lvlText"),
            suffix=said(found, "w:suff", "tab"),
            is_legal=bool(is_on(found, "w:isLgl")),
            restart=_number(value(found, "w:lvlRestart"), depth),
            left=_left(found),
        )

    def _count(self, number: str, depth: int, level: Level) -> dict[int, int]:
        """One further in this level; the deeper ones begin anew."""
        rules = said(self.numbers[number], "w:abstractNumId", number)
        counts = self.counts.setdefault(rules, {})
        override = _at(self.numbers[number], "w:lvlOverride", depth)
        anew = value(override, "w:startOverride")
        if anew is not None and (number, depth) not in self.begun:
            counts[depth] = _number(anew, level.start)
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else level.start
        self.begun.add((number, depth))
        for deeper in [d for d in counts if d > depth]:
            below = self._level(number, deeper)
            if below is None or depth < below.restart:
                del counts[deeper]
        return counts

    def _written(self, number: str, counts: dict[int, int], own: Level, place: Any) -> str:
        depth = int(place[1]) - 1
        level = self._level(number, depth)
        if level is None:
            return ""
        kind = "decimal" if own.is_legal else level.kind
        return written(counts.get(depth, level.start), kind)

    def _told_apart(
        self, text: str, paragraph: Any, number: str, depth: int, level: Level, count: int
    ) -> str:
        """Two lists that count alike are told apart on paper by how far they are moved in; the
        inner one is a), b) where there is only text, and the one within it has dashes.
        """
        here = Open(number, depth, _left_of(paragraph, self.styles, level.left), _shape(text))
        while self.open and not self.open[-1].holds(here):
            self.open.pop()
        around = [one for one in self.open if one.shape == here.shape and not one.is_same(here)]
        if not self.open or not self.open[-1].is_same(here):
            self.open.append(here)
        if not around or level.kind == "bullet":
            return text
        return f"{written(count, 'lowerLetter')})" if len(around) == 1 else "-"

    def interrupted(self) -> None:
        """Something that is no item of a list and is not moved in stands between."""
        self.open.clear()


@dataclass(frozen=True)
class Open:
    """A list that goes on: its place, how far it is moved in, how its numbers look."""

    number: str
    depth: int
    left: int
    shape: str

    def is_same(self, other: Open) -> bool:
        return (self.number, self.depth) == (other.number, other.depth)

    def holds(self, other: Open) -> bool:
        return self.is_same(other) or self.left < other.left


def written(count: int, kind: str) -> str:
    """A number as a list of this kind writes it: `iv`, `D`, `07`."""
    if kind in ("none", "bullet"):
        return ""
    return WRITERS.get(kind, str)(count) if 0 < count < LARGEST else str(count)


def _letters(count: int) -> str:
    times, place = divmod(count - 1, len(LETTERS))
    return LETTERS[place] * (times + 1) if times < LONGEST else str(count)


WRITERS: dict[str, Callable[[int], str]] = {
    "lowerLetter": _letters,
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerRoman": lambda count: in_roman(count).lower(),
    "upperRoman": in_roman,
    "decimalZero": "{:02d}".format,
}


def _shape(text: str) -> str:
    return re.sub(r"[0-9]+", "1", re.sub(r"[^\W\d_]+", "a", text.strip()))


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and NUMBER.fullmatch(text) else otherwise


def _at(element: Any, tag: str, depth: int) -> Any:
    places = element.iterchildren(q(tag))
    return next((one for one in places if one.get(q("w:ilvl")) == str(depth)), None)


def _left(place: Any) -> int:
    indent = at(place, "w:pPr/w:ind")
    if indent is None:
        return 0
    return _number(indent.get(q("w:left")) or indent.get(q("w:start")), 0)


def _left_of(paragraph: Any, styles: Styles, otherwise: int) -> int:
    """How far a paragraph of a list is moved in: by itself, its style or the list."""
    for place in (paragraph, *styles.chain(paragraph)):
        if at(place, "w:pPr/w:ind") is not None:
            return _left(place)
    return otherwise
