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
        if (
            claim.single is None
            or not claim.unit
            or (claim.kind in ("percent", "ratio") and not claim.subject)
        ):
            return None
        noun = head(claim).split(" ")[0]
        same = self._by_value.setdefault((f"{claim.kind} {noun}", amount(claim)), [])
        alike = (
            next((other for other in reversed(same) if _alike(other, claim)), None)
            if same
            else None
        )
        relation = _again(alike, claim) if alike else None
        others = self._hedged if certain(claim) else self._plain
        if relation is None and claim.kind != "percent":
            relation = next(
                (r for other in reversed(others.get(noun, [])) if (r := _rounded(other, claim))),
                None,
            )
        mine = (self._plain if certain(claim) else self._hedged).setdefault(noun, [])
        for kept in (same, mine):
            kept.append(claim)
            del kept[:-_KEPT]
        return relation


def _again(other: Claim, claim: Claim) -> Relation:
    return Relation("restatement", (other.operand(),), True, amount(claim))


def _alike(first: Claim, second: Claim) -> bool:
    """The same matter: for a small or round figure, which many things have, more than one word in
    common.
    """
    return len(_words(first) & _words(second)) >= (1 if _is_telling(first) else 2) and change(
        first
    ) == change(second)


@lru_cache(1024)
def _is_telling(claim: Claim) -> bool:
    return len("".join(char for char in claim.value if char.isdigit()).rstrip("0")) >= 3


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
    if (
        len(shared) < 3
        or len(shared) * 2 < min(len(first), len(second))
        or abs(value - stated) * 20 > stated
    ):
        return None
    agrees = hedges.allows(hedged.hedge or "", stated, value, rounding.step(hedged))
    if not agrees and hedged is not exact:
        return None  # named where the rounded figure stands second, or not at all: the exact one is not wrong
    note = (
        None
        if agrees
        else f"Văn bản ghi {hedged.hedge} {hedged.value} {head(hedged)}, chỗ khác ghi {plain.value} {head(plain)}."
    )
    return Relation("restatement", (rough.operand(),), agrees, value, note)


@lru_cache(1024)
def _words(claim: Claim) -> frozenset[str]:
    place = max(claim.end, claim.unit_end) - claim.sentence_start
    return _content(f"{claim.subject or ''} {claim.sentence[place : place + 60]}".lower()) - set(
        head(claim).split()
    )


@lru_cache(1024)
def _content(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[^\W\d_]{2,}", text) if word not in _SMALL)
