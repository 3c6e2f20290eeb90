"""Parts that add up to their whole, and what shows that a sum is meant to be complete."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.scenes import scene
from goc.claims.relations import sums


def sum_of(text):
    """Of the whole that has a sum: its value, the parts, whether it agrees, the note."""
    seen = scene(text)
    found = [
        (seen.by_start[start].value, [part.value for part in r.of], r.agrees, r.note)
        for start, r in sums.find_all(seen).items()
        if r.type == "sum"
    ]
    assert len(found) < 2
    return found[0] if found else None


def told(text):
    """agrees, wrong or silent"""
    found = sum_of(text)
    if found is None:
        return "silent"
    return "agrees" if found[2] else "wrong"


@pytest.mark.parametrize(
    "text, whole, parts",
    [
        ("Khảo sát 45 xã, gồm 30 xã cao, 10 xã thấp và 5 xã giữa.", "45", ["30", "10", "5"]),
        ("Khảo sát 45 xã, trong đó 30 xã cao, 15 phường.", "45", ["30", "15"]),
        ("Khảo sát 45 xã (30 xã cao, 15 xã thấp).", "45", ["30", "15"]),
        ("Khảo sát 45 xã. Trong đó 30 xã cao, 15 xã thấp.", "45", ["30", "15"]),
        ("Có 20 lớp xã, 30 lớp huyện, tổng cộng 50 lớp.", "50", ["20", "30"]),
        ("Chi 2,5 tỷ đồng, gồm 1.200 triệu đồng sách, 1,3 tỷ đồng bàn.", "2,5", ["1.200", "1,3"]),
        ("Khảo sát 45 xã, gồm 30 xã cao (66%), 15 xã thấp.", "45", ["30", "15"]),
        ("Mở 50 lớp với 90 học viên, gồm 20 lớp xã, 30 lớp huyện.", "50", ["20", "30"]),
    ],
)
def test_parts_that_add_up(text, whole, parts):
    assert sum_of(text) == (whole, parts, True, None)


@pytest.mark.parametrize(
    "text, note",
    [
        (
            "Khảo sát 45 xã, gồm 30 xã cao, 10 phường và 4 thị trấn.",
            "30 + 10 + 4 = 44, văn bản ghi 45 xã (lệch 1).",
        ),
        (
            "Khảo sát 45 xã, trong đó 30 xã cao, 10 xã giữa và 4 xã còn lại.",
            "30 + 10 + 4 = 44, văn bản ghi 45 xã (lệch 1).",
        ),
        (
            "Có 1.000 hộ, gồm 600 hộ trên, 420 hộ dưới.",
            "600 + 420 = 1.020, văn bản ghi 1.000 hộ (lệch 20).",
        ),
        (
            "Chi 2,5 tỷ đồng, gồm 1.200 triệu đồng sách, 1.500 triệu đồng bàn.",
            "1.200 + 1.500 = 2,7, văn bản ghi 2,5 tỷ đồng (lệch 0,2).",
        ),
        (
            "Có 20 lớp xã, 32 lớp huyện, tổng cộng 51 lớp.",
            "20 + 32 = 52, văn bản ghi 51 lớp (lệch 1).",
        ),
    ],
)
def test_parts_that_do_not_add_up(text, note):
    found = sum_of(text)
    assert (found[2], found[3]) == (False, note)


def test_parts_of_rounded_money_add_up_within_their_rounding():
    assert told("Chi 3,8 tỷ đồng, gồm 1,2 tỷ đồng sách, 2,5 tỷ đồng bàn.") == "agrees"
    text = "Chi 3.900 triệu đồng, gồm 1,2 tỷ đồng sách, 2,5 tỷ đồng bàn."
    assert told(text) == "wrong"


def test_a_sum_cut_instead_of_rounded_is_remarked():
    found = sum_of("Chi 2,5 tỷ đồng, gồm 1.200 triệu đồng sách, 1.380 triệu đồng bàn.")
    assert found[2:] == (
        True,
        "Lệch dưới một đơn vị của chữ số cuối (2,58): số đã bị cắt bớt, không phải làm tròn.",
    )


@pytest.mark.parametrize("hedge, agrees", [("khoảng", True), ("hơn", True), ("gần", False)])
def test_a_hedged_whole_is_held_to_what_its_hedge_allows(hedge, agrees):
    text = f"Có {hedge} 100 hộ, gồm 50 hộ trên, 40 hộ giữa, 11 hộ dưới."
    assert told(text) == ("agrees" if agrees else "silent")


def test_of_hedged_parts_no_error_is_made():
    text = "Có 100 hộ, gồm {} 50 hộ trên, 40 hộ giữa, 15 hộ dưới."
    assert told(text.format("đúng")) == "wrong"
    assert told(text.format("khoảng")) == "silent"


@pytest.mark.parametrize(
    "parts, told_so",
    [
        ((30, 14), "wrong"),  # short by 1 of 45
        ((30, 11), "wrong"),  # by 4: within a tenth
        ((30, 10), "silent"),  # by 5: not
        ((30, 19), "wrong"),
        ((30, 20), "silent"),
    ],
)
def test_a_complete_list_may_miss_by_a_tenth(parts, told_so):
    first, second = parts
    assert told(f"Khảo sát 45 xã, gồm {first} xã cao và {second} xã thấp.") == told_so


@pytest.mark.parametrize(
    "parts, told_so",
    [
        ((50, 40), "silent"),  # `trong đó` need not name all
        ((50, 49), "silent"),
        ((50, 55), "wrong"),  # above by a twentieth
        ((50, 56), "silent"),
    ],
)
def test_an_open_list_of_two_may_be_above_by_a_twentieth(parts, told_so):
    first, second = parts
    assert told(f"Có 100 lớp, trong đó {first} lớp xã, {second} lớp huyện.") == told_so


@pytest.mark.parametrize("last, told_so", [(30, "wrong"), (31, "silent"), (11, "wrong")])
def test_three_parts_of_one_kind_may_be_above_by_a_fifth(last, told_so):
    text = f"Có 100 lớp, trong đó 50 lớp xã, 40 lớp huyện, {last} lớp tỉnh."
    assert told(text) == told_so


@pytest.mark.parametrize(
    "text, told_so",
    [
        # of several kinds, or of money, only by a twentieth
        ("Có 100 lớp, trong đó 50 lớp xã, 40 khóa huyện, 16 lớp tỉnh.", "silent"),
        ("Có 100 lớp, trong đó 50 lớp xã, 40 khóa huyện, 15 lớp tỉnh.", "wrong"),
        (
            "Chi 100 triệu đồng, trong đó 50 triệu đồng sách, 40 triệu đồng bàn, 19 triệu đồng vở.",
            "silent",
        ),
    ],
)
def test_parts_of_several_kinds_and_of_money_overlap_too_often(text, told_so):
    assert told(text) == told_so


@pytest.mark.parametrize(
    "word",
    [
        "nữ",
        "đảng viên",
        "dân tộc thiểu số",
        "tuổi đời dưới 30",
        "trình độ trung cấp",
        "đại học",
        "trẻ",
        "tôn giáo",
        "đoàn viên",
        "thạc sĩ",
        "tốt nghiệp",
        "tham gia lần đầu",
        "nghèo",
        "chính sách",
    ],
)
def test_marks_that_overlap_say_nothing(word):
    parts = "gồm 30 học viên {}, 14 học viên huyện"
    assert told(f"Có 45 học viên, {parts.format('xã')}.") == "wrong"
    assert told(f"Có 45 học viên, {parts.format(word)}.") == "silent"


def test_a_mark_may_stand_before_its_figure():
    text = "Có 45 học viên, gồm 30 học viên xã, {} 14 học viên."
    assert told(text.format("huyện")) == "wrong"
    assert told(text.format("nữ")) == "silent"


def test_the_noun_of_the_parts_themselves_is_no_mark():
    text = "Có 45 đảng viên, gồm 30 đảng viên xã, 14 đảng viên huyện."
    assert told(text) == "wrong"


def test_another_sum_vouches_for_the_list():
    """Both wholes are of one list: one is its exact sum, so the other is meant to be too."""
    text = "Mở 50 lớp với 100 học viên, trong đó 20 lớp xã với 40 học viên, 30 lớp huyện với {} học viên."
    seen = scene(text.format(61))
    found = {seen.by_start[start].value: r.agrees for start, r in sums.find_all(seen).items()}
    assert found == {"50": True, "100": False}
    seen = scene(text.format(10))  # short by half: still of this list
    found = {seen.by_start[start].value: r.agrees for start, r in sums.find_all(seen).items()}
    assert found == {"50": True, "100": False}
    seen = scene(text.format(9))
    assert [r.agrees for r in sums.find_all(seen).values()] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Có 100 lớp, gồm 99 lớp xã.",  # one part is no sum
        "Tăng 50 lớp, gồm 20 lớp xã, 30 lớp huyện.",  # a change
        "Có 50 lớp, gồm 20 lớp xã, tăng 30 lớp huyện.",
        "Có 50 lớp, gồm 20 hộ, 30 hộ.",  # of other things
        "Đạt 50%, gồm 20% trên, 30% dưới.",
        "Có từ 40 đến 50 lớp, gồm 20 lớp xã, 30 lớp huyện.",
        "Có 50 lớp, gồm từ 10 đến 20 lớp xã, 30 lớp huyện.",
    ],
)
def test_what_cannot_be_added(text):
    assert told(text) == "silent"


def test_of_nothing_nothing_is_missed():
    assert told("Có 0 lớp, gồm 1 lớp xã, 1 lớp huyện.") == "silent"


def test_the_first_group_that_has_a_whole_keeps_it():
    """The whole before `gồm` is the same as the one before the bracket."""
    text = "Có 50 lớp, gồm 20 lớp xã, 30 lớp huyện (trong đó 25 lớp mới, 5 lớp cũ)."
    seen = scene(text)
    found = {
        seen.by_start[s].value: [p.value for p in r.of] for s, r in sums.find_all(seen).items()
    }
    assert found == {"50": ["20", "30"], "30": ["25", "5"]}


PAIRS = "Có {} trường đạt (trong đó {}/15 trường mầm non, 12/20 trường tiểu học, 8/{} trường THCS)."


@pytest.mark.parametrize(
    "whole, first, last, agrees, note",
    [
        ("30/47", 10, 12, True, None),
        ("30/50", 10, 12, False, "15 + 20 + 12 = 47, văn bản ghi 50 trường."),
        ("32/47", 10, 12, False, "10 + 12 + 8 = 30, văn bản ghi 32 trường."),
        ("30/43", 10, 12, False, "15 + 20 + 12 = 47, văn bản ghi 43 trường."),
    ],
)
def test_done_and_due_add_up_each(whole, first, last, agrees, note):
    found = sum_of(PAIRS.format(whole, first, last))
    assert found == (whole, [f"{first}/15", "12/20", f"8/{last}"], agrees, note)


@pytest.mark.parametrize(
    "whole, said",
    [
        ("31/48", None),  # neither side adds up: none vouches for the other
        ("30/53", None),  # 47 of 53 misses by more than a tenth
        ("30/52", False),
        ("30", None),  # no ratio
    ],
)
def test_one_side_vouches_for_the_other(whole, said):
    found = sum_of(PAIRS.format(whole, 10, 12))
    assert (found and found[2]) is said


def test_one_pair_is_no_list_of_pairs():
    assert sum_of("Có 30/47 trường đạt (trong đó 30/47 trường mầm non).") is None
    text = "Có 30/47 trường đạt (trong đó 30/47 trường mầm non, 12 trường mới)."
    assert sum_of(text) is None


def test_of_pairs_the_sum_of_what_is_done_is_told():
    seen = scene(PAIRS.format("30/47", 10, 12))
    (relation,) = sums.find_all(seen).values()
    assert relation.exact == 30
    (relation,) = sums.find_all(scene(PAIRS.format("30/50", 10, 12))).values()
    assert relation.exact == 47


WORDS = ("trên", "giữa", "dưới", "trong", "ngoài")


@given(st.lists(st.integers(1, 400), min_size=2, max_size=5), st.integers(-3, 3))
@settings(max_examples=25, deadline=None)
def test_the_order_of_the_parts_does_not_matter(parts, off):
    def text(ordered):
        said = ", ".join(f"{part} xã {word}" for part, word in zip(ordered, WORDS, strict=False))
        return f"Khảo sát {sum(parts) + off} xã, gồm {said}."

    if sum(parts) + off < 2:
        return
    there, back = sum_of(text(parts)), sum_of(text(parts[::-1]))
    assert (there and there[2]) == (back and back[2])
    if not off:
        assert there[1:3] == ([str(part) for part in parts], True)
    elif there is not None:
        assert there[2] is False


@given(st.integers(1, 90), st.integers(1, 90))
@settings(max_examples=20, deadline=None)
def test_money_is_added_across_its_units(first, second):
    """Billions of the whole, millions of the parts."""
    whole = Fraction(first + second, 10)
    written = f"{whole.numerator // whole.denominator},{(first + second) % 10}"
    text = f"Chi {written} tỷ đồng, gồm {first}00 triệu đồng sách, {second}00 triệu đồng bàn."
    assert sum_of(text)[2:] == (True, None)
