from fractions import Fraction

from claims.scenes import scene
from goc.claims import read_claims
from goc.claims.relations.scene import NO_CLAIM, akin, between, close, family, of_one_item, size


def test_one_number_a_range_a_ratio_and_none():
    one, span, ratio, vague = read_claims("Có 25 lớp, 20 - 30 xã, 5/7 huyện, hàng chục đơn vị.")
    assert (one.single, one.pair, one.ratio) == (Fraction(25), (), ())
    assert (span.single, span.pair, span.ratio) == (None, (Fraction(20), Fraction(30)), ())
    assert (ratio.single, ratio.pair, ratio.ratio) == (
        None,
        ratio.ratio,
        (Fraction(5), Fraction(7)),
    )
    assert (vague.single, vague.pair, vague.ratio) == (None, (), ())
    assert [size(claim) for claim in (one, span, ratio, vague)] == [25, 0, 0, 0]


def test_what_is_not_said_is_no_words():
    bare, full = read_claims("Tổng số là 1.234. Có hơn 25 lớp.")
    assert (bare.bound, bare.counted) == (bare.hedge or "", "")
    assert (full.bound, full.counted, full.said_of) == ("hơn", "lớp", "lớp")


def test_where_a_value_stands_in_its_sentence_and_where_its_unit_ends():
    _first, second = read_claims("Có 3 xã. Có 25 lớp học.")
    assert (second.offset, second.before, second.after) == (3, "Có ", ".")
    assert second.stop == second.sentence_start + len("Có 25 lớp học")


def test_a_fault_is_told_only_where_something_does_not_agree():
    right = read_claims("Có 50 đồng chí trên tổng số 100 đồng chí, đạt 50%.")[-1]
    wrong = read_claims("Có 50 đồng chí trên tổng số 100 đồng chí, đạt 45%.")[-1]
    alone = read_claims("Có 50 đồng chí.")[0]
    assert (right.relation.agrees, right.fault, alone.relation, alone.fault) == (True, "", None, "")
    assert wrong.fault == wrong.relation.note


def test_off_both_ends_of_a_scene_stands_a_claim_that_nothing_has_to_do_with():
    side = scene("Có 25 lớp và 30 lớp.")
    assert side.at(-1) is side.at(2) is NO_CLAIM
    first = side.at(0)
    assert between(NO_CLAIM, first) is None
    assert not akin(NO_CLAIM, first)
    assert not akin(NO_CLAIM, NO_CLAIM)
    assert not close(NO_CLAIM, first, 1000)


def test_a_semicolon_parts_items():
    first, second, third = scene("Có 25 lớp, 30 lớp; 12 lớp.").claims
    assert (of_one_item(first, second), of_one_item(second, third)) == (True, False)


def test_units_of_one_family():
    claims = read_claims("Có 3 học viên, 4 xã, 5 lớp, 6 con bò, 7 triệu đồng, 8 USD.")
    assert [family(claim) for claim in claims] == [
        "people",
        "administrative",
        "class",
        "con bò",
        "money",
        "money:USD",
    ]
