"""Restatements: the same figure of the same thing said again, in other digits or under another
hedge.
"""

import re
from functools import lru_cache

from goc.claims.model import Claim, Relation
from goc.claims.relations import rounding
from goc.claims.relations.scene import akin, amount, certain, change, head
from goc.viet import hedges

_SMALL = frozenset("của và các là có được đã cho trong tại với ở từ đến về theo này đó số".split())
_KEPT = 6


class Said:
    """What has been said so far, by unit: the same value again, or a rounded figure and the exact
    one.
    """

    def __init__(self) -> None:
        self._by_value: dict[tuple[str, object], list[Claim]] = {}
        self._hedged: dict[str, list[Claim]] = {}
        self._plain: dict[str, list[Claim]] = {}

    def find(self, claim: Claim) -> Relation | None:
        """The relation to an earlier claim of the same unit and matter; the claim is then
        remembered.
        """
        if claim.single is None or not claim.unit:
            return None
        if claim.kind in ("percent", "ratio") and not claim.subject:
            return None
        noun = head(claim).split(" ")[0]
        same = self._by_value.setdefault((f"{claim.kind} {noun}", amount(claim)), [])
        mine, others = self._plain, self._hedged
        if not certain(claim):
            mine, others = others, mine
        relation = _again(same, claim) or _rounded_before(others.get(noun, []), claim)
        for kept in (same, mine.setdefault(noun, [])):
            kept.append(claim)
            del kept[:-_KEPT]
        return relation


def _again(same: list[Claim], claim: Claim) -> Relation | None:
    """The last of the same value that speaks of the same matter."""
    alike = next((other for other in reversed(same) if _alike(other, claim)), None)
    return Relation("restatement", (alike.operand(),), True, amount(claim)) if alike else None


def _rounded_before(others: list[Claim], claim: Claim) -> Relation | None:
    if claim.kind == "percent":
        return None
    found = (_rounded(other, claim) for other in reversed(others))
    return next((relation for relation in found if relation), None)


def _alike(first: Claim, second: Claim) -> bool:
    """The same matter: for a small or round figure, which many things have, more than one word in
    common.
    """
    shared = len(_words(first) & _words(second))
    return shared >= (1 if _is_telling(first) else 2) and change(first) == change(second)


@lru_cache(1024)
def _is_telling(claim: Claim) -> bool:
    return len("".join(char for char in claim.value if char.isdigit()).rstrip("0")) >= 3


def _rounded(rough: Claim, exact: Claim) -> Relation | None:
    """A hedged figure (`hơn 300`) and the exact one of the very same thing (`298`)."""
    if certain(rough) == certain(exact) or not akin(rough, exact):
        return None
    hedged, plain = (exact, rough) if certain(rough) else (rough, exact)
    stated, value = hedged.single, plain.single
    if not stated or value is None or not _is_bound(hedged) or change(rough) or change(exact):
        return None
    if abs(value - stated) * 20 > stated or not _says_much_the_same(hedged, plain):
        return None
    agrees = hedges.allows(hedged.hedge or "", stated, value, rounding.step(hedged))
    if agrees:
        return Relation("restatement", (rough.operand(),), True, value)
    if hedged is not exact:
        return None  # named where the rounded figure stands second, or not at all: the exact one is not wrong
    here = f"{hedged.hedge} {hedged.value} {head(hedged)}"
    note = f"Văn bản ghi {here}, chỗ khác ghi {plain.value} {head(plain)}."
    return Relation("restatement", (rough.operand(),), False, value, note)


def _is_bound(hedged: Claim) -> bool:
    return hedges.sense(hedged.hedge or "") in ("above", "below")


def _says_much_the_same(first: Claim, second: Claim) -> bool:
    """Three words in common, and half of what the shorter says."""
    one, other = _words(first), _words(second)
    shared = len(one & other)
    return shared >= 3 and shared * 2 >= min(len(one), len(other))


@lru_cache(1024)
def _words(claim: Claim) -> frozenset[str]:
    place = max(claim.end, claim.unit_end) - claim.sentence_start
    return _content(f"{claim.subject or ''} {claim.sentence[place : place + 60]}".lower()) - set(
        head(claim).split()
    )


@lru_cache(1024)
def _content(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[^\W\d_]{2,}", text) if word not in _SMALL)
