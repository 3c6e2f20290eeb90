"""The map of the units as it was, frozen as a table: worked out once for a snapshot, not again for
every figure. Older snapshots lack it; there it is worked out when it is asked for (`compute`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from goc.figures.maps import MAP, UnitMap
from goc.snapshots.registry import TABLES, Freezing, FrozenTable, register

NAME = "unit_map"


def _places(freezing: Freezing) -> Iterable[tuple[Any, ...]]:
    units = UnitMap(*(_frozen(name, freezing) for name in UnitMap.MADE_OF))
    return units.rows_then()


def _frozen(name: str, freezing: Freezing) -> list[dict[str, Any]]:
    """The rows of another table, as this snapshot holds them."""
    table = TABLES[name]
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows(freezing)]


register(FrozenTable(NAME, MAP, _places))
