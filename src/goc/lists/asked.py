"""What a list page is asked by its address: words, filters, order.

?q=… every word in some text column · ?f.NAME=… one cell (a range: FROM..TO) or narrowing ·
?sort=NAME or -NAME · ?after=CURSOR (`lists.order`). A masked cell is never searched, filtered or
sorted by who sees it masked: that is refused, for the order would tell what the mask hides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from goc.dated.folding import Folded
from goc.dated.reference import labels
from goc.lib.errors import ForbiddenError, GocError, InputError
from goc.lists.kinds import NO, YES
from goc.lists.order import PER_PAGE, Key, Leaf, keys_of, leaf_of, ordered
from goc.lists.shapes import Cell, Narrowing, RowShape
from goc.units.asking import Asking
from goc.viet.names import fold


@dataclass(frozen=True)
class Asked:
    """The parameters of one list page, checked against its shape."""

    shape: RowShape
    asking: Asking
    q: str
    filters: tuple[tuple[Cell | Narrowing, str], ...]
    sort: Cell | None
    descending: bool

    @cached_property
    def found(self) -> QuerySet[Any]:
        """All rows asked for, in no order: what is counted."""
        rows = self.shape.rows(self.asking)
        if self.q:
            rows = _boxed(rows, self.shape, self.q, self.asking)
        for by, text in self.filters:
            rows = narrowed(rows, by, text, self.asking)
        return rows

    @cached_property
    def keys(self) -> list[Key]:
        model = self.found.model
        return keys_of(self.shape, model, self.asking, self.sort, self.descending)

    def rows(self) -> QuerySet[Any]:
        """All rows asked for, in order."""
        return ordered(self.found, self.keys)

    def leaf(self, cursor: str, *, per: int = PER_PAGE) -> Leaf:
        return leaf_of(self.rows(), self.keys, cursor, per=per)

    def value_of(self, by: Cell | Narrowing) -> str:
        return next((text for used, text in self.filters if used == by), "")

    @property
    def said(self) -> list[tuple[str, str]]:
        """(label, text) of what narrows the list, for print and workbook."""
        own = [(gettext("Tìm"), self.q)] if self.q else []
        return own + [(str(by.label), _told(by, text, self.asking)) for by, text in self.filters]


def _told(by: Cell | Narrowing, text: str, asking: Asking) -> str:
    """The words of a code."""
    words = dict(by.choices)
    if isinstance(by, Cell) and by.catalogue:
        words = dict(labels(by.catalogue, as_of=asking.day))
    return str(words.get(text, text))


def asked_of(shape: RowShape, asking: Asking, given: Mapping[str, str]) -> Asked:
    """Raises InputError for a filter that cannot be read, ForbiddenError for a masked cell."""
    filters = [
        (_filter_by(shape, asking, name.removeprefix("f."), text.strip()), text.strip())
        for name, text in given.items()
        if name.startswith("f.") and text.strip()
    ]
    sort = given.get("sort", "")
    column = _sorted_by(shape, asking, sort.removeprefix("-")) if sort else None
    words = given.get("q", "").strip() if shape.searches else ""
    return Asked(shape, asking, words, tuple(filters), column, sort.startswith("-"))


def _filter_by(shape: RowShape, asking: Asking, name: str, text: str) -> Cell | Narrowing:
    by = next((n for n in shape.narrowings if n.name == name), None)
    if by is None:
        cell = shape.cell(name)
        return _usable(cell, asking, name, allowed=cell is not None and cell.filters)
    if text in by.sensitive and not asking.sees_all_clear:
        raise _masked(by.label)
    if text not in dict(by.choices):
        raise InputError("%(label)s: không có lựa chọn «%(text)s».", label=by.label, text=text)
    return by


def _sorted_by(shape: RowShape, asking: Asking, name: str) -> Cell:
    cell = shape.cell(name)
    return _usable(cell, asking, name, allowed=cell is not None and cell.sorts)


def may_use(cell: Cell, asking: Asking) -> bool:
    """Whether it is masked for the asker nowhere."""
    return bool(cell.lookup) and (not cell.sensitive or asking.sees_all_clear)


def _usable(cell: Cell | None, asking: Asking, name: str, *, allowed: bool) -> Cell:
    if cell is None or not cell.lookup or not allowed:
        raise InputError("Danh sách không lọc hay sắp xếp được theo «%(name)s».", name=name)
    if not may_use(cell, asking):
        raise _masked(cell.label)
    return cell


def _masked(label: Any) -> ForbiddenError:
    return ForbiddenError(
        "Cột «%(label)s» được che đối với bạn: không tìm, lọc hay sắp xếp theo cột này.",
        label=label,
    )


def _boxed(rows: QuerySet[Any], shape: RowShape, text: str, asking: Asking) -> QuerySet[Any]:
    if shape.search is not None:
        return shape.search.find(rows, text, asking)
    return _searched(rows, shape.text_lookups, text)


def _searched(rows: QuerySet[Any], lookups: tuple[str, ...], text: str) -> QuerySet[Any]:
    """Rows that have every word in one of these columns, tone marks and case aside."""
    keys = {f"folded_{lookup}": Folded(lookup) for lookup in lookups}
    rows = rows.alias(**keys)
    for word in fold(text).split():
        found = Q(pk__in=[])
        for key in keys:
            found |= Q(**{f"{key}__contains": word})
        rows = rows.filter(found)
    return rows


def narrowed(rows: QuerySet[Any], by: Cell | Narrowing, text: str, asking: Asking) -> QuerySet[Any]:
    """By one filter. Raises InputError naming the column."""
    if isinstance(by, Narrowing):
        return by.narrow(rows, text, asking)
    if by.kind.filter == "text":
        return _searched(rows, (by.lookup,), text)
    try:
        return rows.filter(FILTERS[by.kind.filter](by, text, asking))
    except GocError as why:
        raise InputError("%(label)s: %(why)s.", label=by.label, why=why) from None


def _choice(cell: Cell, text: str, asking: Asking) -> Q:
    if cell.kind_name == "flag":
        return Q(**{cell.lookup: text.lower() in YES}) if text.lower() in YES + NO else Q()
    return cell.equals(cell.read(text, asking), asking)


def _range(cell: Cell, text: str, asking: Asking) -> Q:
    low, dots, high = text.partition("..")
    found = Q()
    if low.strip():
        start = cell.read(low, asking)
        found &= Q(**{f"{cell.lookup}__gte": start})
        if not dots:
            found &= Q(**{f"{cell.lookup}__lte": start})
    if high.strip():
        found &= Q(**{f"{cell.lookup}__lte": cell.read(high, asking)})
    return found


def _days(cell: Cell, text: str, asking: Asking) -> Q:
    """Moments of whole days, the last included."""
    low, dots, high = text.partition("..")
    first = cell.read(low, asking) if low.strip() else None
    last = cell.read(high, asking) if high.strip() else None
    found = Q()
    if first is not None:
        found &= Q(**{f"{cell.lookup}__gte": _midnight(first)})
        last = last if dots else first
    if last is not None:
        found &= Q(**{f"{cell.lookup}__lt": _midnight(last + timedelta(days=1))})
    return found


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _word(cell: Cell, text: str, _asking: Asking) -> Q:
    return (
        Q(**{f"{cell.lookup}__startswith": text})
        if text.endswith(".")
        else Q(**{cell.lookup: text})
    )


def _unit(cell: Cell, text: str, asking: Asking) -> Q:
    return cell.equals(asking.units.find_ever(text), asking)


FILTERS = {"choice": _choice, "range": _range, "days": _days, "word": _word, "unit": _unit}
