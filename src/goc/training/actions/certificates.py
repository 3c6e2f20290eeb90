"""Diplomas and certificates, with their number and that in the register of issue."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from goc.dated.actions import save_record, values_of
from goc.dated.actions import take_back as take_back_record
from goc.lib.errors import RefusedError
from goc.training.actions.codes import check_reason
from goc.training.models import Certificate, Enrolment

Outcome = Enrolment.Outcome


@transaction.atomic
def issue_certificate(
    *, enrolment: Enrolment, kind: str, number: str, register_number: str, on: date, by: object
) -> Certificate:
    """Raises RefusedError when the number was issued before, or the person has not graduated by the
    day.
    """
    row = Certificate(
        enrolment=enrolment, kind=kind, number=number, register_number=register_number, issued_on=on
    )
    _check(row)
    return save_record(row, by=by, action="training.issue_certificate", text=number)


@transaction.atomic
def correct_certificate(
    *,
    certificate: Certificate,
    kind: str,
    number: str,
    register_number: str,
    on: date,
    by: object,
    reason: str,
) -> Certificate:
    """Replaces what was entered wrongly. Raises RefusedError as for issuing."""
    check_reason(reason)
    before = values_of(certificate)
    certificate.kind, certificate.number = kind, number
    certificate.register_number, certificate.issued_on = register_number, on
    _check(certificate)
    action = "training.correct_certificate"
    return save_record(certificate, by=by, action=action, text=reason.strip(), before=before)


@transaction.atomic
def take_back_certificate(*, certificate: Certificate, by: object, reason: str) -> None:
    take_back_record(certificate, by=by, action="training.take_back_certificate", reason=reason)


def _check(row: Certificate) -> None:
    enrolment = row.enrolment
    if enrolment.outcome != Outcome.GRADUATED or enrolment.ended_on is None:
        raise RefusedError("Chưa công nhận tốt nghiệp nên chưa cấp được văn bằng.")
    if row.issued_on < enrolment.ended_on:
        raise RefusedError(
            "Không cấp được văn bằng trước ngày tốt nghiệp %(day)s.",
            day=f"{enrolment.ended_on:%d/%m/%Y}",
        )
    if row.kind not in Certificate.Kind.values:
        raise RefusedError("Không có loại văn bằng «%(kind)s».", kind=row.kind)
    same = Certificate.objects.filter(kind=row.kind, number=row.number).exclude(pk=row.pk)
    if same.exists():
        raise RefusedError("Số hiệu văn bằng %(number)s đã được cấp.", number=row.number)
