"""Worklists: an item vanishes when it is done, is offered to who may do it, and tells nothing that a mask hides."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import factories
from goc.dated.reference import catalogue_rows
from goc.directives.actions import open_duty, settle_duty
from goc.lists.worklists import WORKLISTS, shown_to, waiting_for
from goc.people import actions as people
from goc.people.models import Person, Seat
from goc.training import actions as training
from goc.training.models import Enrolment
from goc.units.actions import close_unit
from goc.units.asking import asking_of
from summing_up.round_made import START, programme


def count(name: str, user: Any) -> int:
    return WORKLISTS[name].rows(asking_of(user)).count()


def made(cast: factories.Cast, name: str, **more: Any) -> Person:
    given = {"full_name": name, "keeper": cast.communes[0], "on": START, "by": cast.operator}
    return people.add_person(**given | more)


def test_a_duty_leaves_both_lists_when_it_is_settled(cast) -> None:
    late = open_duty(unit=cast.province, act="Báo cáo", due_on=date(2026, 11, 1), by=cast.operator)
    open_duty(unit=cast.province, act="In", due_on=date(2026, 12, 1), by=cast.operator)
    assert [count(name, cast.alice) for name in ("late-duties", "duties")] == [1, 2]
    settle_duty(duty=late, by=cast.alice, evidence="BB 1")
    assert [count(name, cast.alice) for name in ("late-duties", "duties")] == [0, 1]


def test_a_seat_leaves_the_list_when_somebody_takes_it(cast) -> None:
    people.lay_seats(unit=cast.communes[0], on=date(2010, 1, 1), by=cast.operator)
    before = count("vacant", cast.alice)
    seat = Seat.objects.filter(post="commander").get()
    person = made(cast, "Nông Văn Đức")
    people.post_person(
        person=person, unit=seat.unit, post="commander", on=date(2011, 1, 1), by=cast.operator
    )
    assert (before, count("vacant", cast.alice)) == (Seat.objects.count(), before - 1)
    assert count("vacant", cast.charlie) == 0


def test_whose_post_ended_with_the_commune_leaves_the_list_with_a_new_one(cast) -> None:
    old, other = cast.communes
    one, moved = made(cast, "Nông Văn Đức"), made(cast, "Lý Văn Ba")
    for person, post in ((one, "commander"), (moved, "deputy_commander")):
        people.post_person(
            person=person, unit=old, post=post, on=date(2010, 1, 1), by=cast.operator
        )
    close_unit(unit=old, on=date(2012, 1, 1), by=cast.operator)
    assert count("displaced", cast.alice) == 2
    later = {"post": "commander", "on": date(2012, 2, 1), "by": cast.operator}
    row = people.post_person(person=one, unit=other, **later)
    people.record_death(person=moved, on=date(2013, 1, 1), by=cast.operator)
    assert count("displaced", cast.alice) == 0
    people.end_holding(holding=row, on=date(2014, 1, 1), ended_by="retired", by=cast.operator)
    assert (count("displaced", cast.alice), count("displaced", cast.charlie)) == (0, 0)


def test_a_graduate_leaves_the_lists_with_certificate_and_placement(cast) -> None:
    programme(cast)
    lists = ("not-placed", "no-certificate")
    assert [count(name, cast.alice) for name in lists] == [1, 2]
    trainee = Enrolment.objects.get(person__full_name="Lý Thị Hoa")
    training.issue_certificate(
        enrolment=trainee,
        kind="military",
        number="1",
        register_number="1",
        on=date(2006, 7, 1),
        by=cast.operator,
    )
    assert [count(name, cast.alice) for name in lists] == [1, 1]
    held = people.post_person(
        person=trainee.person,
        unit=cast.communes[0],
        post="deputy_commander",
        on=date(2006, 8, 1),
        by=cast.operator,
    )
    training.place_graduate(enrolment=trainee, holding=held, by=cast.operator)
    assert [count(name, cast.alice) for name in lists] == [0, 1]


def test_only_the_latest_graduation_of_somebody_alive_waits_for_a_placement(cast) -> None:
    programme(cast)
    trainee = Enrolment.objects.get(person__full_name="Lý Thị Hoa")
    course = trainee.course
    course.pk, course.public_id, course.number = None, factories.unit("x", "school").public_id, 2
    course.save()
    second = Enrolment.objects.create(
        person=trainee.person,
        course=course,
        unit=trainee.unit,
        entered_on=date(2010, 9, 1),
        outcome="graduated",
        ended_on=date(2012, 6, 30),
    )
    rows = WORKLISTS["not-placed"].rows(asking_of(cast.alice))
    assert [row.pk for row in rows] == [second.pk]
    Person.objects.filter(pk=trainee.person_id).update(died_on=date(2020, 1, 1))
    assert count("not-placed", cast.alice) == 0


def test_who_still_studies_in_a_course_that_is_over(cast) -> None:
    programme(cast)
    trainee = Enrolment.objects.get(person__full_name="Lý Thị Hoa")
    Enrolment.objects.filter(pk=trainee.pk).update(outcome="studying", ended_on=None)
    assert count("no-result", cast.alice) == 0
    course = trainee.course
    course.closed_on = date(2006, 6, 30)
    course.save()
    assert count("no-result", cast.alice) == 1


def test_the_same_person_twice_is_asked_within_the_scope(cast) -> None:
    made(cast, "Vi Văn Dũng", birth_year=1980)
    made(cast, "Vi Van Dung", birth_year=1980, keeper=cast.elsewhere)
    made(cast, "Vi Văn Dũng", birth_year=1981)
    assert count("alike", cast.alice) == 0
    made(cast, "VI VĂN DŨNG", birth_date=date(1980, 5, 1), keeper=cast.communes[1])
    assert (count("alike", cast.alice), count("alike", cast.operator)) == (1, 2)
    assert count("alike", cast.charlie) == 0


def test_what_is_masked_is_no_reason_to_stand_on_the_list(cast, client) -> None:
    """Of somebody only the ethnic group is not known: told to alice, to bob not even that."""
    full = {"birth_year": 1980, "sex": "male", "religion": "none"}
    person = made(cast, "Nông Văn Đức", **full)
    Person.objects.filter(pk=person.pk).update(
        home_village="Xã Một", residence="Xã Một", telephone="0912"
    )
    for kind in KINDS:
        value = catalogue_rows(kind)[0].code
        people.record_fact(person=person, kind=kind, value=value, on=START, by=cast.operator)
    assert [count("incomplete", user) for user in (cast.alice, cast.bob)] == [1, 0]
    Person.objects.filter(pk=person.pk).update(telephone="")
    here = reverse("worklist", args=["incomplete"])
    told = {}
    for user in (cast.alice, cast.bob):
        client.force_login(user)
        told[user.login] = [row.texts[2].text for row in client.get(here).context["rows"]]
    assert told == {"alice": ["Dân tộc, Điện thoại"], "bob": ["Điện thoại"]}
    assert client.get(here, {"f.lacks": "ethnicity"}).status_code == 403
    assert "Dân tộc" not in client.get(here).text
    assert client.get(here, {"f.lacks": "telephone"}).status_code == 200


KINDS = ("general_education", "professional_education", "political_theory", "health_class")


def test_the_act_is_offered_to_who_may_do_it(cast, client) -> None:
    duty = open_duty(unit=cast.province, act="Báo cáo", due_on=date(2026, 11, 1), by=cast.operator)
    here, settle = (
        reverse("worklist", args=["duties"]),
        reverse("duty_settle", args=[duty.public_id]),
    )
    shown = {}
    for user in (cast.alice, cast.bob):
        client.force_login(user)
        shown[user.login] = settle in client.get(here).text
    assert shown == {"alice": True, "bob": False}


def test_the_first_page_counts_what_waits(cast, client) -> None:
    programme(cast)
    client.force_login(cast.alice)
    text = client.get("/").text
    waiting = {w.worklist.name: w.count for w in waiting_for(asking_of(cast.alice))}
    assert waiting == {"vacant": 1, "not-placed": 1, "no-certificate": 2, "incomplete": 3}
    for name in WORKLISTS:
        assert (f'"{reverse("worklist", args=[name])}"' in text) == (name in waiting), name
    client.force_login(cast.charlie)
    assert "Không có việc nào đang chờ bạn" in client.get("/").text


def test_counting_costs_a_query_a_list(cast) -> None:
    programme(cast)
    asking = asking_of(cast.alice)
    waiting_for(asking)
    with CaptureQueriesContext(connection) as asked:
        waiting_for(asking)
    offices = 1
    assert len(asked) == len(shown_to(asking)) + offices


@pytest.mark.parametrize("name", ["nothing", ""])
def test_a_worklist_that_is_not_there(cast, client, name) -> None:
    client.force_login(cast.alice)
    assert client.get(f"/worklists/{name}/").status_code == 404
