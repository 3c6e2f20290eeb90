"""What a list page is asked by its address: words, filters, order, the page by its last row.

?q=… any text column · ?f.NAME=… one cell (a range: FROM..TO) · ?sort=NAME or -NAME · ?after=CURSOR.
A masked cell is never searched, filtered or sorted by who sees it masked: that is refused, for the
order would tell what the mask hides.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet

from goc.dated.folding import Folded
from goc.lib.canonical import plain
from goc.lib.errors import ForbiddenError, GocError, InputError
from goc.lists.kinds import NO, YES
from goc.lists.shapes import Cell, RowShape
from goc.units.asking import Asking
from goc.viet.names import fold

PER_PAGE = 50


@dataclass(frozen=True)
class Asked:
    """The parameters of one list page, checked against its shape."""

    shape: RowShape
    asking: Asking
    q: str
    filters: tuple[tuple[Cell, str], ...]
    sort: Cell | None
    descending: bool

    def rows(self) -> QuerySet[Any]:
        """All rows asked for, in order; the primary key settles ties."""
        rows = self.shape.rows(self.asking)
        if self.q:
            rows = _searched(rows, self.shape.text_lookups, self.q)
        for cell, text in self.filters:
            rows = narrowed(rows, cell, text, self.asking)
        return rows.order_by(*self.order)

    @property
    def order(self) -> tuple[Any, ...]:
        if self.sort is None:
            return self.shape.order
        column = F(self.sort.lookup)
        if self.descending:
            return column.desc(nulls_last=True), "-pk"
        return column.asc(nulls_last=True), "pk"


def asked_of(shape: RowShape, asking: Asking, given: Mapping[str, str]) -> Asked:
    """Raises InputError for a filter that cannot be read, ForbiddenError for a masked cell."""
    filters = [
        (_usable(shape, asking, name.removeprefix("f.")), text.strip())
        for name, text in given.items()
        if name.startswith("f.") and text.strip()
    ]
    sort = given.get("sort", "")
    column = _usable(shape, asking, sort.removeprefix("-")) if sort else None
    return Asked(
        shape, asking, given.get("q", "").strip(), tuple(filters), column, sort.startswith("-")
    )


def _usable(shape: RowShape, asking: Asking, name: str) -> Cell:
    cell = shape.cell(name)
    if cell is None or not cell.lookup:
        raise InputError("Danh sách không lọc hay sắp xếp được theo «%(name)s».", name=name)
    if cell.sensitive and not asking.sees_all_clear:
        raise ForbiddenError(
            "Cột «%(label)s» được che đối với bạn: không tìm, lọc hay sắp xếp theo cột này.",
            label=cell.label,
        )
    return cell


def _searched(rows: QuerySet[Any], lookups: tuple[str, ...], text: str) -> QuerySet[Any]:
    """Rows with the words in any of these columns, tone marks and case aside."""
    keys = {f"folded_{lookup}": Folded(lookup) for lookup in lookups}
    found = Q(pk__in=[])
    for key in keys:
        found |= Q(**{f"{key}__contains": fold(text)})
    matching: QuerySet[Any] = rows.alias(**keys).filter(found)
    return matching


def narrowed(rows: QuerySet[Any], cell: Cell, text: str, asking: Asking) -> QuerySet[Any]:
    """By one filter. Raises InputError naming the column."""
    if cell.kind_name == "text":
        return _searched(rows, (cell.lookup,), text)
    try:
        return rows.filter(FILTERS[cell.kind.filter](cell, text, asking))
    except GocError as why:
        raise InputError("%(label)s: %(why)s.", label=cell.label, why=why) from None


def _choice(cell: Cell, text: str, asking: Asking) -> Q:
    if cell.kind_name == "flag":
        return Q(**{cell.lookup: text.lower() in YES}) if text.lower() in YES + NO else Q()
    return Q(**{cell.lookup: cell.kind.read(text, cell.catalogue, asking)})


def _range(cell: Cell, text: str, asking: Asking) -> Q:
    low, dots, high = text.partition("..")
    found = Q()
    if low.strip():
        start = cell.kind.read(low, cell.catalogue, asking)
        found &= Q(**{f"{cell.lookup}__gte": start})
        if not dots:
            found &= Q(**{f"{cell.lookup}__lte": start})
    if high.strip():
        found &= Q(**{f"{cell.lookup}__lte": cell.kind.read(high, cell.catalogue, asking)})
    return found


def _unit(cell: Cell, text: str, asking: Asking) -> Q:
    return Q(**{cell.lookup: asking.units.find(text)})


FILTERS = {"choice": _choice, "range": _range, "unit": _unit}


# --- pages by their last row


@dataclass(frozen=True)
class Leaf:
    """One page of rows; `after`: the cursor of the next one, "" on the last."""

    rows: list[Any]
    after: str


def leaf_of(asked: Asked, cursor: str, *, per: int = PER_PAGE) -> Leaf:
    """The rows after the cursor's row: stable while others add and remove rows."""
    rows = asked.rows()
    if cursor:
        rows = rows.filter(_beyond(asked, cursor))
    found = list(rows[: per + 1])
    more = len(found) > per
    return Leaf(found[:per], _cursor(asked, found[per - 1]) if more else "")


def _keys(asked: Asked) -> list[tuple[str, bool]]:
    """(column, descending) of the order, the primary key last."""
    if asked.sort is not None:
        return [(asked.sort.lookup, asked.descending), ("pk", asked.descending)]
    return [(name.removeprefix("-"), name.startswith("-")) for name in asked.shape.order]


def _cursor(asked: Asked, row: Any) -> str:
    values = [row.pk if name == "pk" else _at(row, name) for name, _ in _keys(asked)]
    return base64.urlsafe_b64encode(json.dumps(values, default=plain).encode()).decode()


def _at(row: Any, lookup: str) -> Any:
    value = row
    for part in lookup.split("__"):
        value = getattr(value, part)
    return value.pk if hasattr(value, "pk") else value


def _beyond(asked: Asked, cursor: str) -> Q:
    """Rows that come later in the order; nulls are last."""
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor))
        keys = list(zip(_keys(asked), values, strict=True))
    except ValueError:
        raise InputError("Địa chỉ của trang này không đúng; hãy mở lại danh sách.") from None
    found, same = Q(pk__in=[]), Q()
    for (name, descending), value in keys:
        found |= same & _later(name, descending, value)
        same &= Q(**{name: value}) if value is not None else Q(**{f"{name}__isnull": True})
    return found


def _later(name: str, descending: bool, value: Any) -> Q:
    if value is None:
        return Q(pk__in=[])
    beyond = Q(**{f"{name}__{'lt' if descending else 'gt'}": value})
    return beyond if name == "pk" else beyond | Q(**{f"{name}__isnull": True})
