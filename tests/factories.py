"""Plain functions that make rows, keyword overrides, no hidden extras; and the cast."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goc.accounts.models import User
from goc.units.models import Unit, UnitCode, UnitParent, UnitRight, UnitVersion
from goc.viet.names import fold

START = date(2002, 1, 1)
TODAY = date(2026, 11, 20)


def unit(
    name: str,
    kind: str,
    parent: Unit | None = None,
    *,
    code: str = "",
    catalogue: str = "3-tier",
    start: date = START,
    end: date | None = None,
    line: str = "civil",
) -> Unit:
    """A unit with one version, perhaps a code, perhaps a parent, all for the same period."""
    made = Unit.objects.create()
    period = {"valid_from": start, "valid_to": end}
    UnitVersion.objects.create(unit=made, name=name, folded=fold(name), kind=kind, **period)
    if code:
        UnitCode.objects.create(unit=made, catalogue=catalogue, code=code, **period)
    if parent:
        UnitParent.objects.create(unit=made, parent=parent, line=line, **period)
    return made


def user(login: str, role: str = "", on: Unit | None = None, *, operator: bool = False) -> User:
    """A user, with a right on a unit when a role is given (no unit: the whole register)."""
    made = User(login=login, name=login.title(), is_operator=operator)
    made.set_password("pass-word-1")
    made.save()
    if role:
        UnitRight.objects.create(user=made, unit=on, role=role, valid_from=START)
    return made


@dataclass
class Cast:
    """Province A with one district and two communes, province B beside it; alice, bob, charlie, dana."""

    province: Unit
    district: Unit
    communes: list[Unit]
    elsewhere: Unit
    alice: User
    bob: User
    charlie: User
    dana: User
    operator: User


def cast() -> Cast:
    """alice edits in A, bob reads in A, charlie belongs to B, dana audits everything."""
    a = unit("Tỉnh A", "province", code="20")
    district = unit("Huyện Một", "rural_district", a, code="180")
    communes = [
        unit("Xã Một Một", "commune", district, code="06004"),
        unit("Xã Một Hai", "commune", district, code="06007"),
    ]
    b = unit("Tỉnh B", "province", code="22")
    return Cast(
        a,
        district,
        communes,
        b,
        user("alice", "editor", a),
        user("bob", "reader", a),
        user("charlie", "editor", b),
        user("dana", "auditor"),
        user("operator", "standing_office", None, operator=True),
    )
