"""What offices do to a list, each decided from what the list says: nothing lost, nobody invented."""

from __future__ import annotations

from typing import Any

import pytest

import factories
from goc.files import model
from goc.intake.answers import parsed
from goc.intake.notes import Result
from goc.intake.reading import Choice, Understood, understood
from goc.people import importing, old_lists
from goc.people.models import Membership
from imports.made import DAY
from people.made import TODAY

pytestmark = pytest.mark.django_db
HEAD = ["TT", "Họ và tên", "Năm sinh", "Đơn vị"]
UNIT = "Xã Một Một"
Merged = list[list[int]]


def read(rows: list[list[Any]], merged: Merged | None = None) -> Understood:
    sheet = model.sheet("DS", rows)
    sheet["merged"] = merged or []
    return understood(model.book([sheet]), old_lists.words())


def take(cast: Any, found: Understood) -> Result:
    return importing.import_people(found, by=cast.alice, as_of=DAY, today=TODAY, dry_run=True)


def texts(found: Understood, name: str) -> list[Any]:
    return [record.value(name) for record in found.records]


def faults(result: Result) -> list[tuple[str, list[str]]]:
    """Each cell with what is offered."""
    return [(f"{f.letter}{f.row}", [offer.text for offer in f.offers]) for f in result.faults]


# --- heads


@pytest.mark.parametrize(
    ("head", "merged"),
    [
        (
            [["TT", "Họ và tên", "Giới tính", "", "Đơn vị"], ["", "", "Nam", "Nữ", ""]],
            [[0, 2, 0, 3]],
        ),
        ([["TT", "Họ và tên", "Nam", "Nữ", "Đơn vị"]], []),
    ],
    ids=["two storeys", "one storey"],
)
def test_marks_under_nam_and_nu_tell_the_sex(head: Any, merged: Merged):
    people = [[1, "Nông Văn Đức", "x", "", UNIT], [2, "Lý Thị Mai", "", "X", UNIT]]
    found = read([*head, *people], merged)
    assert (found.head.last + 1, texts(found, "sex")) == (len(head), ["Nam", "Nữ"])


def test_births_under_nam_and_nu_tell_the_sex_when_nothing_else_has_a_second_storey():
    head = [["TT", "Họ và tên", "Ngày sinh", "", "Đơn vị"], ["", "", "Nam", "Nữ", ""]]
    found = read([*head, [1, "Lý Thị Mai", "", 1970, UNIT]], [[0, 2, 0, 3]])
    ((record),) = found.records
    assert (record.value("birth"), record.sets) == (1970, {"sex": "female"})


def test_a_column_of_years_is_no_column_of_men():
    """«Năm» without its mark is «Nam»."""
    head = ["TT", "Họ và tên", "Ngày sinh", "", "Năm", "Đơn vị"]
    rows = [head, ["", "", "Năm", "Nơi", "", ""], [1, "Lý Mai", 1970, "", 2010, UNIT]]
    book = model.book([model.sheet("DS", rows)])
    ((record),) = understood(book, old_lists.words(), Choice(head_rows=(1, 2))).records
    assert (record.value("birth"), record.sets, record.value("sex")) == (1970, {}, "")


def test_two_tables_side_by_side_are_never_one_name(cast: Any):
    rows = [[1, "Nông Văn Đức", 1970, UNIT, "", 2, "Lý Văn Ba", 1975, UNIT]]
    alone = ["", "", "", "", "", 3, "Bế Văn Tư", 1976, UNIT]
    result = take(cast, read([[*HEAD, "", *HEAD], *rows, alone]))
    told = [(f.row, f.field, "hai bảng đặt cạnh nhau" in f.reason) for f in result.faults]
    assert sorted(told) == [(2, "birth", True), (2, "full_name", True), (2, "unit", True)]


# --- rows


def test_the_head_of_each_page_with_its_numbers_and_the_number_of_the_page(cast: Any):
    page = [HEAD, ["1", "2", "3", "4"]]
    rows = [
        *page,
        [1, "Nông Văn Đức", 1970, UNIT],
        ["", "Trang 2"],
        *page,
        [2, "Lý Ba", 1971, UNIT],
    ]
    found = read(rows)
    assert texts(found, "full_name") == ["Nông Văn Đức", "Lý Ba"]
    assert [skipped.row for skipped in found.skipped] == [2, 4, 5, 6]


@pytest.mark.parametrize(
    "second", [["II", "HAI"], ["II. HAI"], ["II. HUYỆN HAI: 03 đ/c"], ["II", "HUYỆN HAI (12 xã)"]]
)
def test_a_district_counted_in_roman_is_nobody_and_tells_where_the_rest_lies(
    cast: Any, second: list[str]
):
    other = factories.unit("Huyện Hai", "rural_district", cast.province)
    for district in (cast.district, other):
        factories.unit("Xã Mẫu Sơn", "commune", district)
    people = [[1, "Nông Văn Đức", 1970, "Mẫu Sơn"], [2, "Lý Ba", 1971, "Mẫu Sơn"]]
    found = read([HEAD, ["I", "HUYỆN MỘT"], people[0], second, people[1]])
    assert [skipped.row for skipped in found.skipped] == [2, 4]
    result = take(cast, found)
    assert (faults(result), result.new) == ([], 2)


def test_a_vacant_seat_is_nobody():
    found = read(
        [HEAD, [1, "Khuyết", "", UNIT], [2, "Lý Ba", 1971, UNIT], [3, "chưa bầu", "", UNIT]]
    )
    assert texts(found, "full_name") == ["Lý Ba"]


def test_a_name_alone_under_a_unit_is_asked_about(cast: Any):
    """The rest of a name, a remark: in a list that tells more of everybody else."""
    rows = [[UNIT], [1, "Nông Văn Đức", 1970, ""], ["", "Văn Đức", "", ""], [2, "Lý Ba", 1971, ""]]
    assert faults(take(cast, read([HEAD, *rows]))) == [("B4", ["Văn Đức"])]


# --- cells


def test_what_stands_around_a_name_is_asked_about(cast: Any):
    names = ["1. Nông Văn Đức", "Đ/c Vi Văn Hai", "Ông Vi Văn Ba", "Lý Tư (Nam)", "Bế Năm\nCHT"]
    bare = ["Nông Văn Đức", "Vi Văn Hai", "Vi Văn Ba", "Lý Tư", "Bế Năm"]
    found = read([HEAD, *([n, name, 1970, UNIT] for n, name in enumerate(names))])
    assert [offers[0] for _, offers in faults(take(cast, found))] == bare


def test_what_stands_around_a_post_is_asked_about(cast: Any):
    head = [*HEAD, "Chức vụ, đơn vị"]
    told = ["CHT xã Một Một", "01 CHP"]
    rows = [[n, f"Lý Văn {n}a", 1970, UNIT, post] for n, post in enumerate(told)]
    asked = faults(take(cast, read([head, *rows])))
    assert asked == [("E2", ["Chỉ huy trưởng"]), ("E3", ["Phó Chỉ huy trưởng"])]


def test_a_dash_is_asked_about_and_makes_nobody_a_party_member(cast: Any):

    found = read([[*HEAD, "Ngày vào Đảng", "Dân tộc"], [1, "Lý Ba", 1970, UNIT, "-", "…"]])
    assert faults(take(cast, found)) == [("F2", ["trống"]), ("E2", ["trống"])]
    told = parsed(["E2=trống", "F2=trống"])
    importing.import_people(found, by=cast.alice, as_of=DAY, today=TODAY, answers=told)
    assert Membership.objects.count() == 0


def test_numbers_that_lost_a_nought_or_are_two(cast: Any):
    head = [*HEAD, "Điện thoại", "CCCD"]
    told = [("0912345672/0987654321", "20071001234"), ("0912.345.678", "80123457")]
    rows = [[n, f"Lý Văn {n}a", 1970, UNIT, *both] for n, both in enumerate(told)]
    asked = dict(faults(take(cast, read([head, *rows]))))
    assert asked == {
        "E2": ["0912345672", "0987654321"],
        "F2": ["020071001234"],
        "F3": ["080123457"],
    }
