"""Courses whose organiser or lead school ended while they ran.

A course stays with the unit that opened it: whose scope it is in is said by `belonging`. Only where
nobody is sure who goes on with it, it waits for people.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy

from goc.accounts.models import User
from goc.dated.actions import save_record, values_of
from goc.lib.errors import HiddenError, InputError, RefusedError
from goc.training.models import Course
from goc.units.access import Scope, check_may, scope_of
from goc.units.actions.settlements import settle_left
from goc.units.endings import Ending, Gone, Left, Offer, Settling, Tally, Waiting
from goc.units.left import ABSENT, Units, no_longer, unsettled
from goc.units.lives import Heirs, counterparts
from goc.units.models import Unit
from goc.units.naming import names_apart
from goc.units.roles import TRAIN

SIDES = ("organiser", "lead_school")


def leave_courses(gone: Gone) -> Tally:
    """Nothing is changed; those that wait are counted."""
    rows = Course.objects.filter(closed_on__isnull=True)
    mine = rows.filter(Q(organiser__in=gone.ends) | Q(lead_school__in=gone.ends))
    return Tally(left=sum(bool(_unclear(course, gone.heirs)) for course in mine))


def _unclear(course: Course, heirs: Heirs) -> list[str]:
    """The sides whose unit ended, in the end without a sure heir."""
    found = []
    for side in SIDES:
        unit = getattr(course, f"{side}_id")
        last = heirs.stages(unit, course.opened_on, None)[-1].unit
        if heirs.end_of(last) is not None:
            found.append(side)
    return found


def courses_left(_user: User, scope: Scope, today: date) -> list[Course]:
    """Running courses of the scope whose organiser or lead school is no longer, without a sure
    heir.
    """
    gone = Q(no_longer("organiser", today)) | Q(no_longer("lead_school", today))
    rows: QuerySet[Course] = Course.objects.filter(scope.limit("organiser"), closed_on__isnull=True)
    found = list(unsettled(rows.filter(gone)).order_by("opened_on", "id"))
    heirs = Heirs({getattr(c, f"{side}_id") for c in found for side in SIDES})
    return [course for course in found if _unclear(course, heirs)]


def _lines(rows: Sequence[Course], scope: Scope, today: date) -> list[Left]:
    found = []
    heirs = Heirs({getattr(c, f"{side}_id") for c in rows for side in SIDES})
    lost = {c.pk: getattr(c, f"{_unclear(c, heirs)[0]}_id") for c in rows}
    units = Units.of(lost.values(), today)
    for course in rows:
        unit = lost[course.pk]
        act = reverse("left_settle", args=["courses", course.public_id])
        found.append(
            Left(
                course.name,
                units.called(unit),
                units.end(unit),
                units.offers(unit),
                reverse("course", args=[course.public_id]),
                act if scope.may(TRAIN, course.organiser_id) else "",
            )
        )
    return found


def _course(user: User, subject: UUID, today: date) -> Course:
    scope = scope_of(user, today=today)
    found = next((c for c in courses_left(user, scope, today) if c.public_id == subject), None)
    if found is None:
        raise HiddenError(ABSENT)
    check_may(user, TRAIN, found.organiser, today=today)
    return found


def _side(course: Course) -> str:
    units = {getattr(course, f"{side}_id") for side in SIDES}
    return _unclear(course, Heirs(units))[0]


ASKED = {
    "organiser": gettext_lazy("Đơn vị tổ chức tiếp khóa học"),
    "lead_school": gettext_lazy("Cơ sở đào tạo tiếp khóa học"),
}


def _offer(user: User, subject: UUID, today: date) -> Offer:
    course = _course(user, subject, today)
    side = _side(course)
    unit = getattr(course, f"{side}_id")
    there = Unit.objects.filter(pk__in=counterparts([unit], day=today))
    what = f"{course.name}, {names_apart([unit], as_of=today)[unit]}"
    return Offer(what, str(ASKED[side]), list(there), today)


def _settle(user: User, subject: UUID, units: list[Unit], _: str, today: date) -> object:
    course = _course(user, subject, today)
    if len(units) > 1:
        raise InputError("Hãy chọn một đơn vị cho khóa học.")
    if not units:
        return settle_left(subject=course.public_id, by=user)
    if _side(course) == "organiser":
        check_may(user, TRAIN, units[0], today=today)
    return entrust_course(course=course, by=user, **{_side(course): units[0]})


@transaction.atomic
def entrust_course(
    *,
    course: Course,
    by: object,
    organiser: Unit | None = None,
    lead_school: Unit | None = None,
) -> Course:
    """Another unit goes on with a running course. Raises RefusedError when the organiser has a
    course of that number already.
    """
    before = values_of(course)
    if organiser is not None:
        same = Course.objects.filter(organiser=organiser, number=course.number)
        if same.exclude(pk=course.pk).exists():
            raise RefusedError("Đơn vị đã có khóa số %(number)d.", number=course.number)
        course.organiser = organiser
    course.lead_school = lead_school or course.lead_school
    return save_record(course, by=by, action="training.entrust_course", before=before)


ENDINGS = [
    Ending(
        "courses",
        gettext_lazy("Khóa đào tạo đang mở"),
        leave_courses,
        Waiting(courses_left, _lines, Settling(_offer, _settle)),
    )
]
