"""A frozen table made from a model's own columns (`dated.fields`), for subjects without a shape of
their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model, Q

from goc.lists.shapes import cells_of
from goc.snapshots.registry import Freezing, FrozenTable
from goc.snapshots.within import kept_by


def everything(_freezing: Freezing) -> Q:
    return Q()


def frozen_model(
    name: str,
    model: type[Model],
    *,
    unit: str = "unit",
    begun: Callable[[Freezing], Q] = everything,
) -> FrozenTable:
    """`record`, then a column for each declared one, units as public ids. `begun`: which rows had
    begun by the cut-off.
    """
    cells = [cell for cell in cells_of(model) if cell.frozen]
    columns = {"record": "text", **{cell.name: cell.kind.frozen for cell in cells}}
    pointing = {field.name for field in model._meta.concrete_fields if field.is_relation}
    lookups = [f"{c.name}__public_id" if c.name in pointing else c.name for c in cells]

    def rows(freezing: Freezing) -> Iterable[tuple[Any, ...]]:
        within = freezing.within(unit=f"{unit}_id")
        found = model._default_manager.filter(begun(freezing), **within).order_by("pk")
        for record, *values in found.values_list("public_id", *lookups).iterator():
            yield (
                str(record),
                *(_kept(v, c.kind.frozen) for v, c in zip(values, cells, strict=True)),
            )

    sensitive = frozenset(cell.name for cell in cells if cell.sensitive)
    return FrozenTable(name, columns, rows, sensitive=sensitive, limit=kept_by(unit))


def _kept(value: Any, kind: str) -> Any:
    if value in (None, ""):
        return None
    return str(value) if kind == "text" else value
