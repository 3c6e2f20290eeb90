"""Artificial texts, one piece said over and over: no more than a second for 100 kB, and twice the
text, twice the time.

A line for each piece and reader; the seconds are for 100,000 characters.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator

from benchmarks.measure import Line, exponent
from goc.claims import read_claims, read_directive

PIECES = (
    "5% ",
    "1 ",
    "12%\n",
    "một ",
    "Điều 1. A\n",
    "1. A\n",
    "- a\n",
    "Căn cứ Luật số ",
    "“",
    "(",
    "BỘ ",
    "\n",
    "a,",
    "trong đó 5 người (3%), ",
    "5 đồng chí (5%). ",
    "\\..41I.\n41i.\n",
    "5 lớp (12%), " * 25 + ".\n",
    "gồm 5 người, 3 người, " * 20 + "\n",
    "trong đó 5 người (3%), " * 25 + "\n",
    "5 người (" * 50 + "\n",
    "tổng số 5 người, " * 25 + "\n",
    "tăng 5 lớp (12%) trong đó 3 lớp (5%), " * 8 + ".\n",
)
READERS: dict[str, Callable[[str], object]] = {"claims": read_claims, "directives": read_directive}
SIZES = [25_000, 50_000, 100_000]
MOST = 1.0  # seconds for the largest
STEEP = 1.5  # these are short times on a busy machine; a quadratic reader shows 2


def run(quick: bool) -> Iterator[Line]:
    sizes = [size // 4 for size in SIZES] if quick else SIZES
    for name, reader in READERS.items():
        for piece in PIECES:
            times = [_seconds(reader, piece, size) for size in sizes]
            slope = exponent(sizes, times)
            spent = round(times[-1] * SIZES[-1] / sizes[-1], 3)
            met = spent <= MOST and (slope <= STEEP or times[-1] < 0.05)
            yield Line(
                f"hostile.{name}",
                spent,
                target=MOST,
                met=met,
                exponent=slope,
                note=repr(piece[:40]),
            )


def _seconds(reader: Callable[[str], object], piece: str, size: int) -> float:
    """Processor time, the best of two."""
    text = (piece * (size // len(piece) + 1))[:size]
    best = math.inf
    for _ in range(2):
        start = time.process_time()
        reader(text)
        best = min(best, time.process_time() - start)
    return best
