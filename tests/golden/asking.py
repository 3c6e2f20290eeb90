"""What is asked of every golden snapshot, and its answers as plain JSON: numbers as exact text, tables as printed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from goc.figures.compute import Computer, Question
from goc.figures.loading import Definitions, load_files
from goc.figures.tables import compute
from goc.snapshots.engine import Frozen

EARLIER, LATER, BEFORE = date(2010, 12, 31), date(2026, 1, 1), date(2005, 1, 1)


def answers(snapshot: Path, definitions: Path) -> dict[str, Any]:
    """Every indicator for every question, every table for the whole, with the definitions kept beside the snapshot."""
    found, frozen = load_files(definitions.glob("*.toml")), Frozen(snapshot)
    try:
        computer = Computer(frozen, eager=True)
        return {
            "figures": [_figures(computer, found, q) for q in _questions(computer)],
            "tables": {name: _table(computer, found, name) for name in sorted(found.tables)},
        }
    finally:
        frozen.close()


def _questions(computer: Computer) -> Iterator[Question]:
    """Units that were there at the cut-off (of districts one in three, of communes one in forty); the whole on three
    maps and on an earlier day."""
    cut_off = computer.frozen.cut_off
    for boundaries in (None, cut_off, LATER, BEFORE):
        yield Question(None, cut_off, None, boundaries)
    yield Question(None, EARLIER)
    for level, step in (("province", 1), ("district", 3), ("commune", 40)):
        for unit in sorted(computer.units.at_level(level, cut_off))[::step]:
            yield Question(unit, cut_off, EARLIER if level == "district" else None)


def _figures(computer: Computer, found: Definitions, q: Question) -> dict[str, Any]:
    figures = computer.values(found.indicators.values(), q)
    days = {"as_of": q.as_of, "from": q.since, "boundaries": q.boundaries}
    return {
        "unit": q.unit,
        **{name: day.isoformat() if day else None for name, day in days.items()},
        "values": {
            f.indicator.id: [_exact(f.value), _exact(f.numerator), _exact(f.denominator), f.text]
            for f in figures
        },
    }


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def _table(computer: Computer, found: Definitions, name: str) -> list[list[Any]]:
    result = compute(computer, found.tables[name], Question(None, computer.frozen.cut_off))
    return [[row.kind, row.label, *(cell.text for cell in row.cells)] for row in result.rows]
