"""Letterheads: computed where none is entered, taken from the day of the paper, one at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from goc.audit.models import Event
from goc.desk.actions import correct_letterhead, drop_letterhead, enter_letterhead
from goc.desk.models import Letterhead
from goc.desk.queries import frame_of, head_of
from goc.desk.rules import Head
from goc.lib.errors import InputError, RefusedError

DAY = date(2013, 6, 14)
COMPUTED = Head(
    layout="civil",
    parent=(),
    agency=("ỦY BAN NHÂN DÂN", "TỈNH A"),
    issuer="UBND tỉnh A",
    symbol="UBND",
    authority=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"),
    post="PHÓ CHỦ TỊCH",
)


def entered(cast, start: date = date(2013, 1, 1), **more):
    values = {"unit": cast.province, "issuer": "peoples_committee", "valid_from": start}
    empty = dict.fromkeys(("parent", "agency", "short", "symbol", "authority", "post"), "")
    return enter_letterhead(
        by=cast.alice, **{**values, "valid_to": None, "signer": "", "place": "", **empty, **more}
    )


def test_without_one_it_is_computed_from_the_name(cast):
    assert head_of(cast.province, "peoples_committee", as_of=DAY) == COMPUTED
    assert head_of(cast.province, "steering_committee", as_of=DAY) == Head(
        layout="civil",
        parent=("ỦY BAN NHÂN DÂN", "TỈNH A"),
        agency=("BAN CHỈ ĐẠO ĐÀO TẠO CÁN BỘ QUÂN SỰ",),
        issuer="Ban Chỉ đạo đào tạo tỉnh A",
        symbol="BCĐ",
        authority=("TM. BAN CHỈ ĐẠO",),
        post="TRƯỞNG BAN",
    )


def test_what_is_entered_holds_from_its_day_and_empty_boxes_are_computed(cast):
    entered(
        cast,
        authority="TUQ. CHỦ TỊCH / TL. ỦY BAN NHÂN DÂN",
        post="CHÁNH VĂN PHÒNG",
        signer="Nông Văn Đức",
        place="Lạng Sơn",
    )
    assert head_of(cast.province, "peoples_committee", as_of=date(2012, 12, 31)) == COMPUTED
    assert head_of(cast.province, "peoples_committee", as_of=DAY) == replace(
        COMPUTED,
        authority=("TUQ. CHỦ TỊCH", "TL. ỦY BAN NHÂN DÂN"),
        post="CHÁNH VĂN PHÒNG",
        signer="Nông Văn Đức",
        place="Lạng Sơn",
        is_entered=True,
    )


def test_its_place_comes_before_that_of_the_subject(cast):
    assert frame_of(cast.province, "peoples_committee", on=DAY, place="Tỉnh A").place == "Tỉnh A"
    entered(cast, place="Lạng Sơn")
    assert frame_of(cast.province, "peoples_committee", on=DAY, place="Tỉnh A").place == "Lạng Sơn"


def test_the_next_one_ends_the_one_before(cast):
    first, second = entered(cast), entered(cast, date(2014, 1, 1), signer="Lý Thị Hoa")
    first.refresh_from_db()
    assert (first.valid_to, second.valid_to) == (date(2014, 1, 1), None)
    actions = Event.objects.filter(kind="desk.letterhead").order_by("id")
    assert list(actions.values_list("action", flat=True)) == ["open", "close", "open"]


def test_two_may_not_share_a_day(cast):
    entered(cast)
    with pytest.raises(RefusedError, match="trùng với bản ghi đã có"):
        entered(cast)
    entered(cast, issuer="steering_committee")
    assert Letterhead.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"authority": "T/M ỦY BAN NHÂN DÂN"}, "«T/M ỦY BAN NHÂN DÂN» phải bắt đầu bằng"),
        ({"authority": "TM. UBND / CHỦ TỊCH"}, "«CHỦ TỊCH» phải bắt đầu bằng"),
        ({"symbol": "UBND - VX"}, "không được có dấu cách"),
        ({"symbol": "BC/UBND"}, "không được có dấu cách hay dấu «/»"),
    ],
)
def test_what_no_paper_carries_is_refused(cast, wrong, said):
    with pytest.raises(RefusedError, match=said):
        entered(cast, **wrong)
    row = entered(cast)
    with pytest.raises(RefusedError, match=said):
        correct_letterhead(row=row, by=cast.alice, reason="QĐ 1", **wrong)
    assert Event.objects.filter(kind="desk.letterhead").count() == 1


def test_a_correction_and_a_taking_back_leave_their_reasons(cast):
    row = entered(cast)
    correct_letterhead(row=row, by=cast.alice, reason="Gõ nhầm", post="CHỦ TỊCH")
    drop_letterhead(row=row, by=cast.alice, reason="Nhập hai lần")
    events = Event.objects.filter(kind="desk.letterhead").order_by("id")
    assert [(e.action, e.text) for e in events] == [
        ("open", ""),
        ("correct", "Gõ nhầm"),
        ("desk.drop_letterhead", "Nhập hai lần"),
    ]
    assert (events[1].before["post"], events[1].after["post"]) == ("", "CHỦ TỊCH")


def test_an_unknown_issuer_is_named(cast):
    with pytest.raises(InputError, match="Không có cơ quan ban hành «army»"):
        head_of(cast.province, "army", as_of=DAY)


def test_it_ends_with_its_unit(cast):
    cast.province.versions.update(valid_to=date(2025, 7, 1))
    assert entered(cast).valid_to == date(2025, 7, 1)
    with pytest.raises(RefusedError, match="Tỉnh A"):
        entered(cast, date(2026, 1, 1), issuer="steering_committee")
