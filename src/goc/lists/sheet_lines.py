"""One row of a file in clean values, read by the cells of a declared list: what was taken, said,
asked and refused, each at its cell. What the row means in the register: `loading`, `grid_loading`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext

from goc.intake.answers import Answers
from goc.intake.codes import read_code
from goc.intake.days import Asked, read_day
from goc.intake.notes import Change, Note
from goc.intake.numbers import read_number, read_year, years_in
from goc.intake.outcome import (
    ASKED,
    SAID,
    Missing,
    Offer,
    Reading,
    answered,
    as_text,
    asked,
    refused,
    taken,
)
from goc.intake.reading import Understood
from goc.intake.rows import NOWHERE, Record
from goc.intake.texts import read_text
from goc.lib.errors import GocError
from goc.lists.columns import aliases_for, titles_of
from goc.lists.kinds import KINDS
from goc.lists.shapes import MASK, Cell
from goc.units.asking import Asking
from goc.units.written import Places, WrittenUnits
from goc.viet.names import fold
from goc.web.words import told

EMPTY = "không được để trống"
NO_COLUMN = "danh sách không có cột này: ghi gì cho mọi dòng"
AHEAD, BACK = 10, 60
"""Years: so far behind and before its list a day of two digits may lie."""
SIGNS = {"v": True, "✓": True, "đúng": True, "true": True, "sai": False, "false": False}
NOWHERE_AT_ALL = "?"
DayOf = Callable[[Asking, dict[str, Any]], date]


@dataclass
class SheetLine:
    """`faults` is empty when all of it can be taken. `titles`: of the fields. `stands`: what of the
    register the row means; `changes`: what it says otherwise.
    """

    record: Record
    titles: Mapping[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    faults: list[Note] = field(default_factory=list)
    said: list[Note] = field(default_factory=list)
    stands: Any = None
    changes: list[Change] = field(default_factory=list)
    repeats: bool = False

    @property
    def row(self) -> int:
        return self.record.row

    @property
    def came_of_it(self) -> str:
        """`new`, `updated` or `unchanged`."""
        if self.changes:
            return "updated"
        return "unchanged" if self.repeats or self.stands is not None else "new"

    def text(self, name: str) -> str:
        return as_text(self.record.value(name))

    def refuse(self, name: str, reason: str, offers: Sequence[Offer] = (), alike: str = "") -> None:
        """A fault of a cell, of the whole row where `name` is ""."""
        self.faults.append(self._note(name, reason, offers, alike))

    def forget_empty(self) -> None:
        """What stands already need not be told again."""
        self.faults = [fault for fault in self.faults if fault.value or not fault.field]

    def tell(self, name: str, reason: str) -> None:
        self.said.append(self._note(name, reason))

    def change(self, name: str, before: str, after: str) -> None:
        self.changes.append(Change(self.row, self.titles.get(name, name), before, after))

    def _note(self, name: str, reason: str, offers: Sequence[Offer] = (), alike: str = "") -> Note:
        at = self.record.cells.get(name, NOWHERE).column.letter
        title = self.titles.get(name, "")
        return Note(self.row, title, self.text(name), reason, at, name, tuple(offers), alike)


class SheetReader:
    """Cleans rows with what is the same for all: the cells, the catalogues, the units of the scope
    by name, what was answered. `offers`: by cell, what may be meant where a list does not tell it.
    """

    def __init__(
        self,
        cells: Sequence[Cell],
        found: Understood,
        asking: Asking,
        answers: Answers | None,
        *,
        names: Path | None,
        may: str,
        day_of: DayOf,
        offers: Mapping[str, Sequence[Offer]] | None = None,
    ) -> None:
        self.cells = sorted(cells, key=lambda cell: cell.kind_name == "unit")
        self.titles = titles_of(cells)
        self.found, self.asking = found, asking
        self.answers = answers or Answers()
        self.may, self.day_of = may, day_of
        self.offers = offers or {}
        coded = [cell for cell in cells if cell.kind_name in ("code", "choice")]
        self.aliases = {cell.name: aliases_for(cell, names) for cell in coded}
        self.above: dict[str, str] = {}
        self.units: dict[date, WrittenUnits] = {}
        year = asking.day.year
        self.day = Asked(
            date(year + AHEAD, 12, 31),
            days_from_1904=found.days_from_1904,
            earliest=date(year - BACK, 1, 1),
        )
        self.readers: dict[str, Callable[[Cell, Any, SheetLine], Reading]] = {
            "text": lambda cell, value, _: read_text(value, cell.longest or 0),
            "day": lambda _cell, value, _: read_day(value, self.day),
            "count": lambda cell, value, _: self._fitting(cell, read_number(value)),
            "money": lambda cell, value, _: self._fitting(cell, read_number(value)),
            "year": lambda cell, value, _: self._fitting(cell, read_year(value)),
            "code": self._code,
            "choice": self._code,
            "flag": self._flag,
            "unit": self._unit,
        }

    def line(self, record: Record) -> SheetLine:
        return SheetLine(record, self.titles)

    def read(self, line: SheetLine, cells: Sequence[Cell] | None = None) -> None:
        """Units last: they are named as on the day that the row tells."""
        for cell in self.cells if cells is None else cells:
            self.enter(line, cell, self._settled(line, cell))
        self.above |= {name: line.values.get(name, "") for name in self.aliases}

    def enter(self, line: SheetLine, cell: Cell, read: Reading | None) -> None:
        """Puts what came of reading a cell into the line; None: it says nothing."""
        if read is None:
            return
        if not read.is_right:
            line.refuse(cell.name, read.reason, read.offers, read.alike)
            return
        if read.value is not None:
            line.values[cell.name] = read.value
        if read.kind == SAID:
            line.tell(cell.name, read.reason)

    def doubt(self, line: SheetLine, cell: Cell, read: Reading) -> Any:
        """The value of the offer that was chosen; None, and a fault of the line, while none is."""
        answer = fold(self._answer(line, cell, read) or "")
        chosen = next((offer for offer in read.offers if fold(offer.text) == answer), None)
        if chosen is None:
            line.refuse(cell.name, read.reason, read.offers, read.alike)
        return chosen and chosen.value

    # --- one cell

    def _settled(self, line: SheetLine, cell: Cell) -> Reading | None:
        """What was read; where that is a doubt, what was answered."""
        value = self._value(line, cell)
        if as_text(value) in ("", MASK):
            read = self._of_nothing(cell)
        elif isinstance(value, Missing):
            return value.reading
        else:
            read = self._read(cell, value, line)
        if read is None or read.kind != ASKED:
            return read
        answer = self._answer(line, cell, read)
        if answer is None:
            return read
        return answered(read, answer, self._read(cell, answer, line))

    def _value(self, line: SheetLine, cell: Cell) -> Any:
        """A unit that is not written is that of the rows above."""
        value = line.record.value(cell.name)
        if cell.kind_name == "unit" and as_text(value) == "" and line.record.under:
            return line.record.under[0]
        return value

    def _of_nothing(self, cell: Cell) -> Reading | None:
        """What the list does not tell of a cell that has to be told is asked once for all rows."""
        if not cell.required:
            return None
        offers = self.offers.get(cell.name) or self._offered(cell)
        if self.found.column_of(cell.name) is None:
            return asked(gettext(NO_COLUMN), *offers, alike=NO_COLUMN)
        return asked(gettext(EMPTY), *offers)

    def _offered(self, cell: Cell) -> Sequence[Offer]:
        """The years that the titles of the list name; yes and no."""
        if cell.kind_name == "year":
            return [Offer(str(year), year) for year in years_in(self.found.titles)]
        if cell.kind_name == "flag":
            return [Offer(gettext("Không"), False), Offer(gettext("Có"), True)]
        return ()

    def _answer(self, line: SheetLine, cell: Cell, read: Reading) -> str | None:
        """What was answered to a doubt; without it what is offered first, if that was asked for."""
        column = line.record.cells.get(cell.name, NOWHERE).column
        names = (cell.name, self.titles.get(cell.name, cell.name), column.head)
        texts = (read.alike, line.text(cell.name))
        letter = column.letter or NOWHERE_AT_ALL
        answer = self.answers.find(line.row, letter, names, texts)
        first = next((offer.text for offer in read.offers), None)
        return answer if answer is not None or not self.answers.first_offers else first

    def _read(self, cell: Cell, value: Any, line: SheetLine) -> Reading:
        """By the kind of the cell."""
        return self.readers.get(cell.kind_name, self._of_kind)(cell, value, line)

    def _of_kind(self, cell: Cell, value: Any, _line: SheetLine) -> Reading:
        """As a form reads it."""
        try:
            return taken(cell.read(value, self.asking))
        except GocError as why:
            return refused(told(why))

    def _fitting(self, cell: Cell, read: Reading) -> Reading:
        """A number, or the numbers offered, as the register holds them."""
        if read.is_right:
            kept = self._of_kind(cell, read.value, NO_LINE)
            return replace(read, value=kept.value) if kept.is_right else kept
        kept_all = [(one, self._of_kind(cell, one.value, NO_LINE)) for one in read.offers]
        offers = [replace(one, value=kept.value) for one, kept in kept_all if kept.is_right]
        return replace(read, offers=offers)

    def _code(self, cell: Cell, value: Any, _line: SheetLine) -> Reading:
        return read_code(value, self.aliases[cell.name], self.above.get(cell.name, ""))

    def _flag(self, cell: Cell, value: Any, line: SheetLine) -> Reading:
        sign = SIGNS.get(as_text(value).casefold())
        return taken(sign) if sign is not None else self._of_kind(cell, value, line)

    def _unit(self, _cell: Cell, value: Any, line: SheetLine) -> Reading:
        """Named as on the day that the row tells, under the units of the rows above it."""
        day = self.day_of(self.asking, line.values)
        if day not in self.units:
            self.units[day] = WrittenUnits(self.asking.scope, day, self.may)
        under = tuple(one for one in line.record.under if one != value)
        return self.units[day].read(value, Places(under))


NO_LINE = SheetLine(Record(0, {}), {})


def shown(cell: Cell, value: Any, asking: Asking) -> str:
    """A value as the list prints it; empty where nothing is known."""
    if value in (None, ""):
        return ""
    if cell.choices:
        return str(dict(cell.choices).get(value, value))
    if cell.kind_name == "unit":
        return asking.unit_name(value.pk)
    return KINDS[cell.kind_name].show(value, cell.catalogue, asking)
