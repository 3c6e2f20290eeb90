"""What rooms above show of a unit: a part of its page, fetched by it, or a page of its own where
nothing is fetched, and for print.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goc.units import queries
from goc.units.models import Unit


def part_answer(
    request: HttpRequest, template: str, unit: Unit, as_of: date, context: dict[str, Any]
) -> HttpResponse:
    """The part alone for htmx, else a whole page around it."""
    if getattr(request, "htmx", False):
        return render(request, template, context)
    around = {"part": template, "of": unit, "of_name": queries.name_of(unit, as_of=as_of)}
    return render(request, "units/unit_part.html", {**context, **around, "as_of": as_of})
