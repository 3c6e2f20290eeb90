"""Signed papers that rest on a record: their snapshot holds it, and cells of theirs count it. What
was signed never changes; who corrects the record is told what it says.

A subject says of which unit and days its tables are in its `Source` (`asked`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from goc.desk.models import SignedPaper
from goc.desk.sources import SOURCES
from goc.figures.behind import Place
from goc.figures.compute import Computer, Question
from goc.figures.definitions import TableDefinition
from goc.figures.queries import definitions, open_snapshot
from goc.figures.touching import Touch, Touched, cells_touched, indicator_touched
from goc.lib.errors import GocError
from goc.registry.files import path_of
from goc.snapshots.manifests import parse

MOST = 3
"""So many papers, the newest that hold the record, are asked for their cells."""
KEPT = 200
"""So many answers are kept by a process: neither paper nor snapshot ever changes."""


@dataclass(frozen=True)
class Cell:
    """A place in a paper in words: appendix or indicator, row and column where it has some."""

    of: str
    row: str = ""
    column: str = ""


@dataclass(frozen=True)
class Resting:
    """A signed paper whose snapshot holds the record, with its cells that count it; None: nobody
    looked, or its snapshot cannot be read.
    """

    paper: SignedPaper
    cells: tuple[Cell, ...] | None


@dataclass
class Bound:
    """What a paper prints: of each table its cells, and the question of each indicator."""

    tables: dict[str, set[Place]] = field(default_factory=lambda: defaultdict(set))
    indicators: dict[str, dict[str, Any]] = field(default_factory=dict)


def papers_on(touched: Touched) -> list[Resting]:
    """The newest first."""
    rows = SignedPaper.objects.filter(snapshot__isnull=False).order_by("-pk")
    found: list[Resting] = []
    looking = Looking(touched)
    for paper in rows.select_related("draft", "document", "snapshot", "content"):
        cells = looking.cells(paper) if len(found) < MOST else None
        if cells is None or cells:
            found.append(Resting(paper, cells))
    return found


_kept: dict[tuple[UUID, Touched], tuple[Cell, ...]] = {}


@dataclass
class Looking:
    """For what a record is counted in; `seen`: of tables and figures asked already, for the papers
    of one snapshot print the same.
    """

    touched: Touched
    seen: dict[Any, Any] = field(default_factory=dict)

    def cells(self, paper: SignedPaper) -> tuple[Cell, ...] | None:
        key = (paper.public_id, self.touched)
        if key in _kept:
            return _kept[key]
        try:
            found = tuple(self._asked(paper))
        except (GocError, OSError):
            return None
        while len(_kept) >= KEPT:
            _kept.pop(next(iter(_kept)), None)
        _kept[key] = found
        return found

    def _asked(self, paper: SignedPaper) -> Iterator[Cell]:
        bound = _bound(parse(path_of(paper.content.sha256).read_bytes()), Bound())
        assert paper.snapshot is not None
        with open_snapshot(paper.snapshot) as computer:
            if self.touched.is_in(computer.frozen):
                yield from self._in_tables(paper, computer, bound)
                yield from self._in_sentences(computer, bound)

    def _in_tables(self, paper: SignedPaper, computer: Computer, bound: Bound) -> Iterator[Cell]:
        question = _question(paper, computer)
        if question is None:
            return
        known = definitions().tables
        for name in sorted(bound.tables.keys() & known.keys()):
            for touch in self._touches(computer, known[name], question):
                printed = Place("", touch.key, touch.block, touch.number)
                if known[name].kind == "listing" or printed in bound.tables[name]:
                    yield Cell(_titled(known[name]), touch.row, touch.column)

    def _touches(
        self, computer: Computer, definition: TableDefinition, question: Question
    ) -> list[Touch]:
        key = (computer.frozen.id, definition.id, question)
        if key not in self.seen:
            self.seen[key] = cells_touched(computer, definition, question, self.touched)
        found: list[Touch] = self.seen[key]
        return found

    def _in_sentences(self, computer: Computer, bound: Bound) -> Iterator[Cell]:
        known = definitions().indicators
        for name in sorted(bound.indicators.keys() & known.keys()):
            told = bound.indicators[name]
            days = [_day(told[day]) for day in ("as_of", "from", "boundaries")]
            question = computer.question(told["unit"], *days)
            key = (computer.frozen.id, name, question)
            if key not in self.seen:
                counts = indicator_touched(computer, known[name], question, self.touched)
                self.seen[key] = counts
            if self.seen[key]:
                yield Cell(known[name].label)


def _bound(part: Any, bound: Bound) -> Bound:
    """Every figure below a part of a paper's content."""
    if isinstance(part, list):
        for one in part:
            _bound(one, bound)
    if isinstance(part, dict):
        if "table" in part and "column" in part:
            place = Place("", part["row"], part["block"], part["column"])
            bound.tables[part["table"]].add(place)
        if "indicator" in part and "as_of" in part:
            bound.indicators[part["indicator"]] = part
        for one in part.values():
            _bound(one, bound)
    return bound


def _question(paper: SignedPaper, computer: Computer) -> Question | None:
    """What the subject's papers ask of their tables; None where it does not say."""
    draft = paper.draft
    source = SOURCES.get(draft.subject_kind)
    asked = source.asked(draft.subject) if source else None
    return computer.question(*asked) if asked else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _titled(definition: TableDefinition) -> str:
    return f"Phụ lục {definition.roman}" if definition.roman else definition.title
