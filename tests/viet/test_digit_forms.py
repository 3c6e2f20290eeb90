"""Numbers in digits from many hands: what each means, how finely it was said, and what is none."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goc.viet import digits, numbers

F = Fraction


@pytest.mark.parametrize(
    ("text", "value", "of_people"),
    [
        ("0", 0, 0),
        ("05", 5, 5),
        (" 335 ", 335, 335),
        ("1.250", 1250, 1250),
        ("1.234.567", 1_234_567, 1_234_567),
        ("12345.678", 12_345_678, 12_345_678),
        ("4,779", F(4779, 1000), 4779),
        ("12,345", F(12345, 1000), 12345),
        ("1234,567", F(1234567, 1000), F(1234567, 1000)),
        ("1,234,567", 1_234_567, 1_234_567),
        ("8,7", F(87, 10), F(87, 10)),
        ("8.7", F(87, 10), F(87, 10)),
        ("92.24", F(9224, 100), F(9224, 100)),
        ("0,125", F(1, 8), F(1, 8)),
        ("0.125", F(1, 8), F(1, 8)),
        ("1.234,50", F(12345, 10), F(12345, 10)),
        ("1.234.567,8", F(12345678, 10), F(12345678, 10)),
        ("1,234.5", F(12345, 10), F(12345, 10)),
        ("3,0", 3, 3),
        ("¼", F(1, 4), F(1, 4)),
        (" ¾ ", F(3, 4), F(3, 4)),
        ("⅓", F(1, 3), F(1, 3)),
        ("⅔", F(2, 3), F(2, 3)),
    ],
)
def test_a_written_number_of_measures_and_of_people(text, value, of_people):
    assert digits.parse(text) == value
    assert digits.parse(text, whole=True) == of_people


@pytest.mark.parametrize(
    "text",
    ["", " ", ".", ",5", "5,", "1.23.456", "1,2,3", "1,23,456", "1.234,5,6", "1.2,5", "12-15", "-5", "5%",
     "1 250", "ba", "٣", "²", "½½"],
)  # fmt: skip
def test_what_is_no_number(text):
    assert digits.parse(text) is None
    assert digits.parse(text, whole=True) is None


def test_a_number_of_any_length_is_cut_before_it_can_hurt():
    assert digits.parse("9" * 5000) == F(int("9" * 400))
    assert digits.parse("1" + "0" * 399) == F(10**399)


@pytest.mark.parametrize(
    ("text", "decimals", "step"),
    [
        ("335", 0, 1),
        ("330", 0, 10),
        ("300", 0, 100),
        ("2.000", 0, 1000),
        ("2.050", 0, 10),
        ("1.200.000", 0, 100_000),
        ("3574.303", 0, 1),
        ("05", 0, 1),
        ("10", 0, 10),
        ("0", 0, 1),
        ("00", 0, 1),
        ("½", 0, 1),
        ("8,7", 1, F(1, 10)),
        ("100,0", 1, F(1, 10)),
        ("92,24", 2, F(1, 100)),
        ("19,970", 3, F(1, 1000)),
        ("2.5", 1, F(1, 10)),
        ("0.125", 3, F(1, 1000)),
        ("10.125", 0, 1),
        ("2.0000", 4, F(1, 10_000)),
        ("1.234,50", 2, F(1, 100)),
        (" 8,70 ", 2, F(1, 100)),
    ],
)
def test_how_finely_a_number_was_said(text, decimals, step):
    assert (digits.decimals(text), digits.step(text)) == (decimals, step)


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 10**12))
def test_a_whole_number_is_a_multiple_of_its_step(number):
    text = numbers.write(number)
    step = digits.step(text)
    assert number % step == 0
    assert number % (10 * step) != 0
