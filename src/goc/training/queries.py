"""Courses with their counts, and what a course adds to a person's line of life."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from fractions import Fraction

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils.translation import gettext

from goc.people.life import Row
from goc.people.models import Holding, Person
from goc.training.models import Course, Curriculum, Enrolment, Quota
from goc.units.access import Scope
from goc.units.models import Unit, UnitParent, UnitVersion
from goc.units.rules import kinds_of
from goc.viet.names import fold

Outcome = Enrolment.Outcome
CSS = {
    Outcome.GRADUATED: "good",
    Outcome.STUDYING: "",
    Outcome.FAILED: "bad",
    Outcome.DROPPED: "quiet",
}


def with_counts(rows: QuerySet[Course], seen: QuerySet[Enrolment]) -> QuerySet[Course]:
    """Each course with how many of the seen enrolments it has and how they ended."""
    own = Q(enrolments__in=seen)
    counts = {
        f"n_{o}": Count("enrolments", filter=own & Q(enrolments__outcome=o)) for o in Outcome.values
    }
    return rows.annotate(n_enrolled=Count("enrolments", filter=own), **counts)


def with_quota(rows: QuerySet[Course]) -> QuerySet[Course]:
    """Each course with `allotted`: the sum of its quotas, null where there is none."""
    own = Quota.objects.filter(course=OuterRef("pk")).order_by().values("course")
    return rows.annotate(allotted=Subquery(own.annotate(n=Sum("number")).values("n")))


def share(part: int, whole: int) -> Fraction:
    """Per cent, exact."""
    return Fraction(100 * part, whole)


def blocks_of(course: Course) -> list[tuple[Curriculum, list[tuple[str, int, Fraction]], int]]:
    """(curriculum, [(kind of content, hours, per cent)], all hours) of the programmes taught."""
    made = []
    for curriculum in course.curricula.order_by("supplementary", "id").prefetch_related("blocks"):
        blocks = sorted(curriculum.blocks.all(), key=lambda b: b.pk)
        total = sum(b.hours for b in blocks)
        rows = [(b.get_kind_display(), b.hours, share(b.hours, total)) for b in blocks if b.hours]
        made.append((curriculum, rows, total))
    return made


def holdings_to_place(enrolment: Enrolment) -> QuerySet[Holding]:
    """The posts by which a graduate may have been placed: held at graduation or begun since."""
    rows = Holding.objects.filter(person_id=enrolment.person_id).order_by("valid_from")
    end = enrolment.ended_on or date.max
    return rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=end))


def schools_for(scope: Scope) -> list[tuple[Unit, str]]:
    """Schools with their last name: those of the scope, and those that stand under no province."""
    rows = UnitVersion.objects.filter(kind__in=kinds_of("school")).order_by("valid_from")
    last = {row.unit_id: row for row in rows.select_related("unit")}
    local = _under_provinces(set(last))
    seen = [row for unit, row in last.items() if scope.contains(unit) or unit not in local]
    return [(row.unit, _with_life(row)) for row in sorted(seen, key=lambda row: fold(row.name))]


def _under_provinces(units: set[int]) -> set[int]:
    """Those that ever stood under a province, or under a unit of one."""
    local = kinds_of("province") + kinds_of("district") + kinds_of("commune")
    inside = UnitParent.objects.filter(unit__in=units, parent__versions__kind__in=local)
    return set(inside.values_list("unit_id", flat=True))


def _with_life(version: UnitVersion) -> str:
    if version.valid_to is None:
        return version.name
    return f"{version.name} (đến {version.valid_to:%d/%m/%Y})"


def studying_on(persons: Collection[int], day: date) -> dict[int, str]:
    """Who of these persons is in a course on a day, and in which, in words."""
    rows = Enrolment.objects.filter(person__in=persons, entered_on__lte=day)
    open_then = rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day))
    said = gettext("%(course)s, từ %(day)s")
    return {
        one.person_id: said % {"course": one.course.name, "day": f"{one.entered_on:%d/%m/%Y}"}
        for one in open_then.select_related("course").order_by("entered_on", "pk")
    }


def timeline_of(person: Person) -> list[Row]:
    """Courses attended, for the drawing on the person's page."""
    made = []
    for e in person.enrolments.select_related("course").order_by("entered_on"):
        outcome = Outcome(e.outcome)
        said = f"{e.course.name}, {outcome.label.lower()}"
        made.append(Row(gettext("Đào tạo"), e.entered_on, e.ended_on, said, CSS[outcome]))
    return made
