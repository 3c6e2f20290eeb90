"""Making users, setting passwords, signing in; a password is generated, never a default one."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import SESSION_KEY, authenticate
from django.contrib.sessions.models import Session
from django.db import transaction

from goc.accounts.models import OneTimeCode, StrangerTry, User
from goc.accounts.queries import (
    code_tries_here,
    is_known,
    login_in_log,
    mark_of_stranger,
    tries_without_success,
)
from goc.accounts.rules import LIFE, digest_of_code, new_code
from goc.accounts.rules import TRIES as CODE_TRIES
from goc.audit.actions import record
from goc.lib.errors import RefusedError

TRIES, WITHIN = 5, timedelta(minutes=15)
STRANGERS = 20
WRONG_CODE = (
    "Tên đăng nhập hoặc mã không đúng, hoặc mã đã dùng, đã hết hạn. Hãy gõ lại, hoặc xin mã mới."
)
before_disabling: list[Callable[[User], None]] = []
"""Rooms above append what may refuse that an account goes out of use."""


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


# --- one-time codes


@transaction.atomic
def issue_code(*, user: User, by: object, now: datetime) -> str:
    """The code to hand over: with it the user sets a password, once, within `rules.LIFE`. One
    handed over before is worthless; the password in use stays until the code is used.
    """
    code, ends = new_code(), now + LIFE
    new = {"digest": digest_of_code(code), "expires_at": ends, "tries": 0}
    OneTimeCode.objects.update_or_create(user=user, defaults=new)
    record(
        by=by,
        action="accounts.issue_code",
        kind="accounts.user",
        subject=user.public_id,
        text=user.login,
        after={"expires_at": ends},
    )
    return code


def redeem_code(*, login: str, code: str, name: str, password: str, now: datetime) -> User:
    """Sets the name and password of whoever holds the code. The same refusal for an unknown login,
    a wrong code, one that is used, out of date or tried too often.
    """
    user = _redeemed(login, code, name, password, now)
    if user is None:
        raise RefusedError(WRONG_CODE)
    return user


@transaction.atomic
def _redeemed(login: str, code: str, name: str, password: str, now: datetime) -> User | None:
    """Locks the code, so that it is used once and every wrong try counts. Tries are counted by
    where
    they come from: a stranger who knows a login cannot use up the code of whom it was given to.
    """
    good = {"user__login": login, "user__is_active": True, "expires_at__gt": now}
    rows = OneTimeCode.objects.select_for_update(of=("self",)).select_related("user")
    kept = rows.filter(**good).first()
    if kept is None:
        return None
    since = max(now - WITHIN, kept.expires_at - LIFE)
    if code_tries_here(login, since=since) >= CODE_TRIES:
        return None
    about: dict[str, Any] = {"by": login, "kind": "accounts.user", "subject": kept.user.public_id}
    if not secrets.compare_digest(kept.digest, digest_of_code(code)):
        kept.tries += 1
        kept.save(update_fields=["tries"])
        record(action="accounts.code_try", **about)
        return None
    user = kept.user
    kept.delete()
    before, user.name = user.name, name
    user.set_password(password)
    user.save(update_fields=["name", "password"])
    changed = before != name
    names: dict[str, Any] = {"before": {"name": before}, "after": {"name": name}} if changed else {}
    record(action="accounts.redeem_code", **about, **names)
    return user


@transaction.atomic
def rename_user(*, user: User, name: str, by: object) -> User:
    before, user.name = user.name, name
    user.save(update_fields=["name"])
    _record_change(user, {"name": before}, {"name": name}, action="accounts.rename_user", by=by)
    return user


@transaction.atomic
def disable_user(*, user: User, by: object) -> User:
    """Whoever it is signs in no more; what they have open and a code handed to them end for good.
    Raises RefusedError for oneself and for the last operator.
    """
    if str(by) == user.login:
        raise RefusedError("Bạn không tự ngừng dùng tài khoản của mình được.")
    operators = User.objects.filter(is_operator=True, is_active=True)
    if user.is_operator and not operators.exclude(pk=user.pk).exists():
        raise RefusedError("Đây là người vận hành duy nhất: hãy thêm người vận hành khác trước.")
    for check in before_disabling:
        check(user)
    OneTimeCode.objects.filter(user=user).delete()
    _end_sessions(user)
    return _set_active(user, active=False, action="accounts.disable_user", by=by)


def _end_sessions(user: User) -> None:
    """Of whoever it is; else they would go on when the account is used again."""
    for session in Session.objects.all():
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()


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
    if is_known(login) or _may_be_told(login, now):
        record(
            by=login_in_log(login),
            action="accounts.sign_in_try",
            kind="accounts.user",
            subject=login_in_log(login),
        )


def _may_be_told(login: str, now: datetime) -> bool:
    """Counts a try under a login that nobody has; whether the log has room for it: no more than
    STRANGERS in a quarter of an hour, however many come.
    """
    StrangerTry.objects.filter(at__lt=now - WITHIN).delete()
    StrangerTry.objects.create(mark=mark_of_stranger(login), at=now)
    return StrangerTry.objects.count() <= STRANGERS


def sign_out(*, user: User) -> None:
    record(by=user, action="accounts.sign_out", kind="accounts.user", subject=user.login)
