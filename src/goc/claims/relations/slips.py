"""A share that no whole gives, though one narrowly: a slip of the pen. And the wholes that the
shares of a list were of, by which such a slip is known.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, islice

from goc.claims.model import Claim
from goc.claims.relations.scene import Scene, akin, certain, clause, sizes, steady

_ENDS_IN_SHARE = re.compile(
    r"(?:=|chiếm|đạt|(?:tỷ|tỉ) lệ|\()\s*(?:(?:tỷ|tỉ) lệ|đạt|là|chiếm|khoảng)?\s*$", re.I
)
_NAMED_TOTAL = re.compile(r"\s*(?:trên|trong|so với)?\s*tổng số\s+([^,;.()\d]{2,40})", re.I)
_PLAIN = frozenset("số được là có của trong các đã và năm".split())
# How far a miss may be and yet a slip: in a list of a whole, of one meant, of one in the sentence,
# of one only near.
_LISTED, _NEAR, _NEXT, _SLIP = Fraction(2, 3), Fraction(1, 10), Fraction(2, 100), Fraction(1, 200)
_LIST_GOES_ON, _STILL_MEANT = 400, 1_000  # characters since the last share of the whole
_FAR = 2_500
_ONE_MATTER = 600


@dataclass(frozen=True)
class Base:
    """A whole that shares of a list were of: how many so far, and where the last stood."""

    whole: Claim
    shares: int
    last: int

    def reach(self, claim: Claim) -> Fraction:
        """How far a share may miss and yet be meant of it: two shares in a row make a list that
        goes on.
        """
        away = claim.start - self.last
        if self.shares > 1 and away < _LIST_GOES_ON:
            return _LISTED
        return _NEAR if away < _STILL_MEANT else _NEXT


def with_base(bases: list[Base], whole: Claim, share: Claim) -> list[Base]:
    """The whole of one more share, put first."""
    before = next((base.shares for base in bases if base.whole is whole), 0)
    others = (base for base in bases if base.whole is not whole)
    return [Base(whole, before + 1, share.start), *others]


def is_base(whole: Claim, bases: list[Base]) -> bool:
    return any(base.whole is whole for base in bases)


def named_total(claim: Claim) -> str | None:
    """`chiếm c % tổng số cán bộ`: the whole that the words behind a share name."""
    match = _NAMED_TOTAL.match(claim.after)
    return match[1] if match else None


@dataclass(frozen=True)
class Meant:
    """A whole that a share may be meant of, and how far the share may then miss."""

    whole: Claim
    reach: Fraction

    def roughly(self, claim: Claim, part: Claim) -> bool:
        """Seen at a glance: is an exact comparison worth its time?"""
        stated = sizes(claim)[0]
        exact = 100 * sizes(part)[0] / sizes(self.whole)[0]
        return abs(exact - stated) <= 2 * self.reach * stated

    def narrowly(self, exact: Fraction, stated: Fraction) -> bool:
        return abs(exact - stated) <= self.reach * exact


def may_be_slip(claim: Claim, part: Claim) -> bool:
    """Both said without a hedge, the part first, and linking words that make a share."""
    if part.start > claim.start or not certain(part, claim):
        return False
    return _ENDS_IN_SHARE.search(claim.before[-40:]) is not None


def meant(scene: Scene, index: int, part: Claim, bases: list[Base]) -> Iterator[Meant]:
    """The wholes a share at `index` may be meant of, the likeliest first: the one it names, else
    those of its siblings, one of its sentence, the one before.
    """
    claim = scene.claims[index]
    larger = [whole for whole in scene.before(index, reach=_FAR) if _holds(whole, part)]
    if name := named_total(claim):
        return _named(name, larger)
    return chain(_of_siblings(claim, part, bases), _beside(part, larger))


def _named(name: str, larger: list[Claim]) -> Iterator[Meant]:
    words = _content(name)
    return (Meant(whole, _NEAR) for whole in larger if words & _content(clause(whole)))


def _of_siblings(claim: Claim, part: Claim, bases: list[Base]) -> Iterator[Meant]:
    earlier = (base for base in bases if base.whole.start < part.start)
    return (Meant(base.whole, base.reach(claim)) for base in earlier if _holds(base.whole, part))


def _beside(part: Claim, larger: list[Claim]) -> Iterator[Meant]:
    """The nearest of the part's own sentence, and the nearest of all."""
    here = (w for w in filter(steady, larger) if w.sentence_start == part.sentence_start)
    yield from (Meant(whole, _NEXT) for whole in islice(here, 1))
    near = (w for w in filter(steady, larger[:1]) if part.start - w.end < _ONE_MATTER)
    yield from (Meant(whole, _SLIP) for whole in near)


def _holds(whole: Claim, part: Claim) -> bool:
    """Is it said without a hedge, of the part's sort and larger?"""
    return akin(whole, part) and certain(whole) and sizes(whole)[0] > sizes(part)[0]


def _content(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", text.lower())) - _PLAIN
