"""The sign-in page: who gets in, the one answer for all who do not, waiting after five tries."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.utils import timezone

from goc.accounts import actions
from goc.audit.models import Event
from goc.lib.errors import RefusedError

WRONG = "Tên đăng nhập hoặc mật khẩu không đúng."
WAIT = "Đã sai mật khẩu nhiều lần. Hãy chờ 15 phút rồi thử lại."
GOOD = {"login": "alice", "password": "pass-word-1"}


def attempt(client: Client, **values: str):
    return client.post("/sign-in/", GOOD | values)


def events() -> list[tuple[str, str, str]]:
    return list(
        Event.objects.filter(action__startswith="accounts.sign")
        .order_by("id")
        .values_list("by", "action", "subject")
    )


def test_it_works(client, cast):
    answer = attempt(client, next="/jobs/")

    assert (answer.status_code, answer["Location"]) == (302, "/jobs/")
    assert client.session[SESSION_KEY] == str(cast.alice.pk)
    assert events() == [
        ("alice", "accounts.sign_in_try", "alice"),
        ("alice", "accounts.sign_in", "alice"),
    ]


@pytest.mark.parametrize(
    "wanted", ["https://elsewhere.vn/", "//elsewhere.vn", "javascript:alert(1)", ""]
)
def test_it_leads_nowhere_else(client, cast, wanted):
    assert attempt(client, next=wanted)["Location"] == "/"


def test_unknown_wrong_and_closed_get_the_same_answer(client, cast):
    cast.bob.is_active = False
    cast.bob.save()
    answers = [
        attempt(client, login="nobody"),
        attempt(client, password="wrong"),
        attempt(client, login="bob"),
    ]

    assert [(a.status_code, WRONG in a.text) for a in answers] == [(400, True)] * 3
    assert SESSION_KEY not in client.session


def test_a_password_typed_as_login_is_not_kept(client, cast):
    attempt(client, login="my-secret-pass-word")

    [(by, _, subject)] = events()
    assert (by == subject, by.startswith("?"), "my-secret" in by) == (True, True, False)


def test_after_five_tries_even_the_right_password_waits(client, cast):
    for _ in range(5):
        attempt(client, password="wrong")
    answer = attempt(client)

    assert (answer.status_code, WAIT in answer.text, SESSION_KEY in client.session) == (
        400,
        True,
        False,
    )


def test_an_unknown_login_waits_alike(client, cast):
    for _ in range(5):
        attempt(client, login="nobody")

    assert WAIT in attempt(client, login="nobody").text
    assert attempt(client).status_code == 302


def test_a_quarter_of_an_hour_later_the_door_is_open(cast):
    now = timezone.now()
    for _ in range(5):
        with pytest.raises(RefusedError):
            actions.sign_in(login="alice", password="wrong", now=now)

    assert actions.sign_in(**GOOD, now=now + timedelta(minutes=16)) == cast.alice


def test_success_forgets_the_tries_before_it(cast):
    def wrong(now: datetime) -> None:
        with pytest.raises(RefusedError, match="không đúng"):
            actions.sign_in(login="alice", password="wrong", now=now)

    for _ in range(4):
        wrong(timezone.now())
    actions.sign_in(**GOOD, now=timezone.now())
    for _ in range(4):
        wrong(timezone.now())


def test_somebody_signed_in_is_led_on(client, cast):
    client.force_login(cast.alice)
    assert client.get("/sign-in/?next=/jobs/")["Location"] == "/jobs/"


def test_wrong_method(client, db):
    assert client.put("/sign-in/").status_code == 405


def test_a_page_without_signing_in_leads_here(client, db):
    assert client.get("/jobs/")["Location"] == "/sign-in/?next=/jobs/"
