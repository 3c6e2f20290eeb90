"""Numerals in words and back."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goc.viet import numerals


@given(st.integers(0, 10**15))
def test_said_and_parsed_back(number):
    assert numerals.parse(numerals.say(number)) == number


@given(
    st.lists(
        st.sampled_from(
            "một hai năm mươi mười trăm nghìn triệu tỷ linh lẻ rưỡi lăm mốt nửa không hộ".split()
        ),
        max_size=12,
    )
)
def test_any_words_parse_or_are_refused(words):
    found = numerals.leading(words)
    assert found is None or 0 < found[1] <= len(words)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ba mươi lăm", 35),
        ("một trăm linh năm", 105),
        ("một trăm lẻ năm", 105),
        ("mười lăm nghìn", 15_000),
        ("nửa", Fraction(1, 2)),
        ("hai trăm rưỡi", 250),
        ("hai triệu rưỡi", 2_500_000),
        ("một nghìn tỷ", 10**12),
        ("hai mươi tư", 24),
        ("hai mươi mốt", 21),
        ("một triệu tỷ", 10**15),
        ("âm bảy", -7),
    ],
)
def test_words_as_offices_say_them(text, value):
    assert numerals.parse(text) == value


@pytest.mark.parametrize("text", ["mười năm", "một triệu hai", "hộ", "", "trăm", "ba hộ"])
def test_doubtful_words_are_refused(text):
    assert numerals.parse(text) is None
