"""Decisions on the establishment stand in the place of the law's number; counted by hand."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from figures.register import opened
from figures.shared import made, rows  # noqa: F401  fixtures
from goc.figures.grains import GRAINS
from goc.figures.loading import load
from goc.people import actions as people
from goc.people.models import Establishment
from goc.people.queries import required_of
from goc.units.actions import merge_units

FOUND = load()
Y2010, Y2011, Y2012 = (date(year, 1, 1) for year in (2010, 2011, 2012))
MID, AUTUMN, END = date(2012, 7, 1), date(2012, 10, 1), date(2012, 12, 31)
DEPUTY = "deputy_commander"


def decide(unit, number, on, *, whole=False, post=DEPUTY, until=None, **more):
    given = {"paper": "QĐ 12/QĐ-UBND", "document": None, "by": "t", **more}
    return people.decide_establishment(
        unit=unit, whole=whole, post=post, number=number, valid_from=on, valid_to=until, **given
    )


@pytest.fixture
def decided(made):  # noqa: F811
    """The province gives every commune two deputies; the second district three for a year and a half;
    the first commune none of its own.
    """
    decide(made.cast.province, 2, Y2010, whole=True)
    decide(made.second, 3, Y2011, whole=True, until=MID)
    decide(made.communes[0], 0, Y2012)
    return made


def needed(world, day, post=DEPUTY, unit=None):
    """How many each commune needs, by the figures."""
    with opened(world.snapshot(unit, cut_off=END)) as computer:
        frozen = computer.frozen
        found = frozen.ask(GRAINS["establishment"].table(frozen, day))
    count = Counter(row["unit_post"] for row in found if row["post"] == post)
    assert len({row["record"] for row in found}) == len(found)
    return [count[str(commune.public_id)] for commune in world.communes]


BY_HAND = {
    date(2009, 12, 31): [1, 1, 1, 1],  # the law of 2004: one each
    Y2010: [2, 2, 2, 2],  # the province's
    Y2011: [2, 2, 3, 3],  # nearer: the district's
    Y2012: [0, 2, 3, 3],  # nearest: the commune's own
    date(2012, 6, 30): [0, 2, 3, 3],
    MID: [0, 2, 2, 2],  # the district's has ended: the province's again
}


@pytest.mark.parametrize("day", BY_HAND, ids=str)
def test_the_nearest_decision_of_the_day_holds_else_the_law(decided, day):
    assert needed(decided, day) == BY_HAND[day]


@pytest.mark.parametrize("day", BY_HAND, ids=str)
def test_seats_are_laid_by_the_same_numbers(decided, day):
    laid = [required_of(commune, as_of=day)[DEPUTY][0] for commune in decided.communes]
    assert laid == BY_HAND[day]
    assert all(required_of(commune, as_of=day)["commander"][0] == 1 for commune in decided.communes)


def test_other_posts_stay_with_the_law(decided):
    assert needed(decided, END, "commander") == [1, 1, 1, 1]


def test_a_decision_above_holds_for_whoever_sees_only_the_district(decided):
    assert needed(decided, END, unit=decided.second) == [0, 2, 2, 2]


def test_a_commune_that_was_merged_needs_nothing_and_the_other_its_own(decided):
    third, fourth = decided.communes[2:]
    decide(third, 5, Y2012)
    decide(fourth, 4, Y2012, until=MID)
    assert needed(decided, Y2012) == [0, 2, 5, 4]
    merge_units(whole=[third], into=fourth, on=AUTUMN, by="t")
    assert needed(decided, date(2012, 9, 30)) == [0, 2, 5, 2]
    assert needed(decided, AUTUMN) == [0, 2, 0, 2]
    assert Establishment.objects.get(unit=third).valid_to == AUTUMN


def test_a_post_the_law_knows_nothing_of(made):  # noqa: F811
    decide(made.communes[1], 4, Y2011, post="platoon_leader", until=Y2012)
    assert needed(made, Y2011, "platoon_leader") == [0, 4, 0, 0]
    assert needed(made, Y2012, "platoon_leader") == [0, 0, 0, 0]


def test_a_unit_that_is_no_commune_has_what_was_decided_for_it(made):  # noqa: F811
    decide(made.second, 2, Y2011, post="commune_official")
    with opened(made.snapshot(cut_off=END)) as computer:
        frozen = computer.frozen
        found = frozen.ask(GRAINS["establishment"].table(frozen, END))
    own = [(r["post"], r["number"]) for r in found if r["unit_post"] == str(made.second.public_id)]
    assert sorted(own) == [("commune_official", 1), ("commune_official", 2)]


def numbers(world):
    with opened(world.snapshot(cut_off=END)) as computer:
        question = computer.question(None, END)
        names = ("commander_seats", "commander_vacancies", f"{DEPUTY}_seats", f"{DEPUTY}_vacancies")
        return [computer.value(FOUND.indicators[name], question).value for name in names]


def test_need_and_vacancies_follow(made):  # noqa: F811
    assert numbers(made) == [4, 1, 4, 4]  # three commanders sit, no deputy
    decide(made.cast.province, 2, Y2010, whole=True)
    decide(made.communes[1], 3, Y2010, post="commander")  # nobody sits there
    assert numbers(made) == [6, 3, 8, 8]
