"""Growth and change: `tăng d (c %)`, `từ a lên b`, `tăng c % so với b`."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.scenes import scene
from goc.claims.relations import growth


def read(text):
    """Of each change that has a relation: its value, kind, operands, agreement, note."""
    seen = scene(text)
    found = []
    for index, claim in enumerate(seen.claims):
        if relation := growth.find(seen, index):
            operands = [operand.value for operand in relation.of]
            found.append((claim.value, relation.type, operands, relation.agrees, relation.note))
    return found


def told(text):
    found = read(text)
    assert len(found) < 2
    if not found:
        return "silent"
    return "agrees" if found[0][3] else "wrong"


@pytest.mark.parametrize(
    "text",
    [
        "Xảy ra 180 vụ, giảm 20 vụ (giảm {}).",
        "Xảy ra 180 vụ, giảm 20 vụ (-{}).",
        "Xảy ra 180 vụ, giảm 20 vụ ({}).",
        "Xảy ra 180 vụ, giảm 20 vụ, tương đương {}.",
        "Xảy ra 180 vụ, giảm 20 vụ, bằng {}.",
        "Xảy ra 180 vụ. So với cùng kỳ giảm 20 vụ (giảm {}).",
    ],
)
def test_an_amount_and_its_percentage_of_what_was_before(text):
    """Twenty less than two hundred is ten in the hundred."""
    note = "Giảm 20 từ mức 200 (180 + 20) là 10%, văn bản ghi 11%."
    assert read(text.format("10%")) == [("10%", "growth", ["20", "180"], True, None)]
    assert read(text.format("11%")) == [("11%", "growth", ["20", "180"], False, note)]


@pytest.mark.parametrize(
    "text",
    [
        "Xảy ra 220 vụ, tăng {} (20 vụ).",
        "Xảy ra 220 vụ, tăng {} (tăng 20 vụ).",
        "Xảy ra 220 vụ, tăng {}, tức 20 vụ.",
        "Xảy ra 220 vụ, tăng {} (tăng thêm 20 vụ).",
        "Xảy ra 220 vụ, tăng {} so với cùng kỳ (tăng 20 vụ).",
    ],
)
def test_a_percentage_and_behind_it_its_amount(text):
    note = "Tăng 20 từ mức 200 (220 - 20) là 10%, văn bản ghi 11%."
    assert read(text.format("10%"))[0] == ("10%", "growth", ["20", "220"], True, None)
    assert read(text.format("11%"))[0] == ("11%", "growth", ["20", "220"], False, note)


@pytest.mark.parametrize(
    "text",
    [
        "Số lớp tăng từ 40 lớp lên 50 lớp, tăng {}.",
        "Số lớp tăng {}, từ 40 lớp lên 50 lớp.",
        "Số lớp tăng {} (từ 40 lên 50 lớp).",
        "Số lớp tăng {} (40 lớp lên 50 lớp).",
        "Số lớp từ 40 lớp nâng lên thành 50 lớp, tăng {}.",
        "Số lớp từ mức 40 lớp lên tới 50 lớp, tăng {}.",
    ],
)
def test_from_one_figure_to_another(text):
    note = "Từ 40 đến 50 là 25%, văn bản ghi 20%."
    assert read(text.format("25%"))[-1:] == [("25%", "growth", ["50", "40"], True, None)]
    assert read(text.format("20%"))[-1:] == [("20%", "growth", ["50", "40"], False, note)]


@pytest.mark.parametrize(
    "text, right, wrong, gap",
    [
        ("Số lớp tăng từ 40 lớp lên 50 lớp, tăng {} lớp.", "10", "12", "50 trừ 40"),
        ("Số lớp giảm từ 50 lớp xuống 40 lớp, giảm {} lớp.", "10", "12", "50 trừ 40"),
        ("Tỷ lệ tăng từ 40% lên 50%, tăng {}%.", "10", "12", "50% trừ 40%"),
        ("Tỷ lệ giảm từ 50% xuống 40%, giảm {}%.", "10", "12", "50% trừ 40%"),
    ],
)
def test_a_change_in_the_unit_of_its_figures(text, right, wrong, gap):
    assert [found[1::2] for found in read(text.format(right))] == [("difference", True)]
    (found,) = read(text.format(wrong))
    sign = "%" if "%" in text else ""
    assert found[3:] == (False, f"{gap} là 10, văn bản ghi {wrong}{sign}.")


@pytest.mark.parametrize(
    "stated, kind, agrees",
    [
        ("10%", "difference", True),  # in points
        ("25%", "growth", True),  # in proportion
        ("12%", "difference", False),
        ("24,9%", "difference", False),
    ],
)
def test_from_per_cent_to_per_cent_in_points_or_in_proportion(stated, kind, agrees):
    (found,) = read(f"Tỷ lệ tăng từ 40% lên 50%, tăng {stated}.")
    assert found[1::2] == (kind, agrees, *found[5:])


@pytest.mark.parametrize("between", ["%", " %"])
def test_points_are_exact_however_the_sign_is_set(between):
    text = "Tỷ lệ giảm từ 12,5{0} xuống còn 9,3{0}, giảm {1}{0}."
    assert told(text.format(between, "3,2")) == "agrees"
    assert told(text.format(between, "3,3")) == "wrong"


def test_from_nothing_there_is_no_growth():
    assert read("Số lớp tăng từ 0 lớp lên 50 lớp, tăng 25%.") == []
    assert told("Tỷ lệ tăng từ 0% lên 50%, tăng 50%.") == "agrees"
    assert told("Tỷ lệ tăng từ 0% lên 50%, tăng 40%.") == "wrong"


@pytest.mark.parametrize(
    "text",
    [
        "Có 50 lớp, tăng {} so với năm trước (40 lớp).",
        "Có 50 lớp, tăng {} so với năm 2011 (năm 2011 đạt 40 lớp).",
        "Có 50 lớp (tăng {}) so với cùng kỳ 40 lớp.",
        "Có 50 lớp, vượt {} so với kế hoạch (40 lớp).",
    ],
)
def test_compared_with_another_figure(text):
    assert read(text.format("25%"))[0] == ("25%", "growth", ["50", "40"], True, None)
    assert read(text.format("20%"))[0][3:] == (
        False,
        "50 so với 40 là 25%, văn bản ghi 20%.",
    )


@pytest.mark.parametrize(
    "text, right, wrong, note",
    [
        (
            "Có 50 lớp, tăng {} lớp so với năm trước (40 lớp).",
            "10",
            "12",
            "50 trừ 40 là 10, văn bản ghi 12.",
        ),
        (
            "Có 40 lớp, giảm {} lớp so với năm trước (50 lớp).",
            "10",
            "12",
            "40 trừ 50 là 10, văn bản ghi 12.",
        ),
        (
            "Thu 5.200 tỷ đồng, tăng {} tỷ đồng so với cùng kỳ (5.000 tỷ đồng).",
            "200",
            "250",
            "5.200 trừ 5.000 là 200, văn bản ghi 250.",
        ),
        (
            "Thu 5,2 tỷ đồng, tăng {} triệu đồng so với cùng kỳ (5 tỷ đồng).",
            "200",
            "950",
            "5,2 trừ 5 là 200, văn bản ghi 950.",
        ),
        (
            "Tỷ lệ đạt 35,1%, thấp hơn {} so với chỉ tiêu (35,5%).",
            "0,4%",
            "0,9%",
            "35,1% trừ 35,5% là 0,4, văn bản ghi 0,9%.",
        ),
    ],
)
def test_compared_with_a_figure_of_its_own_unit(text, right, wrong, note):
    found = read(text.format(right))[0]
    assert found[1::2] == ("difference", True, *found[5:])
    found = read(text.format(wrong))[0]
    assert (found[1], found[3], found[4]) == ("difference", False, note)


@pytest.mark.parametrize(
    "text",
    [
        "Có 50 lớp, tăng 25% so với năm trước là 40 lớp.",  # a verb parts them
        "Có 50 lớp, tăng 25% so với năm trước và 40 hội nghị.",
        "Có 50 lớp, tăng 20% so với năm trước (khoảng 40 lớp).",
        "Có 50 lớp; tăng 20% so với năm trước (40 lớp).",
        "Có 50 lớp, tăng 20% so với năm trước (40 hộ).",
        "Có 50 lớp, tăng 20% so với năm trước (0 lớp).",
        "Tăng 50 lớp, tăng 20% so với năm trước (40 lớp).",
        "Có 50/60 lớp, tăng 20% so với năm trước (40 lớp).",
    ],
)
def test_what_is_not_compared(text):
    assert [found for found in read(text) if found[2] == ["50", "40"]] == []


@pytest.mark.parametrize(
    "stated, said", [("8,4%", "wrong"), ("8,3%", "silent"), ("75%", "wrong"), ("76%", "silent")]
)
def test_a_third_or_three_times_the_growth_is_of_another_matter(stated, said):
    assert told(f"Có 50 lớp, tăng {stated} so với năm trước (40 lớp).") == said


def test_what_stands_in_brackets_behind_a_comparison_may_be_either():
    """Last year's figure, or by how much it rose; an error is said of neither."""
    text = "Có 220 vụ, tăng {} so với năm trước (20 vụ)."
    assert read(text.format("10%")) == [("10%", "growth", ["20", "220"], True, None)]
    assert read(text.format("1.000%"))[0][2:4] == (["220", "20"], True)
    assert read(text.format("11%")) == []
    assert told(text.replace("(20", "(tăng 20").format("11%")) == "wrong"


@pytest.mark.parametrize("away, said", [(40, "wrong"), (60, "silent")])
def test_a_change_stands_close_behind_what_it_is_of(away, said):
    assert told(f"Có 50 lớp {'x' * away}, tăng 20% so với năm trước (40 lớp).") == said


@pytest.mark.parametrize(
    "text",
    [
        "Có 50 lớp.",
        "Có 50 lớp, đạt 25%.",
        "Có 50 lớp, 25% so với năm trước (40 lớp).",
        "Có 50 lớp, tăng từ 20% đến 25%.",
        "Có 50 lớp, tăng 3/5 lớp.",
        "Xảy ra 180 vụ, giảm 20 vụ (tăng 10%).",  # two directions
        "Xảy ra 180 vụ, 20 vụ (giảm 10%).",
        "Xảy ra 180 vụ, giảm 20 vụ; giảm 10%.",
        "Xảy ra 180 vụ. Giảm 20 vụ. Giảm 10%.",
        "Giảm 20 vụ (giảm 10%).",  # of nothing
        "Có 180 hộ, giảm 20 vụ (giảm 10%).",  # of another sort
        "Tăng 180 vụ, giảm 20 vụ (giảm 10%).",
        "Số lớp tăng từ 40 lớp; lên 50 lớp, tăng 20%.",
        "Số lớp 40 lớp lên 50 lớp, tăng 20%.",  # without `từ`
        "Số lớp tăng từ 40 lớp lên 50 hộ, tăng 20%.",
        "Số lớp tăng từ 40 lớp lên 50/60 lớp, tăng 20%.",
    ],
)
def test_what_is_no_change_that_can_be_held_to_figures(text):
    assert read(text) == []


def test_each_compared_with_something_else():
    text = "Có 160 hộ, tăng 8 hộ so với dự kiến, tăng 3,9% so với khóa trước."
    assert read(text) == []
    assert told(text.replace(" so với khóa trước", "")) == "wrong"


@pytest.mark.parametrize(
    "text, note",
    [
        (
            "Xảy ra 180 vụ, giảm hơn 20 vụ (giảm 10%).",
            None,
        ),
        (
            "Chi 2,2 tỷ đồng, tăng 200 triệu đồng (tăng 15%).",
            "Tăng 200 từ mức 2.000.000.000 (2,2 - 200) là 10%, văn bản ghi 15%.",
        ),
    ],
)
def test_rounded_and_hedged_amounts_leave_room(text, note):
    (found,) = read(text)
    assert found[4] == note


@pytest.mark.parametrize(
    "text, said",
    [
        # two values: the one that gives the percentage
        ("Có 280 vụ cháy. Xảy ra 180 vụ trộm, giảm 20 vụ (giảm 6,7%).", ["20", "280"]),
        ("Có 280 vụ cháy. Xảy ra 180 vụ trộm, giảm 20 vụ (giảm 10%).", ["20", "180"]),
        # none does: the one right beside the change
        ("Có 280 vụ cháy. Xảy ra 180 vụ trộm, giảm 20 vụ (giảm 12%).", ["20", "180"]),
    ],
)
def test_among_several_values_the_one_that_is_meant(text, said):
    (found,) = read(text)
    assert found[2] == said


FAR = "x" * 50


@pytest.mark.parametrize(
    "text, said",
    [
        # far away, the only value of the sentence: a narrow miss is a slip
        (f"Xảy ra 180 vụ trộm {FAR}, giảm 20 vụ (giảm 11%).", "wrong"),
        (f"Xảy ra 180 vụ trộm {FAR}, giảm 20 vụ (giảm 11,7%).", "wrong"),
        (f"Xảy ra 180 vụ trộm {FAR}, giảm 20 vụ (giảm 12%).", "silent"),
        # in other sentences, the one whose words are the same
        (
            f"Xảy ra 180 vụ trộm xe máy. Xảy ra 90 vụ cháy rừng. {FAR}. Trộm xe máy giảm 20 vụ (giảm 11%).",
            "wrong",
        ),
        (
            f"Xảy ra 180 vụ trộm xe máy. Xảy ra 90 vụ cháy rừng. {FAR}. Đuối nước giảm 20 vụ (giảm 11%).",
            "silent",
        ),
        (
            f"Xảy ra 180 vụ trộm xe máy. Xảy ra 90 vụ trộm xe máy. {FAR}. Trộm xe máy giảm 20 vụ (giảm 11%).",
            "silent",
        ),
    ],
)
def test_a_value_farther_off_is_meant_when_its_words_say_so(text, said):
    assert told(text) == said


def test_a_hedged_value_beside_the_change_names_no_error_of_its_own():
    assert told("Xảy ra khoảng 180 vụ, giảm 20 vụ (giảm 15%).") == "silent"
    assert told("Xảy ra 180 vụ, giảm 20 vụ (giảm 15%).") == "wrong"


def test_more_than_there_was_cannot_have_come_in_addition():
    assert read("Xảy ra 20 vụ, tăng 20 vụ (tăng 10%).") == []
    assert read("Xảy ra 20 vụ, tăng 30 vụ (tăng 10%).") == []
    assert told("Xảy ra 20 vụ, giảm 30 vụ (giảm 60%).") == "agrees"


def test_a_value_is_sought_nine_hundred_letters_back():
    text = "Xảy ra 180 vụ. {}Giảm 20 vụ (giảm 10%)."
    assert told(text.format(("x" * 850) + ". ")) == "agrees"
    assert told(text.format(("x" * 950) + ". ")) == "silent"


def test_a_comparison_says_a_difference_and_no_bound():
    """`thấp hơn 0,4%` is not: at most 0,4."""
    text = "Tỷ lệ đạt 35,1%, thấp hơn {}0,9% so với chỉ tiêu (35,5%)."
    assert told(text.format("")) == "wrong"
    assert told(text.format("khoảng ")) == "wrong"
    assert told("Tỷ lệ đạt 35,1%, không thấp hơn 0,2% so với chỉ tiêu (35,5%).") != "wrong"


@given(st.integers(1, 900), st.integers(1, 900), st.integers(0, 1))
@settings(max_examples=30, deadline=None)
def test_growth_rounded_by_hand_agrees_in_every_form(before, after, decimals):
    if before == after:
        return
    verb, way = ("tăng", "lên") if after > before else ("giảm", "xuống")
    exact = Fraction(100 * abs(after - before), before)
    nearest = int(exact * 10**decimals + Fraction(1, 2))
    number, digits = divmod(nearest, 10**decimals)
    stated = f"{number},{digits}%" if decimals else f"{number}%"
    gap = abs(after - before)
    for text in (
        f"Số vụ {verb} từ {before} vụ {way} {after} vụ, {verb} {stated}.",
        f"Xảy ra {after} vụ, {verb} {gap} vụ ({verb} {stated}).",
    ):
        (found,) = read(text)
        assert (found[0], found[1], found[3]) == (stated, "growth", True)
