"""The page `graduates_risen`: graduates in higher posts on a day, with names and posts."""

from __future__ import annotations

from datetime import date

import factories
from goc.people import actions
from goc.training.models import Course, Enrolment
from goc.training.risen import RISEN
from people.made import person
from people.test_waiting import shown
from worlds import world_of_module

DAY = date(2012, 12, 31)


def careers() -> factories.Cast:
    cast = factories.cast()
    course = Course.objects.create(
        organiser=cast.province,
        number=1,
        name="Khóa 1",
        level="intermediate",
        mode="full_time",
        lead_school=cast.province,
        opened_on=date(2007, 9, 1),
    )
    posts = {
        "Xã": ["commune_chairman"],
        "Huyện": ["district_official", "commune_official"],
        "Chỉ Huy": ["commander", "political_officer"],
        "Cùng Cấp": ["commune_official"],
        "Chưa Học": ["commune_chairman"],
    }
    for name, held in posts.items():
        one = person(cast, f"Vi Văn {name}", birth_year=1975)
        for post in held:
            actions.post_person(
                person=one, unit=cast.communes[0], post=post, on=date(2010, 1, 1), by=cast.operator
            )
        Enrolment.objects.create(
            person=one,
            course=course,
            unit=cast.communes[0],
            entered_on=date(2007, 9, 1),
            ended_on=date(2009, 6, 30),
            outcome="failed" if name == "Chưa Học" else "graduated",
            trained_for="commander",
        )
    return cast


made, world = world_of_module(careers)


def found(user, day=DAY, **given):
    return [(row[0], row[2], row[3]) for row in shown(RISEN, user, day, **given)]


XA = ("Vi Văn Xã", "Chủ tịch UBND xã, xã Một Một", "01/01/2010")
HUYEN = ("Vi Văn Huyện", "Cán bộ cấp huyện, xã Một Một", "01/01/2010")


def test_those_who_rose_with_their_posts(world):
    assert found(world.alice) == [HUYEN, XA]
    assert found(world.alice, **{"f.place": "promoted_commune"}) == [XA]
    assert found(world.charlie) == []


def test_it_is_as_of_its_day(world):
    assert found(world.alice, date(2009, 12, 31)) == []


def test_the_page_prints_and_leads_to_the_roster(world, client):
    client.force_login(world.alice)
    for query in ("", "&to=print", "&to=xlsx", "&roster=1"):
        page = client.get(f"/courses/risen/?as_of=31/12/2012{query}")
        assert page.status_code == 200
    assert "Vi Văn Huyện" in page.content.decode()
