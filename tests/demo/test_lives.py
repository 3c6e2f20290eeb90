"""The invented lives, one by one: possible, in order, and as the publication says."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import pairwise

import pytest

from goc.demo.names import FAMILY, GIVEN, GIVEN_FEMALE, MIDDLE
from goc.demo.plan import COURSES, CUT_OFF, HIGHER, NEW_COMMANDERS, START, Inventor

COMMUNES = 226
COMMAND = ("commander", "deputy_commander")


@cache
def crowd():
    return Inventor(COMMUNES).crowd()


def trained():
    return [one for one in crowd().trainees if one.outcome == "graduated"]


def seats():
    """(commune, post) → (start, end, whose) of those who held it, in order."""
    held = {}
    for somebody in crowd().everybody:
        for post in somebody.posts:
            if post.post in COMMAND:
                at = held.setdefault((post.place, post.post), [])
                at.append((post.start, post.end or date.max, somebody))
    return {seat: sorted(rows, key=lambda row: row[0]) for seat, rows in held.items()}


def test_a_name_is_of_its_people_and_sex():
    for one in crowd().everybody:
        family, middle, given = one.name.split(" ")
        assert family in FAMILY[one.ethnicity]
        if one.sex == "female":
            assert (middle, given in GIVEN_FEMALE) == ("Thị", True)
        else:
            assert middle in MIDDLE and given in GIVEN


def test_nobody_lives_outside_the_province():
    places = {post.place for one in crowd().everybody for post in one.posts}
    assert places <= set(range(COMMUNES))
    assert {one.home for one in crowd().everybody} <= set(range(COMMUNES))


def test_a_trainee_is_between_nineteen_and_forty_three_when_his_course_begins():
    ages = [COURSES[one.course][0].year - one.born.year for one in crowd().trainees if one.born]
    assert (min(ages) >= 19, max(ages) <= 43) == (True, True)
    assert sum(one.born is None for one in crowd().trainees) == 2
    assert [one.birth_year for one in crowd().trainees if one.birth_year] != []


def test_who_joined_the_party_was_of_age_and_not_a_child_of_the_youth_union_too():
    for one in crowd().everybody:
        if one.party_since:
            assert not one.youth and not one.says_no_party
            assert one.born is None or one.party_since.year - one.born.year >= 18
    assert not [one for one in crowd().trainees if one.youth and one.says_no_party]


def test_a_probationary_member_joined_within_a_year_before_the_course():
    """Probation lasts twelve months."""
    within = [
        one
        for one in trained()
        if one.party_since and (COURSES[one.course][0] - one.party_since).days < 365
    ]
    assert len(within) == 32


def test_a_former_serviceman_was_discharged_before_his_course():
    servicemen = [one for one in crowd().trainees if one.category == "ex_serviceman"]
    assert len(servicemen) == 25
    assert all(one.discharged < COURSES[one.course][0] for one in servicemen)
    assert {one.discharged for one in crowd().trainees if one not in servicemen} == {None}


def test_posts_of_one_person_follow_one_another():
    for one in crowd().everybody:
        for earlier, later in pairwise(one.posts):
            assert earlier.start <= later.start
        assert [p for p in one.posts if (p.end is None) == bool(p.ended_by)] == []


def test_the_placement_is_a_post_held_when_the_course_was_over_or_later():
    for one in trained():
        if one.placement is not None:
            post = one.posts[one.placement]
            assert post.end is None or post.end > COURSES[one.course][1]


def test_three_hundred_and_nine_are_placed_in_command():
    placed = [one for one in trained() if one.placement is not None]
    command = [one for one in placed if one.posts[one.placement].post in COMMAND]
    kept = [one for one in command if one.posts[one.placement].start < COURSES[one.course][0]]
    new = [one for one in command if one not in kept]
    assert (len(command), len(kept), len(new)) == (309, 228, 81)
    commanders = [one for one in new if one.posts[one.placement].post == "commander"]
    assert len(commanders) == NEW_COMMANDERS


def test_nobody_is_placed_who_failed_or_dropped_out():
    others = [one for one in crowd().trainees if one.outcome != "graduated"]
    assert [one.placement for one in others] == [None] * 5


def test_seats_are_held_without_a_gap_from_the_first_day():
    for rows in seats().values():
        assert rows[0][0] == START
        for (_, end, _), (start, _, _) in pairwise(rows):
            assert end <= start
            assert (start - end).days == 0


def test_at_the_end_every_commander_is_there_and_three_deputies_are_missing():
    last = {seat: rows[-1][1] for seat, rows in seats().items()}
    vacant = [seat for seat, end in last.items() if end <= CUT_OFF]
    assert [post for _, post in vacant] == ["deputy_commander"] * 3
    assert len(last) == 2 * COMMUNES


def test_who_was_promoted_holds_a_higher_post_from_that_day():
    promoted = [
        (one, post) for one in trained() for post in one.posts if post.ended_by == "promoted"
    ]
    assert len(promoted) == 27
    for one, post in promoted:
        [after] = [p for p in one.posts if p.start == post.end]
        assert after.post in (*HIGHER, "district_official")
    assert sum(post.post == "district_official" for one in trained() for post in one.posts) == 6


def test_who_died_held_his_post_until_that_day():
    [dead] = [one for one in trained() if one.died]
    assert dead.posts[dead.placement].end == dead.died
    assert dead.posts[dead.placement].ended_by == "died"
    assert COURSES[dead.course][1] < dead.died < date(2012, 10, 1)


def test_who_moved_commands_where_nobody_trained_did():
    for one in trained():
        if one.moved:
            day, home = one.moved
            assert home != one.home
            [new] = [post for post in one.posts if post.start == day]
            assert (new.post, new.place) == ("commander", home)
            before = [row for row in seats()[home, "commander"] if row[1] == day]
            assert [row[2] in crowd().trainees for row in before] == [False]


@pytest.mark.parametrize("communes", [226, 240])
def test_every_seat_of_every_commune_is_thought_of(communes):
    made = Inventor(communes, seed=5).crowd()
    held = {(p.place, p.post) for one in made.everybody for p in one.posts if p.post in COMMAND}
    assert len(held) == 2 * communes
