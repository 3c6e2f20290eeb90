"""The left menu: a list that rooms append to in `apps.ready()`. Knows none of them.

menu.items.append(menu.MenuItem(gettext_lazy("Cán bộ"), "people", "users", 20))
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise


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


@dataclass(frozen=True)
class Line:
    """An item as drawn on one page."""

    label: str
    url: str
    icon: str
    current: bool


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
    return [Line(str(item.label), url, item.icon, url == current) for item, url in found]


def address(url_name: str, *args: str) -> str:
    """The url, or nothing when no room of this site serves it."""
    try:
        return reverse(url_name, args=args)
    except NoReverseMatch:
        return ""


def _begins(path: str, url: str) -> bool:
    return url != "/" and path.startswith(url)
