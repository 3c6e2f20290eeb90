"""What a snapshot holds of training: courses of organisers in scope, their enrolments with
placement, careers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from goc.dated.reference import catalogue_rows
from goc.people.freeze import people_frozen
from goc.people.models import Holding, Person
from goc.snapshots.freeze import PERIOD, text
from goc.snapshots.registry import Freezing, FrozenTable, register
from goc.snapshots.within import Within, along_with
from goc.training.models import Block, Certificate, Course, Curriculum, Enrolment
from goc.training.queries import with_quota
from goc.training.rules import Post, career, state_of_post

Rows = Iterable[tuple[Any, ...]]


def enrolled(freezing: Freezing) -> QuerySet[Enrolment]:
    """Enrolments begun: in courses organised within the scope, sent from it, or of people whose
    file is kept in it.
    """
    begun = Enrolment.objects.filter(
        entered_on__lte=freezing.cut_off, course__opened_on__lte=freezing.cut_off
    )
    if freezing.unit_ids is None:
        return begun
    ids = freezing.unit_ids
    theirs = Q(person__in=people_frozen(freezing).values("pk"))
    return begun.filter(Q(course__organiser__in=ids) | Q(unit__in=ids) | theirs)


def _enrolled_within(enrolments: Any, within: Within) -> Any:
    """`enrolled` of a scope, out of the whole."""
    units, theirs = within.units.covered, within.table("persons").person
    courses = within.whole("courses")
    organised = courses.filter(courses.organiser.isin(units)).course
    return enrolments.filter(
        enrolments.course.isin(organised)
        | enrolments.unit.isin(units)
        | enrolments.person.isin(theirs)
    )


def _courses(freezing: Freezing) -> QuerySet[Course]:
    """Those organised within the scope, and those that somebody of it attends."""
    begun = Course.objects.filter(opened_on__lte=freezing.cut_off).order_by("opened_on", "id")
    if freezing.unit_ids is None:
        return begun
    attended = enrolled(freezing).order_by().values("course_id")
    return begun.filter(Q(organiser__in=freezing.unit_ids) | Q(pk__in=attended))


def _courses_within(courses: Any, within: Within) -> Any:
    attended = within.table("enrolments").course
    return courses.filter(
        courses.organiser.isin(within.units.covered) | courses.course.isin(attended)
    )


def _course_rows(freezing: Freezing) -> Rows:
    for c in with_quota(_courses(freezing)).select_related("organiser", "lead_school"):
        closed = c.closed_on if c.closed_on and c.closed_on <= freezing.cut_off else None
        yield (
            text(c.public_id),
            text(c.organiser.public_id),
            c.number,
            c.name,
            c.level,
            c.mode,
            text(c.lead_school.public_id),
            c.opened_on,
            closed,
            vars(c)["allotted"],
            c.sent,
        )


def _curricula(freezing: Freezing) -> Rows:
    in_order = Prefetch("curricula", Curriculum.objects.order_by("id"))
    for course in _courses(freezing).prefetch_related(in_order):
        for curriculum in course.curricula.all():
            yield text(course.public_id), text(curriculum.public_id)


def _curriculum_rows(_: Freezing) -> Rows:
    for c in Curriculum.objects.order_by("supplementary", "id"):
        yield (
            text(c.public_id),
            c.name,
            c.level,
            c.supplementary,
            c.source or None,
            c.taught_at or None,
        )


def _blocks(_: Freezing) -> Rows:
    for b in Block.objects.select_related("curriculum").order_by("curriculum_id", "id"):
        yield text(b.public_id), text(b.curriculum.public_id), b.kind, b.hours


ENTRY = ("category", "age", "party", "general_education", "professional_education", "health_class")


def _enrolments(freezing: Freezing) -> Rows:
    for e in (
        enrolled(freezing)
        .select_related("course", "person", "unit", "placement__unit")
        .order_by("id")
        .iterator()
    ):
        outcome, ended_on, grade, commended, disciplined = _ending(e, freezing.cut_off)
        yield (
            text(e.public_id),
            text(e.person.public_id),
            text(e.course.public_id),
            text(e.unit.public_id),
            e.entered_on,
            outcome,
            ended_on,
            grade,
            e.trained_for or None,
            commended,
            disciplined,
            *_placement(e.placement, freezing.cut_off),
            *(_known(getattr(e, f"entry_{name}")) for name in ENTRY),
        )


def _ending(e: Enrolment, cut_off: date) -> tuple[str, date | None, str | None, bool, bool]:
    """Outcome, its day, grade, commended, disciplined; who ended later was still studying."""
    if e.ended_on is None or e.ended_on > cut_off:
        return "studying", None, None, False, False
    return e.outcome, e.ended_on, e.grade or None, e.commended, e.disciplined


def _placement(placed: Holding | None, cut_off: date) -> tuple[str | None, str | None, date | None]:
    """Post, unit and day; one that began later is not known yet."""
    if placed is None or placed.valid_from > cut_off:
        return None, None, None
    return placed.post, text(placed.unit.public_id), placed.valid_from


def _known(value: Any) -> Any:
    return None if value == "" else value


def _certificates(freezing: Freezing) -> Rows:
    theirs = enrolled(freezing).order_by().values("pk")
    found = Certificate.objects.filter(enrolment__in=theirs, issued_on__lte=freezing.cut_off)
    for c in found.select_related("enrolment__person").order_by("id").iterator():
        e = c.enrolment
        yield (
            text(c.public_id),
            text(e.public_id),
            text(e.person.public_id),
            c.kind,
            c.number,
            c.register_number,
            c.issued_on,
        )


def _careers(freezing: Freezing) -> Rows:
    """The state of each enrolled person in time, computed from the holdings begun by the cut-off,
    and from a death.
    """
    places = {e.code: e.attributes.get("place", "commune") for e in catalogue_rows("post")}
    trained = enrolled(freezing).order_by().values("person_id")
    posts: dict[str, list[Post]] = defaultdict(list)
    deaths = Person.objects.filter(pk__in=trained, died_on__lte=freezing.cut_off).order_by("id")
    died = {str(person): day for person, day in deaths.values_list("public_id", "died_on")}
    held = Holding.objects.filter(person__in=trained, valid_from__lte=freezing.cut_off)
    columns = ("person__public_id", "post", "valid_from", "valid_to", "ended_by")
    for person, post, start, end, ended_by in (
        held.order_by("person_id", "id").values_list(*columns).iterator()
    ):
        state = state_of_post(post, places.get(post, "commune"))
        posts[str(person)].append(Post(state, start, end, ended_by))
    for person_id in [*posts, *(p for p in died if p not in posts)]:
        for state, start, end in career(posts.get(person_id, []), died.get(person_id)):
            yield person_id, state, start, end


register(
    FrozenTable(
        "courses",
        {
            "course": "text",
            "organiser": "text",
            "number": "int",
            "name": "text",
            "level": "text",
            "mode": "text",
            "lead_school": "text",
            "opened_on": "date",
            "closed_on": "date",
            "quota": "int",
            "sent": "int",
        },
        _course_rows,
        limit=_courses_within,
    ),
    FrozenTable(
        "course_curricula",
        {"course": "text", "curriculum": "text"},
        _curricula,
        limit=along_with("courses", "course"),
    ),
    FrozenTable(
        "curricula",
        {
            "curriculum": "text",
            "name": "text",
            "level": "text",
            "supplementary": "bool",
            "source": "text",
            "taught_at": "text",
        },
        _curriculum_rows,
    ),
    FrozenTable(
        "curriculum_blocks",
        {"block": "text", "curriculum": "text", "kind": "text", "hours": "int"},
        _blocks,
    ),
    FrozenTable(
        "enrolments",
        {
            "enrolment": "text",
            "person": "text",
            "course": "text",
            "unit": "text",
            "entered_on": "date",
            "outcome": "text",
            "ended_on": "date",
            "grade": "text",
            "trained_for": "text",
            "commended": "bool",
            "disciplined": "bool",
            "placement_post": "text",
            "placement_unit": "text",
            "placed_on": "date",
            "entry_category": "text",
            "entry_age": "int",
            "entry_party": "text",
            "entry_general_education": "text",
            "entry_professional_education": "text",
            "entry_health_class": "text",
        },
        _enrolments,
        sensitive=frozenset({"entry_party", "entry_health_class"}),
        limit=_enrolled_within,
    ),
    FrozenTable(
        "certificates",
        {
            "certificate": "text",
            "enrolment": "text",
            "person": "text",
            "kind": "text",
            "number": "text",
            "register_number": "text",
            "issued_on": "date",
        },
        _certificates,
        limit=along_with("enrolments", "enrolment"),
    ),
    FrozenTable(
        "careers",
        {"person": "text", "state": "text", **PERIOD},
        _careers,
        limit=along_with("enrolments", "person"),
    ),
)
