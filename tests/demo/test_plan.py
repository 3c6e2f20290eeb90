"""The invented crowd: the same every time, shaped to the published totals, and everybody's life is possible."""

from collections import Counter
from itertools import pairwise

from goc.demo.plan import CATEGORIES, COURSES, CUT_OFF, ETHNICITY, PARTY, START, Inventor


def crowd():
    return Inventor(226).crowd()


def test_the_same_every_time():
    assert crowd() == crowd()


def test_another_seed_gives_other_people():
    assert [s.name for s in Inventor(226, seed=1).crowd().trainees] != [
        s.name for s in crowd().trainees
    ]


def test_the_graduates_have_the_published_shape():
    graduates = [t for t in crowd().trainees if t.outcome == "graduated"]
    assert Counter(t.category for t in graduates) == CATEGORIES
    assert Counter(t.ethnicity for t in graduates) == ETHNICITY
    assert sum(t.education == "upper_secondary" for t in graduates) == 303
    members = sum(
        t.party_since is not None and t.party_since <= COURSES[t.course][0] for t in graduates
    )
    assert members == PARTY["official"] + PARTY["probationary"] == 178


def test_no_two_hold_a_seat_at_once_and_nobody_acts_outside_his_life():
    seats = {}
    for somebody in crowd().everybody:
        for post in somebody.posts:
            assert START <= post.start < (post.end or CUT_OFF)
            assert somebody.died is None or post.start < somebody.died
            if post.post in ("commander", "deputy_commander"):
                seats.setdefault((post.place, post.post), []).append(
                    (post.start, post.end or CUT_OFF)
                )
    assert len(seats) == 452
    for periods in seats.values():
        ordered = sorted(periods)
        assert all(end <= start for (_, end), (start, _) in pairwise(ordered))


def test_somebody_moved_somebody_died_somebody_left_the_course():
    people = crowd().trainees
    assert sum(p.moved is not None for p in people) == 4
    assert sum(p.died is not None for p in people) == 1
    assert Counter(p.outcome for p in people) == {"graduated": 335, "dropped": 3, "failed": 2}
