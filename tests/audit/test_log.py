"""Events are written once, sealed by day, and a changed past shows."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from goc.audit.actions import record, seal_days
from goc.audit.models import Event, Seal
from goc.audit.queries import broken_seals, history
from goc.lib.errors import RefusedError

pytestmark = pytest.mark.django_db
FIRST = date(2026, 11, 16)


@pytest.fixture
def days():
    """Two events on the 16th, none on the 17th, one on the 18th."""
    for day, text in [(16, "a"), (16, "b"), (18, "c")]:
        with time_machine.travel(datetime(2026, 11, day, 3, 0, tzinfo=UTC)):
            record(by="alice", action="test.act", subject="7", text=text)


def test_an_event_is_written_once():
    event = record(by="alice", action="test.act", after={"day": date(2013, 3, 5)})

    assert event.after == {"day": "2013-03-05"}
    with pytest.raises(RefusedError):
        event.save()
    with pytest.raises(RefusedError):
        event.delete()


def test_history_is_newest_first(days):
    record(by="bob", action="other", subject="8")
    assert [event.text for event in history(7)] == ["c", "b", "a"]


def test_days_that_are_over_are_sealed_once(days):
    record(by="alice", action="test.today")

    assert [(seal.day.day, seal.events) for seal in seal_days()] == [(16, 2), (18, 1)]
    assert (seal_days(), broken_seals()) == ([], [])
    first, second = Seal.objects.all()
    assert (first.previous, second.previous) == ("", first.digest)


@pytest.mark.parametrize("what", ["changed", "removed", "added"])
def test_a_changed_past_breaks_its_seal(days, what):
    seal_days()
    first = Event.objects.order_by("id")[:1].get()
    if what == "changed":
        Event.objects.filter(pk=first.pk).update(text="x")
    elif what == "removed":
        Event.objects.filter(pk=first.pk)._raw_delete("default")
    else:
        Event.objects.filter(pk=record(by="x", action="y").pk).update(
            at=first.at + timedelta(hours=1)
        )

    assert broken_seals() == [FIRST]


def test_a_seal_taken_out_of_the_chain_shows(days):
    seal_days()
    Seal.objects.filter(day=FIRST).delete()

    assert broken_seals() == [date(2026, 11, 18)]
