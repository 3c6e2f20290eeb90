"""Giving and taking rights on units."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from goc.accounts.models import User
from goc.audit.actions import record
from goc.dated.actions import (
    change_fact,
    close_fact,
    correct_fact,
    open_fact,
    take_back,
    values_of,
)
from goc.lib.errors import InputError, RefusedError
from goc.lib.periods import goes_on
from goc.units.handing_over import check_handed_over
from goc.units.lives import check_within_life
from goc.units.models import Unit, UnitRight
from goc.units.roles import PAPERS, ROLES, acts_of


@transaction.atomic
def grant_right(
    *, user: User, unit: Unit | None, role: str, on: date, by: object, until: date | None = None
) -> UnitRight:
    """A right from a day on; no unit: the whole register. Another role on the same unit replaces
    the one before. Raises RefusedError, naming what took over, for a unit that is not there.
    """
    _check_role(role)
    if unit is not None:
        until = check_within_life(unit, on, until)
    same = UnitRight.objects.filter(user=user, unit=unit)
    old: UnitRight | None = same.as_of(on).first()
    if old is None:
        if same.meeting(on, until).exists():
            raise RefusedError(
                "«%(user)s» đã được cấp quyền trên đơn vị này từ một ngày sau đó.", user=user.login
            )
        return open_fact(
            UnitRight(user=user, unit=unit, role=role, valid_from=on, valid_to=until), by=by
        )
    if old.role == role:
        raise RefusedError(
            "«%(user)s» đã có quyền «%(role)s» trên đơn vị này.", user=user.login, role=old.role
        )
    if _lets_go(old, role, until):
        check_handed_over(user, [old], on=on)
    if old.valid_from == on:
        _ended(old, on, by)
        return open_fact(
            UnitRight(user=user, unit=unit, role=role, valid_from=on, valid_to=until), by=by
        )
    return change_fact(old, on=on, by=by, role=role, valid_to=until)


def _check_role(role: str) -> None:
    if role not in ROLES:
        raise InputError(
            "Không có vai trò «%(role)s». Hãy dùng một trong: %(roles)s.",
            role=role,
            roles=", ".join(ROLES),
        )


@transaction.atomic
def correct_right(
    *,
    right: UnitRight,
    role: str,
    valid_from: date,
    valid_to: date | None,
    by: object,
    text: str,
) -> UnitRight:
    """A right was written wrongly: its role or its days. Raises InputError, RefusedError."""
    _check_role(role)
    if right.unit is not None:
        valid_to = check_within_life(right.unit, valid_from, valid_to)
    if _lets_go(right, role, valid_to):
        check_handed_over(right.user, [right], on=timezone.localdate())
    days = {"valid_from": valid_from, "valid_to": valid_to}
    return correct_fact(right, by=by, text=text, confirmed=None, role=role, **days)


def _lets_go(right: UnitRight, role: str, end: date | None) -> bool:
    """Whether who has it could work no more: a role without papers, or an end that has come."""
    keeps = PAPERS in acts_of(role) and goes_on(end, timezone.localdate())
    return PAPERS in acts_of(right.role) and not keeps


@transaction.atomic
def take_back_right(*, right: UnitRight, by: object, reason: str) -> None:
    """A right that should never have been given. Raises RefusedError while work hangs on it."""
    check_handed_over(right.user, [right], on=timezone.localdate())
    take_back(right, by=by, action="units.take_back_right", reason=reason)


@transaction.atomic
def revoke_right(*, right: UnitRight, on: date, by: object) -> UnitRight | None:
    """Ends a right; one given the same day is taken back whole (None), its values kept in the
    event. Raises RefusedError while work hangs on it that nobody was given.
    """
    check_handed_over(right.user, [right], on=on)
    return _ended(right, on, by)


def _ended(right: UnitRight, on: date, by: object) -> UnitRight | None:
    if right.valid_from >= on:
        record(
            by=by,
            action="units.take_back_right",
            kind=right.record_kind(),
            subject=right.public_id,
            before=values_of(right),
            unit=right.concerns,
        )
        right.delete()
        return None
    if right.valid_to is not None and right.valid_to > on:
        return correct_fact(right, by=by, valid_to=on)
    return close_fact(right, on=on, by=by)
