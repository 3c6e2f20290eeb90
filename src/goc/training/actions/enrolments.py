"""Who enters a course, with the facts at entry frozen from the record on the day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from goc.dated.actions import put_right, save_record
from goc.dated.actions import take_back as take_back_record
from goc.dated.reference import catalogue_rows
from goc.lib.errors import RefusedError
from goc.people.actions.posts import check_alive
from goc.people.models import Fact, Holding, Membership, Person
from goc.people.rules import age_on
from goc.training.actions.codes import check_code, check_reason
from goc.training.models import Course, Enrolment
from goc.units import lives
from goc.units.models import Unit

Outcome = Enrolment.Outcome
AT_ENTRY = (
    "category",
    "age",
    "party",
    "general_education",
    "professional_education",
    "health_class",
)


@transaction.atomic
def enrol_person(
    *,
    person: Person,
    course: Course,
    unit: Unit,
    on: date,
    by: object,
    trained_for: str = "commander",
    stated: Mapping[str, Any] | None = None,
    sending_decision: str = "",
) -> Enrolment:
    """Freezes what is true of the person on the day; `stated` is what the application file says
    where the record is silent ({"party": "none"}), and never replaces what the record knows.

    Raises RefusedError: before the course opens, already in it, in another course that day, no
    longer alive, or sent by a unit that is not there on the day.
    """
    check_alive(person, on)
    lives.check_alive(unit, on)
    _check_within(course, on)
    other = (
        Enrolment.objects.filter(person=person, outcome=Outcome.STUDYING)
        .select_related("course")
        .first()
    )
    if other or Enrolment.objects.filter(person=person, course=course).exists():
        name = other.course.name if other else course.name
        raise RefusedError(
            "%(person)s đã là học viên của khóa «%(name)s».", person=person.full_name, name=name
        )
    row = Enrolment(
        person=person,
        course=course,
        unit=unit,
        entered_on=on,
        trained_for=trained_for,
        sending_decision=sending_decision,
        **facts_at_entry(person, on, stated or {}),
    )
    return save_record(row, by=by, action="training.enrol_person")


def _check_within(course: Course, on: date) -> None:
    if on < course.opened_on or (course.closed_on and on >= course.closed_on):
        raise RefusedError(
            "Ngày nhập học không nằm trong thời gian của khóa «%(name)s».", name=course.name
        )


@transaction.atomic
def correct_enrolment(
    *, enrolment: Enrolment, by: object, reason: str, anew: bool = False, **new: Any
) -> Enrolment:
    """Replaces how somebody entered: day, unit, title trained for, decision. `anew`: the facts at
    entry are frozen once more, from the record as it is known now. Raises RefusedError: outside the
    course, after its result, a unit that is not there on the day.
    """
    check_reason(reason)
    on, unit = new.get("entered_on", enrolment.entered_on), new.get("unit", enrolment.unit)
    check_alive(enrolment.person, on)
    lives.check_alive(unit, on)
    _check_within(enrolment.course, on)
    if enrolment.ended_on is not None and on >= enrolment.ended_on:
        raise RefusedError(
            "Ngày nhập học phải trước ngày kết thúc %(day)s.", day=f"{enrolment.ended_on:%d/%m/%Y}"
        )
    check_code("post", new.get("trained_for", enrolment.trained_for), on)
    if anew:
        stood = {name: getattr(enrolment, f"entry_{name}") for name in AT_ENTRY}
        new |= facts_at_entry(enrolment.person, on, stood)
    put_right(enrolment, by=by, action="training.correct_enrolment", reason=reason, **new)
    return enrolment


@transaction.atomic
def take_back_enrolment(*, enrolment: Enrolment, by: object, reason: str) -> None:
    """Somebody entered by mistake. Raises RefusedError while a result stands."""
    if enrolment.outcome != Outcome.STUDYING:
        raise RefusedError("Đã ghi kết quả của học viên này. Hãy rút kết quả trước.")
    take_back_record(enrolment, by=by, action="training.take_back_enrolment", reason=reason)


def facts_at_entry(person: Person, on: date, stated: Mapping[str, Any]) -> dict[str, Any]:
    """The `entry_…` columns as the record has them on a day; empty where it says nothing."""
    facts = dict(
        Fact.objects.as_of(on)
        .filter(person=person, lane__isnull=False)
        .values_list("kind", "value")
    )
    members = dict(
        Membership.objects.as_of(on)
        .filter(person=person, lane__isnull=False)
        .values_list("body", "stage")
    )
    age = age_on(on, birth_date=person.birth_date, birth_year=person.birth_year)
    party = (
        (members["party"] or "member")
        if "party" in members
        else "youth_union"
        if "youth_union" in members
        else ""
    )
    known = {
        "entry_category": _category(person, on),
        "entry_age": age.years if age else None,
        "entry_party": party,
        "entry_general_education": facts.get("general_education", ""),
        "entry_professional_education": facts.get("professional_education", ""),
        "entry_health_class": facts.get("health_class", ""),
    }
    return {
        name: value or stated.get(name.removeprefix("entry_"), value)
        for name, value in known.items()
    }


def _category(person: Person, on: date) -> str:
    """commander, deputy, militia sub-unit cadre, ex-serviceman, other: the first that holds;
    unknown is not guessed.
    """
    posts = set(Holding.objects.as_of(on).filter(person=person).values_list("post", flat=True))
    for post in ("commander", "deputy_commander"):
        if post in posts:
            return post
    subunit = {e.code for e in catalogue_rows("post") if e.attributes.get("militia_subunit")}
    if posts & subunit:
        return "militia_subunit"
    if person.discharged_on and person.discharged_on <= on:
        return "ex_serviceman"
    return "other" if posts else ""
