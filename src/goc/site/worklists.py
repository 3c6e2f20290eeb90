"""What whoever gives rights has to do: codes nobody used yet, rights about to end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from goc.accounts.models import User
from goc.lists.worklists import Worklist
from goc.site import access
from goc.site.lists import USERS
from goc.units.access import gives_rights
from goc.units.asking import Asking
from goc.units.roles import GRANT

SOON = timedelta(days=30)


def _with_a_code(asking: Asking) -> QuerySet[User]:
    return access.users_for(asking).filter(is_active=True, code__isnull=False)


def _about_to_lose_a_right(asking: Asking) -> QuerySet[User]:
    ending = access.rights_for(asking).filter(valid_to__lte=asking.today + SOON)
    return access.users_for(asking).filter(pk__in=ending.order_by().values("user"))


def _gives_rights(asking: Asking) -> bool:
    return gives_rights(asking.user, asking.scope)


CODES = replace(
    USERS, name="site-codes", title=_("Người dùng chưa dùng mã được cấp"), rows=_with_a_code
)
ENDING = replace(
    USERS,
    name="site-ending",
    title=_("Quyền sắp hết trong 30 ngày"),
    rows=_about_to_lose_a_right,
)
WORKLISTS = (
    Worklist("codes", CODES, 95, "accent", _gives_rights, GRANT),
    Worklist("rights-ending", ENDING, 96, "warn", _gives_rights, GRANT),
)
