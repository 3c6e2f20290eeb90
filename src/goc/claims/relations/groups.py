"""Where a text sets parts beside a whole: `trong đó`, `gồm`, `(… , …)`, `tổng cộng`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise

from goc.claims.model import Claim
from goc.claims.relations.scene import NEAR, Scene, joined

_CUE = re.compile(r"trong (?:số )?đó|bao gồm|gồm(?: có)?|cụ thể|chia ra", re.I)
_OPENING = re.compile(r"\s*(?:trong (?:số )?đó|gồm|bao gồm|cụ thể)", re.I)
_PARENTHESIS = re.compile(
    r"[^;.()]{0,80}\(\s*(?:gồm|trong đó|có|có:)?\s*(?:\w+\.?:?\s+){0,5}$", re.I
)
_TOTAL = re.compile(r"(?:tổng cộng|tổng số|tổng|cộng)\s*(?:là|có|được|gần|hơn|:)?\s*$", re.I)
_ALL = re.compile(r"(?:bao )?gồm|chia ra", re.I)
_COMPLETE = re.compile(r"còn lại|số còn lại|khác", re.I)
_SENTENCE_BEFORE = 400  # characters back to what a sentence that opens with a cue goes on about
_CUE_OPENS_ITEM = 3  # characters between a semicolon and the cue of the item it opens


@dataclass(frozen=True)
class Group:
    """Figures one of which may be the whole of the parts; `complete`: words or brackets say that no
    part is left out.
    """

    wholes: list[Claim]
    parts: list[Claim]
    complete: bool


@dataclass(frozen=True)
class _Sentence:
    """The figures of one sentence and where words of grouping stand in it."""

    members: list[Claim]

    @property
    def text(self) -> str:
        return self.members[0].sentence

    @property
    def start(self) -> int:
        return self.members[0].sentence_start

    @cached_property
    def cues(self) -> list[int]:
        return [match.start() for match in _CUE.finditer(self.text)]

    @property
    def reaches(self) -> list[tuple[int, int]]:
        """Where each cue stands, and the one behind it; the end behind the last."""
        return list(pairwise((*self.cues, len(self.text))))

    @cached_property
    def said_complete(self) -> int:
        """Where the last word stands that says the parts are all; before the sentence if none."""
        return max((match.start() for match in _COMPLETE.finditer(self.text)), default=-1)

    def end(self, claim: Claim) -> int:
        return claim.end - self.start

    def amounts(self, begin: int, stop: int) -> list[Claim]:
        """The first amounts that stand between two places."""
        between = (claim for claim in self.members if begin < claim.offset < stop)
        return list(islice((claim for claim in between if claim.kind != "percent"), NEAR))


def of(scene: Scene) -> Iterator[Group]:
    """Sentence by sentence, in the order in which wholes are looked for."""
    before: list[Claim] = []
    for members in scene.sentences.values():
        sentence = _Sentence(members)
        if before and _goes_on(sentence, before[-1]):
            _, stop = sentence.reaches[0]
            yield Group(before, sentence.amounts(-1, stop), sentence.said_complete >= 0)
        yield from _behind_cues(sentence)
        yield from _in_parentheses(sentence)
        yield from _totals(members)
        before = members


def _goes_on(sentence: _Sentence, last: Claim) -> bool:
    """Does the sentence open with a cue, right behind the sentence of `last`?"""
    near = sentence.start - last.end < _SENTENCE_BEFORE
    return near and _OPENING.match(sentence.text) is not None


def _behind_cues(sentence: _Sentence) -> Iterator[Group]:
    """`b …, trong đó a1 …, a2 …` for each cue of the sentence."""
    for cue, following in sentence.reaches:
        wholes = _ahead(sentence, cue)
        parts = sentence.amounts(cue, _reach(sentence.text, cue, following))
        if wholes and parts:
            complete = sentence.said_complete >= cue or bool(_ALL.match(sentence.text, cue))
            yield Group(wholes, parts, complete)


def _ahead(sentence: _Sentence, cue: int) -> list[Claim]:
    """What may be the whole before a cue: not in a parenthesis that is shut, of its own item if
    there.
    """
    ahead = [claim for claim in sentence.members if sentence.end(claim) <= cue][-NEAR:]
    opened = [claim for claim in ahead if not _shut(sentence.text, sentence.end(claim), cue)]
    item = sentence.text.rfind(";", 0, max(0, cue - _CUE_OPENS_ITEM))
    return [claim for claim in opened if claim.offset > item] or opened


def _reach(text: str, cue: int, following: int) -> int:
    """Up to the next cue, or to the semicolon before it: what stands past it belongs to the next
    `gồm`.
    """
    cut = text.rfind(";", cue, following) if following < len(text) else -1
    return cut if cut > 0 else following


def _shut(text: str, place: int, until: int) -> bool:
    """Does a parenthesis open at `place` close before `until`?"""
    return text.count(")", place, until) > text.count("(", place, until)


def _in_parentheses(sentence: _Sentence) -> Iterator[Group]:
    """`b … (gồm a1 …, a2 …)`"""
    for place, whole in enumerate(sentence.members[:-1]):
        first = sentence.members[place + 1]
        if joined(whole, first, _PARENTHESIS):
            close = sentence.text.find(")", first.offset)
            inside = (c for c in sentence.members[place + 1 :] if c.offset < close)
            yield Group([whole], list(inside), True)


def _totals(members: list[Claim]) -> Iterator[Group]:
    """`a …, b …, tổng cộng c`."""
    for place, total in enumerate(members):
        if place >= 2 and _TOTAL.search(total.before[-22:]):
            parts = [claim for claim in members[:place] if not _CUE.search(claim.before[-15:])]
            yield Group([total], parts, False)
