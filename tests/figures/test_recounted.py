"""Every figure of the small register against the recount of `benchmarks`, which shares no code with the product."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from benchmarks.oracle import differing, indicators
from benchmarks.recount import GRAINS, SHARED, Asked

from figures.register import CUT_OFF
from goc.figures.grains import GRAINS as DECLARED
from goc.figures.loading import load


def test_every_grain_and_every_way_to_a_unit_is_recounted() -> None:
    assert {name: (set(ways), flow) for name, ways, flow in GRAINS} == {
        grain.name: (set(grain.units), grain.flow) for grain in DECLARED.values()
    }
    assert set(SHARED) == {grain.name for grain in DECLARED.values() if grain.shared}


def test_every_indicator_is_recounted() -> None:
    assert set(load().indicators) < {row["id"] for row in indicators()}


@pytest.mark.slow
@pytest.mark.parametrize(
    "asked",
    [
        Asked(CUT_OFF),
        Asked(date(2011, 3, 17), since=date(2010, 1, 1)),
        Asked(CUT_OFF, boundaries=date(2005, 1, 1)),
    ],
    ids=str,
)
def test_no_figure_differs(asked: Asked, frozen_folder: Path, db) -> None:
    number, found = differing(frozen_folder, asked, every=3)
    assert (number > 300, found) == (True, [])
