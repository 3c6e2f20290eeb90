"""Taking in a danh sách trích ngang: every row checked, all or nothing, each fault with its row,
column and reason.

Columns and the written workbooks: `sheets`. What a list says holds from its own day (`as_of`): when
a level was reached or a file was opened is not in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from django.db import transaction

from goc.files.tables import read_rows
from goc.lib.errors import AskedError, GocError, InputError
from goc.people import actions
from goc.people.columns import NAMES
from goc.people.lines import CONFIRMED, Line, Reader, as_text
from goc.people.models import Membership, Person
from goc.people.roster import LEVELS
from goc.people.sheets import BY_TITLE, COLUMNS, Fault
from goc.units.access import scope_of
from goc.viet.names import clean, fold

MAX_BYTES, MAX_ROWS = 10 * 1024 * 1024, 20_000
BESIDES = ("Lý do", "TT", CONFIRMED)
"""Columns a list may have that are not in the form."""
FROM_LIST = "theo danh sách nhập"


@dataclass
class Sheet:
    """The first sheet of a workbook: heads and rows as they were read; the head is row 1."""

    head: list[str]
    rows: list[list[Any]]

    def numbered(self) -> Iterator[tuple[int, list[Any]]]:
        """The rows that say anything, by their numbers in the workbook."""
        for number, row in enumerate(self.rows, start=2):
            if any(map(as_text, row)):
                yield number, row


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
    by_fold = {fold(title): title for title in (*BY_TITLE, *BESIDES)}
    first = [str(value) for value in chain.from_iterable(lines[:1])]
    head = [by_fold.get(fold(title), clean(title)) for title in first]
    faults = "; ".join(_faults_of(head))
    if faults:
        raise InputError(
            "Dòng đầu của bảng chưa đúng: %(faults)s. Lấy mẫu bằng `goc people template`.",
            faults=faults,
        )
    return Sheet(head, lines[1:])


def _faults_of(head: list[str]) -> Iterator[str]:
    """Columns that are missing, strange, or there twice; one without a title is passed over."""
    for column in COLUMNS:
        if column.required and column.title not in head:
            yield f"thiếu cột «{column.title}»"
    known = {*BY_TITLE, *BESIDES, ""}
    yield from (f"không có cột «{title}» trong mẫu" for title in head if title not in known)
    for title, times in Counter(head).items():
        if title and times > 1:
            yield f"cột «{title}» có hai lần"


# --- taking in


def import_people(
    sheet: Sheet, *, by: object, as_of: date, today: date, dry_run: bool = False
) -> Result:
    """Everything or nothing in one transaction; with `dry_run` nothing, after the same checks."""
    reader = Reader(scope_of(by, today=today), as_of)
    lines = [reader.line(n, sheet.head, row) for n, row in sheet.numbered()]
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
    came = Counter(line.came_of_it for line in lines)
    return Result(
        len(lines),
        len(lines),
        new=came["new"],
        updated=came["updated"],
        unchanged=came["unchanged"],
    )


def _take(line: Line, *, by: object, as_of: date) -> None:
    """A refusal by an action becomes the row's fault; what the row wrote before it is undone."""
    try:
        with transaction.atomic():
            if line.person is None:
                write_person(line.values, by=by, as_of=as_of, confirmed=line.confirmed)
            elif line.values:
                _write_differences(line.person, line, by=by, as_of=as_of)
    except AskedError as why:
        line.refuse("", f"{why} Nếu đúng, thêm cột «{CONFIRMED}» và ghi lý do.")
    except GocError as why:
        line.refuse("", str(why))


def _own(values: dict[str, Any]) -> dict[str, Any]:
    """Columns of a person out of the cells of a line."""
    known = {key: values[key] for key in NAMES & values.keys()}
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


def write_person(values: dict[str, Any], *, by: object, as_of: date, confirmed: str) -> Person:
    """One new person as a row of the list tells; a level holds from the day of the list."""
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
    return person


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
