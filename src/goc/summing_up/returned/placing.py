"""Where each line of a Word file that came back belongs: to a section, to nowhere for certain, or
to what officers do not write on the desk. Plain values.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from goc.files.word.edited import BODY, EDGE, NOTE, EditedLine
from goc.papers.wording import CONTENTS
from goc.summing_up.outline import Section
from goc.summing_up.returned.aligning import align
from goc.summing_up.returned.exported import Exported, Unit, outline_of, spelled

BEFORE_ALL, BEHIND_ALL = "", "-"
"""Where no section is: the head of the paper; the signature and the appendices."""


@dataclass(frozen=True)
class Line:
    """`old`: its place among the exported lines, -1 of a new one; `base`: the unit of the outline
    that it was; `was`: the line that it was, whatever it is.
    """

    line: EditedLine
    text: str
    old: int
    base: Unit | None
    was: str | None

    @property
    def place(self) -> str:
        return self.line["place"]

    @property
    def style(self) -> str:
        return self.line["style"]


@dataclass(frozen=True)
class Unplaced:
    """`near`: the section it stands in or behind, for whoever chooses; `why`: a code of `WHY`."""

    line: Line
    near: str
    why: str


@dataclass
class Placed:
    """`sections`: the paragraphs of each, in their order; `aside`: lines that are no narrative;
    `removed`: lines of the exported file that are no narrative and are not there any more;
    `headings`, `known`: how many headings and paragraphs of the export are there.
    """

    sections: dict[str, list[Line]] = field(default_factory=dict)
    unplaced: list[Unplaced] = field(default_factory=list)
    aside: list[Line] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    headings: int = 0
    known: int = 0


HEADING, BESIDE, UNDER_HEADING, UNSURE = "heading", "beside", "under_heading", "unsure"


def place(exported: Exported, lines: Sequence[EditedLine]) -> Placed:
    texts = [spelled(line["text"]) for line in lines]
    pairs = align(exported.lines, texts)
    olds = [pairs.get(n, -1) for n in range(len(texts))]
    rows = [*exported.lines, None]
    read = [
        Line(line, text, old, exported.units.get(old), rows[old])
        for line, text, old in zip(lines, texts, olds, strict=True)
    ]
    found = _Placing(exported, read).placed()
    gone = {*range(len(exported.lines))} - {*olds} - exported.units.keys()
    found.removed = list(map(exported.lines.__getitem__, sorted(gone)))
    return found


class _Placing:
    """One passage through the lines; `here` is the section they stand in. `there`: sections whose
    headings are there; `styles`: those that only headings have.
    """

    def __init__(self, exported: Exported, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.sections = {section.key: section for section in outline_of(exported.name)}
        self.opening = next(iter(self.sections))
        self.first, self.last = min(exported.units, default=0), max(exported.units, default=0)
        self.titles = {bare(heading.text) for heading in exported.headings} | {CONTENTS}
        self.there: set[str] = set()
        self.styles: set[str] = set()
        self.here, self.is_unsure = BEFORE_ALL, False
        self.found = Placed({key: [] for key in self.sections})
        self._look()

    def _look(self) -> None:
        of_paragraphs = {""}  # where nothing says how a line looks
        for line in self.lines:
            if line.base and line.base.is_heading:
                self.there.add(line.base.section)
                self.styles.add(line.style)
            elif line.base:
                of_paragraphs.add(line.style)
        self.styles -= of_paragraphs
        self.found.headings = len(self.there)

    def placed(self) -> Placed:
        for line in self.lines:
            if line.base is None:
                self._pass(line)
            elif line.base.is_heading:
                self._head(line, line.base)
            else:
                self.found.known += 1
                self._put(line, line.base)
        return self.found

    def _head(self, line: Line, heading: Unit) -> None:
        self.here, self.is_unsure = heading.section, False
        if line.text != line.was:
            self.found.aside.append(line)

    def _put(self, line: Line, base: Unit) -> None:
        """A paragraph that was one of a section: it stays, or was moved to where it stands."""
        home = base.section
        has_heading = home in {*self.there, self.opening}
        if line.place != BODY:
            self._leave(line, BESIDE)
        elif has_heading and self.here not in (home, BEFORE_ALL, BEHIND_ALL):
            self._add(line)
        else:
            self.found.sections[home].append(line)
            self.here, self.is_unsure = home, not has_heading

    def _pass(self, line: Line) -> None:
        """What was no narrative, or was not there."""
        is_outside = self.here in (BEFORE_ALL, BEHIND_ALL)
        if line.old >= 0:
            self.found.aside.append(line)
            self._go_on(line.old)
        elif is_outside and bare(line.text) in self.titles:
            return  # a line of the table of contents
        elif is_outside or line.place in (NOTE, EDGE):
            self.found.aside.append(line)
        elif line.place != BODY:
            self._leave(line, BESIDE)
        elif line.style in self.styles:
            self._leave(line, HEADING)
            self.is_unsure = True
        else:
            self._add(line)

    def _go_on(self, old: int) -> None:
        """Behind the last line of the head stands the opening; behind the last section, nothing."""
        if old > self.last:
            self.here = BEHIND_ALL
        elif self.here == BEFORE_ALL and old == self.first - 1:
            self.here = self.opening

    def _add(self, line: Line) -> None:
        """A paragraph to the section it stands in, if that is for certain and takes one."""
        section = self.sections[self.here]
        if self.is_unsure:
            self._leave(line, UNSURE)
        elif takes_text(section):
            self.found.sections[self.here].append(line)
        else:
            self._leave(line, UNDER_HEADING)

    def _leave(self, line: Line, why: str) -> None:
        near = self.here if self.here in self.sections else self.opening
        self.found.unplaced.append(Unplaced(line, near, why))


def bare(text: str) -> str:
    """A heading as the table of contents has it, without signs and the number of the page."""
    return " ".join(re.findall(r"\w+", re.sub(r"[\s.…]+\d+$", "", text)))


def takes_text(section: Section) -> bool:
    """Whether a paragraph can be put there: as text, or as a judgement of its one kind."""
    return section.text or len(section.assessments) == 1
