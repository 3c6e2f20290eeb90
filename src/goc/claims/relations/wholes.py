"""Which figures may be the whole of a part, by the words between them: `trong đó`, `trong tổng
số`.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import lru_cache

from goc.claims.model import Claim
from goc.claims.relations.scene import NEAR, Scene, of_one_item, steady

_IN_WHOLE = re.compile(r"(?:trong (?:tổng )?số|trên tổng số)\s*$", re.I)
_AMONG = re.compile(r"trong (?:số )?đó|trong số (?:này|ấy)|bao gồm|gồm", re.I)
_EXAMPLE = re.compile(
    r"điển hình|tiêu biểu|đáng chú ý|chẳng hạn|(?<!cũng )(?<!gần )\bnhư (?!vậy|thế|sau)", re.I
)
_OPENS_AMONG = re.compile(r"\s*(?:trong (?:số )?đó|trong số (?:này|ấy)|gồm)", re.I)
_ENDS_SENTENCE = ".;:!?…"
_SENTENCE_BEFORE = (
    600  # characters back to what a sentence that opens with `trong đó` goes on about
)


@dataclass(frozen=True)
class _Cue:
    """Where a `trong đó` stands in its sentence, and how far it reaches."""

    start: int
    stop: int

    def governs(self, place: int) -> bool:
        return self.start < place <= self.stop


def of(scene: Scene, part: Claim) -> list[Claim]:
    """Claims before the last `trong đó` ahead of a part; of the sentence before when the sentence
    opens with it.
    """
    here = _ahead(scene, part)
    cues = (cue for cue in reversed(_cues(part.sentence)) if cue.governs(part.offset))
    cue = next(cues, None)
    if cue is None:
        return [whole for whole in filter(names_whole, here) if of_one_item(whole, part)]
    place = part.sentence_start + cue.start
    same = [whole for whole in filter(steady, here) if whole.end <= place]
    if same or not _OPENS_AMONG.match(part.sentence):
        return same
    return _of_sentence_before(scene, part)


def _ahead(scene: Scene, part: Claim) -> list[Claim]:
    """The nearest claims before the part in its sentence."""
    here = scene.sentences.get(part.sentence_start, [])
    place = bisect_left(here, part.start, key=lambda claim: claim.start)
    return here[max(0, place - NEAR) : place]


def _of_sentence_before(scene: Scene, part: Claim) -> list[Claim]:
    earlier = scene.sentence_before(part.sentence_start)
    opened = {claim.sentence[-1] for claim in earlier} - set(_ENDS_SENTENCE)  # a caption
    if opened or _EXAMPLE.search(part.before):  # `điển hình như vụ …`
        return []
    farthest = part.sentence_start - _SENTENCE_BEFORE
    return [claim for claim in filter(steady, earlier) if claim.end > farthest]


@lru_cache(8)
def _cues(sentence: str) -> list[_Cue]:
    return [
        _Cue(match.start(), _reach(sentence, match.start())) for match in _AMONG.finditer(sentence)
    ]


def _reach(sentence: str, place: int) -> int:
    """To the end of the parenthesis it stands in, else of the sentence."""
    inside = sentence.count("(", 0, place) > sentence.count(")", 0, place)
    close = sentence.find(")", place) if inside else -1
    return close if close >= 0 else len(sentence)


@lru_cache(1024)
def names_whole(claim: Claim) -> bool:
    """Does `trong tổng số` stand right before it?"""
    place = claim.offset
    return _IN_WHOLE.search(claim.sentence, max(0, place - 20), place) is not None


def singles(whole: Claim) -> list[Claim]:
    """`65/70 học viên …, trong đó` may go on about the 65 or about the 70."""
    return [replace(whole, kind="count", number=number) for number in whole.ratio] or [whole]
