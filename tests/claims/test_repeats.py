"""Restatements: the same figure of the same thing said again, in other digits or under a hedge."""

from fractions import Fraction

import pytest

from claims.scenes import scene
from goc.claims.relations.repeats import Said

THING = "chiến sĩ dân quân thường trực của huyện tham gia hội thao"


def restated(*texts):
    """Of the last claim: what it restates, and whether it agrees."""
    said = Said()
    relations = [said.find(claim) for claim in scene(" ".join(texts)).claims]
    found = relations[-1]
    if found is None:
        return None
    assert found.type == "restatement"
    return [operand.value for operand in found.of], found.agrees, found.exact, found.note


@pytest.mark.parametrize(
    "first, second, value",
    [
        ("Có 1.245 hộ nghèo vùng cao.", "Đến nay 1.245 hộ nghèo vùng cao có điện.", 1245),
        ("Có 1245 hộ nghèo vùng cao.", "Đến nay 1.245 hộ nghèo vùng cao có điện.", 1245),
        ("Có 1.245 hộ vùng cao.", "Đến nay 1.245 hộ ở vùng sâu có điện.", 1245),  # one word
        ("Có 20 xã biên giới phía bắc.", "Cả 20 xã biên giới có điện.", 20),  # two words
        ("Chi 1,25 tỷ đồng mua sách vở.", "Đã chi 1,25 tỷ đồng mua sách vở.", 1_250_000_000),
        ("Tỷ lệ hộ nghèo là 12,35%.", "Hết năm, tỷ lệ hộ nghèo là 12,35%.", Fraction(247, 20)),
    ],
)
def test_the_same_of_the_same_thing(first, second, value):
    assert restated(first, second)[1:] == (True, value, None)


@pytest.mark.parametrize(
    "first, second",
    [
        ("Có 1.245 hộ nghèo vùng cao.", "Có 1.246 hộ nghèo vùng cao."),  # another figure
        ("Có 1.245 hộ nghèo vùng cao.", "Có 1.245 cột điện vùng cao."),  # another noun
        ("Có 1.245 hộ nghèo vùng cao.", "Có 1.245 hộ buôn bán."),  # nothing in common
        ("Có 20 xã biên giới.", "Có 20 xã biên phòng."),  # a round figure, one word in common
        ("Có 5 xã vùng cao.", "Có 5 xã vùng sâu."),
        ("Tăng 1.245 hộ nghèo vùng cao.", "Có 1.245 hộ nghèo vùng cao."),  # a change
        ("Tăng 1.245 hộ nghèo vùng cao.", "Giảm 1.245 hộ nghèo vùng cao."),
        ("Có 3/5 xã vùng cao.", "Có 3/5 xã vùng cao."),
        ("Có từ 3 đến 5 xã vùng cao.", "Có từ 3 đến 5 xã vùng cao."),
        ("Chi 1,25 tỷ đồng mua sách vở.", "Đã chi 1.250 triệu đồng mua sách vở."),
    ],
)
def test_of_another_thing_nothing_is_said(first, second):
    assert restated(first, second) is None


@pytest.mark.parametrize(
    "digits, words, is_one",
    [
        ("125", "vùng", True),  # three digits tell a figure: one word is enough
        ("1.250", "vùng", True),  # a zero at the end does not count
        ("1.200", "vùng", False),
        ("25", "vùng", False),
        ("25", "vùng cao", True),
    ],
)
def test_a_small_or_round_figure_needs_two_words_in_common(digits, words, is_one):
    found = restated(f"Có {digits} hộ {words} đẹp.", f"Có {digits} hộ {words} đông.")
    assert (found is not None) is is_one


def test_the_last_of_the_same_matter_is_restated():
    texts = ("Có 1.245 hộ nghèo vùng cao.", "Còn 1.245 hộ nghèo vùng cao.")
    seen = scene(f"{texts[0]} {texts[1]} Cả 1.245 hộ nghèo vùng cao.")
    said = Said()
    found = [said.find(claim) for claim in seen.claims]
    assert found[0] is None
    assert [relation.of[0].start for relation in found[1:]] == [
        seen.claims[0].start,
        seen.claims[1].start,
    ]


def test_only_the_last_six_are_remembered():
    others = [f"Có 1.245 hộ {word}." for word in "mía chè quế hồi na vải".split()]
    kept = ["Có 1.245 hộ nghèo vùng cao.", *others[:5], "Cả 1.245 hộ nghèo vùng cao."]
    assert restated(*kept) is not None
    assert restated(kept[0], *others, kept[-1]) is None


@pytest.mark.parametrize(
    "value, hedge, agrees",
    [
        ("306", "hơn 300", True),
        ("315", "hơn 300", True),
        ("300", "hơn 300", True),  # loose, not wrong
        ("298", "hơn 300", False),
        ("298", "gần 300", True),
        ("286", "gần 300", True),
        ("306", "gần 300", False),
        ("1.980", "gần 2.000", True),
        ("2.050", "trên 2.000", True),
        ("1.950", "trên 2.000", False),
    ],
)
def test_a_rounded_figure_behind_the_exact_one(value, hedge, agrees):
    found = restated(f"Có {value} {THING}.", f"Cả thảy {hedge} {THING}.")
    assert found[:3] == ([value], agrees, int(value.replace(".", "")))
    note = f"Văn bản ghi {hedge} chiến sĩ, chỗ khác ghi {value} chiến sĩ."
    assert found[3] == (None if agrees else note)


def test_an_exact_figure_behind_the_rounded_one_is_not_wrong():
    assert restated(f"Có hơn 300 {THING}.", f"Cụ thể 298 {THING}.") is None
    assert restated(f"Có hơn 300 {THING}.", f"Cụ thể 306 {THING}.") == (["300"], True, 306, None)


@pytest.mark.parametrize(
    "value, told", [("285", True), ("284", False), ("315", True), ("316", False)]
)
def test_what_is_more_than_a_twentieth_away_is_of_another_matter(value, told):
    found = restated(f"Có {value} {THING}.", f"Cả thảy gần 300 {THING}.")
    assert (found is not None) is told


@pytest.mark.parametrize("hedge", ["khoảng", "ước", "ít nhất", "tối đa", ""])
def test_only_more_and_less_than_are_held_to_the_exact_figure(hedge):
    assert restated(f"Có 298 {THING}.", f"Cả thảy {hedge} 300 {THING}.") is None


@pytest.mark.parametrize(
    "first, second, told",
    [
        ("chiến sĩ dân quân thường trực", "chiến sĩ dân quân thường trực", True),
        ("chiến sĩ dân quân cơ động", "chiến sĩ dân quân thường trực", False),  # two words
        ("chiến sĩ", "chiến sĩ dân quân thường trực", False),
        ("dân quân thường trực", "cán bộ dân quân thường trực", False),
    ],
)
def test_rounded_and_exact_are_of_one_thing_when_three_words_say_so(first, second, told):
    found = restated(f"Có 298 {first}.", f"Cả thảy hơn 300 {second}.")
    assert (found is not None) is told


def test_half_of_what_the_shorter_says_has_to_be_the_same():
    first = "chiến sĩ dân quân thường bắn giỏi bơi khỏe chạy nhanh"
    second = "chiến sĩ dân quân thường ăn cơm uống nước nghe đài"
    assert restated(f"Có 298 {first}.", f"Cả thảy hơn 300 {second}.") is None
    assert restated(f"Có 298 {first}.", f"Cả thảy hơn 300 {first}.")[1] is False


def test_a_rounded_change_is_of_another_matter():
    assert restated(f"Tăng 298 {THING}.", f"Cả thảy hơn 300 {THING}.") is None
    assert restated(f"Có 298 {THING}.", f"Tăng hơn 300 {THING}.") is None


def test_rounded_percentages_are_not_held_to_each_other():
    words = "hộ gia đình nông thôn vùng cao có điện"
    assert restated(f"Tỷ lệ {words} là 29,8%.", f"Tỷ lệ {words} là hơn 30%.") is None


def test_two_rounded_figures_are_not_held_to_each_other():
    assert restated(f"Có gần 298 {THING}.", f"Cả thảy hơn 300 {THING}.") is None


def test_what_counts_nothing_is_not_remembered():
    assert restated("Đạt 5%.", "Đạt 5%.") is None
