"""Traits and rights that an ended unit left behind, settled: to how many units, with which value."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

import factories
from goc.audit.models import Event
from goc.lib.errors import InputError
from goc.units.actions.settlements import settle_left, settle_right, settle_trait
from goc.units.inheritance import LENGTH
from goc.units.models import Settlement, Trait, Unit, UnitRight

END = date(2020, 1, 1)


def trait(unit: Unit, kind: str, **more: Any) -> Trait:
    return Trait.objects.create(
        unit=unit, kind=kind, source="BC 7", valid_from=factories.START, valid_to=END, **more
    )


def now_with(units: list[Unit], kind: str) -> list[tuple[Unit, Decimal, str, date]]:
    rows = Trait.objects.filter(unit__in=units, kind=kind, valid_to=None).order_by("unit_id")
    return [(row.unit, row.value, row.hedge, row.valid_from) for row in rows]


def test_what_was_measured_goes_to_one_unit_at_a_time(cast):
    left = trait(cast.district, LENGTH, value=231, hedge="hơn")
    with pytest.raises(InputError) as refused:
        settle_trait(trait=left, units=cast.communes, by=cast.alice)
    assert str(refused.value) == ("Hãy chọn một đơn vị: chiều dài phải ghi riêng cho từng đơn vị.")
    assert (Settlement.objects.count(), now_with(cast.communes, LENGTH)) == (0, [])
    settle_trait(trait=left, units=cast.communes[:1], by=cast.alice)
    assert now_with(cast.communes, LENGTH) == [(cast.communes[0], Decimal(231), "hơn", END)]
    assert Settlement.objects.get().subject == left.public_id


@pytest.mark.parametrize(("typed", "value"), [("", Decimal(231)), ("3,5", Decimal("3.5"))])
def test_a_length_is_the_old_one_unless_one_is_typed(cast, typed, value):
    left = trait(cast.district, LENGTH, value=231)
    settle_trait(trait=left, units=cast.communes[1:], by=cast.alice, value=typed)
    assert [row[1] for row in now_with(cast.communes, LENGTH)] == [value]


def test_a_border_is_of_all_that_took_over(cast):
    left = trait(cast.district, "border")
    settle_trait(trait=left, units=cast.communes, by=cast.alice)
    assert [row[0] for row in now_with(cast.communes, "border")] == cast.communes


@pytest.mark.parametrize("kind", ["border", LENGTH])
def test_nobodys_is_an_answer_for_either(cast, kind):
    left = trait(cast.district, kind)
    settle_trait(trait=left, units=[], by=cast.alice)
    assert (Settlement.objects.count(), Trait.objects.count()) == (1, 1)


def test_a_right_is_given_again_in_the_same_role_from_the_day(cast):
    right = UnitRight.objects.get(user=cast.bob)
    settle_right(right=right, units=cast.communes, on=END, by=cast.operator)
    given = UnitRight.objects.filter(user=cast.bob, unit__in=cast.communes).order_by("unit_id")
    assert [(row.unit, row.role, row.valid_from) for row in given] == [
        (unit, "reader", END) for unit in cast.communes
    ]
    assert Settlement.objects.get().subject == right.public_id


def test_settled_twice_is_settled_once(cast):
    subject = uuid4()
    first = settle_left(subject=subject, by=cast.alice, text="x" * 400)
    again = settle_left(subject=subject, by=cast.bob, text="khác")
    assert (again, len(again.text), Settlement.objects.count()) == (first, 300, 1)
    event = Event.objects.get(action="units.settle")
    assert (event.by, event.after["subject"]) == ("alice", str(subject))
