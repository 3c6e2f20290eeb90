"""Shares: a of b is c %. By which words a whole is found, and when a miss is an error."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.scenes import scene
from goc.claims import read_claims
from goc.claims.relations import shares


def read(text, place=-1):
    """Of the percentage at a place among percentages: kind, operands, agreement, exact value."""
    seen = scene(text)
    percents = [i for i, claim in enumerate(seen.claims) if claim.kind == "percent"]
    found = shares.find(seen, percents[place], [])
    if found is None:
        return None
    return found.type, [operand.value for operand in found.of], found.agrees, found.exact


def told(text):
    found = read(text)
    if found is None:
        return "silent"
    return "agrees" if found[2] else "wrong"


FORMS = {
    "the whole before `trong đó`": ("Có 250 hộ, trong đó 150 hộ có điện ({}).", "share"),
    "in the sentence before": ("Có 250 hộ. Trong đó 150 hộ có điện ({}).", "share"),
    "the whole behind `trên tổng số`": ("Có 150 hộ có điện trên tổng số 250 hộ ({}).", "share"),
    "the whole behind `trong số`": ("Có 150 hộ có điện trong số 250 hộ, chiếm {}.", "share"),
    "the whole in front": ("Trong tổng số 250 hộ có 150 hộ có điện, chiếm {}.", "share"),
    "on the whole in front": ("Trên tổng số 250 hộ có 150 hộ có điện, chiếm {}.", "share"),
    "received and settled": ("Tiếp nhận 250 đơn, đã giải quyết 150 đơn, đạt {}.", "share"),
    "due and settled": ("Phải thi hành 250 án, đã thi hành xong 150 án, đạt {}.", "share"),
    "planned and done": ("Kế hoạch giao 250 ha, thực hiện 150 ha, đạt {}.", "target"),
    "ordered and reached": ("Chỉ tiêu được giao 250 ha, đã cấy 150 ha, đạt {}.", "target"),
}


@pytest.mark.parametrize("name", FORMS)
def test_forms_of_words_that_make_a_share(name):
    text, kind = FORMS[name]
    assert read(text.format("60%")) == (kind, ["150", "250"], True, 60)
    assert read(text.format("61%")) == (kind, ["150", "250"], False, 60)


@pytest.mark.parametrize(
    "text, kind",
    [
        ("Có 150/250 hộ có điện, đạt {}.", "share"),
        ("Có 150/250 hộ có điện ({}).", "share"),
        ("Tỷ lệ đạt {} (150/250 hộ có điện).", "share"),
        ("Có 150/250 hộ có điện, đạt {} kế hoạch.", "target"),
        ("Có 150/250 hộ có điện, đạt {} so với kế hoạch.", "target"),
        ("Có 150/250 hộ có điện, bằng {} chỉ tiêu.", "target"),
        ("Có 150/250 hộ có điện, bằng {} nghị quyết.", "target"),
        ("Có 150/250 hộ có điện, bằng {} KH năm.", "target"),
    ],
)
def test_a_ratio_is_a_part_and_its_whole(text, kind):
    assert read(text.format("60%")) == (kind, ["150/250"], True, 60)
    assert read(text.format("61%")) == (kind, ["150/250"], False, 60)


@pytest.mark.parametrize(
    "text",
    [
        "Có 150/250 hộ có điện, tăng 61%.",  # a change
        "Có 150/250 hộ có điện, giảm 61%.",
        "Có 150/250 hộ có điện (+61%).",
        "Có 150/250 hộ có điện, đạt 61% so với cùng kỳ.",  # of last year
        "Có 150/250 hộ có điện, đạt 61% cùng kỳ.",
        "Có 150/250 hộ có điện, lãi 61%/năm.",
        "Có 150/250 hộ có điện, lãi 61% một năm.",
        "Có 150/250 hộ có điện, đạt từ 61% đến 63%.",
        "Có 150/250 hộ có điện. Đạt 61%.",  # another sentence
        "Có 150/250 hộ có điện; tỷ lệ đạt 61%.",  # another item
        "Có 150/250 hộ có điện; 61% hộ có nước.",
        "Có 150/250 hộ có điện, vượt chỉ tiêu, đạt 61%.",
        "Có 150/250 hộ, tỷ lệ hộ nghèo còn 61%.",  # another rate
        "Có 150/250 hộ, xã chi 20 lít xăng, đạt 61%.",  # another figure between
    ],
)
def test_a_percentage_that_is_no_share_of_the_ratio(text):
    assert read(text) is None


@pytest.mark.parametrize("words, far", [("x" * 95, False), ("x" * 110, True)])
def test_a_share_stands_close_behind_its_ratio(words, far):
    text = f"Có 150/250 hộ {words}, đạt 61%."
    assert (read(text) is None) is far


def test_what_is_told_names_part_whole_and_both_shares():
    claims = read_claims("Có 250 hộ, trong đó 150 hộ có điện (61,5%).")
    assert claims[-1].fault == "150/250 hộ là 60%, văn bản ghi 61,5%."
    claims = read_claims("Có 250 hộ, trong đó 150 hộ có điện, chiếm hơn 62%.")
    assert claims[-1].fault == "150/250 hộ là 60%, văn bản ghi chiếm hơn 62%."
    claims = read_claims("Có 174,7 tỷ đồng, trong đó đã chi 80,7 tỷ đồng (47,5%).")
    assert claims[-1].fault == "80,7/174,7 tỷ đồng là 46,19%, văn bản ghi 47,5%."
    claims = read_claims("Có 2.000,5 tỷ đồng, trong đó đã chi 500,25 triệu đồng (25,5%).")
    assert claims[-1].fault == "500,25/2.000.500 triệu đồng là 0,03%, văn bản ghi 25,5%."


@pytest.mark.parametrize(
    "stated, said",
    [
        ("60%", "agrees"),
        ("60,0%", "agrees"),
        ("khoảng 58%", "agrees"),
        ("gần 61%", "wrong"),
        ("hơn 59%", "wrong"),  # a whole unit above
        ("gần 60,5%", "wrong"),
        ("60,1%", "wrong"),
    ],
)
def test_the_stated_share_under_its_hedge(stated, said):
    assert told(f"Có 250 hộ, trong đó 150 hộ có điện, chiếm {stated}.") == said


def test_a_share_cut_instead_of_rounded_agrees_with_a_remark():
    claims = read_claims("Có 3 xã, trong đó 2 xã đạt (66%).")
    assert claims[-1].relation.agrees
    assert "(66,67)" in claims[-1].relation.note


def test_a_clean_share_is_preferred_to_a_cut_one():
    """66 % is cut of 2/3, and clean of 66/100."""
    text = "Có 299 xã, 303 xã, trong đó 200 xã đạt (66%)."
    assert read(text) == ("share", ["200", "303"], True, Fraction(20_000, 303))


@pytest.mark.parametrize(
    "text, whole",
    [
        ("Có 250 hộ; 300 hộ; 150 hộ có điện (60%).", "250"),
        ("Có 250 hộ. Xã A có 300 hộ. Có 150 hộ có điện, chiếm 60%.", "250"),
        ("Có 250 hộ. Có 90 lớp. Có 150 hộ có điện, bằng 60%.", "250"),
    ],
)
def test_a_whole_found_by_trying_makes_an_agreement(text, whole):
    assert read(text) == ("share", ["150", whole], True, 60)


@pytest.mark.parametrize(
    "text",
    [
        "Có 250 hộ; 300 hộ; 150 hộ có điện (63%).",  # and never an error
        "Có 250 người; 150 hộ có điện (60%).",  # of another sort
        "Có 250 hộ; khoảng 150 hộ có điện (60%).",  # the part is hedged
        "Có 250 hộ; tăng 150 hộ có điện (60%).",
        "Có 250 hộ; 150 hộ có điện; 60% hộ khá.",  # not said of the part
        "Có 250 hộ; 150 hộ có điện, đạt 75% kế hoạch.",
        "Có 100 hộ; 150 hộ có điện (150%).",  # larger than the whole
    ],
)
def test_trying_finds_no_whole(text):
    assert read(text) is None


def test_only_what_stands_near_is_tried():
    between = "Có 5 lớp. " * 13
    assert told(f"Có 250 hộ. {between}Có 150 hộ có điện (60%).") == "silent"
    assert told(f"Có 250 hộ. {between[10:]}Có 150 hộ có điện (60%).") == "agrees"


@pytest.mark.parametrize(
    "text, said",
    [
        ("Có 250 hộ, trong đó 150 hộ có điện (61%).", "wrong"),
        ("Có 250 hộ, 240 hộ, trong đó 150 hộ có điện (61%).", "silent"),  # two wholes
        ("Có 250 hộ, 250 hộ, trong đó 150 hộ có điện (61%).", "wrong"),  # the same twice
        ("Có 250 hộ, 200 người, trong đó 150 hộ có điện (61%).", "wrong"),  # one of its sort
        ("Có 250 hộ, trong đó 350 hộ có điện (61%).", "silent"),  # the part is larger
        ("Có 250 hộ, trong đó vùng cao 150 hộ, bằng 61%.", "silent"),  # of the year before
        ("Có 250 hộ, trong đó vùng cao 150 hộ, bằng khoảng 64%.", "silent"),
        ("Có 250 hộ, trong đó 150 hộ có điện, thu ngân sách đạt 61%.", "silent"),
        ("Có 250 hộ, trong đó 150 hộ có điện, tỷ lệ hộ nghèo chiếm 61%.", "silent"),
        ("Có 250 hộ, trong đó 61% (150 hộ) có điện.", "wrong"),
        ("Có 250 hộ, trong đó 61%, tức 150 hộ có điện.", "wrong"),
        ("Có 250 hộ, trong đó 60%, tức 150 hộ có điện.", "agrees"),
    ],
)
def test_an_error_is_said_only_of_a_whole_the_text_itself_links(text, said):
    assert told(text) == said


@pytest.mark.parametrize(
    "text, said",
    [
        ("Có 65/70 học viên xã, trong đó 13 học viên nữ (20%).", "agrees"),
        ("Có 65/70 học viên xã, trong đó 14 học viên nữ (20%).", "agrees"),
        ("Có 65/70 học viên xã, trong đó 15 học viên nữ (20%).", "silent"),
    ],
)
def test_of_a_ratio_either_number_may_be_the_whole(text, said):
    assert told(text) == said


@pytest.mark.parametrize("text", ["Có 0 hộ, trong đó 0 hộ có điện (60%).", "Có 0/0 hộ (60%)."])
def test_of_nothing_there_is_no_share(text):
    assert told(text) == "silent"


@pytest.mark.parametrize(
    "text, said",
    [
        ("Có 8 xã (32%), trong đó 1 xã điểm (4%).", "silent"),  # of twenty-five, both
        ("Có 8 xã (32%), trong đó 1 xã điểm (4,1%).", "silent"),
        ("Có 8 xã (32%), trong đó 1 xã điểm (4,5%).", "wrong"),
        ("Có 8 xã, trong đó 1 xã điểm (4%).", "wrong"),
        ("Có 8 lớp (32%), 10 xã, trong đó 1 xã điểm (4%).", "wrong"),  # of another sort
        ("Có 8 xã (32%), trong đó 1 xã điểm (12,5%).", "agrees"),  # what is written comes first
    ],
)
def test_a_whole_that_is_not_written_may_give_both_shares(text, said):
    assert told(text) == said


@pytest.mark.parametrize(
    "text, whole",
    [
        ("Có 150 hộ có điện, chiếm 60,3% tổng số hộ.", None),
        ("Xã có 250 hộ. Có 150 hộ có điện, chiếm 60,2%.", "250"),  # misses by 0,2 of 60
        ("Xã có 250 hộ. Có 150 hộ có điện, chiếm 60,4%.", None),  # by 0,4: too much here
        ("Xã có 250 hộ, có 150 hộ có điện, chiếm 61,2%.", "250"),  # in its own sentence
        ("Xã có 250 hộ, có 150 hộ có điện, chiếm 61,3%.", None),
        ("Xã có 250 hộ trồng chè. Có 150 hộ có điện, chiếm 66% tổng số hộ trồng chè.", "250"),
        ("Xã có 250 hộ trồng chè. Có 150 hộ có điện, chiếm 67% tổng số hộ trồng chè.", None),
        ("Xã có 250 hộ chè. Có 150 hộ có điện, chiếm 66% tổng số trang trại.", None),
        ("Xã có 250 hộ, có 150 hộ có điện, còn 61,2%.", None),  # no word of share
        ("Xã có khoảng 250 hộ, có 150 hộ có điện, chiếm 64,2%.", None),
        ("Xã có 250 hộ, có hơn 150 hộ có điện, chiếm 64,2%.", None),
        ("Xã có 250 hộ, có 150 hộ có điện, chiếm hơn 61,2%.", None),
    ],
)
def test_a_slip_misses_narrowly(text, whole):
    found = read(text)
    assert found == (whole and ("share", ["150", whole], False, 60))


@pytest.mark.parametrize("away, told_so", [(590, "wrong"), (610, "silent")])
def test_a_slip_is_of_a_whole_near_by(away, told_so):
    text = f"Xã có 250 hộ {'x' * away}. Có 150 hộ có điện, chiếm 60,2%."
    assert told(text) == told_so


@pytest.mark.parametrize(
    "text, note",
    [
        (
            "Có 100 hộ nghèo, chiếm 120%.",
            "Tỷ lệ 120% vượt quá 100%: một phần không thể lớn hơn tổng.",
        ),
        (
            "Có 100 hộ nghèo, chỉ chiếm 100,5%.",
            "Tỷ lệ 100,5% vượt quá 100%: một phần không thể lớn hơn tổng.",
        ),
        ("Có 100 hộ nghèo, chiếm 100%.", None),
        ("Có 100 hộ nghèo, đạt 120%.", None),  # a plan may be passed
        ("Có 100 hộ nghèo, chiếm 120% so với cùng kỳ.", None),
    ],
)
def test_a_part_takes_no_more_than_a_hundred(text, note):
    assert (read_claims(text)[-1].fault or None) == note


@given(st.integers(32, 400), st.integers(0, 400), st.integers(0, 2))
@settings(max_examples=40, deadline=None)
def test_what_is_rounded_by_hand_agrees_in_every_form(part, rest, decimals):
    """From 32 on: `24/24` is said of round the clock, and a smaller one may be a day."""
    whole, scale = part + rest, 10**decimals
    nearest = int(Fraction(100 * part, whole) * scale + Fraction(1, 2))
    number, digits = divmod(nearest, scale)
    stated = f"{number},{digits:0{decimals}d}%" if decimals else f"{number}%"
    for text in (
        f"Có {part}/{whole} hộ có điện, đạt {stated}.",
        f"Có {whole} hộ, trong đó {part} hộ có điện ({stated}).",
        f"Có {part} hộ có điện trên tổng số {whole} hộ ({stated}).",
    ):
        kind, _, agrees, exact = read(text)
        assert (kind, agrees, exact) == ("share", True, Fraction(100 * part, whole))


LIST = "Có 400 hộ. Có 48 hộ chè ({}). {}Có 132 hộ quế ({}). Có 60 hộ hồi ({})."


def faults(text):
    return [(claim.value, claim.fault) for claim in read_claims(text) if claim.fault]


@pytest.mark.parametrize(
    "shares, wrong",
    [
        (("12%", "33%", "15%"), []),
        (("12%", "33%", "19%"), [("19%", "60/400 hộ là 15%, văn bản ghi 19%.")]),
        (("12%", "35%", "15%"), [("35%", "132/400 hộ là 33%, văn bản ghi 35%.")]),
        (("13%", "33%", "15%"), [("13%", "48/400 hộ là 12%, văn bản ghi 13%.")]),
        (("20%", "33%", "15%"), [("20%", "48/400 hộ là 12%, văn bản ghi 20%.")]),
        (("21%", "33%", "15%"), []),  # more than two thirds off it is of something else
    ],
)
def test_a_list_of_shares_is_of_one_whole(shares, wrong):
    first, second, third = shares
    assert faults(LIST.format(first, "", second, third)) == wrong


@pytest.mark.parametrize("away, told_so", [(520, 1), (620, 0)])
def test_the_first_of_a_list_is_held_to_the_whole_of_a_list_that_follows_soon(away, told_so):
    text = LIST.format("13%", "x" * away + ". ", "33%", "15%")
    assert len(faults(text)) == told_so


def test_the_first_of_a_list_stands_a_few_figures_before_the_second():
    text = LIST.format("13%", "Xây 5 cầu, 6 cống. ", "33%", "15%")
    assert faults(text) == []
    text = LIST.format("13%", "Xây 5 cầu. ", "33%", "15%")
    assert faults(text) == [("13%", "48/400 hộ là 12%, văn bản ghi 13%.")]


def test_shares_of_two_wholes_make_no_list():
    text = (
        "Có 400 hộ. Có 48 hộ chè (13%). Có 132 hộ quế (33%). Có 50 lớp, trong đó 10 lớp xã (20%)."
    )
    assert faults(text) == []


def test_a_share_that_is_told_otherwise_is_not_judged_again():
    text = "Có 50 hộ, trong đó 48 hộ chè (96%). Có 400 hộ. Có 132 hộ quế (33%). Có 60 hộ hồi (15%)."
    assert faults(text) == []


def test_a_list_goes_on_far_beyond_the_nearest_figures():
    rows = "".join(f"Có {4 * n} hộ bản {'ABCDEFGH'[n - 11]} ({n}%). " for n in range(11, 19))
    last = rows.replace("(18%)", "(19%)")
    assert faults(f"Có 400 hộ. {rows}") == []
    assert faults(f"Có 400 hộ. {last}") == [("19%", "72/400 hộ là 18%, văn bản ghi 19%.")]
