"""Where each line of a Word file that came back belongs: to a section, to nowhere for certain, or
to what officers do not write on the desk. Plain values.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
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
    """`base`: the unit of the outline that it was; `was`: the line that it was, whatever it is."""

    line: EditedLine
    text: str
    base: Unit | None
    was: str | None

    @property
    def place(self) -> str:
        return self.line["place"]


@dataclass(frozen=True)
class Unplaced:
    """`near`: the section it stands in or behind, for whoever chooses; `why`: a code of `WHY`."""

    line: Line
    near: str
    why: str


@dataclass
class Placed:
    """`sections`: the paragraphs of each, in their order; `aside`: lines that are no narrative;
    `removed`: lines of the exported file that are no narrative and are not there any more.
    """

    sections: dict[str, list[Line]] = field(default_factory=dict)
    unplaced: list[Unplaced] = field(default_factory=list)
    aside: list[Line] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    headings: int = 0
    same: int = 0


HEADING, BESIDE, UNDER_HEADING, UNSURE = "heading", "beside", "under_heading", "unsure"


def place(exported: Exported, lines: Sequence[EditedLine]) -> Placed:
    texts = [spelled(line["text"]) for line in lines]
    pairs = align(exported.lines, texts)
    found = _Placing(exported, lines, texts, pairs).placed()
    gone = set(range(len(exported.lines))) - set(pairs.values()) - set(exported.units)
    found.removed = [exported.lines[n] for n in sorted(gone)]
    found.same = sum(texts[new] == exported.lines[old] for new, old in pairs.items())
    return found


class _Placing:
    """One passage through the lines; `here` is the section they stand in."""

    def __init__(
        self,
        exported: Exported,
        lines: Sequence[EditedLine],
        texts: Sequence[str],
        pairs: Mapping[int, int],
    ) -> None:
        self.exported, self.pairs = exported, pairs
        self.lines = [self._line(n, line, texts[n]) for n, line in enumerate(lines)]
        self.sections = {section.key: section for section in outline_of(exported.name)}
        self.first, self.last = min(exported.units, default=0), max(exported.units, default=0)
        headings = [line for line in self.lines if line.base and line.base.is_heading]
        self.there = {line.base.section for line in headings if line.base}
        self.styles = {line.line["style"] for line in headings} - self._styles_of_paragraphs()
        units = exported.units.values()
        self.titles = {bare(unit.text) for unit in units if unit.is_heading} | {CONTENTS}
        self.here, self.is_unsure = BEFORE_ALL, False
        self.found = Placed({key: [] for key in self.sections}, headings=len(headings))

    def _line(self, n: int, line: EditedLine, text: str) -> Line:
        old = self.pairs.get(n)
        if old is None:
            return Line(line, text, None, None)
        return Line(line, text, self.exported.units.get(old), self.exported.lines[old])

    def _styles_of_paragraphs(self) -> set[str]:
        """Also none, where nothing says how a line looks."""
        paragraphs = (line for line in self.lines if line.base and not line.base.is_heading)
        return {line.line["style"] for line in paragraphs} | {""}

    def placed(self) -> Placed:
        for n, line in enumerate(self.lines):
            if line.base is None:
                self._pass(n, line)
            elif line.base.is_heading:
                self.here, self.is_unsure = line.base.section, False
                self.found.aside += [line] if line.text != line.was else []
            else:
                self._put(line, line.base)
        return self.found

    def _put(self, line: Line, base: Unit) -> None:
        """A paragraph that was one of a section: it stays there, or was moved to where it stands."""
        home = base.section
        has_no_heading = home not in self.there
        if line.place != BODY:
            self._leave(line, BESIDE)
        elif self.here in (home, BEFORE_ALL, BEHIND_ALL) or has_no_heading:
            self.found.sections[home].append(line)
            self.here, self.is_unsure = home, has_no_heading and home != self._opening
        else:
            self._add(line)

    def _pass(self, n: int, line: Line) -> None:
        """What was no narrative, or was not there."""
        old = self.pairs.get(n)
        if old is not None:
            self.found.aside.append(line)
            self.here = BEHIND_ALL if old > self.last else self.here
            self._begin(old)
        elif self.here in (BEFORE_ALL, BEHIND_ALL) and bare(line.text) in self.titles:
            return  # a line of the table of contents
        elif self.here in (BEFORE_ALL, BEHIND_ALL) or line.place in (NOTE, EDGE):
            self.found.aside.append(line)
        elif line.place != BODY:
            self._leave(line, BESIDE)
        elif line.line["style"] in self.styles:
            self._leave(line, HEADING)
            self.is_unsure = True
        else:
            self._add(line)

    @property
    def _opening(self) -> str:
        return next(iter(self.sections))

    def _begin(self, old: int) -> None:
        """Behind the last line of the head stands the opening."""
        if self.here == BEFORE_ALL and old == self.first - 1:
            self.here = self._opening

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
        near = self.here if self.here in self.sections else self._opening
        self.found.unplaced.append(Unplaced(line, near, why))


def bare(text: str) -> str:
    """A heading as the table of contents has it, without signs and the number of the page."""
    return " ".join(re.findall(r"\w+", re.sub(r"[\s.…]+\d+$", "", text)))


def takes_text(section: Section) -> bool:
    """Whether a paragraph can be put there: as text, or as a judgement of its one kind."""
    return section.text or len(section.assessments) == 1
