"""`python -m benchmarks.oracle FOLDER [--units N]`: every indicator for every unit of a snapshot held
against `recount`, and all rows of each grain; besides, each indicator by the units of each level, as
maps and lists of units ask for it. Prints how many figures there are and each that differs; exit
code 1 when one does.
"""

from __future__ import annotations

import argparse
import os
import sys
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.recount import GRAINS, LEVELS, SHARED, Asked, Recount, Row, Told, cut_off_of
from benchmarks.served import CHECKOUT

Line = tuple[str, Any, Any]
"""What was asked, the recount, the product's answer."""


def indicators() -> list[Row]:
    """Those of the product, and for each grain and each way of its rows to a unit all rows counted."""
    files = sorted((CHECKOUT / "src/goc").rglob("indicators/*.toml"))
    own = [row for path in files for row in tomllib.loads(path.read_text("utf-8"))["indicator"]]
    return own + [
        {
            "id": f"{grain}_by_{unit_by}",
            "revision": 1,
            "label": "",
            "kind": "count",
            "time": "flow" if day else "state",
            "grain": grain,
            "unit_by": unit_by,
            "source": "",
        }
        for grain, ways, day in GRAINS
        for unit_by in ways
    ]


class Product:
    """What is examined: the same questions to `goc.figures`."""

    def __init__(self, folder: Path, asked: Asked) -> None:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goc.settings")
        import django  # only now: the settings read the environment when they are loaded

        django.setup()
        from goc.figures.compute import Computer  # Django is set up only now
        from goc.figures.definitions import Indicator
        from goc.figures.loading import load
        from goc.snapshots.engine import Frozen

        self.asked = asked
        self.frozen = Frozen(folder)
        self.computer = Computer(self.frozen)
        known = load().indicators
        self.indicators = {
            row["id"]: known.get(row["id"]) or Indicator(**row) for row in indicators()
        }

    def question(self, unit: str | None) -> Any:
        since = None if self.asked.since == date.min else self.asked.since
        return self.computer.question(unit, self.asked.as_of, since, self.asked.boundaries)

    def figures(self, unit: str | None) -> Iterator[tuple[str, Told]]:
        for f in self.computer.values(self.indicators.values(), self.question(unit)):
            yield f.indicator.id, Told(f.numerator, f.denominator, f.value)

    def by_unit(self, id_: str, level: str) -> dict[str | None, tuple[Any, Any]]:
        found = self.computer.values_by(self.indicators[id_], self.question(None), level)
        return dict(found)


def compared(recount: Recount, product: Product, units: Sequence[str | None]) -> Iterator[Line]:
    rows = {row["id"]: row for row in indicators()}
    for unit in units:
        for id_, theirs in product.figures(unit):
            yield f"{id_} {unit}", recount.figure(rows[id_], unit), theirs
    for id_, row in rows.items():
        for level in LEVELS if row["grain"] not in SHARED else ():
            own = {unit: _pair(row, told) for unit, told in recount.by_unit(row, level).items()}
            theirs = {
                unit: _by_something(row, *pair)
                for unit, pair in product.by_unit(id_, level).items()
            }
            for unit in {*own, *theirs}:
                yield f"{id_} by {level}: {unit}", own.get(unit), theirs.get(unit)


def _pair(row: Row, told: Told) -> tuple[Any, Any]:
    """As `values_by` gives it: numerator (None: not known, nothing recorded) and denominator."""
    base = told.numerator if told.denominator is None else told.denominator
    return _by_something(row, None if told.value is None else told.numerator, base)


def _by_something(row: Row, part: Any, base: Any) -> tuple[Any, Any]:
    """What is shared out among nothing is not looked at."""
    shared = row["kind"] in ("ratio", "quotient")
    return (None if shared and not base else part), base


def differing(folder: Path, asked: Asked, every: int = 1) -> tuple[int, list[str]]:
    """How many figures there are of every so many-th unit (on the map asked for), and a line for
    each that differs.
    """
    recount, product = Recount(folder, asked), Product(folder, asked)
    units = sorted(recount.versions)[::every]
    if asked.boundaries:
        units = [unit for unit in units if recount.is_there(unit, asked.boundaries)]
    lines = list(compared(recount, product, [None, *units]))
    product.frozen.close()
    found = [f"{what}, {asked}: {own} ≠ {theirs}" for what, own, theirs in lines if own != theirs]
    return len(lines), found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--units", type=int, default=1, help="every so many-th unit")
    parser.add_argument("--as-of", type=date.fromisoformat, help="a day; the cut-off")
    parser.add_argument("--since", type=date.fromisoformat, default=date.min)
    parser.add_argument("--boundaries", type=date.fromisoformat, help="the map of a day; as it was")
    options = parser.parse_args()
    as_of = options.as_of or cut_off_of(options.folder)
    number, found = differing(
        options.folder, Asked(as_of, options.since, options.boundaries), options.units
    )
    print(*found, f"{number} figures, {len(found)} differ", sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
