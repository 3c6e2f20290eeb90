"""Figures in prose: goc, a twenty-line regular expression, and the peers that can be imported
here.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial

from benchmarks import peers, scores
from benchmarks.measure import Line, exponent, seconds
from benchmarks.texts import prose
from goc.claims import read_claims

LINEAR = 1.15


def said(command: tuple[str, ...], here: bool) -> str:
    return scores.official("score_claims.py", command) if here else ""


def _all(read: Callable[[str], object], texts: list[str]) -> None:
    for text in texts:
        read(text)


def run(quick: bool) -> Iterator[Line]:
    here = scores.EXAMPLES.is_dir()
    texts = (
        [scores.text_of(f) for f in sorted({g["file"] for g in scores.rows("articles.gold.jsonl")})]
        if here
        else []
    )
    if not here:
        yield Line(
            "claims.scores", note="bỏ qua: không có ../shared/examples; đo trên văn bản tự đặt"
        )
    texts = texts or [prose(20_000)]
    texts = texts[:5] if quick else texts
    words = scores.words_of(texts) / 1000
    mine = round(seconds(partial(_all, read_claims, texts), repeat=2) / words, 5)
    yield Line("claims", mine, note=f"giây/1.000 từ; {said((*scores.OURS, 'claims'), here)}")
    for name, make in peers.CLAIMS.items():
        try:
            theirs = round(seconds(partial(_all, make(), texts), repeat=1) / words, 5)
            yield Line("claims", mine, name, theirs, note=said(scores.peer(name), here))
        except ImportError as error:
            yield Line("claims", mine, name, note=f"không có: {error}")
        except (
            Exception
        ) as error:  # a peer that breaks on these texts is a finding, not our failure
            yield Line(
                "claims", mine, name, note=f"hỏng khi chạy: {type(error).__name__}: {error}"[:120]
            )
    yield linear("claims.growth", read_claims, prose, quick)


def linear(
    job: str, reader: Callable[[str], object], make: Callable[[int], str], quick: bool
) -> Line:
    """Up to 5 MB of text: the exponent of time must stay near 1."""
    largest = 600_000 if quick else 3_800_000  # characters; Vietnamese takes some 1,3 bytes each
    sizes = [largest // 8, largest // 4, largest // 2, largest]
    whole = make(largest)
    times = []
    for size in sizes:
        start = time.process_time()
        reader(whole[:size])
        times.append(time.process_time() - start)
    slope = exponent(sizes, times)
    megabytes = len(whole.encode()) / 1e6
    note = f"{megabytes:.1f} MB; {times[-1] / megabytes:.2f} giây/MB"
    return Line(
        job, round(times[-1], 3), target=LINEAR, met=slope <= LINEAR, exponent=slope, note=note
    )
