"""Who acts: by login, or the site's operator; how often a sign-in was tried in vain."""

from __future__ import annotations

import os
from datetime import datetime

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from goc.accounts.models import StrangerTry, User
from goc.accounts.rules import CODE_TRY
from goc.audit.models import Event
from goc.audit.origin import origin
from goc.audit.queries import history
from goc.lib.errors import InputError


def operator() -> User:
    """The user as whom commands run. Raises InputError on a site without one."""
    user = User.objects.filter(is_operator=True, is_active=True).order_by("id").first()
    if user is None:
        raise InputError(
            "Điểm cài đặt chưa có người vận hành. Hãy chạy `goc user add --operator` trước."
        )
    return user


def acting_user() -> User:
    """The user of the command line: `--as LOGIN` (GOC_AS), else the operator."""
    login = os.environ.get("GOC_AS", "")
    if not login:
        return operator()
    user = User.objects.filter(login=login, is_active=True).first()
    if user is None:
        raise InputError("Không có người dùng «%(login)s».", login=login)
    return user


def signed_in(request: HttpRequest) -> User:
    """Who asks for a page; nobody else gets past the sign-in."""
    assert isinstance(request.user, User)
    return request.user


def login_in_log(login: str) -> str:
    """The login; of an unknown one only a mark, for people type their password into
    the wrong box.
    """
    return login if is_known(login) else mark_of_stranger(login)


def is_known(login: str) -> bool:
    return User.objects.filter(login=login).exists()


def mark_of_stranger(login: str) -> str:
    return "?" + salted_hmac("accounts.sign_in", login).hexdigest()[:16]


def tries_without_success(login: str, *, since: datetime) -> int:
    """Tries to sign in since then and since the last that succeeded."""
    if not is_known(login):
        tries = StrangerTry.objects.filter(at__gte=since, mark=mark_of_stranger(login))
        return tries.count()
    events = history(login_in_log(login)).filter(kind="accounts.user", at__gte=since)
    success = events.filter(action="accounts.sign_in").values_list("id", flat=True).first()
    return events.filter(action="accounts.sign_in_try", id__gt=success or 0).count()


def code_tries_here(login: str, *, since: datetime) -> int:
    """Wrong codes typed for this login since then, at the address of who types now. A code has
    sixty random bits: nobody guesses it from many addresses either.
    """
    tries = Event.objects.filter(by=login, action=CODE_TRY, at__gte=since)
    return tries.filter(address=origin().address).count()
