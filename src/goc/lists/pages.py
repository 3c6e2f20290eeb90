"""What the pages of a list show, put together for the templates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext

from goc.dated.reference import labels
from goc.lists.asked import Asked, asked_of, leaf_of
from goc.lists.registry import Subject
from goc.lists.shapes import Cell
from goc.units.asking import Asking, asking_for
from goc.units.forms import AsOfForm


@dataclass(frozen=True)
class Column:
    """A head: `url` sorts by it, "" where that is not allowed; `arrow`: ▲ ▼ or ""."""

    label: str
    url: str
    arrow: str
    is_number: bool


@dataclass(frozen=True)
class Filter:
    """One field of the filter row; `choices` empty: typed."""

    name: str
    label: str
    value: str
    hint: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Shown:
    """One row: its texts beside whether they are numbers, and the address where it is corrected."""

    public_id: str
    texts: list[tuple[str, bool]]
    may_correct: bool


def list_page(request: HttpRequest, subject: Subject) -> dict[str, Any]:
    asking = asking_for(request)
    asked = asked_of(subject.shape, asking, request.GET.dict())
    leaf = leaf_of(asked, request.GET.get("after", ""))
    return {
        "subject": subject,
        "asking": asking,
        "day": AsOfForm(request.GET, today=asking.today),
        "asked": asked,
        "count": asked.rows().count(),
        "columns": [_column(cell, asked, request) for cell in subject.shape.cells],
        "filters": [_filter(cell, asked) for cell in subject.shape.cells if _may_use(cell, asking)],
        "rows": shown_rows(subject, leaf.rows, asking),
        "next_url": _with(request, after=leaf.after) if leaf.after else "",
        "first_url": _with(request, after="") if request.GET.get("after") else "",
        "query": _kept(request),
        "may_add": subject.add is not None and subject.may_add(asking),
    }


def shown_rows(subject: Subject, rows: list[Any], asking: Asking) -> list[Shown]:
    learn_units(subject, rows, asking)
    numbers = [cell.kind.is_number for cell in subject.shape.cells]
    return [
        Shown(
            str(row.public_id),
            list(zip(subject.shape.shown(row, asking), numbers, strict=True)),
            subject.correct is not None and asking.scope.can_edit(subject.shape.keeper(row)),
        )
        for row in rows
    ]


def learn_units(subject: Subject, rows: list[Any], asking: Asking) -> None:
    """The names of all units on the page in a few queries instead of a few for each row."""
    cells = [cell for cell in subject.shape.cells if cell.kind_name == "unit"]
    found = [cell.value(row) for row in rows for cell in cells]
    asking.learn_units(unit.pk for unit in found if unit is not None)


def _may_use(cell: Cell, asking: Asking) -> bool:
    return bool(cell.lookup) and (not cell.sensitive or asking.sees_all_clear)


def _column(cell: Cell, asked: Asked, request: HttpRequest) -> Column:
    if not _may_use(cell, asked.asking):
        return Column(cell.label, "", "", cell.kind.is_number)
    here = asked.sort == cell
    turned = f"-{cell.name}" if here and not asked.descending else cell.name
    arrow = ("▼" if asked.descending else "▲") if here else ""
    return Column(cell.label, _with(request, sort=turned, after=""), arrow, cell.kind.is_number)


def _filter(cell: Cell, asked: Asked) -> Filter:
    given = next((text for used, text in asked.filters if used == cell), "")
    hint = gettext("từ..đến") if cell.kind.filter == "range" else ""
    return Filter(f"f.{cell.name}", cell.label, given, hint, _choices(cell, asked.asking))


def _choices(cell: Cell, asking: Asking) -> tuple[tuple[str, str], ...]:
    if cell.kind_name == "code":
        return tuple(labels(cell.catalogue, as_of=asking.day).items())
    if cell.kind_name == "flag":
        return (("có", gettext("Có")), ("không", gettext("Không")))
    return ()


def _kept(request: HttpRequest) -> str:
    """The question without its page, for the addresses of print and export."""
    return urlencode({k: v for k, v in request.GET.items() if v and k != "after"})


def _with(request: HttpRequest, **changed: str) -> str:
    given = {**request.GET.dict(), **changed}
    return "?" + urlencode({name: value for name, value in given.items() if value})
