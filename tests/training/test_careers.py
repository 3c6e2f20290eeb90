"""The states of a life in posts, as periods without gap or overlap."""

from datetime import date

from goc.training.rules import Post, career

Y2003, Y2005, Y2008, Y2010 = (date(year, 1, 1) for year in (2003, 2005, 2008, 2010))


def test_a_higher_post_held_meanwhile_counts_and_equal_neighbours_are_one() -> None:
    posts = [
        Post("commune", Y2003, Y2008),
        Post("commander", Y2005, Y2008),
        Post("commander", Y2008, Y2010, "retired"),
    ]
    assert career(posts, None) == [
        ("commune", Y2003, Y2005),
        ("commander", Y2005, Y2010),
        ("retired", Y2010, None),
    ]


def test_death_ends_a_career_on_its_day_and_alone_is_all_of_it() -> None:
    assert career([Post("commander", Y2003, None)], Y2008) == [
        ("commander", Y2003, Y2008),
        ("died", Y2008, None),
    ]
    assert career([], Y2008) == [("died", Y2008, None)]
    assert career([], None) == []


def test_a_gap_between_posts_is_not_placed() -> None:
    posts = [Post("commander", Y2003, Y2005, "moved"), Post("commune", Y2008, None)]
    assert career(posts, None) == [
        ("commander", Y2003, Y2005),
        ("not_placed", Y2005, Y2008),
        ("commune", Y2008, None),
    ]
