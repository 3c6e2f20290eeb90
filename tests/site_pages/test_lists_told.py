"""The log, long work and users as lists: what their cells say, and to whom."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import factories
from goc.accounts.models import User
from goc.audit import masks
from goc.audit.actions import erase_values, record
from goc.audit.models import Event
from goc.jobs.models import Job
from goc.lists.asked import asked_of
from goc.people.access import MASK
from goc.site.lists import LOG, USERS, jobs_shape, log_lines
from goc.units.asking import asking_of
from goc.units.models import UnitRight
from people.made import full

TODAY = date(2026, 11, 20)


def shown(shape: Any, user: Any, **given: str) -> list[list[str]]:
    asking = asking_of(user)
    rows = shape.made(asked_of(shape, asking, given).rows(), asking)
    return [shape.shown(row, asking) for row in rows]


def changes(user: Any, **more: Any) -> str:
    event = record(by="alice", action="test.act", **more)
    (line,) = log_lines([event], asking_of(user))
    return line.changes


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ({}, {}, ""),
        ({}, {"name": "Đức"}, "name: Đức"),
        ({"name": "Đức"}, {"name": "Đạt"}, "name: Đức → Đạt"),
        ({"name": "Đức"}, {"name": None}, "name: Đức → –"),
        ({"name": "Đức"}, {}, "name: Đức → –"),
        ({"name": ""}, {"name": "Đạt"}, "name:  → Đạt"),
        ({"a": 1, "b": 2, "c": 3}, {"a": 0, "b": 2, "c": 4}, "a: 1 → 0\nc: 3 → 4"),
    ],
)
def test_changes_stand_a_line_each(cast, before, after, words):
    assert changes(cast.operator, before=before, after=after) == words


def test_what_is_sensitive_is_masked_for_who_only_audits(cast):
    full(cast)
    event = Event.objects.get(action="people.add_person")
    told = {}
    for user in (cast.operator, cast.dana):
        (line,) = log_lines([event], asking_of(user))
        told[user.login] = dict(row.split(": ", 1) for row in line.changes.splitlines())
    assert (told["operator"]["ethnicity"], told["operator"]["religion"]) == ("tay", "catholic")
    assert (told["dana"]["ethnicity"], told["dana"]["religion"]) == (
        f"{MASK} → {MASK}",
        f"{MASK} → {MASK}",
    )
    assert told["dana"]["full_name"] == told["operator"]["full_name"] == "Nông Văn Đức"
    assert masks.MASK == MASK


def test_what_was_erased_says_so(cast):
    event = record(by="alice", action="test.act", text="Nông Văn Đức", after={"a": 1})
    erase_values(events=[event.pk], reason="CV 12", by=cast.operator)
    lines = log_lines(list(Event.objects.order_by("id")), asking_of(cast.operator))
    assert [(line.text, line.changes) for line in lines] == [
        ("đã xóa theo yêu cầu", ""),
        ("CV 12", f"events: [[{event.pk}, {event.pk}]]"),
    ]


def test_the_log_is_looked_for_by_beginnings_and_whole_words(cast):
    for action, by in (("people.add_person", "alice"), ("people.read", "bob"), ("open", "alice")):
        record(by=by, action=action, kind="people.person", subject="7")
    acts = {
        text: [row[2] for row in shown(LOG, cast.dana, **{"f.action": text})]
        for text in ("people.", "people.read", "people", "open")
    }
    assert acts == {
        "people.": ["people.read", "people.add_person"],
        "people.read": ["people.read"],
        "people": [],
        "open": ["open"],
    }
    assert len(shown(LOG, cast.dana, **{"f.by": "alice"})) == 2
    assert len(shown(LOG, cast.dana, **{"f.subject": "7"})) == 3


def test_a_job_stands_with_its_state_and_hours(cast):
    shape = jobs_shape()
    kind = shape.cells[0].choices[0]
    Job.objects.create(kind=kind[0], by="alice", progress=40, message="đang đọc")
    (row,) = shown(shape, cast.operator)
    assert row[:2] == [str(kind[1]), str(Job.State.QUEUED.label)]
    assert row[2:5] == ["40", "đang đọc", "alice"]
    assert row[6] == ""


def test_rights_of_a_user_stand_in_one_line(cast):
    UnitRight.objects.create(
        user=cast.bob, unit=cast.elsewhere, role="editor", valid_from=factories.START
    )
    UnitRight.objects.create(
        user=cast.bob, unit=cast.district, role="checker", valid_from=date(2026, 11, 21)
    )
    User.objects.filter(login="charlie").update(is_active=False)
    told = {row[0]: row[1:5] for row in shown(USERS, cast.dana)}
    assert told["bob"] == ["Bob", "Người xem: Tỉnh A; Người nhập: Tỉnh B", "Có", "Không"]
    assert told["charlie"][2] == "Không"
    assert told["operator"][1:] == ["Cơ quan thường trực: toàn hệ thống", "Có", "Có"]
    office = factories.user("office", "standing_office", cast.province)
    assert {row[0]: row[2] for row in shown(USERS, office)}["bob"] == "Người xem: Tỉnh A"


def test_users_are_found_by_login_and_name(cast):
    User.objects.filter(login="bob").update(name="Bế Văn Bốp")
    assert [row[0] for row in shown(USERS, cast.dana, q="bop be")] == ["bob"]
    assert [row[0] for row in shown(USERS, cast.dana, q="cha")] == ["charlie"]
    assert [row[0] for row in shown(USERS, cast.dana, **{"f.is_operator": "có"})] == ["operator"]
