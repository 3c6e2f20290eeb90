"""Letterheads entered, corrected and taken back."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from goc.dated.actions import close_fact, correct_fact, open_fact, take_back
from goc.desk.models import Letterhead
from goc.desk.rules import check_letterhead
from goc.units.lives import check_within_life


@transaction.atomic
def enter_letterhead(*, by: object, **values: Any) -> Letterhead:
    """From a day on; the one that goes on until then ends there. Raises RefusedError where another
    of the same issuer shares a day with it.
    """
    row = Letterhead(**values)
    check_letterhead(row.authority, row.symbol)
    row.valid_to = check_within_life(row.unit, row.valid_from, row.valid_to)
    if earlier := _going_on(row):
        close_fact(earlier, on=row.valid_from, by=by)
    return open_fact(row, by=by)


def _going_on(row: Letterhead) -> Letterhead | None:
    """Begun before, without an end."""
    same = Letterhead.objects.filter(unit=row.unit, issuer=row.issuer, valid_to__isnull=True)
    return same.filter(valid_from__lt=row.valid_from).first()


@transaction.atomic
def correct_letterhead(*, row: Letterhead, by: object, reason: str, **values: Any) -> Letterhead:
    """Papers written before keep what they had."""
    given = {"authority": row.authority, "symbol": row.symbol, **values}
    check_letterhead(given["authority"], given["symbol"])
    return correct_fact(row, by=by, text=reason, **values)


@transaction.atomic
def drop_letterhead(*, row: Letterhead, by: object, reason: str) -> None:
    take_back(row, by=by, action="desk.drop_letterhead", reason=reason)
