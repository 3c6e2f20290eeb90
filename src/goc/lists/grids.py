"""Acts that come in tens: a table of rows, pasted or typed, each row one act on somebody known.

A subject gives a `Grid`: the cells that say who, the cells that say what, how somebody is found and
the action of a row. Here rows are read, recognised and carried out, all or none. The page:
`grid_views`; what was pasted: `pasting`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext, gettext_lazy

from goc.lib.errors import AskedError, GocError
from goc.lists.pasting import Typed
from goc.lists.shapes import Cell
from goc.units.asking import Asking
from goc.web.words import told

ROW, CONFIRMED = "", "confirmed"
"""A fault of the whole row; the cell in which a question is answered."""


@dataclass(frozen=True)
class Candidate:
    """Somebody whom a row may mean. `typed`: what to write into the cells of who, so that the row
    means nobody else; `target`: what the action of the row is done to.
    """

    key: str
    label: str
    typed: Typed
    target: Any


@dataclass(frozen=True)
class Match:
    """Whom a row means: one, several to choose from, or none with the cell at fault and why."""

    candidates: Sequence[Candidate] = ()
    column: str = ROW
    reason: str = ""


Values = dict[str, Any]
Find = Callable[[Sequence[Typed]], Sequence[Match]]
Write = Callable[[Any, Values, str], str]


def none_held(_target: Any) -> Sequence[Values]:
    """Of acts that leave nothing by which they are known again."""
    return ()


def today_of(asking: Asking, _values: Values) -> date:
    return asking.day


@dataclass(frozen=True)
class Grid:
    """`who`: cells that tell somebody; `cells`: what is recorded of each. `common`: names of cells
    that one box above the table fills where a row leaves them empty, with what stands there at
    first. `offered`: rows that the empty table begins with. `passes_over`: a row that says nothing
    of its own is left alone. `find(rows)`: whom each row means. `write(target, values, confirmed)`:
    the action of one row; returns in words what was done. `day_of`: the day on which units of a row
    are named.

    For whole lists (`grid_loading`): `everybody`: whom its export tells of. `held(target)`: what
    was
    recorded of somebody before, as values of the cells, one for each act; `same`: the cells that
    say which of several is meant. `correct(target, values, confirmed)` puts such a one right.
    """

    title: Any
    who: tuple[Cell, ...]
    cells: tuple[Cell, ...]
    find: Find
    write: Write
    common: Mapping[str, str] = field(default_factory=dict)
    offered: Callable[[], Sequence[Typed]] = tuple
    passes_over: bool = False
    day_of: Callable[[Asking, Values], date] = today_of
    lead: Any = ""
    everybody: Callable[[], Sequence[Candidate]] = tuple
    held: Callable[[Any], Sequence[Values]] = none_held
    same: tuple[str, ...] = ()
    correct: Write | None = None

    @property
    def columns(self) -> tuple[Cell, ...]:
        return (*self.who, *self.cells, CONFIRMATION)

    def cell(self, name: str) -> Cell | None:
        return next((cell for cell in self.columns if cell.name == name), None)

    @property
    def columns_said(self) -> str:
        return ", ".join(str(cell.label) for cell in (*self.who, *self.cells))

    @property
    def heads(self) -> str:
        """Every head that a column may have, for the page's script."""
        return "\t".join(str(head) for cell in self.columns for head in (cell.label, *cell.aliases))


def unheld(_row: Any) -> None:
    """A cell of a grid shows nothing that is held."""


CONFIRMATION = Cell(CONFIRMED, gettext_lazy("Xác nhận"), "text", unheld)
"""Why what is odd in a row is so."""


@dataclass
class Line:
    """One row: what was typed, whom it means, what it says; `done`: what is recorded of it."""

    number: int
    typed: Typed
    match: Match = Match()
    values: Values = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    question: str = ""
    done: str = ""

    @property
    def candidate(self) -> Candidate | None:
        one = self.match.candidates
        return one[0] if len(one) == 1 else None

    @property
    def row_fault(self) -> str:
        return self.faults.get(ROW, "")

    @property
    def is_right(self) -> bool:
        return not self.faults and not self.question and self.candidate is not None


@dataclass(frozen=True)
class Outcome:
    """What came of a table: its lines, and how many rows said nothing and were passed over."""

    lines: list[Line]
    passed_over: int

    @property
    def wrong(self) -> list[Line]:
        return [line for line in self.lines if not line.is_right]

    @property
    def is_right(self) -> bool:
        return bool(self.lines) and not self.wrong


# --- reading


@dataclass
class _Reader:
    """What is the same for all rows; `days`: who asks as of the days on which units are named."""

    grid: Grid
    common: Values
    asking: Asking
    days: dict[date, Asking] = field(default_factory=dict)

    def read(self, line: Line) -> None:
        """Units last: they are named as on the day that the row tells."""
        for cell in sorted(self.grid.cells, key=lambda cell: cell.kind_name == "unit"):
            typed = line.typed.get(cell.name, "")
            if typed:
                self._read_cell(line, cell, typed)
                continue
            line.values[cell.name] = self.common.get(cell.name)
            if cell.required and line.values[cell.name] in (None, ""):
                line.faults[cell.name] = gettext("không được để trống")

    def _read_cell(self, line: Line, cell: Cell, typed: str) -> None:
        day = self.grid.day_of(self.asking, line.values)
        asking = self.days.setdefault(day, replace(self.asking, day=day))
        try:
            line.values[cell.name] = cell.read(typed, asking)
        except GocError as why:
            line.faults[cell.name] = told(why)


def read_lines(
    grid: Grid, rows: Sequence[Typed], common: Values, chosen: Mapping[int, str], asking: Asking
) -> Outcome:
    """`common`: values of the boxes above the table; `chosen`: key of the candidate by the number
    of the row.
    """
    said = [row for row in rows if not grid.passes_over or _says_something(grid, row)]
    lines = [Line(number, dict(row)) for number, row in enumerate(said, 1)]
    reader = _Reader(grid, common, asking)
    for line, match in zip(lines, grid.find(said), strict=True):
        _recognise(line, match, chosen.get(line.number, ""))
        reader.read(line)
    _refuse_twice(lines)
    return Outcome(lines, len(rows) - len(said))


def _says_something(grid: Grid, row: Typed) -> bool:
    return any(row.get(cell.name, "") for cell in grid.cells)


def _recognise(line: Line, match: Match, key: str) -> None:
    """Who was chosen among several is written into the row, so that it means nobody else."""
    one = [candidate for candidate in match.candidates if candidate.key == key]
    if one:
        line.match = replace(match, candidates=one)
        line.typed |= one[0].typed
        return
    line.match = match
    if not match.candidates:
        line.faults[match.column] = match.reason


def _refuse_twice(lines: list[Line]) -> None:
    first: dict[str, int] = {}
    for line in lines:
        if line.candidate is None:
            continue
        before = first.setdefault(line.candidate.key, line.number)
        if before != line.number:
            line.faults[ROW] = gettext("trùng với dòng %(row)d") % {"row": before}


# --- doing


def carry_out(grid: Grid, outcome: Outcome, reason: str, *, for_good: bool) -> bool:
    """All rows in one transaction, or none: a fault anywhere, or `for_good` not asked for, undoes
    them. `reason` answers every question that a row does not answer itself. Whether they stand.
    """
    with transaction.atomic():
        for line in outcome.lines:
            if line.is_right:
                _carry_out(grid, line, reason)
        stands = for_good and outcome.is_right
        transaction.set_rollback(not stands)
    return stands


def _carry_out(grid: Grid, line: Line, reason: str) -> None:
    assert line.candidate is not None
    confirmed = line.typed.get(CONFIRMED, "") or reason
    try:
        with transaction.atomic():
            line.done = grid.write(line.candidate.target, line.values, confirmed)
    except AskedError as why:
        line.question = told(why)
    except GocError as why:
        line.faults[ROW] = told(why)
