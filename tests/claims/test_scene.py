"""Claims side by side: who stands before whom, what is written between, which units go together."""

import math
import re
from fractions import Fraction

import pytest

from claims.scenes import scene, values
from goc.claims.relations import scene as scenes
from goc.claims.relations.scene import NEAR, NO_CLAIM

ROW = "Xã A có 5 hộ."


def pair(text):
    """The first two claims of a text."""
    return scene(text).claims[:2]


def one(text):
    return scene(text).claims[0]


def test_periods_are_no_claims_of_a_scene():
    assert values(scene("Từ 2002 đến 2012, ngày 30/4/2013 mở 3 lớp.").claims) == ["3"]


def test_each_sentence_has_its_claims_in_order():
    seen = scene("Mở 3 lớp, 4 khóa. Không có gì. Có 50 học viên.")
    assert [values(members) for members in seen.sentences.values()] == [["3", "4"], ["50"]]
    assert seen.starts == [claim.sentence_start for claim in (seen.claims[0], seen.claims[2])]


@pytest.mark.parametrize("count, kept", [(60, 60), (61, 0)])
def test_a_sentence_of_more_than_sixty_figures_is_a_table(count, kept):
    row = " và ".join(f"{number} xã" for number in range(101, 101 + count))
    assert len(scene(f"Có {row}.").claims) == kept


@pytest.mark.parametrize("count, kept", [(150, 150), (151, 0)])
def test_a_stretch_of_more_than_a_hundred_and_fifty_figures_is_a_table(count, kept):
    text = " ".join(["Có 5 xã."] * count)
    assert len(text) < 2_000
    assert len(scene(text).claims) == kept


def test_a_table_run_together_takes_nothing_from_the_prose_behind_it():
    table = " ".join(["Có 5 xã."] * 160).ljust(2_000)
    assert values(scene(f"{table}Có 50 lớp.").claims) == ["50"]


def test_the_sentence_before_is_the_last_with_claims():
    seen = scene("Mở 3 lớp. Có 50 học viên. Không có gì. Đạt 80%.")
    assert values(seen.sentence_before(seen.claims[-1].sentence_start)) == ["50"]
    assert values(seen.sentence_before(seen.claims[1].sentence_start)) == ["3"]
    assert seen.sentence_before(seen.claims[0].sentence_start) == []


def test_a_claim_is_found_by_where_it_starts():
    seen = scene("Mở 3 lớp. Có 50 học viên.")
    assert {start: claim.value for start, claim in seen.by_start.items()} == {3: "3", 13: "50"}


def test_those_before_come_the_nearest_first_and_not_the_claim_itself():
    seen = scene("Có 1 xã, 2 xã, 3 xã, 4 xã.")
    assert values(seen.before(3)) == ["3", "2", "1"]
    assert values(seen.before(3, count=2)) == ["3", "2"]
    assert seen.before(0) == []


def test_no_more_than_the_nearest_are_tried():
    seen = scene("Có " + ", ".join(f"{n} xã" for n in range(1, NEAR + 4)) + ".")
    assert values(seen.before(NEAR + 2)) == [str(n) for n in range(NEAR + 2, 2, -1)]


@pytest.mark.parametrize("away, reached", [(1_500, ["5"]), (1_501, [])])
def test_those_before_are_not_farther_than_they_may_be(away, reached):
    text = "Có 5 xã. ".ljust(away + 3) + "7 xã."
    seen = scene(text)
    assert seen.claims[1].start - seen.claims[0].start == away
    assert values(seen.before(1)) == reached


def test_off_both_ends_there_is_no_claim():
    seen = scene("Có 1 xã, 2 xã.")
    assert [seen.at(place).value for place in (0, 1)] == ["1", "2"]
    assert (seen.at(-1), seen.at(2)) == (NO_CLAIM, NO_CLAIM)


def test_no_claim_is_of_no_sentence_and_akin_to_nothing():
    claim = one("Có 5 xã.")
    assert not scenes.akin(NO_CLAIM, claim)
    assert not scenes.akin(NO_CLAIM, NO_CLAIM)
    assert scenes.between(NO_CLAIM, claim) is None
    assert scenes.amount(NO_CLAIM) is None and scenes.size(NO_CLAIM) == 0


@pytest.mark.parametrize(
    "text, said",
    [
        ("Có 5 xã, trong đó 3 phường.", ", trong đó "),
        ("Có 5 xã (3 phường).", " ("),
        ("Đạt 5% trong 3 phường.", " trong "),
        ("Có 5 xã. Có 3 phường.", None),
    ],
)
def test_what_stands_between_a_unit_and_the_next_figure(text, said):
    first, second = pair(text)
    assert scenes.between(first, second) == said
    assert scenes.words_between(first, second) == (said or "")


def test_nothing_stands_between_where_the_order_is_turned():
    first, second = pair("Có 5 xã, trong đó 3 phường.")
    assert scenes.between(second, first) == ""


@pytest.mark.parametrize(
    "text, are",
    [("Có 5 xã và 3 xã.", True), ("Có 5 xã và cả 3 xã.", False), ("5 xã. 3 xã.", False)],
)
def test_two_are_joined_where_the_link_is_all_between_them(text, are):
    assert scenes.joined(*pair(text), re.compile(r"\s*và\s*")) is are


@pytest.mark.parametrize(
    "text, most, are",
    [
        ("Có 5 xã và 3 xã.", 4, True),
        ("Có 5 xã và 3 xã.", 3, False),
        ("Có 5 xã; 3 xã.", 9, False),
        ("Có 5 xã. 3 xã.", 9, False),
    ],
)
def test_two_are_close_where_few_letters_and_no_semicolon_part_them(text, most, are):
    assert scenes.close(*pair(text), most) is are


@pytest.mark.parametrize(
    "text, are", [("Có 5 xã, 3 xã.", True), ("Có 5 xã; 3 xã.", False), ("5 xã. 3 xã.", True)]
)
def test_past_a_semicolon_is_another_item(text, are):
    assert scenes.of_one_item(*pair(text)) is are


@pytest.mark.parametrize(
    "text, are",
    [
        ("Có 5 xã, 3 phường.", True),  # units of administration
        ("Có 5 xã, 3 thị trấn.", True),
        ("Có 50 học viên, 3 đại biểu.", True),  # people
        ("Có 50 đảng viên, 3 cán bộ.", True),
        ("Có 5 lớp, 3 hội nghị.", True),  # classes and meetings
        ("Có 5 khóa, 3 đợt.", True),
        ("Có 20 vụ, 5 vụ tai nạn.", True),  # one noun, said more closely
        ("Có 5 vụ tai nạn, 20 vụ.", True),
        ("Chi 5 tỷ đồng, 300 triệu đồng.", True),
        ("Có 50 học viên, 3 hộ.", False),  # a household is no person
        ("Có 50 học viên, 3 tập thể.", False),
        ("Có 50 học viên, 3 lớp.", False),
        ("Có 5 xã, 3 lớp.", False),
        ("Chi 5 tỷ đồng, 300 USD.", False),
        ("Chi 5 triệu đồng, 3 triệu đồng/người.", False),
        ("Chi 5 tỷ đồng, 5%.", False),
        ("Đạt 5%, 3%.", True),
        ("Có 5/7 xã, 3 xã.", False),  # a ratio is no count
    ],
)
def test_which_may_be_parts_of_one_whole(text, are):
    first, second = pair(text)
    assert scenes.akin(first, second) is are
    assert scenes.akin(second, first) is are


def test_half_a_word_in_common_is_not_one_noun():
    first, second = pair("Có 20 vụ, 5 vụ việc.")
    assert scenes.akin(first, second)
    assert scenes.head(second) == "vụ việc"
    assert not scenes.akin(*pair("Có 20 hộp, 5 hộ."))


@pytest.mark.parametrize(
    "text, sort",
    [
        ("Có 5 xã.", "administrative"),
        ("Có 5 học viên.", "people"),
        ("Có 5 lớp tập huấn.", "class"),
        ("Có 5 vụ.", "vụ"),
        ("Có 5 hộ nghèo.", "hộ nghèo"),
        ("Chi 5 tỷ đồng.", "money"),
        ("Chi 5 USD.", "money:USD"),
        ("Chi 5 triệu đồng/người.", "money:triệu đồng/người"),
    ],
)
def test_the_family_of_a_unit(text, sort):
    assert scenes.family(one(text)) == sort


@pytest.mark.parametrize(
    "text, scale, amount",
    [
        ("Chi 5 đồng.", 1, 5),
        ("Chi 5 nghìn đồng.", 10**3, 5_000),
        ("Chi 5 ngàn đồng.", 10**3, 5_000),
        ("Chi 2,5 triệu đồng.", 10**6, 2_500_000),
        ("Chi 1,75 tỷ đồng.", 10**9, 1_750_000_000),
        ("Chi 1,75 tỉ đồng.", 10**9, 1_750_000_000),
        ("Có 1.240 hộ.", 1, 1_240),
        ("Đạt 12,5%.", 1, Fraction(25, 2)),
    ],
)
def test_money_is_compared_in_dong_and_all_else_as_it_stands(text, scale, amount):
    claim = one(text)
    assert (scenes.scale(claim), scenes.amount(claim), scenes.size(claim)) == (
        scale,
        amount,
        amount,
    )


@pytest.mark.parametrize("text", ["Có 3/5 xã.", "Có từ 3 đến 5 lớp.", "Có vài chục lớp."])
def test_what_is_not_one_number_has_no_amount(text):
    claim = one(text)
    assert scenes.amount(claim) is None and scenes.size(claim) == 0


@pytest.mark.parametrize(
    "text, margin",
    [
        ("Có 1.240 hộ.", 0),  # counted to the last one
        ("Có 2.000 hộ.", 0),
        ("Có khoảng 2.000 hộ.", 100),  # hedged: a twentieth
        ("Có gần 300 hộ.", 15),
        ("Chi 5 đồng.", 0),
        ("Chi 1,5 tỷ đồng.", 50_000_000),  # half of the last digit written
        ("Chi 3 tỷ đồng.", 500_000_000),
        ("Chi 300 triệu đồng.", 500_000),
        ("Đạt 12,5%.", 0),  # as it is written
        ("Đạt 12,5 %.", 0),
        ("Đạt khoảng 12,5%.", Fraction(5, 8)),
        ("Có 1,25 ha.", Fraction(1, 200)),
    ],
)
def test_how_far_the_true_value_may_lie(text, margin):
    assert scenes.margin(one(text)) == margin


def test_a_number_in_words_is_rounded_to_half_its_step():
    claim = one("Có ba mươi học viên.")
    assert claim.is_spelled
    assert scenes.margin(claim) == claim.step / 2


def test_the_quick_look_is_of_amount_margin_and_last_digit():
    assert scenes.sizes(one("Chi 1,5 tỷ đồng.")) == (1.5e9, 5e7, 0.1)
    assert scenes.sizes(one("Có 2.000 hộ.")) == (2000.0, 0.0, 1000.0)
    assert scenes.sizes(one("Đạt 12,50%.")) == (12.5, 0.0, 0.01)


def test_a_figure_beyond_a_float_is_very_large_and_no_error():
    claim = one("Có 1" + "0" * 350 + " hộ.")
    assert scenes.sizes(claim)[0] == 1e100


@pytest.mark.parametrize(
    "text, low, high, may",
    [
        ("Đạt 64%.", 63, 63, True),
        ("Đạt 64%.", 60.8, 60.8, True),  # a twentieth is 3,2: near enough to be looked at
        ("Đạt 64%.", 50, 60.7, False),
        ("Đạt 64%.", 67.3, 80, False),
        ("Đạt 64%.", 20, 80, True),
        ("Đạt 60%.", 50, 50, True),  # ten is the last digit that counts
        ("Đạt 5%.", 4.1, 4.1, True),  # one unit of the last digit is more than a twentieth
        ("Đạt 5%.", 3.9, 3.9, False),
        ("Đạt ít nhất 50%.", 99, 99, True),  # a bound has no reach
        ("Đạt tối đa 50%.", 1, 1, True),
    ],
)
def test_what_is_worth_an_exact_comparison(text, low, high, may):
    assert scenes.may_agree(one(text), low, high) is may


def test_what_is_stated_in_money_is_compared_in_its_own_unit():
    claim = one("Chi 1,5 tỷ đồng.")
    assert scenes.may_agree(claim, 1.45, 1.46)
    assert not scenes.may_agree(claim, 1_450_000_000, 1_460_000_000)


def test_a_bound_is_open_on_both_sides():
    assert scenes._allowed(one("Đạt ít nhất 50%.")) == (-math.inf, math.inf)


@pytest.mark.parametrize(
    "text, words",
    [
        ("Năm qua, huyện có 5 xã điểm, đạt yêu cầu.", " huyện có   điểm"),
        ("Huyện (có 5 xã điểm) đã xong.", "có   điểm"),
        ("Một; có 5 xã: hai.", " có  "),
    ],
)
def test_the_clause_around_a_figure(text, words):
    assert scenes.clause(one(text)) == words


def test_a_clause_reaches_sixty_letters_to_each_side():
    left, right = "a" * 70, "b" * 70
    assert scenes.clause(one(f"{left} 5 xã {right}")) == f"{'a' * 59}   {'b' * 59}"


@pytest.mark.parametrize(
    "text, moved",
    [
        ("Tăng 20 vụ.", "tăng"),
        ("Giảm 20 vụ.", "giảm"),
        ("Tăng thêm khoảng 20 vụ.", "tăng"),
        ("Giảm được gần 20 vụ.", "giảm"),
        ("Vượt 20 vụ.", "tăng"),
        ("Thấp hơn 20 vụ.", "giảm"),
        ("Ít hơn 20 vụ.", "giảm"),
        ("Nhiều hơn 20 vụ.", "tăng"),
        ("Cao hơn 20 vụ.", "tăng"),
        ("Hạ 20 vụ.", "giảm"),
        ("Nâng 20 vụ.", "tăng"),
        ("Tăng trưởng bình quân 20%.", "tăng"),
        ("Có 20 vụ.", None),
        ("Tăng cường 20 vụ.", None),
        ("Đã giảm nhiều vụ, còn 20 vụ.", None),
        ("Tỷ lệ (-12,5%).", "giảm"),
        ("Tỷ lệ (–12,5%).", "giảm"),
        ("Tỷ lệ (−12,5%).", "giảm"),
        ("Tỷ lệ (+12,5%).", "tăng"),
        ("Tỷ lệ ( -12,5%).", "giảm"),
        ("Tỷ lệ -12,5%.", None),
        ("Tỷ lệ (12,5%).", None),
    ],
)
def test_by_how_much_something_changed(text, moved):
    claim = one(text)
    assert scenes.change(claim) == moved
    assert scenes.steady(claim) is (moved is None)


def test_a_sign_in_brackets_is_a_change_of_a_share_only():
    assert scenes.change(one("Kết quả (+20 vụ).")) is None


def test_several_are_steady_when_each_is():
    still, moved = pair("Có 5 xã, tăng 3 xã.")
    assert scenes.steady(still) and not scenes.steady(still, moved)


def test_several_are_certain_when_none_is_hedged():
    plain, about = pair("Có 5 xã, khoảng 300 hộ.")
    assert scenes.certain(plain) and scenes.certain()
    assert not scenes.certain(about) and not scenes.certain(plain, about)


@pytest.mark.parametrize(
    "hedge, sense",
    [
        ("khoảng", "about"),
        ("hơn", "above"),
        ("gần", "below"),
        ("ít nhất", "at_least"),
        ("không quá", "at_most"),
        ("đạt", "exact"),
    ],
)
def test_what_a_hedge_means(hedge, sense):
    assert scenes.sense(one(f"Có {hedge} 300 hộ.")) == sense
