"""Days of the lunar calendar as Viet Nam had them."""

from __future__ import annotations

from datetime import date

import pytest

from goc.viet.lunar import day_of, new_year

TET = """1968-01-29 1975-02-11 1985-01-21 1990-01-27 1995-01-31 2000-02-05 2002-02-12 2003-02-01 2004-01-22
2005-02-09 2006-01-29 2007-02-17 2008-02-07 2009-01-26 2010-02-14 2011-02-03 2012-01-23 2013-02-10 2014-01-31
2015-02-19 2016-02-08 2017-01-28 2018-02-16 2019-02-05 2020-01-25 2021-02-12 2022-02-01 2023-01-22 2024-02-10
2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-02""".split()
"""1968, 1985, 2007 and 2030 are a day or a month before the Chinese new year: another meridian."""
ANCESTORS = """2007-04-26 2008-04-15 2010-04-23 2011-04-12 2012-03-31 2013-04-19 2014-04-09 2015-04-28
2016-04-16 2017-04-06 2018-04-25 2019-04-14 2020-04-02 2021-04-21 2022-04-10 2023-04-29 2024-04-18 2025-04-07
2026-04-26""".split()


@pytest.mark.parametrize("day", [*map(date.fromisoformat, TET)], ids=str)
def test_tet_falls_on_the_day_it_was_kept(day):
    assert new_year(day.year) == day


@pytest.mark.parametrize("day", [*map(date.fromisoformat, ANCESTORS)], ids=str)
def test_so_does_the_tenth_of_the_third_month(day):
    assert day_of(day.year, 3, 10) == day


@pytest.mark.parametrize(
    "day",
    [date(2004, 9, 28), date(2006, 10, 6), date(2014, 9, 8), date(2020, 10, 1), date(2025, 10, 6)],
    ids=str,
)
def test_a_leap_month_before_the_eighth_moves_its_full_moon(day):
    assert day_of(day.year, 8, 15) == day


def test_a_leap_month_after_it_does_not():
    assert day_of(2014, 10, 1) == date(2014, 11, 22)  # after a leap ninth month


@pytest.mark.parametrize("year", [1967, 2101])
def test_other_years_are_not_told(year):
    with pytest.raises(ValueError, match=str(year)):
        new_year(year)
