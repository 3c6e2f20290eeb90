"""Who acts, what is written of accounts, how tries to sign in are counted."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

import factories
from goc.accounts import actions
from goc.accounts.models import User
from goc.accounts.queries import acting_user, login_in_log, operator, tries_without_success
from goc.audit.models import Event
from goc.lib.errors import InputError, RefusedError

pytestmark = pytest.mark.django_db
WRONG = "Tên đăng nhập hoặc mật khẩu không đúng."
WAIT = "Đã sai mật khẩu nhiều lần. Hãy chờ 15 phút rồi thử lại."


def acts() -> list[tuple[str, str, str, str]]:
    rows = Event.objects.order_by("id")
    return [(event.by, event.action, event.kind, event.text) for event in rows]


# --- made and given passwords


def test_a_user_is_made_with_a_password_that_opens_and_is_told_to_nobody_else():
    user, password = actions.add_user(login="nv.duc", name="Nông Văn Đức", by="chief")
    stored = User.objects.get()
    assert stored == user and stored.check_password(password)
    assert (stored.name, stored.is_operator, stored.is_active, stored.language) == (
        "Nông Văn Đức",
        False,
        True,
        "vi",
    )
    assert acts() == [("chief", "accounts.add_user", "accounts.user", "nv.duc (Nông Văn Đức)")]
    assert Event.objects.get().subject == str(user.public_id)


def test_passwords_are_made_anew_unless_given():
    made = [actions.add_user(login=f"user{n}", name="x", by="chief")[1] for n in range(3)]
    assert len(set(made)) == 3 and {len(password) for password in made} == {12}
    user, given = actions.add_user(
        login="op", name="x", by="chief", password="một câu dễ nhớ", is_operator=True
    )
    assert (given, user.is_operator) == ("một câu dễ nhớ", True)
    again = actions.set_password(user=user, by="chief")
    assert again != given and User.objects.get(login="op").check_password(again)
    assert actions.set_password(user=user, by="chief", password="câu khác") == "câu khác"
    assert User.objects.get(login="op").check_password("câu khác")
    assert acts()[-1] == ("chief", "accounts.set_password", "accounts.user", "")


def test_a_login_is_one_users():
    factories.user("erin")
    with pytest.raises(RefusedError) as refused:
        actions.add_user(login="erin", name="Lý Thị Én", by="chief")
    assert str(refused.value) == "Tên đăng nhập «erin» đã có người dùng."
    assert (User.objects.count(), acts()) == (1, [])


def test_what_else_was_changed_meanwhile_is_not_written_back():
    """Each act writes its own column only."""
    stale = factories.user("erin")
    User.objects.update(language="en", is_operator=True)
    actions.rename_user(user=stale, name="Lý Thị Én", by="chief")
    actions.set_password(user=stale, by="chief", password="x")
    actions.disable_user(user=stale, by="chief")
    now = User.objects.get()
    assert (now.name, now.language, now.is_operator, now.is_active) == (
        "Lý Thị Én",
        "en",
        True,
        False,
    )


# --- in use or not


def test_who_is_out_of_use_is_told_with_what_was():
    user = factories.user("erin")
    actions.disable_user(user=user, by="chief")
    event = Event.objects.get()
    assert (event.before, event.after) == ({"is_active": True}, {"is_active": False})
    assert acts() == [("chief", "accounts.disable_user", "accounts.user", "erin")]
    with pytest.raises(RefusedError) as refused:
        actions.disable_user(user=user, by="chief")
    assert str(refused.value) == "Tài khoản «erin» đã ở trạng thái ấy."


def test_an_operator_out_of_use_is_no_other_operator():
    only = factories.user("op", operator=True)
    spare = factories.user("spare", operator=True)
    User.objects.filter(pk=spare.pk).update(is_active=False)
    with pytest.raises(RefusedError) as refused:
        actions.disable_user(user=only, by="chief")
    assert str(refused.value) == (
        "Đây là người vận hành duy nhất: hãy thêm người vận hành khác trước."
    )
    assert User.objects.get(pk=only.pk).is_active and acts() == []


def test_who_is_no_operator_may_be_the_only_user():
    factories.user("op", operator=True)
    user = factories.user("erin")
    with pytest.raises(RefusedError, match="không tự ngừng dùng"):
        actions.disable_user(user=user, by="erin")
    assert not actions.disable_user(user=user, by="op").is_active


# --- who acts


def test_commands_run_as_the_first_operator_in_use(monkeypatch):
    monkeypatch.delenv("GOC_AS", raising=False)
    factories.user("erin")
    for act in (operator, acting_user):
        with pytest.raises(InputError) as refused:
            act()
        assert str(refused.value) == (
            "Điểm cài đặt chưa có người vận hành. Hãy chạy `goc user add --operator` trước."
        )
    first, second = (factories.user(login, operator=True) for login in ("op2", "op1"))
    assert (operator(), acting_user()) == (first, first)
    User.objects.filter(pk=first.pk).update(is_active=False)
    assert (operator(), acting_user()) == (second, second)


def test_or_as_whoever_is_named(monkeypatch):
    factories.user("op", operator=True)
    erin = factories.user("erin")
    monkeypatch.setenv("GOC_AS", "erin")
    assert acting_user() == erin
    User.objects.filter(pk=erin.pk).update(is_active=False)
    with pytest.raises(InputError) as refused:
        acting_user()
    assert str(refused.value) == "Không có người dùng «erin»."
    monkeypatch.setenv("GOC_AS", "")
    assert acting_user().login == "op"


# --- signing in


def sign_in(login: str, password: str, now: datetime) -> str:
    """Nothing when it opens, else the refusal."""
    try:
        actions.sign_in(login=login, password=password, now=now)
    except RefusedError as why:
        return str(why)
    return ""


def test_a_login_stands_in_the_log_and_what_is_none_does_not():
    factories.user("erin")
    marks = {login: login_in_log(login) for login in ("erin", "Erin", "my-password", "")}
    assert marks["erin"] == "erin"
    unknown = [marks[login] for login in ("Erin", "my-password", "")]
    assert all(mark.startswith("?") and len(mark) == 17 for mark in unknown)
    assert len(set(unknown)) == 3 and login_in_log("my-password") == marks["my-password"]


def test_the_fifth_try_is_looked_at_and_the_sixth_waits():
    factories.user("erin")
    now = timezone.now()
    assert [sign_in("erin", "wrong", now) for _ in range(5)] == [WRONG] * 5
    assert sign_in("erin", "pass-word-1", now) == WAIT
    assert tries_without_success("erin", since=now - timedelta(minutes=15)) == 5


def test_the_fifth_try_may_be_right():
    factories.user("erin")
    now = timezone.now()
    assert [sign_in("erin", "wrong", now) for _ in range(4)] == [WRONG] * 4
    assert sign_in("erin", "pass-word-1", now) == ""
    assert tries_without_success("erin", since=now - timedelta(minutes=15)) == 0


def test_who_waits_is_not_counted_on():
    """Refused for waiting, no try is written: the door opens a quarter of an hour after the fifth."""
    factories.user("erin")
    now = timezone.now()
    for _ in range(8):
        sign_in("erin", "wrong", now)
    assert Event.objects.filter(action="accounts.sign_in_try").count() == 5
    assert sign_in("erin", "pass-word-1", now + timedelta(minutes=14)) == WAIT
    assert sign_in("erin", "pass-word-1", now + timedelta(minutes=15, seconds=30)) == ""


def test_tries_of_one_are_not_anothers():
    for login in ("erin", "frank"):
        factories.user(login)
    now = timezone.now()
    for _ in range(5):
        sign_in("erin", "wrong", now)
    assert (sign_in("frank", "pass-word-1", now), sign_in("erin", "pass-word-1", now)) == ("", WAIT)


def test_tries_before_the_time_asked_for_are_over():
    factories.user("erin")
    sign_in("erin", "wrong", timezone.now())
    assert tries_without_success("erin", since=timezone.now() - timedelta(minutes=1)) == 1
    assert tries_without_success("erin", since=timezone.now() + timedelta(minutes=1)) == 0


def test_what_is_written_of_a_sign_in_and_a_sign_out():
    user = factories.user("erin")
    assert actions.sign_in(login="erin", password="pass-word-1", now=timezone.now()) == user
    actions.sign_out(user=user)
    told = list(Event.objects.order_by("id").values_list("by", "action", "subject"))
    assert told == [
        ("erin", "accounts.sign_in_try", "erin"),
        ("erin", "accounts.sign_in", "erin"),
        ("erin", "accounts.sign_out", "erin"),
    ]


# --- the pages


@pytest.mark.parametrize(
    ("wanted", "leads"),
    [
        ("/jobs/?page=2", "/jobs/?page=2"),
        ("http://testserver/jobs/", "http://testserver/jobs/"),
        ("http://elsewhere.vn/jobs/", "/"),
        ("", "/"),
    ],
)
def test_where_it_leads_is_on_this_site(client, wanted, leads):
    factories.user("erin")
    typed = {"login": "erin", "password": "pass-word-1"}
    assert client.post(f"/sign-in/?next={wanted}", typed)["Location"] == leads


def test_letters_of_a_password_are_taken_as_they_are(client, cast):
    """Spaces at the ends and odd letters count; a login is tidied."""
    actions.set_password(user=cast.alice, by="chief", password=" Ðức  1 ")
    assert client.post("/sign-in/", {"login": " alice ", "password": "Đức 1"}).status_code == 400
    answer = client.post("/sign-in/", {"login": " alice ", "password": " Ðức  1 "})
    assert answer.status_code == 302


def test_a_page_speaks_the_language_of_its_reader(client, cast: Any):
    client.force_login(cast.alice)
    shown = {}
    for language in ("en", "vi"):
        client.post("/language/", {"language": language})
        shown[language] = client.get("/password/").text
    assert '<html lang="en">' in shown["en"] and '<html lang="vi">' in shown["vi"]
    assert "Mật khẩu mới" in shown["vi"] and "Mật khẩu mới" not in shown["en"]
