from dataclasses import replace
from fractions import Fraction

import pytest

from claims.scenes import scene
from goc.claims.model import Relation
from goc.claims.relations.computed import Computed, Rounded, first_agreeing, share

STATED = scene("Có 25 đồng chí, đạt 50%.").claims


def test_a_count_is_exact_and_money_is_rounded_to_half_its_last_digit():
    count, money, period = scene("Có 25 đồng chí; chi 1,5 tỷ đồng; có vài chục lớp.").claims
    assert Rounded.of(count) == Rounded(Fraction(25), Fraction(0))
    assert Rounded.of(money) == Rounded(Fraction(1_500_000_000), Fraction(50_000_000))
    assert Rounded.of(period) is None


def test_a_share_of_exact_figures_is_one_value():
    found = share("share", (), Rounded(Fraction(1)), Rounded(Fraction(8)))
    assert (found.exact, found.low, found.high) == (Fraction(25, 2),) * 3


def test_a_share_of_rounded_figures_lies_between_their_extremes():
    found = share(
        "share", (), Rounded(Fraction(10), Fraction(1)), Rounded(Fraction(20), Fraction(2))
    )
    assert (found.exact, found.low, found.high) == (50, Fraction(900, 22), Fraction(1100, 18))


@pytest.mark.parametrize("part, whole", [(1, 0), (0, 2)])
def test_one_rounded_figure_is_enough_for_bounds(part, whole):
    found = share(
        "share", (), Rounded(Fraction(10), Fraction(part)), Rounded(Fraction(20), Fraction(whole))
    )
    assert found.low < found.exact < found.high


@pytest.mark.parametrize("value, loose, none", [(0, 0, True), (2, 2, True), (3, 2, False)])
def test_there_is_no_share_of_what_may_be_nothing(value, loose, none):
    whole = Rounded(Fraction(value), Fraction(loose))
    assert (share("share", (), Rounded(Fraction(1)), whole) is None) is none


def test_what_is_computed_is_counted_in_the_unit_of_what_is_stated():
    found = Computed.around("sum", (), Fraction(3000), Fraction(500), 1000)
    assert (found.exact, found.low, found.high) == (3, Fraction(5, 2), Fraction(7, 2))


def test_the_fault_is_said_only_where_the_figures_do_not_agree():
    part, claim = STATED
    right = Computed.around("share", (part,), Fraction(50), Fraction(0))
    wrong = replace(right, exact=Fraction(40), low=Fraction(40), high=Fraction(40))
    assert right.held_to(claim, "sai {}".format) == Relation(
        "share", (part.operand(),), True, Fraction(50), None
    )
    assert wrong.held_to(claim, "sai {}".format) == Relation(
        "share", (part.operand(),), False, Fraction(40), "sai 40"
    )


def test_the_first_that_agrees_is_taken_and_none_after_it_is_asked():
    wrong, right = (Relation("sum", (), agrees, None) for agrees in (False, True))

    def asked():
        yield from (None, wrong, right)
        pytest.fail("asked on")

    assert first_agreeing(asked()) is right
    assert first_agreeing([None, wrong]) is None
