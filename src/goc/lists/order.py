"""The order of a list, and its pages by their last row: stable while others add and remove rows."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Case, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.expressions import OrderBy
from django.db.models.functions import Collate

from goc.dated.folding import Folded
from goc.dated.models import Entry
from goc.lib.canonical import plain
from goc.lib.errors import InputError
from goc.lists.shapes import Cell, RowShape
from goc.units.asking import Asking
from goc.units.models import UnitVersion

PER_PAGE = 50


@dataclass(frozen=True)
class Key:
    """One column of an order; where it `may_be_empty`, what is empty comes last."""

    by: Any
    descending: bool = False
    may_be_empty: bool = True


# --- what a cell is ordered by


def _by_text(cell: Cell, _asking: Asking) -> Any:
    return Folded(cell.lookup)


def _by_name_of_unit(cell: Cell, asking: Asking) -> Any:
    named = UnitVersion.objects.as_of(asking.day).filter(unit=OuterRef(cell.lookup))
    return Subquery(named.values("folded")[:1])


def _by_place_in_catalogue(cell: Cell, asking: Asking) -> Any:
    entries = Entry.objects.as_of(asking.day).filter(catalogue=cell.catalogue)
    return Subquery(entries.filter(code=OuterRef(cell.lookup)).values("position")[:1])


def _by_choice(cell: Cell, _asking: Asking) -> Any:
    places = enumerate(code for code, _ in cell.choices)
    ladder = [When(**{cell.lookup: code}, then=Value(at)) for at, code in places]
    return Case(*ladder, output_field=IntegerField())


ORDERED_BY: dict[str, Callable[[Cell, Asking], Any]] = {
    "text": _by_text,
    "unit": _by_name_of_unit,
    "code": _by_place_in_catalogue,
    "choice": _by_choice,
}


def keys_of(
    shape: RowShape, model: Any, asking: Asking, sort: Cell | None, descending: bool
) -> list[Key]:
    """What the rows are ordered by; the primary key, last, settles ties."""
    last = Key("pk", descending, may_be_empty=False)
    if sort is None:
        return [_own(model, by) for by in shape.order]
    if sort.sort is not None:
        may_be_empty = _may_be_empty(model, _column_of(sort.sort))
        return [Key(sort.sort, descending, may_be_empty), last]
    ordered_by = ORDERED_BY.get(sort.kind_name)
    if ordered_by is not None:
        return [Key(ordered_by(sort, asking), descending), last]
    return [Key(sort.lookup, descending, _may_be_empty(model, sort.lookup)), last]


def _own(model: Any, by: Any) -> Key:
    if not isinstance(by, str):
        return Key(by, may_be_empty=_may_be_empty(model, _column_of(by)))
    name = by.removeprefix("-")
    return Key(name, by.startswith("-"), _may_be_empty(model, name))


def _column_of(by: Any) -> str:
    """The column that an expression only compares in another way; "" where it makes a new value."""
    while isinstance(by, Collate):
        by = by.source_expressions[0]
    return str(getattr(by, "name", "")) if isinstance(by, F) else ""


def _may_be_empty(model: Any, lookup: str) -> bool:
    """Whether a column, or one on the way to it, takes null; of what is no column: yes. Where none
    can be empty the database may walk an index.
    """
    for part in lookup.split("__"):
        if part == "pk":
            return False
        try:
            field = model._meta.get_field(part)
        except FieldDoesNotExist:
            return True
        if field.null:
            return True
        model = field.related_model
    return False


def ordered(rows: QuerySet[Any], keys: list[Key]) -> QuerySet[Any]:
    """Each row carries its keys as `key_0`, `key_1` …: what the cursor of a page is made of."""
    columns = {f"key_{n}": F(k.by) if isinstance(k.by, str) else k.by for n, k in enumerate(keys)}
    order = [
        OrderBy(F(f"key_{n}"), k.descending, nulls_last=True if k.may_be_empty else None)
        for n, k in enumerate(keys)
    ]
    sorted_: QuerySet[Any] = rows.annotate(**columns).order_by(*order)
    return sorted_


# --- pages by their last row


@dataclass(frozen=True)
class Leaf:
    """One page of rows; `after`: the cursor of the next one, "" on the last."""

    rows: list[Any]
    after: str


def leaf_of(rows: QuerySet[Any], keys: list[Key], cursor: str, *, per: int = PER_PAGE) -> Leaf:
    """The ordered rows after the cursor's row. Raises InputError for a cursor of another order."""
    if cursor:
        rows = rows.filter(_beyond(keys, cursor))
    found = list(rows[: per + 1])
    more = len(found) > per
    return Leaf(found[:per], _cursor(found[per - 1], len(keys)) if more else "")


def _cursor(row: Any, keys: int) -> str:
    values = [getattr(row, f"key_{n}") for n in range(keys)]
    return base64.urlsafe_b64encode(json.dumps(values, default=plain).encode()).decode()


def _beyond(keys: list[Key], cursor: str) -> Q:
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor))
        pairs = list(zip(keys, values, strict=True))
    except (ValueError, TypeError):
        raise InputError("Địa chỉ của trang này không đúng; hãy mở lại danh sách.") from None
    found, same = Q(pk__in=[]), Q()
    for n, (key, value) in enumerate(pairs):
        found |= same & _later(f"key_{n}", key, value)
        same &= Q(**{f"key_{n}": value}) if value is not None else Q(**{f"key_{n}__isnull": True})
    return found


def _later(name: str, key: Key, value: Any) -> Q:
    if value is None:
        return Q(pk__in=[])
    beyond = Q(**{f"{name}__{'lt' if key.descending else 'gt'}": value})
    return beyond | Q(**{f"{name}__isnull": True}) if key.may_be_empty else beyond
