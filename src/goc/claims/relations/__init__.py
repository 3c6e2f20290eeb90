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
        if relation := told or parts.find(scene, index) or said.find(claim):
            found[claim.start] = relation
    found |= _firsts(scene, listed, found)
    return [_related(claim, found.get(claim.start)) for claim in claims]


def _related(claim: Claim, relation: Relation | None) -> Claim:
    return replace(claim, relation=relation) if relation else claim


def _firsts(scene: Scene, listed: list[_Listed], found: dict[int, Relation]) -> dict[int, Relation]:
    """The first share of a list may be the wrong one: it is held to the whole of the
    two after it.
    """
    wrong: dict[int, Relation] = {}
    for second, third in pairwise(listed):
        if second.whole is third.whole:
            wrong |= _first(scene, second, scene.claims[third.index].start)
    return {start: relation for start, relation in wrong.items() if start not in found}


def _first(scene: Scene, second: _Listed, third: int) -> dict[int, Relation]:
    """The percentage before the second of a list, by its start, when it is wrong."""
    for index in _percentages_before(scene, second.index)[:1]:
        first = scene.claims[index]
        relation = shares.find(scene, index, [slips.Base(second.whole, 2, first.start)])
        if relation and not relation.agrees and third - first.start <= _ONE_LIST:
            return {first.start: relation}
    return {}


def _percentages_before(scene: Scene, index: int) -> list[int]:
    places = range(index - 1, max(-1, index - 1 - _FIRST_REACH), -1)
    return [place for place in places if scene.claims[place].kind == "percent"]
