"""Every action: its events, and that change and event go together or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

import factories
from goc.audit.models import Event
from goc.people import actions
from goc.people.models import BoardMember, Fact, Holding, Keeper, Membership, Person, Seat
from goc.units.models import Unit

TABLES = [Person, Keeper, Seat, Holding, Membership, Fact, BoardMember]


@dataclass
class Stage:
    """What the actions act upon."""

    cast: factories.Cast
    person: Person
    other: Person
    commune: Unit
    board: Unit
    holding: Holding
    membership: Membership
    fact: Fact
    member: BoardMember


@pytest.fixture
def stage(cast) -> Stage:
    commune, by = cast.communes[0], cast.alice
    person = actions.add_person(
        full_name="Nông Văn Đức", keeper=commune, on=date(2003, 1, 1), by=by
    )
    other = actions.add_person(full_name="Lý Thị Hoa", keeper=commune, on=date(2003, 1, 1), by=by)
    board = factories.unit("Ban Chỉ đạo đào tạo", "steering_committee", cast.province)
    return Stage(
        cast,
        person,
        other,
        commune,
        board,
        actions.post_person(
            person=person, unit=commune, post="commander", on=date(2004, 1, 1), by=by
        ),
        actions.join_body(
            person=person, body="party", stage="probationary", on=date(2004, 1, 1), by=by
        ),
        actions.record_fact(
            person=person, kind="political_theory", value="elementary", on=date(2004, 1, 1), by=by
        ),
        actions.appoint_board_member(
            board=board, person=person, role="member", on=date(2004, 1, 1), by=by
        ),
    )


DAY = date(2010, 1, 1)
Case = tuple[Callable[..., Any], Callable[[Stage], dict[str, Any]], list[tuple[str, str]]]
CASES: list[Case] = [
    (
        actions.add_person,
        lambda s: {"full_name": "Hoàng Văn Thụ", "keeper": s.commune, "on": DAY},
        [("people.add_person", "people.person"), ("open", "people.keeper")],
    ),
    (
        actions.correct_person,
        lambda s: {"person": s.person, "birth_year": 1970},
        [("people.correct_person", "people.person")],
    ),
    (
        actions.move_person,
        lambda s: {"person": s.person, "to": s.cast.communes[1], "on": DAY},
        [("close", "people.keeper"), ("open", "people.keeper")],
    ),
    (
        actions.record_death,
        lambda s: {"person": s.person, "on": DAY},
        [
            ("people.record_death", "people.person"),
            ("close", "people.holding"),
            ("close", "people.membership"),
            ("close", "people.boardmember"),
        ],
    ),
    (
        actions.lay_seats,
        lambda s: {"unit": s.cast.communes[1], "on": DAY},
        [("open", "people.seat"), ("open", "people.seat")],
    ),
    (
        actions.post_person,
        lambda s: {
            "person": s.other,
            "unit": s.commune,
            "post": "deputy_commander",
            "on": DAY,
            "decision": "QĐ 12",
        },
        [("open", "people.holding")],
    ),
    (
        actions.end_holding,
        lambda s: {"holding": s.holding, "on": DAY, "ended_by": "retired"},
        [("close", "people.holding")],
    ),
    (
        actions.join_body,
        lambda s: {"person": s.other, "body": "party_committee", "unit": s.commune, "on": DAY},
        [("open", "people.membership")],
    ),
    (
        actions.make_official,
        lambda s: {"membership": s.membership, "on": DAY},
        [("close", "people.membership"), ("open", "people.membership")],
    ),
    (
        actions.leave_body,
        lambda s: {"membership": s.membership, "on": DAY},
        [("close", "people.membership")],
    ),
    (
        actions.record_fact,
        lambda s: {
            "person": s.person,
            "kind": "political_theory",
            "value": "intermediate",
            "on": DAY,
        },
        [("close", "people.fact"), ("open", "people.fact")],
    ),
    (actions.end_fact, lambda s: {"fact": s.fact, "on": DAY}, [("close", "people.fact")]),
    (
        actions.appoint_board_member,
        lambda s: {"board": s.board, "person": s.other, "role": "head", "on": DAY},
        [("open", "people.boardmember")],
    ),
    (
        actions.end_board_member,
        lambda s: {"member": s.member, "on": DAY},
        [("close", "people.boardmember")],
    ),
    (
        actions.correct_row,
        lambda s: {"row": s.fact, "value": "advanced"},
        [("correct", "people.fact")],
    ),
    (
        actions.correct_row,
        lambda s: {"row": s.holding, "decision": "QĐ 15"},
        [("correct", "people.holding")],
    ),
]
IDS = [f"{action.__name__}-{number}" for number, (action, _, _) in enumerate(CASES)]


class Nobody:
    """A user of whom the event cannot be written."""

    def __str__(self) -> str:
        raise RuntimeError("no event")


def stored() -> list[object]:
    return [list(table.objects.order_by("id").values()) for table in [*TABLES, Event]]


@pytest.mark.parametrize(("action", "arguments", "expected"), CASES, ids=IDS)
def test_events(stage, action, arguments, expected):
    last = Event.objects.order_by("id").last().id
    action(**arguments(stage), by=stage.cast.alice)
    events = Event.objects.filter(id__gt=last).order_by("id")
    assert [(e.action, e.kind) for e in events] == expected
    assert {e.by for e in events} == {"alice"} and all(e.after != e.before for e in events)


@pytest.mark.parametrize(("action", "arguments", "expected"), CASES, ids=IDS)
def test_change_goes_back_with_its_event(stage, action, arguments, expected):
    before = stored()
    with pytest.raises(RuntimeError):
        action(**arguments(stage), by=Nobody())
    assert stored() == before


def test_a_new_persons_event_holds_what_was_stored(cast):
    person = actions.add_person(
        full_name=" Nông  Văn Đức",
        keeper=cast.communes[0],
        on=DAY,
        by=cast.alice,
        birth_date=date(1970, 2, 3),
        ethnicity="tay",
        religion="none",
        sex="male",
        home_village="Xã  Chi Lăng",
    )
    event = Event.objects.get(subject=str(person.public_id))
    assert (person.full_name, person.folded, person.birth_year) == (
        "Nông Văn Đức",
        "nong van duc",
        1970,
    )
    assert {
        k: event.after[k]
        for k in ("full_name", "birth_date", "ethnicity", "home_village", "died_on")
    } == {
        "full_name": "Nông Văn Đức",
        "birth_date": "1970-02-03",
        "ethnicity": "tay",
        "home_village": "Xã Chi Lăng",
        "died_on": None,
    }
