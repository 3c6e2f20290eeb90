"""The left menu: a list that rooms append to in `apps.ready()`. Knows none of them.

menu.items.append(menu.MenuItem(gettext_lazy("Cán bộ"), "people", "users", 20))
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy


def everyone(_user: Any) -> bool:
    return True


@dataclass(frozen=True)
class MenuItem:
    """`position` orders the items; `shown(user)` hides what this user may not open; `args` are
    those of the address.
    """

    label: str | Promise
    url_name: str
    icon: str
    position: int
    shown: Callable[[Any], bool] = everyone
    args: tuple[str, ...] = ()


GROUPS: dict[int, str | Promise] = {
    0: "",
    20: gettext_lazy("Cán bộ, đơn vị"),
    30: gettext_lazy("Đào tạo"),
    50: gettext_lazy("Số liệu, báo cáo"),
    65: gettext_lazy("Văn bản"),
    80: gettext_lazy("Quản trị"),
}
"""The position at which a group of the menu begins, and its name."""


@dataclass(frozen=True)
class Line:
    """An item as drawn on one page, in its group."""

    label: str
    url: str
    icon: str
    current: bool
    group: str


items: list[MenuItem] = []


def lines(user: Any, path: str) -> list[Line]:
    """What this user sees; the item whose address is the longest beginning of the page's is the
    current one.
    """
    found = []
    for item in sorted(items, key=lambda i: i.position):
        url = address(item.url_name, *item.args)
        if url and item.shown(user):
            found.append((item, url))
    current = max(
        (url for _, url in found if path == url or _begins(path, url)), key=len, default=""
    )
    return [
        Line(str(item.label), url, item.icon, url == current, group_at(item.position))
        for item, url in found
    ]


def group_at(position: int) -> str:
    beginnings = sorted(GROUPS)
    return str(GROUPS[beginnings[bisect_right(beginnings, position) - 1]])


def address(url_name: str, *args: str) -> str:
    """The url, or nothing when no room of this site serves it."""
    try:
        return reverse(url_name, args=args)
    except NoReverseMatch:
        return ""


def _begins(path: str, url: str) -> bool:
    return url != "/" and path.startswith(url)
