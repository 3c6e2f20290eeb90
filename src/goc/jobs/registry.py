"""The kinds of long work. A room registers a function in
its tasks.py: `@kind("snapshots.make")`.

Jobs of one lane run one after the other, in the order in which they were asked for; the lanes run
beside each other, so that what takes seconds never waits for what takes an hour. Work that is to see
what other work left belongs into the same lane.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from goc.lib.progress import Report

Run = Callable[..., dict[str, Any]]
Back = Callable[[Mapping[str, Any]], str]
SHORT, LONG = "short", "long"
LANES = (SHORT, LONG)


@dataclass(frozen=True)
class Kind:
    """`run(by=login, report=Report, **arguments)` returns a JSON-able result; `back(arguments)` is
    the address of the page where it was asked for.
    """

    name: str
    label: str
    run: Run
    lane: str = LONG
    back: Back = lambda _arguments: ""


KINDS: dict[str, Kind] = {}


def kind(
    name: str, label: str, *, lane: str = LONG, back: Back = Kind.back
) -> Callable[[Run], Run]:
    def register(run: Run) -> Run:
        KINDS[name] = Kind(name, label, run, lane, back)
        return run

    return register


__all__ = ["KINDS", "LANES", "LONG", "SHORT", "Back", "Kind", "Report", "kind"]
