"""A citizen number that is somebody else's: whose, only for who sees numbers there."""

from __future__ import annotations

from datetime import date

import pytest

import factories
from browsing import send
from goc.lib.errors import RefusedError
from goc.people import actions
from goc.people.models import Person
from people.made import person
from people.test_importing import reasons, take

NUMBER, OWNER = "020084009999", "Lương Văn Chủ"
WITHOUT = (
    f"Số định danh {NUMBER} đã có trong một hồ sơ khác. Hãy xem lại số; nếu số đúng, hãy báo "
    "cơ quan thường trực."
)
WITH = f"Số định danh {NUMBER} đã là của {OWNER}."


@pytest.fixture
def editor(cast):
    """Edits one commune; the number is somebody's in the other."""
    person(cast, OWNER, keeper=cast.communes[1], citizen_number=NUMBER)
    return factories.user("minh", "editor", cast.communes[0])


def test_the_form_does_not_say_whose_it_is(cast, client, editor):
    client.force_login(editor)
    typed = {"full_name": "Người Dò", "keeper": "Xã Một Một", "on": "01/02/2012"}
    html = send(client, "/people/new/", **typed, citizen_number=NUMBER).content.decode()
    assert WITHOUT in html and OWNER not in html and "Một Hai" not in html
    own = person(cast, "Người Nhà")
    url = f"/people/{own.public_id}/correct/"
    html = send(client, url, citizen_number=NUMBER).content.decode()
    assert WITHOUT in html and OWNER not in html and "Một Hai" not in html
    assert Person.objects.filter(citizen_number=NUMBER).count() == 1


def test_the_import_does_not_say_whose_it_is(cast, tmp_path, editor):
    result = take(cast, tmp_path, {"Họ và tên": "Người Dò", "Số định danh": NUMBER}, by=editor)
    assert reasons(result) == [(2, "", "", WITHOUT)]
    assert OWNER not in str(result)


def test_who_sees_names_but_not_numbers_is_not_told(cast, editor):
    factories.UnitRight.objects.create(
        user=editor, unit=cast.communes[1], role="reader", valid_from=factories.START
    )
    with pytest.raises(RefusedError) as refused:
        actions.add_person(
            full_name="Người Dò",
            keeper=cast.communes[0],
            on=date(2012, 2, 1),
            by=editor,
            citizen_number=NUMBER,
        )
    assert str(refused.value) == WITHOUT


def test_who_sees_numbers_there_is_told(cast, editor):
    with pytest.raises(RefusedError) as refused:
        actions.correct_person(person=person(cast), by=cast.alice, citizen_number=NUMBER)
    assert str(refused.value) == WITH


@pytest.mark.parametrize("number", ["02008400999²", "12", "0200840099990", "020 084 009 999"])
def test_what_is_no_number_is_refused(cast, number):
    with pytest.raises(RefusedError, match="phải gồm 12 chữ số"):
        person(cast, citizen_number=number)
