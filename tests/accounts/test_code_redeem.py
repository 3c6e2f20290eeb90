"""The page where a code that was handed over sets a password."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.utils import timezone

import factories
from goc.accounts import actions

pytestmark = pytest.mark.django_db
PAGE = "/code/"


@pytest.fixture
def typed():
    erin = factories.user("erin")
    code = actions.issue_code(user=erin, by="chief", now=timezone.now())
    secret = {"new": "một câu dễ nhớ", "again": "một câu dễ nhớ"}
    return {"login": "erin", "code": code, "name": "Lý Thị Én", **secret}


def test_it_works_and_signs_in(client, typed):
    answer = client.post(PAGE, typed)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert SESSION_KEY in client.session


def test_the_sessions_of_the_old_password_end(client, typed):
    theirs = type(client)()
    assert theirs.post("/sign-in/", {"login": "erin", "password": "pass-word-1"}).status_code == 302
    client.post(PAGE, typed)
    assert theirs.get("/").status_code == 302


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"code": "AAAA-AAAA-AAAA"}, "Tên đăng nhập hoặc mã không đúng"),
        ({"login": "nobody"}, "Tên đăng nhập hoặc mã không đúng"),
        ({"again": "một câu khác hẳn"}, "Hai lần gõ mật khẩu mới không giống nhau."),
        ({"new": "ngắn", "again": "ngắn"}, "Mật khẩu cần ít nhất 10 ký tự."),
        ({"name": ""}, "Trường này là bắt buộc."),
    ],
)
def test_what_is_wrong_is_said_and_nobody_is_in(client, typed, more, why):
    answer = client.post(PAGE, typed | more)
    assert (answer.status_code, why in answer.text, SESSION_KEY in client.session) == (
        400,
        True,
        False,
    )


def test_a_password_that_is_refused_costs_no_try(client, typed):
    for _ in range(6):
        client.post(PAGE, typed | {"new": "ngắn", "again": "ngắn"})
    assert client.post(PAGE, typed).status_code == 302


def test_wrong_method(client, db):
    assert client.put(PAGE).status_code == 405
