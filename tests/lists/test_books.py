"""A list as a workbook and back: heads that are found, rows that are read, what the sheets hold."""

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
from goc.lists.books import Fault, Line, Taken, read_rows, workbook_of
from goc.lists.shapes import MASK, Cell, RowShape
from goc.lists.sheets import read_sheet
from goc.units.access import NOTHING
from goc.units.asking import Asking, asking_of

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
NOTHING_ELSE = {"people": None, "paper": "", "state": ""}


def taken(*sheet: list[Any]) -> Taken:
    return read_rows(COURSES, sheet, SOMEBODY)


def values(*sheet: list[Any]) -> list[dict[str, Any]]:
    found = taken(*sheet)
    assert found.faults == []
    return [line.values for line in found.lines]


# --- the head


def test_a_row_is_read_by_the_kinds_of_its_cells():
    row = ["Khóa 1", "14/09/2009", "1.234", "QĐ 12", "đang mở"]
    assert taken(HEAD, row) == Taken(
        [
            Line(
                2,
                {
                    "name": "Khóa 1",
                    "opened": date(2009, 9, 14),
                    "people": 1234,
                    "paper": "QĐ 12",
                    "state": "on",
                },
            )
        ],
        [],
    )


def test_a_head_is_found_in_any_case_and_order_without_what_is_not_required():
    expected = [{"name": "Khóa 1", "opened": date(2009, 9, 14), **NOTHING_ELSE}]
    day = date(2009, 9, 14)
    assert values(["KHAI GIẢNG", "ten lop"], [day, "Khóa 1"]) == expected
    assert values(["TT", "Tên  lớp", "Ghi chú", "Khai giảng"], [1, "Khóa 1", "x", day]) == expected


def test_what_a_list_computes_is_not_taken_in():
    assert values(["Tên lớp", "Khai giảng", "Tuổi lớp"], ["Khóa 1", "14/09/2009", "x"]) == [
        {"name": "Khóa 1", "opened": date(2009, 9, 14), **NOTHING_ELSE}
    ]


@pytest.mark.parametrize(("above", "found"), [(0, True), (29, True), (30, False)])
def test_a_head_stands_within_thirty_lines_and_rows_keep_their_numbers(above, found):
    sheet = [["DANH SÁCH"]] * above + [HEAD, ["Khóa 1", "14/09/2009"]]
    if found:
        assert [line.row for line in taken(*sheet).lines] == [above + 2]
        return
    with pytest.raises(InputError, match="thiếu cột «Tên lớp», «Khai giảng» trong 30 dòng đầu"):
        taken(*sheet)


@pytest.mark.parametrize(
    ("sheet", "missing"),
    [
        ([], "«Tên lớp», «Khai giảng»"),
        ([["Số học viên"]], "«Tên lớp», «Khai giảng»"),
        ([["Tên lớp", "Ngày"]], "«Khai giảng»"),
        ([["Tên lớp"], ["x"], ["Khai giảng"]], "«Khai giảng»"),
        ([["Khai giảng"], ["Tên lớp"]], "«Tên lớp»"),
    ],
)
def test_what_is_missing_is_named_as_of_the_nearest_line(sheet, missing):
    with pytest.raises(InputError) as refused:
        taken(*sheet)
    assert str(refused.value) == (
        f"Không tìm thấy dòng tiêu đề của danh sách: thiếu cột {missing} trong 30 dòng đầu."
    )


def test_a_line_with_a_column_twice_is_no_head():
    with pytest.raises(InputError, match="Không tìm thấy dòng tiêu đề"):
        taken(["Tên lớp", "Khai giảng", "Tên lớp"], ["a", "14/09/2009", "b"])
    twice = ["Tên lớp", "Khai giảng", "Tên lớp"]
    assert [line.row for line in taken(twice, HEAD, ["Khóa 1", "14/09/2009"]).lines] == [3]


# --- the rows


def test_empty_lines_are_passed_over_and_counted():
    sheet = [HEAD, [], ["", None, " "], ["Khóa 1", "14/09/2009"], [None] * 9]
    assert [line.row for line in taken(*sheet).lines] == [4]


def test_what_is_unknown_is_empty_text_or_nothing():
    (row,) = values(HEAD, ["Khóa 1", "14/09/2009", None, "", "  "])
    assert {name: row[name] for name in NOTHING_ELSE} == NOTHING_ELSE


def test_every_wrong_cell_is_told_with_its_row_head_and_value():
    sheet = [
        HEAD,
        ["Khóa 1", "31/02/2009", "x", "", "hoãn"],
        ["Khóa 2", "14/09/2009"],
        ["", "14/09/2009", 2.5],
    ]
    found = taken(*sheet)
    assert found.faults == [
        Fault(2, "Khai giảng", "31/02/2009", "«31/02/2009» không phải là ngày dd/mm/yyyy"),
        Fault(2, "Số học viên", "x", "«x» không phải là số (ví dụ 1.234,5)"),
        Fault(2, "Trạng thái", "hoãn", "«hoãn»: hãy ghi một trong: Đang mở, Đã xong"),
        Fault(4, "Tên lớp", "", "không được để trống"),
        Fault(4, "Số học viên", "2,5", "«2,5» không phải là số nguyên không âm"),
    ]
    assert [(line.row, line.values["name"]) for line in found.lines] == [(3, "Khóa 2")]


def test_nought_is_something_that_was_said():
    (row,) = values(HEAD, ["Khóa 1", "14/09/2009", 0])
    assert row["people"] == 0


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
