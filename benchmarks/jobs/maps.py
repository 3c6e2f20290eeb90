"""A whole country's units placed on the map of another day: 63 provinces, 700 districts, 10,035
communes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from benchmarks import site
from benchmarks.measure import Line, seconds

START, CHANGE, LATER = date(2002, 1, 1), date(2009, 1, 1), date(2012, 1, 1)
MOST = 2.0
Rows = list[dict[str, Any]]


def country() -> tuple[Rows, Rows, Rows]:
    """Versions, parents and lineage; on CHANGE the districts go and three communes become one."""

    def version(unit: str, level: str, start: date, end: date | None) -> dict[str, Any]:
        return {
            "unit": unit,
            "name": unit,
            "kind": level,
            "level": level,
            "valid_from": start,
            "valid_to": end,
        }

    def parent(unit: str, above: str, start: date, end: date | None) -> dict[str, Any]:
        return {
            "unit": unit,
            "line": "civil",
            "parent": above,
            "valid_from": start,
            "valid_to": end,
        }

    versions = [version(f"p{p}", "province", START, None) for p in range(63)]
    versions += [version(f"d{d}", "district", START, CHANGE) for d in range(700)]
    versions += [version(f"x{c}", "commune", START, CHANGE) for c in range(10_035)]
    versions += [version(f"y{c}", "commune", CHANGE, None) for c in range(3_345)]
    parents = [parent(f"d{d}", f"p{d % 63}", START, CHANGE) for d in range(700)]
    parents += [parent(f"x{c}", f"d{c % 700}", START, CHANGE) for c in range(10_035)]
    parents += [parent(f"y{c}", f"p{c % 63}", CHANGE, None) for c in range(3_345)]
    lineage = [
        {
            "on": CHANGE,
            "from_unit": f"x{c}",
            "to_unit": f"y{c // 3}",
            "share": "full" if c % 7 else "partial",
            "basis": "",
        }
        for c in range(10_035)
    ]
    return versions, parents, lineage


def run(quick: bool) -> Iterator[Line]:
    site.opened()
    from goc.figures.maps import UnitMap  # Django is set up only now

    rows, placed = country(), list[int]()

    def map_it() -> None:
        units = UnitMap(*rows)
        placed[:] = [len(units.then()), len(units.restated(LATER))]

    spent = seconds(map_it, repeat=1 if quick else 3)
    note = f"{placed[0]} chỗ theo thời điểm, {placed[1]} chỗ theo bản đồ sau"
    yield Line("maps.country", round(spent, 3), target=MOST, met=spent <= MOST, note=note)
