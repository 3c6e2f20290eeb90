"""The day communes are reorganised: whoever acted, studied or owed something there is followed by rule
or stands on a worklist of who answers for what came after.
"""

from __future__ import annotations

from datetime import date

import pytest

import factories
from goc.directives.actions import open_duty
from goc.home.access import get_duty_to_settle
from goc.lists.worklists import WORKLISTS
from goc.people import actions as people
from goc.people.command import board_on
from goc.people.handing_over import files_left
from goc.people.models import Holding
from goc.training.actions import enrol_person, open_course
from goc.units.access import scope_of
from goc.units.actions import Close, Found, reorganise
from goc.units.asking import asking_of
from goc.units.models import UnitVersion
from people.made import START, TODAY, person

pytestmark = pytest.mark.django_db
DAY = date(2025, 7, 1)


@pytest.fixture
def course(cast):
    return open_course(
        organiser=cast.province,
        number=1,
        name="Khóa 1",
        level="intermediate",
        mode="full_time",
        lead_school=factories.unit("Trường Quân sự tỉnh", "school", cast.province),
        on=date(2024, 9, 1),
        by=cast.operator,
    )


def merge(cast, share="full"):
    """Both communes become a new one, whole or in parts nobody is sure of."""
    reorganise(
        on=DAY,
        kind="merge",
        legal_basis="NQ 1",
        by="t",
        changes=[
            *(Close(c, into=(("new", share),)) for c in cast.communes),
            Found("new", "Xã Mới", "commune", cast.district),
        ],
    )
    return UnitVersion.objects.order_by("-id").first().unit


def waiting(name, user):
    return list(WORKLISTS[name].rows(asking_of(user, today=TODAY)))


def displaced(user):
    return {row.person.full_name for row in waiting("displaced", user)}


def study(cast, course, one):
    return enrol_person(
        person=one, course=course, unit=cast.communes[0], on=date(2024, 9, 1), by=cast.operator
    )


def test_a_stand_in_and_whom_he_stands_for_while_away_both_wait_for_a_post(cast, course):
    away, acting = (person(cast, name) for name in ("Nông Văn Học", "Lý Văn Thay"))
    held = {"unit": cast.communes[0], "post": "commander", "by": "t"}
    people.post_person(person=away, on=date(2020, 1, 1), **held)
    people.post_person(person=acting, acting=True, on=date(2024, 9, 1), **held)
    study(cast, course, away)
    new = merge(cast)
    ended = Holding.objects.filter(valid_to=DAY, ended_by="unit_ended")
    assert {row.person.full_name for row in ended} == {"Nông Văn Học", "Lý Văn Thay"}
    assert displaced(cast.alice) == {"Nông Văn Học", "Lý Văn Thay"}
    assert displaced(cast.charlie) == set()
    people.post_person(person=acting, unit=new, post="commander", on=DAY, by="t", decision="QĐ 1")
    assert displaced(cast.alice) == {"Nông Văn Học"}
    assert [p.state for p in board_on(new, as_of=DAY).posts[0].places] == ["held"]


def test_who_studied_without_a_post_is_followed_to_the_heir_with_his_course(cast, course):
    one = person(cast, "Chu Văn Trò")
    study(cast, course, one)
    new = merge(cast)
    mai = factories.user("mai", "editor", new)
    seen = asking_of(mai, today=TODAY)
    assert seen.scope.contains(one.keepers.order_by("-valid_from").first().unit_id)
    course.closed_on = date(2026, 6, 30)
    course.save()
    assert [row.person for row in waiting("no-result", mai)] == [one]
    assert [row.person for row in waiting("no-result", cast.charlie)] == []


def test_who_studied_in_a_divided_commune_waits_to_be_assigned(cast, course):
    one = person(cast, "Chu Văn Trò")
    study(cast, course, one)
    new = merge(cast, share="partial")
    scope = scope_of(cast.alice, today=TODAY)
    assert list(files_left(cast.alice, scope, TODAY)) == [one]
    people.move_person(person=one, to=new, on=DAY, by="t")
    assert list(files_left(cast.alice, scope, TODAY)) == []


@pytest.mark.parametrize("share", ["full", "partial"])
def test_what_a_dissolved_commune_owed_is_owed_by_who_answers_for_it(cast, share):
    duty = open_duty(
        unit=cast.communes[0], act="Gửi báo cáo", due_on=date(2026, 12, 1), by=cast.operator
    )
    new = merge(cast, share)
    assert waiting("duties", cast.alice) == [duty]
    assert get_duty_to_settle(cast.alice, duty.public_id) == duty
    mai = factories.user("mai", "editor", new)
    assert waiting("duties", mai) == ([duty] if share == "full" else [])


def test_seats_bodies_and_terms_of_the_old_commune_are_over_and_the_new_has_its_own(cast):
    one = person(cast, "Nông Văn Một")
    terms = people.Terms(term_until=date(2026, 12, 1))
    people.post_person(
        person=one, unit=cast.communes[0], post="commander", on=START, terms=terms, by="t"
    )
    assert board_on(cast.communes[0], as_of=date(2025, 6, 30)).posts[0].places[0].holding
    new = merge(cast)
    assert waiting("terms", cast.alice) == []
    commander = board_on(new, as_of=DAY).posts[0]
    assert (commander.number, [place.state for place in commander.places]) == (1, ["untold"])
