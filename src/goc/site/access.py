"""Who sees the users: operators, auditors of the whole register, and, within its scope, the standing
office, which gives the rights.
"""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from goc.accounts.models import User
from goc.audit.access import can_read_log
from goc.lib.errors import ForbiddenError
from goc.units.asking import Asking
from goc.units.models import UnitRight


def can_see_users(user: object) -> bool:
    """Of a page's menu: one query, and none for operators."""
    if not isinstance(user, User):
        return False
    rights = UnitRight.objects.as_of(timezone.localdate()).filter(user=user)
    gives = rights.filter(role=UnitRight.Role.STANDING_OFFICE)
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


def users_for(asking: Asking) -> QuerySet[User]:
    if sees_all_users(asking):
        return User.objects.all()
    return User.objects.filter(pk__in=rights_for(asking).order_by().values("user"))
