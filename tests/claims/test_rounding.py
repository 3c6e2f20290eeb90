"""Does a stated figure agree with what its operands give, under its hedge and its rounding?"""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.scenes import scene
from goc.claims.relations import rounding


def one(text):
    return scene(text).claims[0]


@pytest.mark.parametrize(
    "text, step",
    [
        ("Đạt 50%.", 1),  # said exactly, a zero at the end counts
        ("Đạt 50 %.", 1),
        ("Đạt 12,5%.", Fraction(1, 10)),
        ("Đạt 12,50%.", Fraction(1, 100)),
        ("Có 2.000 hộ.", 1),
        ("Có khoảng 2.000 hộ.", 1_000),  # hedged, it does not
        ("Đạt gần 50%.", 10),
        ("Đạt gần 52%.", 1),
        ("Chi 1,5 tỷ đồng.", Fraction(1, 10)),
    ],
)
def test_one_unit_of_the_last_digit_that_counts(text, step):
    assert rounding.step(one(text)) == step


def test_a_number_in_words_steps_as_it_is_spoken():
    claim = replace(one("Có ba trăm hộ."), step=Fraction(100))
    assert rounding.step(claim) == 100


JUDGED = [
    ("Đạt 33,3%.", "100/3", True, False),
    ("Đạt 33,4%.", "100/3", False, False),
    ("Đạt 33,3%.", "3335/100", True, False),  # half a step away
    ("Đạt 33,3%.", "33351/1000", True, True),  # cut off: 33,351 is 33,4 when it is rounded
    ("Đạt 33,3%.", "33399/1000", True, True),
    ("Đạt 33,3%.", "334/10", False, False),  # a whole unit away is no cutting
    ("Đạt 33,3%.", "33249/1000", False, False),  # what lies below cannot have been cut
    ("Đạt 67%.", "66", False, False),
    ("Đạt 66%.", "200/3", True, True),
    ("Đạt khoảng 64%.", "672/10", True, False),  # a twentieth
    ("Đạt khoảng 64%.", "673/10", False, False),
    ("Đạt hơn 64%.", "645/10", True, False),
    ("Đạt hơn 64%.", "66", False, False),
    ("Đạt gần 64%.", "635/10", True, False),
    ("Đạt gần 64%.", "65", False, False),  # hedged, nothing was cut
    ("Đạt gần 64%.", "645/10", False, False),
    ("Đạt ít nhất 64%.", "90", True, False),
    ("Đạt ít nhất 64%.", "60", False, False),
    ("Đạt tối đa 64%.", "10", True, False),
    ("Đạt tối đa 64%.", "70", False, False),
]


@pytest.mark.parametrize("text, exact, agrees, remarked", JUDGED)
def test_a_stated_figure_against_the_exact_one(text, exact, agrees, remarked):
    value = Fraction(exact)
    found, note = rounding.judge(one(text), value, value)
    assert (found, note is not None) == (agrees, remarked)


def test_the_remark_names_the_exact_value():
    value = Fraction(200, 3)
    assert rounding.judge(one("Đạt 66,6%."), value, value) == (
        True,
        "Lệch dưới một đơn vị của chữ số cuối (66,67): số đã bị cắt bớt, không phải làm tròn.",
    )


@pytest.mark.parametrize(
    "low, high, agrees, remarked",
    [
        (30, 40, True, False),  # the stated value lies within
        (64, 70, True, False),
        (60, 64, True, False),
        (Fraction(645, 10), 70, True, False),  # half a step from the nearer end
        (Fraction(646, 10), 70, True, True),
        (66, 70, False, False),
        (50, Fraction(635, 10), True, False),
        (50, Fraction(634, 10), False, False),
    ],
)
def test_of_what_is_known_roughly_the_nearest_value_counts(low, high, agrees, remarked):
    claim = one("Đạt 64%.") if low >= 50 else one("Đạt 35%.")
    found, note = rounding.judge(claim, Fraction(low), Fraction(high))
    assert (found, note is not None) == (agrees, remarked)


def test_both_ends_may_be_what_a_hedge_allows():
    """`hơn 64` of something from 63 to 64,5: only the upper end allows it."""
    claim = one("Đạt hơn 64%.")
    assert rounding.judge(claim, Fraction(63), Fraction(129, 2)) == (True, None)
    below = one("Đạt gần 64%.")
    assert rounding.judge(below, Fraction(127, 2), Fraction(66)) == (True, None)


@pytest.mark.parametrize("text", ["Có 3/5 xã.", "Có từ 3 đến 5 lớp.", "Có vài chục lớp."])
def test_what_states_no_single_value_disagrees_with_nothing(text):
    assert rounding.judge(one(text), Fraction(999), Fraction(999)) == (True, None)


@pytest.mark.parametrize(
    "value, shown",
    [
        ("5", "5"),
        ("0", "0"),
        ("12000", "12.000"),
        ("1234567", "1.234.567"),
        ("25/2", "12,5"),
        ("200/3", "66,67"),
        ("1/3", "0,33"),
        ("1001/1000", "1"),
        ("299999/100000", "3"),
        ("12345/10", "1.234,5"),
        ("120001/1000", "120"),
        ("-16/5", "-3,2"),
        ("-5", "-5"),
    ],
)
def test_a_number_as_offices_write_it(value, shown):
    assert rounding.show(Fraction(value)) == shown


@pytest.mark.parametrize("decimals, shown", [(0, "67"), (1, "66,7"), (3, "66,667")])
def test_with_as_many_decimals_as_are_wanted(decimals, shown):
    assert rounding.show(Fraction(200, 3), decimals) == shown


@pytest.mark.parametrize(
    "value, shown",
    [
        (10**20 - 1, "99.999.999.999.999.999.999"),
        (10**20, "1e+20"),
        (-(10**20), "1e+20"),
        (123 * 10**30, "1.23e+32"),
        (10**400, "1e+300"),
    ],
)
def test_what_no_office_writes_is_only_hinted_at(value, shown):
    assert rounding.show(Fraction(value)) == shown


def stated(number, decimals):
    """`đạt …%` with its value rounded by hand to so many decimals."""
    scale = 10**decimals
    nearest = int(number * scale + Fraction(1, 2))
    claim = one("Đạt 12,5%.")
    whole, rest = divmod(nearest, scale)
    value = f"{whole},{rest:0{decimals}d}%" if decimals else f"{whole}%"
    return replace(claim, value=value, number=Fraction(nearest, scale))


@given(
    st.integers(1, 999), st.integers(1, 999), st.integers(0, 3), st.sampled_from([-2, -1, 0, 1, 2])
)
@settings(max_examples=60, deadline=None)
def test_what_was_rounded_agrees_and_two_units_further_does_not(part, rest, decimals, off):
    exact = Fraction(100 * part, part + rest)
    right = stated(exact, decimals)
    moved = replace(right, number=right.number + Fraction(off, 10**decimals))
    value = int(moved.number * 10**decimals)
    if value < 0:
        return
    agrees, note = rounding.judge(moved, exact, exact)
    gap = exact - moved.number
    unit = Fraction(1, 10**decimals)
    assert agrees is (abs(gap) <= unit / 2 or 0 < gap < unit)
    assert (note is not None) is (unit / 2 < gap < unit)
