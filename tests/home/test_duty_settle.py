"""The page `duty_settle`."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from goc.directives.actions import open_duty
from goc.directives.models import Duty


def made(cast):
    row = open_duty(
        unit=cast.province, act="Gửi giấy mời", due_on=date(2026, 12, 1), by=cast.operator
    )
    return row, f"/duties/{row.public_id}/settle/"


def post(client, user, url, **given):
    client.force_login(user)
    return client.post(url, given)


def test_it_is_settled_with_what_shows_it(cast, client):
    row, url = made(cast)
    client.force_login(cast.alice)
    assert "Gửi giấy mời" in client.get(url).content.decode()
    answer = post(client, cast.alice, url, state="done", evidence="Giấy mời số 12")
    row.refresh_from_db()
    assert (answer["Location"], row.state, row.evidence) == ("/", "done", "Giấy mời số 12")
    assert client.get(url).status_code == 404, "settled already"


def test_bad_input_is_said_in_words(cast, client):
    _row, url = made(cast)
    answer = post(client, cast.alice, url, state="open", evidence="")
    assert answer.status_code == 400 and "form-error" in answer.content.decode()
    assert Duty.objects.get().state == "open"


def test_bob_may_not_and_charlie_finds_nothing(cast, client):
    _, url = made(cast)
    assert post(client, cast.bob, url, state="done", evidence="x").status_code == 403
    assert post(client, cast.charlie, url, state="done", evidence="x").status_code == 404
    assert post(client, cast.alice, f"/duties/{uuid4()}/settle/").status_code == 404
    assert Duty.objects.get().state == "open"


def test_wrong_method(cast, client):
    client.force_login(cast.alice)
    assert client.put(made(cast)[1]).status_code == 405
