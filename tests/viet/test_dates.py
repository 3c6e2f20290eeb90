"""Dates and periods in office spellings."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goc.viet import dates


@pytest.mark.parametrize(
    ("text", "kind", "first", "last"),
    [
        ("ngày 05 tháng 3 năm 2020", "day", date(2020, 3, 5), date(2020, 3, 5)),
        ("ngày 18 tháng 12 năm 2019", "day", date(2019, 12, 18), date(2019, 12, 18)),
        ("27/4/2007", "day", date(2007, 4, 27), date(2007, 4, 27)),
        ("9-1-2015", "day", date(2015, 1, 9), date(2015, 1, 9)),
        ("tháng 4.2015", "month", date(2015, 4, 1), date(2015, 4, 30)),
        ("quý II/2020", "quarter", date(2020, 4, 1), date(2020, 6, 30)),
        ("năm học 2019-2020", "school_year", date(2019, 9, 1), date(2020, 8, 31)),
        ("giai đoạn 2021-2025", "span", date(2021, 1, 1), date(2025, 12, 31)),
        ("6 tháng đầu năm 2017", "part_of_year", date(2017, 1, 1), date(2017, 6, 30)),
    ],
)
def test_with_a_year(text, kind, first, last):
    found = dates.find(text)
    assert [(w.kind, w.first_day(), w.last_day()) for w in found] == [(kind, first, last)]


@pytest.mark.parametrize(
    ("text", "day", "month"), [("ngày 10-2", 10, 2), ("sáng 22.9", 22, 9), ("từ 12-26/4", 12, 4)]
)
def test_without_a_year_no_year_is_guessed(text, day, month):
    [when] = dates.find(text)
    assert (when.day, when.month, when.year, when.first_day()) == (day, month, None, None)


@pytest.mark.parametrize("text", ["9/10 huyện", "31/2/2020", "đạt 5,6", "Điều 7"])
def test_no_dates(text):
    assert [w for w in dates.find(text) if w.first_day()] == []


@given(st.dates(date(1930, 1, 1), date(2090, 12, 31)))
def test_every_day_is_read_in_words_and_digits(day):
    words = f"ngày {day.day:02d} tháng {day.month} năm {day.year}"
    assert dates.parse(words) == dates.parse(f"{day.day}/{day.month}/{day.year}") == day


@given(st.text("0123456789/-. ngàythánăm", max_size=60))
def test_any_text_is_survived(text):
    for when in dates.find(text):
        assert text[when.start : when.end]
        assert (when.first_day() is None) or (when.last_day() is not None)
