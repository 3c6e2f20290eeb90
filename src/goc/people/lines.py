"""One row of a danh sách trích ngang in clean values: what was taken, said, asked and refused, each
with its column.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils import timezone

from goc.accounts.models import User
from goc.intake.answers import Answers
from goc.intake.codes import read_code, says_nothing
from goc.intake.days import Asked, judged_birth, read_day
from goc.intake.head import Column as HeadColumn
from goc.intake.notes import Change, Note
from goc.intake.outcome import (
    ASKED,
    BLANK,
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
from goc.intake.reading import NOT_SEALED
from goc.intake.rows import NOWHERE, Cell, Record
from goc.intake.seals import Seal
from goc.intake.texts import read_citizen_number, read_name, read_telephone, read_text
from goc.lib.errors import InputError
from goc.lists.kinds import KINDS
from goc.people import old_lists, rules
from goc.people.access import MASK
from goc.people.columns import OWN, SENSITIVE_COLUMNS
from goc.people.models import Person
from goc.people.sheets import COLUMNS, Column
from goc.units.access import Scope
from goc.units.asking import Asking
from goc.units.written import Places, WrittenUnits
from goc.viet.names import fold

LONGEST = {"decision": 120, **{cell.name: cell.longest or 0 for cell in OWN}}
"""What the register holds; a code is judged by its check character."""
PARTY = ("party_probationary", "party_official")
PARTY_UNDATED = "party_undated"
"""A value of a line: a member of the Party, the day not known."""
BY_PAGE = "Việc này có ngày riêng: hãy ghi ở trang của cán bộ"
TITLES = {column.key: column.title for column in COLUMNS}
SPECIAL: dict[str, Callable[[Any, int], Reading]] = {
    "full_name": read_name,
    "citizen_number": read_citizen_number,
    "telephone": read_telephone,
}
ALONE = old_lists.CORE - {"unit"}
"""Columns one of which tells something of everybody in a list that has it."""
YES_NO = {True: "Có", False: "Không"}
EMPTY = "không được để trống"
NO_OFFER = Offer("")
CODED = ("code", "choice")
WRONG_THEN = {"post_from": "birth"}
"""Of a post before the birth the birth is wrong, of all else the day."""
DAYS = [column.key for column in COLUMNS if column.kind == "day"]
"""None of them can lie after the day of the list, or before the birth."""


@dataclass(slots=True)
class Line:
    """One row in clean values; `faults` is empty when all of it can be taken."""

    row: int
    cells: Mapping[str, Cell]
    confirmed: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    faults: list[Note] = field(default_factory=list)
    said: list[Note] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    """What it says otherwise than the register, as the roster prints it."""
    person: Person | None = None
    """Who stands in the register and is meant; `values` are then what differs."""
    repeats: int = 0
    """The row that tells of the same person, by what somebody answered."""

    @property
    def came_of_it(self) -> str:
        """`new`, `updated` or `unchanged`."""
        if self.person is None:
            return "new"
        return "updated" if self.values else "unchanged"

    @property
    def is_known_by_code(self) -> bool:
        """Whether the line comes out of the register."""
        return bool(self.text("code"))

    def value(self, name: str) -> Any:
        """Of the cell of a field, as it was read."""
        return self.cells.get(name, NOWHERE).value

    def text(self, name: str) -> str:
        """What stands in the cell of a field."""
        return as_text(self.cells.get(name, NOWHERE).value)

    def forget(self, keys: set[str]) -> None:
        """What stands in the register word for word was right when it was written there."""
        for name in keys:
            self.values.pop(name, None)
        self.faults = [fault for fault in self.faults if fault.field not in keys]

    def refuse(self, name: str, reason: str, offers: Sequence[Offer] = (), alike: str = "") -> None:
        """A fault of a cell, of the whole row where `name` is ""."""
        self.faults.append(self.note(name, reason, offers, alike))

    def tell(self, name: str, reason: str) -> None:
        """What was done to a cell."""
        self.said.append(self.note(name, reason))

    def note(self, name: str, reason: str, offers: Sequence[Offer] = (), alike: str = "") -> Note:
        """Where it stands, what stands there, and why."""
        at = self.cells.get(name, NOWHERE).column.letter
        title = TITLES.get(name, "")
        return Note(self.row, title, self.text(name), reason, at, name, tuple(offers), alike)


class Reader:
    """Cleans rows with what is the same for all of them: the units of the scope by name, the
    catalogues, the day, what was answered.
    """

    def __init__(
        self,
        scope: Scope,
        as_of: date,
        answers: Answers | None = None,
        *,
        days_from_1904: bool = False,
        seal: Seal = NOT_SEALED,
    ) -> None:
        self.seal = seal
        self.units = WrittenUnits(scope, as_of)
        self.scope, self.as_of = scope, as_of
        self.answers = answers or Answers()
        self.asking = Asking(User(), scope, as_of, timezone.localdate())
        self.aliases = {c.key: old_lists.aliases(c) for c in COLUMNS if c.kind in CODED}
        self.day = Asked(as_of, days_from_1904=days_from_1904)
        self.above: dict[str, str] = {}
        self.readers: dict[str, Callable[[Column, Any, Line], Reading]] = {
            "text": lambda column, value, _: read_text(value, LONGEST.get(column.key, 0)),
            "day": lambda _, value, __: read_day(value, self.day),
            "year_or_day": lambda _, value, line: self._birth(value, line),
            "choice": self._code,
            "code": self._code,
            "unit": lambda _, value, __: self.units.read(value, self.places),
        }
        self.places = Places()

    # --- a row

    def line(self, record: Record) -> Line:
        """All that one row says, judged."""
        confirmed = as_text(record.value("confirmed"))
        line = Line(record.row, record.cells, confirmed)
        self.places = Places(tuple(record.under), as_text(record.value("home_village")))
        for column in COLUMNS:
            self._take(column, record, line)
        line.values = {**record.sets, **line.values}
        self._keep_remarks(line)
        self._check_is_somebody(line)
        self._check_together(line)
        self.above |= {name: line.values.get(name, "") for name in self.aliases}
        return line

    def known(self, cells: Mapping[str, Any]) -> dict[str, Any]:
        """The values of a line that the register itself would print."""
        columns = enumerate(COLUMNS)
        own = {
            c.key: Cell(cells.get(c.key, ""), HeadColumn(at, c.title, c.key)) for at, c in columns
        }
        return self.line(Record(0, own)).values

    def _take(self, column: Column, record: Record, line: Line) -> None:
        """An empty cell, and a mask, say nothing."""
        value = self._value(column, record)
        text = as_text(value)
        if text == "" or (value == MASK and column.key in SENSITIVE_COLUMNS):
            if column.required:
                line.refuse(column.key, EMPTY)
            return
        self.enter(line, column, self._settled(column, value, line))

    def _value(self, column: Column, record: Record) -> Any:
        """A unit that is not written is that of the rows above."""
        value = record.value(column.key)
        if column.kind == "unit" and as_text(value) == "" and record.under:
            self.places = Places(tuple(record.under[1:]), self.places.hint)
            return record.under[0]
        return value

    def _settled(self, column: Column, value: Any, line: Line) -> Reading:
        """What was read; where that is a doubt, what was answered."""
        if isinstance(value, Missing):
            return value.reading
        read = self._read(column, value, line)
        if says_nothing(value) and not column.required:
            read = asked("không có chữ hay số nào", Offer(BLANK))
        if read.kind != ASKED:
            return read
        answer = self.answer(line, column.key, read)
        if answer is None:
            return read
        if fold(answer) == fold(BLANK) and column.key in PARTY and not says_nothing(value):
            line.values[PARTY_UNDATED] = True
            line.remarks.append(f"{column.title}: {as_text(value)}")
        return answered(read, answer, self._read(column, answer, line))

    def _read(self, column: Column, value: Any, line: Line) -> Reading:
        """By the column, else by its kind."""
        special = SPECIAL.get(column.key)
        if special is not None:
            return special(value, LONGEST.get(column.key, 0))
        reader = self.readers.get(column.kind, self._of_lists)
        return reader(column, value, line)

    def _of_lists(self, column: Column, value: Any, _line: Line) -> Reading:
        """Kinds that this paper has no reader of its own for, as on any list."""
        try:
            return taken(KINDS[column.kind].read(value, column.catalogue, self.asking))
        except InputError as why:
            return refused(str(why))

    def shown(self, name: str, value: Any) -> str:
        """A value as the roster prints it."""
        if name in self.aliases:
            return self.aliases[name].label(str(value))
        return YES_NO.get(value, "") if isinstance(value, bool) else as_text(value)

    def answer(self, line: Line, name: str, read: Reading) -> str | None:
        """What was answered to a doubt; without an answer what is offered first, if that was asked
        for.
        """
        first = next((offer.text for offer in read.offers), None)
        told = self._told(line, name, read)
        return told if told is not None or not self.answers.first_offers else first

    def _told(self, line: Line, name: str, read: Reading) -> str | None:
        """What somebody answered himself."""
        column = line.cells.get(name, NOWHERE).column
        names = (name, TITLES.get(name, name), column.head)
        texts = (read.alike, line.text(name))
        return self.answers.find(line.row, column.letter, names, texts)

    def answer_to(self, line: Line, name: str, reason: str, offers: Sequence[Offer]) -> Offer:
        """Which of the offers was chosen; a fault of the line, and an empty one, when none was. Who
        somebody is, nobody takes for granted.
        """
        read = asked(reason, *offers, alike=f"dòng {line.row}")
        answer = fold(self._told(line, name, read) or "")
        chosen = next((offer for offer in offers if fold(offer.text) == answer), NO_OFFER)
        if chosen is NO_OFFER:
            line.refuse(name, reason, offers, read.alike)
        return chosen

    def enter(self, line: Line, column: Column, read: Reading) -> None:
        """Puts what came of reading a cell into the line."""
        if not read.is_right:
            line.refuse(column.key, read.reason, read.offers, read.alike)
            return
        if read.value is not None:
            line.values[column.key] = read.value
        line.values |= read.fields
        line.remarks += filter(None, [read.remark])
        if read.kind == SAID:
            line.tell(column.key, read.reason)

    def _birth(self, value: Any, line: Line) -> Reading:
        """Who has a code stands in the register, however old."""
        read = read_day(value, replace(self.day, only_year=True))
        return read if line.is_known_by_code and read.is_right else judged_birth(read, self.as_of)

    def _code(self, column: Column, value: Any, _line: Line) -> Reading:
        """A value of a catalogue, or of a few choices."""
        return read_code(value, self.aliases[column.key], self.above.get(column.key, ""))

    def _keep_remarks(self, line: Line) -> None:
        """What the values do not keep stands in the note."""
        kept = [text for text in line.remarks if text not in line.values.get("note", "")]
        if not kept:
            return
        note = "; ".join([*filter(None, [line.values.get("note", "")]), *kept])
        if len(note) > LONGEST["note"]:
            line.refuse("note", f"dài {len(note)} ký tự cùng phần được giữ lại, tối đa 300")
        else:
            line.values["note"] = note
            line.tell("note", f"giữ lại: {'; '.join(kept)}")

    # --- cells that belong together

    def _check_is_somebody(self, line: Line) -> None:
        """A name and nothing else, where the list tells more of others, may be a unit, a remark or
        the rest of the name above.
        """
        told = {name for name in line.cells if line.text(name)}
        is_bare = told == {"full_name"} and line.cells.keys() & ALONE
        if is_bare and {"full_name", "unit"} <= line.values.keys():
            name = line.values["full_name"]
            self.doubt(line, "full_name", asked("dòng chỉ có họ tên", Offer(name, name)))

    def _check_together(self, line: Line) -> None:
        """In the order in which the faults are told."""
        for check in (
            _check_code,
            self._check_post,
            self._check_days,
            _check_party,
            self._check_sex,
            self._check_seat,
        ):
            check(line)

    def _check_post(self, line: Line) -> None:
        """A post without a day begins on that of the list; a day without a post is a fault."""
        values = line.values
        if "post_from" in values and not line.text("post"):
            line.refuse("post", "có «Từ ngày» mà không có chức vụ")
        if "post" in values and not line.text("post_from"):
            line.tell(
                "post_from", f"không ghi ngày: lấy ngày của danh sách ({self.as_of:%d/%m/%Y})"
            )

    def _check_days(self, line: Line) -> None:
        """Nothing after the list, nothing before the birth."""
        born = _first_day(line.values.get("birth"))
        for name in DAYS:
            day = line.values.get(name)
            if day is None:
                continue
            if day > self.as_of:
                line.refuse(name, f"sau ngày của danh sách ({self.as_of:%d/%m/%Y})")
            elif born and day < born and not line.is_known_by_code:
                reason = f"{TITLES[name]} {day:%d/%m/%Y} trước khi sinh ({born:%d/%m/%Y})"
                line.refuse(WRONG_THEN.get(name, name), reason)

    def _check_sex(self, line: Line) -> None:
        """A middle name «Thị» is a woman's."""
        middle = [fold(word) for word in line.values.get("full_name", "").split()[1:-1]]
        if "thi" not in middle or line.values.get("sex") != "male" or line.is_known_by_code:
            return
        offers = (Offer("Nữ", "female"), Offer("Nam", "male"))
        self.doubt(line, "sex", asked("tên đệm là «Thị»", *offers, alike=f"thị {line.row}"))

    def _check_seat(self, line: Line) -> None:
        """A post of a commune is held in one."""
        unit, post = line.values.get("unit"), line.values.get("post")
        if unit is None or post not in old_lists.posts_of_communes() or line.is_known_by_code:
            return
        if self.units.is_above_communes(unit):
            offers = self.units.communes_of(unit)
            reason = f"{as_text(line.text('post'))} là chức vụ ở cấp xã: hãy ghi rõ xã nào"
            self.doubt(line, "unit", asked(reason, *offers, alike=f"{line.text('unit')} cấp xã"))

    def doubt(self, line: Line, name: str, read: Reading) -> None:
        """A doubt about what was taken already: the answer takes its place."""
        column = next(column for column in COLUMNS if column.key == name)
        line.values.pop(name, None)
        answer = self.answer(line, name, read)
        if answer is not None:
            read = answered(read, answer, self._read(column, answer, line))
        self.enter(line, column, read)


def _first_day(known: date | int | None) -> date | None:
    """The earliest that a birth may mean."""
    return date(known, 1, 1) if isinstance(known, int) else known


def _check_code(line: Line) -> None:
    """By its check character."""
    if "code" not in line.values:
        return
    code = rules.read_code(line.values["code"])
    if code is None:
        line.refuse("code", "mã sai (ký tự kiểm tra không khớp)")
    else:
        line.values["code"] = code


def _check_party(line: Line) -> None:
    """Nobody is official on the day of joining."""
    first, then = (line.values.get(name) for name in PARTY)
    if first and then and first >= then:
        line.refuse("party_official", "phải sau ngày vào Đảng (dự bị)")
