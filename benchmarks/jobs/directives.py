"""Administrative documents: goc beside a regular expression that knows markers, number and date."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks import scores
from benchmarks.jobs.claims import linear
from benchmarks.measure import Line, seconds
from benchmarks.peers import outline
from benchmarks.texts import paper
from goc.claims import read_directive


def said(command: tuple[str, ...], here: bool) -> str:
    return scores.official("score_directives.py", command) if here else ""


def run(quick: bool) -> Iterator[Line]:
    here = scores.EXAMPLES.is_dir()
    if not here:
        yield Line(
            "directives.scores", note="bỏ qua: không có ../shared/examples; đo trên văn bản tự đặt"
        )
    texts = (
        [scores.text_of(r["file"]) for r in scores.rows("documents.gold.jsonl")]
        if here
        else [paper(20_000)]
    )
    words = scores.words_of(texts) / 1000
    mine = round(seconds(lambda: [read_directive(t) for t in texts], repeat=2) / words, 5)
    theirs = round(seconds(lambda: [outline(t) for t in texts], repeat=2) / words, 5)
    yield Line("directives", mine, note=f"giây/1.000 từ; {said((*scores.OURS, 'directive'), here)}")
    yield Line("directives", mine, "regex", theirs, note=said(scores.peer("outline"), here))
    yield linear("directives.growth", read_directive, paper, quick)
