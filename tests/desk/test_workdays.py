"""Days on which offices work: the law's, and what an office enters beside them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from goc.desk.actions.calendar import CALENDAR
from goc.desk.queries import calendar_of
from goc.desk.workdays import OFF, WORKED, Calendar, days_off
from goc.lib.errors import RefusedError
from goc.summing_up.composing import STEPS, schedule
from summing_up.round_made import SIGN_BY, opened

LAW = Calendar()


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2013, 6, 14), True),  # a Friday
        (date(2013, 6, 15), False),  # a Saturday
        (date(1998, 6, 13), True),  # a Saturday when offices worked six days
        (date(1998, 6, 14), False),
        (date(2013, 4, 30), False),
        (date(2013, 5, 1), False),
        (date(2013, 4, 19), False),  # the tenth of the third month
        (date(2006, 4, 7), True),  # the same in 2006, not a day off yet
        (date(2013, 2, 9), False),  # the last day of the old year
        (date(2013, 2, 12), False),  # mùng 3
        (date(2013, 2, 13), False),  # for the last day of the year, a Saturday
        (date(2013, 2, 14), False),  # for mùng 1, a Sunday
        (date(2013, 2, 15), True),
        (date(2013, 9, 2), False),
        (date(2013, 9, 3), True),
        (date(2023, 1, 2), False),  # for 1 January, a Sunday
        (date(2023, 1, 3), True),
        (date(2023, 5, 2), False),  # for 29 April, a Saturday and Giỗ Tổ
        (date(2023, 5, 3), False),  # for 30 April, a Sunday
        (date(2023, 5, 4), True),
    ],
)
def test_the_law_says_which_days_are_worked(day, works):
    assert LAW.is_working(day) is works


def test_each_day_off_has_its_name():
    assert days_off(2022)[date(2022, 1, 3)] == "Nghỉ bù Tết Dương lịch"
    assert days_off(2022)[date(2022, 4, 11)] == "Nghỉ bù Giỗ Tổ Hùng Vương"
    assert list(days_off(2021).values()).count("Tết Nguyên đán") == 4


def test_what_the_office_says_goes_before_the_law():
    calendar = Calendar({date(2022, 9, 1): OFF, date(2013, 6, 15): WORKED})
    assert not calendar.is_working(date(2022, 9, 1))
    assert calendar.is_working(date(2013, 6, 15))


def test_one_counts_back_over_days_that_are_not_worked():
    assert LAW.on_or_before(date(2013, 6, 16)) == date(2013, 6, 14)
    assert LAW.on_or_before(date(2013, 6, 14)) == date(2013, 6, 14)
    assert LAW.before(date(2013, 5, 3), 1) == date(2013, 5, 2)
    assert LAW.before(date(2013, 5, 3), 2) == date(2013, 4, 29)


def entered(cast, day, kind=OFF, unit=None, **more):
    values = {"unit": unit or cast.province, "day": day, "kind": kind, "paper": ""}
    return CALENDAR.record(by=cast.operator, **{**values, **more})


def test_a_day_holds_for_the_unit_and_those_below_it(cast):
    day = date(2022, 9, 1)
    entered(cast, day)
    assert not calendar_of(cast.communes[0], as_of=day).is_working(day)
    entered(cast, date(2022, 9, 10), WORKED, unit=cast.communes[0])
    assert calendar_of(cast.communes[0], as_of=day).is_working(date(2022, 9, 10))
    assert not calendar_of(cast.province, as_of=day).is_working(date(2022, 9, 10))


def test_a_day_is_said_once_and_only_where_the_law_says_otherwise(cast):
    entered(cast, date(2022, 9, 1))
    with pytest.raises(RefusedError, match="Ngày 01/09/2022 đã có trong lịch của đơn vị"):
        entered(cast, date(2022, 9, 1))
    with pytest.raises(RefusedError, match="ngày 03/09/2022 vốn là ngày nghỉ; không cần ghi"):
        entered(cast, date(2022, 9, 3))
    with pytest.raises(RefusedError, match="ngày 05/09/2022 vốn là ngày làm việc; không cần ghi"):
        entered(cast, date(2022, 9, 5), WORKED)


def test_the_tasks_of_a_round_fall_on_working_days(cast):
    entered(cast, date(2013, 6, 7))  # a Friday, seven days before the conference
    due = [day for day, _act, _who in schedule(opened(cast))]
    assert all(calendar_of(cast.province, as_of=day).is_working(day) for day in due)
    assert due == sorted(due)
    plain = [SIGN_BY - timedelta(days=before) for before, _act, _who in STEPS]
    assert [day <= wanted for day, wanted in zip(due, plain, strict=True)] == [True] * len(STEPS)
    assert due[-3:] == [date(2013, 6, 6), date(2013, 6, 6), SIGN_BY]


def test_an_invitation_goes_out_three_working_days_before_at_the_latest(cast):
    round_ = opened(cast)
    round_.sign_by = date(2013, 2, 15)  # the Friday after Tết
    invitation = next(day for day, act, _who in schedule(round_) if "giấy mời" in act)
    assert invitation == date(2013, 2, 6)


def test_the_conference_keeps_its_own_day(cast):
    round_ = opened(cast)
    round_.sign_by = date(2013, 6, 16)  # a Sunday
    assert schedule(round_)[-1][0] == date(2013, 6, 16)
