"""One-time codes: one user, one use, three days, five tries; and strangers who cannot fill the log."""

import threading
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

import factories
from goc.accounts import actions, rules
from goc.accounts.models import OneTimeCode, StrangerTry
from goc.audit.models import Event
from goc.audit.origin import coming_from
from goc.lib.errors import RefusedError

pytestmark = pytest.mark.django_db
SECRET = "một câu dễ nhớ"
WRONG = "0000-0000-0000"


@pytest.fixture
def erin():
    return factories.user("erin")


def issued(user) -> str:
    return actions.issue_code(user=user, by="chief", now=timezone.now())


def redeem(code: str, *, login: str = "erin", now: datetime | None = None, name: str = "Erin"):
    return actions.redeem_code(
        login=login, code=code, name=name, password=SECRET, now=now or timezone.now()
    )


def refused(code: str, **more) -> bool:
    with pytest.raises(RefusedError) as error:
        redeem(code, **more)
    return str(error.value) == actions.WRONG_CODE


def told() -> list[tuple[str, str]]:
    return list(Event.objects.order_by("id").values_list("action", "by"))


def test_a_code_sets_name_and_password_and_is_gone(erin):
    code = issued(erin)
    assert redeem(code, name="Lý Thị Én") == erin
    erin.refresh_from_db()
    assert (erin.name, erin.check_password(SECRET)) == ("Lý Thị Én", True)
    assert not OneTimeCode.objects.exists()
    assert told() == [("accounts.issue_code", "chief"), ("accounts.redeem_code", "erin")]
    event = Event.objects.order_by("-id").first()
    assert (event.before, event.after) == ({"name": "Erin"}, {"name": "Lý Thị Én"})
    assert refused(code)


@pytest.mark.parametrize(
    "typed", [str.lower, lambda code: code.replace("-", " "), lambda code: f" {code} "]
)
def test_a_code_is_read_however_it_is_written(erin, typed):
    assert redeem(typed(issued(erin))) == erin


def test_letters_that_look_like_digits_are_these_digits():
    assert rules.digest_of_code("OIL") == rules.digest_of_code("011")
    assert not set("OILU") & set(rules.ALPHABET)


def test_a_code_is_sixty_bits_in_three_groups_and_never_twice_the_same():
    codes = {rules.new_code() for _ in range(200)}
    assert len(codes) == 200
    assert {len(code) for code in codes} == {14}
    assert {len(group) for code in codes for group in code.split("-")} == {4}


def test_only_the_digest_is_kept(erin):
    code = issued(erin)
    assert code.replace("-", "") not in str(OneTimeCode.objects.values().get())


@pytest.mark.parametrize(
    ("later", "good"), [(rules.LIFE - timedelta(seconds=1), True), (rules.LIFE, False)]
)
def test_a_code_is_good_for_three_days(erin, later, good):
    assert timedelta(days=3) == rules.LIFE
    now = timezone.now()
    code = actions.issue_code(user=erin, by="chief", now=now)
    assert refused(code, now=now + later) if not good else redeem(code, now=now + later) == erin


def test_after_five_wrong_tries_the_right_code_waits(erin):
    code = issued(erin)
    assert [refused(WRONG) for _ in range(5)] == [True] * 5
    assert refused(code)
    erin.refresh_from_db()
    assert erin.check_password("pass-word-1")
    assert [action for action, _ in told()].count("accounts.code_try") == 5


def test_a_stranger_elsewhere_does_not_use_up_the_code(erin):
    code = issued(erin)
    with coming_from(address="203.0.113.9"):
        assert [refused(WRONG) for _ in range(6)] == [True] * 6
        assert refused(code)
    assert redeem(code) == erin


def test_after_a_quarter_of_an_hour_the_code_may_be_tried_again(erin):
    code = issued(erin)
    for _ in range(5):
        refused(WRONG)
    later = timezone.now() + timedelta(minutes=15, seconds=1)
    assert refused(code) and redeem(code, now=later) == erin


def test_four_wrong_tries_leave_one(erin):
    code = issued(erin)
    for _ in range(4):
        refused(WRONG)
    assert redeem(code) == erin


def test_another_code_makes_the_first_worthless_and_counts_anew(erin):
    first = issued(erin)
    for _ in range(5):
        refused(WRONG)
    second = issued(erin)
    assert refused(first)
    assert redeem(second) == erin


def test_a_code_is_its_owners_and_of_no_use_to_a_closed_account(erin):
    factories.user("frank")
    code = issued(erin)
    assert refused(code, login="frank")
    erin.is_active = False
    erin.save()
    assert refused(code)


def test_a_code_ends_with_the_account_and_does_not_come_back_with_it(erin):
    code = issued(erin)
    actions.disable_user(user=erin, by="chief")
    actions.enable_user(user=erin, by="chief")
    assert refused(code)


def test_who_has_no_code_leaves_no_trace_in_the_log(erin):
    for login in ("erin", "nobody"):
        assert refused(WRONG, login=login)
    assert not Event.objects.exists()


def test_strangers_cannot_fill_the_log(erin):
    now = timezone.now()
    for number in range(actions.STRANGERS + 15):
        with pytest.raises(RefusedError):
            actions.sign_in(login=f"stranger{number}", password="x", now=now)
    assert Event.objects.filter(by__startswith="?").count() == actions.STRANGERS
    assert actions.sign_in(login="erin", password="pass-word-1", now=now) == erin


def test_strangers_are_forgotten_after_a_quarter_of_an_hour(erin):
    now = timezone.now()
    for _ in range(3):
        with pytest.raises(RefusedError):
            actions.sign_in(login="stranger", password="x", now=now)
    with pytest.raises(RefusedError):
        actions.sign_in(login="other", password="x", now=now + timedelta(minutes=16))
    assert StrangerTry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_use_a_code_at_the_same_moment_are_one():
    code = issued(factories.user("erin"))
    start, found = threading.Barrier(2, timeout=20), []

    def use() -> None:
        start.wait()
        try:
            found.append(redeem(code).login)
        except RefusedError:
            found.append("refused")
        connection.close()

    threads = [threading.Thread(target=use) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == ["erin", "refused"]
