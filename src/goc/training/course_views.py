"""Courses and curricula are founded, corrected, taken back; acts on all people of a course."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from goc.audit.models import Event
from goc.dated.models import Record
from goc.dated.versions import Watched
from goc.lists.grid_views import LOOK, Place, grid_answer
from goc.lists.views import list_answer
from goc.training import access, actions, course_forms
from goc.training.grids import GRIDS
from goc.training.lists import CURRICULA
from goc.training.models import Certificate, Course, Curriculum, Enrolment, Quota
from goc.training.trainee_views import told as told_of_trainee
from goc.units.asking import Asking, asking_for
from goc.web.forms import Form, attempt
from goc.web.once import once

DONE = {
    "training.open_course": gettext_lazy("lập khóa"),
    "training.correct_course": gettext_lazy("sửa khóa"),
    "training.close_course": gettext_lazy("ghi bế giảng"),
    "training.record_quota": gettext_lazy("ghi chỉ tiêu"),
    "training.correct_quota": gettext_lazy("sửa chỉ tiêu"),
    "training.take_back_quota": gettext_lazy("rút chỉ tiêu"),
    "training.found_curriculum": gettext_lazy("lập chương trình"),
    "training.correct_curriculum": gettext_lazy("sửa chương trình"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def course_new(request: HttpRequest) -> HttpResponse:
    asking = asking_for(request)
    access.check_may_open_courses(asking.scope)
    form = course_forms.CourseForm(
        request.POST or None,
        scope=asking.scope,
        today=asking.today,
        initial=course_forms.first_of(asking),
    )

    def run() -> Course:
        return actions.open_course(by=asking.user, **form.arguments())

    if form.is_valid() and (made := attempt(form, run)):
        messages.success(request, gettext("Đã lập khóa «%(name)s».") % {"name": made.name})
        return redirect("course", public_id=made.public_id)
    return _page(request, form, gettext("Lập khóa, lớp đào tạo"), reverse("courses"))


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def course_correct(request: HttpRequest, public_id: UUID) -> HttpResponse:
    course, asking = _course(request, public_id)
    form = course_forms.CorrectCourseForm(
        request.POST or None,
        scope=asking.scope,
        today=asking.today,
        initial=course_forms.initial_of(course),
        records=_watched_course(course, replaces=True),
    )

    def run() -> Course:
        return actions.correct_course(course=course, by=asking.user, **form.arguments())

    return _about_course(request, course, form, gettext("Sửa khóa"), run)


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def course_close(request: HttpRequest, public_id: UUID) -> HttpResponse:
    course, asking = _course(request, public_id)
    form = course_forms.CloseForm(
        request.POST or None,
        initial={"on": course.closed_on},
        records=_watched_course(course, replaces=True),
    )

    def run() -> Course:
        return actions.close_course(course=course, by=asking.user, **form.cleaned_data)

    return _about_course(request, course, form, gettext("Ghi bế giảng"), run)


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def course_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    course, asking = _course(request, public_id)
    form = course_forms.ReasonForm(
        request.POST or None, records=_watched_course(course, replaces=False)
    )

    def run() -> bool:
        actions.take_back_course(course=course, by=asking.user, **form.cleaned_data)
        return True

    if form.is_valid() and attempt(form, run):
        messages.success(request, gettext("Đã rút khóa lập nhầm."))
        return redirect("courses")
    back = reverse("course", args=[course.public_id])
    return _page(request, form, gettext("Rút khóa lập nhầm"), back, course)


def _course(request: HttpRequest, public_id: UUID) -> tuple[Course, Asking]:
    asking = asking_for(request)
    found = access.get_course_to_edit(request.user, asking.scope, public_id, today=asking.today)
    return found, asking


def _about_course(
    request: HttpRequest, course: Course, form: Form, heading: str, run: Callable[[], Any]
) -> HttpResponse:
    if form.is_valid() and attempt(form, run):
        messages.success(request, gettext("Đã ghi."))
        return redirect("course", public_id=course.public_id)
    back = reverse("course", args=[course.public_id])
    return _page(request, form, heading, back, Course.objects.get(pk=course.pk))


def _page(
    request: HttpRequest, form: Form, heading: str, back: str, course: Course | None = None
) -> HttpResponse:
    context = {"form": form, "heading": heading, "back": back, "course": course}
    return render(request, "training/form.html", context)


def _watched(row: Record, *, replaces: bool) -> Watched:
    def again() -> list[Record]:
        return list(type(row)._default_manager.filter(pk=row.pk))

    return Watched(row, again(), again, told=_told, replaces=replaces)


def _watched_course(course: Course, *, replaces: bool) -> Watched:
    """The course with its quotas."""

    def again() -> list[Record]:
        quotas = Quota.objects.filter(course=course.pk).order_by("id")
        return [*Course.objects.filter(pk=course.pk), *quotas]

    return Watched(course, again(), again, told=_told, replaces=replaces)


def _told(event: Event) -> str:
    return str(DONE.get(event.action, "")) or told_of_trainee(event)


# --- many people at once


@require_http_methods(["GET", "HEAD", "POST"])
@once(unless=(LOOK,))
def course_grid(request: HttpRequest, public_id: UUID, act: str) -> HttpResponse:
    course, asking = _course(request, public_id)
    back = reverse("course", args=[course.public_id])
    crumbs = [(gettext("Khóa đào tạo"), reverse("courses")), (course.name, back)]
    place = Place(back, crumbs, about=course.public_id)
    grid = GRIDS[act](course, asking)
    return grid_answer(request, grid, asking, place, _watched_people(course))


def _watched_people(course: Course) -> Watched:
    """The course with all its trainees and their certificates."""

    def again() -> list[Record]:
        trainees = Enrolment.objects.filter(course=course).order_by("id")
        issued = Certificate.objects.filter(enrolment__course=course).order_by("id")
        return [Course.objects.get(pk=course.pk), *trainees, *issued]

    return Watched(course, again(), again, told=_told)


# --- curricula


@require_safe
def curricula(request: HttpRequest) -> HttpResponse:
    asking = asking_for(request)
    may_open = access.may_open_courses(asking.scope)
    return list_answer(request, CURRICULA, asking, "training/curricula.html", may_open=may_open)


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def curriculum_new(request: HttpRequest) -> HttpResponse:
    asking = asking_for(request)
    access.check_may_open_courses(asking.scope)
    form = course_forms.CurriculumForm(request.POST or None)

    def run() -> Curriculum:
        return actions.found_curriculum(by=asking.user, **form.arguments())

    return _about_curriculum(request, form, gettext("Lập chương trình đào tạo"), run)


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def curriculum_correct(request: HttpRequest, public_id: UUID) -> HttpResponse:
    asking = asking_for(request)
    found = access.get_curriculum_to_edit(asking.scope, public_id)
    form = course_forms.CorrectCurriculumForm(
        request.POST or None,
        initial=course_forms.hours_of(found),
        records=_watched(found, replaces=True),
    )

    def run() -> Curriculum:
        return actions.correct_curriculum(curriculum=found, by=asking.user, **form.arguments())

    return _about_curriculum(request, form, gettext("Sửa chương trình đào tạo"), run)


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def curriculum_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    asking = asking_for(request)
    found = access.get_curriculum_to_edit(asking.scope, public_id)
    form = course_forms.ReasonForm(request.POST or None, records=_watched(found, replaces=False))

    def run() -> bool:
        actions.take_back_curriculum(curriculum=found, by=asking.user, **form.cleaned_data)
        return True

    return _about_curriculum(request, form, gettext("Rút chương trình lập nhầm"), run)


def _about_curriculum(
    request: HttpRequest, form: Form, heading: str, run: Callable[[], Any]
) -> HttpResponse:
    if form.is_valid() and attempt(form, run):
        messages.success(request, gettext("Đã ghi."))
        return redirect("curricula")
    return _page(request, form, heading, reverse("curricula"))
