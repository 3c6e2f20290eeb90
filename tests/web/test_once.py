"""A form sent again is answered and not done again; a sending that did nothing leaves no trace."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

import factories
from browsing import send, sent_by
from goc.audit.models import Event
from goc.people.models import Holding, Person
from goc.web.models import SentForm
from people.made import person

NEW = "/people/new/"
TYPED = {"full_name": "Nông Văn Đức", "keeper": "Xã Một Một", "on": "01/02/2012"}


@pytest.fixture
def values(cast, client):
    """What a browser sends of the form "new person", filled in; alice is signed in."""
    client.force_login(cast.alice)
    return sent_by(client.get(NEW)) | TYPED


def test_three_sendings_make_one_person_and_lead_to_the_same_page(client, values):
    answers = [client.post(NEW, values) for _ in range(3)]
    one = Person.objects.get()
    assert [(a.status_code, a.url) for a in answers] == [(302, f"/people/{one.public_id}/")] * 3
    assert Event.objects.filter(action="people.add_person").count() == 1


def test_each_opening_of_the_page_is_a_form_of_its_own(client, values):
    other = sent_by(client.get(NEW)) | TYPED | {"full_name": "Lý Thị Hoa"}
    assert values["once"] != other["once"]
    client.post(NEW, values)
    client.post(NEW, other)
    assert Person.objects.count() == 2


def test_what_was_refused_can_be_mended_and_sent_again(client, values):
    assert client.post(NEW, values | {"on": "31/02/2012"}).status_code == 200
    assert not SentForm.objects.exists()
    assert client.post(NEW, values).status_code == 302


def test_a_sending_that_broke_leaves_no_trace(cast, client, values):
    client.force_login(cast.bob)
    assert client.post(NEW, values).status_code == 403
    assert not SentForm.objects.exists()


def test_a_token_is_of_one_user_and_one_page(cast, client, values):
    client.post(NEW, values)
    one = Person.objects.get()
    answer = client.post(f"/people/{one.public_id}/post/", {"once": values["once"]})
    assert (answer.status_code, Holding.objects.count()) == (400, 0)
    client.force_login(cast.operator)
    assert client.post(NEW, values).status_code == 400
    assert Person.objects.count() == 1


@pytest.mark.parametrize("token", ["", "x", "1' OR 1=1", "0" * 500])
def test_without_a_token_of_ours_the_form_is_done_plainly(client, values, token):
    assert client.post(NEW, values | {"once": token}).status_code == 302
    assert not SentForm.objects.exists()


def test_a_change_sent_twice_is_no_conflict_with_itself(cast, client):
    client.force_login(cast.alice)
    one = person(cast)
    url = f"/people/{one.public_id}/correct/"
    values = sent_by(client.get(url)) | {"telephone": "0912345678"}
    answers = [client.post(url, values) for _ in range(2)]
    assert [(a.status_code, a.url) for a in answers] == [(302, f"/people/{one.public_id}/")] * 2
    assert Event.objects.filter(action="people.correct_person").count() == 1


def test_tokens_are_kept_for_a_week(cast, client, values):
    SentForm.objects.create(token=uuid4(), by="alice", path=NEW, answer="/")
    SentForm.objects.update(at=timezone.now() - timedelta(days=8))
    client.post(NEW, values)
    assert [str(sent.token) for sent in SentForm.objects.all()] == [values["once"]]


@pytest.mark.django_db(transaction=True)
def test_three_at_once_make_one_person():
    if connection.vendor == "sqlite":
        pytest.skip("threads need a database outside of memory: tests/web/test_site_commands.py")
    cast = factories.cast()
    client = Client()
    client.force_login(cast.alice)
    values = sent_by(client.get(NEW)) | TYPED

    def press(_: int) -> tuple[int, str]:
        other = Client()
        other.cookies = client.cookies
        answer = other.post(NEW, values)
        connections.close_all()
        return answer.status_code, answer.url

    with ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(press, range(3)))
    one = Person.objects.get()
    assert answers == [(302, f"/people/{one.public_id}/")] * 3


def test_the_helper_sends_what_a_browser_would(cast, client):
    client.force_login(cast.alice)
    one = person(cast, telephone="0912345678")
    send(client, f"/people/{one.public_id}/correct/", note="x")
    one.refresh_from_db()
    assert (one.telephone, one.note) == ("0912345678", "x")
