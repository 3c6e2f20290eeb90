"""Signing out, one's own language and password."""

import pytest
from django.contrib.auth import SESSION_KEY

from goc.accounts.models import User
from goc.audit.models import Event

NEW = {"old": "pass-word-1", "new": "một câu ngắn dễ nhớ", "again": "một câu ngắn dễ nhớ"}


@pytest.fixture
def alice(client, cast):
    client.force_login(cast.alice)
    return cast.alice


def test_signing_out(client, alice):
    assert client.post("/sign-out/")["Location"] == "/sign-in/"
    assert (SESSION_KEY in client.session, Event.objects.get().action) == (
        False,
        "accounts.sign_out",
    )


@pytest.mark.parametrize("page", ["/sign-out/", "/language/"])
def test_only_a_form_does_it(client, alice, page):
    assert client.get(page).status_code == 405


def test_the_language_stays(client, alice):
    answer = client.post("/language/", {"language": "en", "next": "/jobs/?page=2"})

    assert (answer["Location"], User.objects.get(pk=alice.pk).language) == ("/jobs/?page=2", "en")
    assert '<html lang="en">' in client.get("/jobs/").text


def test_a_language_nobody_speaks_is_left_alone(client, alice):
    client.post("/language/", {"language": "xx"})
    assert User.objects.get(pk=alice.pk).language == "vi"


def test_changing_the_password_keeps_the_session(client, alice):
    assert client.post("/password/", NEW).status_code == 302
    assert "Đã đổi mật khẩu." in client.get("/password/").text
    assert User.objects.get(pk=alice.pk).check_password(NEW["new"])
    assert Event.objects.get().action == "accounts.set_password"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"old": "wrong"}, "Mật khẩu đang dùng không đúng."),
        ({"again": "khác"}, "Hai lần gõ mật khẩu mới không giống nhau."),
        ({"new": "ngắn", "again": "ngắn"}, "Mật khẩu cần ít nhất 10 ký tự."),
        (
            {"new": "password123", "again": "password123"},
            "Mật khẩu này quá nhiều người dùng, dễ đoán.",
        ),
        ({"new": ""}, "Trường này là bắt buộc."),
    ],
)
def test_bad_input_is_said_and_changes_nothing(client, alice, values, said):
    answer = client.post("/password/", NEW | values)

    assert (answer.status_code, said in answer.text) == (400, True)
    assert User.objects.get(pk=alice.pk).check_password("pass-word-1")


def test_wrong_method(client, alice):
    assert client.delete("/password/").status_code == 405
