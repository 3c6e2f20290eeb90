"""Two versions of a text side by side: paragraph beside paragraph, with the words that are only in
one of them. Plain.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import groupby

from goc.desk.chips import in_words

WORD = r"\{@?[^{}\s]+\}|\w+|[^\w\s]"
"""What is compared: a code, a word, a sign."""
WORDS = re.compile(WORD)
SPACED = re.compile(rf"(\s*)({WORD})")
ALIKE = 0.5
"""From this share of common words on, a paragraph is the other one rewritten."""
MOST_PAIRS, MOST_WORDS = 10_000, 2_000
"""Of so many pairs of paragraphs each is looked at, and words of paragraphs of so many: longer texts
would take minutes, and stand beside each other as they are.
"""


@dataclass(frozen=True)
class Piece:
    """`changed`: only in this version; `is_chip`: in the place of a figure."""

    text: str
    changed: bool = False
    is_chip: bool = False


@dataclass(frozen=True)
class Pair:
    """One paragraph before and after; without pieces where it is in one version only."""

    old: tuple[Piece, ...]
    new: tuple[Piece, ...]


def compared(old: str, new: str, printed: Mapping[str, str]) -> list[Pair]:
    """`printed`: code → what stands in its place for people; under "" what stands for a code that
    is not there.
    """
    pairs = _aligned(_paragraphs(old), _paragraphs(new))
    return [_marked(before, after, printed) for before, after in pairs]


def _paragraphs(text: str) -> list[str]:
    return list(filter(None, map(str.strip, text.splitlines())))


def _aligned(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """In order; what has no like in the other version stands beside nothing."""
    for tag, first, last, start, stop in _matched(old, new).get_opcodes():
        if tag == "equal":
            yield from zip(old[first:last], new[start:stop], strict=True)
        else:
            yield from _rewritten(old[first:last], new[start:stop])


def _rewritten(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    is_short = len(old) * len(new) <= MOST_PAIRS
    for paragraph in old:
        like = next((other for other in new if is_short and _alike(paragraph, other)), "")
        while like and new[0] != like:
            yield "", new.pop(0)
        yield paragraph, like
        new = new[bool(like) :]
    for added in new:
        yield "", added


def _alike(one: str, other: str) -> bool:
    matcher = _matched(_words(one), _words(other))
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _words(paragraph: str) -> list[str]:
    """None of one that is too long."""
    words = WORDS.findall(paragraph)
    return words if len(words) <= MOST_WORDS else []


def _matched(old: list[str], new: list[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, old, new, autojunk=False)


def _marked(old: str, new: str, printed: Mapping[str, str]) -> Pair:
    if old == new:
        same = tuple(_joined(_pieces(old, range(len(old)), printed)))
        return Pair(same, same)
    blocks = _matched(_words(old), _words(new)).get_matching_blocks()
    return Pair(
        tuple(_joined(_pieces(old, _kept(blocks, 0), printed))),
        tuple(_joined(_pieces(new, _kept(blocks, 1), printed))),
    )


def _kept(blocks: list[Match], side: int) -> set[int]:
    """Which words of one side are on the other too."""
    return {block[side] + n for block in blocks for n in range(block.size)}


def _pieces(text: str, kept: Container[int], printed: Mapping[str, str]) -> Iterator[Piece]:
    for place, (space, word) in enumerate(SPACED.findall(text)):
        changed = place not in kept
        yield Piece(space, changed)
        if word.startswith("{") and len(word) > 1:
            yield Piece(in_words(word, printed), changed, is_chip=True)
        else:
            yield Piece(word, changed)


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Words of one sort together; two figures have their space between them."""
    for (changed, is_chip), run in groupby(pieces, lambda one: (one.changed, one.is_chip)):
        if text := "".join(piece.text for piece in run):
            yield Piece(text, changed, is_chip)
