"""Numbers in digits."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goc.viet import digits, numbers


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234", 1234),
        ("1.234,5", Fraction(12345, 10)),
        ("19,970", Fraction(1997, 100)),
        ("03", 3),
        ("3574.303", 3_574_303),
        ("2.5", Fraction(5, 2)),
        ("1,250.5", Fraction(12505, 10)),
        ("1,234,567", 1_234_567),
        ("½", Fraction(1, 2)),
    ],
)
def test_parse(text, value):
    assert digits.parse(text) == value


def test_people_have_no_decimals():
    assert (digits.parse("4,779", whole=True), digits.parse("4,779")) == (
        4779,
        Fraction(4779, 1000),
    )


@given(st.integers(0, 10**12), st.integers(0, 3))
def test_what_offices_write_is_read_back(number, places):
    value = Fraction(number, 10**places)
    assert digits.parse(numbers.write(value, places)) == value


@given(st.text("0123456789.,½ ", max_size=20))
def test_anything_parses_or_is_refused(text):
    value = digits.parse(text)
    assert value is None or value >= 0


@pytest.mark.parametrize(
    ("text", "step"), [("92,2", Fraction(1, 10)), ("2.000", 1000), ("335", 1), ("90", 10), ("0", 1)]
)
def test_step_of_the_last_digit(text, step):
    assert digits.step(text) == step
