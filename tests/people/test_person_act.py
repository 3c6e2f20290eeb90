"""The pages `person_new`, `person_act` and `person_row`."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

import browsing
from goc.people.models import Fact, Holding, Membership, Person
from goc.people.views import ACTS
from people.made import full, person

NEW = "/people/new/"


def send(client, user, url, **typed):
    client.force_login(user)
    return browsing.send(client, url, **typed)


def act(one, name):
    return reverse("person_act", args=[one.public_id, name])


def row(one, row, name):
    return reverse("person_row", args=[one.public_id, row.public_id, name])


def test_a_person_is_added(cast, client):
    answer = send(
        client,
        cast.alice,
        NEW,
        full_name="Nông Văn Đức",
        keeper="Một Hai",
        on="01/02/2012",
        birth="1970",
        ethnicity="tay",
    )
    one = Person.objects.get()
    assert answer.url == f"/people/{one.public_id}/"
    assert (one.birth_year, one.birth_date, one.ethnicity) == (1970, None, "tay")
    assert [(k.unit, k.valid_from) for k in one.keepers.all()] == [
        (cast.communes[1], date(2012, 2, 1))
    ]


@pytest.mark.parametrize(
    ("name", "typed", "model"),
    [
        (
            "post",
            {"unit": "Xã Một Một", "post": "squad_leader", "on": "01/02/2012", "decision": "QĐ 3"},
            Holding,
        ),
        ("join", {"body": "peoples_council", "unit": "Xã Một Một", "on": "01/02/2012"}, Membership),
        ("fact", {"what": "award:merit_province", "on": "01/02/2012"}, Fact),
    ],
)
def test_an_act_writes_its_row(cast, client, name, typed, model):
    one = person(cast)
    assert send(client, cast.alice, act(one, name), **typed).url == f"/people/{one.public_id}/"
    made = model.objects.get(person=one)
    assert made.valid_from == date(2012, 2, 1)


def test_the_form_of_correction_holds_what_is_known(cast, client):
    one = full(cast)
    client.force_login(cast.alice)
    html = client.get(act(one, "correct")).content.decode()
    assert 'value="03/02/1970"' in html and 'value="0912345678"' in html
    send(
        client,
        cast.alice,
        act(one, "correct"),
        full_name="Nông Văn Đạt",
        birth="03/02/1971",
        ethnicity="nung",
        telephone="",
    )
    one.refresh_from_db()
    assert (one.full_name, one.birth_date, one.ethnicity, one.telephone) == (
        "Nông Văn Đạt",
        date(1971, 2, 3),
        "nung",
        "",
    )


def test_rows_are_ended_corrected_made_official(cast, client):
    one = full(cast)
    held, fact = Holding.objects.get(), Fact.objects.get(kind="political_theory")
    send(
        client,
        cast.alice,
        row(one, held, "end"),
        on="01/02/2012",
        ended_by="retired",
        decision="QĐ 9",
    )
    send(
        client,
        cast.alice,
        row(one, fact, "correct"),
        value="intermediate",
        valid_from="02/06/2005",
        decision="",
    )
    held.refresh_from_db()
    fact.refresh_from_db()
    assert (held.valid_to, held.ended_by, fact.value) == (
        date(2012, 2, 1),
        "retired",
        "intermediate",
    )
    assert (fact.valid_from, fact.decision) == (date(2005, 6, 2), "")
    two = person(cast, "Lý Thị Hoa")
    send(client, cast.alice, act(two, "join"), body="party", stage="probationary", on="01/02/2012")
    joined = Membership.objects.get(person=two)
    send(client, cast.alice, row(two, joined, "official"), on="01/02/2013")
    assert Membership.objects.get(person=two, valid_to=None).stage == "official"


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        (
            "post",
            {"unit": "Xã Nào", "post": "squad_leader", "on": "01/02/2012"},
            "Không có đơn vị «Xã Nào»",
        ),
        (
            "post",
            {"unit": "Xã Một Một", "post": "commander", "on": "01/02/2012"},
            "Nông Văn Đức đang giữ",
        ),
        (
            "post",
            {"unit": "Xã Một Một", "post": "commander", "on": "31/02/2012"},
            "Nhập ngày dạng dd/mm/yyyy",
        ),
        ("fact", {"what": "rating:good", "on": "01/02/2012"}, "phải có ngày kết thúc"),
        ("join", {"body": "peoples_council", "on": "01/02/2012"}, "phải ghi rõ của đơn vị nào"),
        ("correct", {"full_name": "A", "birth": "xyz"}, "hoặc chỉ năm, ví dụ 1970"),
        ("correct", {"full_name": "A", "citizen_number": "12"}, "phải gồm 12 chữ số"),
        ("move", {"to": "Tỉnh B", "on": "01/02/2012"}, "Không có đơn vị «Tỉnh B»"),
    ],
)
def test_bad_input_is_told(cast, client, name, typed, words):
    full(cast)
    two = person(cast, "Lý Thị Hoa")
    answer = send(client, cast.alice, act(two, name), **typed)
    assert answer.status_code == 200 and words in answer.content.decode()
    assert not two.holdings.exists() and not two.facts.exists()


@pytest.mark.parametrize("name", ACTS)
def test_who_may(cast, client, name):
    one = full(cast)
    codes = {}
    for user in (cast.alice, cast.bob, cast.charlie, cast.dana):
        client.force_login(user)
        codes[user.login] = (
            client.get(act(one, name)).status_code,
            client.post(act(one, name)).status_code,
        )
    assert codes == {
        "alice": (200, 200),
        "bob": (403, 403),
        "charlie": (404, 404),
        "dana": (403, 403),
    }
    client.force_login(cast.alice)
    assert client.put(act(one, name)).status_code == 405


@pytest.mark.parametrize("name", ["end", "correct"])
def test_who_may_on_a_row(cast, client, name):
    one, two = full(cast), person(cast, "Lý Thị Hoa")
    url = row(one, Holding.objects.get(), name)
    codes = {}
    for user in (cast.alice, cast.bob, cast.charlie):
        client.force_login(user)
        codes[user.login] = client.get(url).status_code
    assert codes == {"alice": 200, "bob": 403, "charlie": 404}
    client.force_login(cast.alice)
    assert client.delete(url).status_code == 405
    assert client.get(row(two, Holding.objects.get(), name)).status_code == 404


def test_who_may_add(cast, client):
    codes = {}
    for user in (cast.alice, cast.bob, cast.charlie):
        client.force_login(user)
        codes[user.login] = client.get(NEW).status_code
    assert codes == {"alice": 200, "bob": 403, "charlie": 200}
    answer = send(
        client, cast.charlie, NEW, full_name="Nông Văn Đức", keeper="Xã Một Một", on="01/02/2012"
    )
    assert "Không có đơn vị «Xã Một Một»" in answer.content.decode() and not Person.objects.exists()
