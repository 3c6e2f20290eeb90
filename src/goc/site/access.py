"""Who sees and changes users and rights: operators, auditors of the whole register (they only
read), and, within its scope, the standing office.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from goc.accounts.models import User
from goc.audit.access import can_read_log
from goc.lib.errors import ForbiddenError, HiddenError
from goc.units.access import gives_rights, may_give
from goc.units.asking import Asking, asking_of
from goc.units.models import Deputy, HandOver, UnitRight
from goc.units.roles import GRANT, ROLES, roles_that


def can_see_users(user: object) -> bool:
    """Of a page's menu: one query, and none for operators."""
    if not isinstance(user, User):
        return False
    rights = UnitRight.objects.as_of(timezone.localdate()).filter(user=user)
    gives = rights.filter(role__in=roles_that(GRANT))
    return can_read_log(user) or gives.exists()


def check_sees_users(user: object) -> None:
    if not can_see_users(user):
        raise ForbiddenError(
            "Chỉ Cơ quan thường trực, người giám sát và người vận hành được xem người dùng."
        )


def sees_all_users(asking: Asking) -> bool:
    return asking.scope.everything or can_read_log(asking.user)


def rights_for(asking: Asking) -> QuerySet[UnitRight]:
    """The rights in force today that the asker may know of."""
    rows = UnitRight.objects.as_of(asking.today).select_related("unit").order_by("pk")
    return rows if sees_all_users(asking) else rows.filter(asking.scope.limit("unit"))


def all_rights_for(asking: Asking) -> QuerySet[UnitRight]:
    """The same of all days."""
    rows = UnitRight.objects.select_related("unit").order_by("-valid_from", "pk")
    return rows if sees_all_users(asking) else rows.filter(asking.scope.limit("unit"))


def users_for(asking: Asking) -> QuerySet[User]:
    if sees_all_users(asking):
        return User.objects.all()
    return User.objects.filter(pk__in=rights_for(asking).order_by().values("user"))


# --- who may change what


def may_grant(asking: Asking, unit_id: int | None) -> bool:
    return may_give(asking.user, asking.scope, unit_id)


def check_may_grant(asking: Asking, unit_id: int | None) -> None:
    if not may_grant(asking, unit_id):
        raise ForbiddenError("Chỉ Cơ quan thường trực được cấp quyền trong phạm vi của mình.")


def check_gives_rights(asking: Asking) -> None:
    if not gives_rights(asking.user, asking.scope):
        raise ForbiddenError("Bạn chỉ được xem người dùng, không được thêm và cấp quyền.")


def may_manage(asking: Asking, user: User) -> bool:
    """A code for a password, name, whether the account is used, deputies: operators, and who gives
    rights on everything that the user may act on, in somebody's stead too; an operator only by
    another operator.
    """
    if asking.user.is_operator or user.is_operator:
        return asking.user.is_operator
    goes_on = Q(valid_to=None) | Q(valid_to__gt=asking.today)
    for_whom = Deputy.objects.filter(goes_on, user=user).values("stands_for")
    rights = UnitRight.objects.filter(goes_on, Q(user=user) | Q(user__in=for_whom))
    units = set(rights.values_list("unit_id", flat=True)) or {None}
    return all(may_grant(asking, unit) for unit in units)


def check_may_manage(asking: Asking, user: User) -> None:
    if not may_manage(asking, user):
        raise ForbiddenError("Bạn không được thay đổi tài khoản này.")


def get_user_for(asking: Asking, public_id: UUID) -> User:
    """Raises ForbiddenError for who sees no users, HiddenError for one out of scope."""
    check_sees_users(asking.user)
    found = users_for(asking).filter(public_id=public_id).first()
    if found is None:
        raise HiddenError("Không có người dùng này.")
    return found


def get_right_to_change(asking: Asking, user: User, public_id: UUID) -> UnitRight:
    """Of all days. Raises HiddenError out of scope, ForbiddenError for who gives no rights there."""
    rows = all_rights_for(asking).filter(user=user, public_id=public_id)
    right: UnitRight | None = rows.select_related("unit", "user").first()
    if right is None:
        raise HiddenError("Không có quyền này.")
    check_may_grant(asking, right.unit_id)
    return right


def get_deputy_to_end(user: User, public_id: UUID) -> Deputy:
    """Of those who stand in for the user. Raises HiddenError."""
    found: Deputy | None = Deputy.objects.filter(stands_for=user, public_id=public_id).first()
    if found is None:
        raise HiddenError("Không có người thay này.")
    return found


def users_to_choose(asking: Asking, *, but: User) -> list[User]:
    """Who may stand in for somebody, or take over from him: in use, and seen by the asker."""
    rows = users_for(asking).filter(is_active=True).exclude(pk=but.pk)
    return list(rows.order_by("name", "login"))


def rights_to_end(asking: Asking, user: User) -> list[UnitRight]:
    """Those in force that the asker may end."""
    rights = rights_for(asking).filter(user=user)
    return [right for right in rights if may_grant(asking, right.unit_id)]


def right_in_words(right: UnitRight, asking: Asking) -> str:
    return f"{ROLES[right.role].label}: {unit_in_words(right.unit_id, asking)}"


def unit_in_words(unit_id: int | None, asking: Asking) -> str:
    return asking.unit_name(unit_id) if unit_id else gettext("Toàn hệ thống")


def hand_overs_of(user: User, asking: Asking) -> QuerySet[HandOver]:
    """Those within the scope; no others can be opened."""
    rows = HandOver.objects.filter(Q(leaver=user) | Q(heir=user)).select_related("leaver", "heir")
    return rows if sees_all_users(asking) else rows.filter(asking.scope.limit("unit"))


def get_hand_over_for(user: User, public_id: UUID) -> HandOver:
    """For who sees users, within the scope. Raises HiddenError."""
    rows = HandOver.objects.select_related("leaver", "heir", "unit")
    found: HandOver | None = rows.filter(public_id=public_id).first()
    if found is None or not _sees(user, found):
        raise HiddenError("Không có lần bàn giao này.")
    return found


def _sees(user: User, made: HandOver) -> bool:
    """Who left may be in nobody's scope any more; the unit still is."""
    asking = asking_of(user)
    near = sees_all_users(asking) or asking.scope.contains(made.unit_id)
    return near and can_see_users(user)
