"""Arithmetic among the claims of a text: each claim gets at most one relation, the most telling
first.
"""

from dataclasses import dataclass, replace
from itertools import pairwise

from goc.claims.model import Claim, Relation
from goc.claims.relations import growth, parts, repeats, shares, slips, sums
from goc.claims.relations.scene import Scene

__all__ = ["relate"]
_BASES = 4  # a list has one whole, at most a few in turn
_ONE_LIST = 600  # characters from its first share to its third
_FIRST_REACH = 3  # claims back from the second share of a list to its first


@dataclass(frozen=True)
class _Listed:
    """A share that agrees, and its whole: one of a list, if its neighbours are of the same."""

    index: int
    whole: Claim


def relate(claims: list[Claim]) -> list[Claim]:
    """The claims with their relations set."""
    scene = Scene.of(claims)
    found, said = sums.find_all(scene), repeats.Said()
    bases: list[slips.Base] = []
    listed: list[_Listed] = []
    for index, claim in enumerate(scene.claims):
        share = shares.find(scene, index, bases)
        if share and share.agrees and len(share.of) > 1:
            listed.append(_Listed(index, scene.by_start[share.of[1].start]))
            bases = slips.with_base(bases, listed[-1].whole, claim)[:_BASES]
        told = share or growth.find(scene, index) or found.get(claim.start)
        relation = told or parts.find(scene, index) or said.find(claim)
        if relation:
            found[claim.start] = relation
    found |= _firsts(scene, listed, found)
    return [replace(c, relation=found[c.start]) if c.start in found else c for c in claims]


def _firsts(scene: Scene, listed: list[_Listed], found: dict[int, Relation]) -> dict[int, Relation]:
    """The first share of a list may be the wrong one: it is held to the whole of the
    two after it.
    """
    wrong = {}
    for second, third in pairwise(listed):
        index = _percentage_before(scene, second.index)
        if index is None or second.whole is not third.whole:
            continue
        first = scene.claims[index]
        if first.start in found or scene.claims[third.index].start - first.start > _ONE_LIST:
            continue
        relation = shares.find(scene, index, [slips.Base(second.whole, 2, first.start)])
        if relation and not relation.agrees:
            wrong[first.start] = relation
    return wrong


def _percentage_before(scene: Scene, index: int) -> int | None:
    places = range(index - 1, max(-1, index - 1 - _FIRST_REACH), -1)
    return next((place for place in places if scene.claims[place].kind == "percent"), None)
