"""What is still to be recorded of trainees: result, certificate, placement."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from goc.lists.shapes import RowShape
from goc.lists.worklists import Worklist
from goc.people.queries import by_name
from goc.training import access
from goc.training.lists import TRAINEE, acts_on, cell
from goc.training.models import Certificate, Enrolment
from goc.units.asking import Asking
from goc.units.roles import TRAIN

Outcome = Enrolment.Outcome


def _seen(asking: Asking) -> QuerySet[Enrolment]:
    rows = access.enrolments_for(asking.scope, today=asking.today)
    return rows.select_related("person", "course", "unit")


def _graduates(asking: Asking) -> QuerySet[Enrolment]:
    return _seen(asking).filter(outcome=Outcome.GRADUATED)


def _without_result(asking: Asking) -> QuerySet[Enrolment]:
    """Still studying in a course that is over."""
    over = {"course__closed_on__lt": asking.day}
    return _seen(asking).filter(outcome=Outcome.STUDYING, **over)


def _without_certificate(asking: Asking) -> QuerySet[Enrolment]:
    issued = Certificate.objects.filter(enrolment=OuterRef("pk"))
    return _graduates(asking).filter(~Exists(issued))


def _not_placed(asking: Asking) -> QuerySet[Enrolment]:
    """Alive, without a placement since the latest graduation: one line a person."""
    graduated = Enrolment.objects.filter(person=OuterRef("person"), outcome=Outcome.GRADUATED)
    later = Q(ended_on__gt=OuterRef("ended_on")) | Q(
        ended_on=OuterRef("ended_on"), pk__gt=OuterRef("pk")
    )
    alive = Q(person__died_on__isnull=True) | Q(person__died_on__gt=asking.day)
    waiting = _graduates(asking).filter(alive, placement__isnull=True)
    return waiting.filter(~Exists(graduated.filter(later)))


def _shape(name: str, title: Any, rows: Any) -> RowShape:
    return RowShape(
        name=f"training-{name}",
        title=title,
        cells=(*TRAINEE, cell("ended_on", _("Kết thúc"), "day", empty="")),
        rows=rows,
        keeper=lambda row: row.unit_id,
        order=(by_name("person__"), "pk"),
        text_lookups=("person__full_name", "course__name"),
        acts=acts_on,
        person="person__public_id",
    )


NO_RESULT = _shape("no-result", _("Khóa đã bế giảng, chưa ghi kết quả"), _without_result)
NO_RESULT = replace(
    NO_RESULT, cells=(*TRAINEE, cell("closed_on", _("Bế giảng"), "day", of="course.closed_on"))
)
NO_CERTIFICATE = _shape("no-certificate", _("Tốt nghiệp, chưa ghi văn bằng"), _without_certificate)
NOT_PLACED = _shape("not-placed", _("Tốt nghiệp, chưa ghi bố trí"), _not_placed)

WORKLISTS = (
    Worklist("no-result", NO_RESULT, 30, act=TRAIN),
    Worklist("not-placed", NOT_PLACED, 40, act=TRAIN),
    Worklist("no-certificate", NO_CERTIFICATE, 50, act=TRAIN),
)
