"""What is written in one go, what is left to the actions, and what a lock is taken for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goc.audit.chaining import link_events
from goc.audit.models import Event, EventValues
from goc.audit.origin import one_act
from goc.audit.verifying import verify
from goc.dated import staging
from goc.dated.undoing import take_back_act
from goc.lib.progress import Cancelled
from goc.people import actions, importing
from goc.people.entering.entry import Entry
from goc.people.models import Apart, Fact, Holding, Keeper, Membership, Person, Seat
from people.entering.lists import (
    KNOWN_NUMBER,
    UNITS,
    Corners,
    add,
    corners,
    taken,
    understood,
    unit_called,
)
from people.made import TODAY
from worlds import world_of_module

pytestmark = pytest.mark.django_db
made, register = world_of_module(corners)
DAY = date(2012, 12, 31)
FIRST, SECOND, THIRD, FOURTH = UNITS[:4]
NUMBER = "020070000001"
COMMANDER, DEPUTY = "Chỉ huy trưởng", "Chỉ huy phó"
TABLES = [Person, Keeper, Fact, Membership, Seat, Holding, Apart, Event, EventValues]


def row(name: str, unit: str = FOURTH, **told: Any) -> dict[str, Any]:
    return {"full_name": name, "unit": unit, "note": name, **told}


LIST = [
    row("Chu Văn Một", post=COMMANDER, post_from="01/03/2005", political_theory="Sơ cấp"),
    row("Chu Văn Hai", post=DEPUTY, party_probationary="03/02/2004", party_official="03/02/2005"),
    row("Chu Văn Ba", FIRST, birth=1970, post=COMMANDER, post_from="01/03/2005"),
]


def counted() -> list[int]:
    return [model._default_manager.count() for model in TABLES]


@pytest.fixture
def left(monkeypatch) -> list[str]:
    """Names of those whom the actions entered one by one."""
    names: list[str] = []
    add_person = actions.add_person

    def told(**known: Any) -> Person:
        names.append(known["full_name"])
        return add_person(**known)

    monkeypatch.setattr(actions, "add_person", told)
    return names


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (LIST, []),
        # the number of somebody known, of another line
        ([*LIST, row("Vi Văn Tư", citizen_number=KNOWN_NUMBER)], ["Chu Văn Một", "Chu Văn Hai", "Vi Văn Tư"]),
        (
            [row("Vi Văn Tư", citizen_number=NUMBER), *LIST[2:], row("Bế Năm", SECOND, citizen_number=NUMBER)],
            ["Vi Văn Tư", "Bế Năm"],
        ),
        # a name and birth that are known there, and confirmed to be another's
        ([row("Nông Văn Đức", FIRST, birth="03/02/1970", confirmed="đúng"), *LIST[:2]], ["Nông Văn Đức"]),
        ([row("Vi Văn Tư", confirmed="đúng"), row("Vi Văn Tư", confirmed="đúng"), LIST[2]], ["Vi Văn Tư", "Vi Văn Tư"]),
        # the seat of the commander begins only later
        ([row("Vi Văn Tư", SECOND, post=DEPUTY, post_from="01/03/2007"), *LIST], ["Vi Văn Tư"]),
        # the same name elsewhere, and of another birth
        ([row("Nông Văn Đức", FOURTH, birth="03/02/1970"), row("Nông Văn Đức", FIRST, birth="04/02/1970")], []),
    ],
)  # fmt: skip
def test_the_lines_of_a_unit_in_which_one_is_entangled_are_left_to_the_actions(
    register: Corners, left: list[str], rows: list[dict[str, Any]], expected: list[str]
) -> None:
    result = taken(register, rows, DAY)
    tried = {f.row for f in result.faults}
    assert sorted(left) == sorted(expected)
    assert tried == {
        n for n, one in enumerate(rows, 2) if one.get("citizen_number") and one is rows[-1]
    }


def test_a_fault_in_the_database_leaves_nothing(register: Corners, monkeypatch: Any) -> None:
    before = counted()

    def broken(events: Any, at: str) -> None:
        assert Person.objects.filter(note="Chu Văn Một").exists()
        raise RuntimeError("power cut")

    monkeypatch.setattr(staging, "write_prepared", broken)
    with pytest.raises(RuntimeError, match="power cut"):
        taken(register, LIST, DAY)
    assert counted() == before


def test_a_fault_of_a_line_left_to_the_actions_takes_the_others_back(register: Corners) -> None:
    before = counted()
    result = taken(register, [*LIST, row("Vi Văn Tư", SECOND, citizen_number=KNOWN_NUMBER)], DAY)
    assert [(f.row, f.reason) for f in result.faults] == [
        (5, f"Số định danh {KNOWN_NUMBER} đã là của Nông Văn Đức.")
    ]
    assert (counted(), result.accepted) == (before, 0)


def test_trying_takes_no_lock_and_no_key(register: Corners) -> None:
    with CaptureQueriesContext(connection) as asked:
        result = taken(register, LIST, DAY, dry_run=True)
    begun = {query["sql"].split()[0] for query in asked.captured_queries}
    assert (result.new, begun) == (3, {"SELECT"})


def test_somebody_who_writes_meanwhile_is_heard(register: Corners, monkeypatch: Any) -> None:
    """A post is taken, a number given and a namesake entered after the list was checked."""
    by = register.cast.operator
    rows = [
        row("Chu Văn Một", FOURTH, post=COMMANDER, post_from="01/03/2005"),
        row("Vi Văn Tư", SECOND, citizen_number="020070000001"),
        row("Lý Văn Sáu", FIRST, birth=1970),
        row("Bế Văn Bảy", THIRD),
    ]
    draft = Entry.draft

    def then_others_write(entry: Entry, *how: Any) -> None:
        draft(entry, *how)
        place = {"unit": unit_called(FOURTH), "post": "commander", "on": date(2010, 1, 1)}
        sitting = add(register.cast.district, "Người Khác", by)
        actions.post_person(person=sitting, by=by, **place)
        add(register.cast.district, "Người Nữa", by, citizen_number="020070000001")
        add(unit_called(FIRST), "Lý Văn Sáu", by, birth_year=1970)

    monkeypatch.setattr(Entry, "draft", then_others_write)
    result = taken(register, rows, DAY)
    assert [(fault.row, fault.reason[:40]) for fault in result.faults] == [
        (2, "Chức danh Chỉ huy trưởng không còn khuyế"),
        (3, "Số định danh 020070000001 đã là của Ngườ"),
        (4, "Đã có Lý Văn Sáu ở Xã Một Một, họ tên và"),
    ]
    assert not Person.objects.filter(full_name="Bế Văn Bảy").exists()


def test_who_writes_elsewhere_meanwhile_disturbs_nothing(
    register: Corners, left: list[str], monkeypatch: Any
) -> None:
    draft = Entry.draft

    def then_another_writes(entry: Entry, *how: Any) -> None:
        draft(entry, *how)
        add(unit_called(SECOND), "Người Khác", register.cast.operator)

    monkeypatch.setattr(Entry, "draft", then_another_writes)
    assert taken(register, LIST, DAY).new == 3
    assert left == ["Người Khác"]


def test_many_portions_are_one_whole_and_the_chain_holds(
    register: Corners, monkeypatch: Any
) -> None:
    monkeypatch.setattr(staging, "PORTION", 2)
    monkeypatch.setattr(staging, "IN_MEMORY", 10)
    rows = [row(f"Chu Văn {n}", birth=1970, health_class=2) for n in range(7)]
    with one_act():
        assert taken(register, rows, DAY).new == 7
    link_events()
    assert verify().faults == []
    assert [Fact.objects.filter(person__note=one["note"]).count() for one in rows] == [1] * 7


def test_progress_rises_and_whoever_stops_it_leaves_nothing(register: Corners) -> None:
    before, heard = counted(), list[int]()
    taken(register, LIST, DAY, report=lambda percent, _said: heard.append(percent), dry_run=True)
    assert (heard, heard[0]) == (sorted(heard), 0)

    def stop(percent: int, _said: str) -> None:
        if percent >= 60:
            raise Cancelled

    with pytest.raises(Cancelled):
        taken(register, LIST, DAY, report=stop)
    assert counted() == before


def test_what_was_written_in_one_go_is_taken_back_whole(register: Corners) -> None:
    before = counted()
    with one_act() as act:
        importing.import_people(understood(LIST), by=register.cast.alice, as_of=DAY, today=TODAY)
    with one_act():
        take_back_act(act=act, by=register.cast.alice, reason="nhập nhầm")
    after = counted()
    assert after[:6] == before[:6]
    assert after[7] > before[7]
