"""The workbook of the danh sách trích ngang: its columns, the empty template, the export.

Reading and checking an import: `importing`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from goc.dated.reference import labels
from goc.intake import seals
from goc.lists.books import seal
from goc.people.access import MASK
from goc.people.columns import OWN, SENSITIVE_COLUMNS, title_of
from goc.people.roster import RosterRow


@dataclass(frozen=True)
class Column:
    """`kind`: one of `lists.kinds`, or year_or_day. `width` in
    characters.
    """

    key: str
    title: str
    kind: str = "text"
    catalogue: str = ""
    width: int = 14
    required: bool = False


WIDTHS = {"text": 26, "code": 12, "choice": 9, "day": 12, "digits": 15}
"""By kind, of a person's own columns."""
OWN_COLUMNS = [
    Column(c.name, title_of(c), c.kind_name, c.catalogue, WIDTHS.get(c.kind_name, 12), c.required)
    for c in OWN
]
JOINED = [
    Column("code", "Mã cán bộ"),
    Column("birth", "Ngày sinh", "year_or_day", width=12),
    Column("party_probationary", "Ngày vào Đảng (dự bị)", "day"),
    Column("party_official", "Ngày vào Đảng (chính thức)", "day"),
    Column("general_education", "Văn hóa", "code", "general_education", 10),
    Column("professional_education", "Chuyên môn", "code", "professional_education", 12),
    Column("military_qualification", "Quân sự cơ sở", "code", "military_qualification", 20),
    Column("political_theory", "Lý luận chính trị", "code", "political_theory", 12),
    Column("state_management", "Quản lý nhà nước", "code", "state_management", 16),
    Column("unit", "Đơn vị", "unit", width=28, required=True),
    Column("post", "Chức vụ", "code", "post", 18),
    Column("post_from", "Từ ngày", "day", width=12),
    Column("decision", "Quyết định", width=20),
    Column("reserve_rank", "Quân hàm SQDB", "code", "reserve_rank", 12),
    Column("health_class", "Sức khỏe", "code", "health_class", 9),
]
IN_ORDER = (
    *("full_name", "code", "sex", "birth", "home_village", "residence"),
    *("telephone", "citizen_number", "ethnicity", "religion"),
    *(column.key for column in JOINED if column.key not in {"code", "birth"}),
    *("enlisted_on", "discharged_on"),
)
"""Of the paper (shared/offices.md §2.1 no 2); what it does not know stands after these, the remarks
at the end.
"""


def _place(column: Column) -> int:
    if column.key in IN_ORDER:
        return IN_ORDER.index(column.key)
    return len(IN_ORDER) + (column.key == "note")


COLUMNS = sorted([*OWN_COLUMNS, *JOINED], key=_place)
BY_KEY = {column.key: column for column in COLUMNS}
LIST = "Trích ngang"
FIRST_MONTH = (1900, 3)
"""A workbook counts days from 1900 and holds a 29th of February in that year: what lies before
March is written as text.
"""
HEAD = {
    "bold": True,
    "text_wrap": True,
    "bg_color": "#E6EFE9",
    "border": 1,
    "valign": "vcenter",
    "align": "center",
}


def write_roster(path: Path, rows: Iterable[RosterRow], *, as_of: date, by: object = "") -> int:
    """Writes an importable workbook, masks where a row is veiled; returns how many persons stand in
    it. On its last sheet stands how the register was, person by person (`intake.seals`).
    """
    told = list(rows)
    lines = [printed(row) for row in told]
    with _Workbook(path) as book:
        book.sheet(LIST, lines)
        book.allowed(as_of)
        about = [
            ("Danh sách", LIST),
            ("Tính đến ngày", f"{as_of:%d/%m/%Y}"),
            ("Người xuất", str(by)),
        ]
        seal(book.book.add_worksheet(seals.SHEET), about, lines, [row["code"] for row in told])
    return len(lines)


def write_template(path: Path, *, as_of: date) -> None:
    """An empty workbook with a second sheet of the values each column allows."""
    with _Workbook(path) as book:
        book.sheet(LIST, [])
        book.allowed(as_of)


def printed(row: RosterRow) -> list[Any]:
    """The line of a person, as the workbook holds it."""
    return [cell_of(row, column) for column in COLUMNS]


def cell_of(row: RosterRow, column: Column) -> Any:
    if row.hidden and column.key in SENSITIVE_COLUMNS:
        return MASK
    return row[column.key]


def _before_workbooks(value: date) -> bool:
    return (value.year, value.month) < FIRST_MONTH


class _Workbook:
    """Written beside its place and renamed when whole; text never becomes a formula."""

    def __init__(self, path: Path) -> None:
        self.path, self.part = path, path.with_name(f".{path.name}.{os.getpid()}.part")

    def __enter__(self) -> _Workbook:
        self.book = xlsxwriter.Workbook(
            str(self.part), {"strings_to_formulas": False, "strings_to_urls": False}
        )
        self.head = self.book.add_format(HEAD)
        self.day = self.book.add_format({"num_format": "dd/mm/yyyy", "align": "left"})
        self.text = self.book.add_format({"num_format": "@"})
        return self

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        self.book.close()
        if kind is None:
            self.part.replace(self.path)
        else:
            self.part.unlink(missing_ok=True)

    def sheet(self, name: str, lines: Sequence[Sequence[Any]]) -> None:
        sheet = self.book.add_worksheet(name)
        self._set_up(sheet, [c.title for c in COLUMNS], [c.width for c in COLUMNS])
        for at, column in enumerate(COLUMNS):
            sheet.set_column(at, at, column.width, self.day if column.kind == "day" else self.text)
        for number, line in enumerate(lines, start=1):
            for at, value in enumerate(line):
                self._put(sheet, number, at, value)
        if lines:
            sheet.autofilter(0, 0, len(lines), len(COLUMNS) - 1)

    def _set_up(self, sheet: Any, titles: Sequence[str], widths: Sequence[int]) -> None:
        for at, (title, width) in enumerate(zip(titles, widths, strict=True)):
            sheet.write_string(0, at, title, self.head)
            sheet.set_column(at, at, width)
        sheet.freeze_panes(1, 1)
        sheet.set_landscape()
        sheet.set_paper(8)  # A3
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    def _put(self, sheet: Any, row: int, at: int, value: Any) -> None:
        if isinstance(value, date) and not _before_workbooks(value):
            sheet.write_datetime(row, at, value, self.day)
        elif value not in (None, ""):
            text = f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
            sheet.write_string(row, at, text, self.text)

    def allowed(self, as_of: date) -> None:
        sheet = self.book.add_worksheet("Giá trị cho phép")
        lists: Mapping[str, list[str]] = {
            title_of(c): [label for _, label in c.choices] for c in OWN if c.choices
        } | {
            c.title: list(dict.fromkeys(labels(c.catalogue, as_of=as_of).values()))
            for c in COLUMNS
            if c.catalogue
        }
        self._set_up(sheet, list(lists), [22] * len(lists))
        for at, values in enumerate(lists.values()):
            for number, value in enumerate(values, start=1):
                sheet.write_string(number, at, value)
