"""Rows drafted, laid aside and written in one go: as an action would have left them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import transaction

import factories
from goc.audit.models import Event
from goc.dated import actions
from goc.dated.models import Record
from goc.dated.staging import Draft, InventedKeys, Keys, Staged
from goc.lib.errors import RefusedError
from goc.people.models import Membership, Person

pytestmark = pytest.mark.django_db
DAY, LATER = date(2010, 5, 1), date(2011, 5, 1)


@pytest.fixture
def someone() -> Person:
    return Person.objects.create(code="A", full_name="Vi Ba", folded="vi ba", sort_key="ba")


def member(someone: Person, stage: str, on: date) -> Membership:
    return Membership(person=someone, body="party", stage=stage, lane="party", valid_from=on)


def drafted(row: Any, until: date | None = None) -> Draft:
    Keys().give(row)
    draft = Draft()
    draft.open(row, confirmed={"planned": "đúng"})
    if until:
        draft.close(row, on=until)
    return draft


def left(model: type[Record]) -> list[Any]:
    """Rows and what is told of them, without what is drawn anew each time."""
    rows = [actions.values_of(row) for row in model._default_manager.order_by("pk")]
    events = Event.objects.order_by("pk")
    return [rows, [(e.by, e.action, e.kind, e.before, e.after, e.unit, e.act) for e in events]]


def test_a_row_that_is_opened_and_closed_leaves_what_the_actions_leave(someone: Person) -> None:
    staged = Staged(by="t")
    staged.lay_aside(drafted(member(someone, "probationary", DAY), LATER), 1)
    with transaction.atomic():
        staged.write()
    staged.close()
    in_one_go = left(Membership)
    Membership.objects.all().delete()
    Event.objects.all()._raw_delete("default")
    row = member(someone, "probationary", DAY)
    actions.open_fact(row, by="t", confirmed={"planned": "đúng"})
    actions.close_fact(row, on=LATER, by="t")
    assert in_one_go == left(Membership)


def test_groups_that_are_left_out_stay_out(someone: Person) -> None:
    staged = Staged(by="t")
    other = Person.objects.create(code="B", full_name="Chu Tư", folded="chu tu", sort_key="tu")
    for group, person in enumerate((someone, other)):
        staged.lay_aside(drafted(member(person, "official", DAY)), group)
    staged.write(but={0})
    staged.close()
    assert list(Membership.objects.values_list("person__code", flat=True)) == ["B"]
    assert Event.objects.filter(kind="people.membership").count() == 1


def test_an_end_before_the_beginning_is_refused(someone: Person) -> None:
    with pytest.raises(RefusedError, match="phải sau ngày bắt đầu"):
        drafted(member(someone, "official", LATER), DAY)


def test_what_overlaps_is_refused_by_the_database_and_leaves_nothing(someone: Person) -> None:
    actions.open_fact(member(someone, "official", DAY), by="t")
    events = Event.objects.count()
    staged = Staged(by="t")
    staged.lay_aside(drafted(member(someone, "official", LATER)), 1)
    with pytest.raises(Exception, match=r"overlap|conflicting"), transaction.atomic():
        staged.write()
    staged.close()
    assert (Membership.objects.count(), Event.objects.count()) == (1, events)


def test_invented_keys_are_none_of_the_register(someone: Person) -> None:
    keys, rows = InventedKeys(), [Person() for _ in range(1200)]
    for row in rows:
        keys.give(row)
    given = {row.pk for row in rows}
    assert (len(given), max(given) < 0) == (1200, True)
    assert Person.objects.create(code="C").pk == someone.pk + 1


def test_in_whose_stead_is_asked_once_a_unit(someone: Person, monkeypatch: Any) -> None:
    from goc.audit import capacity  # the list of those who are asked

    asked: list[Any] = []

    def standing_in(_login: str) -> Any:
        return lambda unit: asked.append(unit) or f"thay {unit}"

    monkeypatch.setattr(capacity, "knowing", [standing_in])
    unit = factories.unit("Xã Một", "commune")
    staged = Staged(by="t")
    for number in range(3):
        row = Membership(person=someone, body="peoples_council", unit=unit)
        row.valid_from, row.valid_to = date(2010 + number, 1, 1), date(2011 + number, 1, 1)
        staged.lay_aside(drafted(row), number)
    staged.write()
    staged.close()
    told = Event.objects.filter(kind="people.membership")
    assert {event.said for event in told} == {f"thay {unit.public_id}"}
    assert asked == [unit.public_id]
