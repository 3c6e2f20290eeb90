"""Who may see and change what on which unit, today. Hidden and missing look the same from outside.

A right covers the unit, all below it today on the civil or the military line, and the dissolved
units whose records belong there (`belonging`). A right on a unit that is dissolved itself has
lapsed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from goc.accounts.models import User
from goc.lib.errors import ForbiddenError, HiddenError, InputError
from goc.units.belonging import belonging
from goc.units.models import Deputy, Unit, UnitRight, UnitVersion
from goc.units.queries import ancestors, find_unit
from goc.units.roles import CLEAR, GRANT, LOG, RECORD, acts_of, roles_that
from goc.units.rules import kinds_of

ABSENT = "Không có đơn vị này."


@dataclass(frozen=True)
class Scope:
    """What a user may see: everything, or these ids. What he may do (`roles.ACTS`) on everything
    stands in `base`, what more on a unit in `own`.
    """

    everything: bool
    ids: frozenset[int]
    base: frozenset[str] = frozenset()
    own: Mapping[int, frozenset[str]] = field(
        default_factory=lambda: MappingProxyType({}), compare=False
    )

    def contains(self, unit_id: int | None) -> bool:
        """No unit means the whole register."""
        return self.everything or (unit_id is not None and unit_id in self.ids)

    def may(self, act: str, unit_id: int | None) -> bool:
        if act in self.base:
            return True
        return unit_id is not None and act in self.own.get(unit_id, frozenset())

    def may_somewhere(self, act: str) -> bool:
        return act in self.base or any(act in acts for acts in self.own.values())

    def can_edit(self, unit_id: int | None) -> bool:
        return self.may(RECORD, unit_id)

    def sees_sensitive(self, unit_id: int | None) -> bool:
        return self.may(CLEAR, unit_id)

    def limit(self, field_name: str) -> Q:
        """`rows.filter(scope.limit("keeper"))`."""
        return Q() if self.everything else Q(**{f"{field_name}__in": self.ids})

    def filter_ids(self) -> frozenset[int] | None:
        """The ids to filter by, None when there is no limit."""
        return None if self.everything else self.ids


NOTHING = Scope(False, frozenset())


def rights_of(user: User, *, today: date) -> QuerySet[UnitRight]:
    """Those in force: his own, and those of whom he stands in for."""
    for_whom = Deputy.objects.as_of(today).filter(user=user, stands_for__is_active=True)
    whose = Q(user=user) | Q(user__in=for_whom.values("stands_for"))
    return UnitRight.objects.as_of(today).filter(whose).order_by("id")


def scope_of(user: object, *, today: date) -> Scope:
    """The rights of a user valid today; nobody signed in has none. Few queries,
    whatever the tree.
    """
    if not isinstance(user, User) or not user.is_active:
        return NOTHING
    rights = rights_of(user, today=today).values_list("unit_id", "role", "user_id")
    return _scope(
        [(unit, acts_of(role, stands_in=of != user.pk)) for unit, role, of in rights], today
    )


def own_unit(user: User, *, today: date) -> Unit | None:
    """Whose papers the user draws up: the unit of his first right, else the first province of the
    day. None where there is no unit yet.
    """
    if own := _unit_of_right(user, today):
        return own
    provinces = UnitVersion.objects.as_of(today).filter(kind__in=kinds_of("province"))
    first = provinces.order_by("unit_id").select_related("unit").first()
    return first.unit if first else None


def _unit_of_right(user: User, today: date) -> Unit | None:
    right = rights_of(user, today=today).filter(unit__isnull=False).select_related("unit").first()
    return right.unit if right else None


def issuer_for(user: User, about: Unit, *, today: date, day: date) -> Unit:
    """Whose letterhead a list about a unit bears: the user's own unit; of who has a right on none,
    the highest superior of that unit on the day.
    """
    return _unit_of_right(user, today) or [about, *ancestors(about, as_of=day)][-1]


def own_scope_of(user: User, *, today: date) -> Scope:
    """Without what he may do in somebody's stead."""
    rights = UnitRight.objects.as_of(today).filter(user=user).values_list("unit_id", "role")
    return _scope([(unit, acts_of(role)) for unit, role in rights], today)


def _scope(given: list[tuple[int | None, frozenset[str]]], today: date) -> Scope:
    base = frozenset[str]().union(*(acts for unit, acts in given if unit is None))
    on_units = [(unit, acts) for unit, acts in given if unit is not None]
    own: dict[int, frozenset[str]] = {}
    tree = belonging(today) if on_units else None
    for unit, acts in on_units:
        assert tree is not None
        for covered in tree.covered([unit]):
            own[covered] = acts | own.get(covered, acts)
    return Scope(bool(base), frozenset(own), base, MappingProxyType(own))


def limited(scope: Scope, ids: Collection[int]) -> Scope:
    """What of a scope lies among these units, with what may be done there."""
    kept = frozenset(unit for unit in ids if scope.contains(unit))
    own = {unit: scope.base | scope.own.get(unit, frozenset()) for unit in kept}
    return Scope(False, kept, frozenset(), MappingProxyType(own))


def public_ids(scope: Scope) -> frozenset[str] | None:
    """Of the units in scope; None when there is no limit."""
    if scope.everything:
        return None
    units = Unit.objects.filter(pk__in=scope.ids).values_list("public_id", flat=True)
    return frozenset(map(str, units))


def scope_of_unit(unit: Unit, *, today: date) -> frozenset[int]:
    """The ids a unit answers for: below it on either line, and what was dissolved into them.

    For a unit that is not alive today: as on the last day of its life (or its first, still to
    come).
    """
    day = today
    lives = list(unit.versions.order_by("valid_from").values_list("valid_from", "valid_to"))
    if lives and lives[-1][1] is not None and lives[-1][1] <= today:
        day = lives[-1][1] - timedelta(days=1)
    elif lives and lives[0][0] > today:
        day = lives[0][0]
    return frozenset(belonging(day).covered([unit.pk])) | {unit.pk}


def get_unit_for(user: object, public_id: UUID | str, *, today: date | None = None) -> Unit:
    """Raises HiddenError when the unit is missing or out of scope."""
    try:
        unit = Unit.objects.filter(public_id=UUID(str(public_id))).first()
    except ValueError:
        unit = None
    if unit is None or not scope_of(user, today=_day(today)).contains(unit.pk):
        raise HiddenError(ABSENT)
    return unit


def choose_unit(
    user: User, ref: str | None, *, as_of: date, today: date | None = None
) -> Unit | None:
    """The unit a command names, within the user's scope; without a name the user's own, None for
    the whole register.

    Raises HiddenError out of scope, InputError when the user has several units and named none.
    """
    scope = scope_of(user, today=_day(today))
    if ref:
        unit = find_unit(ref, as_of=as_of)
        if not scope.contains(unit.pk):
            raise HiddenError("Không có đơn vị «%(ref)s».", ref=ref)
        return unit
    if scope.everything:
        return None
    own = list(rights_of(user, today=_day(today)).select_related("unit")[:2])
    if len(own) != 1 or own[0].unit_id not in scope.ids:
        raise InputError(
            "Bạn phụ trách nhiều đơn vị hoặc chưa có đơn vị nào. Hãy chọn bằng --unit."
        )
    return own[0].unit


def can_edit(user: object, unit: Unit, *, today: date | None = None) -> bool:
    return scope_of(user, today=_day(today)).can_edit(unit.pk)


def check_can_edit(user: object, unit: Unit | None, *, today: date | None = None) -> None:
    """Raises HiddenError out of scope, ForbiddenError for who only reads. No unit: the whole
    register.
    """
    check_may(user, RECORD, unit, today=today)


def check_may(user: object, act: str, unit: Unit | None, *, today: date | None = None) -> None:
    """The same for any act of `roles.ACTS`."""
    scope = scope_of(user, today=_day(today))
    if unit is not None and not scope.contains(unit.pk):
        raise HiddenError(ABSENT)
    if not scope.may(act, unit.pk if unit else None):
        what = "đơn vị này" if unit else "toàn bộ điểm cài đặt"
        raise ForbiddenError("Bạn không có quyền sửa %(what)s.", what=what)


def get_unit_to_edit(user: object, public_id: UUID | str) -> Unit:
    """Raises HiddenError out of scope, ForbiddenError for who only reads."""
    unit = get_unit_for(user, public_id)
    check_can_edit(user, unit)
    return unit


def may_found(scope: Scope) -> bool:
    """Whoever writes somewhere may found units below."""
    return scope.may_somewhere(RECORD)


def check_may_found(scope: Scope) -> None:
    if not may_found(scope):
        raise ForbiddenError("Bạn chỉ được xem, không được thêm đơn vị.")


def may_give(user: User, scope: Scope, unit_id: int | None) -> bool:
    """Rights are the operators' to give, and the standing office's within its scope; no unit: on
    the whole register.
    """
    return user.is_operator or scope.may(GRANT, unit_id)


def gives_rights(user: User, scope: Scope) -> bool:
    """Whether this user may give any right at all."""
    return user.is_operator or scope.may_somewhere(GRANT)


def check_can_grant(user: object, unit: Unit | None, *, today: date | None = None) -> None:
    """Rights and users are the standing office's to give, within its
    scope. Raises ForbiddenError.
    """
    scope = scope_of(user, today=_day(today))
    if not scope.may(GRANT, unit.pk if unit else None):
        raise ForbiddenError("Chỉ Cơ quan thường trực được cấp quyền trong phạm vi của mình.")


def sees_sensitive(user: object, unit_id: int | None, *, today: date | None = None) -> bool:
    """Whether sensitive fields of people kept there are shown in clear; no unit: those of the whole
    register.
    """
    return scope_of(user, today=_day(today)).sees_sensitive(unit_id)


def audits_everything(user: object) -> bool:
    """Whether the system log is this user's to read; given to `audit`, which knows no rights on
    units.
    """
    rights = UnitRight.objects.as_of(timezone.localdate()).filter(
        unit__isnull=True, role__in=roles_that(LOG)
    )
    return isinstance(user, User) and rights.filter(user=user).exists()


def _day(today: date | None) -> date:
    """Rights are always today's; the parameter is for callers who have the day already."""
    return today or timezone.localdate()
