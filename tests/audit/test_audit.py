"""The log's page: auditors and operators only, filters, paging."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goc.audit.actions import record, seal_days
from goc.audit.middleware import _address
from goc.audit.models import Event
from goc.audit.spool import record_reading


@pytest.fixture
def events(db):
    with time_machine.travel(datetime(2026, 11, 18, 18, 0, tzinfo=UTC)):  # 19/11 in Viet Nam
        record(
            by="alice",
            action="people.post",
            kind="people.person",
            subject="1",
            text="<b>Nông</b>",
            before={"a": 1},
            after={"a": 2},
        )
    record(by="bob", action="units.close", kind="units.unit", subject="2")


def seen(client, query: str = "") -> list[str]:
    return [event.action for event in client.get(f"/audit/{query}").context["page"]]


@pytest.mark.parametrize(
    ("login", "status"),
    [("operator", 200), ("dana", 200), ("alice", 403), ("bob", 403), ("charlie", 403)],
)
def test_who_reads_it(client, cast, login, status):
    client.force_login(getattr(cast, login))
    assert client.get("/audit/").status_code == status


def test_the_menu_shows_it_only_to_them(client, cast):
    shown = {}
    for user in (cast.alice, cast.dana, cast.operator):
        client.force_login(user)
        shown[user.login] = 'href="/audit/"' in client.get("/jobs/").text
    assert shown == {"alice": False, "dana": True, "operator": True}


@pytest.mark.parametrize(
    ("query", "actions"),
    [
        ("", ["units.close", "people.post"]),
        ("?by=alice", ["people.post"]),
        ("?action=units.", ["units.close"]),
        ("?day=19/11/2026", ["people.post"]),
        ("?subject=2", ["units.close"]),
        ("?by=nobody", []),
    ],
)
def test_filters(client, cast, events, query, actions):
    client.force_login(cast.operator)
    assert seen(client, query) == actions


def test_a_strange_day_is_said(client, cast, events):
    client.force_login(cast.operator)
    assert "Nhập ngày dạng dd/mm/yyyy" in client.get("/audit/?day=99").text


def test_it_shows_what_changed_and_what_is_sealed(client, cast, events):
    seal_days()
    client.force_login(cast.operator)
    text = client.get("/audit/").text

    assert ("<del>1</del> → 2" in text, "&lt;b&gt;Nông&lt;/b&gt;" in text) == (True, True)
    assert "Đã niêm phong đến hết ngày 19/11/2026." in text


def test_long_logs_have_pages(client, cast):
    for n in range(51):
        record(by="alice", action=f"a.{n}")
    client.force_login(cast.operator)

    assert (len(seen(client)), seen(client, "?page=2")) == (50, ["a.0"])


def test_the_query_count_does_not_grow(client, cast, events, django_assert_num_queries):
    client.force_login(cast.operator)
    with CaptureQueriesContext(connection) as few:
        client.get("/audit/")
    record(by="alice", action="a.b")
    with django_assert_num_queries(len(few)):
        client.get("/audit/")
    assert Event.objects.count() == 3


def test_it_shows_from_where(client, cast):
    client.force_login(cast.alice)
    client.post("/sign-out/", REMOTE_ADDR="10.1.2.3")
    event = Event.objects.get()

    assert (event.action, event.address, len(event.session)) == (
        "accounts.sign_out",
        "10.1.2.3",
        16,
    )
    client.force_login(cast.operator)
    assert "10.1.2.3" in client.get("/audit/").text


@pytest.mark.parametrize(
    ("https", "told", "address"),
    [
        (False, "1.1.1.1", "127.0.0.1"),
        (True, "9.9.9.9, 1.1.1.1", "1.1.1.1"),
        (True, "", "127.0.0.1"),
    ],
)
def test_a_proxy_is_believed_only_where_there_is_one(rf, settings, https, told, address):
    settings.CONF = {"GOC_HTTPS": https}
    assert _address(rf.get("/", HTTP_X_FORWARDED_FOR=told)) == address


def test_readings_are_in_it(client, cast):
    record_reading(by="alice", action="people.read")
    client.force_login(cast.operator)
    answer = client.get("/audit/")

    assert [event.action for event in answer.context["page"]] == ["people.read"]
    assert "còn chờ ghi" not in answer.text


def test_wrong_method(client, cast):
    client.force_login(cast.operator)
    assert client.post("/audit/").status_code == 405
