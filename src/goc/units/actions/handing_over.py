"""Rights end and what hung on them goes to a successor, in one act; who acts in whose stead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from goc.accounts.models import User
from goc.dated.actions import close_fact, open_fact, save_record, take_back
from goc.lib.errors import InputError, RefusedError
from goc.units.access import own_scope_of
from goc.units.actions.rights import revoke_right
from goc.units.handing_over import Leaving, Work, works_of
from goc.units.models import Charge, Deputy, HandOver, Unit, UnitRight, UnitVersion
from goc.units.naming import names_apart
from goc.units.roles import PAPERS, ROLES
from goc.units.rules import kinds_of


@transaction.atomic
def hand_over_work(
    *,
    leaver: User,
    heir: User,
    rights: Sequence[UnitRight],
    on: date,
    reason: str,
    by: object,
) -> HandOver:
    """All that hangs on these rights goes to the heir, then they end. Raises RefusedError for an
    heir who may not work there, and for rights of somebody else.
    """
    if heir == leaver or not heir.is_active:
        raise RefusedError("Hãy chọn một người khác, đang dùng tài khoản, để nhận bàn giao.")
    if not rights:
        raise InputError("Hãy chọn ít nhất một quyền sẽ thôi.")
    found = list(works_of(Leaving(leaver, tuple(rights), on)))
    works = [work for _hanging, work in found]
    _check_may_take(heir, works, on)
    made = HandOver(
        leaver=leaver,
        heir=heir,
        unit=_home_of(rights, on),
        on=on,
        reason=reason.strip(),
        rights=_said(rights, on),
        works=[{"what": work.what, "unit": name} for work, name in _named(works, on)],
    )
    for hanging, work in found:
        if hanging.pass_on is None:
            _charge(work, heir, by)
        else:
            hanging.pass_on(work, heir)
    save_record(made, by=by, action="units.hand_over_work", text=f"{leaver} → {heir}")
    for right in rights:
        revoke_right(right=right, on=on, by=by)
    return made


def _check_may_take(heir: User, works: Sequence[Work], on: date) -> None:
    scope = own_scope_of(heir, today=on)
    for work, name in _named(works, on):
        if not scope.may(PAPERS, work.unit_id):
            raise RefusedError(
                "%(heir)s chưa có quyền làm việc này: %(what)s (%(unit)s). Hãy cấp quyền cho người "
                "nhận trước, rồi bàn giao.",
                heir=heir.name,
                what=work.what,
                unit=name,
            )


def _named(works: Sequence[Work], on: date) -> list[tuple[Work, str]]:
    """Each with the name of its unit."""
    called = names_apart([work.unit_id for work in works if work.unit_id], as_of=on)
    return [(work, called.get(work.unit_id or 0, "")) for work in works]


def _said(rights: Sequence[UnitRight], on: date) -> list[str]:
    called = names_apart([right.unit_id for right in rights if right.unit_id], as_of=on)
    whole = "toàn hệ thống"
    return [f"{ROLES[r.role].label}: {called.get(r.unit_id or 0, whole)}" for r in rights]


def _home_of(rights: Sequence[UnitRight], on: date) -> Unit | None:
    """Under whose letterhead the minutes stand: the first right's unit, else a province."""
    units = [right.unit for right in rights if right.unit]
    provinces = UnitVersion.objects.as_of(on).filter(kind__in=kinds_of("province"))
    first = provinces.select_related("unit").order_by("pk").first()
    return units[0] if units else (first.unit if first else None)


def _charge(work: Work, heir: User, by: object) -> None:
    one = Charge.objects.filter(kind=work.kind, subject=work.subject).first()
    one = one or Charge(kind=work.kind, subject=work.subject)
    one.user = heir
    save_record(one, by=by, action="units.charge", text=work.what)


# --- deputies


@transaction.atomic
def appoint_deputy(
    *,
    user: User,
    stands_for: User,
    kind: str,
    on: date,
    until: date,
    basis: str,
    by: object,
) -> Deputy:
    """From a day to the day before another, `user` acts in the other's stead. Raises RefusedError."""
    if user == stands_for or not user.is_active:
        raise RefusedError("Hãy chọn một người khác, đang dùng tài khoản, để phụ trách thay.")
    row = Deputy(
        user=user, stands_for=stands_for, kind=kind, basis=basis, valid_from=on, valid_to=until
    )
    return open_fact(row, by=by, text=basis)


@transaction.atomic
def end_deputy(*, deputy: Deputy, on: date, by: object) -> None:
    """Before the day that was said at first; one that has not begun is taken back."""
    if deputy.valid_from >= on:
        take_back(deputy, by=by, action="units.take_back_deputy", reason="Chưa bắt đầu")
        return
    deputy.valid_to = None
    close_fact(deputy, on=on, by=by)
