"""Hedges: the phrase before a number and what it allows."""

from fractions import Fraction

import pytest

from goc.viet import hedges


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("tổng kinh phí khoảng trên ", "khoảng trên"),
        ("sản lượng đạt bình quân gần ", "đạt bình quân gần"),
        ("số hộ ước đạt tỉ lệ ", "ước đạt tỉ lệ"),
        ("thời gian không quá ", "không quá"),
        ("cả xã có ", ""),
        ("mượn ", ""),
    ],
)
def test_phrase_before(text, phrase):
    assert hedges.before(text, len(text)) == phrase


@pytest.mark.parametrize(
    ("hedge", "sense"),
    [
        ("hơn", "above"),
        ("đạt gần", "below"),
        ("khoảng trên", "about"),
        ("từ … trở lên", "at_least"),
        ("không quá", "at_most"),
        ("đạt", "exact"),
        ("trên tổng số", "exact"),
        ("", "exact"),
    ],
)
def test_sense(hedge, sense):
    assert hedges.sense(hedge) == sense


@pytest.mark.parametrize(
    ("hedge", "stated", "exact", "step", "allowed"),
    [
        ("hơn", 92, Fraction(9224, 100), 1, True),
        ("hơn", 93, Fraction(9224, 100), 1, False),
        ("hơn", 91, Fraction(9224, 100), 1, False),
        ("gần", 58, Fraction(5752, 100), 1, True),
        ("gần", 90, Fraction(8955, 100), 10, True),
        ("", 68, Fraction(6806, 100), 1, True),
        ("", 69, Fraction(6806, 100), 1, False),
        ("hơn", 231, Fraction(231), 1, True),
        ("khoảng", 300, Fraction(312), 100, True),
        ("từ … trở lên", 25, Fraction(40), 1, True),
        ("không quá", 5, Fraction(6), 1, False),
    ],
)
def test_allows(hedge, stated, exact, step, allowed):
    assert hedges.allows(hedge, Fraction(stated), exact, Fraction(step)) is allowed
