"""Tables of people: one row a record, grouped by the district it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from goc.figures.cells import Cell, field_text
from goc.figures.compute import Computer, Question, predicate
from goc.figures.definitions import TableDefinition
from goc.figures.grains import GRAINS
from goc.figures.tables import UNDETERMINED, Result, Row, unit_order
from goc.viet.names import text_key

OWN = "unit_name"
"""The one field a listing may show that is no column of its grain: the name of the unit."""


def listing(computer: Computer, definition: TableDefinition, q: Question) -> Result:
    """Ordered by district and then by Vietnamese name; what cannot be attributed comes last."""
    fields = {c.field for c in definition.columns if c.field} - {OWN}
    read = {*fields, "label", "sort_key", *(c.field for c in definition.where)}
    flow = definition.time == "flow"
    t = computer.located(definition.grain, definition.unit_by, q, flow=flow, wanted=read)
    t = t.filter(predicate(t, definition.where))
    extra = ["sort_key"] if "sort_key" in t.columns else []
    shown = t.select("record", "label", "here", "at_district", *sorted(fields), *extra)
    rows = computer.frozen.ask(shown)
    day = q.boundaries or q.as_of
    result = Result(definition, q, computer.frozen.id, definition.columns)
    names = _names(computer, definition, day)
    rows.sort(key=_order(computer, day))
    for district, theirs in groupby(rows, key=itemgetter("at_district")):
        title = computer.units.name(district, day) if district else UNDETERMINED
        result.rows.append(Row("group", title, district or None))
        for r in theirs:
            r[OWN] = computer.units.name(r["here"], day) if r["here"] else None
            result.rows.append(Row("body", r["label"], r["record"], _cells(definition, r, names)))
    return result


def _order(computer: Computer, day: date) -> Callable[[dict[str, Any]], Any]:
    order = unit_order(computer, day)
    return lambda r: (
        r["at_district"] is None,
        order(r["at_district"] or ""),
        r.get("sort_key") or text_key(r["label"]),
        r["record"],
    )


def _cells(
    definition: TableDefinition, row: dict[str, Any], names: dict[tuple[str, Any], str]
) -> tuple[Cell, ...]:
    read = ((column.field, row[column.field]) for column in definition.columns)
    return tuple(Cell(None, field_text(names.get((field, raw), raw))) for field, raw in read)


def _names(
    computer: Computer, definition: TableDefinition, day: date
) -> dict[tuple[str, Any], str]:
    """(field, code) → the label of its catalogue on a day, for the coded columns of a listing."""
    columns = GRAINS[definition.grain].columns
    catalogues = {
        c.field: columns[c.field].catalogue for c in definition.columns if c.field in columns
    }
    entries = sorted(computer.frozen.rows("entries"), key=lambda e: e["valid_from"])
    return {
        (name, e["code"]): e["name"]
        for name, catalogue in catalogues.items()
        for e in entries
        if catalogue == e["catalogue"] and e["valid_from"] <= day
    }
