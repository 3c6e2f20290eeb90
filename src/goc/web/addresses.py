"""Parts of addresses that a path converter cannot say beside a choice of acts."""

from __future__ import annotations

from collections.abc import Iterable

UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"


def one(name: str) -> str:
    """The public id of a record, as the view's argument `name`."""
    return f"(?P<{name}>{UUID})"


def act_of(acts: Iterable[str]) -> str:
    """One of the acts, as the view's argument `act`."""
    return f"(?P<act>{'|'.join(acts)})"
