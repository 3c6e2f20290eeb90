"""The kinds of long work. A room registers a function in
its tasks.py: `@kind("snapshots.make")`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from goc.lib.progress import Report

Run = Callable[..., dict[str, Any]]


@dataclass(frozen=True)
class Kind:
    """`run(by=login, report=Report, **arguments)` returns a JSON-able result."""

    name: str
    label: str
    run: Run


KINDS: dict[str, Kind] = {}


def kind(name: str, label: str) -> Callable[[Run], Run]:
    def register(run: Run) -> Run:
        KINDS[name] = Kind(name, label, run)
        return run

    return register


__all__ = ["KINDS", "Kind", "Report", "kind"]
