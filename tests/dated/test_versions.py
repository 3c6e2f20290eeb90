"""Whether the records behind a form changed since it was drawn, and who did what."""

from __future__ import annotations

from datetime import date

import pytest

import factories
from goc.audit.actions import record
from goc.audit.models import Event
from goc.dated.versions import Watched
from goc.units.actions import add_alias, rename_unit, set_trait, take_back_row
from goc.units.models import Trait, Unit, UnitVersion

pytestmark = pytest.mark.django_db
DAY = date(2020, 1, 1)


@pytest.fixture
def unit() -> Unit:
    return factories.unit("Xã Mẫu Sơn", "commune")


def watched(unit: Unit, **more) -> Watched:
    def again():
        return [unit, *unit.versions.order_by("id")]

    return Watched(unit, again(), again, **more)


def test_a_version_stays_current_until_a_record_changes(unit):
    version = watched(unit).version()
    set_trait(unit=unit, kind="border", source="BC", on=DAY, by="bob")
    assert watched(unit).is_current(version)  # nothing of what is shown
    rename_unit(unit=unit, name="Xã Khác", on=DAY, by="bob")
    assert not watched(unit).is_current(version)
    assert watched(unit).is_current(watched(unit).version())


@pytest.mark.parametrize("change", ["value", "added", "removed", "moment"])
def test_any_difference_counts(unit, change):
    kept = watched(unit)
    version, row = kept.version(), unit.versions.get()
    if change == "value":
        UnitVersion.objects.filter(pk=row.pk).update(name="Xã Mẫu Sơn ")
    elif change == "added":
        UnitVersion.objects.filter(pk=row.pk).update(valid_to=DAY)
        UnitVersion.objects.create(unit=unit, name="x", folded="x", kind="ward", valid_from=DAY)
    elif change == "removed":
        row.delete()
    else:
        row.save()  # the same values, written later
    assert not kept.is_current(version)


def test_the_version_is_of_what_is_shown_and_not_of_what_is_there_now(unit):
    kept = watched(unit)
    before = kept.version()
    UnitVersion.objects.filter(unit=unit).update(name="Xã Khác")
    assert kept.version() == before != watched(unit).version()


def test_a_version_remembers_the_newest_event(unit):
    assert watched(unit).version().endswith(".0")
    add_alias(unit=unit, name="Xã Cũ", by="t")
    newest = Event.objects.latest("id").pk
    digest, _, number = watched(unit).version().partition(".")
    assert (int(number), len(digest)) == (newest, 32)


def test_what_was_done_since_by_whom(unit):
    kept = watched(unit)
    version = kept.version()
    rename_unit(unit=unit, name="Xã Khác", on=DAY, by="bob")
    other = factories.unit("Xã Xa", "commune")
    rename_unit(unit=other, name="Xã Gần", on=DAY, by="erin")
    assert [(e.by, e.action) for e in kept.changes_since(version)] == [
        ("bob", "close"),
        ("bob", "open"),
    ]
    assert watched(unit).changes_since(watched(unit).version()) == []


def test_readings_and_idle_writings_are_no_changes(unit):
    kept = watched(unit)
    version = kept.version()
    subject = str(unit.public_id)
    kinds = ({"a": 1}, {"a": 1}), ({}, {})
    for before, after in kinds:
        record(by="bob", action="x", subject=subject, before=before, after=after)
    record(by="bob", action="y", subject=subject, before={"a": 1}, after={"a": 2})
    assert [e.action for e in kept.changes_since(version)] == ["y"]


def test_what_is_gone_since_is_told_too(unit):
    row = Trait.objects.create(unit=unit, kind="border", source="x", valid_from=DAY)
    kept = Watched(unit, [row], unit.traits.all)
    version = kept.version()
    take_back_row(row=row, by="bob", reason="Nhầm")
    assert [e.action for e in kept.changes_since(version)] == ["units.take_back_row"]
    assert not kept.is_current(version)


@pytest.mark.parametrize("version", ["", "x", "x.", "x.0"])
def test_a_version_nobody_gave_is_not_current_and_shows_everything(unit, version):
    kept = watched(unit)
    rename_unit(unit=unit, name="Xã Khác", on=DAY, by="bob")
    assert not kept.is_current(version)
    assert len(kept.changes_since(version)) == 2
