"""Out of a freeze of the whole register, the rows that a freeze of a scope would have held: the
keeper rule as a filter on reading. A room says for each of its tables which those are. Plain Ibis.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, Protocol

from goc.snapshots.registry import TABLES, Limit


class Whole(Protocol):
    """An opened snapshot of everything."""

    def whole(self, name: str) -> Any: ...

    def lay(self, table: Any) -> Any: ...


class Within:
    """The tables of a snapshot as the units with these public ids have them."""

    def __init__(self, frozen: Whole, units: frozenset[str]) -> None:
        self._frozen, self._ids = frozen, units
        self._tables: dict[str, Any] = {}

    @cached_property
    def units(self) -> Any:
        """The units of the scope: one column, `covered`."""
        import pyarrow as pa  # slow: only for those who ask figures

        ids = pa.array(sorted(self._ids), pa.string())
        return self._frozen.lay(pa.table({"covered": ids}))

    def whole(self, name: str) -> Any:
        return self._frozen.whole(name)

    def table(self, name: str) -> Any:
        if name not in self._tables:
            limit = TABLES[name].limit if name in TABLES else None
            whole = self.whole(name)
            self._tables[name] = limit(whole, self) if limit else whole
        return self._tables[name]


def kept_by(column: str) -> Limit:
    """The rows whose `column` is a unit of the scope."""

    def limit(table: Any, within: Within) -> Any:
        return table.semi_join(within.units, table[column] == within.units.covered)

    return limit


def along_with(name: str, column: str) -> Limit:
    """The rows whose `column` stands in the same column of the table `name`, limited itself."""

    def limit(table: Any, within: Within) -> Any:
        theirs = within.table(name)
        return table.semi_join(theirs, table[column] == theirs[column])

    return limit
