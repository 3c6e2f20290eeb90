"""The pages `person_apart` and `person_apart_back`, from the worklist and back to it."""

from __future__ import annotations

import pytest
from lxml import html

import factories
from browsing import send
from goc.people.models import Apart, Person
from people.made import START, person

LIST = "/worklists/alike/"


@pytest.fixture
def two(cast) -> tuple[Person, Person]:
    return tuple(person(cast, keeper=keeper, birth_year=1970) for keeper in cast.communes)


def apart_page(one: Person, other: Person) -> str:
    return f"/people/{one.public_id}/apart/{other.public_id}/"


def acts(client) -> list[tuple[str, str]]:
    cells = html.fromstring(client.get(LIST).content.decode()).xpath("//main//tbody//td[last()]//a")
    return [(a.text_content(), a.get("href")) for a in cells]


def test_from_the_list_and_back_to_it(cast, client, two):
    one, other = two
    client.force_login(cast.alice)
    merge = f"/people/{one.public_id}/merge/{other.public_id}/"
    wanted = [("so sánh, gộp", merge), ("là hai người", apart_page(one, other))]
    assert acts(client) == wanted
    assert apart_page(one, other) in client.get(merge).text
    answer = send(client, apart_page(one, other), reason="Khác cha mẹ")
    assert (answer.status_code, answer.url) == (302, LIST)
    assert acts(client) == []
    assert "Khác cha mẹ (alice)" in client.get(merge).text
    back = f"/people/apart/{Apart.objects.get().public_id}/back/"
    assert back in client.get(f"/people/{one.public_id}/same/").text
    assert back in client.get(merge).text
    answer = send(client, back, reason="Ghi nhầm")
    assert (answer.status_code, answer.url) == (302, f"/people/{other.public_id}/same/")
    assert acts(client) == wanted


def test_a_reason_is_asked_for(cast, client, two):
    client.force_login(cast.alice)
    page = send(client, apart_page(*two))
    assert (page.status_code, Apart.objects.exists()) == (200, False)
    assert "Trường này không được để trống" in page.text or "form-error" in page.text


def test_three_of_a_name_are_told_by_their_codes(cast, client, two):
    third = person(cast, keeper=cast.district, birth_year=1970)
    client.force_login(cast.alice)
    texts = [text for text, href in acts(client) if str(third.public_id) in href]
    assert texts == [f"{act} {one.code}" for one in two for act in ("so sánh, gộp", "là hai người")]


def test_who_only_reads_or_edits_one_of_them_is_offered_nothing(cast, client, two):
    client.force_login(cast.bob)
    assert (acts(client), two[1].code in client.get(LIST).text) == ([], True)
    factories.UnitRight.objects.create(
        user=cast.bob, unit=cast.communes[1], role="editor", valid_from=START
    )
    assert acts(client) == []
    assert client.get(apart_page(*two)).status_code == 403
    client.force_login(cast.charlie)
    assert client.get(apart_page(*two)).status_code == 404
    assert two[1].code not in client.get(LIST).text
