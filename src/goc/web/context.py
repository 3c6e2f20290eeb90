"""What every template gets besides its own values: menu, search address, whose site this is, the
version.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from typing import Any

from django.http import HttpRequest

from goc.web import menu

unit_names: list[Callable[[HttpRequest], str]] = []
"""A room that knows units appends a function; the first answer that is not empty stands in the top
bar.
"""


def page(request: HttpRequest) -> dict[str, Any]:
    """All lazy: an htmx part or a sign-in page that draws no frame asks for none of it."""
    user = getattr(request, "user", None)
    signed_in = bool(user and user.is_authenticated)
    return {
        "menu_lines": lambda: menu.lines(user, request.path) if signed_in else [],
        "search_url": lambda: menu.address("search") if signed_in else "",
        "unit_name": lambda: _unit_name(request) if signed_in else "",
        "goc_version": installed_version,
    }


def _unit_name(request: HttpRequest) -> str:
    return next((name for name in (say(request) for say in unit_names) if name), "")


@cache
def installed_version() -> str:
    return version("goc")
