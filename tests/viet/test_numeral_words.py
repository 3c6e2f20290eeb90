"""Numerals as clerks write them in contracts, minutes and reports: each form by hand, what ends one,
and what is refused.
"""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goc.viet import numerals

SAID = [
    (0, "không"),
    (1, "một"),
    (4, "bốn"),
    (5, "năm"),
    (10, "mười"),
    (11, "mười một"),
    (14, "mười bốn"),
    (15, "mười lăm"),
    (19, "mười chín"),
    (20, "hai mươi"),
    (21, "hai mươi mốt"),
    (24, "hai mươi bốn"),
    (25, "hai mươi lăm"),
    (31, "ba mươi mốt"),
    (55, "năm mươi lăm"),
    (91, "chín mươi mốt"),
    (99, "chín mươi chín"),
    (100, "một trăm"),
    (101, "một trăm linh một"),
    (105, "một trăm linh năm"),
    (109, "một trăm linh chín"),
    (110, "một trăm mười"),
    (111, "một trăm mười một"),
    (115, "một trăm mười lăm"),
    (121, "một trăm hai mươi mốt"),
    (226, "hai trăm hai mươi sáu"),
    (335, "ba trăm ba mươi lăm"),
    (1000, "một nghìn"),
    (1001, "một nghìn không trăm linh một"),
    (1010, "một nghìn không trăm mười"),
    (1025, "một nghìn không trăm hai mươi lăm"),
    (1975, "một nghìn chín trăm bảy mươi lăm"),
    (10_000, "mười nghìn"),
    (21_500, "hai mươi mốt nghìn năm trăm"),
    (100_005, "một trăm nghìn không trăm linh năm"),
    (1_000_000, "một triệu"),
    (1_005_000, "một triệu không trăm linh năm nghìn"),
    (2_000_003, "hai triệu không trăm linh ba"),
    (10**9, "một tỷ"),
    (10**9 + 10**6, "một tỷ không trăm linh một triệu"),
    (10**12, "một nghìn tỷ"),
    (2 * 10**15, "hai triệu tỷ"),
    (10**18, "một tỷ tỷ"),
    (-1, "âm một"),
    (-215, "âm hai trăm mười lăm"),
]


@pytest.mark.parametrize(("number", "words"), SAID)
def test_a_number_is_said_and_heard(number, words):
    assert numerals.say(number) == words
    assert numerals.parse(words) == number
    assert numerals.parse(words.upper()) == number


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("bẩy", 7),
        ("hai mươi bẩy", 27),
        ("mười tư", 14),
        ("ba mươi tư nghìn", 34_000),
        ("hai mươi nhăm", 25),
        ("mười nhăm", 15),
        ("hai ngàn", 2_000),
        ("ba tỉ", 3 * 10**9),
        ("sáu trăm lẻ chín", 609),
        ("ba chục", 30),
        ("hai trăm rưỡi", 250),
        ("một nghìn rưỡi", 1_500),
        ("mười triệu rưỡi", 10_500_000),
        ("hai tỷ rưỡi", 2_500_000_000),
        ("ba vạn rưỡi", 35_000),
        ("năm vạn", 50_000),
        ("ba mươi vạn", 300_000),
        ("một vạn hai nghìn", 12_000),
        ("hai vạn năm nghìn sáu trăm", 25_600),
        ("hai nghìn mười", 2_010),
        ("hai nghìn hai mươi", 2_020),
        ("hai nghìn không trăm linh năm", 2_005),
        ("hai triệu năm nghìn", 2_005_000),
        ("một tỷ hai trăm triệu năm mươi nghìn", 1_200_050_000),
        ("không nghìn", 0),
        ("nửa", Fraction(1, 2)),
        ("một nửa", Fraction(1, 2)),
        ("âm nửa", Fraction(-1, 2)),
        ("  ba   mươi  ", 30),
    ],
)
def test_other_ways_to_say_it_are_heard(words, value):
    assert numerals.parse(words) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("một nghìn triệu", 10**9),
        ("hai trăm nghìn triệu", 2 * 10**11),
        ("hai nghìn ba trăm triệu", 2_300_000_000),
        ("hai nghìn không trăm linh ba triệu", 2_003_000_000),
        ("hai nghìn ba trăm triệu năm trăm nghìn", 2_300_500_000),
        ("một tỷ hai nghìn ba trăm triệu", 3_300_000_000),
        ("một nghìn hai trăm tỷ", 1_200 * 10**9),
        ("một nghìn hai trăm tỷ ba trăm triệu", 1_200_300_000_000),
        ("năm trăm nghìn tỷ", 5 * 10**14),
        ("hai nghìn nghìn", 2 * 10**6),
        ("ba nghìn vạn", 30_000_000),
    ],
)
def test_a_scale_multiplies_all_lower_ones_before_it(words, value):
    assert numerals.parse(words) == value


@pytest.mark.parametrize(
    ("words", "value", "count"),
    [
        ("mười năm công tác", 10, 1),
        ("hai mươi năm", 20, 2),
        ("hai trăm năm", 200, 2),
        ("hai trăm lẻ", 200, 2),
        ("một trăm mốt", 100, 2),
        ("hai triệu năm", 2_000_000, 2),
        ("hai nghìn năm", 2_000, 2),
        ("một triệu năm nghìn ba", 1_005_000, 4),
        ("hai ba", 2, 1),
        ("hai mươi mốt trăm", 20, 2),
        ("mười hai trăm", 10, 1),
        ("mười hai mươi", 10, 1),
        ("ba chục hai", 30, 2),
        ("mười rưỡi", 10, 1),
        ("ba mươi rưỡi", 30, 2),
        ("hai triệu rưỡi năm trăm", 2_500_000, 3),
        ("một nghìn linh năm", 1_000, 2),
        ("sáu đồng chí", 6, 1),
        ("ba mươi sáu đồng chí", 36, 3),
        ("nửa triệu", Fraction(1, 2), 1),
        ("một nửa số xã", Fraction(1, 2), 2),
        ("một trăm linh", 100, 2),
        ("một trăm linh không", 100, 4),
    ],
)
def test_a_numeral_ends_where_something_else_begins(words, value, count):
    assert numerals.leading(words.split()) == (value, count)
    assert (numerals.parse(words) is None) is (count < len(words.split()))


@pytest.mark.parametrize(
    "words",
    [
        "",
        "tư",
        "lăm",
        "mốt",
        "mươi",
        "trăm",
        "nghìn",
        "linh năm",
        "rưỡi",
        "đồng chí",
        "xã ba",
        "âm",
    ],
)
def test_no_numeral_begins_so(words):
    assert numerals.leading(words.split()) is None
    assert numerals.parse(words) is None


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 10**13), st.sampled_from(["đồng chí", "xã", "hộ nghèo", "lượt người"]))
def test_the_thing_counted_takes_nothing_from_the_number(number, thing):
    words = numerals.say(number).split()
    assert numerals.leading([*words, *thing.split()]) == (number, len(words))


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 10**9))
def test_below_zero_is_the_same_numeral_behind_a_sign(number):
    assert numerals.say(-number) == f"âm {numerals.say(number)}"
    assert numerals.parse(numerals.say(-number)) == -number
