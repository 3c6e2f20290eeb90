"""Courses and what happens in them; facts at entry are frozen from the record on the
day of entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from goc.dated.actions import save_record, values_of
from goc.dated.reference import catalogue_rows, labels
from goc.lib.errors import RefusedError
from goc.people.actions import record_fact
from goc.people.actions.days import Answers
from goc.people.actions.posts import check_alive
from goc.people.models import Fact, Holding, Membership, Person
from goc.people.rules import age_on
from goc.training.models import Block, Certificate, Course, Curriculum, Enrolment
from goc.units import lives
from goc.units.models import Unit

Outcome = Enrolment.Outcome


@transaction.atomic
def found_curriculum(
    *,
    name: str,
    level: str,
    hours: Mapping[str, int],
    by: object,
    supplementary: bool = False,
    source: str = "",
    taught_at: str = "",
) -> Curriculum:
    """A programme with its blocks of hours (kind → tiết)."""
    if unknown := set(hours) - set(Block.Kind.values):
        raise RefusedError("Không có khối kiến thức %(names)s.", names=", ".join(sorted(unknown)))
    made = Curriculum(
        name=name, level=level, supplementary=supplementary, source=source, taught_at=taught_at
    )
    save_record(made, by=by, action="training.found_curriculum", text=name)
    Block.objects.bulk_create(
        Block(curriculum=made, kind=kind, hours=h) for kind, h in hours.items() if h
    )
    return made


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
    if Course.objects.filter(organiser=organiser, number=number).exists():
        raise RefusedError("Đơn vị đã có khóa số %(number)d.", number=number)
    for catalogue, code in (("course_level", level), ("study_mode", mode)):
        _check_code(catalogue, code, on)
    for unit in (organiser, lead_school, *partner_schools):
        lives.check_alive(unit, on)
    made = Course(
        organiser=organiser,
        number=number,
        name=name,
        level=level,
        mode=mode,
        lead_school=lead_school,
        opened_on=on,
        quota=quota,
        sent=sent,
    )
    save_record(made, by=by, action="training.open_course", text=name)
    made.curricula.set(curricula)
    made.partner_schools.set(partner_schools)
    return made


@transaction.atomic
def close_course(*, course: Course, on: date, by: object) -> Course:
    if on <= course.opened_on:
        raise RefusedError(
            "Ngày bế giảng phải sau ngày khai giảng %(day)s.", day=f"{course.opened_on:%d/%m/%Y}"
        )
    before = values_of(course)
    course.closed_on = on
    return save_record(course, by=by, action="training.close_course", before=before)


def _check_code(catalogue: str, code: str, on: date) -> None:
    if code not in labels(catalogue, as_of=on):
        raise RefusedError(
            "«%(code)s» không có trong danh mục %(catalogue)s.", code=code, catalogue=catalogue
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
    if on < course.opened_on or (course.closed_on and on >= course.closed_on):
        raise RefusedError(
            "Ngày nhập học không nằm trong thời gian của khóa «%(name)s».", name=course.name
        )
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


@transaction.atomic
def finish_enrolment(
    *,
    enrolment: Enrolment,
    outcome: str,
    on: date,
    by: object,
    grade: str = "",
    reason: str = "",
    commended: bool = False,
    disciplined: bool = False,
    confirmed: Answers = None,
) -> Enrolment:
    """graduated (with a grade, where it is known), failed or dropped (with a reason).

    Graduation writes the qualification in people, unless the person has a higher one.
    """
    if enrolment.outcome != Outcome.STUDYING:
        raise RefusedError(
            "Kết quả của học viên này đã được ghi: %(label)s.",
            label=Outcome(enrolment.outcome).label,
        )
    if (
        outcome not in (Outcome.GRADUATED, Outcome.FAILED, Outcome.DROPPED)
        or on <= enrolment.entered_on
    ):
        raise RefusedError("Kết quả hoặc ngày kết thúc không hợp lệ.")
    if outcome != Outcome.GRADUATED and not reason.strip():
        raise RefusedError("Học viên thôi học hoặc không đạt phải có lý do.")
    if grade:
        _check_code("graduation_class", grade, on)
    before = values_of(enrolment)
    enrolment.outcome, enrolment.ended_on, enrolment.grade, enrolment.reason = (
        outcome,
        on,
        grade,
        reason,
    )
    enrolment.commended, enrolment.disciplined = commended, disciplined
    save_record(enrolment, by=by, action="training.finish_enrolment", before=before)
    if outcome == Outcome.GRADUATED and _raises_qualification(enrolment, on):
        record_fact(
            person=enrolment.person,
            kind="military_qualification",
            value=enrolment.course.level,
            on=on,
            by=by,
            place=enrolment.course.name,
            confirmed=confirmed,
        )
    return enrolment


def _raises_qualification(enrolment: Enrolment, on: date) -> bool:
    """Whether the course's level is a military qualification above what the person has that day."""
    ranks = {
        e.code: int(e.attributes.get("rank", 0)) for e in catalogue_rows("military_qualification")
    }
    known = Fact.objects.as_of(on).filter(person=enrolment.person, kind="military_qualification")
    has = [ranks.get(value, 0) for value in known.values_list("value", flat=True)]
    return ranks.get(enrolment.course.level, 0) > max(has, default=0)


@transaction.atomic
def issue_certificate(
    *, enrolment: Enrolment, kind: str, number: str, register_number: str, on: date, by: object
) -> Certificate:
    """Raises RefusedError when the number was issued before, or the person has not graduated by the
    day.
    """
    if enrolment.outcome != Outcome.GRADUATED or enrolment.ended_on is None:
        raise RefusedError("Chưa công nhận tốt nghiệp nên chưa cấp được văn bằng.")
    if on < enrolment.ended_on:
        raise RefusedError(
            "Không cấp được văn bằng trước ngày tốt nghiệp %(day)s.",
            day=f"{enrolment.ended_on:%d/%m/%Y}",
        )
    if kind not in Certificate.Kind.values:
        raise RefusedError("Không có loại văn bằng «%(kind)s».", kind=kind)
    if Certificate.objects.filter(kind=kind, number=number).exists():
        raise RefusedError("Số hiệu văn bằng %(number)s đã được cấp.", number=number)
    row = Certificate(
        enrolment=enrolment, kind=kind, number=number, register_number=register_number, issued_on=on
    )
    return save_record(row, by=by, action="training.issue_certificate", text=number)


@transaction.atomic
def place_graduate(*, enrolment: Enrolment, holding: Holding, by: object) -> Enrolment:
    """Says by which post the graduate was placed: one kept through the course, or
    one newly given.
    """
    if enrolment.outcome != Outcome.GRADUATED or enrolment.ended_on is None:
        raise RefusedError("Chỉ bố trí học viên đã tốt nghiệp.")
    if holding.person_id != enrolment.person_id:
        raise RefusedError("Chức vụ này của người khác.")
    if holding.valid_to is not None and holding.valid_to <= enrolment.ended_on:
        raise RefusedError("Chức vụ này đã thôi giữ trước khi tốt nghiệp.")
    before = values_of(enrolment)
    enrolment.placement = holding
    return save_record(enrolment, by=by, action="training.place_graduate", before=before)
