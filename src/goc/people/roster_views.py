"""The danh sách trích ngang of any set of persons: of a list with its filters, of an answer. It has
no address of its own; who shows persons hands them over.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from goc.dated.bulk import portions
from goc.desk.signed_lists import file_of, shown
from goc.lib.errors import InputError
from goc.lists.asked import Asked
from goc.lists.pages import MOST_PRINTED, ROSTER
from goc.people import access
from goc.people.models import Person
from goc.people.queries import people_in_scope
from goc.people.roster_columns import columns_named, every_column
from goc.people.roster_paper import KIND, Wanted, roster_paper, roster_rows
from goc.units.access import issuer_for, own_unit
from goc.units.asking import Asking
from goc.units.models import Unit
from goc.viet.numbers import write
from goc.web.texts import safe_name

COLUMN, TITLE, BY_UNIT, LARGE, TO = "col", "title", "by_unit", "a3", "to"
OWN = {COLUMN, TITLE, BY_UNIT, LARGE, TO}
"""Parameters that say how persons are shown; all others say which."""
REMEMBERED = "roster_columns"
"""In the session: what the user chose last."""
ON_THE_PAGE = 300


def roster_of_list(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The persons of the rows of a list, each once, in its order."""
    ids = asked.rows().values_list(asked.shape.person, flat=True)
    words = [str(asked.shape.title), *(f"{label}: {text}" for label, text in asked.said)]
    persons = list(dict.fromkeys(ids))
    title = ", ".join(words)
    return roster_answer(request, asked.asking, persons, day=asked.asking.day, title=title)


def roster_answer(
    request: HttpRequest, asking: Asking, persons: Sequence[UUID], *, day: date, title: str
) -> HttpResponse:
    """See `figures.rosters.Roster`. `?to=docx`, `pdf` or `xlsx`: the file; else the page. Raises
    InputError for more persons than fit on paper.
    """
    found, to = _in_scope(persons, asking), request.GET.get(TO, "")
    if to != "xlsx" and len(found) > MOST_PRINTED:
        raise InputError(
            "Danh sách có hơn %(most)s người; hãy lọc bớt, hoặc xuất Excel.",
            most=write(MOST_PRINTED),
        )
    wanted = _wanted(request, title)
    on_it = found if to else found[:ON_THE_PAGE]
    rows = roster_rows(on_it, wanted, asking, day=day)
    unit = _issuer(asking, found, day)
    if unit is None:
        raise InputError("Chưa có đơn vị nào để lập danh sách; hãy nhập danh mục đơn vị trước.")
    paper = roster_paper(rows, wanted, unit=unit, day=day, today=asking.today)
    if any(column.is_sensitive for column in wanted.columns):
        pairs = zip(on_it, rows, strict=True)
        clear = [person.code for person, row in pairs if not row.hidden]
        access.log_reading_list(request.user, clear, f"{request.path} {ROSTER} {to}".strip())
    if to:
        return file_of(paper, to, safe_name(f"{KIND} {day:%Y-%m-%d}"))
    page = _page(request, wanted)
    page |= {"paper": shown(paper), "count": len(found), "day": day, "most": ON_THE_PAGE}
    return render(request, "people/roster.html", page)


def _in_scope(persons: Sequence[UUID], asking: Asking) -> list[Person]:
    """In the order asked for; who is not in the scope is left out."""
    seen = people_in_scope(asking.scope, today=asking.today)
    found: dict[UUID, Person] = {}
    for some in portions(list(persons)):
        found |= {person.public_id: person for person in seen.filter(public_id__in=some)}
    return [found[one] for one in persons if one in found]


def _issuer(asking: Asking, found: Sequence[Person], day: date) -> Unit | None:
    """As of other lists, about the unit that keeps the first file."""
    first = [person.keeper_unit for person in found[:1]]  # type: ignore[attr-defined]
    keeper = Unit.objects.filter(pk__in=first).first()
    if keeper is None:
        return own_unit(asking.user, today=asking.today)
    return issuer_for(asking.user, keeper, today=asking.today, day=day)


def _wanted(request: HttpRequest, title: str) -> Wanted:
    """The columns of the address, else those chosen last, else the usual ones."""
    keys = request.GET.getlist(COLUMN)
    if keys:
        request.session[REMEMBERED] = keys
    chosen = columns_named(keys or request.session.get(REMEMBERED, ()))
    said = request.GET.get(TITLE, "").strip() or title
    page: Literal["A4", "A3"] = "A3" if request.GET.get(LARGE) else "A4"
    return Wanted(chosen, said, by_unit=bool(request.GET.get(BY_UNIT)), page=page)


def _page(request: HttpRequest, wanted: Wanted) -> dict[str, Any]:
    """What leads to other columns and to files of the same persons."""
    which = [(n, value) for n, values in request.GET.lists() for value in values if n not in OWN]
    keys = {column.key for column in wanted.columns}
    shows = [(COLUMN, key) for key in keys] + [(TITLE, wanted.title)]
    shows += [(name, "1") for name in (BY_UNIT, LARGE) if request.GET.get(name)]
    back = [pair for pair in which if pair[0] != ROSTER]
    every = every_column()
    return {
        "title": gettext(KIND),
        "wanted": wanted,
        "which": which,
        "columns": [(column, column.key in keys) for column in every],
        "files": [
            (label, "?" + urlencode([*which, *shows, (TO, format_)]))
            for format_, label in (("docx", "Word"), ("pdf", gettext("Bản in")), ("xlsx", "Excel"))
        ],
        "back": "?" + urlencode(back) if len(back) < len(which) else "",
    }
