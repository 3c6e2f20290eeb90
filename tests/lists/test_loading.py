"""Old lists taken into a declared list: heads and values of the trade, doubts asked once, nothing by halves."""

from __future__ import annotations

import dataclasses
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from factories import Cast
from goc.audit.models import Event
from goc.funding.actions import FUNDING
from goc.funding.models import Funding
from goc.intake.answers import parsed
from goc.intake.notes import Result
from goc.intake.reading import Understood
from goc.lib.errors import InputError, RefusedError
from goc.lists.loading import take_list
from goc.lists.registry import SUBJECTS, Subject
from goc.refreshers.models import Refresher
from goc.units.asking import asking_of
from imports.listed_kinds import came, of_rows

MONEY, REFRESHERS = SUBJECTS["funding-funding"], SUBJECTS["refreshers-refresher"]
HEAD = [
    "Đơn vị",
    "Năm",
    "Nguồn kinh phí",
    "Nội dung chi",
    "Số tiền (triệu đồng)",
    "Văn bản, căn cứ",
]


def line(year: Any = 2010, amount: Any = "1,5", unit: str = "Huyện Một", paper: str = "") -> Any:
    return [unit, year, "Trung ương", "Giảng dạy", amount, paper]


def money(*rows: list[Any]) -> Understood:
    return of_rows("funding.funding", rows)


def take(cast: Cast, found: Understood, *answers: str, subject: Subject = MONEY) -> Result:
    asking = asking_of(cast.alice)
    return take_list(found, subject=subject, asking=asking, answers=parsed(answers))


def amounts() -> list[Decimal]:
    return list(Funding.objects.order_by("pk").values_list("amount", flat=True))


# --- heads and what stands around the rows


def test_a_list_of_an_office_with_the_unit_above_its_rows_and_the_year_in_its_title(cast: Cast):
    found = money(
        ["TỔNG HỢP KINH PHÍ ĐÀO TẠO NĂM 2011"],
        [],
        ["STT", "Nguồn", "Mục chi", "Kinh phí (triệu đồng)", "Căn cứ"],
        ["", "A", "B", "1", "2"],
        ["I", "Huyện Một", "", "", ""],
        [1, "NSTW", "Tài liệu", "1.234,5", "QĐ 12"],
        [2, "NS tỉnh", "Phụ cấp", 200, ""],
        ["", "Cộng", "", "1.434,5", ""],
        [],
        ["", "Người lập biểu", "", "Thủ trưởng đơn vị", ""],
        ["", "Nguyễn Văn A", "", "Trần Văn B", ""],
    )
    result = take(cast, found)
    assert came(result) == (2, 0, 0, 0, 2)
    assert {(fault.field, *(o.text for o in fault.offers)) for fault in result.faults} == {
        ("year", "2011")
    }
    told = "Năm:danh sách không có cột này: ghi gì cho mọi dòng=2011"
    assert came(take(cast, found, told)) == (2, 2, 0, 0, 0)
    rows = Funding.objects.order_by("pk").values_list("unit", "year", "source", "item", "amount")
    assert list(rows) == [
        (cast.district.pk, 2011, "central", "teaching", Decimal("1234.5")),
        (cast.district.pk, 2011, "province", "allowance", Decimal(200)),
    ]


def test_money_is_taken_only_where_the_head_says_in_what(cast: Cast):
    with pytest.raises(InputError, match="«Số tiền \\(triệu đồng\\)»"):
        money(["Đơn vị", "Năm", "Nguồn", "Nội dung", "Số tiền"], line()[:5])


def test_a_row_that_tells_all_is_no_total_whatever_it_begins_with(cast: Cast):
    found = money(HEAD, line(unit="Công an huyện"), line())
    assert [(f.row, f.field) for f in take(cast, found).faults] == [(2, "unit")]


def test_rows_behind_a_subtotal_are_read(cast: Cast):
    found = money(HEAD, line(2010), ["Cộng 2010", "", "", "", 1.5, ""], line(2011))
    assert came(take(cast, found)) == (2, 2, 0, 0, 0)


# --- values


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1.234,5", "1234.5"),
        ("1234,5", "1234.5"),
        (1234.5, "1234.5"),
        (0.1 + 0.2, "0.3"),
        ("150 triệu", "150"),
        ("150 tr.đ", "150"),
    ],
)
def test_money_in_its_writings(cast: Cast, typed: Any, kept: str):
    assert take(cast, money(HEAD, line(amount=typed))).faults == []
    assert amounts() == [Decimal(kept)]


@pytest.mark.parametrize(
    ("typed", "offers"),
    [
        ("1,234", ["1234", "1,234"]),
        ("1,234,567", ["1234567"]),
        ("1,234.5", ["1234,5"]),
        ("x", []),
        ("-5", []),
    ],
)
def test_money_that_may_be_two_sums_is_asked(cast: Cast, typed: str, offers: list[str]):
    (fault,) = take(cast, money(HEAD, line(amount=typed))).faults
    assert (fault.value, [offer.text for offer in fault.offers]) == (typed, offers)
    assert amounts() == []


def test_one_answer_settles_all_cells_that_are_alike(cast: Cast):
    found = money(HEAD, line(2010, "1,234"), line(2011, "1,234"))
    assert came(take(cast, found, "Số tiền (triệu đồng):1,234=1234")) == (2, 2, 0, 0, 0)
    assert amounts() == [Decimal(1234)] * 2


def test_a_source_that_may_be_three_is_asked_and_one_nearly_right_is_offered(cast: Cast):
    for typed, expected in (("NSĐP", ["Tỉnh", "Huyện", "Xã"]), ("Trung uong1", ["Trung ương"])):
        row = line()
        row[2] = typed
        (fault,) = take(cast, money(HEAD, row)).faults
        assert (typed, [offer.text for offer in fault.offers]) == (typed, expected)


@pytest.mark.parametrize("typed", [2011, 2011.0, "2011", "năm 2011"])
def test_a_year_in_its_writings(cast: Cast, typed: Any):
    assert take(cast, money(HEAD, line(typed))).faults == []
    assert Funding.objects.get().year == 2011


def test_a_day_of_two_digits_is_one_of_these_times(cast: Cast):
    head = ["Đơn vị tổ chức", "Năm", "Cấp", "Tên lớp", "Khai giảng", "Quân số có mặt"]
    row = ["Huyện Một", 2012, "Cấp huyện", "Lớp 1", "05/03/12", "40 đồng chí"]
    found = of_rows("refreshers.refresher", [head, row])
    assert take(cast, found, subject=REFRESHERS).faults == []
    told = Refresher.objects.values_list("name", "opened_on", "present")
    assert told.get() == ("Lớp 1", date(2012, 3, 5), 40)


# --- rows that stand, and rows that repeat


def test_two_rows_that_say_the_same_are_asked_about_and_then_stand_for_two(cast: Cast):
    found = money(HEAD, line(), line())
    (fault,) = take(cast, found).faults
    offers = [offer.text for offer in fault.offers]
    assert (fault.row, offers) == (3, ["hai dòng khác nhau", "bỏ dòng này"])
    assert came(take(cast, found, "A3=bỏ dòng này")) == (2, 1, 0, 1, 0)
    assert came(take(cast, found, "A3=hai dòng khác nhau")) == (2, 1, 0, 1, 0)
    assert came(take(cast, found)) == (2, 0, 0, 2, 0)
    assert len(amounts()) == 2


def test_an_empty_cell_says_nothing_of_a_row_that_stands(cast: Cast):
    take(cast, money(HEAD, line(paper="QĐ 1")))
    assert came(take(cast, money(HEAD, line()))) == (1, 0, 0, 1, 0)
    assert came(take(cast, money(HEAD, line(), line(paper="QĐ 1")))) == (2, 1, 0, 1, 0)
    assert list(Funding.objects.order_by("pk").values_list("paper", flat=True)) == ["QĐ 1", ""]


def test_a_row_is_corrected_by_its_key(cast: Cast):
    head = ["Đơn vị tổ chức", "Năm", "Cấp tổ chức", "Lớp", "Có mặt", "Giỏi"]
    for number, expected in ((40, (1, 1, 0, 0, 0)), (42, (1, 0, 1, 0, 0)), (42, (1, 0, 0, 1, 0))):
        row = ["Huyện Một", 2012, "Cấp huyện", "Lớp 1", number, 3]
        found = of_rows("refreshers.refresher", [head, row])
        assert came(take(cast, found, subject=REFRESHERS)) == expected
    assert Refresher.objects.get().present == 42
    twice = [["Huyện Một", 2013, "Cấp huyện", "Lớp 1", number, 3] for number in (5, 6)]
    found = of_rows("refreshers.refresher", [head, *twice])
    (fault,) = take(cast, found, subject=REFRESHERS).faults
    assert (fault.row, fault.reason) == (3, "trùng với dòng 2")


def test_what_the_action_refuses_is_the_fault_of_the_row_and_undoes_all(cast: Cast):
    """2011 is refused by the action, 2013 by a reader: both are told."""

    def add(*, by: object, **values: Any) -> Any:
        made = FUNDING.record(by=by, **values)
        if values["year"] == 2011:
            raise RefusedError("năm %(year)s đã khóa sổ", year=2011)
        return made

    subject, events = Subject(MONEY.shape, add=add), Event.objects.count()
    result = take(cast, money(HEAD, line(), line(2013, "x"), line(2011)), subject=subject)
    assert [(f.row, f.column, f.value, f.reason) for f in result.faults] == [
        (3, "Số tiền (triệu đồng)", "x", "không phải là số (ví dụ 1.234,5)"),
        (4, "", "", "năm 2011 đã khóa sổ"),
    ]
    assert (Funding.objects.count(), Event.objects.count()) == (0, events)
    assert take(cast, money(HEAD, line(), line(2012)), subject=subject).faults == []
    assert set(Event.objects.values_list("by", flat=True)) == {"alice"}


def test_a_trial_in_portions_names_what_is_refused_in_each(cast: Cast, monkeypatch: Any):
    """Others write in between; a row that the action refuses is named wherever it stands."""
    monkeypatch.setattr("goc.lists.loading.TRIED_AT_ONCE", 1)

    def refused_in_2012(**values: Any) -> None:
        if values["year"] == 2012:
            raise RefusedError("Năm 2012 đã chốt.")

    subject = dataclasses.replace(MONEY, add=refused_in_2012)
    found = money(HEAD, line(2011), line(2012), line(2013), line(2012, "2"))
    asking = asking_of(cast.alice)
    result = take_list(found, subject=subject, asking=asking, dry_run=True)
    told = [(fault.row, fault.reason) for fault in result.faults]
    assert told == [(3, "Năm 2012 đã chốt."), (5, "Năm 2012 đã chốt.")]
    assert amounts() == []
