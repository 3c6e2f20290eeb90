"""Many closings and openings at once: the same rows and events as one by one."""

from __future__ import annotations

from datetime import date

import pytest

import factories
from goc.audit.models import Event
from goc.dated import bulk
from goc.dated.actions import close_fact, correct_fact, open_fact
from goc.dated.bulk import Batch, portions
from goc.lib.errors import RefusedError
from goc.units.models import Trait, Unit

START, DAY, OVER = date(2010, 1, 1), date(2020, 1, 1), date(2025, 7, 1)
db = pytest.mark.django_db


@pytest.fixture
def units(db) -> list[Unit]:
    return [factories.unit(f"Xã {n}", "commune") for n in range(3)]


def trait(unit: Unit, end: date | None = None, kind: str = "border") -> Trait:
    row = Trait(unit=unit, kind=kind, source="BC 7", valid_from=START, valid_to=end)
    row.save()
    return row


def told(first: int = 0) -> list[tuple[object, ...]]:
    return [
        (e.by, e.action, e.kind, e.text, e.before, e.after, e.unit)
        for e in Event.objects.order_by("id")[first:]
    ]


def test_the_same_events_as_one_by_one(units):
    """An open row ends, one with a later end is corrected, a new one is opened."""
    rows = [trait(units[0]), trait(units[1], OVER)]
    new = {"unit": units[2], "kind": "coastal", "source": "BC 8", "valid_from": DAY}
    batch = Batch(by=factories.user("alice"), text="NQ 818")
    for row in rows:
        batch.close(row, on=DAY)
    batch.open(Trait(**new))
    assert (Event.objects.count(), Trait.objects.count()) == (0, 2)
    batch.write()
    many = told()
    Trait.objects.all().delete()
    rows = [trait(units[0]), trait(units[1], OVER)]
    close_fact(rows[0], on=DAY, by="alice", text="NQ 818")
    correct_fact(rows[1], by="alice", text="NQ 818", valid_to=DAY)
    open_fact(Trait(**new), by="alice", text="NQ 818")
    assert many == told(3)
    assert [event[1] for event in many] == ["close", "correct", "open"]


def test_each_row_ends_on_its_day_with_what_is_learnt(units):
    one, two, three, other = *(trait(unit) for unit in units), trait(units[0], kind="coastal")
    batch = Batch(by="t")
    batch.close(one, on=DAY, source="BC 8")
    batch.close(two, on=DAY)
    batch.close(three, on=OVER, source="BC 8")
    batch.write()
    rows = Trait.objects.order_by("id").values_list("pk", "valid_to", "source")
    assert list(rows) == [
        (one.pk, DAY, "BC 8"),
        (two.pk, DAY, "BC 7"),
        (three.pk, OVER, "BC 8"),
        (other.pk, None, "BC 7"),
    ]


def test_closings_are_written_before_openings(units):
    """The new row takes the period that the old one leaves."""
    batch = Batch(by="t")
    batch.open(Trait(unit=units[0], kind="border", source="BC 8", valid_from=DAY))
    batch.close(trait(units[0]), on=DAY)
    batch.write()
    assert list(Trait.objects.order_by("valid_from").values_list("valid_to", flat=True)) == [
        DAY,
        None,
    ]


def test_a_closed_row_is_newer_than_before(units):
    row = trait(units[0])
    before = row.changed_at
    batch = Batch(by="t")
    batch.close(row, on=DAY)
    batch.write()
    row.refresh_from_db()
    assert row.changed_at > before


def test_a_period_without_a_day_is_refused(units):
    batch = Batch(by="t")
    with pytest.raises(RefusedError, match="Ngày kết thúc 01/01/2010 phải sau"):
        batch.close(trait(units[0]), on=START)
    with pytest.raises(RefusedError, match="Ngày kết thúc 01/01/2020 phải sau"):
        batch.open(Trait(unit=units[1], kind="border", source="x", valid_from=DAY, valid_to=DAY))
    batch.write()
    assert (Trait.objects.get().valid_to, Event.objects.count()) == (None, 0)


def test_many_go_in_portions(units, monkeypatch):
    monkeypatch.setattr(bulk, "MANY", 2)
    rows = [trait(unit) for unit in units]
    batch = Batch(by="t")
    for row in rows:
        batch.close(row, on=DAY)
    batch.write()
    assert Trait.objects.filter(valid_to=DAY).count() == Event.objects.count() == 3


@pytest.mark.parametrize("count", [0, 1, 1999, 2000, 2001, 4000, 4001])
def test_portions_are_all_in_their_order(count):
    values = list(range(count))
    parts = list(portions(values))
    assert [value for part in parts for value in part] == values
    assert [len(part) for part in parts[:-1]] == [2000] * (len(parts) - 1)
    assert all(0 < len(part) <= 2000 for part in parts)
