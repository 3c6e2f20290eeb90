"""A row shape: named cells → queries and → actions. A model's own columns are the default shape;
a subject whose rows are put together from several tables writes its cells by hand.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet

from goc.dated.fields import Told
from goc.lists.kinds import KINDS, Kind
from goc.units.asking import Asking

MASK = "•••"


@dataclass(frozen=True)
class Cell:
    """`value(row)`: what is stored; `lookup`: its column for filters and order, "" where there is
    none; `planned`: whether a form and a workbook give it.
    """

    name: str
    label: str
    kind_name: str
    value: Callable[[Any], Any]
    lookup: str = ""
    catalogue: str = ""
    sensitive: bool = False
    required: bool = False
    help: str = ""
    given: bool = True

    @property
    def kind(self) -> Kind:
        return KINDS[self.kind_name]

    def text(self, row: Any, asking: Asking) -> str:
        """As shown; empty where nothing is known. Masks are the shape's affair."""
        value = self.value(row)
        return "" if value in (None, "") else self.kind.show(value, self.catalogue, asking)


@dataclass(frozen=True)
class RowShape:
    """`rows(asking)`: those in the asker's scope, newest knowledge; `keeper(row)`: the id of the
    unit whose rights decide masks; `text_lookups`: the columns that the search box reads.
    """

    name: str
    title: str
    cells: tuple[Cell, ...]
    rows: Callable[[Asking], QuerySet[Any]]
    keeper: Callable[[Any], int | None]
    order: tuple[str, ...] = ("-pk",)
    text_lookups: tuple[str, ...] = field(default=())

    def cell(self, name: str) -> Cell | None:
        return next((cell for cell in self.cells if cell.name == name), None)

    @property
    def given(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.given]

    def shown(self, row: Any, asking: Asking) -> list[str]:
        """The texts of one row, masked where the asker may not see what its unit keeps."""
        clear = asking.sees_clear(self.keeper(row))
        return [
            MASK if cell.sensitive and not clear else cell.text(row, asking) for cell in self.cells
        ]


def cells_of(model: type[Model]) -> tuple[Cell, ...]:
    """A cell for each column of the model that tells its label (`dated.fields`), in their order."""
    return tuple(_cell(f) for f in model._meta.concrete_fields if isinstance(f, Told))


def _cell(column: Any) -> Cell:
    return Cell(
        name=column.name,
        label=str(column.verbose_name),
        kind_name=column.kind,
        value=lambda row: getattr(row, column.name),
        lookup=column.name,
        catalogue=column.catalogue,
        sensitive=column.sensitive,
        required=not (column.blank or column.null),
        help=str(column.help_text),
    )


def shape_of(model: type[Model], *, unit: str = "unit", order: tuple[str, ...]) -> RowShape:
    """The default shape: rows whose `unit` lies in the scope."""
    cells = cells_of(model)
    texts = tuple(c.lookup for c in cells if c.kind_name == "text" and not c.sensitive)
    return RowShape(
        name=model._meta.label_lower,
        title=str(model._meta.verbose_name_plural),
        cells=cells,
        rows=lambda asking: model._default_manager.filter(asking.scope.limit(unit)).select_related(
            unit
        ),
        keeper=lambda row: getattr(row, f"{unit}_id"),
        order=order,
        text_lookups=texts,
    )
