"""What is not known of how many persons, and the slips by which a commune says it."""

from __future__ import annotations

from collections import Counter
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from goc.desk.signed_lists import file_of
from goc.lib.errors import InputError
from goc.lists.asked import asked_of
from goc.lists.pages import MOST_PRINTED
from goc.people import access, queries
from goc.people.missing_slips import KIND, TOGETHER, slips_of, slips_paper
from goc.people.worklists import INCOMPLETE, gaps_told_to
from goc.units.access import issuer_for
from goc.units.asking import Asking, asking_for
from goc.units.naming import printed_names
from goc.viet.numbers import write
from goc.web.texts import safe_name

HOW = "how"
NARROWING = ("f.keeper", "f.lacks", "q")


@require_safe
def people_missing(request: HttpRequest) -> HttpResponse:
    """What is not known of how many, each leading to the worklist of them."""
    asking = asking_for(request)
    gaps = queries.missing_information(asking.scope, as_of=asking.today, today=asking.today)
    told = gaps_told_to(asking)
    shown = [gap for gap in gaps if gap.key in told]
    units = _by_unit(asking)
    page = {"gaps": shown, "total": gaps[0].total, "units": units}
    return render(request, "people/people_missing.html", page)


def _by_unit(asking: Asking) -> list[tuple[str, int, str]]:
    """Units with how many of their persons lack something, and what asks for the slips of one."""
    keepers = INCOMPLETE.rows(asking).order_by().values_list("keeper_unit", flat=True)
    counts = Counter(keepers)
    names = printed_names(set(counts), as_of=asking.today)
    named = sorted((names.get(unit, ""), count) for unit, count in counts.items())
    return [(name, count, urlencode({"f.keeper": name})) for name, count in named if name]


@require_safe
def missing_slips(request: HttpRequest) -> HttpResponse:
    """`?to=docx` or `pdf`, `?how=person` or `unit`, narrowed as the worklist is. Raises InputError
    where nothing is missing, or too much for one print.
    """
    asking = asking_for(request)
    given = {name: value for name, value in request.GET.dict().items() if name in NARROWING}
    found = list(asked_of(INCOMPLETE, asking, given).rows()[: MOST_PRINTED + 1])
    if not found:
        raise InputError("Không thiếu thông tin nào theo bộ lọc này; không có phiếu để in.")
    if len(found) > MOST_PRINTED:
        raise InputError("Có hơn %(most)s người; hãy chọn một đơn vị.", most=write(MOST_PRINTED))
    rows: Any = INCOMPLETE.made(found, asking)
    names = printed_names({row.keeper.pk for row in rows}, as_of=asking.today)
    unit = issuer_for(asking.user, rows[0].keeper, today=asking.today, day=asking.today)
    how = request.GET.get(HOW, TOGETHER)
    paper = slips_paper(slips_of(rows, names), how, unit=unit, today=asking.today)
    clear = [r.person.code for r in rows if asking.sees_clear(r.person.keeper_unit)]
    access.log_reading_list(request.user, clear, request.path)
    return file_of(paper, request.GET.get("to") or "docx", safe_name(KIND))
