"""Taking any file into a declared list: every row checked, all or nothing, each doubt and fault at
its cell. A row that stands already is unchanged, one known by its code or key is corrected.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from goc.files.tables import read_book
from goc.intake.alongside import ALONE, Alongside
from goc.intake.answers import Answers
from goc.intake.head import Words
from goc.intake.notes import Result
from goc.intake.outcome import Offer, asked
from goc.intake.reading import Choice, Understood, understood
from goc.intake.seals import said
from goc.lib.errors import GocError, InputError
from goc.lists.books import line_of
from goc.lists.columns import ROW_CODE, words_for
from goc.lists.forms import known
from goc.lists.registry import Subject
from goc.lists.shapes import MASK, Cell, RowShape
from goc.lists.sheet_lines import SheetLine, SheetReader, shown
from goc.units.asking import Asking
from goc.units.roles import DECLARE
from goc.web.words import told

MAX_BYTES, MAX_ROWS = 10 * 1024 * 1024, 20_000
FROM_LIST = "theo danh sách nhập"
TWICE, ONCE = "hai dòng khác nhau", "bỏ dòng này"
AS_FILE, AS_REGISTER = "ghi theo tệp", "giữ như trong sổ"
TRIED_AT_ONCE = 50
"""So many rows are written on trial while others wait."""
NO_SUCH_ROW = "không có dòng này trong sổ (đã rút lại, hoặc không thuộc phạm vi của bạn)"


# --- reading


def words_of(subject: Subject) -> Words:
    return words_for(subject.shape.cells, subject.names)


def read_list(path: Path, words: Words, choice: Choice | None = None) -> Understood:
    """Raises InputError: no such file, no list of this kind, locked or cut off, too large."""
    found = understood(read_book(path, MAX_BYTES), words, choice)
    if len(found.records) > MAX_ROWS:
        raise InputError(
            "Tệp có %(rows)s dòng, tối đa %(most)s.", rows=len(found.records), most=MAX_ROWS
        )
    return found


def day_of(asking: Asking, values: dict[str, Any]) -> date:
    """On which the units of a row are named: its first day, the end of its year."""
    day, year = values.get("valid_from"), values.get("year")
    if year:
        return min(date(year, 12, 31), asking.day)
    return day or asking.day


# --- taking in


def take_list(
    found: Understood,
    *,
    subject: Subject,
    asking: Asking,
    answers: Answers | None = None,
    dry_run: bool = False,
    alongside: Alongside = ALONE,
) -> Result:
    """Everything or nothing in one transaction; with `dry_run` nothing, after the same checks, in
    portions between which others write.
    """
    taking = _Taking(found, subject, asking, answers)
    lines = taking.lines()
    right = [line for line in lines if not line.faults]
    if not dry_run and len(right) == len(lines):
        return written(lines, partial(taking.write_all, lines), alongside)
    for start in range(0, len(right), TRIED_AT_ONCE):
        tried(partial(taking.write_all, right[start : start + TRIED_AT_ONCE]))
    return result_of(lines)


@transaction.atomic
def written(lines: Sequence[SheetLine], write: Callable[[], None], alongside: Alongside) -> Result:
    """All that `write` writes of the lines, and what goes with it; nothing when one is wrong
    then.
    """
    alongside.before()
    write()
    result = result_of(lines)
    if result.faults:
        transaction.set_rollback(True)
    else:
        alongside.after(result)
    return result


@transaction.atomic
def tried(write: Callable[[], None]) -> None:
    """What can only be known by writing is known; nothing is written."""
    write()
    transaction.set_rollback(True)


def result_of(lines: Sequence[SheetLine]) -> Result:
    """Nothing counts as taken while anything is wrong."""
    faults = [note for line in lines for note in line.faults]
    notes = [note for line in lines for note in line.said]
    changes = [change for line in lines for change in line.changes]
    if faults:
        return Result(len(lines), faults=faults, said=notes, changes=changes)
    came = Counter(line.came_of_it for line in lines)
    return Result(
        len(lines),
        len(lines),
        said=notes,
        new=came["new"],
        updated=came["updated"],
        unchanged=came["unchanged"],
        changes=changes,
    )


class _Taking:
    """One file on its way into one list."""

    def __init__(
        self, found: Understood, subject: Subject, asking: Asking, answers: Answers | None
    ) -> None:
        self.found, self.subject, self.asking = found, subject, asking
        self.shape: RowShape = subject.shape
        self.reader = SheetReader(
            (*self.shape.given, ROW_CODE),
            found,
            asking,
            answers,
            names=subject.names,
            may=DECLARE,
            day_of=day_of,
        )
        self.printed_on = replace(asking, day=found.seal.day or asking.day)
        self.new_rows: dict[tuple[Any, ...], int] = {}

    def lines(self) -> list[SheetLine]:
        """All rows, read and compared with what stands."""
        lines = [self.reader.line(record) for record in self.found.records]
        for line in lines:
            if line.text(ROW_CODE.name):
                self._known_by_code(line)
            else:
                self.reader.read(line, self._cells)
        others = [line for line in lines if line.stands is None and not line.faults]
        if others:
            self._find_standing(others)
        return lines

    @property
    def _cells(self) -> list[Cell]:
        return [cell for cell in self.reader.cells if cell is not ROW_CODE]

    # --- rows with their code

    @cached_property
    def _coded(self) -> dict[str, Any]:
        """Rows of the register by the codes of the file, those in scope."""
        codes = {line.value(ROW_CODE.name) for line in self.found.records}
        ids = list(filter(None, map(_uuid, codes)))
        rows = self.shape.rows(self.asking).filter(public_id__in=ids)
        made = self.shape.made(rows, self.printed_on)
        return {str(row.public_id): row for row in made}

    @cached_property
    def _rows_of_codes(self) -> dict[str, int]:
        """The first row of the file that bears a code."""
        first: dict[str, int] = {}
        for record in self.found.records:
            first.setdefault(said(record.value(ROW_CODE.name)), record.row)
        return first

    def _known_by_code(self, line: SheetLine) -> None:
        """Only what stands otherwise in the file is read; an empty cell and a mask say nothing."""
        code = line.text(ROW_CODE.name)
        row = self._coded.get(code)
        first = self._rows_of_codes[code]
        if row is None:
            return line.refuse(ROW_CODE.name, gettext(NO_SUCH_ROW))
        if first != line.row:
            return line.refuse(ROW_CODE.name, gettext("đã có ở dòng %(row)d") % {"row": first})
        line.stands = row
        printed = line_of(self.shape, row, self.printed_on)
        names = [cell.name for cell in self.shape.cells]
        if self.found.seal.is_untouched(code, map(line.record.value, names)):
            return None
        before = dict(zip(names, map(said, printed), strict=True))
        told_otherwise = [cell for cell in self._cells if _differs(line, cell, before)]
        self.reader.read(line, told_otherwise)
        self._keep_differences(line, row)
        if line.changes and self.found.seal.tells_otherwise(code, printed):
            self._ask_whose(line, row)
        return None

    def _keep_differences(self, line: SheetLine, row: Any) -> None:
        """What the line says otherwise than the row that it means."""
        stands = {cell.name: cell.value(row) for cell in self._cells}
        line.values = {n: value for n, value in line.values.items() if value != stands[n]}
        asking = self.asking
        for cell in self._cells:
            if cell.name in line.values:
                after = shown(cell, line.values[cell.name], asking)
                line.change(cell.name, shown(cell, stands[cell.name], asking), after)
        if line.changes and not asking.scope.may(DECLARE, self.shape.keeper(row)):
            line.refuse("", gettext("bạn chỉ được xem dòng này, không được sửa"))

    def _ask_whose(self, line: SheetLine, row: Any) -> None:
        """The row was changed in the register after it was written into the file."""
        now = "; ".join(f"{change.column}: {change.before or '…'}" for change in line.changes)
        reason = gettext("dòng này đã được sửa trong sổ sau khi xuất (sổ nay ghi %(now)s)")
        offers = (Offer(AS_FILE, AS_FILE), Offer(AS_REGISTER, AS_REGISTER))
        doubt = asked(reason % {"now": now}, *offers, alike=f"{row.public_id}")
        if self.reader.doubt(line, ROW_CODE, doubt) == AS_REGISTER:
            line.changes, line.values = [], {}

    # --- rows without

    def _find_standing(self, lines: Sequence[SheetLine]) -> None:
        """By the key of the subject, else rows that say the same; each stands for one line. Those
        that say just the same first.
        """
        key = self.subject.key or tuple(cell.name for cell in self._cells if cell.required)
        standing: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
        for row in self.shape.rows(self.asking):
            values = {cell.name: cell.value(row) for cell in self._cells}
            standing[_key(values, key)].append(row)
        for wholly in (True, False):
            for line in lines:
                rows = standing.get(_key(line.values, key), [])
                if line.stands is None:
                    line.stands = next((r for r in rows if self._says(line, r, wholly)), None)
                    _take_out(rows, line.stands)
        for line in lines:
            self._correct_or_add(line, key, standing.get(_key(line.values, key), []))

    def _says(self, line: SheetLine, row: Any, wholly: bool) -> bool:
        """Whether the row says all that the line says; `wholly`: and nothing else."""
        return all(
            _same(line.values.get(cell.name), cell.value(row), wholly) for cell in self._cells
        )

    def _correct_or_add(self, line: SheetLine, key: tuple[str, ...], rows: list[Any]) -> None:
        """`rows`: those of its key for which no line stands yet."""
        if line.stands is not None:
            line.values = {}
            return None
        if self.subject.key and len(rows) > 1:
            reason = gettext("khớp với %(count)d dòng của sổ: hãy nạp tệp xuất có cột «Mã dòng»")
            return line.refuse("", reason % {"count": len(rows)})
        if self.subject.key and rows:
            line.stands = rows.pop(0)
            return self._keep_differences(line, line.stands)
        return self._ask_about_twins(line, key)

    def _ask_about_twins(self, line: SheetLine, key: tuple[str, ...]) -> None:
        """Two new rows of one file that say the same."""
        names = key if self.subject.key else tuple(cell.name for cell in self._cells)
        first = self.new_rows.setdefault(_key(line.values, names), line.row)
        if first == line.row:
            return None
        if self.subject.key:
            return line.refuse("", gettext("trùng với dòng %(row)d") % {"row": first})
        reason = gettext("giống hệt dòng %(row)d: có phải là hai việc khác nhau") % {"row": first}
        doubt = asked(reason, Offer(TWICE, TWICE), Offer(ONCE, ONCE), alike=f"dòng {line.row}")
        told_by = next(cell for cell in self.shape.given if cell.name in line.record.cells)
        line.repeats = self.reader.doubt(line, told_by, doubt) == ONCE
        return None

    # --- writing

    def write_all(self, lines: Sequence[SheetLine]) -> None:
        for line in lines:
            self.write(line)

    def write(self, line: SheetLine) -> None:
        """A refusal by the action is the fault of the row; what it wrote is undone."""
        try:
            with transaction.atomic():
                self._write(line)
        except GocError as why:
            line.refuse("", told(why))

    def _write(self, line: SheetLine) -> None:
        by, add, correct = self.asking.user, self.subject.add, self.subject.correct
        if line.came_of_it == "new":
            assert add is not None
            empty = dict.fromkeys(cell.name for cell in self._cells)
            add(by=by, **known(self._cells, empty | line.values))
        elif line.changes:
            if correct is None:
                raise InputError("Danh sách này không sửa được từng dòng.")
            correct(row=line.stands, by=by, reason=FROM_LIST, **line.values)


def _uuid(text: Any) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None


def _differs(line: SheetLine, cell: Cell, printed: dict[str, str]) -> bool:
    text = said(line.record.value(cell.name))
    return text not in ("", MASK, printed[cell.name])


def _same(told_: Any, stands: Any, wholly: bool) -> bool:
    """What is not known is "" or None."""
    if told_ in (None, ""):
        return not wholly or stands in (None, "")
    return bool(told_ == stands)


def _key(values: dict[str, Any], names: Iterable[str]) -> tuple[Any, ...]:
    return tuple(values.get(name) or "" for name in names)


def _take_out(rows: list[Any], row: Any) -> None:
    if row is not None:
        rows.remove(row)
