"""Points of a document, Roman numbers, and the two places of a tone mark."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goc.viet import letters, spelling

TONES = {"oa": "oà oá oả oã oạ", "oe": "oè oé oẻ oẽ oẹ", "uy": "uỳ uý uỷ uỹ uỵ"}
OLD = {"oa": "òa óa ỏa õa ọa", "oe": "òe óe ỏe õe ọe", "uy": "ùy úy ủy ũy ụy"}
PAIRS = [
    pair for vowels, new in TONES.items() for pair in zip(new.split(), OLD[vowels].split(), strict=True)
]  # fmt: skip


def test_points_follow_the_order_of_the_decree():
    order = "a b c d đ e g h i k l m n o p q r s t u v x y".split()
    assert [letters.point(letter) for letter in order] == list(range(1, 24))
    assert letters.point("f") == letters.point("g")
    assert [letters.point(other) for other in ("j", "w", "z", "ă", "A", "1", "ab", "")] == [
        None
    ] * 8


ROMAN = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX".split()


def test_roman_numbers_of_parts_and_chapters():
    assert [letters.roman(text) for text in ROMAN] == list(range(1, 21))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("XL", 40),
        ("XLIX", 49),
        ("L", 50),
        ("XC", 90),
        ("XCIX", 99),
        ("C", 100),
        ("CXXIV", 124),
        ("", None),
        ("i", None),
        ("IVa", None),
        ("XD", None),
        ("A", None),
        ("1", None),
    ],
)
def test_larger_roman_numbers_and_what_is_none(text, value):
    assert letters.roman(text) == value


def test_every_letter_of_the_language_is_upper_or_lower():
    every = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"
    low, up = re.compile(f"[{letters.LOWER}]"), re.compile(f"[{letters.UPPER}]")
    assert [c for c in every if not low.fullmatch(c) or up.fullmatch(c)] == []
    assert [c for c in every.upper() if not up.fullmatch(c) or low.fullmatch(c)] == []
    assert not any(pattern.search("0 9-.,;“”²") for pattern in (low, up))


@pytest.mark.parametrize(("new", "old"), PAIRS)
def test_the_tone_of_an_open_pair_moves_and_moves_back(new, old):
    for said in (str, str.upper, str.title):
        assert spelling.old_tone(f"h{said(new)} kh") == f"h{said(old)} kh"
        assert spelling.new_tone(f"h{said(old)} kh") == f"h{said(new)} kh"


@pytest.mark.parametrize(
    "word",
    ["quý", "Quý", "quỳ", "QUỶ", "quạ", "quà", "hoàn", "toán", "thuyền", "xoèn", "loét", "khoản", "huýt"],
)  # fmt: skip
def test_after_q_and_before_a_consonant_the_tone_has_one_place(word):
    assert spelling.old_tone(word) == spelling.new_tone(word) == word


def test_a_sentence_is_spelled_one_way_throughout():
    new = "Ủy ban xã Hoà Bình; thuỷ lợi, toà án, khoẻ, quý I/2013 (uỷ viên)"
    old = "Ủy ban xã Hòa Bình; thủy lợi, tòa án, khỏe, quý I/2013 (ủy viên)"
    assert spelling.old_tone(new) == old
    assert spelling.new_tone(old) == new.replace("Ủy", "Uỷ")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Uỷ ban nhân dân", "ỦY BAN  NHÂN DÂN"),
        ("xã Hoà Bình", " Xã Hòa\tBình "),
        ("Thuỷ lợi", "thủy\nlợi"),
    ],
)
def test_two_spellings_of_one_phrase_have_one_key(one, other):
    assert spelling.same(one) == spelling.same(other)
    assert spelling.same(one) != spelling.same(f"{one} số")


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from([word for pair in PAIRS for word in pair] + ["h", "q", "n", " "])))
def test_moving_the_tone_twice_is_moving_it_once(parts):
    text = "".join(parts)
    once = spelling.old_tone(text)
    assert spelling.old_tone(once) == once
    assert spelling.old_tone(spelling.new_tone(text)) == once
