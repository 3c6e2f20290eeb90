"""No part is above its whole: `có b, trong đó a`."""

import pytest

from claims.scenes import scene
from goc.claims import read_claims
from goc.claims.relations import parts

KIND = "part_not_above_whole"


def found(text, place=-1):
    """Of the claim at a place: the whole it is held to, whether it holds it, and what is said."""
    seen = scene(text)
    relation = parts.find(seen, place % len(seen.claims))
    if relation is None:
        return None
    assert relation.type == KIND and relation.exact is None
    return [operand.value for operand in relation.of], relation.agrees, relation.note


@pytest.mark.parametrize(
    "text, whole",
    [
        ("Có 320 người dự, trong đó 310 người ở xa.", "320"),
        ("Có 320 người dự, trong đó 320 người ở xa.", "320"),
        ("Có 320 người dự, trong số đó 12 người ở xa.", "320"),
        ("Có 320 người dự. Trong đó 12 người ở xa.", "320"),
        ("Trong tổng số 320 học viên có 12 học viên ở xa.", "320"),
        ("Có 320 học viên, trong đó 12 đại biểu.", "320"),  # of one family
        ("Chi 2 tỷ đồng, trong đó 1.900 triệu đồng mua sách.", "2"),
        ("Đạt 5%; có 320 người dự, trong đó 12 người ở xa.", "320"),
    ],
)
def test_a_part_within_its_whole(text, whole):
    assert found(text) == ([whole], True, None)


@pytest.mark.parametrize(
    "text, whole, note",
    [
        (
            "Có 320 người dự, trong đó 321 người ở xa.",
            "320",
            "Phần (321 người) lớn hơn tổng (320 người).",
        ),
        (
            "Có 320 người dự. Trong đó 400 người ở xa.",
            "320",
            "Phần (400 người) lớn hơn tổng (320 người).",
        ),
        (
            "Trong tổng số 320 học viên có 412 học viên ở xa.",
            "320",
            "Phần (412 học viên) lớn hơn tổng (320 học viên).",
        ),
        (
            "Chi 2 tỷ đồng, trong đó 5 tỷ đồng mua sách.",
            "2",
            "Phần (5 tỷ đồng) lớn hơn tổng (2 tỷ đồng).",
        ),
    ],
)
def test_a_part_above_its_whole(text, whole, note):
    assert found(text) == ([whole], False, note)


@pytest.mark.parametrize(
    "text",
    [
        "Có 320 người dự, 400 người ở xa.",  # nothing makes one the whole
        "Có 320 người dự, trong đó tăng 12 người ở xa.",  # a change is no part
        "Tăng 320 người, trong đó 12 người ở xa.",
        "Có 320 người dự, trong đó 12 lớp.",  # of another sort
        "Có 320 người dự, trong đó 12%.",  # a share is looked at elsewhere
        "Có 320 người dự, trong đó 3/5 người ở xa.",
        "Có 3/5 người dự, trong đó 12 người ở xa.",
        "Có từ 300 đến 320 người, trong đó 12 người ở xa.",
        "Có 320 học viên, trong đó 400 đại biểu.",  # of one family, but not of one thing
        "Có khoảng 320 người dự, trong đó 400 người ở xa.",  # who knows how many exactly
        "Có 320 người dự, trong đó hơn 400 người ở xa.",
        "Có 320 người dự, 90 người hát, trong đó 400 người ở xa.",  # two may be the whole
    ],
)
def test_of_which_nothing_is_said(text):
    assert found(text) is None


def test_among_several_wholes_the_nearest_that_holds_the_part_is_taken():
    text = "Có 320 người dự, 90 người hát, 30 người múa, trong đó {} người ở xa."
    assert found(text.format(12)) == (["30"], True, None)
    assert found(text.format(40)) == (["90"], True, None)
    assert found(text.format(100)) == (["320"], True, None)


@pytest.mark.parametrize("part, agrees", [(336, True), (337, None)])
def test_a_whole_said_roughly_holds_a_twentieth_more(part, agrees):
    of = found(f"Có khoảng 320 người dự, trong đó {part} người ở xa.")
    assert (of and of[1]) is agrees


@pytest.mark.parametrize("part, agrees", [("2.550", True), ("2.551", False)])
def test_a_rounded_sum_holds_half_of_its_last_digit_more(part, agrees):
    of = found(f"Chi 2,5 tỷ đồng, trong đó {part} triệu đồng mua sách.")
    assert of is None if not agrees else of[1]


def test_a_whole_just_too_small_is_seen_although_the_quick_look_lets_it_pass():
    """A thousandth is left to the rounding of floats."""
    text = "Có 320.000 người dự, trong đó 320.001 người ở xa."
    assert found(text)[1] is False
    assert found(text.replace("320.001", "320.000"))[1] is True


def test_past_a_semicolon_a_larger_figure_may_be_of_something_else():
    assert found("Trong tổng số 320 người; có 400 người ở xa.") is None
    assert found("Có 320 người; trong đó 400 người ở xa.") is None
    assert found("Có 320 người; trong đó 40 người ở xa.") == (["320"], True, None)


def test_a_text_keeps_the_relation_with_the_claim():
    claims = read_claims("Có 320 người dự, trong đó 400 người ở xa.")
    assert [claim.fault for claim in claims] == ["", "Phần (400 người) lớn hơn tổng (320 người)."]
