"""Which line of a text is which line of another: the same, changed or moved. Plain values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from operator import itemgetter

NUMBER = r"\d+(?:[.,/]\d+)*%?"
TOKEN = re.compile(rf"{NUMBER}|\w+|[^\w\s]")
ALIKE, MOVED = 0.5, 0.65
"""Shares of words that two lines have in common: in the same gap; anywhere."""
MOST = 40_000
"""Pairs of lines that are compared word by word."""
MOST_WORDS = 2_000
"""So far into a line its words are compared; a whole book in one paragraph would take minutes."""


def tokens(text: str) -> list[str]:
    return TOKEN.findall(text)


def align(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Places in `new` with their places in `old`, each at most once."""
    found: dict[int, int] = {}
    gaps: list[tuple[range, range]] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            found |= zip(range(j1, j2), range(i1, i2))
        else:
            gaps.append((range(i1, i2), range(j1, j2)))
    for olds, news in gaps:
        found |= _in_gap(old, new, olds, news)
    return found | dict(_moved(old, new, found))


def _in_gap(old: Sequence[str], new: Sequence[str], olds: range, news: range) -> dict[int, int]:
    """Pairs in the order of both: each line of `new` with the next of `old` that is most like it."""
    found: dict[int, int] = {}
    rest = list(olds) if len(olds) * len(news) <= MOST else []
    for place in news:
        best = max(rest, key=lambda n: likeness(old[n], new[place]), default=None)
        if best is not None and likeness(old[best], new[place]) >= ALIKE:
            found[place] = best
            rest = rest[rest.index(best) + 1 :]
    return found


def _moved(
    old: Sequence[str], new: Sequence[str], found: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """What has no place yet on either side, the most alike first."""
    olds = sorted({*range(len(old))} - {*found.values()})
    news = sorted({*range(len(new))} - found.keys())
    if len(olds) * len(news) > MOST:
        return
    shares = ((likeness(old[i], new[j]), i, j) for i in olds for j in news)
    used: set[tuple[str, int]] = set()
    for share, i, j in sorted(shares, reverse=True):
        if share >= MOVED and not used & {("old", i), ("new", j)}:
            used |= {("old", i), ("new", j)}
            yield j, i


def likeness(one: str, other: str) -> float:
    """The share of words in common, in their order; from 0 to 1."""
    if one == other:
        return 1.0
    words, others = tokens(one)[:MOST_WORDS], tokens(other)[:MOST_WORDS]
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0


Words = list[tuple[str, bool]]
"""Words in their order, and whether the other text lacks them."""


def marked(old: str, new: str) -> tuple[Words, Words]:
    """Both texts word by word, what is only in one of them marked, and what stands too far on."""
    olds, news = re.findall(r"\s*\S+", old), re.findall(r"\s*\S+", new)
    matcher = SequenceMatcher(None, olds[:MOST_WORDS], news[:MOST_WORDS], autojunk=False)
    one: Words = []
    other: Words = []
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        one.append(("".join(olds[i1:i2]), kind != "equal"))
        other.append(("".join(news[j1:j2]), kind != "equal"))
    one.append(("".join(olds[MOST_WORDS:]), True))
    other.append(("".join(news[MOST_WORDS:]), True))
    return _with_words(one), _with_words(other)


def _with_words(words: Words) -> Words:
    return list(filter(itemgetter(0), words))
