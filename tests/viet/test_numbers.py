"""Numbers as the house prints them, and as they are read again."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goc.viet import digits, numbers

F = Fraction


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [
        (F(1, 2), 0, "1"),
        (F(-1, 2), 0, "-1"),
        (F(5, 2), 0, "3"),
        (F(49, 100), 0, "0"),
        (F(-49, 100), 0, "0"),
        (F(1, 3), 1, "0.3"),
        (F(2, 3), 1, "0.7"),
        (F(5, 100), 1, "0.1"),
        (F(-5, 100), 1, "-0.1"),
        (Decimal("2.675"), 2, "2.68"),
        (335, 0, "335"),
        (335, 2, "335.00"),
    ],
)
def test_a_tie_goes_away_from_zero(value, decimals, rounded):
    assert str(numbers.rounded(value, decimals)) == rounded


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, 0, "0"),
        (999, 0, "999"),
        (1000, 0, "1.000"),
        (F(9995, 10), 0, "1.000"),
        (1_234_567, 0, "1.234.567"),
        (F(12345, 10), 1, "1.234,5"),
        (F(12345, 10), 3, "1.234,500"),
        (F(1_234_567_891, 1000), 2, "1.234.567,89"),
        (-1234, 0, "-1.234"),
        (F(-1, 25), 1, "0,0"),
        (F(87, 10), 1, "8,7"),
    ],
)
def test_thousands_have_dots_and_decimals_a_comma(value, decimals, text):
    assert numbers.write(value, decimals) == text


def test_a_whole_number_is_what_is_written_when_nothing_is_said_of_decimals():
    assert numbers.write(F(9224, 100)) == "92"


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (F(100 * 309, 335), 1, "92,2%"),
        (F(100 * 309, 335), 2, "92,24%"),
        (F(100 * 309, 335), 0, "92%"),
        (90, 1, "90%"),
        (100, 1, "100%"),
        (100, 0, "100%"),
        (0, 1, "0%"),
        (F(105, 10), 2, "10,5%"),
        (F(8996, 100), 1, "90%"),
        (F(9004, 100), 2, "90,04%"),
        (1200, 1, "1.200%"),
    ],
)
def test_a_percentage_keeps_no_zero_behind_the_comma_and_loses_none_before_it(
    value, decimals, text
):
    assert numbers.percent(value, decimals) == text


def test_a_percentage_has_one_decimal_when_nothing_is_said():
    assert numbers.percent(F(9224, 100)) == "92,2%"


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (1, "01"), (3, "03"), (9, "09"), (10, "10"), (335, "335"), (-3, "-3"), (1250, "1.250")],
)  # fmt: skip
def test_in_prose_a_count_below_ten_has_a_zero_before_it(value, text):
    assert numbers.prose(value) == text


@pytest.mark.parametrize(
    ("exact", "decimals", "word"),
    [
        (F(9224, 100), 0, "hơn"),
        (F(9224, 100), 1, "hơn"),
        (F(9224, 100), 2, ""),
        (F(5752, 100), 0, "gần"),
        (F(5752, 100), 1, "hơn"),
        (F(575, 10), 0, "gần"),
        (68, 0, ""),
    ],
)
def test_the_hedge_says_on_which_side_the_printed_figure_lies(exact, decimals, word):
    assert numbers.hedge(exact, decimals) == word


@settings(max_examples=50, deadline=None)
@given(st.fractions(-1000, 1000, max_denominator=400), st.integers(0, 3))
def test_rounding_moves_a_figure_by_half_a_step_at_most(value, decimals):
    moved = abs(F(numbers.rounded(value, decimals)) - value)
    assert moved <= F(1, 2 * 10**decimals)
    assert numbers.rounded(-value, decimals) == -numbers.rounded(value, decimals)


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 10**9), st.integers(0, 3))
def test_what_is_printed_has_the_decimals_it_was_asked_for(number, places):
    text = numbers.write(F(number, 10**places), places)
    assert digits.decimals(text) == places
    assert digits.parse(text) == F(number, 10**places)
