"""A list as a workbook: what its sheets hold."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
import python_calamine

from goc.accounts.models import User
from goc.lib.canonical import canonical, digest
from goc.lib.errors import InputError
from goc.lists import books
from goc.lists.asked import asked_of
from goc.lists.books import workbook_of
from goc.lists.kinds import KINDS
from goc.lists.shapes import MASK, Cell, RowShape
from goc.units.access import NOTHING
from goc.units.asking import Asking, asking_of
from lists.workbooks import read_sheet

TODAY = date(2026, 11, 20)
SOMEBODY = Asking(User(login="alice"), NOTHING, TODAY, TODAY)
STATES = (("on", "Đang mở"), ("over", "Đã xong"))


def told(name: str, label: str, kind: str, **more: Any) -> Cell:
    return Cell(name, label, kind, lambda row: row[name], **more)


COURSES = RowShape(
    name="test-courses",
    title="Lớp",
    cells=(
        told("name", "Tên lớp", "text", required=True),
        told("opened", "Khai giảng", "day", required=True),
        told("people", "Số học viên", "count"),
        told("paper", "Quyết định", "text"),
        told("state", "Trạng thái", "choice", choices=STATES),
        told("age", "Tuổi lớp", "count", given=False),
    ),
    rows=lambda _asking: User.objects.none(),
)
HEAD = ["Tên lớp", "Khai giảng", "Số học viên", "Quyết định", "Trạng thái"]


# --- out


USERS = RowShape(
    name="test-users",
    title="Người dùng [thử]: tất cả / mọi đơn vị của tỉnh",
    cells=(
        Cell("login", "Tên", "word", lambda user: user.login, lookup="login"),
        Cell("active", "Đang dùng", "flag", lambda user: user.is_active, lookup="is_active"),
        Cell("last", "Lần cuối", "moment", lambda user: user.last_login, lookup="last_login"),
        Cell("born", "Ngày sinh", "day", lambda user: BORN[user.login]),
        Cell("spent", "Đã chi", "money", lambda user: SPENT[user.login]),
        Cell("secret", "Ghi chú", "text", lambda user: f"=1+1 {user.login}", sensitive=True),
    ),
    rows=lambda _asking: User.objects.filter(login__in=BORN),
    order=("login",),
)
BORN = {"alice": date(1970, 2, 3), "bob": date(1899, 12, 31), "charlie": None}
SPENT = {"alice": Decimal("1234.5"), "bob": 0, "charlie": ""}


@pytest.fixture
def signed_in(cast) -> Any:
    User.objects.filter(login="alice").update(last_login=datetime(2026, 11, 19, 18, 5, tzinfo=UTC))
    return cast


def sheets(user: User, **asked: str) -> tuple[list[list[Any]], list[list[Any]]]:
    data = workbook_of(asked_of(USERS, asking_of(user, day=date(2012, 12, 31)), asked))
    book = python_calamine.load_workbook(io.BytesIO(data))
    first, last = (book.get_sheet_by_index(n).to_python() for n in (0, 1))
    return first, last


def test_days_and_numbers_stay_what_they_are_and_all_else_is_text_as_shown(signed_in):
    rows, _ = sheets(signed_in.operator)
    assert rows == [
        ["TT", "Tên", "Đang dùng", "Lần cuối", "Ngày sinh", "Đã chi", "Ghi chú"],
        [1.0, "alice", "Có", "01:05 20/11/2026", date(1970, 2, 3), 1234.5, "=1+1 alice"],
        [2.0, "bob", "Có", "", "31/12/1899", 0.0, "=1+1 bob"],
        [3.0, "charlie", "Có", "", "", "", "=1+1 charlie"],
    ]


@pytest.mark.parametrize(
    "day",
    [
        date(1899, 12, 31),
        date(1900, 1, 1),
        date(1900, 2, 28),
        date(1900, 3, 1),
        date(1901, 1, 1),
    ],
)
def test_an_old_day_comes_back_as_it_was(signed_in, monkeypatch, day):
    """However a workbook counts the days of 1900."""
    monkeypatch.setitem(BORN, "alice", day)
    data = workbook_of(asked_of(USERS, asking_of(signed_in.operator), {"f.login": "alice"}))
    (_, row) = read_sheet(data)
    assert KINDS["day"].read(row[4], "", SOMEBODY) == day


def test_who_sees_masks_gets_masks(signed_in):
    """Nobody's unit keeps these rows: the rights on the whole register decide."""
    for user, expected in ((signed_in.alice, {MASK}), (signed_in.dana, {MASK})):
        rows, _ = sheets(user)
        assert {row[-1] for row in rows[1:]} == expected


def test_the_seal_tells_what_was_asked_and_the_digest_of_what_stands(signed_in):
    rows, seal = sheets(signed_in.operator, **{"f.active": "có", "f.login": "bob"})
    facts = [label for label, _ in seal]
    assert facts == [
        "Danh sách",
        "Số dòng",
        "Lọc: Đang dùng",
        "Lọc: Tên",
        "Tính đến ngày",
        "Người xuất",
        "Lúc",
        "SHA-256",
    ]
    said = dict(seal)
    assert [said[name] for name in facts[:6]] == [
        USERS.title,
        "1",
        "có",
        "bob",
        "31/12/2012",
        "operator",
    ]
    assert said["Lúc"] == "10:00 20/11/2026"
    line = ["bob", "Có", "", "31/12/1899", "0", "=1+1 bob"]
    assert said["SHA-256"] == digest(canonical([line]))
    assert len(rows) == 2


def test_the_search_of_a_list_stands_on_the_seal_too(cast):
    searched = RowShape("x", "X", USERS.cells[:1], USERS.rows, text_lookups=("login",))
    data = workbook_of(asked_of(searched, asking_of(cast.alice), {"q": "ali"}))
    seal = python_calamine.load_workbook(io.BytesIO(data)).get_sheet_by_index(1).to_python()
    assert ["Lọc: Tìm", "ali"] in seal and ["Số dòng", "1"] in seal


def test_the_sheet_has_a_name_that_a_workbook_takes(signed_in):
    data = workbook_of(asked_of(USERS, asking_of(signed_in.alice), {}))
    names = python_calamine.load_workbook(io.BytesIO(data)).sheet_names
    assert names == ["Người dùng  thử   tất cả   mọi ", "Kiểm tra"]
    assert len(names[0]) == 31


def test_more_rows_than_a_workbook_holds_are_refused(signed_in, monkeypatch):
    asked = asked_of(USERS, asking_of(signed_in.alice), {})
    monkeypatch.setattr(books, "MOST", 3)
    assert workbook_of(asked)
    monkeypatch.setattr(books, "MOST", 2)
    with pytest.raises(InputError) as refused:
        workbook_of(asked)
    assert str(refused.value) == "Danh sách có hơn 2 dòng; hãy lọc bớt rồi xuất."


def test_an_empty_list_is_a_head(cast):
    data = workbook_of(asked_of(COURSES, asking_of(cast.alice), {}))
    assert read_sheet(data) == [["TT", *HEAD, "Tuổi lớp"]]
