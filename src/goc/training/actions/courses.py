"""A course opens, is corrected, closes; one opened by mistake is taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from goc.dated.actions import save_record, values_of
from goc.dated.actions import take_back as take_back_record
from goc.lib.errors import RefusedError
from goc.training.actions.codes import check_code, check_reason
from goc.training.actions.quotas import allot, take_back_quotas
from goc.training.models import Course, Curriculum, Enrolment
from goc.units import lives
from goc.units.models import Unit

MANY = ("curricula", "partner_schools")
"""What a course has several of."""


@transaction.atomic
def open_course(
    *,
    organiser: Unit,
    number: int,
    name: str,
    level: str,
    mode: str,
    lead_school: Unit,
    on: date,
    by: object,
    curricula: Iterable[Curriculum] = (),
    partner_schools: Sequence[Unit] = (),
    quota: int | None = None,
    sent: int | None = None,
) -> Course:
    """Raises RefusedError when the organiser already has a course of that number, or a unit is not
    there on the day.
    """
    made = Course(
        organiser=organiser,
        number=number,
        name=name,
        level=level,
        mode=mode,
        lead_school=lead_school,
        opened_on=on,
        sent=sent,
    )
    _check(made, partner_schools)
    made.save()
    made.curricula.set(curricula)
    made.partner_schools.set(partner_schools)
    save_record(made, by=by, action="training.open_course", text=name, also=_many(made))
    allot(made, quota, by=by)
    return made


@transaction.atomic
def correct_course(*, course: Course, by: object, reason: str, **new: Any) -> Course:
    """Replaces what was entered wrongly. Raises RefusedError: as for opening; a period that leaves
    out somebody's entry; another level when somebody has graduated with the one of the course.
    """
    check_reason(reason)
    before = values_of(course) | _many(course)
    level = course.level
    quota = new.pop("quota", course.quota)
    many = {name: list(new.pop(name)) for name in MANY if name in new}
    for name, value in new.items():
        setattr(course, name, value)
    _check(course, many.get("partner_schools", []))
    _check_entries(course)
    _check_level(course, level)
    for name, rows in many.items():
        getattr(course, name).set(rows)
    action = "training.correct_course"
    save_record(
        course, by=by, action=action, text=reason.strip(), before=before, also=_many(course)
    )
    allot(course, quota, by=by, reason=reason)
    return course


@transaction.atomic
def close_course(*, course: Course, on: date, by: object) -> Course:
    """Raises RefusedError before the day it opened, or when somebody entered then or later."""
    before = values_of(course)
    course.closed_on = on
    _check_period(course)
    _check_entries(course)
    return save_record(course, by=by, action="training.close_course", before=before)


@transaction.atomic
def take_back_course(*, course: Course, by: object, reason: str) -> None:
    """A course opened by mistake. Raises RefusedError once somebody has entered it."""
    if course.enrolments.exists():
        raise RefusedError(
            "Khóa «%(name)s» đã có học viên nên không rút lại được. Hãy rút các lượt nhập học trước.",
            name=course.name,
        )
    take_back_quotas(course, by=by, reason=reason)
    action = "training.take_back_course"
    take_back_record(course, by=by, action=action, reason=reason, also=_many(course))


def _check(course: Course, partners: Sequence[Unit]) -> None:
    same = Course.objects.filter(organiser=course.organiser, number=course.number)
    if same.exclude(pk=course.pk).exists():
        raise RefusedError("Đơn vị đã có khóa số %(number)d.", number=course.number)
    check_code("course_level", course.level, course.opened_on)
    check_code("study_mode", course.mode, course.opened_on)
    for unit in (course.organiser, course.lead_school, *partners):
        lives.check_alive(unit, course.opened_on)
    _check_period(course)


def _check_period(course: Course) -> None:
    if course.closed_on is not None and course.closed_on <= course.opened_on:
        raise RefusedError(
            "Ngày bế giảng phải sau ngày khai giảng %(day)s.", day=f"{course.opened_on:%d/%m/%Y}"
        )


def _check_entries(course: Course) -> None:
    """Everybody entered while the course ran."""
    rows = course.enrolments.select_related("person").order_by("entered_on")
    early = rows.filter(entered_on__lt=course.opened_on).first()
    late = rows.filter(entered_on__gte=course.closed_on).first() if course.closed_on else None
    outside = early or late
    if outside is not None:
        raise RefusedError(
            "%(name)s nhập học ngày %(day)s, ngoài thời gian của khóa. Hãy sửa ngày nhập học trước.",
            name=outside.person.full_name,
            day=f"{outside.entered_on:%d/%m/%Y}",
        )


def _check_level(course: Course, before: str) -> None:
    """A graduate's qualification is that of the course on the day it was written."""
    if course.level == before:
        return
    if course.enrolments.filter(outcome=Enrolment.Outcome.GRADUATED).exists():
        raise RefusedError(
            "Khóa đã có người tốt nghiệp theo trình độ cũ. Hãy rút kết quả của họ trước khi sửa "
            "trình độ."
        )


def _many(course: Course) -> dict[str, Any]:
    return {name: [one.public_id for one in getattr(course, name).order_by("id")] for name in MANY}
