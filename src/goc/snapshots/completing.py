"""What a snapshot of an earlier version lacks: a column reads as unknown, a table as empty. So every
released snapshot answers today's questions with what it has. Plain.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

IBIS = {
    "text": "string",
    "int": "int64",
    "date": "date",
    "bool": "boolean",
    "decimal": "decimal(18, 3)",
}
"""The types of frozen columns (registry.TYPES) as an engine calls them."""


def completed(table: Any, columns: Mapping[str, str]) -> Any:
    """The opened Ibis table with each declared column; those it lacks are null on every row."""
    import ibis  # slow: only for those who ask figures

    lacking = {
        name: ibis.null(IBIS[kind]) for name, kind in columns.items() if name not in table.columns
    }
    return table.mutate(**lacking) if lacking else table


def completed_rows(
    rows: Iterable[dict[str, Any]], columns: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The same for rows read without an engine."""
    nothing = dict.fromkeys(columns)
    return [nothing | row for row in rows]


def empty(columns: Mapping[str, str]) -> Any:
    """An Arrow table of the declared columns without a row: a table that was not frozen yet."""
    import pyarrow as pa  # slow: only for those who ask figures

    from goc.snapshots.parquet import ARROW  # it loads pyarrow

    return pa.schema([(name, ARROW[kind]) for name, kind in columns.items()]).empty_table()
