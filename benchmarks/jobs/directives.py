"""Administrative documents: goc beside a regular expression that knows markers, number and date."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from benchmarks import scores
from benchmarks.jobs.claims import linear
from benchmarks.measure import Line, seconds
from benchmarks.texts import paper
from goc.claims import read_directive

_MARKER = re.compile(r"^\s*([IVX]+\.|\d+(?:\.\d+)*\.|[a-zđ]\)|Điều \d+\.)\s*(.+)$", re.M)


def ours(text: str) -> dict[str, Any]:
    return read_directive(text).to_json()


def baseline(text: str) -> dict[str, Any]:
    number = re.search(r"Số:?\s*(\d+/[\w-]+)", text)
    day = re.search(r"ngày (\d+) tháng (\d+) năm (\d{4})", text)
    return {
        "number": number[1] if number else None,
        "date": f"{day[3]}-{int(day[2]):02d}-{int(day[1]):02d}" if day else None,
        "outline": [{"marker": m[1], "text": m[2], "children": []} for m in _MARKER.finditer(text)],
    }


def _entries(nodes: list[Any]) -> Iterator[tuple[str, str]]:
    for node in nodes:
        marker, text = node if isinstance(node, list) else (node["marker"], node["text"])
        bare = re.sub(r"[^\w-]", "", (marker or "").lower())
        if bare and bare != "-":
            yield bare, " ".join(re.sub(r"[^\w]+", " ", text.lower()).split()[:4])
        if isinstance(node, dict):
            yield from _entries(node["children"])


def score(reader: Callable[[str], dict[str, Any]]) -> str:
    gold, right, f1s = scores.rows("documents.gold.jsonl"), Counter[str](), []
    for row in gold:
        got = reader(scores.text_of(row["file"]))
        for field in ("number", "date"):
            right[field] += re.sub(r"\s", "", got[field] or "").lower() == re.sub(r"\s", "", row[field] or "").lower()
        mine, want = Counter(_entries(got["outline"])), Counter(_entries(row["outline"]))
        both = sum((mine & want).values())
        f1s.append(2 * both / max(1, sum(mine.values()) + sum(want.values())) if want or mine else 1.0)
    n = len(gold)
    return f"số {right['number'] / n:.3f}, ngày {right['date'] / n:.3f}, bố cục F1 {sum(f1s) / n:.3f}"


def run(quick: bool) -> Iterator[Line]:
    here = scores.EXAMPLES.is_dir()
    if not here:
        yield Line("directives.scores", note="bỏ qua: không có ../shared/examples; đo trên văn bản tự đặt")
    texts = [scores.text_of(r["file"]) for r in scores.rows("documents.gold.jsonl")] if here else [paper(20_000)]
    words = scores.words_of(texts) / 1000
    mine = round(seconds(lambda: [ours(t) for t in texts], repeat=2) / words, 5)
    theirs = round(seconds(lambda: [baseline(t) for t in texts], repeat=2) / words, 5)
    yield Line("directives", mine, note=f"giây/1.000 từ; {score(ours) if here else ''}")
    yield Line("directives", mine, "regex", theirs, note=score(baseline) if here else "")
    yield linear("directives.growth", read_directive, paper, quick)
