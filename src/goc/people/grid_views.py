"""Pages of acts on many people, each one paste: people, one decision, posts left, facts."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from goc.lists.grid_views import LOOK, Place, grid_answer
from goc.lists.grids import Grid
from goc.people import pages
from goc.people.decision_grid import decision_grid
from goc.people.ending_posts import ending_grid
from goc.people.fact_grid import fact_grid
from goc.people.roster_grid import roster_grid
from goc.units.asking import Asking, asking_for
from goc.web.once import once

PEOPLE = "people"
"""What tables are about that were written at the list of people."""


def _answer(request: HttpRequest, grid: Callable[[Asking], Grid]) -> HttpResponse:
    asking = asking_for(request)
    pages.check_may_add(asking.scope)
    back = reverse("people")
    place = Place(back, [(gettext("Cán bộ"), back)], about=PEOPLE)
    return grid_answer(request, grid(asking), asking, place)


@require_http_methods(["GET", "HEAD", "POST"])
@once(unless=(LOOK,))
def people_many(request: HttpRequest) -> HttpResponse:
    return _answer(request, roster_grid)


@require_http_methods(["GET", "HEAD", "POST"])
@once(unless=(LOOK,))
def posts_end(request: HttpRequest) -> HttpResponse:
    return _answer(request, ending_grid)


@require_http_methods(["GET", "HEAD", "POST"])
@once(unless=(LOOK,))
def decision_many(request: HttpRequest) -> HttpResponse:
    return _answer(request, decision_grid)


@require_http_methods(["GET", "HEAD", "POST"])
@once(unless=(LOOK,))
def facts_many(request: HttpRequest) -> HttpResponse:
    return _answer(request, fact_grid)
