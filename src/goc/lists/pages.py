"""What the pages of a list show, put together for the templates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from goc.dated.reference import labels
from goc.lib.errors import InputError
from goc.lists.asked import Asked, may_use
from goc.lists.shapes import MASK, Act, Cell, Narrowing, RowShape
from goc.units.asking import Asking
from goc.units.forms import AsOfForm
from goc.viet.numbers import write

AT_ONCE = 3
"""So many filters stand on the page; the others are opened by who wants them."""
MOST_PRINTED = 2_000
ROSTER = "roster"
"""The parameter that asks for the persons of the rows."""
HINTS = {"range": gettext_lazy("từ..đến"), "days": "dd/mm/yyyy"}


@dataclass(frozen=True)
class Column:
    """A head: `url` sorts by it, "" where that is not allowed; `arrow`: ▲ ▼ or ""."""

    label: Any
    url: str
    arrow: str
    is_number: bool


@dataclass(frozen=True)
class Filter:
    """One field of the filter row; `choices` empty: typed."""

    name: str
    label: Any
    value: str
    hint: Any
    choices: tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class Text:
    """One cell as shown; `href`: where it leads, "" for nowhere; `folds`: opened by who wants
    it.
    """

    text: str
    is_number: bool
    href: str
    folds: bool


@dataclass(frozen=True)
class Shown:
    """One row: its cells, and what can be done with it."""

    texts: list[Text]
    acts: Sequence[Act]


def list_page(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    """One page of the rows asked for, with all that leads to other pages and orders."""
    leaf = asked.leaf(request.GET.get("after", ""))
    filters = list(_filters(asked))
    return {
        **_common(asked, leaf.rows),
        "day": AsOfForm(request.GET, today=asked.asking.today),
        "count": asked.found.count(),
        "columns": [_column(cell, asked, request) for cell in asked.shape.cells],
        "filters": filters[:AT_ONCE],
        "more_filters": filters[AT_ONCE:],
        "more_open": any(f.value for f in filters[AT_ONCE:]),
        "next_url": _with(request, after=leaf.after) if leaf.after else "",
        "first_url": _with(request, after="") if request.GET.get("after") else "",
        "workbook_url": _with(request, after="", to="xlsx"),
        "print_url": _with(request, after="", to="print"),
        "roster_url": _with(request, after="", **{ROSTER: "1"}) if asked.shape.person else "",
    }


def printed_page(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    """All rows asked for on one page. Raises InputError for more than fit on paper."""
    rows = list(asked.rows()[: MOST_PRINTED + 1])
    if len(rows) > MOST_PRINTED:
        raise InputError(
            "Danh sách có hơn %(most)s dòng; hãy lọc bớt rồi in, hoặc xuất Excel.",
            most=write(MOST_PRINTED),
        )
    return {
        **_common(asked, rows),
        "count": len(rows),
        "columns": [Column(c.label, "", "", c.kind.is_number) for c in asked.shape.cells],
        "back_url": _with(request, to=""),
        "printed_at": timezone.now(),
    }


def _common(asked: Asked, rows: list[Any]) -> dict[str, Any]:
    shown = list(_shown(asked.shape, rows, asked.asking))
    return {
        "shape": asked.shape,
        "asking": asked.asking,
        "asked": asked,
        "rows": shown,
        "have_acts": any(row.acts for row in shown),
    }


def _shown(shape: RowShape, rows: Iterable[Any], asking: Asking) -> Iterator[Shown]:
    for row in shape.made(rows, asking):
        texts = [
            Text(
                text or cell.empty,
                cell.kind.is_number,
                _href(cell, row, text, asking),
                cell.folds and bool(text),
            )
            for cell, text in zip(shape.cells, shape.shown(row, asking), strict=True)
        ]
        yield Shown(texts, shape.acts(row, asking))


def _href(cell: Cell, row: Any, text: str, asking: Asking) -> str:
    return "" if text in ("", MASK) else cell.href(row, asking)


def _column(cell: Cell, asked: Asked, request: HttpRequest) -> Column:
    if not cell.sorts or not may_use(cell, asked.asking):
        return Column(cell.label, "", "", cell.kind.is_number)
    here = asked.sort == cell
    turned = f"-{cell.name}" if here and not asked.descending else cell.name
    arrow = ("▼" if asked.descending else "▲") if here else ""
    return Column(cell.label, _with(request, sort=turned, after=""), arrow, cell.kind.is_number)


def _filters(asked: Asked) -> Iterator[Filter]:
    for by in asked.shape.narrowings:
        choices = by.offered(asked.asking)
        if choices:
            yield _filter(by, asked, "", choices)
    for cell in asked.shape.cells:
        if cell.filters and may_use(cell, asked.asking):
            yield _filter(cell, asked, _hint(cell), _choices(cell, asked.asking))


def _hint(cell: Cell) -> Any:
    own = cell.help if cell.kind_name in ("word", "unit") else ""
    return own or HINTS.get(cell.kind.filter, "")


def _filter(
    by: Cell | Narrowing, asked: Asked, hint: Any, choices: tuple[tuple[str, Any], ...]
) -> Filter:
    return Filter(f"f.{by.name}", by.label, asked.value_of(by), hint, choices)


def _choices(cell: Cell, asking: Asking) -> tuple[tuple[str, Any], ...]:
    if cell.kind_name == "code":
        return tuple(labels(cell.catalogue, as_of=asking.day).items())
    if cell.kind_name == "flag":
        return (("có", gettext("Có")), ("không", gettext("Không")))
    return cell.choices


def _with(request: HttpRequest, **changed: str) -> str:
    given = {**request.GET.dict(), **changed}
    return "?" + urlencode({name: value for name, value in given.items() if value})
