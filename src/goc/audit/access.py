"""Who may read the whole log: operators, and whom a room above names (units: auditors of the whole
register). Who may erase values from it: operators.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from goc.lib.errors import ForbiddenError


def is_operator(user: Any) -> bool:
    return bool(getattr(user, "is_operator", False))


readers: list[Callable[[Any], bool]] = [is_operator]
"""Rooms that know roles append theirs in `apps.ready()`."""


def can_read_log(user: Any) -> bool:
    return any(may(user) for may in readers)


def check_can_read_log(user: Any) -> None:
    if not can_read_log(user):
        raise ForbiddenError("Chỉ người giám sát và người vận hành được xem nhật ký hệ thống.")


def check_can_erase(user: Any) -> None:
    if not is_operator(user):
        raise ForbiddenError("Chỉ người vận hành được xóa giá trị khỏi nhật ký.")
