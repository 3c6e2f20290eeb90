"""One row of a danh sách trích ngang in clean values, each fault with its column and reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from goc.accounts.models import User
from goc.dated.reference import find_code
from goc.lib.days import read_day, read_year
from goc.lib.errors import InputError
from goc.lists.kinds import KINDS
from goc.people import rules
from goc.people.access import MASK
from goc.people.columns import BY_NAME, OWN, SENSITIVE_COLUMNS
from goc.people.models import Person
from goc.people.reloading import ACTS, Known, differences
from goc.people.sheets import COLUMNS, Column, Fault
from goc.units.access import Scope
from goc.units.asking import Asking
from goc.units.by_name import UnitNames
from goc.units.models import Unit
from goc.viet.names import clean, fold

EARLIEST, LATEST = 1850, 2100
LONGEST = {"decision": 120, **{cell.name: cell.longest for cell in OWN}}
"""What the register holds; a code is judged by its check character."""
CONFIRMED = "Xác nhận"
"""A column that may be added: why what is odd in the row is so."""
BY_PAGE = "Việc này có ngày riêng: hãy ghi ở trang của cán bộ"
NO_ZERO = "thiếu số 0 ở đầu (ô kiểu số làm mất số 0): hãy đặt ô kiểu Text rồi gõ lại"
DAYS = [column.key for column in COLUMNS if column.kind in {"day", "year_or_day"}]
"""None of them can lie after the day of the list."""
NO_DAY = "không phải là ngày (dd/mm/yyyy)"


class RefusedCell(ValueError):
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


def _day(value: Any, reason: str = NO_DAY) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        day = read_day(as_text(value))
    except InputError as error:
        raise RefusedCell(str(error)) from None
    if day is None:
        raise RefusedCell(reason)
    return day


def year_or_day(value: Any, _column: Column | None = None) -> date | int:
    year = read_year(as_text(value))
    if year is None:
        return _day(value, "không phải là ngày (dd/mm/yyyy) hay năm sinh (yyyy)")
    if not EARLIEST <= year <= LATEST:
        raise RefusedCell(f"năm sinh ngoài khoảng {EARLIEST}–{LATEST}")
    return year


def _first_day(known: date | int) -> date:
    return known if isinstance(known, date) else date(known, 1, 1)


def _text(value: Any, column: Column) -> str:
    text = as_text(value)
    most = LONGEST.get(column.key)
    if most and len(text) > most:
        raise RefusedCell(f"dài {len(text)} ký tự, tối đa {most}")
    return text


def _choice(value: Any, column: Column) -> str:
    choices = BY_NAME[column.key].choices
    found = {fold(str(label)): code for code, label in choices}.get(fold(as_text(value)))
    if found is None:
        raise RefusedCell(f"chỉ ghi {' hoặc '.join(str(label) for _, label in choices)}")
    return found


def digits(value: Any, column: Column) -> str:
    text = as_text(value).replace(" ", "").replace(".", "")
    if not (text.isascii() and text.isdigit()):
        raise RefusedCell("chỉ gồm chữ số")
    if column.key == "citizen_number" and len(text) not in (9, 12):
        raise RefusedCell(
            NO_ZERO
            if isinstance(value, float) and len(text) < 12
            else "phải gồm 12 chữ số (giấy cũ: 9)"
        )
    if column.key == "telephone" and not text.startswith("0"):
        raise RefusedCell(NO_ZERO)
    return text


def _code(value: Any, column: Column) -> str:
    found = find_code(column.catalogue, as_text(value))
    if found is None:
        raise RefusedCell(
            f"không có trong danh mục; xem sheet «Giá trị cho phép», cột {column.title}"
        )
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
        self.asking = Asking(User(), scope, as_of, timezone.localdate())
        self.readers: dict[str, Callable[[Any, Column], Any]] = {
            "text": _text,
            "day": lambda value, _: _day(value),
            "year_or_day": year_or_day,
            "choice": _choice,
            "unit": lambda value, _: self._unit(as_text(value)),
            "digits": digits,
            "code": _code,
        }

    def _unit(self, text: str) -> Unit:
        try:
            unit = self.units.find(text)
        except InputError as error:
            raise RefusedCell(str(error)) from None
        if not self.scope.can_edit(unit.pk):
            raise RefusedCell("bạn không được nhập cho đơn vị này")
        return unit

    def _read(self, value: Any, column: Column) -> Any:
        """Of kinds that this paper has no reader of its own for, as on any list."""
        own = self.readers.get(column.kind)
        return (
            own(value, column)
            if own
            else KINDS[column.kind].read(value, column.catalogue, self.asking)
        )

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
                line.values[column.key] = self._read(value, column)
            except (RefusedCell, InputError) as why:
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
            if code in known.merged:
                line.refuse("code", f"hồ sơ này đã gộp vào hồ sơ {known.merged[code]}")
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
        if "post_from" in values and not as_text(line.raw["post"]):
            line.refuse("post", "có «Từ ngày» mà không có chức vụ")
        for key in DAYS:
            if key in values and _first_day(values[key]) > self.as_of:
                line.refuse(key, f"sau ngày của danh sách ({self.as_of:%d/%m/%Y})")
        first, then = values.get("party_probationary"), values.get("party_official")
        if first and then and first >= then:
            line.refuse("party_official", "phải sau ngày vào Đảng (dự bị)")
