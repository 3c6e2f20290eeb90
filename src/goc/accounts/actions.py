"""Making users, setting passwords, signing in; a password is generated, never a default one."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.contrib.auth import authenticate
from django.db import transaction

from goc.accounts.models import User
from goc.accounts.queries import login_in_log, tries_without_success
from goc.audit.actions import record
from goc.lib.errors import RefusedError

TRIES, WITHIN = 5, timedelta(minutes=15)


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
    record(
        by=by,
        action="accounts.add_user",
        kind="accounts.user",
        subject=user.public_id,
        text=f"{login} ({name})",
    )
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
def rename_user(*, user: User, name: str, by: object) -> User:
    before, user.name = user.name, name
    user.save(update_fields=["name"])
    _record_change(user, {"name": before}, {"name": name}, action="accounts.rename_user", by=by)
    return user


@transaction.atomic
def disable_user(*, user: User, by: object) -> User:
    """Whoever it is signs in no more, and what they have open ends. Raises RefusedError for oneself
    and for the last operator.
    """
    if str(by) == user.login:
        raise RefusedError("Bạn không tự ngừng dùng tài khoản của mình được.")
    operators = User.objects.filter(is_operator=True, is_active=True)
    if user.is_operator and not operators.exclude(pk=user.pk).exists():
        raise RefusedError("Đây là người vận hành duy nhất: hãy thêm người vận hành khác trước.")
    return _set_active(user, active=False, action="accounts.disable_user", by=by)


@transaction.atomic
def enable_user(*, user: User, by: object) -> User:
    return _set_active(user, active=True, action="accounts.enable_user", by=by)


def _set_active(user: User, *, active: bool, action: str, by: object) -> User:
    if user.is_active == active:
        raise RefusedError("Tài khoản «%(login)s» đã ở trạng thái ấy.", login=user.login)
    user.is_active = active
    user.save(update_fields=["is_active"])
    _record_change(user, {"is_active": not active}, {"is_active": active}, action=action, by=by)
    return user


def _record_change(
    user: User, before: dict[str, object], after: dict[str, object], *, action: str, by: object
) -> None:
    record(
        by=by,
        action=action,
        kind="accounts.user",
        subject=user.public_id,
        text=user.login,
        before=before,
        after=after,
    )


@transaction.atomic
def set_language(*, user: User, language: str) -> None:
    user.language = language
    user.save(update_fields=["language"])


def sign_in(*, login: str, password: str, now: datetime) -> User:
    """The user whose password this is. The same refusal for an unknown login, a wrong password, a
    closed account.
    """
    _count_try(login=login, now=now)
    user = authenticate(username=login, password=password)
    if not isinstance(user, User):
        raise RefusedError("Tên đăng nhập hoặc mật khẩu không đúng.")
    record(by=user, action="accounts.sign_in", kind="accounts.user", subject=login_in_log(login))
    return user


@transaction.atomic
def _count_try(*, login: str, now: datetime) -> None:
    """The try is written before the password is looked at, so that tries at the same moment cannot
    pass together.

    Locks the user's row (SQLite: the database) only for the count.
    """
    list(User.objects.select_for_update().filter(login=login).values_list("pk"))
    if tries_without_success(login, since=now - WITHIN) >= TRIES:
        raise RefusedError("Đã sai mật khẩu nhiều lần. Hãy chờ 15 phút rồi thử lại.")
    record(
        by=login_in_log(login),
        action="accounts.sign_in_try",
        kind="accounts.user",
        subject=login_in_log(login),
    )


def sign_out(*, user: User) -> None:
    record(by=user, action="accounts.sign_out", kind="accounts.user", subject=user.login)
