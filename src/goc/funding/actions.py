"""Recording money spent, mending it, taking back what was entered by mistake."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from goc.dated.actions import put_right, save_record, take_back
from goc.funding.models import Funding
from goc.lib.errors import RefusedError


@transaction.atomic
def record_funding(*, by: object, **values: Any) -> Funding:
    """Raises RefusedError for no money."""
    row = Funding(**values)
    _check(row)
    return save_record(row, by=by, action="funding.record_funding")


@transaction.atomic
def correct_funding(*, row: Funding, by: object, reason: str, **values: Any) -> Funding:
    put_right(row, by=by, action="funding.correct_funding", reason=reason, **values)
    _check(row)
    return row


@transaction.atomic
def take_back_funding(*, row: Funding, by: object, reason: str) -> None:
    take_back(row, by=by, action="funding.take_back_funding", reason=reason)


def _check(row: Funding) -> None:
    if not row.amount:
        raise RefusedError("Số tiền phải lớn hơn 0.")
