"""Restatements: the same figure of the same thing said again, in other digits or under another hedge."""

import re

from goc.claims.model import Claim, Relation
from goc.claims.relations import rounding
from goc.claims.relations.scene import Scene, akin, amount, certain, change, head
from goc.viet import hedges

_SMALL = frozenset("của và các là có được đã cho trong tại với ở từ đến về theo này đó số".split())
_REACH = 40


def find(scene: Scene, index: int) -> Relation | None:
    """An earlier claim of the same value, unit and matter; or a rounded one this exact one must fit."""
    claim = scene.claims[index]
    if claim.single is None or not claim.unit or claim.kind in ("percent", "ratio") and not claim.subject:
        return None
    for other in scene.before(index, count=_REACH, reach=20_000):
        if other.unit and head(other).split(" ")[0] == head(claim).split(" ")[0] and other.single is not None and other.kind == claim.kind:
            if amount(other) == amount(claim) and _alike(other, claim) and change(other) == change(claim):
                return Relation("restatement", (other.operand(),), True, amount(other))
            if relation := _rounded(other, claim):
                return relation
    return None


def _alike(first: Claim, second: Claim) -> bool:
    if first.kind == "money" and (first.single or 0) < 100:
        return bool(_words(first) & _words(second))
    return bool(_words(first) & _words(second)) or not first.subject


def _rounded(rough: Claim, exact: Claim) -> Relation | None:
    """A hedged figure (`hơn 300`) and the exact one of the very same thing (`298`)."""
    if certain(rough) == certain(exact) or not akin(rough, exact) or change(rough) or change(exact):
        return None
    hedged, plain = (exact, rough) if certain(rough) else (rough, exact)
    stated, value = hedged.single, plain.single
    if not stated or value is None or hedges.sense(hedged.hedge or "") not in ("above", "below"):
        return None
    first, second = _words(hedged), _words(plain)
    shared = first & second
    if len(shared) < 3 or len(shared) * 2 < min(len(first), len(second)) or abs(value - stated) * 20 > stated:
        return None
    agrees = hedges.allows(hedged.hedge or "", stated, value, rounding.step(hedged))
    if not agrees and hedged is not exact:
        return None  # named where the rounded figure stands second, or not at all: the exact one is not wrong
    note = None if agrees else f"Văn bản ghi {hedged.hedge} {hedged.value} {head(hedged)}, chỗ khác ghi {plain.value} {head(plain)}."
    return Relation("restatement", (rough.operand(),), agrees, value, note)


def _words(claim: Claim) -> set[str]:
    text = f"{claim.subject or ''} {claim.after[:60]}".lower()
    return {word for word in re.findall(r"[^\W\d_]{2,}", text) if word not in _SMALL} - set(head(claim).split())
