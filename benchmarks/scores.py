"""The annotated examples beside the repository, scored in-process with the definitions of their own scorers."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

SHARED = Path(__file__).parents[2] / "shared"
EXAMPLES = SHARED / "examples"
Span = tuple[int, int, str, float | None]  # start, end, text, value


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (EXAMPLES / name).read_text("utf-8").splitlines() if line.strip()]


def text_of(name: str) -> str:
    return unicodedata.normalize("NFC", (EXAMPLES / name).read_text("utf-8"))


def words_of(texts: list[str]) -> int:
    return max(1, sum(len(text.split()) for text in texts))


def figures(reader: Callable[[str], list[Span]]) -> str:
    """F1, precision, recall of digit claims and the share of right values, for any reader that gives spans."""
    gold, traps = rows("articles.gold.jsonl"), rows("articles.traps.jsonl")
    hit = false = missed = valued = right = 0
    for file in sorted({g["file"] for g in gold}):
        text = text_of(file)
        want = _placed([g for g in gold if g["file"] == file and g["kind"] != "period"], text, "value")
        neutral = _placed([g for g in gold if g["file"] == file and g["kind"] == "period"], text, "value")
        wrong = [t for t in traps if t["file"] == file]
        neutral += _placed(
            [t for t in wrong if t["why"] in ("period_not_annotated", "date_of_cited_document_or_event")],
            text,
            "string",
        )
        body, matched = text.find("\n") if text.startswith("URL:") else 0, set()
        for start, end, said, value in reader(text):
            if end <= body:
                continue
            found = next((i for i, (a, b, _) in enumerate(want) if a < end and start < b), None)
            if found is None:
                false += any(c.isdigit() for c in said) and not any(a < end and start < b for a, b, _ in neutral)
            elif found not in matched:
                matched.add(found)
                hit += 1
                number = want[found][2]["value_num"]
                if isinstance(number, int | float):
                    valued += 1
                    right += value is not None and abs(value - number) <= 1e-6 * max(1, abs(number))
        missed += sum(i not in matched and any(c.isdigit() for c in w[2]["value"]) for i, w in enumerate(want))
    precision, recall = hit / max(1, hit + false), hit / max(1, hit + missed)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"F1 {f1:.3f}, P {precision:.3f}, R {recall:.3f}, giá trị {right / max(1, valued):.3f}"


def _placed(some: list[dict[str, Any]], text: str, key: str) -> list[tuple[int, int, dict[str, Any]]]:
    found = []
    for row in some:
        at = text.find(unicodedata.normalize("NFC", row["sentence"]))
        if at >= 0:
            found.append((at + row["start"], at + row["start"] + len(unicodedata.normalize("NFC", row[key])), row))
    return found
