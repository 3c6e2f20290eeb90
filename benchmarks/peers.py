"""Other readers of figures and documents, as commands in the shape of ours: `python -m
benchmarks.peers NAME FILE`.

The two called `regex` are what an afternoon gives; the others are libraries, used when they can be
imported.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

Span = tuple[int, int, str, float | None]  # start, end, text, value
_NUMBER = re.compile(r"(?<![\w/.-])\d+(?:[.,]\d+)*(?![\w/-])")
_WORDS = re.compile(
    r"(?:\b(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|trăm|nghìn|triệu)\b ?){2,}"
)
_MARKER = re.compile(r"^\s*([IVX]+\.|\d+(?:\.\d+)*\.|[a-zđ]\)|Điều \d+\.)\s*(.+)$", re.M)


def baseline(text: str) -> list[Span]:
    """Digit strings, thousands dots, decimal commas; dates and years left out."""
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


def outline(text: str) -> dict[str, Any]:
    """Markers at line heads, the first number and date."""
    number = re.search(r"Số:?\s*(\d+/[\w-]+)", text)
    day = re.search(r"ngày (\d+) tháng (\d+) năm (\d{4})", text)
    return {
        "number": number[1] if number else None,
        "date": f"{day[3]}-{int(day[2]):02d}-{int(day[1]):02d}" if day else None,
        "outline": [{"marker": m[1], "text": m[2], "children": []} for m in _MARKER.finditer(text)],
    }


def quantulum() -> Callable[[str], list[Span]]:
    from quantulum3 import parser  # optional peer

    return lambda text: [(*q.span, q.surface, q.value) for q in parser.parse(text)]


def recognizers() -> Callable[[str], list[Span]]:
    from recognizers_number import (
        Culture,
        recognize_number,
    )  # optional peer; it knows no Vietnamese

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
        for match in _WORDS.finditer(text):
            with suppress(
                Exception
            ):  # it raises plain ValueError and more on what it does not know
                found.append((*match.span(), match.group(), float(w2n(match.group().strip()))))
        return found

    return read


CLAIMS: dict[str, Callable[[], Callable[[str], list[Span]]]] = {
    "regex": lambda: baseline,
    "quantulum3": quantulum,
    "recognizers-text": recognizers,
    "underthesea": underthesea,
    "vietnam-number": vietnam_number,
}


def main(name: str, file: str) -> None:
    text = unicodedata.normalize("NFC", Path(file).read_text("utf-8"))
    if name == "outline":
        print(json.dumps(outline(text), ensure_ascii=False))
        return
    for start, end, said, value in CLAIMS[name]()(text):
        print(
            json.dumps(
                {"start": start, "end": end, "value": said, "value_num": value, "kind": "count"}
            )
        )


if __name__ == "__main__":
    main(*sys.argv[1:3])
