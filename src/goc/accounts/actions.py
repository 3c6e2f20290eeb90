"""Making users and setting passwords; a password is generated, never a default one."""

from __future__ import annotations

import secrets

from django.db import transaction

from goc.accounts.models import User
from goc.audit.actions import record
from goc.lib.errors import RefusedError


@transaction.atomic
def add_user(
    *, login: str, name: str, by: object, password: str | None = None, is_operator: bool = False
) -> tuple[User, str]:
    """Returns the user and the password to hand over once (generated unless given)."""
    if User.objects.filter(login=login).exists():
        raise RefusedError("Tên đăng nhập «%(login)s» đã có người dùng.", login=login)
    given = password or secrets.token_urlsafe(9)
    user = User(login=login, name=name, is_operator=is_operator)
    user.set_password(given)
    user.save()
    record(by=by, action="accounts.add_user", kind="accounts.user", subject=user.public_id, text=f"{login} ({name})")
    return user, given


@transaction.atomic
def set_password(*, user: User, by: object, password: str | None = None) -> str:
    """Returns the new password."""
    given = password or secrets.token_urlsafe(9)
    user.set_password(given)
    user.save(update_fields=["password"])
    record(by=by, action="accounts.set_password", kind="accounts.user", subject=user.public_id)
    return given


@transaction.atomic
def set_language(*, user: User, language: str) -> None:
    user.language = language
    user.save(update_fields=["language"])
