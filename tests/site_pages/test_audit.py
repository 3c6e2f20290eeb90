"""The log's page: auditors and operators only, filters, paging."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goc.audit.actions import erase_values, record, seal_days
from goc.audit.chaining import link_events
from goc.audit.middleware import _address
from goc.audit.models import Event
from goc.audit.origin import coming_from
from goc.audit.queries import last_link
from goc.audit.spool import record_reading
from logged import events as events_in_log
from people.made import full


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
    return [row.texts[2].text for row in client.get(f"/audit/{query}").context["rows"]]


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
        ("?f.by=alice", ["people.post"]),
        ("?f.action=units.", ["units.close"]),
        ("?f.action=units", []),
        ("?f.at=19/11/2026", ["people.post"]),
        ("?f.at=19/11/2026..20/11/2026", ["units.close", "people.post"]),
        ("?f.at=20/11/2026..", ["units.close"]),
        ("?f.at=..19/11/2026", ["people.post"]),
        ("?f.subject=2", ["units.close"]),
        ("?f.by=nobody", []),
        ("?sort=at", ["people.post", "units.close"]),
    ],
)
def test_filters(client, cast, events, query, actions):
    client.force_login(cast.operator)
    assert seen(client, query) == actions


def test_a_strange_day_is_said(client, cast, events):
    client.force_login(cast.operator)
    answer = client.get("/audit/?f.at=99")
    assert (answer.status_code, "«99» không phải là ngày dd/mm/yyyy" in answer.text) == (400, True)


def test_it_shows_what_changed_and_what_is_sealed(client, cast, events):
    seal_days()
    client.force_login(cast.operator)
    text = client.get("/audit/").text

    assert ("a: 1 → 2" in text, "&lt;b&gt;Nông&lt;/b&gt;" in text) == (True, True)
    assert "Đã niêm phong đến hết ngày 19/11/2026." in text


def test_long_logs_have_pages(client, cast):
    for n in range(51):
        record(by="alice", action=f"a.{n}")
    client.force_login(cast.operator)

    first = client.get("/audit/")
    assert (len(seen(client)), seen(client, first.context["next_url"])) == (50, ["a.0"])


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

    assert [row.texts[2].text for row in answer.context["rows"]] == ["people.read"]
    assert "còn chờ ghi" not in answer.text


def test_what_was_erased_is_said(client, cast, events):
    first = Event.objects.get(action="people.post")
    erase_values(events=[first.pk], reason="CV 12", by=cast.operator)
    client.force_login(cast.operator)
    rows = client.get("/audit/?f.action=people.post").context["rows"]
    assert [[t.text for t in row.texts][1:7] for row in rows] == [
        ["alice", "people.post", "đã xóa theo yêu cầu", "people.person", "1", ""]
    ]


def test_the_head_of_the_chain_and_the_address_stand_there(client, cast, events):
    with coming_from(address="10.0.0.7"):
        record(by="bob", action="units.open")
    link_events()
    head = last_link()
    assert head is not None
    client.force_login(cast.operator)
    answer = client.get("/audit/?f.address=10.0.0.7")
    assert [row.texts[-1].text for row in answer.context["rows"]] == ["10.0.0.7"]
    assert f"Mốc đối chiếu: {head.anchor}." in answer.text


@pytest.mark.parametrize("to", ["", "print", "xlsx"])
@pytest.mark.parametrize(("login", "readings"), [("operator", 1), ("dana", 0)])
def test_reading_what_is_masked_for_others_is_recorded(client, cast, to, login, readings):
    full(cast)
    client.force_login(getattr(cast, login))
    answer = client.get("/audit/", {"to": to, "f.action": "people."})
    if to != "xlsx":
        assert (": tay" in answer.text, "•••" in answer.text) == (readings == 1, readings == 0)
    read = [event.text for event in events_in_log(action="audit.read", by=login)]
    assert read == ["action=people."] * readings


@pytest.mark.parametrize("to", ["", "print", "xlsx"])
def test_no_way_of_it_is_open_to_others(client, cast, to):
    client.force_login(cast.alice)
    assert client.get("/audit/", {"to": to}).status_code == 403


def test_wrong_method(client, cast):
    client.force_login(cast.operator)
    assert client.post("/audit/").status_code == 405
