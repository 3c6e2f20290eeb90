"""A list taken in without its workbook: who sits down first, from which days, what a second list changes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goc.audit.models import Event
from goc.intake.notes import Result
from goc.people import actions, importing
from goc.people.models import Fact, Holding, Keeper, Membership, Person
from logged import texts
from people.listed import listed
from people.made import DAY, TODAY, full, person

pytestmark = pytest.mark.django_db
ALL = "họ tên, ngày sinh và đơn vị"
UNBORN = "họ tên và đơn vị, ngày sinh không trái nhau,"
GOOD = {"Họ và tên": "Nông Văn Đức", "Đơn vị": "Xã Một Một"}


def take(cast: Any, *rows: dict[str, Any], day: date = DAY, **options: Any) -> Result:
    told = [GOOD | {key.replace("_", " "): value for key, value in row.items()} for row in rows]
    head = list(dict.fromkeys(key for row in told for key in row))
    sheet = listed(head or list(GOOD), [[row.get(key) for key in head] for row in told])
    return importing.import_people(sheet, by=cast.alice, as_of=day, today=TODAY, **options)


def reasons(result: Result) -> list[tuple[int, str, str]]:
    return [(fault.row, fault.column, fault.reason) for fault in result.faults]


def named(name: str, **more: Any) -> dict[str, Any]:
    return {"Họ_và_tên": name, **more}


# --- days


@pytest.mark.parametrize(
    ("since", "opened"),
    [(None, DAY), ("01/01/2005", date(2005, 1, 1)), ("31/12/2012", DAY)],
)
def test_a_file_is_opened_on_the_day_of_the_list_or_of_the_post(cast, since, opened):
    """What a list says holds from its own day; only the post tells an earlier one."""
    post = {"Chức_vụ": "Tiểu đội trưởng dân quân", "Từ_ngày": since} if since else {}
    assert take(cast, {"Văn_hóa": "THPT", **post}).faults == []
    assert Keeper.objects.get().valid_from == opened
    assert Fact.objects.get().valid_from == DAY
    assert [row.valid_from for row in Holding.objects.all()] == ([opened] if since else [])


def test_a_post_without_a_day_is_held_on_the_day_of_the_list(cast):
    assert take(cast, {"Chức_vụ": "CHT", "Quyết_định": "QĐ 12"}).faults == []
    held = Holding.objects.get()
    assert (held.valid_from, held.decision) == (DAY, "QĐ 12")


def test_whoever_held_a_post_longest_sits_down_first(cast):
    """The later line began earlier: seats are laid from that day, and the first line is told."""
    rows = [
        named("Nông Văn Một", Chức_vụ="CHT", Từ_ngày="01/01/2010"),
        named("Nông Văn Hai", Chức_vụ="CHP", Từ_ngày="01/01/2004"),
        named("Nông Văn Ba", Chức_vụ="CHT", Từ_ngày="01/01/2006"),
    ]
    ((row, column, reason),) = reasons(take(cast, *rows))
    assert (row, column) == (2, "")
    assert reason.startswith("Chức danh Chỉ huy trưởng không còn khuyết: Nông Văn Ba đang giữ.")
    assert take(cast, *rows[:2]).accepted == 2
    assert {seat.valid_from for seat in cast.communes[0].seats.all()} == {date(2004, 1, 1)}


@pytest.mark.parametrize(
    ("first", "official", "rows"),
    [
        (None, None, []),
        ("03/02/2004", None, [("probationary", 2004, None)]),
        (None, "03/02/2005", [("official", 2005, None)]),
        ("03/02/2004", "03/02/2005", [("probationary", 2004, 2005), ("official", 2005, None)]),
    ],
)
def test_the_party_as_far_as_it_is_told(cast, first, official, rows):
    cells = {"Ngày_vào_Đảng_(dự_bị)": first, "Ngày_vào_Đảng_(chính_thức)": official}
    assert take(cast, cells).faults == []
    found = Membership.objects.order_by("valid_from")
    assert [
        (row.stage, row.valid_from.year, row.valid_to.year if row.valid_to else None)
        for row in found
    ] == rows


# --- twice in one list


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ({}, ALL),
        ({"Họ_và_tên": "NÔNG VAN ĐỨC"}, ALL),
        ({"Họ_và_tên": "Nông Văn Đực"}, ALL),
        ({"Họ_và_tên": "Nông Văn Dực"}, ALL),
        ({"Họ_và_tên": "Nông Văn Được"}, ""),
        ({"Ngày_sinh": "1971"}, ""),
        ({"Ngày_sinh": "03/02/1970"}, "họ tên và đơn vị, ngày sinh không trái nhau,"),
        ({"Đơn_vị": "Xã Một Hai"}, ""),
        ({"Xác_nhận": "hai anh em họ"}, ""),
    ],
)
def test_one_name_birth_and_unit_twice_is_told_at_the_later_line(cast, other, same):
    first = {"Ngày_sinh": "1970", "Xác_nhận": "đã xem"}
    told = reasons(take(cast, first, {"Ngày_sinh": "1970"} | other, dry_run=True))
    doubts = [(row, reason.split(":")[0]) for row, column, reason in told if column]
    assert doubts == ([(3, f"trùng {same} với dòng 2")] if same else [])


def test_a_third_line_is_told_with_the_first(cast):
    told = reasons(take(cast, {}, {}, {}))
    assert [(row, reason) for row, column, reason in told if column] == [
        (3, f"trùng {UNBORN} với dòng 2: có phải cùng một người?"),
        (4, f"trùng {UNBORN} với dòng 2: có phải cùng một người?"),
    ]


def test_one_code_twice_is_told_with_its_first_line(cast):
    one = person(cast)
    rows = [{"Mã_cán_bộ": one.code}, named("Lý Thị Hoa"), {"Mã_cán_bộ": one.code}]
    assert (4, "Mã cán bộ", "đã có ở dòng 2") in reasons(take(cast, *rows))


# --- all or nothing


def test_what_was_taken_before_a_fault_is_undone(cast):
    events = Event.objects.count()
    result = take(cast, named("Lý Thị Hoa"), {"Chức_vụ": "CHT", "Từ_ngày": "01/01/1990"})
    assert [row for row, _, _ in reasons(result)] == [3]
    assert (result.accepted, result.new, result.read) == (0, 0, 2)
    assert (Person.objects.count(), Event.objects.count()) == (0, events)


def test_a_dry_run_finds_what_the_register_would_refuse(cast):
    rows = [named(name, Chức_vụ="CHT") for name in ("Vi Văn An", "Vi Văn Ba")]
    told = reasons(take(cast, *rows, dry_run=True))
    assert [(row, column) for row, column, _ in told] == [(3, "")]
    alone = take(cast, rows[0], dry_run=True)
    assert (alone.accepted, alone.new, Person.objects.count()) == (1, 1, 0)


def test_a_line_with_faults_of_its_own_is_not_tried(cast):
    """Its post would be refused besides: one fault is told, that of the cell."""
    person(cast, "Lý Thị Hoa")
    told = reasons(take(cast, {"Giới_tính": "x", "Chức_vụ": "CHT", "Từ_ngày": "01/01/1990"}))
    assert told == [(2, "Giới tính", "chưa rõ nghĩa: hãy chọn một cách hiểu")]


def test_an_empty_list_is_nothing(cast):
    found = take(cast)
    assert (found.read, found.accepted, found.rejected, found.faults) == (0, 0, 0, [])


# --- of somebody who stands in the register


def again(cast: Any, one: Person, **cells: Any) -> Result:
    return take(cast, {"Họ_và_tên": one.full_name, "Mã_cán_bộ": one.code, **cells})


def counts(result: Result) -> tuple[int, int, int]:
    return result.new, result.updated, result.unchanged


def test_known_changed_and_new_are_counted_apart(cast):
    one, other = person(cast), person(cast, "Lý Thị Hoa", telephone="0912")
    result = take(
        cast,
        {"Mã_cán_bộ": one.code},
        named("Lý Thị Hoa", Mã_cán_bộ=other.code, Điện_thoại="0913"),
        named("Vi Văn Ba"),
    )
    assert (result.faults, counts(result), result.accepted) == ([], (1, 1, 1), 3)
    assert texts(action="people.correct_person") == ["theo danh sách nhập"]


def test_another_year_takes_the_day_of_birth_away(cast):
    one = person(cast, birth_date=date(1970, 2, 3))
    assert counts(again(cast, one, Ngày_sinh="1971")) == (0, 1, 0)
    one.refresh_from_db()
    assert (one.birth_date, one.birth_year) == (None, 1971)
    assert counts(again(cast, one, Ngày_sinh="03/02/1971")) == (0, 1, 0)
    one.refresh_from_db()
    assert (one.birth_date, one.birth_year) == (date(1971, 2, 3), 1971)


def test_a_level_reached_since_holds_from_the_day_of_the_list(cast):
    one = full(cast)
    assert counts(again(cast, one, Sức_khỏe="2", Văn_hóa="THPT")) == (0, 1, 0)
    rows = one.facts.filter(kind="health_class").order_by("valid_from")
    assert list(rows.values_list("value", "valid_from", "valid_to")) == [
        ("3", date(2005, 6, 1), DAY),
        ("2", DAY, None),
    ]
    assert one.facts.filter(kind="general_education").count() == 1
    assert texts(action="people.correct_person") == []


@pytest.mark.parametrize(
    ("cells", "column", "stands"),
    [
        ({"Đơn_vị": "Xã Một Hai"}, "Đơn vị", "xã Một Một"),
        ({"Chức_vụ": "CHP"}, "Chức vụ", "Chỉ huy trưởng"),
        ({"Chức_vụ": "CHT", "Từ_ngày": "02/01/2005"}, "Từ ngày", "01/01/2005"),
        ({"Quyết_định": "QĐ 99"}, "Quyết định", "QĐ 12/QĐ-UBND"),
        ({"Ngày_vào_Đảng_(dự_bị)": "04/02/2004"}, "Ngày vào Đảng (dự bị)", "03/02/2004"),
    ],
)
def test_what_has_a_day_of_its_own_is_handed_back_with_what_stands(cast, cells, column, stands):
    one = full(cast)
    assert reasons(again(cast, one, **cells)) == [
        (
            2,
            column,
            f"hồ sơ ghi «{stands}». Việc này có ngày riêng: hãy ghi ở trang của cán bộ",
        )
    ]


def test_what_is_not_known_yet_is_said_so(cast):
    told = reasons(again(cast, person(cast), Chức_vụ="CHT"))
    assert told == [
        (
            2,
            "Chức vụ",
            "hồ sơ ghi «chưa có». Việc này có ngày riêng: hãy ghi ở trang của cán bộ",
        )
    ]


def test_what_is_odd_about_somebody_known_wants_its_reason(cast):
    one = full(cast)
    asked = reasons(again(cast, one, Ngày_sinh="1990"))
    assert len(asked) == 1 and asked[0][2].endswith("Nếu đúng, thêm cột «Xác nhận» và ghi lý do.")
    assert again(cast, one, Ngày_sinh="1990", Xác_nhận="theo giấy khai sinh").faults == []
    reasons_kept = Event.objects.get(action="people.correct_person").after["confirmed"]
    assert set(reasons_kept.values()) == {"theo giấy khai sinh"}


def test_the_code_of_a_merged_file_is_handed_back_with_the_one_that_stands(cast):
    kept, gone = person(cast), person(cast, keeper=cast.communes[1])
    actions.merge_persons(kept=kept, gone=gone, by=cast.alice, reason="một người")
    told = reasons(again(cast, gone))
    assert (2, "Mã cán bộ", f"hồ sơ này đã gộp vào hồ sơ {kept.code}") in told
