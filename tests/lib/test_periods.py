"""Periods held to what they mean: day by day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest

from goc.lib.periods import Period, goes_on, holds

FIRST = date(2025, 6, 25)
DAYS = [FIRST + timedelta(number) for number in range(9)]
"""Around 1 July 2025, when the districts ended; no period of these tests begins or ends outside."""
NEW_COMMUNES = date(2025, 7, 1)


PERIODS = [
    Period(start, end)
    for start in DAYS[1:-1]
    for end in [*DAYS[1:-1], None]
    if end is None or start < end
]
PAIRS = list(product(PERIODS, PERIODS))


def days(period):
    return {day for day in DAYS if day in period}


def test_the_first_day_belongs_to_it_and_its_end_does_not():
    period = Period(date(1975, 4, 30), date(1976, 7, 2))
    assert [
        day in period
        for day in (date(1975, 4, 29), date(1975, 4, 30), date(1976, 7, 1), date(1976, 7, 2))
    ] == [False, True, True, False]


def test_without_an_end_it_goes_on():
    period = Period(NEW_COMMUNES)
    assert (date.max in period, date(2025, 6, 30) in period) == (True, False)


def test_it_is_one_day_long_at_least():
    assert days(Period(NEW_COMMUNES, date(2025, 7, 2))) == {NEW_COMMUNES}
    for end in (NEW_COMMUNES, date(2025, 6, 30)):
        with pytest.raises(ValueError, match=rf"^empty period 2025-07-01\.\.{end}$"):
            Period(NEW_COMMUNES, end)


def test_one_that_follows_another_shares_no_day_with_it():
    before, after = Period(date(2008, 8, 1), NEW_COMMUNES), Period(NEW_COMMUNES)
    assert not before.overlaps(after) and not after.overlaps(before)
    assert before.intersection(after) is None
    assert before.overlaps(Period(date(2025, 6, 30)))


def test_they_overlap_where_they_share_a_day():
    for one, other in PAIRS:
        assert one.overlaps(other) is bool(days(one) & days(other)), (one, other)


def test_what_they_share_is_a_period_again():
    for one, other in PAIRS:
        found = one.intersection(other)
        assert (days(found) if found else set()) == days(one) & days(other), (one, other)


def test_one_covers_another_whose_every_day_it_has():
    """The last day stands for all that follow: only what has no end has it."""
    for one, other in PAIRS:
        assert one.covers(other) is (days(other) <= days(one)), (one, other)


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (Period(DAYS[1]), Period(DAYS[3]), Period(DAYS[3])),
        (Period(DAYS[1], DAYS[5]), Period(DAYS[3]), Period(DAYS[3], DAYS[5])),
        (Period(DAYS[1], DAYS[5]), Period(DAYS[3], DAYS[7]), Period(DAYS[3], DAYS[5])),
        (Period(DAYS[1], DAYS[7]), Period(DAYS[3], DAYS[5]), Period(DAYS[3], DAYS[5])),
        (Period(DAYS[1], DAYS[3]), Period(DAYS[3], DAYS[5]), None),
        (Period(DAYS[1], DAYS[4]), Period(DAYS[3], DAYS[5]), Period(DAYS[3], DAYS[4])),
        (Period(DAYS[1], DAYS[2]), Period(DAYS[3], DAYS[5]), None),
    ],
)
def test_what_two_share(one, other, shared):
    assert one.intersection(other) == shared
    assert other.intersection(one) == shared


def test_it_covers_itself_and_no_longer_one():
    open_, closed = Period(DAYS[1]), Period(DAYS[1], DAYS[5])
    assert open_.covers(open_) and open_.covers(closed) and closed.covers(closed)
    assert not closed.covers(open_)
    assert not closed.covers(Period(DAYS[1], DAYS[6]))
    assert not closed.covers(Period(DAYS[0], DAYS[5]))


def test_they_are_in_order_of_their_beginning():
    found = sorted([Period(DAYS[3], DAYS[4]), Period(DAYS[1], DAYS[7]), Period(DAYS[1], DAYS[2])])
    assert [(period.start, period.end) for period in found] == [
        (DAYS[1], DAYS[2]),
        (DAYS[1], DAYS[7]),
        (DAYS[3], DAYS[4]),
    ]


@pytest.mark.parametrize(
    ("day", "end", "so"),
    [
        (date(2019, 12, 31), None, False),
        (date(2020, 1, 1), None, True),
        (date.max, None, True),
        (date(2020, 1, 1), date(2025, 7, 1), True),
        (date(2025, 6, 30), date(2025, 7, 1), True),
        (date(2025, 7, 1), date(2025, 7, 1), False),
        (date(2019, 12, 31), date(2025, 7, 1), False),
    ],
)
def test_what_is_dated_holds_from_its_first_day_to_the_day_before_its_end(day, end, so):
    assert holds(date(2020, 1, 1), end, day) is so


@pytest.mark.parametrize(
    ("end", "day", "so"),
    [
        (None, date.max, True),
        (date(2025, 7, 1), date(2025, 6, 30), True),
        (date(2025, 7, 1), date(2025, 7, 1), False),
    ],
)
def test_what_has_no_end_goes_on(end, day, so):
    assert goes_on(end, day) is so
