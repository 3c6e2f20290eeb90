"""Taking any file through a grid: whom each row means, what it records, what of it stands already;
all or nothing. And the export that comes back by the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from goc.intake.alongside import ALONE, Alongside
from goc.intake.answers import Answers
from goc.intake.head import Words
from goc.intake.notes import Result
from goc.intake.outcome import Offer, asked
from goc.intake.reading import Understood
from goc.intake.seals import said
from goc.lib.errors import AskedError, ForbiddenError, GocError
from goc.lists.books import Table, about, is_bare, workbook
from goc.lists.columns import ROW_CODE, words_for
from goc.lists.grids import CONFIRMATION, CONFIRMED, Candidate, Grid, Match, Values
from goc.lists.loading import AS_FILE, AS_REGISTER, result_of, tried, written
from goc.lists.pasting import Typed
from goc.lists.shapes import Cell
from goc.lists.sheet_lines import SheetLine, SheetReader, shown
from goc.units.asking import Asking
from goc.web.words import told

YES = "đúng"


@dataclass(frozen=True)
class GridList:
    """A list of which each row is one act on somebody. `name_cell`: of `who`, the one without which
    it is no such list; `typed`: the cells of who as a row tells them. `part`: the cell that says to
    which of several grids a row belongs (a course), and `parts(asking, titles)` those it may be,
    what the titles of the list name first; `make(part, asking)` raises where the asker may not.
    `act`: of `roles.ACTS`, on units that stand in a row.
    """

    name: str
    label: Any
    who: tuple[Cell, ...]
    cells: tuple[Cell, ...]
    name_cell: str
    make: Callable[[Any, Asking], Grid]
    typed: Callable[[SheetLine, SheetReader], Typed]
    may: Callable[[Asking], bool]
    act: str
    part: Cell | None = None
    parts: Callable[[Asking, str], Sequence[Any]] | None = None
    names: Path | None = None

    @property
    def own(self) -> tuple[Cell, ...]:
        """What a column of the export holds: the part first."""
        return (*((self.part,) if self.part else ()), *self.who, *self.cells)

    def words(self) -> Words:
        return words_for((*self.own, CONFIRMATION), self.names, name=self.name_cell)

    def grids(self, asking: Asking, text: str = "") -> Iterator[tuple[Any, Grid]]:
        """Those whose name this is, of all that the asker may write."""
        if self.part is None or self.parts is None:
            yield None, self.make(None, asking)
            return
        for part in [self.part.read(text, asking)] if text else self.parts(asking, ""):
            yield part, self.make(part, asking)


LISTS: dict[str, GridList] = {}


def register(*lists: GridList) -> None:
    for one in lists:
        LISTS[one.name] = one


# --- out


def grid_workbook(listed: GridList, asking: Asking, text: str = "") -> bytes:
    """Everybody of the grids that the asker may write, with what stands of each; whoever has
    nothing yet has an empty row. Raises ForbiddenError for who only reads.
    """
    if not listed.may(asking):
        raise ForbiddenError("Bạn không được xuất danh sách này.")
    lines, codes = [], []
    for part, grid in listed.grids(asking, text):
        for candidate in grid.everybody():
            for values in grid.held(candidate.target) or [{}]:
                lines.append(_line(listed, part, candidate, values, asking))
                codes.append(_code(grid, candidate, values))
    heads = [str(cell.label) for cell in listed.own]
    table = Table(str(listed.label), heads, lines, about(listed.label, asking), codes)
    return workbook(table)


def _line(
    listed: GridList, part: Any, candidate: Candidate, values: Values, asking: Asking
) -> list[Any]:
    """As `GridList.own` has the columns."""
    first = [shown(listed.part, part, asking)] if listed.part else []
    who = [candidate.typed.get(cell.name, "") for cell in listed.who]
    return [*first, *who, *(_bare(cell, values.get(cell.name), asking) for cell in listed.cells)]


def _bare(cell: Cell, value: Any, asking: Asking) -> Any:
    return value if is_bare(value) else shown(cell, value, asking)


def _code(grid: Grid, candidate: Candidate, values: Values) -> str:
    """By which a row is known again: of whom, and which of several."""
    return ":".join([candidate.key, *(said(values.get(name)) for name in grid.same)])


# --- in


def take_grid(
    found: Understood,
    *,
    listed: GridList,
    asking: Asking,
    answers: Answers | None = None,
    dry_run: bool = False,
    alongside: Alongside = ALONE,
) -> Result:
    """Everything or nothing in one transaction; with `dry_run` nothing, after the same checks."""
    taking = _Taking(found, listed, asking, answers)
    lines = taking.lines()
    take = partial(taking.take, lines)
    if not dry_run:
        return written(lines, take, alongside)
    tried(take)
    return result_of(lines)


class _Taking:
    """One file on its way through the grids of a list. Each row is written before the next is
    compared with what stands.
    """

    grid: Grid
    part: Any

    def __init__(
        self, found: Understood, listed: GridList, asking: Asking, answers: Answers | None
    ) -> None:
        self.found, self.listed, self.asking = found, listed, asking
        self.reader = SheetReader(
            (*listed.own, CONFIRMATION, ROW_CODE),
            found,
            asking,
            answers,
            names=listed.names,
            may=listed.act,
            day_of=self._day_of,
        )
        names = {cell.name for cell in listed.cells}
        self.cells = [cell for cell in self.reader.cells if cell.name in names]
        self.seen: dict[tuple[Any, str], int] = {}

    def lines(self) -> list[SheetLine]:
        """All rows in their order."""
        return [self.reader.line(record) for record in self.found.records]

    def take(self, lines: Sequence[SheetLine]) -> None:
        """Compared with what stands, and written, part by part."""
        parts = {line.row: self._part_of(line) for line in lines}
        right = [line for line in lines if not line.faults]
        for part in dict.fromkeys(parts[line.row] for line in right):
            self._take(part, [line for line in right if parts[line.row] == part])

    def _day_of(self, asking: Asking, values: Values) -> date:
        """On which the units of a row of the present grid are named."""
        return self.grid.day_of(asking, values)

    def _part_of(self, line: SheetLine) -> Any:
        """To which grid the row belongs."""
        part, parts = self.listed.part, self.listed.parts
        if part is None or parts is None:
            return None
        there = parts(self.asking, self.found.titles)
        offers = [Offer(shown(part, one, self.asking), one) for one in there]
        self.reader.offers = {part.name: offers}
        self.reader.read(line, [part])
        return line.values.pop(part.name, None)

    def _take(self, part: Any, lines: Sequence[SheetLine]) -> None:
        """The rows of one grid."""
        try:
            self.grid = self.listed.make(part, self.asking)
        except GocError as why:
            for line in lines:
                line.refuse("", told(why))
            return
        self.part = part
        self.reader.offers = {cell.name: self._common(cell) for cell in self.cells}
        matches = self.grid.find([self.listed.typed(line, self.reader) for line in lines])
        for line, match in zip(lines, matches, strict=True):
            self._take_row(line, match)

    def _common(self, cell: Cell) -> Sequence[Offer]:
        """What the page offers for all rows alike."""
        text = self.grid.common.get(cell.name)
        if not text:
            return ()
        value = cell.read(text, self.asking)
        return [Offer(shown(cell, value, self.asking), value)]

    # --- a row

    def _take_row(self, line: SheetLine, match: Match) -> None:
        if not any(line.text(cell.name) for cell in self.cells):
            line.repeats = True
            line.tell("", gettext("dòng không ghi gì: bỏ qua"))
            return
        candidate = self._meant(line, match)
        self.reader.read(line, self.cells)
        if candidate is None:
            return
        held = self._held(line, candidate)
        if not line.faults:
            self._write(line, candidate, held)

    def _meant(self, line: SheetLine, match: Match) -> Candidate | None:
        """Several are asked about."""
        if len(match.candidates) == 1:
            return match.candidates[0]
        if not match.candidates:
            line.refuse(match.column, match.reason)
            return None
        cell = next(one for one in self.listed.who if one.name == self.listed.name_cell)
        offers = [Offer(candidate.label, candidate) for candidate in match.candidates]
        reason = gettext("có %(count)d người có thể là người này") % {"count": len(offers)}
        chosen: Candidate | None = self.reader.doubt(
            line, cell, asked(reason, *offers, alike=f"dòng {line.row}")
        )
        return chosen

    def _held(self, line: SheetLine, candidate: Candidate) -> Values | None:
        """What stands already of the act; how the row differs from it is kept in the line."""
        code = _code(self.grid, candidate, line.values)
        first = self.seen.setdefault((self.part, code), line.row)
        if first != line.row:
            line.refuse("", gettext("trùng với dòng %(row)d") % {"row": first})
        held = next(
            (one for one in self.grid.held(candidate.target) if self._is_it(line, one)), None
        )
        if held is None:
            return None
        line.stands = candidate
        line.forget_empty()
        for cell in self.cells:
            value = line.values.get(cell.name)
            if value is not None and value != held.get(cell.name):
                before = shown(cell, held.get(cell.name), self.asking)
                line.change(cell.name, before, shown(cell, value, self.asking))
        if line.changes:
            self._judge_changes(line, candidate, held, code)
        return held

    def _is_it(self, line: SheetLine, held: Values) -> bool:
        return all(held.get(name) == line.values.get(name) for name in self.grid.same)

    def _judge_changes(
        self, line: SheetLine, candidate: Candidate, held: Values, code: str
    ) -> None:
        """Of a row as it was exported only the register has changed; of another both may have."""
        seal = self.found.seal
        names = [cell.name for cell in self.listed.own]
        printed = _line(self.listed, self.part, candidate, held, self.asking)
        if seal.is_untouched(code, map(line.record.value, names)):
            line.changes = []
        elif self.grid.correct is None:
            now = "; ".join(f"{one.column}: {one.before or '…'}" for one in line.changes)
            line.refuse("", gettext("đã ghi khác (%(now)s): hãy sửa ở trang riêng") % {"now": now})
        elif seal.tells_otherwise(code, printed):
            self._ask_whose(line)

    def _ask_whose(self, line: SheetLine) -> None:
        """The row was changed in the register after it was written into the file."""
        reason = gettext("dòng này đã được sửa trong sổ sau khi xuất")
        offers = (Offer(AS_FILE, AS_FILE), Offer(AS_REGISTER, AS_REGISTER))
        doubt = asked(reason, *offers, alike=f"dòng {line.row}")
        if self.reader.doubt(line, ROW_CODE, doubt) == AS_REGISTER:
            line.changes = []

    # --- writing

    def _write(self, line: SheetLine, candidate: Candidate, held: Values | None) -> None:
        """A refusal by the action is the fault of the row; what it asks is answered for the row."""
        if held is not None and not line.changes:
            return
        act = self.grid.write if held is None else self.grid.correct
        assert act is not None
        values = dict.fromkeys(cell.name for cell in self.cells) | (held or {}) | line.values
        confirmed = line.text(CONFIRMED) or self.reader.answers.cells.get((line.row, ""), "")
        try:
            with transaction.atomic():
                act(candidate.target, values, confirmed)
        except AskedError as why:
            codes = " ".join(question.code for question in why.questions)
            reason = gettext("Nếu đúng, thêm cột «Xác nhận» và ghi lý do.")
            line.refuse("", f"{told(why)} {reason}", [Offer(YES)], codes)
        except GocError as why:
            line.refuse("", told(why))
