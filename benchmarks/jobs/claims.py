"""Figures in prose: goc, a twenty-line regular expression, and the peers that can be imported here."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial

from benchmarks import scores
from benchmarks.measure import Line, exponent, seconds
from benchmarks.scores import Span
from benchmarks.texts import prose
from goc.claims import read_claims

LINEAR = 1.15
_NUMBER = re.compile(r"(?<![\w/.-])\d+(?:[.,]\d+)*(?![\w/-])")


def ours(text: str) -> list[Span]:
    return [
        (c.start, c.end, c.value, None if c.single is None else float(c.single))
        for c in read_claims(text)
        if c.kind != "period"
    ]


def baseline(text: str) -> list[Span]:
    """What an afternoon gives: digit strings, thousands dots, decimal commas, dates and years left out."""
    found: list[Span] = []
    for match in _NUMBER.finditer(text):
        before = text[max(0, match.start() - 8) : match.start()].lower()
        if re.search(r"(?:năm|tháng|ngày|số|điều|khoản)\s*$", before):
            continue
        plain = match.group()
        if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", plain):
            plain = plain.replace(".", "")
        value = None
        with suppress(ValueError):
            value = float(plain.replace(",", "."))
        found.append((match.start(), match.end(), match.group(), value))
    return found


def quantulum() -> Callable[[str], list[Span]]:
    from quantulum3 import parser  # optional peer

    return lambda text: [(*q.span, q.surface, q.value) for q in parser.parse(text)]


def recognizers() -> Callable[[str], list[Span]]:
    from recognizers_number import Culture, recognize_number  # optional peer; it knows no Vietnamese

    def read(text: str) -> list[Span]:
        found: list[Span] = []
        for r in recognize_number(text, Culture.Spanish):  # dot for thousands, comma for decimals
            value = None
            with suppress(ValueError, TypeError, KeyError):
                value = float(r.resolution["value"].replace(",", "."))
            found.append((r.start, r.end + 1, r.text, value))
        return found

    return read


def underthesea() -> Callable[[str], list[Span]]:
    from underthesea import pos_tag  # optional peer: words tagged as numerals

    def read(text: str) -> list[Span]:
        found, at = [], 0
        for word, tag in pos_tag(text):
            place = text.find(word, at)
            if place >= 0:
                at = place + len(word)
                if tag == "M":
                    found.append((place, at, word, None))
        return found

    return read


def vietnam_number() -> Callable[[str], list[Span]]:
    from vietnam_number import w2n  # optional peer: gives the value of words, finds nothing

    def read(text: str) -> list[Span]:
        found: list[Span] = []
        for match in re.finditer(
            r"(?:\b(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|trăm|nghìn|triệu)\b ?){2,}", text
        ):
            with suppress(Exception):  # it raises plain ValueError and more on what it does not know
                found.append((*match.span(), match.group(), float(w2n(match.group().strip()))))
        return found

    return read


PEERS = {"quantulum3": quantulum, "recognizers-text": recognizers, "underthesea": underthesea,
         "vietnam-number": vietnam_number}  # fmt: skip


def said(read: Callable[[str], list[Span]], here: bool) -> str:
    return scores.figures(read) if here else ""


def _all(read: Callable[[str], list[Span]], texts: list[str]) -> None:
    for text in texts:
        read(text)


def run(quick: bool) -> Iterator[Line]:
    here = scores.EXAMPLES.is_dir()
    texts = [scores.text_of(f) for f in sorted({g["file"] for g in scores.rows("articles.gold.jsonl")})] if here else []
    if not here:
        yield Line("claims.scores", note="bỏ qua: không có ../shared/examples; đo trên văn bản tự đặt")
    texts = texts or [prose(20_000)]
    texts = texts[:5] if quick else texts
    words = scores.words_of(texts) / 1000
    mine = round(seconds(lambda: [ours(t) for t in texts], repeat=2) / words, 5)
    yield Line("claims", mine, note=f"giây/1.000 từ; {said(ours, here)}")
    makers: dict[str, Callable[[], Callable[[str], list[Span]]]] = {"regex": lambda: baseline, **PEERS}
    for name, make in makers.items():
        try:
            read = make()
            theirs = round(seconds(partial(_all, read, texts), repeat=1) / words, 5)
            yield Line("claims", mine, name, theirs, note=said(read, here))
        except ImportError as error:
            yield Line("claims", mine, name, note=f"không có: {error}")
        except Exception as error:  # a peer that breaks on these texts is a finding, not our failure
            yield Line("claims", mine, name, note=f"hỏng khi chạy: {type(error).__name__}: {error}"[:120])
    yield linear("claims.growth", read_claims, prose, quick)


def linear(job: str, reader: Callable[[str], object], make: Callable[[int], str], quick: bool) -> Line:
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
    return Line(job, round(times[-1], 3), target=LINEAR, met=slope <= LINEAR, exponent=slope, note=note)
