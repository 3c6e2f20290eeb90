"""What was recorded of trainees before, in the cells of the grids; how a list puts it right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext

from goc.lists.grids import Values, Write
from goc.lists.loading import FROM_LIST
from goc.training import actions
from goc.training.models import Certificate, Course, Enrolment
from goc.units.asking import Asking

Correct = Callable[[Asking], Write]


def entries(course: Course) -> Callable[[Any], Sequence[Values]]:
    """How persons entered the course."""

    def held(person: Any) -> Sequence[Values]:
        rows = Enrolment.objects.filter(person=person, course=course)
        return [
            {
                "on": row.entered_on,
                "trained_for": row.trained_for,
                "sending_decision": row.sending_decision,
            }
            for row in rows
        ]

    return held


def results(enrolment: Enrolment) -> Sequence[Values]:
    if enrolment.outcome == Enrolment.Outcome.STUDYING:
        return []
    names = ("outcome", "grade", "reason", "commended", "disciplined")
    return [{"on": enrolment.ended_on, **{name: getattr(enrolment, name) for name in names}}]


def certificates(enrolment: Enrolment) -> Sequence[Values]:
    return [
        {
            "kind": row.kind,
            "number": row.number,
            "register_number": row.register_number,
            "on": row.issued_on,
        }
        for row in Certificate.objects.filter(enrolment=enrolment).order_by("issued_on", "id")
    ]


def placements(enrolment: Enrolment) -> Sequence[Values]:
    held = enrolment.placement
    if held is None:
        return []
    names = {"place": held.unit, "on": held.valid_from, "decision": held.decision}
    return [{"post": held.post, **names}]


# --- put right


def entry_corrected(course: Course, asking: Asking) -> Write:
    def correct(person: Any, values: Values, _confirmed: str) -> str:
        actions.correct_enrolment(
            enrolment=Enrolment.objects.get(person=person, course=course),
            entered_on=values["on"],
            trained_for=values["trained_for"],
            sending_decision=values["sending_decision"] or "",
            by=asking.user,
            reason=FROM_LIST,
        )
        return gettext("sửa việc nhập học")

    return correct


def result_corrected(asking: Asking) -> Write:
    def correct(enrolment: Any, values: Values, confirmed: str) -> str:
        actions.correct_result(
            enrolment=enrolment,
            outcome=values["outcome"],
            on=values["on"],
            grade=values["grade"] or "",
            reason=values["reason"] or "",
            commended=bool(values["commended"]),
            disciplined=bool(values["disciplined"]),
            by=asking.user,
            text=FROM_LIST,
            confirmed=confirmed,
        )
        return gettext("sửa kết quả")

    return correct


def certificate_corrected(asking: Asking) -> Write:
    def correct(enrolment: Any, values: Values, _confirmed: str) -> str:
        actions.correct_certificate(
            certificate=Certificate.objects.get(enrolment=enrolment, kind=values["kind"]),
            kind=values["kind"],
            number=values["number"],
            register_number=values["register_number"],
            on=values["on"],
            by=asking.user,
            reason=FROM_LIST,
        )
        return gettext("sửa văn bằng")

    return correct
