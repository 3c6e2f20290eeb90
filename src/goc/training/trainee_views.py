"""One trainee with what was recorded, and the acts and corrections on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from goc.audit.models import Event
from goc.dated.models import Record
from goc.dated.reference import labels
from goc.dated.versions import Watched
from goc.training import access, actions, forms, signed
from goc.training.course_forms import ReasonForm
from goc.training.models import Certificate, Enrolment
from goc.units.asking import Asking, asking_for
from goc.units.naming import NameBook
from goc.units.roles import TRAIN
from goc.web.forms import Form, attempt
from goc.web.once import once

Outcome = Enrolment.Outcome
DONE = {
    "training.enrol_person": gettext_lazy("ghi nhập học"),
    "training.correct_enrolment": gettext_lazy("sửa việc nhập học"),
    "training.take_back_enrolment": gettext_lazy("rút việc nhập học"),
    "training.finish_enrolment": gettext_lazy("ghi kết quả"),
    "training.correct_result": gettext_lazy("sửa kết quả"),
    "training.take_back_result": gettext_lazy("rút kết quả"),
    "training.issue_certificate": gettext_lazy("cấp văn bằng"),
    "training.correct_certificate": gettext_lazy("sửa văn bằng"),
    "training.take_back_certificate": gettext_lazy("rút văn bằng"),
    "training.place_graduate": gettext_lazy("ghi bố trí sau tốt nghiệp"),
    "training.take_back_placement": gettext_lazy("rút việc bố trí"),
}


def told(event: Event) -> str:
    return str(DONE.get(event.action, event.action))


@require_safe
def trainee(request: HttpRequest, public_id: UUID) -> HttpResponse:
    asking = asking_for(request)
    shown = access.get_enrolment_for(asking.scope, public_id, today=asking.today)
    may_edit = asking.scope.may(TRAIN, shown.course.organiser_id)
    return render(
        request,
        "training/trainee.html",
        {
            "trainee": shown,
            "about": _about(shown, asking.today),
            "certificates": shown.certificates.order_by("issued_on", "id"),
            "may_edit": may_edit,
            "acts": _acts(shown) if may_edit else {},
        },
    )


def _about(shown: Enrolment, today: date) -> list[tuple[str, object]]:
    unit = NameBook({shown.unit_id}).listed(shown.unit_id, shown.entered_on)
    ended = f"{shown.ended_on:%d/%m/%Y}" if shown.ended_on else ""
    placed = shown.placement
    post = f"{placed}, {placed.valid_from:%d/%m/%Y}" if placed else ""
    return [
        (gettext("Nhập học"), f"{shown.entered_on:%d/%m/%Y}"),
        (gettext("Đơn vị cử đi"), unit),
        (gettext("Chức danh đào tạo"), labels("post", as_of=today).get(shown.trained_for, "")),
        (gettext("Quyết định cử đi"), shown.sending_decision),
        (gettext("Kết quả"), Outcome(shown.outcome).label),
        (gettext("Kết thúc"), ended),
        (gettext("Xếp loại"), labels("graduation_class", as_of=today).get(shown.grade, "")),
        (gettext("Lý do"), shown.reason),
        (gettext("Bố trí"), post),
    ]


def _acts(shown: Enrolment) -> dict[str, Any]:
    """Label by act: only what would not be refused as things stand."""
    graduated = shown.outcome == Outcome.GRADUATED
    rested_on = shown.placement_id is not None or shown.certificates.exists()
    offered = {
        "result": shown.outcome == Outcome.STUDYING,
        "certificate": graduated,
        "placement": graduated,
        "correct": True,
        "result-correct": shown.outcome != Outcome.STUDYING,
        "back": shown.outcome == Outcome.STUDYING,
        "result-back": shown.outcome != Outcome.STUDYING and not rested_on,
        "placement-back": shown.placement_id is not None,
    }
    return {act: forms.ACTS[act].heading for act, offers in offered.items() if offers}


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def enrolment_act(request: HttpRequest, public_id: str, act: str) -> HttpResponse:
    asking = asking_for(request)
    enrolment = access.get_enrolment_to_edit(
        request.user, asking.scope, public_id, today=asking.today
    )
    chosen = forms.ACTS[act]
    form = chosen(
        request.POST or None,
        enrolment=enrolment,
        asking=asking,
        records=watched(enrolment, replaces=act in forms.REPLACES),
    )
    asked = signed.about_act(enrolment, act, form)

    def run() -> Any:
        signed.take_answers(form, act, asked)
        return form.act(request.user)

    return _answer(request, enrolment, form, str(chosen.heading), run)


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def certificate_correct(request: HttpRequest, public_id: UUID) -> HttpResponse:
    certificate, asking = _certificate(request, public_id)
    names = ("kind", "number", "register_number")
    stands = {name: getattr(certificate, name) for name in names}
    form = forms.CorrectCertificateForm(
        request.POST or None,
        initial={**stands, "on": certificate.issued_on},
        records=watched(certificate.enrolment, replaces=True),
    )
    asked = signed.about_certificate(certificate, form)

    def run() -> Any:
        signed.take_answers(form, "correct", asked)
        return actions.correct_certificate(
            certificate=certificate, by=asking.user, **form.cleaned_data
        )

    return _answer(request, certificate.enrolment, form, gettext("Sửa văn bằng"), run)


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def certificate_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    certificate, asking = _certificate(request, public_id)
    enrolment = certificate.enrolment
    form = ReasonForm(request.POST or None, records=watched(enrolment, replaces=False))
    asked = signed.about_certificate(certificate, form)

    def run() -> Any:
        signed.take_answers(form, "back", asked)
        reason = form.cleaned_data["reason"]
        actions.take_back_certificate(certificate=certificate, by=asking.user, reason=reason)
        return enrolment

    heading = gettext("Rút văn bằng ghi nhầm số %(number)s") % {"number": certificate.number}
    return _answer(request, enrolment, form, heading, run)


def _certificate(request: HttpRequest, public_id: UUID) -> tuple[Certificate, Asking]:
    asking = asking_for(request)
    found = access.get_certificate_to_edit(
        request.user, asking.scope, public_id, today=asking.today
    )
    return found, asking


def _answer(
    request: HttpRequest, enrolment: Enrolment, form: Form, heading: str, run: Callable[[], Any]
) -> HttpResponse:
    course, name = enrolment.course, enrolment.person.full_name
    if form.is_valid() and attempt(form, run):
        messages.success(request, gettext("Đã ghi: %(name)s.") % {"name": name})
        return redirect("course", public_id=course.public_id)
    context = {"form": form, "course": course, "heading": f"{heading}: {name}"}
    return render(request, "training/act.html", context)


def watched(enrolment: Enrolment, *, replaces: bool) -> Watched:
    """A trainee's line with the certificates."""

    def again() -> list[Record]:
        return [Enrolment.objects.get(pk=enrolment.pk), *enrolment.certificates.order_by("id")]

    return Watched(enrolment, again(), again, told=told, replaces=replaces)
