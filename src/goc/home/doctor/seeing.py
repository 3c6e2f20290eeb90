"""The values of an examination: what a check saw, and what is found."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from goc.lib.upkeep import Trouble

Tell = Callable[[str], None]
"""Says what a long check is at."""


@dataclass(frozen=True)
class Seen:
    """`well`: the sentence that holds when there are no troubles."""

    well: str
    troubles: list[Trouble] = field(default_factory=list)


@dataclass(frozen=True)
class Check:
    """`after`: codes of checks without whose good end this one would see nothing or do harm."""

    code: str
    label: str
    look: Callable[[], Seen]
    after: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """`check` is a stable code; `mend` is empty when `ok`."""

    check: str
    ok: bool
    message: str
    mend: str = ""


MOST = 3


def listed(names: Iterable[object]) -> str:
    """The first few by name, and how many there are when that is not all."""
    every = [str(name) for name in names]
    shown = ", ".join(every[:MOST])
    return shown if len(every) <= MOST else f"{shown}, … ({len(every)})"
