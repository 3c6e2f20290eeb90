"""Opening a round, putting it right, and writing what officers say in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from goc.accounts.models import User
from goc.audit.actions import record
from goc.dated.actions import put_right, save_record, values_of
from goc.desk.kinds import PaperKind
from goc.directives.actions import move_duty, open_duty
from goc.directives.models import Directive, Duty
from goc.lib.errors import RefusedError
from goc.lib.progress import Report, silent
from goc.snapshots.actions import make_snapshot
from goc.summing_up.composing import schedule
from goc.summing_up.kinds import CENTRAL_REPORT, paper_of
from goc.summing_up.models import Assessment, Explanation, Narrative, SummingUp
from goc.summing_up.returned.taken import JudgementTaken, Taken
from goc.summing_up.sources import check_not_signed
from goc.units.models import Unit


@transaction.atomic
def open_round(
    *,
    unit: Unit,
    code: str,
    title: str,
    period: tuple[date, date],
    cut_off: date,
    sign_by: date,
    place: str,
    by: object,
    directive: Directive | None = None,
    issuer: str = SummingUp.Issuer.PEOPLES_COMMITTEE,
) -> SummingUp:
    """The base year is the first of the period. Its tasks, counted back from `sign_by`, become
    duties of the unit.
    """
    if SummingUp.objects.filter(code=code).exists():
        raise RefusedError("Đã có đợt tổng kết mang mã «%(code)s».", code=code)
    made = SummingUp(
        unit=unit,
        code=code,
        title=title,
        period_from=period[0],
        period_to=period[1],
        base_year=period[0].year,
        cut_off=cut_off,
        sign_by=sign_by,
        place=place,
        directive=directive,
        issuer=issuer,
    )
    save_record(made, by=by, action="summing_up.open_round", text=title)
    for day, act, who in schedule(made):
        open_duty(
            unit=unit,
            act=f"{act} ({who})",
            due_on=day,
            by=by,
            source_kind=SummingUp.record_kind(),
            source=made.public_id,
        )
    return made


@transaction.atomic
def correct_round(
    *, round_: SummingUp, by: object, reason: str, period: tuple[date, date], **new: Any
) -> SummingUp:
    """Puts a round right until its figures are frozen; its open tasks move with the day of signing.
    Raises RefusedError.
    """
    if round_.snapshot_id is not None or round_.dossiers.exists():
        raise RefusedError("Đợt tổng kết đã chốt số liệu: không sửa được nữa.")
    before = schedule(round_)
    days = {"period_from": period[0], "period_to": period[1], "base_year": period[0].year}
    put_right(round_, by=by, action="summing_up.correct_round", reason=reason, **days, **new)
    for old, moved in zip(before, schedule(round_), strict=True):
        _move_task(round_, old, moved[0], by=by, reason=reason)
    return round_


def _move_task(
    round_: SummingUp, task: tuple[date, str, str], day: date, *, by: object, reason: str
) -> None:
    """A task whose day people changed themselves stays where they put it."""
    due, act, who = task
    rows = Duty.objects.filter(source=str(round_.public_id), state=Duty.State.OPEN)
    for duty in rows.filter(act=f"{act} ({who})", due_on=due).exclude(due_on=day):
        move_duty(duty=duty, due_on=day, by=by, reason=reason)


def freeze_round(*, round_: SummingUp, by: User, report: Report = silent) -> SummingUp:
    """Freezes anew at the round's cut-off, with what is known now; dossiers built before keep their
    own snapshot. Refused once the central report is signed.
    """
    check_not_signed(round_, CENTRAL_REPORT)
    made = make_snapshot(unit=round_.unit, cut_off=round_.cut_off, by=by, report=report)
    with transaction.atomic():
        before = values_of(round_)
        round_.snapshot = made
        return save_record(round_, by=by, action="summing_up.freeze_round", before=before)


@transaction.atomic
def write_narrative(*, round_: SummingUp, section: str, text: str, by: object) -> Narrative:
    """Replaces the text of one section; the event keeps what stood there."""
    check_not_signed(round_, paper_of(section))
    row = Narrative.objects.filter(round=round_, section=section).first() or Narrative(
        round=round_, section=section
    )
    before = values_of(row) if row.pk else {}
    row.text = text.strip()
    return save_record(row, by=by, action="summing_up.write_narrative", text=section, before=before)


@transaction.atomic
def write_assessment(
    *,
    round_: SummingUp,
    kind: str,
    text: str,
    by: object,
    answers: Sequence[Assessment] = (),
    qualitative: bool = False,
    authority: str = "",
    row: Assessment | None = None,
) -> Assessment:
    """Adds a judgement at the end of its kind, or rewrites `row`."""
    check_not_signed(round_, CENTRAL_REPORT)
    if kind not in Assessment.Kind.values:
        raise RefusedError("Không có loại nhận định «%(kind)s».", kind=kind)
    if row is None:
        row = Assessment(
            round=round_, kind=kind, position=round_.assessments.filter(kind=kind).count() + 1
        )
    before: Mapping[str, Any] = values_of(row) if row.pk else {}
    row.text, row.qualitative, row.authority = text.strip(), qualitative, authority
    save_record(row, by=by, action="summing_up.write_assessment", before=dict(before))
    row.answers.set(answers)
    return row


@transaction.atomic
def drop_assessment(*, row: Assessment, by: object) -> None:
    """Takes a judgement out; those after it move up."""
    check_not_signed(row.round, CENTRAL_REPORT)
    record(
        by=by,
        action="summing_up.drop_assessment",
        kind=row.record_kind(),
        subject=row.public_id,
        before=values_of(row),
        unit=row.round.concerns,
    )
    row.delete()
    for position, other in enumerate(
        Assessment.objects.filter(round=row.round, kind=row.kind).order_by("position"), 1
    ):
        Assessment.objects.filter(pk=other.pk).update(position=position)


@transaction.atomic
def take_word_back(*, round_: SummingUp, kind: PaperKind, taken: Taken, by: object) -> SummingUp:
    """Writes what officers did to a paper in Word, all of it or nothing. Raises RefusedError once
    the paper is signed.
    """
    check_not_signed(round_, kind)
    for section, text in taken.texts.items():
        write_narrative(round_=round_, section=section, text=text, by=by)
    for judgement in taken.judgements:
        _take_judgement(round_, judgement, by=by)
    for row in taken.dropped:
        drop_assessment(row=row, by=by)
    for one in taken.explained:
        made = Explanation(round=round_, **vars(one))
        save_record(made, by=by, action="summing_up.explain_number", text=one.number)
    record(
        by=by,
        action="summing_up.take_word_back",
        kind=round_.record_kind(),
        subject=round_.public_id,
        text=f"{kind.name}: {taken.source}",
        after={"sections": sorted(taken.texts), "left_out": list(taken.left_out)},
        unit=round_.concerns,
    )
    return round_


def _take_judgement(round_: SummingUp, judgement: JudgementTaken, *, by: object) -> None:
    """What a judgement answers stays as it was."""
    row = judgement.row
    write_assessment(
        round_=round_,
        kind=judgement.kind,
        text=judgement.text,
        by=by,
        answers=list(row.answers.all()) if row else (),
        qualitative=row.qualitative if row else False,
        authority=row.authority if row else judgement.authority,
        row=row,
    )
