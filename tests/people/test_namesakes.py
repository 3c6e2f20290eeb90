"""Somebody of the same name, birth and commune is shown and asked about, within the scope only."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from lxml import html

import factories
from browsing import send
from goc.audit.models import Event
from goc.lib.errors import AskedError
from goc.people import actions
from goc.people.models import Person
from goc.units.models import Lineage, Reorganisation, UnitVersion
from people.made import person

NEW = "/people/new/"
BORN = date(1970, 2, 3)
TYPED = {
    "full_name": "Nông văn ĐỨC",
    "keeper": "Xã Một Một",
    "on": "01/02/2012",
    "birth": "03/02/1970",
}


def add(cast, by=None, keeper=None, **known: Any) -> Person:
    return actions.add_person(
        full_name="Nông Văn Đức",
        keeper=keeper or cast.communes[0],
        on=date(2012, 2, 1),
        by=by or cast.alice,
        **known,
    )


def test_the_page_shows_the_one_who_is_there_and_asks(cast, client):
    one = person(cast, birth_date=BORN)
    client.force_login(cast.alice)
    answer = send(client, NEW, **TYPED)
    asked = html.fromstring(answer.content.decode()).xpath('//*[contains(@class, "questions")]')[0]
    assert "Đã có Nông văn ĐỨC ở Xã Một Một" in asked.text_content()
    (link,) = asked.xpath(".//a")
    assert (link.get("href"), link.text_content()) == (
        f"/people/{one.public_id}/",
        f"Nông Văn Đức, 03/02/1970, {one.code}",
    )
    assert Person.objects.count() == 1
    send(client, NEW, **TYPED, reason_same_person="người khác, cùng tên")
    other = Person.objects.exclude(pk=one.pk).get()
    assert Event.objects.get(subject=str(other.public_id)).after["confirmed"] == {
        "same_person": "người khác, cùng tên"
    }


@pytest.mark.parametrize(
    ("there", "new", "asked"),
    [
        ({"birth_date": BORN}, {"birth_date": BORN}, True),
        ({"birth_year": 1970}, {"birth_date": BORN}, True),
        ({}, {"birth_date": BORN}, True),
        ({"birth_date": BORN}, {"birth_date": date(1970, 2, 4)}, False),
        ({"birth_date": BORN}, {"birth_year": 1971}, False),
    ],
)
def test_what_is_not_known_does_not_tell_two_apart(cast, there, new, asked):
    person(cast, **there)
    if asked:
        with pytest.raises(AskedError):
            add(cast, **new)
    else:
        add(cast, **new)


def test_another_commune_is_another_person(cast):
    person(cast, birth_date=BORN)
    add(cast, keeper=cast.communes[1], birth_date=BORN)
    assert Person.objects.count() == 2


def test_a_file_that_moved_away_within_the_scope_is_shown(cast):
    one = person(cast, birth_date=BORN)
    actions.move_person(person=one, to=cast.communes[1], on=date(2011, 1, 1), by=cast.operator)
    with pytest.raises(AskedError):
        add(cast, birth_date=BORN)


def test_outside_the_scope_nothing_is_shown(cast):
    """The file has gone to a commune that this user does not see."""
    one = person(cast, birth_date=BORN)
    actions.move_person(person=one, to=cast.communes[1], on=date(2011, 1, 1), by=cast.operator)
    editor = factories.user("minh", "editor", cast.communes[0])
    assert add(cast, by=editor, birth_date=BORN).full_name == "Nông Văn Đức"


def test_the_commune_that_took_over_is_the_same_commune(cast):
    person(cast, birth_date=BORN)
    old, new = cast.communes[0], factories.unit("Xã Mới", "commune", cast.district)
    UnitVersion.objects.filter(unit=old).update(valid_to=date(2020, 1, 1))
    act = Reorganisation.objects.create(on=date(2020, 1, 1))
    Lineage.objects.create(reorganisation=act, from_unit=old, to_unit=new, share="full", on=act.on)
    with pytest.raises(AskedError):
        add(cast, keeper=new, birth_date=BORN)
