"""Who acts: by login, or the site's operator."""

from __future__ import annotations

import os

from goc.accounts.models import User
from goc.lib.errors import InputError


def operator() -> User:
    """The user as whom commands run. Raises InputError on a site without one."""
    user = User.objects.filter(is_operator=True, is_active=True).order_by("id").first()
    if user is None:
        raise InputError("Điểm cài đặt chưa có người vận hành. Hãy chạy `goc user add --operator` trước.")
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
