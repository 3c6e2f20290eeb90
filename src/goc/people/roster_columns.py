"""The columns a danh sách trích ngang can have, in the order of the trade (shared/offices.md §2.1
no 2); what the model of persons declares besides stands after them.

Rooms above add a column in `apps.ready()`:

    add_column(RosterColumn("courses", "Khóa đào tạo", width=30), courses_of)
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from goc.lists.kinds import typed
from goc.lists.shapes import MASK, UNKNOWN
from goc.people.columns import OWN, SENSITIVE_COLUMNS, title_of
from goc.people.models import Person
from goc.people.roster import RosterRow

MALE, FEMALE = (str(sex.label) for sex in (Person.Sex.MALE, Person.Sex.FEMALE))
NO_SEX = " (*)"
"""Beside a day of birth of whom it is not known whether it belongs to the men."""
COURSE_WORDS = " quân sự cơ sở"
Text = Callable[[RosterRow], str]


@dataclass(frozen=True)
class RosterColumn:
    """`over`: the head that stands over this and its neighbours of the same; `of`: the columns of
    `RosterRow` that it is made of, its own key where none is named; `width` in mm; `empty`: what
    stands for what is not known. `usual`: whether a list has it before anybody chose.
    """

    key: str
    head: str
    over: str = ""
    label: str = ""
    width: float = 20
    of: tuple[str, ...] = ()
    told: Text | None = None
    empty: str = ""
    usual: bool = True

    @property
    def chosen_as(self) -> str:
        """What it is called where columns are chosen."""
        return self.label or self.head

    @property
    def is_sensitive(self) -> bool:
        return not SENSITIVE_COLUMNS.isdisjoint(self.of or (self.key,))

    def text(self, row: RosterRow) -> str:
        if row.hidden and self.is_sensitive:
            return MASK
        told = self.told(row) if self.told else typed(row[self.key])
        return told or self.empty


def _born(*sexes: str) -> Text:
    def told(row: RosterRow) -> str:
        if row["sex"] not in sexes:
            return ""
        return row.born if row["sex"] or not row.born else row.born + NO_SEX

    return told


def _post(row: RosterRow) -> str:
    """`Chỉ huy trưởng, xã Mẫu Sơn, từ 01/03/2010`."""
    since = f"từ {typed(row['post_from'])}" if row["post_from"] else ""
    return ", ".join(filter(None, [row["post"], row["unit"], since]))


def _studied(row: RosterRow) -> str:
    """The head of the column says of what."""
    return str(row["military_qualification"]).removesuffix(COURSE_WORDS)


BORN, PARTY, LEVEL = "Ngày sinh", "Ngày vào Đảng", "Trình độ"
IN_ORDER = (
    RosterColumn("full_name", "Họ và tên", width=29),
    RosterColumn("men", "Nam", BORN, "Ngày sinh: nam", 15, ("birth",), _born(MALE, "")),
    RosterColumn("women", "Nữ", BORN, "Ngày sinh: nữ", 15, ("birth",), _born(FEMALE)),
    RosterColumn("home_village", "Quê quán", width=23, empty=UNKNOWN),
    RosterColumn("residence", "Nơi thường trú", width=23, empty=UNKNOWN),
    RosterColumn("ethnicity", "Dân tộc", width=10, empty=UNKNOWN),
    RosterColumn("religion", "Tôn giáo", width=13, empty=UNKNOWN),
    RosterColumn("party_probationary", "Dự bị", PARTY, "Ngày vào Đảng: dự bị", 15),
    RosterColumn("party_official", "Chính thức", PARTY, "Ngày vào Đảng: chính thức", 15),
    RosterColumn("general_education", "VH", LEVEL, "Trình độ văn hóa", 11, empty=UNKNOWN),
    RosterColumn("professional_education", "CM", LEVEL, "Trình độ chuyên môn", 13, empty=UNKNOWN),
    RosterColumn(
        "military_qualification", "QSCS", LEVEL, "Trình độ quân sự cơ sở", 13, told=_studied
    ),
    RosterColumn("political_theory", "LLCT", LEVEL, "Lý luận chính trị", 13, empty=UNKNOWN),
    RosterColumn("state_management", "QLNN", LEVEL, "Quản lý nhà nước", 14),
    RosterColumn(
        "post", "Chức vụ, đơn vị, từ ngày", width=32, of=("post", "unit", "post_from"), told=_post
    ),
    RosterColumn("reserve_rank", "Quân hàm SQDB", width=11),
    RosterColumn("health_class", "Sức khỏe", width=10, empty=UNKNOWN),
    RosterColumn("note", "Ghi chú", width=12),
    RosterColumn("code", "Mã cán bộ", width=22, usual=False),
    RosterColumn("decision", "Quyết định bổ nhiệm", width=24, usual=False),
)
NAME = IN_ORDER[0].key
STANDS = {"full_name", "sex", *(column.key for column in IN_ORDER)}
DECLARED = tuple(
    RosterColumn(cell.name, title_of(cell), width=22, usual=False)
    for cell in OWN
    if cell.name not in STANDS
)
Values = Callable[[Collection[int], date], Mapping[int, str]]
"""Persons and a day → what the column says of each."""
_added: dict[str, tuple[RosterColumn, Values]] = {}


def add_column(column: RosterColumn, values: Values) -> None:
    _added[column.key] = (column, values)


def every_column() -> list[RosterColumn]:
    return [*IN_ORDER, *DECLARED, *(column for column, _values in _added.values())]


def columns_named(keys: Iterable[str]) -> list[RosterColumn]:
    """Those of these keys in the order of the trade, the name always; without any the usual
    ones.
    """
    wanted = set(keys)
    if not wanted:
        return [column for column in every_column() if column.usual]
    return [column for column in every_column() if column.key in wanted | {NAME}]


def added_cells(
    columns: Sequence[RosterColumn], persons: Collection[int], day: date
) -> dict[str, Mapping[int, Any]]:
    """What the chosen columns of other rooms say: column → person → words."""
    chosen = [_added[column.key] for column in columns if column.key in _added]
    return {column.key: values(persons, day) for column, values in chosen}
