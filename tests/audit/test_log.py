"""Events are written once, sealed in runs of one day, and a changed past shows."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from goc.audit.actions import record, seal_days
from goc.audit.chaining import link_events
from goc.audit.models import Event, Seal
from goc.audit.origin import coming_from, mark_of, one_act
from goc.audit.queries import history, last_seal
from goc.audit.spool import drain, record_reading
from goc.audit.verifying import verify
from goc.audit.writing import this_site
from goc.lib.errors import RefusedError

pytestmark = pytest.mark.django_db
FIRST = date(2026, 11, 16)


def written(day: datetime, *texts: str) -> None:
    with time_machine.travel(day):
        for text in texts:
            record(by="alice", action="test.act", subject="7", text=text)


def noon(day: int, month: int = 11, year: int = 2026) -> datetime:
    return datetime(year, month, day, 5, 0, tzinfo=UTC)


@pytest.fixture
def days():
    """Two events on the 16th, none on the 17th, one on the 18th."""
    written(noon(16), "a", "b")
    written(noon(18), "c")


def sealed() -> list[tuple[date, int]]:
    return [(seal.day, seal.events) for seal in seal_days()]


def faults() -> list[str]:
    return [fault.kind for fault in verify().faults]


def test_an_event_is_written_once():
    event = record(by="alice", action="test.act", after={"day": date(2013, 3, 5)})

    assert event.after == {"day": "2013-03-05"}
    with pytest.raises(RefusedError):
        event.save()
    with pytest.raises(RefusedError):
        event.delete()


def test_an_event_says_where_it_came_from():
    with coming_from(address="10.0.0.7", session_key="secret"):
        event = record(by="alice", action="test.act")
    later = record(by="alice", action="test.act")

    assert (event.address, event.session, event.site) == (
        "10.0.0.7",
        mark_of("secret"),
        this_site(),
    )
    assert ("secret" in event.session, later.address, later.session) == (False, "", "")


def test_all_of_one_act_bear_its_id_and_nothing_else_does():
    with one_act() as act:
        inside = [record(by="alice", action="test.act") for _ in range(2)]
    with one_act() as other:
        beside = record(by="alice", action="test.act")
    outside = record(by="alice", action="test.act")

    assert [event.act for event in inside] == [act, act]
    assert (beside.act, outside.act, act == other) == (other, None, False)


def test_a_request_is_an_act_and_what_was_read_in_it_is_none():
    with coming_from(address="10.0.0.7"):
        record_reading(by="bob", action="test.read")
        drain()
        written = record(by="bob", action="test.act")
    read = Event.objects.get(action="test.read")

    assert (read.act, read.address) == (None, "10.0.0.7")
    assert written.act is not None


def test_an_act_is_part_of_what_the_chain_holds():
    with one_act():
        event = record(by="alice", action="test.act")
    link_events()
    assert faults() == []
    Event.objects.filter(pk=event.pk).update(act=None)
    assert faults() == ["changed"]


def test_history_is_newest_first(days):
    record(by="bob", action="other", subject="8")
    assert [event.text for event in history(7)] == ["c", "b", "a"]


def test_days_that_are_over_are_sealed_once(days):
    record(by="alice", action="test.today")

    assert sealed() == [(FIRST, 2), (date(2026, 11, 18), 1)]
    assert (sealed(), faults()) == ([], [])
    first, second = Seal.objects.all()
    assert (first.previous, second.previous) == ("", first.digest)
    assert (first.first_position, second.first_position) == (1, first.last_position + 1)


def test_a_day_is_sealed_some_minutes_after_it_is_over():
    written(noon(16), "a")
    midnight = datetime(2026, 11, 16, 17, 0, tzinfo=UTC)
    with time_machine.travel(midnight + timedelta(minutes=4, seconds=50)):
        assert sealed() == []
    with time_machine.travel(midnight + timedelta(minutes=5, seconds=10)):
        assert sealed() == [(FIRST, 1)]


def test_what_was_read_before_is_sealed_too(days):
    with time_machine.travel(noon(19)):
        record_reading(by="bob", action="people.read")
    record(by="alice", action="test.today")

    assert sealed()[2:] == [(date(2026, 11, 20), 1), (date(2026, 11, 19), 1)]


def test_a_reading_that_comes_late_falls_into_the_next_seal(days):
    first = sealed()
    with time_machine.travel(noon(18)):
        record_reading(by="bob", action="people.read")

    assert first == [(FIRST, 2), (date(2026, 11, 18), 1)]
    assert (sealed(), faults()) == ([(date(2026, 11, 18), 1)], [])


def test_a_clock_set_ahead_and_back_breaks_nothing():
    written(noon(16), "a")
    written(noon(1, 1, 2031), "b", "c")
    with time_machine.travel(noon(3, 1, 2031)):
        ahead = sealed()
    written(noon(17), "d")
    written(noon(20), "today")

    assert ahead == [(FIRST, 1), (date(2031, 1, 1), 2)]
    assert sealed() == [(date(2026, 11, 17), 1)]
    written(noon(17), "late")
    with time_machine.travel(noon(21)):
        assert sealed() == [(date(2026, 11, 20), 1), (date(2026, 11, 17), 1)]
        assert faults() == []


def test_events_of_the_future_wait_until_a_later_one_is_over():
    written(noon(16), "a")
    written(noon(1, 1, 2031), "b")
    assert sealed() == [(FIRST, 1)]
    written(noon(18), "c")
    assert sealed() == [(date(2031, 1, 1), 1), (date(2026, 11, 18), 1)]


@pytest.mark.parametrize("which", [0, 1])
def test_a_seal_taken_out_of_the_chain_shows(days, which):
    written(noon(19), "d")
    seal_days()
    Seal.objects.filter(pk=Seal.objects.all()[which].pk).delete()

    assert faults() == ["seal"]


def test_a_seal_that_was_changed_shows(days):
    seal_days()
    Seal.objects.filter(day=FIRST).update(events=1)

    assert faults() == ["seal"]


def test_a_run_that_was_sealed_meanwhile_is_not_sealed_twice(days, monkeypatch):
    """Two sealings both saw the chain without its first seal."""
    seen = last_seal()
    seal_days()
    monkeypatch.setattr("goc.audit.actions.last_seal", lambda: seen)

    assert (sealed(), Seal.objects.count(), faults()) == ([], 2, [])
