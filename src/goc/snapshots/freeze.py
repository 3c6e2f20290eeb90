"""The tables frozen whole into every snapshot, later rows included: units, lineage, catalogues."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from goc.dated.models import Entry
from goc.snapshots.registry import Freezing, FrozenTable, register
from goc.units.models import Lineage, Trait, UnitCode, UnitParent, UnitVersion
from goc.units.rules import level_of

PERIOD = {"valid_from": "date", "valid_to": "date"}


def text(value: object) -> str | None:
    """A public id or code as the frozen tables hold it."""
    return None if value is None else str(value)


def _versions(_: Freezing) -> Iterable[tuple[Any, ...]]:
    rows = UnitVersion.objects.order_by("unit_id", "valid_from")
    for unit, name, kind, start, end in rows.values_list(
        "unit__public_id", "name", "kind", "valid_from", "valid_to"
    ):
        yield text(unit), name, kind, level_of(kind), start, end


def _codes(_: Freezing) -> Iterable[tuple[Any, ...]]:
    rows = UnitCode.objects.order_by("catalogue", "code", "valid_from")
    for unit, *rest in rows.values_list(
        "unit__public_id", "catalogue", "code", "valid_from", "valid_to"
    ):
        yield text(unit), *rest


def _parents(_: Freezing) -> Iterable[tuple[Any, ...]]:
    rows = UnitParent.objects.order_by("unit_id", "line", "valid_from")
    columns = ("unit__public_id", "line", "parent__public_id", "valid_from", "valid_to")
    for unit, line, parent, start, end in rows.values_list(*columns):
        yield text(unit), line, text(parent), start, end


def _traits(_: Freezing) -> Iterable[tuple[Any, ...]]:
    rows = Trait.objects.order_by("unit_id", "kind", "valid_from")
    columns = ("unit__public_id", "kind", "value", "hedge", "source", "valid_from", "valid_to")
    for unit, *rest in rows.values_list(*columns):
        yield text(unit), *rest


def _lineage(_: Freezing) -> Iterable[tuple[Any, ...]]:
    columns = ("on", "from_unit__public_id", "to_unit__public_id", "share", "basis")
    for on, source, target, share, basis in Lineage.objects.order_by("on", "id").values_list(
        *columns
    ):
        yield on, text(source), text(target), share, basis


def _entries(_: Freezing) -> Iterable[tuple[Any, ...]]:
    for e in Entry.objects.order_by("catalogue", "position", "code", "valid_from"):
        attributes = json.dumps(e.attributes, ensure_ascii=False, sort_keys=True)
        yield (
            e.catalogue,
            e.code,
            e.name,
            e.position,
            attributes,
            e.source,
            e.valid_from,
            e.valid_to,
        )


register(
    FrozenTable(
        "unit_versions",
        {"unit": "text", "name": "text", "kind": "text", "level": "text", **PERIOD},
        _versions,
    ),
    FrozenTable(
        "unit_codes", {"unit": "text", "catalogue": "text", "code": "text", **PERIOD}, _codes
    ),
    FrozenTable(
        "unit_parents", {"unit": "text", "line": "text", "parent": "text", **PERIOD}, _parents
    ),
    FrozenTable(
        "unit_traits",
        {
            "unit": "text",
            "kind": "text",
            "value": "decimal",
            "hedge": "text",
            "source": "text",
            **PERIOD,
        },
        _traits,
    ),
    FrozenTable(
        "lineage",
        {"on": "date", "from_unit": "text", "to_unit": "text", "share": "text", "basis": "text"},
        _lineage,
    ),
    FrozenTable(
        "entries",
        {
            "catalogue": "text",
            "code": "text",
            "name": "text",
            "position": "int",
            "attributes": "text",
            "source": "text",
            **PERIOD,
        },
        _entries,
    ),
)
