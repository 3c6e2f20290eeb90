"""Study, certificates, placement of one person: a part of the person's page, or a page alone."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from goc.dated.reference import labels
from goc.people.access import get_person_for
from goc.training.models import Certificate, Enrolment
from goc.units.asking import Asking, asking_for
from goc.units.naming import NameBook

PART, PAGE = "training/_person.html", "training/person_training.html"


@dataclass(frozen=True)
class Study:
    """An enrolment in words, with what it led to."""

    enrolment: Enrolment
    grade: str
    placed: str
    certificates: list[Certificate]


@require_safe
def person_training(request: HttpRequest, public_id: UUID) -> HttpResponse:
    asking = asking_for(request)
    person = get_person_for(request.user, public_id, scope=asking.scope, today=asking.today)
    rows = person.enrolments.select_related("course", "placement")
    enrolments = list(rows.prefetch_related("certificates").order_by("-entered_on", "-pk"))
    context = {"person": person, "studies": _studies(enrolments, asking)}
    alone = not getattr(request, "htmx", False)
    return render(request, PAGE if alone else PART, context)


def _studies(enrolments: list[Enrolment], asking: Asking) -> list[Study]:
    placed = [one.placement for one in enrolments if one.placement is not None]
    places = NameBook({holding.unit_id for holding in placed})
    grades = labels("graduation_class", as_of=asking.day)
    return [
        Study(
            one,
            grades.get(one.grade, one.grade),
            _placed(one, places),
            sorted(one.certificates.all(), key=lambda c: (c.issued_on, c.pk)),
        )
        for one in enrolments
    ]


def _placed(enrolment: Enrolment, places: NameBook) -> str:
    """By which post the graduate was placed, and whether it was held before."""
    holding = enrolment.placement
    if holding is None:
        return ""
    kept = holding.valid_from <= enrolment.entered_on
    return gettext("%(post)s, %(unit)s từ %(day)s (%(how)s)") % {
        "post": holding,
        "unit": places.listed(holding.unit_id, holding.valid_from),
        "day": f"{holding.valid_from:%d/%m/%Y}",
        "how": gettext("giữ nguyên") if kept else gettext("bổ nhiệm mới"),
    }
