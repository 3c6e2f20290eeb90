"""Every attribution held against the slow walk of `benchmarks.naive_map`: random histories, and the country."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from benchmarks.naive_map import FOREVER, NaiveMap
from hypothesis import given, settings

from figures.histories import MAPS, History, histories
from goc.figures.maps import FIRST, UnitMap
from goc.snapshots.registry import TABLES, Freezing
from goc.units.loading import load_directory
from goc.units.models import UnitCode

DAY = timedelta(days=1)
RESTATED = [date(2012, 12, 31), date(2025, 7, 1)]


def first_and_last_days(placed: list[Any], lives: dict[str, tuple[date, date]]) -> Iterator[Any]:
    """(unit, day, where it is said to lie) on both ends of every stretch, within the unit's life."""
    for unit, start, end, *said in placed:
        born, gone = lives[unit]
        for day in sorted({max(start, born), min(end, gone) - DAY}):
            if max(start, born) <= day < min(end, gone):
                yield unit, day, tuple(said)


def differing(rows: tuple[list, list, list], days: list[date]) -> list[Any]:
    units, naive = UnitMap(*rows), NaiveMap(*rows)
    lives = {
        unit: (min(v.start for v in life), min(max(v.end for v in life), FOREVER))
        for unit, life in units.versions.items()
    }
    return [
        (unit, on, day, said, slow)
        for day in days
        for unit, on, said in first_and_last_days(units.restated(day), lives)
        if said != (slow := naive.places(unit, on, day))
    ]


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(histories())
def test_random_histories(history: History) -> None:
    assert differing(history.rows(), MAPS) == []


@settings(max_examples=100, deadline=None)
@given(histories())
def test_the_map_as_it_was_is_where_the_unit_stood(history: History) -> None:
    units, naive = UnitMap(*history.rows()), NaiveMap(*history.rows())
    for unit, start, end, *said in units.then():
        life = units.versions[unit]
        low, high = max(start, life[0].start), min(end, life[-1].end)
        for day in {low, high - DAY} if low < high else ():
            assert tuple(said) == naive.places(unit, day, day)
        gone = life[-1].end
        for day in {max(start, gone), end - DAY} if end > gone else ():
            assert tuple(said) == naive.places(unit, gone - DAY, day)
        if start == FIRST:
            assert tuple(said) == naive.places(unit, life[0].start, life[0].start)


@pytest.fixture
def country(shared, db) -> tuple[list, list, list]:
    load_directory(shared / "data" / "units", by="t")
    everything = Freezing(None, date(2026, 6, 30), date(2026, 11, 20))
    return tuple(
        [dict(zip(TABLES[name].columns, row, strict=True)) for row in TABLES[name].rows(everything)]
        for name in ("unit_versions", "unit_parents", "lineage")
    )


def unit_of(code: str) -> str:
    catalogue, _, number = code.partition(":")
    rows = UnitCode.objects.filter(catalogue=catalogue, code=number).order_by("valid_from")
    return str(rows.values_list("unit__public_id", flat=True)[0])


PHU_THO, LANG_SON = ("2-tier:25", None, None), ("3-tier:20", None, None)


@pytest.mark.slow
def test_the_whole_country(country) -> None:
    units = UnitMap(*country)
    today = {
        r[0]: r[3:] for r in units.restated(date(2025, 7, 1)) if r[1] <= date(2012, 12, 31) < r[2]
    }
    for code, place in (
        ("3-tier:04933", PHU_THO),
        ("3-tier:08734", PHU_THO),
        ("3-tier:06268", LANG_SON),
    ):
        assert today[unit_of(code)] == tuple(c and unit_of(c) for c in place)
    communes = [u for u, life in units.versions.items() if life[0].level == "commune"]
    assert [u for u in communes if today[u][0] is None] == []
    assert differing(country, RESTATED) == []
