"""The paper as it was exported: each line of its Word file, and what of it the officers wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from goc.desk.mentions import is_citation
from goc.files.text import plain
from goc.files.word.edited import EditedLine
from goc.papers.model import Field, Figure, Heading, Inline, Paper, Paragraph
from goc.papers.ties import untied
from goc.papers.wording import END, GAP, heading_text
from goc.registry.citing import CITED
from goc.summing_up.binding import PLACEHOLDER
from goc.summing_up.kinds import CENTRAL_REPORT, WORK_PLAN
from goc.summing_up.outline import Section, forms, sections
from goc.summing_up.returned.citations import Citations

ITEM = "- "
OUTLINES = {
    CENTRAL_REPORT.name: ("report", "opening"),
    WORK_PLAN.name: ("work_plan", "plan.opening"),
}
"""Papers whose text can be taken back: the outline, and the section before its first heading."""
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Bound:
    """A figure, or a document cited, where it stands in a printed paragraph; `code` is what stands
    for it in the text of the desk; `ways`: how else a document is printed, by where it is named.
    """

    key: str
    start: int
    end: int
    text: str
    code: str
    ways: tuple[str, ...] = ()

    @property
    def is_citation(self) -> bool:
        return bool(CITED.fullmatch(self.code))


@dataclass(frozen=True)
class Unit:
    """A heading of the outline, or a paragraph that officers wrote below it. `text`: as printed, in
    one spelling; `markup`: of a paragraph, as the desk keeps it.
    """

    section: str
    text: str
    is_heading: bool = False
    bound: tuple[Bound, ...] = ()
    markup: str = ""


@dataclass(frozen=True)
class Exported:
    """`lines`: all of the Word file; `units`: those of them that belong to the outline, by place in
    `lines`.
    """

    name: str
    lines: Sequence[str]
    units: Mapping[int, Unit]

    @property
    def headings(self) -> list[Unit]:
        return [unit for unit in self.units.values() if unit.is_heading]

    @property
    def bound(self) -> dict[str, Bound]:
        return {b.key: b for unit in self.units.values() for b in unit.bound}

    def of(self, section: str) -> list[Unit]:
        found = (unit for unit in self.units.values() if not unit.is_heading)
        return [unit for unit in found if unit.section == section]


def exported(
    name: str, paper: Paper, lines: Sequence[EditedLine], citations: Citations
) -> Exported:
    """`lines`: of the Word file of the paper, as `files.word.edited` reads them."""
    texts = [spelled(line["text"]) for line in lines]
    units: dict[int, Unit] = {}
    at = 0
    for unit in units_of(name, paper, citations):
        with suppress(ValueError):  # what the file does not print is no line of it
            found = texts.index(unit.text, at)
            units[found] = unit
            at = found + 1
    return Exported(name, texts, units)


def outline_of(name: str) -> list[Section]:
    """The sections of a paper in their order, the one before the first heading too."""
    outline, opening = OUTLINES[name]
    first = Section(opening, "letter", "", "Mở đầu", text=True)
    return [first, *sections(outline)]


def units_of(name: str, paper: Paper, citations: Citations) -> Iterator[Unit]:
    """Headings and paragraphs of the paper in their order, by section."""
    first, *later = outline_of(name)
    section = first
    for block in paper.blocks:
        if isinstance(block, Heading):
            section = _section(block, later) or section
            yield Unit(section.key, spelled(heading_text(block)), is_heading=True)
        elif isinstance(block, Paragraph):
            yield _paragraph(block, section.key, citations)


def _section(heading: Heading, later: list[Section]) -> Section | None:
    """The next section with this heading; those before it are passed."""
    for place, section in enumerate(later):
        if (section.marker, section.title) == (heading.marker, heading.text):
            del later[: place + 1]
            return section
    return None


def _paragraph(block: Paragraph, section: str, citations: Citations) -> Unit:
    line = Printed(citations)
    for inline in block.inlines:
        line.add(inline)
    return line.unit(section)


@dataclass
class Printed:
    """A paragraph put together from its pieces, each in one spelling."""

    citations: Citations
    text: str = ""
    markup: str = ""
    bound: list[Bound] = field(default_factory=list)

    def add(self, inline: Inline) -> None:
        words = plain(untied(getattr(inline, "text", GAP)))
        spaced = _SPACES.sub(" ", words)
        start = len(self.text)
        self.text += spaced.lstrip() if not start or self.text.endswith(" ") else spaced
        told = self._told(inline)
        self.markup += told.code if told else words
        if told:
            text = self.text[start:].strip()
            self.bound.append(replace(told, start=start, end=len(self.text), text=text))

    def _told(self, inline: Inline) -> Bound | None:
        """What it is bound to, without its place; None for words."""
        if isinstance(inline, Field) and is_citation(inline):
            key = f"{inline.record}:{inline.field}"
            ways = tuple(map(spelled, map(plain, self.citations.ways(inline))))
            return Bound(key, 0, 0, "", self.citations.code(inline), ways)
        code = code_of(inline)
        return Bound(inline.key, 0, 0, "", code) if code and isinstance(inline, Figure) else None

    def unit(self, section: str) -> Unit:
        markup = spelled(self.markup).removeprefix(ITEM)
        return Unit(section, spelled(self.text), False, tuple(self.bound), cited(markup))


def code_of(inline: Inline) -> str:
    """What stands for a bound figure in the text of the desk; empty for words."""
    if not isinstance(inline, Figure) or inline.figure is None:
        return ""
    form = inline.figure.get("form", "")
    return f"{{{inline.figure['indicator']}{f'.{form}' if form else ''}}}"


def spelled(text: str) -> str:
    """One spelling for what is printed and what comes back; the end of a paper is a full stop."""
    spaced = _SPACES.sub(" ", text).strip()
    return spaced.removesuffix(END) + "." if spaced.endswith(END) else spaced


def cited(text: str) -> str:
    """Citations of appendices as the desk keeps them: `Phụ lục VII` → `{P7}`."""
    known = {form.roman: form.id for form in forms()}
    names = "|".join(sorted(known, key=len, reverse=True))
    found = re.compile(rf"Phụ lục ({names})(?!\w)")
    return found.sub(lambda match: f"{{{known[match[1]]}}}", text)


def same_kept(text: str) -> str:
    """A text of the desk so that what prints the same is the same."""
    romans = {form.id: f"Phụ lục {form.roman}" for form in forms()}
    printed = PLACEHOLDER.sub(lambda match: romans.get(match[1], match[0]), plain(text))
    return cited(spelled(printed))
