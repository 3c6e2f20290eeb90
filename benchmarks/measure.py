"""Timing, the exponent of growth, and the line that every job prints."""

from __future__ import annotations

import math
import resource
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass
class Line:
    """The shape of `goc bench --json`; `note` says scores, or why a peer is not here. `ratio` is
    ours to the peer.
    """

    job: str
    seconds: float | None = None
    peer: str | None = None
    peer_seconds: float | None = None
    ratio: float | None = None
    target: float | None = None
    met: bool | None = None
    memory_mb: float | None = None
    exponent: float | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if self.ratio is None and self.seconds and self.peer_seconds:
            self.ratio = round(self.seconds / self.peer_seconds, 3)
        self.memory_mb = self.memory_mb or round(
            resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1
        )

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def seconds(function: Callable[[], object], *, repeat: int = 3) -> float:
    """The best of some runs, wall clock."""
    best = math.inf
    for _ in range(repeat):
        start = time.perf_counter()
        function()
        best = min(best, time.perf_counter() - start)
    return round(best, 5)


def exponent(sizes: list[int], times: list[float]) -> float:
    """The slope of log time over log size: 1 is linear."""
    xs, ys = [math.log(s) for s in sizes], [math.log(max(t, 1e-6)) for t in times]
    mx, my = sum(xs) / len(xs), sum(ys) / len(ys)
    return round(
        sum((x - mx) * (y - my) for x, y in zip(xs, ys)) / sum((x - mx) ** 2 for x in xs), 3
    )
