"""Restatements: the same figure of the same thing said again, in other digits or under another
hedge.
"""

import re
from functools import lru_cache

from goc.claims.model import Claim, Relation
from goc.claims.relations import rounding
from goc.claims.relations.scene import akin, amount, certain, change, head, sense, steady
from goc.lib import answers
from goc.viet import hedges

_SMALL = frozenset("của và các là có được đã cho trong tại với ở từ đến về theo này đó số".split())
_KEPT = 6
_OF_SUBJECT = ("percent", "ratio")


class Said:
    """What has been said so far, by unit: the same value again, or a rounded figure and the exact
    one.
    """

    def __init__(self) -> None:
        self._by_value: dict[tuple[str, object], list[Claim]] = {}
        # By noun, those with a hedge and those without.
        self._by_noun: dict[bool, dict[str, list[Claim]]] = {False: {}, True: {}}

    def find(self, claim: Claim) -> Relation | None:
        """The relation to an earlier claim of the same unit and matter; the claim is then
        remembered.
        """
        if claim.single is None or not _said_of(claim):
            return None
        noun = head(claim).split(" ")[0]
        same = self._by_value.setdefault((f"{claim.kind} {noun}", amount(claim)), [])
        mine, others = self._by_noun[certain(claim)], self._by_noun[not certain(claim)]
        relation = _again(same, claim) or _rounded_before(others.get(noun, []), claim)
        for kept in (same, mine.setdefault(noun, [])):
            kept.append(claim)
            del kept[:-_KEPT]
        return relation


def _said_of(claim: Claim) -> str:
    """What names the thing: the unit; for a share and a ratio that has one, the subject."""
    return claim.said_of if claim.unit and claim.kind in _OF_SUBJECT else claim.counted


def _again(same: list[Claim], claim: Claim) -> Relation | None:
    """The last of the same value that speaks of the same matter."""
    alike = answers.first(other for other in reversed(same) if _alike(other, claim))
    return Relation("restatement", (alike.operand(),), True, amount(claim)) if alike else None


def _rounded_before(others: list[Claim], claim: Claim) -> Relation | None:
    if claim.kind == "percent":
        return None
    return answers.first(_rounded(other, claim) for other in reversed(others))


def _alike(first: Claim, second: Claim) -> bool:
    """The same matter: for a small or round figure, which many things have, more than one word in
    common.
    """
    shared = len(_words(first) & _words(second))
    return shared >= (1 if _is_telling(first) else 2) and change(first) == change(second)


@lru_cache(1024)
def _is_telling(claim: Claim) -> bool:
    return len("".join(filter(str.isdigit, claim.value)).rstrip("0")) >= 3


def _rounded(rough: Claim, exact: Claim) -> Relation | None:
    """A hedged figure (`hơn 300`) and the exact one of the very same thing (`298`)."""
    if certain(rough) == certain(exact) or not akin(rough, exact):
        return None
    hedged, plain = sorted((rough, exact), key=certain)
    stated, value = hedged.single, plain.single
    if not stated or value is None or not answers.every(_SAME_FIGURE, hedged, plain):
        return None
    if abs(value - stated) * 20 > stated:
        return None
    if hedges.allows(hedged.bound, stated, value, rounding.step(hedged)):
        return Relation("restatement", (rough.operand(),), True, value)
    if hedged is not exact:
        return None  # named where the rounded figure stands second, or not at all: the exact one is not wrong
    here = f"{hedged.hedge} {hedged.value} {head(hedged)}"
    note = f"Văn bản ghi {here}, chỗ khác ghi {plain.value} {head(plain)}."
    return Relation("restatement", (rough.operand(),), False, value, note)


def _is_bound(hedged: Claim, _plain: Claim) -> bool:
    return sense(hedged) in ("above", "below")


def _says_much_the_same(first: Claim, second: Claim) -> bool:
    """Three words in common, and half of what the shorter says."""
    one, other = _words(first), _words(second)
    shared = len(one & other)
    return shared >= 3 and shared * 2 >= min(len(one), len(other))


_SAME_FIGURE = (_is_bound, steady, _says_much_the_same)


@lru_cache(1024)
def _words(claim: Claim) -> frozenset[str]:
    said = _content(f"{claim.said_of} {claim.after[:60]}".lower())
    return said.difference(head(claim).split())


@lru_cache(1024)
def _content(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]{2,}", text)) - _SMALL
