"""How far an exact value may lie from the one printed under each hedge: the last value that passes
and the first that does not, on both sides.
"""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goc.viet import hedges, numbers

HAIR = Fraction(1, 10**6)


def number(text):
    return Fraction(text.replace(",", "."))


def allows(hedge, stated, exact, step="1"):
    return hedges.allows(hedge, number(stated), exact, number(step))


@pytest.mark.parametrize(
    ("hedge", "stated", "step", "low", "high"),
    [
        ("", "68", "1", "67,5", "68,5"),
        ("đạt", "92,2", "0,1", "92,15", "92,25"),
        ("", "2000", "1000", "1500", "2500"),
        ("khoảng", "300", "100", "250", "350"),
        ("khoảng", "1000", "1", "950", "1050"),
        ("khoảng", "20", "10", "15", "25"),
        ("xấp xỉ", "92,2", "0,1", "87,59", "96,81"),
    ],
)
def test_an_exact_figure_reaches_half_a_step_and_a_rough_one_a_twentieth(
    hedge, stated, step, low, high
):
    for edge, outward in ((number(low), -HAIR), (number(high), HAIR)):
        assert allows(hedge, stated, edge, step)
        assert not allows(hedge, stated, edge + outward, step)


@pytest.mark.parametrize(
    ("hedge", "stated", "step", "low", "high"),
    [
        ("hơn", "92", "1", "91,9", "93"),
        ("trên", "8,7", "0,1", "8,69", "8,8"),
        ("hơn", "90", "10", "89,9", "95"),
        ("hơn", "100", "10", "99,9", "105"),
        ("hơn", "110", "10", "109,9", "120"),
        ("hơn", "300", "100", "299,9", "350"),
        ("hơn", "2", "1", "1,9", "3"),
        ("hơn", "2000", "1000", "1999,9", "2500"),
    ],
)
def test_more_than_reaches_up_to_the_next_figure_and_hardly_below(hedge, stated, step, low, high):
    assert allows(hedge, stated, number(low), step)
    assert not allows(hedge, stated, number(low) - HAIR, step)
    assert allows(hedge, stated, number(high) - HAIR, step)
    assert not allows(hedge, stated, number(high), step)


@pytest.mark.parametrize(
    ("hedge", "stated", "step", "low", "high"),
    [
        ("gần", "58", "1", "57", "58,1"),
        ("ngót", "8,7", "0,1", "8,6", "8,71"),
        ("gần", "90", "10", "85", "90,1"),
        ("gần", "110", "10", "100", "110,1"),
        ("chưa đầy", "300", "100", "250", "300,1"),
    ],
)
def test_nearly_reaches_down_to_the_figure_before_and_hardly_above(hedge, stated, step, low, high):
    assert allows(hedge, stated, number(high), step)
    assert not allows(hedge, stated, number(high) + HAIR, step)
    assert allows(hedge, stated, number(low) + HAIR, step)
    assert not allows(hedge, stated, number(low), step)


@pytest.mark.parametrize(
    ("hedge", "within", "beyond"),
    [
        ("ít nhất", "24,5", "24,4"),
        ("từ … trở lên", "24,5", "24,4"),
        ("không quá", "25,5", "25,6"),
        ("dưới", "25,5", "25,6"),
    ],
)
def test_a_bound_holds_up_to_half_a_step_and_however_far_on_its_other_side(hedge, within, beyond):
    assert allows(hedge, "25", number(within))
    assert not allows(hedge, "25", number(beyond))
    far = 10**9 if number(within) < 25 else -(10**9)
    assert allows(hedge, "25", Fraction(far))


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 335), st.integers(1, 335), st.integers(0, 2))
def test_the_hedge_the_house_prints_is_one_it_allows(part, whole, decimals):
    exact = Fraction(100 * part, whole)
    printed = Fraction(numbers.rounded(exact, decimals))
    hedge = numbers.hedge(exact, decimals)
    assert hedges.allows(hedge, printed, exact, Fraction(1, 10**decimals))


@settings(max_examples=50, deadline=None)
@given(
    st.sampled_from(["", "khoảng", "hơn", "gần", "ít nhất", "không quá"]),
    st.integers(1, 10**6),
    st.sampled_from([1, 10, 100]),
)
def test_the_stated_figure_itself_is_always_allowed(hedge, stated, step):
    assert hedges.allows(hedge, Fraction(stated), Fraction(stated), Fraction(step))
