"""Figures as an office reads them: the list, one figure's card, the records behind it; tables and
their cells.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from goc.figures import behind, pages, queries, tables, wording
from goc.figures.definitions import Indicator, TableDefinition
from goc.figures.maps import LEVELS
from goc.figures.printing import in_cell
from goc.lib.errors import InputError
from goc.viet.names import text_key
from goc.web.paging import page_of


def _nothing_frozen(request: HttpRequest) -> HttpResponse:
    return render(request, "figures/nothing.html")


def _indicator(name: str) -> Indicator:
    found = queries.definitions().indicators.get(name)
    if found is None:
        raise Http404
    return found


def _table(name: str) -> TableDefinition:
    found = queries.definitions().tables.get(name)
    if found is None:
        raise Http404
    return found


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    with pages.asked(request) as asked:
        if asked is None:
            return _nothing_frozen(request)
        found = asked.computer.values(queries.definitions().indicators.values(), asked.question)
        groups: dict[str, list[Any]] = {}
        for figure in found:
            link = asked.link("figure", figure.indicator.id)
            groups.setdefault(queries.heading_of(figure.indicator), []).append((figure, link))
        return render(request, "figures/figures.html", {"asked": asked, "groups": groups.items()})


@require_safe
def figure(request: HttpRequest, indicator: str) -> HttpResponse:
    definition = _indicator(indicator)
    with pages.asked(request) as asked:
        if asked is None:
            return _nothing_frozen(request)
        shown = asked.computer.value(definition, asked.question)
        labels = wording.labels_of(asked.computer.frozen.rows("entries"), asked.question.as_of)
        return render(
            request,
            "figures/figure.html",
            {
                "asked": asked,
                "figure": shown,
                "how": wording.how_counted(definition, labels),
                "parts": _parts(asked, shown),
                "numerator": in_cell(shown.numerator, is_percent=False),
                "denominator": in_cell(shown.denominator, is_percent=False),
                "listed": not definition.sensitive
                or queries.sees_all(request.user, asked.question),
                "above": asked.link("records", definition.id, of="numerator"),
                "below": asked.link("records", definition.id, of="denominator"),
                "list": asked.link("figures"),
            },
        )


BELOW = {"district": "commune", "commune": ""}
"""The level by which a unit of a level is shown; all others by districts."""


def _level_below(asked: pages.Asked, indicator: Indicator) -> str:
    """Empty where nothing is shown below: a unit's own traits are counted by district only."""
    q = asked.question
    own = asked.computer.units.level(q.unit, q.as_of) if q.unit else ""
    level = BELOW.get(own, "district")
    return "" if indicator.unit_by == "itself" and level == "commune" else level


def _parts(asked: pages.Asked, shown: Any) -> list[dict[str, Any]]:
    """The same figure by the units below, each leading to the same card for it."""
    units, q = asked.computer.units, asked.question
    level = _level_below(asked, shown.indicator)
    if not level:
        return []
    values = asked.computer.values_by(shown.indicator, q, level)
    order = tables.unit_order(asked.computer, q.as_of)
    present = set(units.at_level(level, q.as_of, q.unit)) | {u for u in values if u}
    rows: list[tuple[str | None, str, str]] = [
        (unit, units.name(unit, q.as_of), asked.link("figure", shown.indicator.id, unit=unit))
        for unit in sorted(present, key=order)
    ]
    if any(values.get(None, (0, 0))):
        rows.append((None, tables.UNDETERMINED, ""))
    nothing = (None if shown.indicator.per else 0, 0)
    return [
        {"name": name, "url": url, **_part(shown, *values.get(unit, nothing))}
        for unit, name, url in rows
    ]


def _part(shown: Any, above: Any, below: Any) -> dict[str, Any]:
    """`whole` None: no part of anything, so that no bar is drawn."""
    kind = shown.indicator.kind
    if kind == "quotient":
        each = above / below if above is not None and below else None
        return {"value": each, "whole": None, "ratio": False}
    ratio = kind == "ratio"
    return {"value": above, "whole": below if ratio else shown.numerator, "ratio": ratio}


@require_safe
def records(request: HttpRequest, indicator: str) -> HttpResponse:
    definition = _indicator(indicator)
    of = "denominator" if request.GET.get("of") == "denominator" else "numerator"
    with pages.asked(request) as asked:
        if asked is None:
            return _nothing_frozen(request)
        rows = queries.records_for(request.user, asked.computer, definition, asked.question, of)
        return _records(request, asked, rows, definition.label, asked.link("figure", definition.id))


def _records(
    request: HttpRequest, asked: pages.Asked, rows: list[Any], title: str, back: str
) -> HttpResponse:
    """`rows` come ordered by unit; ?sort=name orders them by name instead (masked names stay by
    unit).
    """
    if request.GET.get("sort") == "name" and not any(r["label"] == queries.MASK for r in rows):
        rows = sorted(rows, key=lambda r: (r.get("sort_key") or text_key(r["label"]), r["record"]))
    page = page_of(request, rows)
    shown = [(r, pages.record_url(r, r["label"] == queries.MASK)) for r in page]
    masked = any(r["label"] == queries.MASK for r in page)
    weighed = any(r["weight"] != 1 for r in rows)
    return render(
        request,
        "figures/records.html",
        {
            "asked": asked,
            "page": page,
            "rows": shown,
            "title": title,
            "back": back,
            "masked": masked,
            "weighed": weighed,
        },
    )


@require_safe
def tables_list(request: HttpRequest) -> HttpResponse:
    with pages.asked(request) as asked:
        if asked is None:
            return _nothing_frozen(request)
        clear = queries.sees_all(request.user, asked.question)
        shown = [t for t in queries.tables_in_order() if clear or t.kind != "listing"]
        rows = [(t, asked.link("table", t.id)) for t in shown]
        return render(request, "figures/tables.html", {"asked": asked, "rows": rows})


@require_safe
def table(request: HttpRequest, table: str) -> HttpResponse:
    definition = _table(table)
    by = request.GET.get("by") if request.GET.get("by") in LEVELS else None
    with pages.asked(request) as asked:
        if asked is None:
            return _nothing_frozen(request)
        if definition.kind == "listing":
            queries.check_sensitive(request.user, asked.question, table)
        result = tables.compute(asked.computer, definition, asked.question, by)
        return render(
            request,
            "figures/table.html",
            {
                "asked": asked,
                "result": result,
                "head": pages.storeys(result.columns),
                "rows": _linked(
                    asked, result, by, clear=queries.sees_all(request.user, asked.question)
                ),
                "list": asked.link("tables"),
                "by": by or "",
                "levels": _levels(asked, result),
            },
        )


def _levels(asked: pages.Asked, result: tables.Result) -> list[tuple[str, str, bool]]:
    """Other levels for the rows: (name, address, is it this one)."""
    names = {"district": "Theo huyện", "commune": "Theo xã"}
    rows, own = result.definition.rows, result.definition.id
    return (
        [(names[n], asked.link("table", own, by=n), rows == n) for n in names]
        if rows in LEVELS
        else []
    )


def _listable(result: tables.Result, *, clear: bool) -> set[int]:
    """The columns whose rows this user may see; those picked by something sensitive only `clear`."""
    definition = result.definition
    counted = [c.number for c in result.columns if not c.is_share]
    open_to_see = [n for n in counted if behind.can_be_listed(definition, n)]
    return {n for n in open_to_see if clear or not behind.is_sensitive(definition, n)}


def _linked(
    asked: pages.Asked, result: tables.Result, by: str | None, *, clear: bool
) -> list[dict[str, Any]]:
    """Rows with each counted cell leading to what it counts."""
    definition, listable = result.definition, _listable(result, clear=clear)
    count, made = 0, []
    for row in result.rows:
        count += row.kind == "body"
        more = {"row": row.key or row.kind, "block": row.block, **({"by": by} if by else {})}
        linked = row.kind in ("body", "total", "group") and definition.kind == "crosstab"
        cells = [
            (
                cell,
                asked.link("cell_records", definition.id, column=column.number, **more)
                if linked and cell.value and column.number in listable
                else "",
            )
            for column, cell in zip(result.columns, row.cells, strict=False)
        ]
        made.append({"row": row, "number": count if row.kind == "body" else "", "cells": cells})
    return made


@require_safe
def cell_records(request: HttpRequest, table: str) -> HttpResponse:
    definition = _table(table)
    place = _place(request)
    with pages.asked(request) as asked:
        if asked is None:
            return _nothing_frozen(request)
        if behind.is_sensitive(definition, place.column):
            queries.check_sensitive(request.user, asked.question, table)
        clear = queries.sees_all(request.user, asked.question)
        rows = behind.cell_records(asked.computer, definition, asked.question, place)
        rows = queries.shown(rows, asked.computer, asked.question, clear)
        head = next(
            (c.head for c in definition.columns if c.number == place.column),
            (tables.NO_INFORMATION,),
        )
        more = {"by": place.rows} if place.rows else {}
        title = f"{definition.title.capitalize()}: {' – '.join(head)}"
        return _records(request, asked, rows, title, asked.link("table", definition.id, **more))


def _place(request: HttpRequest) -> behind.Place:
    """`row`: a key, or body (not determined), group, total. Raises InputError for numbers that are
    none.
    """
    given = request.GET
    try:
        block, column = int(given.get("block", "0")), int(given.get("column", ""))
    except ValueError:
        raise InputError("Ô này không đếm bản ghi nào.") from None
    row = given.get("row", "total")
    key = None if row == "body" else "" if row in ("total", "group") else row
    by = given.get("by", "")
    return behind.Place(by if by in LEVELS else "", key, -1 if row == "total" else block, column)
