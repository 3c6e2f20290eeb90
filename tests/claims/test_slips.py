from fractions import Fraction

import pytest

from claims.scenes import scene, values
from goc.claims import read_claims
from goc.claims.relations import slips
from goc.claims.relations.slips import Base, Meant

WHOLE, PART, SHARE = scene("Có 200 hộ dân, trong đó 50 hộ nghèo, chiếm 26%.").claims


@pytest.mark.parametrize(
    "shares, away, reach",
    [
        (2, 399, Fraction(2, 3)),
        (2, 400, Fraction(1, 10)),
        (1, 399, Fraction(1, 10)),
        (2, 999, Fraction(1, 10)),
        (2, 1_000, Fraction(1, 50)),
        (1, 1_000, Fraction(1, 50)),
    ],
)
def test_how_far_a_share_may_miss_the_whole_of_its_list(shares, away, reach):
    assert Base(WHOLE, shares, SHARE.start - away).reach(SHARE) == reach


def test_the_whole_of_one_more_share_comes_first_and_counts_on():
    bases = slips.with_base([], WHOLE, SHARE)
    bases = slips.with_base(bases, PART, SHARE)
    bases = slips.with_base(bases, WHOLE, SHARE)
    assert [(base.whole.value, base.shares) for base in bases] == [("200", 2), ("50", 1)]
    assert slips.is_base(PART, bases)
    assert not slips.is_base(SHARE, bases)


@pytest.mark.parametrize("stated, narrow", [(110, True), (111, False), (90, True), (89, False)])
def test_a_miss_is_narrow_up_to_its_reach(stated, narrow):
    meant = Meant(WHOLE, Fraction(1, 10))
    assert meant.narrowly(Fraction(100), Fraction(stated)) is narrow


@pytest.mark.parametrize(
    "text, may",
    [
        ("Có 50 hộ nghèo, chiếm 26%.", True),
        ("Có 50 hộ nghèo, đạt tỷ lệ 26%.", True),
        ("Có 50 hộ nghèo (26%).", True),
        ("Có 50 hộ nghèo, còn 26%.", False),
        ("Có khoảng 50 hộ nghèo, chiếm 26%.", False),
    ],
)
def test_a_slip_is_a_share_said_in_so_many_words(text, may):
    part, share = scene(text).claims
    assert slips.may_be_slip(share, part) is may


def test_a_share_before_its_part_is_no_slip():
    share, part = scene("Tỷ lệ 26% (50 hộ nghèo).").claims
    assert not slips.may_be_slip(share, part)


def meant(text, place=-1):
    seen = scene(text)
    index = place % len(seen.claims)
    part = seen.claims[index - 1]
    return [(m.whole.value, m.reach) for m in slips.meant(seen, index, part, [])]


def test_a_whole_of_the_sentence_is_meant_before_one_that_is_only_near():
    assert meant("Có 200 hộ, có 50 hộ nghèo, chiếm 26%.") == [
        ("200", Fraction(1, 50)),
        ("200", Fraction(1, 200)),
    ]
    assert meant("Có 200 hộ. Có 50 hộ nghèo, chiếm 26%.") == [("200", Fraction(1, 200))]


@pytest.mark.parametrize(
    "first", ["khoảng 200 hộ", "40 hộ", "50 hộ", "200 lớp", "tăng thêm 200 hộ"]
)
def test_a_whole_is_larger_of_one_sort_without_a_hedge_and_no_change(first):
    assert meant(f"Có {first}, có 50 hộ nghèo, chiếm 26%.") == []


def test_the_total_that_is_named_is_meant_wherever_it_stands():
    text = "Toàn huyện có 300 hộ nông dân. Xã có 200 hộ. Có 50 hộ nghèo, chiếm 26% tổng số hộ nông dân."
    assert meant(text, 3) == [("300", Fraction(1, 10))]


def test_a_slip_is_said_with_what_it_should_be():
    claims = read_claims("Có 200 hộ, có 50 hộ nghèo, chiếm 25,4%.")
    assert values([c for c in claims if c.relation and not c.relation.agrees]) == ["25,4%"]
    assert claims[-1].relation.note == "50/200 hộ nghèo là 25%, văn bản ghi 25,4%."
