"""Who may see courses: those organised within the scope, and those that somebody of the scope
attends.

Of a course organised elsewhere only the people of the own scope are shown; only who edits the
organiser changes it.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from goc.audit.models import Event
from goc.lib.errors import ForbiddenError, HiddenError
from goc.people.queries import people_in_scope
from goc.training.models import Certificate, Course, Curriculum, Enrolment
from goc.units.access import Scope, check_may
from goc.units.roles import TRAIN

SENSITIVE = frozenset({"entry_party", "entry_health_class"})
"""Columns of an enrolment that tell what is sensitive of the person."""


def sensitive_in(event: Event) -> frozenset[str]:
    """Which values of an event about an enrolment are for those only who see them in clear."""
    return SENSITIVE if event.kind == Enrolment.record_kind() else frozenset()


def enrolments_for(scope: Scope, *, today: date) -> QuerySet[Enrolment]:
    rows = Enrolment.objects.all()
    if scope.everything:
        return rows
    theirs = people_in_scope(scope, today=today).order_by().values("pk")
    return rows.filter(
        Q(course__organiser__in=scope.ids) | Q(unit__in=scope.ids) | Q(person__in=theirs)
    )


def courses_for(scope: Scope, *, today: date) -> QuerySet[Course]:
    rows = Course.objects.order_by("opened_on", "number")
    if scope.everything:
        return rows
    attended = enrolments_for(scope, today=today).order_by().values("course_id")
    return rows.filter(Q(organiser__in=scope.ids) | Q(pk__in=attended))


def get_course_for(scope: Scope, public_id: UUID, *, today: date) -> Course:
    """Raises HiddenError when missing or out of scope."""
    found = (
        courses_for(scope, today=today)
        .select_related("organiser", "lead_school")
        .filter(public_id=public_id)
        .first()
    )
    if found is None:
        raise HiddenError("Không có khóa đào tạo này.")
    return found


def get_course_to_edit(user: object, scope: Scope, public_id: UUID | str, *, today: date) -> Course:
    """Raises HiddenError out of scope, ForbiddenError for who may not edit the organiser."""
    found = get_course_for(scope, UUID(str(public_id)), today=today)
    check_may(user, TRAIN, found.organiser, today=today)
    return found


def may_open_courses(scope: Scope) -> bool:
    """Who edits any unit: which one organises stands in the form."""
    return scope.may_somewhere(TRAIN)


def check_may_open_courses(scope: Scope) -> None:
    if not may_open_courses(scope):
        raise ForbiddenError("Bạn chỉ được xem, không được lập khóa, chương trình đào tạo.")


def may_edit_curriculum(scope: Scope, curriculum: Curriculum) -> bool:
    """A curriculum belongs to no unit: who edits every organiser that teaches it may mend it."""
    organisers = {course.organiser_id for course in curriculum.courses.all()}
    return may_open_courses(scope) and all(scope.may(TRAIN, unit) for unit in organisers)


def get_curriculum_to_edit(scope: Scope, public_id: UUID) -> Curriculum:
    """Raises HiddenError when missing, ForbiddenError for who may not mend it."""
    found: Curriculum | None = Curriculum.objects.filter(public_id=public_id).first()
    if found is None:
        raise HiddenError("Không có chương trình này.")
    if not may_edit_curriculum(scope, found):
        raise ForbiddenError("Chương trình này còn được dạy ở khóa mà bạn không được sửa.")
    return found


def get_certificate_to_edit(
    user: object, scope: Scope, public_id: UUID, *, today: date
) -> Certificate:
    """Raises HiddenError when missing or out of scope, ForbiddenError for who only reads."""
    found = Certificate.objects.filter(public_id=public_id).select_related("enrolment").first()
    if found is None:
        raise HiddenError("Không có văn bằng này.")
    of = get_enrolment_to_edit(user, scope, found.enrolment.public_id, today=today)
    found.enrolment = of
    return found


def get_enrolment_for(scope: Scope, public_id: UUID | str, *, today: date) -> Enrolment:
    """Raises HiddenError when missing or out of scope."""
    rows = enrolments_for(scope, today=today)
    near = rows.select_related("course__organiser", "person", "unit", "placement")
    found = near.filter(public_id=public_id).first()
    if found is None:
        raise HiddenError("Không có học viên này.")
    return found


def get_enrolment_to_edit(
    user: object, scope: Scope, public_id: UUID | str, *, today: date
) -> Enrolment:
    """Raises HiddenError out of scope, ForbiddenError for who may not edit the organiser."""
    found = get_enrolment_for(scope, public_id, today=today)
    if not scope.contains(found.course.organiser_id):
        raise HiddenError("Không có học viên này.")
    check_may(user, TRAIN, found.course.organiser, today=today)
    return found
