"""Values erased on demand: gone from the log and from the file, told by a tombstone, chain whole."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest
from django.db import connection

from goc.audit.actions import erasable, erase_values, record
from goc.audit.chaining import link_events
from goc.audit.models import Event, EventValues
from goc.audit.queries import events_about
from goc.audit.verifying import verify
from goc.lib.errors import ForbiddenError, InputError, RefusedError
from people import made

WHY = "Công văn 12/CV ngày 01/11/2026"


@pytest.fixture
def person(cast):
    return made.full(cast)


def about(person) -> list[int]:
    return events_about(str(person.public_id), kind="people.person")


def erased(cast, person) -> Event:
    events = about(person)
    return erase_values(
        events=events, reason=WHY, by=cast.operator, kind="people.person", subject=person.public_id
    )


def test_what_tells_of_a_person_is_found_in_the_events_of_its_rows(cast, person):
    other = made.person(cast, "Lý Thị Khác")
    own = {str(person.public_id), *(str(row.public_id) for row in rows_of(person))}
    found = Event.objects.filter(pk__in=about(person))

    assert {event.subject for event in found} == own
    assert str(other.public_id) not in own


def test_another_person_whose_values_name_this_one_keeps_the_rest(cast, person):
    other = made.person(cast, "Lý Thị Khác")
    own = about(other)
    naming = record(
        by="x",
        action="test.act",
        kind="people.person",
        subject=other.public_id,
        after={"same_as": person.public_id},
    )
    assert (naming.pk in about(person), set(own) & set(about(person))) == (True, set())


def rows_of(person):
    sets = (
        person.holdings,
        person.memberships,
        person.facts,
        person.keepers,
        person.board_memberships,
    )
    return [row for rows in sets for row in rows.all()]


def test_the_chain_holds_and_the_tombstone_tells(cast, person):
    link_events()
    events = erasable(about(person))
    stone = erased(cast, person)
    link_events()

    found = verify()
    assert (found.faults, found.erased) == ([], len(events))
    assert (stone.by, stone.text, stone.subject) == ("operator", WHY, str(person.public_id))
    told = {id_ for first, last in stone.after["events"] for id_ in range(first, last + 1)}
    assert told == set(events)


def test_nothing_of_the_name_is_left(cast, person):
    assert EventValues.objects.filter(content__contains=person.full_name).exists()
    erased(cast, person)
    assert not EventValues.objects.filter(content__contains=person.full_name).exists()
    event = Event.objects.filter(action="people.add_person").latest("id")
    assert (event.is_erased, event.text, event.before, event.after, event.changes) == (
        True,
        "",
        {},
        {},
        [],
    )


def test_others_keep_theirs(cast, person):
    other = made.person(cast, "Lý Thị Khác")
    before = about(other)
    erased(cast, person)
    assert erasable(before) == before


def test_only_an_operator_erases(cast, person):
    for user in (cast.alice, cast.bob, cast.dana, "script"):
        with pytest.raises(ForbiddenError):
            erase_values(events=about(person), reason=WHY, by=user)
    assert verify().erased == 0


def test_without_a_reason_nothing_is_erased(cast, person):
    with pytest.raises(InputError, match="lý do xóa"):
        erase_values(events=[1], reason=" ", by=cast.operator)


def test_what_is_erased_is_not_erased_again(cast, person):
    erased(cast, person)
    with pytest.raises(RefusedError, match="không còn giá trị nào"):
        erased(cast, person)


def test_tombstones_and_anchors_stay(cast, person):
    stone = erased(cast, person)
    frozen = record(by="x", action="snapshots.make", after={"manifest_sha256": "0"})
    built = record(by="x", action="summing_up.build_dossier", after={"manifest_sha256": "0"})
    assert erasable([stone.pk, frozen.pk, built.pk]) == []


def test_erasing_is_undone_with_its_tombstone(cast, person, monkeypatch):
    def fails(**_told: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("goc.audit.actions.record", fails)
    with pytest.raises(RuntimeError):
        erased(cast, person)
    assert verify().erased == 0


def test_a_tombstone_whose_own_values_went_hides_nothing(cast, person):
    stone = erased(cast, person)
    EventValues.objects.filter(event=stone).delete()
    assert [fault.kind for fault in verify().faults] == ["erased"]


def test_values_that_came_back_are_told(cast, person):
    kept = list(EventValues.objects.filter(event__in=about(person)))
    erased(cast, person)
    EventValues.objects.bulk_create(kept)
    assert [fault.kind for fault in verify().faults] == ["restored"]


@pytest.mark.django_db(transaction=True)
def test_the_bytes_are_gone_from_the_file(cast, person, tmp_path):
    if connection.vendor != "sqlite":
        pytest.skip("about SQLite's file")
    connection.connection.execute("PRAGMA secure_delete = OFF")
    marked = record(by="x", action="test.act", text="dấu vết riêng")
    erase_values(events=[marked.pk], reason=WHY, by=cast.operator)
    copy = tmp_path / "copy.sqlite3"
    with closing(sqlite3.connect(copy)) as target:
        connection.connection.backup(target)
    assert "dấu vết riêng".encode() not in copy.read_bytes()


def test_pages_say_that_it_was_erased(client, cast, person):
    client.force_login(cast.operator)
    shown = client.get("/audit/").text
    assert person.full_name in shown and "đã xóa theo yêu cầu" not in shown
    erased(cast, person)
    shown = client.get("/audit/").text
    assert person.full_name not in shown and "đã xóa theo yêu cầu" in shown
    assert json.dumps(WHY, ensure_ascii=False).strip('"') in shown
    client.force_login(cast.alice)
    assert "đã xóa theo yêu cầu" in client.get(f"/people/{person.public_id}/").text


def test_of_many_events_none_keeps_its_values(cast):
    events = [
        record(by="x", action="test.act", kind="test.thing", subject="1", after={"n": n}).pk
        for n in range(1001)
    ]
    erase_values(events=events, reason=WHY, by=cast.operator)
    assert not EventValues.objects.filter(event__in=events).exists()
