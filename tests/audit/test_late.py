"""PostgreSQL gives ids before a transaction ends: what ends later is linked later, by name."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event as Signal
from threading import Thread

import pytest
from django.db import connection, transaction

from goc.audit.actions import record
from goc.audit.chaining import link_events
from goc.audit.models import Event, Link
from goc.audit.verifying import verify

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="about PostgreSQL"),
]


@contextmanager
def long_transaction(*, ends_well: bool = True) -> Iterator[None]:
    """Another connection has written an event and is not done with it until the block ends."""
    written, done = Signal(), Signal()

    def work() -> None:
        with transaction.atomic():
            record(by="slow", action="test.act", text="written early, committed late")
            written.set()
            done.wait(20)
            transaction.set_rollback(not ends_well)
        connection.close()

    thread = Thread(target=work)
    thread.start()
    assert written.wait(20)
    try:
        yield
    finally:
        done.set()
        thread.join()


def gaps() -> list[list[list[int]]]:
    return [link.gaps[1:] if link.position == 1 else link.gaps for link in Link.objects.all()]


@pytest.fixture(autouse=True)
def first() -> int:
    """An event, so that the gap before it (other tests' ids) is looked for no longer: once no
    transaction of before goes on, of another process of the tests either.
    """
    record(by="quick", action="test.act")
    link_events()
    end = time.monotonic() + 60
    while Link.objects.filter(settled=False).exists():
        assert time.monotonic() < end
        link_events()
        time.sleep(0.05)
    return Event.objects.get().pk


def test_nobody_waits_and_what_ends_late_is_linked_by_name(first):
    with long_transaction():
        record(by="quick", action="test.act")
        assert (link_events(), link_events()) == (1, 0)
        assert (verify().faults, verify().unlinked) == ([], 0)
    late = first + 1
    assert (verify().faults, verify().unlinked) == ([], 1)
    assert link_events() == 1

    links = list(Link.objects.values_list("gaps", "late", "events"))
    assert links[1:] == [([[late, late]], [], 1), ([], [[late, late]], 1)]
    assert (verify().faults, verify().unlinked) == ([], 0)


def test_an_id_that_was_rolled_back_is_looked_for_no_longer(first):
    with long_transaction(ends_well=False):
        record(by="quick", action="test.act")
        link_events()
        link_events()
        assert Link.objects.filter(settled=False).count() == 1
    link_events()
    link_events()
    assert Link.objects.filter(settled=False).count() == 0
    assert verify().faults == []


def test_what_is_put_there_afterwards_was_inserted(first):
    with long_transaction(ends_well=False):
        record(by="quick", action="test.act")
        link_events()
    link_events()
    Event.objects.bulk_create([Event(id=first + 1, by="x", action="y")])
    link_events()
    assert [fault.kind for fault in verify().faults] == ["inserted"]


def test_an_event_changed_after_it_came_late_shows(first):
    with long_transaction():
        record(by="quick", action="test.act")
        link_events()
    link_events()
    Event.objects.filter(pk=first + 1).update(by="x")
    assert [fault.kind for fault in verify().faults] == ["changed"]
