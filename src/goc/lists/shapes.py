"""A row shape: named cells → queries and → actions. A model's own columns are the default shape;
a subject whose rows are put together from several tables writes its cells by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model, Q, QuerySet

from goc.dated.fields import Told
from goc.lib.errors import InputError
from goc.lists.kinds import KINDS, Kind
from goc.units.asking import Asking
from goc.viet.names import fold

MASK, UNKNOWN = "•••", "…"


def nowhere(_row: Any, _asking: Asking) -> str:
    return ""


def nobodys(_row: Any) -> None:
    """Of rows that no unit keeps: the rights on the whole register decide."""


def no_day(_row: Any) -> None:
    """Of units that stand in no fact of a day of its own."""


def as_they_are(rows: list[Any], _asking: Asking) -> Sequence[Any]:
    return rows


def nothing(_row: Any, _asking: Asking) -> Sequence[Act]:
    return ()


@dataclass(frozen=True)
class Cell:
    """One column of a list.

    `value(row)`: what is stored, of what the shape's `read` gives. `lookup`: its column for filters
    and order, "" where there is none. `sort`: what it is ordered by instead (a person's name by its
    key). `choices`: (code, label), of the kind `choice`. `sensitive`: masked where the asker may
    not
    see; a function where that hangs on the row (a fact by its kind). `href(row, asking)`: where its
    text leads, "" for nowhere. `given`: whether a form and a workbook give it. `empty`: what stands
    for nothing; "…" is "not known". `folds`: too long to stand open on the page. `on(row)`: of a
    unit, the day of the fact it stands in; without it the unit is named as of the day asked about.
    `where(value, asking)`: of a choice or a unit, the rows meant by a value, where these are not
    those whose `lookup` is equal (any of several posts, a unit with all below it). `filters`,
    `sorts`: whether a cell with a lookup does; not where the search box says it better, or where
    no index helps on a table that only grows.
    `aliases`: what else the head of its column may be in a pasted table. `longest`: so many letters
    at most. `frozen`: whether snapshots hold it.
    """

    name: str
    label: Any
    kind_name: str
    value: Callable[[Any], Any]
    lookup: str = ""
    catalogue: str = ""
    sensitive: bool | Callable[[Any], bool] = False
    required: bool = False
    help: Any = ""
    given: bool = True
    choices: tuple[tuple[str, Any], ...] = ()
    sort: Any = None
    href: Callable[[Any, Asking], str] = nowhere
    empty: Any = UNKNOWN
    folds: bool = False
    on: Callable[[Any], date | None] = no_day
    where: Callable[[Any, Asking], Q] | None = None
    filters: bool = True
    sorts: bool = True
    aliases: tuple[str, ...] = ()
    longest: int | None = None
    frozen: bool = True

    @property
    def kind(self) -> Kind:
        return KINDS[self.kind_name]

    @property
    def is_text(self) -> bool:
        """Whether it holds text, of which "" is not known; not what points to a row."""
        return self.kind.frozen == "text" and not self.kind.points

    def hides(self, row: Any) -> bool:
        """Whether this row's cell is masked for who sees its unit's rows masked."""
        return self.sensitive(row) if callable(self.sensitive) else self.sensitive

    def equals(self, value: Any, asking: Asking) -> Q:
        """The rows meant by a value that is chosen whole."""
        return self.where(value, asking) if self.where else Q(**{self.lookup: value})

    def text(self, row: Any, asking: Asking) -> str:
        """As shown; empty where nothing is known. Masks are the shape's affair."""
        value = self.value(row)
        if value in (None, ""):
            return ""
        if self.choices:
            return str(dict(self.choices).get(value, value))
        if self.kind_name == "unit":
            return asking.unit_name(value.pk, self.on(row))
        return self.kind.show(value, self.catalogue, asking)

    def read(self, typed: Any, asking: Asking) -> Any:
        """What was typed as the value to be stored or looked for. Raises InputError."""
        value = self.kind.read(typed, self.catalogue, asking)
        if not self.choices:
            self._check_length(value)
            return value
        codes = {fold(str(label)): code for code, label in self.choices}
        codes |= {fold(code): code for code, _ in self.choices}
        if fold(value) not in codes:
            raise InputError(
                "«%(text)s»: hãy ghi một trong: %(choices)s",
                text=value,
                choices=", ".join(str(label) for _, label in self.choices),
            )
        return codes[fold(value)]

    def _check_length(self, value: Any) -> None:
        if self.longest and isinstance(value, str) and len(value) > self.longest:
            raise InputError(
                "dài %(length)d chữ; tối đa %(most)d", length=len(value), most=self.longest
            )


@dataclass(frozen=True)
class Narrowing:
    """A filter that is no column: `narrow(rows, code, asking)` → rows. `sensitive` codes are not
    offered to who sees anything masked, and refused.
    """

    name: str
    label: Any
    choices: tuple[tuple[str, Any], ...]
    narrow: Callable[[QuerySet[Any], str, Asking], QuerySet[Any]]
    sensitive: frozenset[str] = frozenset()

    def offered(self, asking: Asking) -> tuple[tuple[str, Any], ...]:
        clear = asking.sees_all_clear
        return tuple(pair for pair in self.choices if clear or pair[0] not in self.sensitive)


@dataclass(frozen=True)
class Search:
    """The search box of a list that reads more than text columns: `find(rows, text, asking)` →
    rows.
    """

    label: Any
    find: Callable[[QuerySet[Any], str, Asking], QuerySet[Any]]


@dataclass(frozen=True)
class Act:
    """What can be done with a row, and where."""

    label: Any
    href: str
    icon: str = ""


@dataclass(frozen=True)
class RowShape:
    """`rows(asking)`: those in the asker's scope, newest knowledge. `read(rows, asking)`: the rows
    of a page with what their cells need from other tables, in a fixed number of queries; without it
    the cells read the rows themselves. `keeper(row)`: the id of the unit whose rights decide masks.
    `order`: columns, or expressions, of the order before anybody chooses one. `text_lookups`: the
    columns that the search box reads, or `search` in their place; none: no box. `acts(row,
    asking)`: what is offered beside it. `person`: the lookup of the public id of the person whom a
    row is about, so that they can be shown as a roster; "": it is about nobody.
    """

    name: str
    title: Any
    cells: tuple[Cell, ...]
    rows: Callable[[Asking], QuerySet[Any]]
    keeper: Callable[[Any], int | None] = nobodys
    order: tuple[Any, ...] = ("-pk",)
    text_lookups: tuple[str, ...] = ()
    search: Search | None = None
    read: Callable[[list[Any], Asking], Sequence[Any]] = as_they_are
    narrowings: tuple[Narrowing, ...] = ()
    acts: Callable[[Any, Asking], Sequence[Act]] = nothing
    person: str = ""

    def cell(self, name: str) -> Cell | None:
        return next((cell for cell in self.cells if cell.name == name), None)

    @property
    def searches(self) -> bool:
        return self.search is not None or bool(self.text_lookups)

    @property
    def given(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.given]

    def made(self, rows: Iterable[Any], asking: Asking) -> list[Any]:
        """Rows as their cells read them, the names of all their units learnt at once."""
        found = list(self.read(list(rows), asking))
        cells = [cell for cell in self.cells if cell.kind_name == "unit"]
        units = [(cell.value(row), cell.on(row) or asking.day) for row in found for cell in cells]
        asking.learn_names((unit.pk, day) for unit, day in units if unit is not None)
        return found

    def shown(self, row: Any, asking: Asking) -> list[str]:
        """The texts of one row, masked where the asker may not see what its unit keeps."""
        clear = asking.sees_clear(self.keeper(row))
        return [
            MASK if not clear and cell.hides(row) else cell.text(row, asking) for cell in self.cells
        ]


def cells_of(model: type[Model]) -> tuple[Cell, ...]:
    """A cell for each column of the model that tells its label (`dated.fields`), in their order."""
    return tuple(_cell(f) for f in model._meta.concrete_fields if isinstance(f, Told))


def _cell(column: Any) -> Cell:
    return Cell(
        name=column.name,
        label=column.verbose_name,
        kind_name=column.kind,
        value=lambda row: getattr(row, column.name),
        lookup=f"{column.name}{column.looked_up}",
        catalogue=column.catalogue,
        sensitive=column.sensitive,
        required=not (column.blank or column.null),
        help=str(column.help_text),
        longest=column.max_length,
        choices=tuple(column.choices or ()),
        frozen=column.frozen,
    )


def shape_of(model: type[Model], *, unit: str = "unit", order: tuple[str, ...]) -> RowShape:
    """The default shape: rows whose `unit` lies in the scope."""
    cells = cells_of(model)
    texts = tuple(c.lookup for c in cells if c.kind_name == "text" and not c.sensitive)
    pointing = [
        f.name for f in model._meta.concrete_fields if isinstance(f, Told) and f.is_relation
    ]
    return RowShape(
        name=model._meta.label_lower,
        title=model._meta.verbose_name_plural,
        cells=cells,
        rows=lambda asking: model._default_manager.filter(asking.scope.limit(unit)).select_related(
            *pointing
        ),
        keeper=lambda row: getattr(row, f"{unit}_id"),
        order=order,
        text_lookups=texts,
    )
