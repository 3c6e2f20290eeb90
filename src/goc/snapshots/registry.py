"""The tables a snapshot holds. A room registers its own in freeze.py; a column's meaning never
changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

Limit = Callable[[Any, Any], Any]
"""limit(an Ibis table, a `within.Within`): the table with the rows of a scope only."""
TYPES = ("text", "int", "date", "bool", "decimal")


@dataclass(frozen=True)
class Freezing:
    """What is being frozen: the ids of the units in scope (None: everything), the cut-off, and the
    day of the freezing (who keeps a file is read on that day, like every right).
    """

    unit_ids: frozenset[int] | None
    cut_off: date
    today: date

    def within(self, **lookup: str) -> dict[str, Any]:
        """`within(unit="keeper_id")` as filter arguments; empty when everything is in scope."""
        return (
            {}
            if self.unit_ids is None
            else {f"{field}__in": self.unit_ids for field in lookup.values()}
        )


@dataclass(frozen=True)
class FrozenTable:
    """`rows(freezing)` gives tuples in the order of `columns` (name → one of TYPES); ids are public
    ids as text. `limit`: which rows of the whole register those of a scope are, when they are read
    (None: a table frozen whole); what it gives and what `rows` gives for that scope are the same.
    """

    name: str
    columns: dict[str, str]
    rows: Callable[[Freezing], Iterable[tuple[Any, ...]]]
    sensitive: frozenset[str] = frozenset()
    version: int = 1
    limit: Limit | None = None


TABLES: dict[str, FrozenTable] = {}


def columns_of(name: str) -> dict[str, str]:
    """The columns a table has today, by type; none for a table that nobody registers."""
    return TABLES[name].columns if name in TABLES else {}


def register(*tables: FrozenTable) -> None:
    for table in tables:
        TABLES[table.name] = table
