"""What is known of the lives of many units is what is asked of each."""

from __future__ import annotations

from datetime import date

import pytest

import factories
from goc.lib.errors import RefusedError
from goc.units import lives
from goc.units.actions import Close, Found, reorganise
from goc.units.known_lives import KnownLives
from goc.units.models import Unit, UnitVersion

pytestmark = pytest.mark.django_db
ENDED = date(2015, 7, 1)
DAYS = [date(2001, 1, 1), factories.START, date(2010, 1, 1), ENDED, date(2020, 1, 1)]


@pytest.fixture
def units() -> list[Unit]:
    """A province, a commune that went whole into a new one, that one, and one founded later."""
    cast = factories.cast()
    into = (Close(cast.communes[0], into=(("heir", "full"),)),)
    heir = Found("heir", "Xã Mới", "commune", cast.district)
    reorganise(on=ENDED, kind="merge", by="t", changes=[*into, heir])
    later = factories.unit("Xã Sau", "commune", cast.district, start=date(2012, 1, 1))
    nameless = Unit.objects.create()
    new = UnitVersion.objects.get(name="Xã Mới").unit
    return [cast.province, cast.communes[0], new, later, nameless]


def outcome(ask, *about):
    """What is answered, or refused."""
    try:
        return ask(*about)
    except RefusedError as why:
        return str(why)


def test_each_day_of_each_unit(units: list[Unit]) -> None:
    known = KnownLives([unit.pk for unit in units])
    for unit in units:
        heirs = lives.Heirs([unit.pk])
        for day in DAYS:
            asked = [
                outcome(lives.check_alive, unit, day),
                outcome(lives.check_within_life, unit, day),
                lives.first_day(unit, day),
                heirs.stages(unit.pk, day, None),
            ]
            answered = [
                outcome(known.check_alive, unit, day),
                outcome(known.until, unit, day),
                known.first_day(unit, day),
                known.stages(unit, day),
            ]
            assert answered == asked


def test_the_picture_of_a_unit_changes_when_it_ends(units: list[Unit]) -> None:
    unit = units[0].pk
    before = KnownLives([unit]).picture(unit)
    UnitVersion.objects.filter(unit=unit).update(valid_to=ENDED)
    assert (KnownLives([unit]).picture(unit) == before) is False
