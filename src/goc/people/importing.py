"""Taking in a danh sách trích ngang: every row checked, all or nothing, each fault with its row,
column and reason.

Columns and the written workbooks: `sheets`. What a list says holds from its own day (`as_of`): when
a level was reached or a file was opened is not in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from goc.dated.reference import find_code
from goc.files.tables import read_rows
from goc.lib.days import read_day, read_year
from goc.lib.errors import AskedError, GocError, InputError
from goc.people import actions, rules
from goc.people.access import MASK
from goc.people.models import Membership, Person
from goc.people.reloading import ACTS, Known, differences
from goc.people.roster import LEVELS
from goc.people.rules import SENSITIVE_COLUMNS
from goc.people.sheets import BY_TITLE, COLUMNS, Column, Fault
from goc.units.access import Scope, scope_of
from goc.units.by_name import UnitNames
from goc.units.models import Unit
from goc.viet.names import clean, fold

MAX_BYTES, MAX_ROWS = 10 * 1024 * 1024, 20_000
OWN = {
    "full_name",
    "sex",
    "home_village",
    "residence",
    "telephone",
    "citizen_number",
    "ethnicity",
    "religion",
    "enlisted_on",
    "discharged_on",
    "note",
}
EARLIEST, LATEST = 1850, 2100
CONFIRMED = "Xác nhận"
"""A column that may be added: why what is odd in the row is so."""
FROM_LIST = "theo danh sách nhập"
BY_PAGE = "Việc này có ngày riêng: hãy ghi ở trang của cán bộ"
NO_ZERO = "thiếu số 0 ở đầu (ô kiểu số làm mất số 0): hãy đặt ô kiểu Text rồi gõ lại"


@dataclass
class Sheet:
    """The first sheet of a workbook: heads and rows as they were read; the head is row 1."""

    head: list[str]
    rows: list[list[Any]]


@dataclass
class Result:
    """What came of an import; all are 0 but `read` whenever anything was rejected. `accepted` is the
    sum of those entered, corrected, and told as they stand in the register already.
    """

    read: int = 0
    accepted: int = 0
    faults: list[Fault] = field(default_factory=list)
    new: int = 0
    updated: int = 0
    unchanged: int = 0

    def as_json(self) -> dict[str, object]:
        return {
            "read": self.read,
            "accepted": self.accepted,
            "new": self.new,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "rejected": len({f.row for f in self.faults}),
            "errors": [
                {"row": f.row, "column": f.column, "value": f.value, "reason": f.reason}
                for f in self.faults
            ],
        }


# --- reading


def read_sheet(path: Path) -> Sheet:
    """Raises InputError: no such file, no workbook, too large, a column that is missing, strange or
    there twice.
    """
    if not path.exists():
        raise InputError("Không có tệp %(path)s.", path=path)
    if path.stat().st_size > MAX_BYTES:
        raise InputError("Tệp quá lớn: tối đa 10 MB. Hãy chia thành nhiều tệp.")
    lines = read_rows(path, MAX_BYTES)
    while lines and not any(value not in (None, "") for value in lines[-1]):
        lines.pop()
    if len(lines) - 1 > MAX_ROWS:
        raise InputError(
            "Tệp có %(rows)s dòng, tối đa %(most)s.", rows=len(lines) - 1, most=MAX_ROWS
        )
    return _headed(lines)


def _headed(lines: list[list[Any]]) -> Sheet:
    by_fold = {fold(title): title for title in BY_TITLE}
    head = [
        by_fold.get(fold(str(value)), clean(str(value))) for value in (lines[0] if lines else [])
    ]
    faults = [f"thiếu cột «{c.title}»" for c in COLUMNS if c.required and c.title not in head]
    faults += [
        f"không có cột «{t}» trong mẫu"
        for t in head
        if t and t not in BY_TITLE and t not in ("Lý do", "TT", CONFIRMED)
    ]
    faults += [f"cột «{t}» có hai lần" for t, times in Counter(head).items() if t and times > 1]
    if faults:
        raise InputError(
            "Dòng đầu của bảng chưa đúng: %(faults)s. Lấy mẫu bằng `goc people template`.",
            faults="; ".join(faults),
        )
    return Sheet(head, lines[1:])


class _Refused(ValueError):
    """Why one cell cannot be taken."""


def as_text(value: Any) -> str:
    """A cell as typed: a whole number without `.0`, a day as dd/mm/yyyy."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return (
        f"{value:%d/%m/%Y}"
        if isinstance(value, date)
        else clean(str(value if value is not None else ""))
    )


NO_DAY = "không phải là ngày (dd/mm/yyyy)"


def _day(value: Any, reason: str = NO_DAY) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        day = read_day(as_text(value))
    except InputError as error:
        raise _Refused(str(error)) from None
    if day is None:
        raise _Refused(reason)
    return day


def _year_or_day(value: Any) -> date | int:
    year = read_year(as_text(value))
    if year is None:
        return _day(value, "không phải là ngày (dd/mm/yyyy) hay năm sinh (yyyy)")
    if not EARLIEST <= year <= LATEST:
        raise _Refused(f"năm sinh ngoài khoảng {EARLIEST}–{LATEST}")
    return year


def _sex(value: Any) -> str:
    found = {fold(label): code for code, label in Person.Sex.choices}.get(fold(as_text(value)))
    if found is None:
        raise _Refused("chỉ ghi Nam hoặc Nữ")
    return found


def _digits(value: Any, column: Column) -> str:
    text = as_text(value).replace(" ", "").replace(".", "")
    if not (text.isascii() and text.isdigit()):
        raise _Refused("chỉ gồm chữ số")
    if column.key == "citizen_number" and len(text) not in (9, 12):
        raise _Refused(
            NO_ZERO
            if isinstance(value, float) and len(text) < 12
            else "phải gồm 12 chữ số (giấy cũ: 9)"
        )
    if column.key == "telephone" and not text.startswith("0"):
        raise _Refused(NO_ZERO)
    return text


def _code(value: Any, column: Column) -> str:
    found = find_code(column.catalogue, as_text(value))
    if found is None:
        raise _Refused(f"không có trong danh mục; xem sheet «Giá trị cho phép», cột {column.title}")
    return found


@dataclass
class Line:
    """One row in clean values; `faults` is empty when all of it can be taken."""

    row: int
    raw: dict[str, Any]
    confirmed: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    person: Person | None = None
    """Who stands in the register under the code of the line; `values` are then what differs."""

    @property
    def came_of_it(self) -> str:
        if self.person is None:
            return "new"
        return "updated" if self.values else "unchanged"

    def forget(self, keys: set[str]) -> None:
        """What stands in the register word for word was right when it was written there."""
        titles = {column.title for column in COLUMNS if column.key in keys}
        self.values = {key: value for key, value in self.values.items() if key not in keys}
        self.faults = [fault for fault in self.faults if fault.column not in titles]

    def refuse(self, key: str, reason: str) -> None:
        title = next((c.title for c in COLUMNS if c.key == key), "")
        self.faults.append(Fault(self.row, title, as_text(self.raw.get(key)), reason))


class Reader:
    """Cleans rows with what is the same for all of them: the units of the scope by
    name, the day.
    """

    def __init__(self, scope: Scope, as_of: date) -> None:
        self.units = UnitNames(scope, as_of)
        self.scope, self.as_of = scope, as_of
        self.readers: dict[str, Callable[[Any, Column], Any]] = {
            "text": lambda value, _: as_text(value),
            "day": lambda value, _: _day(value),
            "year_or_day": lambda value, _: _year_or_day(value),
            "sex": lambda value, _: _sex(value),
            "unit": lambda value, _: self._unit(as_text(value)),
            "digits": _digits,
            "code": _code,
        }

    def _unit(self, text: str) -> Unit:
        try:
            unit = self.units.find(text)
        except InputError as error:
            raise _Refused(str(error)) from None
        if not self.scope.can_edit(unit.pk):
            raise _Refused("bạn không được nhập cho đơn vị này")
        return unit

    def line(self, number: int, head: Sequence[str], cells: Sequence[Any]) -> Line:
        given = dict(zip(head, cells, strict=False))
        raw = {c.key: given.get(c.title) for c in COLUMNS}
        line = Line(number, raw, as_text(given.get(CONFIRMED)))
        for column in COLUMNS:
            value = line.raw[column.key]
            if as_text(value) == "" or (value == MASK and column.key in SENSITIVE_COLUMNS):
                if column.required:
                    line.refuse(column.key, "không được để trống")
                continue
            try:
                line.values[column.key] = self.readers[column.kind](value, column)
            except _Refused as why:
                line.refuse(column.key, str(why))
        self._check_together(line)
        return line

    def recognise(self, lines: Sequence[Line], today: date) -> None:
        """Lines with the code of somebody in the register, whom the user may change, keep only what
        they say that the register does not. What has a day of its own is not taken from a list.
        """
        codes = [line.values["code"] for line in lines if line.values.get("code")]
        known = Known(codes, self.scope, as_of=self.as_of, today=today)
        titles = [column.title for column in COLUMNS]
        for line in lines:
            code = line.values.get("code")
            if code not in known.persons:
                continue
            cells = known.cells(code)
            stands = self.line(line.row, titles, list(cells.values())).values
            line.person = known.persons[code]
            line.forget({key for key in cells if as_text(cells[key]) == as_text(line.raw[key])})
            line.values = differences(line.values, stands)
            for key in ACTS & line.values.keys():
                line.refuse(key, f"hồ sơ ghi «{as_text(cells[key]) or 'chưa có'}». {BY_PAGE}")

    def _check_together(self, line: Line) -> None:
        values = line.values
        if "code" in values and (code := rules.read_code(values["code"])) is None:
            line.refuse("code", "mã sai (ký tự kiểm tra không khớp)")
        elif "code" in values:
            values["code"] = code
        if "post_from" in values and "post" not in values:
            line.refuse("post", "có «Từ ngày» mà không có chức vụ")
        for key in (
            "post_from",
            "party_probationary",
            "party_official",
            "enlisted_on",
            "discharged_on",
        ):
            if key in values and values[key] > self.as_of:
                line.refuse(key, f"sau ngày của danh sách ({self.as_of:%d/%m/%Y})")
        first, then = values.get("party_probationary"), values.get("party_official")
        if first and then and first >= then:
            line.refuse("party_official", "phải sau ngày vào Đảng (dự bị)")


# --- taking in


def import_people(
    sheet: Sheet, *, by: object, as_of: date, today: date, dry_run: bool = False
) -> Result:
    """Everything or nothing in one transaction; with `dry_run` nothing, after the same checks."""
    reader = Reader(scope_of(by, today=today), as_of)
    numbered = [
        (n, row) for n, row in enumerate(sheet.rows, start=2) if any(as_text(v) for v in row)
    ]
    lines = [reader.line(n, sheet.head, row) for n, row in numbered]
    reader.recognise(lines, today)
    _refuse_duplicates(lines)
    with transaction.atomic():
        # whoever held a post longest sits down first, so that seats are laid from the earliest day
        for line in sorted(lines, key=lambda line: line.values.get("post_from") or as_of):
            if not line.faults:
                _take(line, by=by, as_of=as_of)
        faults = [fault for line in lines for fault in line.faults]
        if faults or dry_run:
            transaction.set_rollback(True)
    if faults:
        return Result(len(lines), 0, faults)
    return Result(len(lines), len(lines), **Counter(line.came_of_it for line in lines))


def _take(line: Line, *, by: object, as_of: date) -> None:
    """A refusal by an action becomes the row's fault; what the row wrote before it is undone."""
    try:
        with transaction.atomic():
            if line.person is None:
                _write(line.values, by=by, as_of=as_of, confirmed=line.confirmed)
            elif line.values:
                _write_differences(line.person, line, by=by, as_of=as_of)
    except AskedError as why:
        line.refuse("", f"{why} Nếu đúng, thêm cột «{CONFIRMED}» và ghi lý do.")
    except GocError as why:
        line.refuse("", str(why))


def _own(values: dict[str, Any]) -> dict[str, Any]:
    """Columns of a person out of the cells of a line."""
    known = {key: values[key] for key in OWN & values.keys()}
    birth = values.get("birth")
    if isinstance(birth, date):
        return {**known, "birth_date": birth}
    return {**known, "birth_year": birth} if birth else known


def _write_differences(person: Person, line: Line, *, by: object, as_of: date) -> None:
    """What is known of somebody, and levels reached since. Levels hold from the day of the list."""
    how: dict[str, Any] = {"by": by, "confirmed": line.confirmed}
    if own := _own(line.values):
        if "birth_year" in own:
            own["birth_date"] = None
        actions.correct_person(person=person, text=FROM_LIST, **own, **how)
    for kind in LEVELS:
        if kind in line.values:
            actions.record_fact(person=person, kind=kind, value=line.values[kind], on=as_of, **how)


def _write(values: dict[str, Any], *, by: object, as_of: date, confirmed: str) -> None:
    known = _own(values)
    since = min(as_of, values.get("post_from", as_of))
    how: dict[str, Any] = {"by": by, "confirmed": confirmed}
    person = actions.add_person(
        keeper=values["unit"], on=since, code=values.get("code"), **known, **how
    )
    for kind in LEVELS:
        if kind in values:
            actions.record_fact(person=person, kind=kind, value=values[kind], on=as_of, **how)
    if "post" in values:
        place = {
            "unit": values["unit"],
            "post": values["post"],
            "decision": values.get("decision", ""),
        }
        actions.post_person(person=person, on=values.get("post_from", as_of), **place, **how)
    _write_party(person, values.get("party_probationary"), values.get("party_official"), how)


def _write_party(
    person: Person, first: date | None, official: date | None, how: dict[str, Any]
) -> None:
    party: dict[str, Any] = {"person": person, "body": "party", **how}
    stage = Membership.Stage
    if first is not None:
        row = actions.join_body(stage=stage.PROBATIONARY, on=first, **party)
        if official is not None:
            actions.make_official(membership=row, on=official, **how)
    elif official is not None:
        actions.join_body(stage=stage.OFFICIAL, on=official, **party)


Likeness = tuple[str, object, int]


def _refuse_duplicates(lines: list[Line]) -> None:
    """The same name (tone marks aside), birth and unit, twice in the file. Who stands in the register
    already is asked about by the action.
    """
    known: dict[Likeness, str] = {}
    codes: dict[str, int] = {}
    for line in lines:
        code = as_text(line.raw["code"])
        if code and code in codes:
            line.refuse("code", f"đã có ở dòng {codes[code]}")
        codes.setdefault(code, line.row)
        if line.person is not None or not {"full_name", "unit"} <= line.values.keys():
            continue
        like = (fold(line.values["full_name"]), line.values.get("birth"), line.values["unit"].pk)
        if like in known and not line.confirmed:
            line.refuse("full_name", f"trùng họ tên, ngày sinh và đơn vị với {known[like]}")
        known.setdefault(like, f"dòng {line.row}")
