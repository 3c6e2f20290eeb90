"""Events are linked in batches outside their transactions, each once, late ones by name."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine

from goc.audit import chaining
from goc.audit.actions import record
from goc.audit.chaining import link_events
from goc.audit.models import Event, Link
from goc.audit.spool import drain, record_reading
from goc.audit.verifying import verify

pytestmark = pytest.mark.django_db
EVENING = datetime(2026, 11, 18, 16, 59, tzinfo=UTC)  # a minute before midnight in Viet Nam


def write(*names: str) -> None:
    for name in names:
        record(by="alice", action="test.act", text=name)


def held() -> list[tuple[int, int]]:
    """(position, events) of every link."""
    return list(Link.objects.values_list("position", "events"))


def put(*ids: int) -> None:
    """Events of these ids, as transactions leave them that took their ids in another order."""
    Event.objects.bulk_create([Event(id=id_, by="alice", action="test.act") for id_ in ids])


def test_what_is_there_is_linked_once():
    write("a", "b")
    assert (link_events(), link_events(), held()) == (2, 0, [(1, 2)])
    write("c")
    assert (link_events(), held()) == (1, [(1, 2), (2, 1)])
    first, second = Link.objects.all()
    assert (first.previous, second.previous) == ("", first.digest)
    assert (first.first_id, second.first_id) == (1, first.last_id + 1)


def test_a_link_holds_no_more_than_a_batch(monkeypatch):
    monkeypatch.setattr(chaining, "BATCH", 2)
    write("a", "b", "c", "d", "e")
    assert (link_events(), held(), verify().faults) == (5, [(1, 2), (2, 2), (3, 1)], [])


def test_a_link_ends_with_the_day():
    with time_machine.travel(EVENING, tick=False):
        write("a")
    write("b")
    link_events()
    assert [(str(link.day), link.events) for link in Link.objects.all()] == [
        ("2026-11-18", 1),
        ("2026-11-20", 1),
    ]


def test_no_more_time_than_is_given():
    write("a")
    assert (link_events(seconds=0), held()) == (0, [])


def test_readings_from_the_spool_are_linked_with_the_rest():
    record_reading(by="bob", action="people.read", text="x")
    drain()
    assert (link_events(), verify().faults, verify().unlinked) == (1, [], 0)


def test_a_link_that_somebody_else_made_meanwhile_is_not_made_twice(monkeypatch):
    write("a")
    link_events()
    monkeypatch.setattr(chaining, "last_link", lambda: None)
    assert (link_events(), held()) == (0, [(1, 1)])


def test_ids_that_are_not_there_are_written_down():
    put(3, 4, 7)
    link_events()
    (link,) = Link.objects.all()
    assert (link.first_id, link.last_id, link.gaps) == (1, 7, [[1, 2], [5, 6]])
    assert verify().faults == []


def test_what_comes_late_into_a_gap_is_linked_by_name():
    put(1, 4)
    link_events()
    Link.objects.update(settled=False)
    put(2, 5)
    assert (verify().faults, verify().unlinked) == ([], 2)

    link_events()
    last = Link.objects.last()
    assert last is not None
    assert (last.first_id, last.last_id, last.gaps, last.late) == (5, 5, [], [[2, 2]])
    assert (verify().faults, verify().unlinked) == ([], 0)


def test_only_late_events_make_a_link_too():
    put(1, 4)
    link_events()
    Link.objects.update(settled=False)
    put(2, 3)
    assert (link_events(), held(), verify().faults) == (2, [(1, 2), (2, 2)], [])
    put(5)
    assert (link_events(), verify().faults) == (1, [])


def test_a_gap_is_not_looked_at_for_ever():
    put(1, 4)
    link_events()
    Link.objects.update(settled=False, horizon=0)
    link_events()
    put(2)
    assert (Link.objects.get().settled, link_events()) == (True, 0)
    assert [fault.kind for fault in verify().faults] == ["inserted"]
