"""Days as people type them; a year of two digits is handed back, never guessed."""

from __future__ import annotations

from datetime import date

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goc.lib.days import read_day, read_year
from goc.lib.errors import InputError
from goc.lib.terminal import DAY

WITH_CENTURY = "«3/2/70»: năm chỉ có hai chữ số. Hãy ghi đủ bốn chữ số: 03/02/1970 hoặc 03/02/2070."


@given(st.dates(date(1000, 1, 1)))
def test_every_day_is_read_in_every_spelling(day):
    year = f"{day.year:04}"
    spellings = [
        f"{day.day:02}/{day.month:02}/{year}",
        f"{day.day}/{day.month}/{year}",
        f"{day.day}.{day.month}.{year}",
        f"{day.day} - {day.month} - {year}",
        f"{year}-{day.month:02}-{day.day:02}",
    ]
    assert {read_day(text) for text in spellings} == {day}


@pytest.mark.parametrize("text", ["3/2/70", "3-2-70", "3.2.70"])
def test_two_digits_of_a_year_offer_both_readings(text):
    with pytest.raises(InputError) as refused:
        read_day(text)
    assert str(refused.value) == WITH_CENTURY.replace("3/2/70", text)


def test_a_reading_that_is_no_day_is_not_offered():
    with pytest.raises(InputError) as refused:
        read_day("29/2/00")
    assert str(refused.value).endswith("Hãy ghi đủ bốn chữ số: 29/02/2000.")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31/02/2012",
        "3/2",
        "3/2/1970/5",
        "3/2-1970",
        "3/2/970",
        "0970-02-03",
        "３/2/1970",
        "3/²/1970",
        "hôm qua",
    ],
)
def test_what_is_no_day_is_none(text):
    assert read_day(text) is None


@given(st.text())
def test_any_text_is_a_day_or_none_or_refused(text):
    try:
        assert read_day(text) is None or isinstance(read_day(text), date)
    except InputError as error:
        assert "hai chữ số" in str(error)


def test_a_year_is_four_digits():
    said = ["1970", " 1970 ", "70", "0970", "19７0", "197²", "1970.0"]
    assert [read_year(text) for text in said] == [1970, 1970, None, None, None, None, None]


def test_the_option_of_a_command_says_both_readings():
    with pytest.raises(click.BadParameter) as refused:
        DAY.convert("3/2/70", None, None)
    assert refused.value.message == WITH_CENTURY
    assert DAY.convert("31/12/2012", None, None) == date(2012, 12, 31)
