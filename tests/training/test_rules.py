"""The account of placement over plain values: one state a day, a career without gap or overlap."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goc.training import rules
from goc.training.rules import Post, career, state_of_post, state_on

START, EVE, DAY = date(2005, 1, 1), date(2012, 12, 30), date(2012, 12, 31)
BY_RANK = ["commander", "deputy_commander", "promoted_above", "promoted_commune", "commune"]


# --- what a post gives


@pytest.mark.parametrize(
    ("post", "place", "state"),
    [
        ("commander", "command", "commander"),
        ("deputy_commander", "command", "deputy_commander"),
        ("political_officer", "promoted_commune", "promoted_commune"),
        ("commune_chairman", "promoted_commune", "promoted_commune"),
        ("provincial_commander", "promoted_above", "promoted_above"),
        ("platoon_leader", "commune", "commune"),
        ("assistant", "", "commune"),
        ("assistant", "elsewhere", "commune"),
    ],
)
def test_the_state_that_a_post_gives(post: str, place: str, state: str) -> None:
    assert state_of_post(post, place) == state
    assert state in rules.STATES


@pytest.mark.parametrize("day", [START - timedelta(days=1), START, EVE, DAY])
def test_a_post_is_held_from_its_first_day_until_the_day_before_its_end(day: date) -> None:
    post = Post("commander", START, DAY)
    assert post.is_held(day) is (day in (START, EVE))
    assert post.is_over(day) is (day == DAY)
    endless = Post("commander", START, None)
    assert (endless.is_held(day), endless.is_over(day)) == (day >= START, False)


# --- the state of a day


@pytest.mark.parametrize("place", range(len(BY_RANK)))
def test_of_posts_held_together_the_highest_counts(place: int) -> None:
    held = [Post(state, START, None) for state in BY_RANK[place:]]
    assert state_on(DAY, held, None) == state_on(DAY, held[::-1], None) == BY_RANK[place]


@pytest.mark.parametrize(
    ("ended_by", "state"),
    [
        ("retired", "retired"),
        ("left", "left"),
        ("dismissed", "left"),
        ("died", "died"),
        ("moved", "not_placed"),
        ("promoted", "not_placed"),
        ("unit_ended", "not_placed"),
        ("", "not_placed"),
    ],
)
def test_the_state_that_the_end_of_the_last_post_left(ended_by: str, state: str) -> None:
    assert state_on(DAY, [Post("commander", START, DAY, ended_by)], None) == state
    assert state_on(EVE, [Post("commander", START, DAY, ended_by)], None) == "commander"


def test_the_last_to_end_counts_and_of_two_that_began_later() -> None:
    first = Post("commander", START, EVE, "retired")
    last = Post("commune", START, DAY, "left")
    assert state_on(DAY, [last, first], None) == state_on(DAY, [first, last], None) == "left"
    later = Post("commune", START + timedelta(days=1), DAY, "retired")
    assert state_on(DAY, [later, last], None) == state_on(DAY, [last, later], None) == "retired"


def test_a_post_still_to_come_gives_and_leaves_nothing() -> None:
    to_come = Post("commander", DAY + timedelta(days=1), None)
    over = Post("commune", START, EVE, "retired")
    assert state_on(DAY, [to_come], None) == "not_placed"
    assert state_on(DAY, [over, to_come], None) == "retired"


@pytest.mark.parametrize(
    ("died_on", "state"), [(EVE, "died"), (DAY, "died"), (DAY + timedelta(days=1), "commander")]
)
def test_death_counts_from_its_day_before_any_post(died_on: date, state: str) -> None:
    assert state_on(DAY, [Post("commander", START, None)], died_on) == state


# --- a career


days = st.integers(0, 400).map(lambda n: START + timedelta(days=n))


@st.composite
def posts(draw: st.DrawFn) -> list[Post]:
    """Up to five, no two of one period (of which only their order would choose)."""
    made = {}
    for _ in range(draw(st.integers(0, 5))):
        start = draw(days)
        length = draw(st.one_of(st.none(), st.integers(1, 200)))
        end = None if length is None else start + timedelta(days=length)
        ended_by = draw(st.sampled_from(["retired", "left", "moved", "died"])) if end else ""
        made[start, end] = Post(draw(st.sampled_from(BY_RANK)), start, end, ended_by)
    return list(made.values())


@settings(max_examples=40)
@given(posts(), st.one_of(st.none(), days))
def test_a_career_tells_the_state_of_every_day_once(held: list[Post], died: date | None) -> None:
    found = career(held, died)
    first = min((post.start for post in held), default=died)
    assert bool(found) == (first is not None)
    if found:
        assert (found[0][1], found[-1][2]) == (first, None)
    for one, other in pairwise(found):
        assert (one[2], one[0] != other[0]) == (other[1], True)
    for state, start, end in found:
        for day in (start, (end or start + timedelta(days=500)) - timedelta(days=1)):
            assert state_on(day, held, died) == state


@settings(max_examples=50)
@given(posts(), st.one_of(st.none(), days), st.randoms(use_true_random=False))
def test_the_order_of_the_posts_does_not_matter(held, died, random) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(held)
    random.shuffle(shuffled)
    assert career(shuffled, died) == career(held, died)


def test_a_death_before_the_first_post_is_the_whole_career() -> None:
    """Odd, but recorded: nothing that came after counts."""
    assert career([Post("commander", DAY, None)], START) == [("died", DAY, None)]


# --- shares


@settings(max_examples=50)
@given(st.dictionaries(st.sampled_from(sorted(rules.BLOCKS)), st.integers(0, 5000)))
def test_the_shares_of_blocks_are_the_whole(hours: dict[str, int]) -> None:
    found = rules.shares(hours)
    if sum(hours.values()):
        assert found.keys() == hours.keys()
        assert sum(found.values()) == pytest.approx(100)
        assert all(found[kind] == 100 * h / sum(hours.values()) for kind, h in hours.items())
    else:
        assert found == {}


def test_a_third_is_a_third() -> None:
    assert rules.shares({"general": 1, "military_theory": 2}) == {
        "general": 100 / 3,
        "military_theory": 200 / 3,
    }
