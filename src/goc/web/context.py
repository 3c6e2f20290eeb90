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
from goc.web.help import help_of

unit_names: list[Callable[[HttpRequest], str]] = []
"""A room that knows units appends a function; the first answer that is not empty stands in the top
bar.
"""


slips: list[Callable[[HttpRequest], str]] = []
"""A room that knows for whom somebody types appends a function: what it says stands above the
page."""


def page(request: HttpRequest) -> dict[str, Any]:
    """All lazy: an htmx part or a sign-in page that draws no frame asks for none of it."""
    user = getattr(request, "user", None)
    signed_in = bool(user and user.is_authenticated)
    return {
        "menu_lines": lambda: menu.lines(user, request.path) if signed_in else [],
        "search_url": lambda: menu.address("search") if signed_in else "",
        "guides_url": lambda: menu.address("guides") if signed_in else "",
        "slip_at_hand": lambda: _first(slips, request) if signed_in else "",
        "unit_name": lambda: _first(unit_names, request) if signed_in else "",
        "page_help": lambda: help_of(request),
        "goc_version": installed_version,
    }


def _first(asked: list[Callable[[HttpRequest], str]], request: HttpRequest) -> str:
    return next((said for said in (say(request) for say in asked) if said), "")


@cache
def installed_version() -> str:
    return version("goc")
