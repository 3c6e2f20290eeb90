"""Courses drawn in time, one course with its people and programmes, and the acts on trainees."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from goc.dated.reference import labels
from goc.figures.rosters import ROSTERS
from goc.lists.pages import ROSTER
from goc.lists.views import list_answer
from goc.people.queries import by_name
from goc.training import access, forms, queries
from goc.training.lists import CERTIFICATES, COURSES, ENROLMENTS
from goc.training.models import Course
from goc.training.risen import RISEN
from goc.units.access import check_may, scope_of
from goc.units.acts_done import tables_at
from goc.units.asking import Asking, asking_for
from goc.units.naming import NameBook
from goc.units.roles import TRAIN
from goc.web.forms import attempt
from goc.web.once import once
from goc.web.paging import page_of
from goc.web.timeline import Span

DRAWN = 30


@require_safe
def courses(request: HttpRequest) -> HttpResponse:
    asking = asking_for(request)
    may_open = access.may_open_courses(asking.scope)
    return list_answer(
        request,
        COURSES,
        asking,
        "training/courses.html",
        spans=partial(_spans, asking),
        may_open=may_open,
    )


def _spans(asking: Asking) -> list[Span]:
    """The newest courses in time, whatever the list below is narrowed to."""
    seen = access.courses_for(asking.scope, today=asking.today)
    drawn = sorted(seen.order_by("-opened_on", "-number")[:DRAWN], key=lambda c: c.opened_on)
    asking.learn_names((c.organiser_id, c.opened_on) for c in drawn)
    levels = labels("course_level", as_of=asking.day)
    return [
        Span(
            f"{c.name}, {asking.unit_name(c.organiser_id, c.opened_on)}",
            c.opened_on,
            c.closed_on,
            "",
            levels.get(c.level, ""),
        )
        for c in drawn
    ]


@require_safe
def enrolments(request: HttpRequest) -> HttpResponse:
    return list_answer(request, ENROLMENTS, asking_for(request))


@require_safe
def graduates_risen(request: HttpRequest) -> HttpResponse:
    return list_answer(request, RISEN, asking_for(request))


@require_safe
def certificates(request: HttpRequest) -> HttpResponse:
    return list_answer(request, CERTIFICATES, asking_for(request))


@require_safe
def course(request: HttpRequest, public_id: UUID) -> HttpResponse:
    today = timezone.localdate()
    scope = scope_of(request.user, today=today)
    shown = access.get_course_for(scope, public_id, today=today)
    seen = access.enrolments_for(scope, today=today)
    people = (
        seen.filter(course=shown)
        .select_related("person", "placement")
        .prefetch_related("certificates")
    )
    people = people.order_by(by_name("person__"), "id")
    if request.GET.get(ROSTER):
        ids = list(people.values_list("person__public_id", flat=True))
        asking = asking_for(request)
        return ROSTERS[0](request, asking, ids, day=asking.day, title=f"Học viên {shown.name}")
    page = page_of(request, people)
    counted = queries.with_counts(Course.objects.filter(pk=shown.pk), seen).get()
    may_edit = scope.may(TRAIN, shown.organiser_id)
    return render(
        request,
        "training/course.html",
        {
            "course": shown,
            "counted": counted,
            "page": page,
            "rows": _rows(page, today),
            "blocks": queries.blocks_of(shown),
            "may_edit": may_edit,
            "done": tables_at(shown.public_id, scope) if may_edit else [],
            "about": _about(shown, counted, today),
        },
    )


def _rows(page: Any, today: date) -> list[dict[str, Any]]:
    book = NameBook({e.unit_id for e in page})
    grades = labels("graduation_class", as_of=today)
    return [
        {
            "e": e,
            "unit": book.listed(e.unit_id, e.entered_on),
            "grade": grades.get(e.grade, ""),
            "placed": str(e.placement or ""),
            "certificates": ", ".join(c.number for c in e.certificates.all()),
        }
        for e in page
    ]


def _about(shown: Course, counted: Any, today: date) -> list[tuple[str, object]]:
    book = NameBook({shown.organiser_id, shown.lead_school_id})
    return [
        (gettext("Đơn vị tổ chức"), book.listed(shown.organiser_id, shown.opened_on)),
        (gettext("Cơ sở đào tạo"), book.listed(shown.lead_school_id, shown.opened_on)),
        (gettext("Trình độ"), labels("course_level", as_of=today).get(shown.level)),
        (gettext("Hình thức"), labels("study_mode", as_of=today).get(shown.mode)),
        (gettext("Chỉ tiêu"), shown.quota),
        (gettext("Cử đi"), shown.sent),
        (gettext("Nhập học"), counted.n_enrolled),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def course_enrol(request: HttpRequest, public_id: UUID) -> HttpResponse:
    today = timezone.localdate()
    scope = scope_of(request.user, today=today)
    shown = access.get_course_for(scope, public_id, today=today)
    check_may(request.user, TRAIN, shown.organiser, today=today)
    form = forms.EnrolForm(
        request.POST or None,
        course=shown,
        scope=scope,
        today=today,
        initial={"on": shown.opened_on},
    )
    if form.is_valid() and (made := attempt(form, lambda: form.act(request.user))):
        messages.success(
            request, gettext("Đã ghi %(name)s nhập học.") % {"name": made.person.full_name}
        )
        return redirect("course", public_id=shown.public_id)
    return render(
        request,
        "training/act.html",
        {"form": form, "course": shown, "heading": gettext("Ghi học viên nhập học")},
    )
