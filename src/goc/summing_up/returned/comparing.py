"""A Word file that came back, held against what was exported and what the desk holds now: what each
section would become, what has to be answered first. Writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import attrgetter

from goc.figures.drafts import Said, Word, check_draft, words_of
from goc.files.reading import Unread, unread_of
from goc.files.word.edited import Edited
from goc.summing_up.binding import PLACEHOLDER, Binder, printed
from goc.summing_up.models import Assessment
from goc.summing_up.outline import Section
from goc.summing_up.reading import place_of
from goc.summing_up.returned.citations import Citations
from goc.summing_up.returned.exported import (
    ITEM,
    Exported,
    cited,
    outline_of,
    same_kept,
)
from goc.summing_up.returned.numbers import (
    DIFFERS,
    NEW,
    NOTHING,
    Number,
    Read,
    Stretch,
    numbers_changed,
    read_back,
)
from goc.summing_up.returned.placing import Line, Placed, Unplaced, place, takes_text

UNCHANGED, CHANGED, CONFLICT = "unchanged", "changed", "conflict"
TEXT = attrgetter("text")
NO_ROWS: Mapping[str, Assessment] = {}


@dataclass(frozen=True, eq=False)
class Back:
    """A paragraph of the file. `moved_from`: the section it stood in; `row`: the judgement it is."""

    line: Line
    read: Read
    moved_from: str = ""
    row: Assessment | None = None

    @property
    def number(self) -> int:
        """Of its line in the file."""
        return self.line.line["number"]

    def markup(self, chosen: Sequence[Number]) -> str:
        """As the desk keeps it."""
        base = self.line.base
        if base and base.text == self.line.text:
            return base.markup
        return cited(self.read.markup(chosen)).removeprefix(ITEM)


@dataclass(frozen=True)
class SectionBack:
    """`state`: UNCHANGED too where the desk holds already what the file has. `old`: its paragraphs as
    they were exported; `current`: what the desk holds now; `stands`: nobody has written there since
    the export. `kept`: of a paragraph as exported, how the desk has
    it letter by letter.
    """

    section: Section
    state: str
    old: Sequence[str]
    paragraphs: Sequence[Back]
    dropped: Sequence[Assessment] = ()
    current: Sequence[str] = ()
    stands: bool = True
    kept: Mapping[str, str] = field(default_factory=dict)

    def markup(self, back: Back, figures: Iterable[Question]) -> str:
        """With the snapshot's figure in the place of some numbers. A paragraph nobody touched stays
        letter by letter as the desk has it.
        """
        made = back.markup([one.number for one in figures if one.back is back])
        return self.kept.get(made, made)


@dataclass(frozen=True)
class Aside:
    """A line that is no narrative and is not as it was exported; `numbers`: those it did not
    have.
    """

    line: Line
    numbers: Sequence[str]


@dataclass(frozen=True, eq=False)
class Question:
    """A number to be answered, and the paragraph it stands in."""

    back: Back
    number: Number
    section: str


@dataclass(frozen=True)
class Compared:
    sections: Sequence[SectionBack]
    unplaced: Sequence[tuple[Unplaced, Back]]
    aside: Sequence[Aside]
    placed: Placed
    edited: Edited
    exported: Exported

    @cached_property
    def changed(self) -> list[SectionBack]:
        return [section for section in self.sections if section.state != UNCHANGED]

    @cached_property
    def changed_keys(self) -> frozenset[str]:
        return frozenset(map(attrgetter("section.key"), self.changed))

    @cached_property
    def questions(self) -> list[Question]:
        """In the order of the file; of a paragraph without a place the section is empty."""
        backs = [(part.section.key, back) for part in self.changed for back in part.paragraphs]
        backs += [("", back) for _, back in self.unplaced]
        backs.sort(key=lambda pair: pair[1].number)
        return [Question(back, n, section) for section, back in backs for n in back.read.numbers]

    @property
    def told(self) -> list[Aside]:
        """What stands aside with numbers that are others: somebody has to see it."""
        return [aside for aside in self.aside if aside.numbers]

    @property
    def unread(self) -> tuple[Unread, ...]:
        return unread_of(self.edited["unread"])

    @property
    def is_as_exported(self) -> bool:
        return not any((self.changed, self.unplaced, self.aside, self.placed.removed))

    @property
    def targets(self) -> list[Section]:
        """Where a paragraph may be put by hand."""
        return [section for section in outline_of(self.exported.name) if takes_text(section)]


def compare(
    exported: Exported,
    edited: Edited,
    binder: Binder,
    narratives: Mapping[str, str],
    judgements: Sequence[Assessment],
    citations: Citations,
) -> Compared:
    """`narratives` and `judgements`: what the desk holds now; `citations`: of these."""
    placed = place(exported, edited["lines"])
    reader = _Comparing(exported, binder, narratives, judgements, citations)
    sections = [reader.section(s, placed.sections[s.key]) for s in outline_of(exported.name)]
    unplaced = [(one, reader.back(one.line, "")) for one in placed.unplaced]
    aside = [Aside(line, numbers_changed(line.was or "", line.text)) for line in placed.aside]
    changed = [one for one in aside if one.line.text != one.line.was]
    return Compared(sections, unplaced, changed, placed, edited, exported)


@dataclass
class _Comparing:
    exported: Exported
    binder: Binder
    narratives: Mapping[str, str]
    judgements: Sequence[Assessment]
    citations: Citations

    def section(self, section: Section, lines: Sequence[Line]) -> SectionBack:
        current, units = self._current(section), self.exported.of(section.key)
        now = list(map(self._same, current))
        rows = self._rows(section)
        part = SectionBack(
            section,
            UNCHANGED,
            old=list(map(TEXT, units)),
            paragraphs=[self.back(line, section.key, rows) for line in lines],
            current=current,
            stands=now == list(map(attrgetter("markup"), units)),
            kept=dict(zip(now, current, strict=True)),
        )
        is_on_desk = [part.markup(back, ()) for back in part.paragraphs] == current
        if is_on_desk or list(map(TEXT, lines)) == part.old:
            return part
        if not part.stands:
            return replace(part, state=CONFLICT)
        there = {(line.base or NOTHING).markup for line in lines}
        dropped = map(rows.__getitem__, sorted(rows.keys() - there))
        return replace(part, state=CHANGED, dropped=list(dropped))

    def _same(self, text: str) -> str:
        return self.citations.same(same_kept(text))

    def _current(self, section: Section) -> list[str]:
        if not section.text:
            return [row.text for row in self._of(section)]
        lines = map(str.strip, self.narratives.get(section.key, "").splitlines())
        return list(filter(None, lines))

    def _of(self, section: Section) -> list[Assessment]:
        of_kind = (row for row in self.judgements if row.kind in section.assessments)
        return [row for row in of_kind if section.takes(row.authority)]

    def _rows(self, section: Section) -> dict[str, Assessment]:
        """The judgements of a section by what they were exported as."""
        known = set(map(attrgetter("markup"), self.exported.of(section.key)))
        rows = {self._same(row.text): row for row in self._of(section)}
        return {markup: rows[markup] for markup in known & rows.keys()}

    def back(self, line: Line, section: str, rows: Mapping[str, Assessment] = NO_ROWS) -> Back:
        base = line.base or NOTHING
        is_at_home = base.section == section
        moved = "" if is_at_home else base.section
        row = rows.get(base.markup) if is_at_home else None
        is_same = line.text == base.text
        return Back(line, Read(line.text, (), ()) if is_same else self._read(line), moved, row)

    def _read(self, line: Line) -> Read:
        known = self.exported.bound
        found = read_back(line.text, line.line["controls"], known, line.base, self._now)
        return replace(found, numbers=tuple(self._told(found)))

    @cached_property
    def _now(self) -> dict[str, str]:
        """The figures of the paper as the snapshot prints them, by code."""
        figures = (one for one in self.exported.bound.values() if not one.is_citation)
        return {one.code: self._printed(one.code) for one in figures}

    def _printed(self, code: str) -> str:
        match = PLACEHOLDER.fullmatch(code)
        assert match is not None
        return printed(self.binder.figure(match[1]), match[2] or "")

    @cached_property
    def _words(self) -> list[Word]:
        """What the site can count, each with the value the snapshot gives."""
        known = self.binder.definitions.indicators
        self.binder.compute(known)
        return words_of(map(self.binder.figure, known))

    def _told(self, read: Read) -> Iterator[Number]:
        """The numbers, those that were typed with what the record says of them."""
        bound = [(kept.at.start, kept.at.end) for kept in read.kept]
        checked = check_draft(read.text, self._words, bound).said if read.numbers else []
        past = 0
        for number in read.numbers:
            told = _as_said(read, number, checked)
            if number.at.end > past or told is number:
                yield told
            past = max(past, told.at.end)


def _as_said(read: Read, number: Number, checked: Sequence[Said]) -> Number:
    """The same number where nothing is said of it."""
    if number.state != NEW or number.code:
        return number
    for said in checked:
        if number.at.meets(Stretch(said.finding.claim.start, said.finding.claim.end)):
            return _with_word(read, number, said)
    return number


def _with_word(read: Read, number: Number, said: Said) -> Number:
    """What the record says of it; its figure where there is just one."""
    finding = said.finding
    message = " ".join(filter(None, (finding.message, said.arithmetic)))
    if said.state not in ("agrees", "differs") or len(said.figures) != 1:
        return replace(number, message=message)
    figure = said.figures[0].figure
    start, end, form = place_of(read.text, finding.claim, figure)
    code = f"{{{figure.indicator.id}{f'.{form}' if form else ''}}}"
    state = DIFFERS if said.state == "differs" else NEW
    at, says = Stretch(start, end), printed(figure, form)
    if any(at.meets(kept.at) for kept in read.kept):
        return replace(number, message=message)
    return Number(state, at, read.text[start:end], code, says, message)
