"""Many people entered by one paste: the columns of the danh sách trích ngang, one person a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from goc.intake.days import Asked, read_day
from goc.intake.outcome import Reading
from goc.intake.texts import read_citizen_number, read_telephone
from goc.lib.errors import ForbiddenError, InputError
from goc.lists.grids import Candidate, Grid, Match, Values, unheld
from goc.lists.pasting import Typed
from goc.lists.shapes import Cell
from goc.people import importing
from goc.people.lines import LONGEST
from goc.people.models import Person
from goc.people.sheets import BY_KEY, COLUMNS, Column
from goc.units.asking import Asking

KINDS = {"year_or_day": "text", "sex": "choice", "digits": "text"}
"""Kinds of columns of a workbook that are called otherwise here."""
CHOICES = {"sex": tuple(Person.Sex.choices)}
ALIASES = {
    "full_name": ("Họ tên", "Họ, tên"),
    "birth": ("Năm sinh", "Ngày, tháng, năm sinh", "Ngày tháng năm sinh"),
    "decision": ("Số quyết định", "Quyết định số"),
}
ANY_BIRTH = Asked(date.max, only_year=True)
READERS: dict[str, Callable[[str], Reading]] = {
    "birth": lambda typed: read_day(typed, ANY_BIRTH),
    "telephone": lambda typed: read_telephone(typed, LONGEST["telephone"]),
    "citizen_number": read_citizen_number,
}
"""Columns of which no kind of cell says what they hold."""
AS_OF = Cell("as_of", gettext_lazy("Ngày của danh sách"), "day", unheld, required=True)


def _cell(column: Column) -> Cell:
    return Cell(
        column.key,
        column.title,
        KINDS.get(column.kind, column.kind),
        unheld,
        catalogue=column.catalogue,
        required=column.required,
        choices=CHOICES.get(column.key, ()),
        aliases=ALIASES.get(column.key, ()),
        longest=LONGEST.get(column.key) or None,
    )


CELLS = (*(_cell(column) for column in COLUMNS if column.key != "code"), AS_OF)


def roster_grid(asking: Asking) -> Grid:
    """Of units that the asker may write about; what a row says holds from the day of the list."""

    def write(_target: Any, values: Values, confirmed: str) -> str:
        if not asking.scope.can_edit(values["unit"].pk):
            raise ForbiddenError("Bạn không được nhập cho đơn vị này.")
        said = {name: value for name, value in values.items() if value not in (None, "")}
        as_of = said.pop("as_of")
        said |= {name: _read(name, said[name]) for name in READERS if name in said}
        person = importing.write_person(said, by=asking.user, as_of=as_of, confirmed=confirmed)
        return gettext("lập hồ sơ %(code)s") % {"code": person.code}

    return Grid(
        title=gettext_lazy("Dán danh sách cán bộ"),
        lead=gettext_lazy(
            "Mỗi dòng một người chưa có hồ sơ; cột như mẫu trích ngang, bắt buộc họ và tên, đơn "
            "vị. Trình độ ghi từ ngày của danh sách, chức vụ từ ngày của nó."
        ),
        who=(),
        cells=CELLS,
        find=_nobody,
        write=write,
        common={AS_OF.name: f"{asking.today:%d/%m/%Y}"},
        day_of=_day_of,
    )


def _read(name: str, typed: str) -> Any:
    read = READERS[name](typed)
    if not read.is_right:
        raise InputError("%(column)s: %(why)s.", column=BY_KEY[name].title, why=read.reason)
    return read.value


def _nobody(rows: Sequence[Typed]) -> list[Match]:
    return [Match([Candidate(str(number), "", {}, None)]) for number, _ in enumerate(rows)]


def _day_of(asking: Asking, values: Values) -> date:
    return values.get("as_of") or asking.day
