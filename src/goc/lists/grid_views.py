"""The page of a grid: an empty table, then what was read of it with every fault at its cell, then
done.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, override

from goc.audit.origin import this_act
from goc.dated.undoing import tell_many
from goc.lib.errors import InputError
from goc.lists.grid_forms import GridForm, box_of, mending_widget
from goc.lists.grids import CONFIRMATION, Grid, Line, Outcome, carry_out
from goc.lists.shapes import Cell
from goc.units.asking import Asking
from goc.web.changes import Records
from goc.web.forms import attempt
from goc.web.words import told

LOOK = "look"
"""The button that only reads: `@once(unless=(LOOK,))`."""
MOST_BOXES = 300
"""So many faulty cells are mended on the page; the others in the pasted table."""


@dataclass(frozen=True)
class Place:
    """Where a grid stands: the way back, and what leads there. `about`: the course, the list … by
    which what was written is found again (`units.acts_done.tables_at`).
    """

    back: str
    crumbs: list[tuple[str, str]]
    about: object


@dataclass(frozen=True)
class Shown:
    """A cell of the preview: its text, what a box above fills it with where it is empty, or the
    box in which it is mended with the reason.
    """

    text: str
    box: str = ""
    reason: str = ""
    filled: str = ""


@dataclass(frozen=True)
class ShownLine:
    """`who`: the cells that tell somebody, where nobody was recognised by them."""

    line: Line
    who: list[Shown]
    cells: list[Shown]
    answer: Shown


def grid_answer(
    request: HttpRequest, grid: Grid, asking: Asking, place: Place, records: Records | None = None
) -> HttpResponse:
    """Who may do it is checked before. Done: to `place.back`, with how many rows were recorded."""
    form = GridForm(request.POST if request.method == "POST" else None, grid, asking, records)
    outcome = _read(form) if form.is_valid() else None
    if outcome is not None and _done(request, form, outcome, place):
        messages.success(request, _told(len(outcome.lines)))
        return redirect(place.back)
    context = {
        "grid": grid,
        "form": form,
        "place": place,
        "outcome": outcome,
        "rows": _shown(grid, outcome, asking),
        "asks": outcome is not None and any(line.question for line in outcome.lines),
    }
    return render(request, "lists/grid.html", context)


def _read(form: GridForm) -> Outcome | None:
    try:
        return form.read()
    except InputError as why:
        form.add_error("sheet", told(why))
        return None


def _done(request: HttpRequest, form: GridForm, outcome: Outcome, place: Place) -> bool:
    """Whether the rows stand in the register: looked at only, or with a fault, they do not."""
    if LOOK in request.POST or not outcome.is_right:
        carry_out(form.grid, outcome, form.cleaned_data["reason"], for_good=False)
        return False
    return bool(attempt(form, lambda: _written(form, outcome, place)))


@transaction.atomic
def _written(form: GridForm, outcome: Outcome, place: Place) -> bool:
    stands = carry_out(form.grid, outcome, form.cleaned_data["reason"], for_good=True)
    if stands:
        with override("vi"):
            title = str(form.grid.title)
        tell_many(
            by=form.asking.user,
            about=place.about,
            title=title,
            rows=len(outcome.lines),
            page=place.back,
        )
    return stands


def _told(rows: int) -> str:
    """With the way to take all of them back."""
    said, act = gettext("Đã ghi %(n)d dòng.") % {"n": rows}, this_act()
    if act is None:
        return said
    back = reverse("act_back", args=[act])
    return format_html('{} <a href="{}">{}</a>', said, back, gettext("Lấy lại cả bảng"))


def _shown(grid: Grid, outcome: Outcome | None, asking: Asking) -> list[ShownLine]:
    """Rows that want something first; then those that are right, in their order. What is refused of
    a whole row may lie in any of its cells.
    """
    if outcome is None:
        return []
    boxes = _Boxes(asking)
    in_turn = sorted(outcome.lines, key=lambda line: line.is_right)
    return [
        ShownLine(
            line,
            [] if line.match.candidates else [boxes.shown(cell, line) for cell in grid.who],
            [boxes.shown(cell, line, wanted=bool(line.row_fault)) for cell in grid.cells],
            boxes.shown(CONFIRMATION, line, wanted=bool(line.question)),
        )
        for line in in_turn
    ]


@dataclass
class _Boxes:
    """Faulty cells get a box while there are some left."""

    asking: Asking
    left: int = MOST_BOXES

    def shown(self, cell: Cell, line: Line, *, wanted: bool = False) -> Shown:
        text, reason = line.typed.get(cell.name, ""), line.faults.get(cell.name, "")
        if not (reason or wanted) or not self.left:
            filled = "" if text else _in_words(cell, line.values.get(cell.name), self.asking)
            return Shown(text, reason=reason, filled=filled)
        self.left -= 1
        label = f"{cell.label}, {gettext('dòng')} {line.number}"
        widget = mending_widget(cell, text, self.asking)
        attributes = {"aria-label": label, "autocomplete": "off"}
        return Shown(text, widget.render(box_of(line, cell.name), text, attributes), reason)


def _in_words(cell: Cell, value: Any, asking: Asking) -> str:
    if value in (None, ""):
        return ""
    if cell.choices:
        return str(dict(cell.choices).get(value, value))
    return cell.kind.show(value, cell.catalogue, asking)
