"""In what capacity somebody acts: in whose stead, on whose slip. Rooms above know, events say it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from goc.audit.origin import kept_of_this_act

Saying = Callable[[UUID | None], str]
"""Of an act that concerns a unit: in what capacity it is done; empty: in one's own."""
knowing: list[Callable[[str], Saying]] = []
"""Each asked once an act for a login. Rooms append theirs in `apps.ready()`."""


def capacity_of(login: str, unit: UUID | None) -> str:
    known: dict[str, list[Saying]] = kept_of_this_act()
    if login not in known:
        known[login] = [ask(login) for ask in knowing]
    return "; ".join(filter(None, (say(unit) for say in known[login])))
