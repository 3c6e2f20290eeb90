"""Arbitrary text and numbers: no crash, spans inside the text, what is written reads back."""

from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from goc.viet import dates, digits, hedges, numbers, numerals

BOUND = settings(max_examples=150, deadline=None)
WORDS = "một hai năm tư lăm mốt mười mươi trăm linh lẻ nghìn vạn triệu tỷ rưỡi nửa âm không chục".split()
DAYS = (
    "ngày ",
    "tháng ",
    "năm ",
    "quý ",
    "II",
    "12",
    "31/2",
    "2020",
    "/",
    "-",
    ".",
    " ",
    "từ ",
    "đến ",
    "đầu ",
    "6 ",
    "học ",
)
HEDGES = ("ước ", "đạt ", "gần ", "hơn ", "không quá ", "từ ", "trở lên", "… ", "trên tổng số ")


def words(*, of):
    return st.one_of(st.text(max_size=60), st.lists(st.sampled_from(of), max_size=25).map("".join))


@BOUND
@given(words(of=DAYS))
def test_dates_are_found_inside_the_text(text):
    found = dates.find(text)
    assert all(0 <= w.start < w.end <= len(text) for w in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for when in found:
        when.first_day()
        when.last_day()
    dates.parse(text)


@BOUND
@given(
    st.one_of(
        st.text(max_size=40),
        st.text("0123456789.,", max_size=60),
        st.sampled_from(["½", "٣", "²", "９,٣"]),
    )
)
def test_digits_never_crash(text):
    value = digits.parse(text)
    assert digits.step(text) > 0
    if value is not None:
        numbers.write(value, digits.decimals(text))


@BOUND
@given(st.integers(-(10**60), 10**60), st.integers(0, 40))
def test_numbers_written_are_exact_at_any_size(whole, decimals):
    text = numbers.write(Fraction(whole, 10**decimals), decimals)
    assert Fraction(text.replace(".", "").replace(",", ".")) == Fraction(whole, 10**decimals)


@BOUND
@given(st.one_of(st.text(max_size=40), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)))
def test_numerals_never_crash(text):
    found = numerals.parse(text)
    assert found is None or isinstance(found, Fraction)


def test_scales_without_end_are_refused():
    assert numerals.parse("một " + "tỷ " * 10_000) is None


@BOUND
@given(words(of=HEDGES))
def test_hedges_never_crash(text):
    phrase = hedges.join(hedges.before(text, len(text)), hedges.after(text, 0, len(text)))
    assert hedges.sense(phrase) in ("above", "below", "about", "at_least", "at_most", "exact")


def test_a_quarter_in_turkish_letters_is_no_crash():
    assert [w.month for w in dates.find("quý İII/2020, quý ıv/2020")] == [7, 10]
