"""How a trainee's course ended, and the qualification that graduation writes in people."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from goc.dated.actions import save_record, values_of
from goc.dated.models import Record
from goc.dated.reference import catalogue_rows
from goc.lib.errors import RefusedError
from goc.people.actions import record_fact, take_back_row
from goc.people.actions.days import Answers
from goc.people.models import Fact
from goc.training.actions.codes import check_code, check_reason
from goc.training.models import Enrolment

Outcome = Enrolment.Outcome
ENDINGS = (Outcome.GRADUATED, Outcome.FAILED, Outcome.DROPPED)
QUALIFICATION = "military_qualification"
BLANK: dict[str, Any] = {
    "outcome": Outcome.STUDYING,
    "ended_on": None,
    "grade": "",
    "reason": "",
    "commended": False,
    "disciplined": False,
}
"""What stands in an enrolment without a result."""


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
    before = values_of(enrolment)
    _set(enrolment, outcome, on, grade, reason)
    enrolment.commended, enrolment.disciplined = commended, disciplined
    save_record(enrolment, by=by, action="training.finish_enrolment", before=before)
    _write_qualification(enrolment, by, confirmed)
    return enrolment


@transaction.atomic
def correct_result(
    *,
    enrolment: Enrolment,
    outcome: str,
    on: date,
    by: object,
    text: str,
    grade: str = "",
    reason: str = "",
    commended: bool = False,
    disciplined: bool = False,
    confirmed: Answers = None,
) -> Enrolment:
    """Replaces a result that was entered wrongly; `text`: why. The qualification that graduation
    wrote goes or moves with it. Raises RefusedError: no result yet; certificates or a placement that
    the new result would not allow.
    """
    check_reason(text)
    if enrolment.outcome == Outcome.STUDYING:
        raise RefusedError("Chưa ghi kết quả của học viên này.")
    written = _qualification_of(enrolment)
    before = values_of(enrolment)
    _set(enrolment, outcome, on, grade, reason)
    enrolment.commended, enrolment.disciplined = commended, disciplined
    _check_what_rests_on_it(enrolment)
    save_record(
        enrolment, by=by, action="training.correct_result", text=text.strip(), before=before
    )
    stays = outcome == Outcome.GRADUATED and written is not None and written.valid_from == on
    if not stays:
        if written is not None:
            take_back_row(row=written, by=by, reason=text)
        _write_qualification(enrolment, by, confirmed)
    return enrolment


@transaction.atomic
def take_back_result(*, enrolment: Enrolment, by: object, reason: str) -> Enrolment:
    """The trainee studies again; the qualification that graduation wrote is taken back too. Raises
    RefusedError: no result; a certificate or a placement stands; studying in another course since.
    """
    check_reason(reason)
    if enrolment.outcome == Outcome.STUDYING:
        raise RefusedError("Chưa ghi kết quả của học viên này.")
    written = _qualification_of(enrolment)
    before = values_of(enrolment)
    for name, value in BLANK.items():
        setattr(enrolment, name, value)
    check_result_stands(enrolment)
    save_record(
        enrolment, by=by, action="training.take_back_result", text=reason.strip(), before=before
    )
    if written is not None:
        take_back_row(row=written, by=by, reason=reason)
    return enrolment


def _set(enrolment: Enrolment, outcome: str, on: date, grade: str, reason: str) -> None:
    if outcome not in ENDINGS or on <= enrolment.entered_on:
        raise RefusedError("Kết quả hoặc ngày kết thúc không hợp lệ.")
    if outcome != Outcome.GRADUATED and not reason.strip():
        raise RefusedError("Học viên thôi học hoặc không đạt phải có lý do.")
    if grade:
        check_code("graduation_class", grade, on)
    enrolment.outcome, enrolment.ended_on = outcome, on
    enrolment.grade, enrolment.reason = grade, reason


def check_result_stands(row: Record) -> None:
    """For what stands again when a whole act is taken back."""
    if isinstance(row, Enrolment):
        _check_what_rests_on_it(row)
        _check_studies_nowhere_else(row)


def _check_what_rests_on_it(enrolment: Enrolment) -> None:
    """Certificates and the placement are those of a graduate, and not older than the graduation."""
    ended = enrolment.ended_on
    if enrolment.outcome != Outcome.GRADUATED or ended is None:
        if enrolment.certificates.exists():
            raise RefusedError("Học viên này đã được cấp văn bằng. Hãy rút văn bằng trước.")
        if enrolment.placement_id is not None:
            raise RefusedError("Đã ghi bố trí của học viên này. Hãy rút việc bố trí trước.")
        return
    if enrolment.certificates.filter(issued_on__lt=ended).exists():
        raise RefusedError("Có văn bằng cấp trước ngày tốt nghiệp này. Hãy sửa văn bằng trước.")
    held = enrolment.placement
    if held is not None and held.valid_to is not None and held.valid_to <= ended:
        raise RefusedError("Chức vụ đã bố trí thôi giữ trước ngày tốt nghiệp này.")


def _check_studies_nowhere_else(enrolment: Enrolment) -> None:
    studying = Enrolment.objects.filter(person=enrolment.person, outcome=Outcome.STUDYING)
    other = studying.exclude(pk=enrolment.pk).select_related("course").first()
    if enrolment.outcome == Outcome.STUDYING and other is not None:
        raise RefusedError(
            "%(person)s đã là học viên của khóa «%(name)s».",
            person=enrolment.person.full_name,
            name=other.course.name,
        )


def _write_qualification(enrolment: Enrolment, by: object, confirmed: Answers) -> None:
    on = enrolment.ended_on
    if enrolment.outcome == Outcome.GRADUATED and on and _raises_qualification(enrolment, on):
        record_fact(
            person=enrolment.person,
            kind=QUALIFICATION,
            value=enrolment.course.level,
            on=on,
            by=by,
            place=enrolment.course.name,
            confirmed=confirmed,
        )


def _qualification_of(enrolment: Enrolment) -> Fact | None:
    """The fact that this graduation wrote, if it did and it still stands as it was written."""
    if enrolment.outcome != Outcome.GRADUATED:
        return None
    own = {"value": enrolment.course.level, "place": enrolment.course.name}
    rows = Fact.objects.filter(person=enrolment.person, kind=QUALIFICATION, **own)
    return rows.filter(valid_from=enrolment.ended_on).first()


def _raises_qualification(enrolment: Enrolment, on: date) -> bool:
    """Whether the course's level is a military qualification above what the person has that day."""
    ranks = {e.code: int(e.attributes.get("rank", 0)) for e in catalogue_rows(QUALIFICATION)}
    known = Fact.objects.as_of(on).filter(person=enrolment.person, kind=QUALIFICATION)
    has = [ranks.get(value, 0) for value in known.values_list("value", flat=True)]
    return ranks.get(enrolment.course.level, 0) > max(has, default=0)
