"""Arithmetic among the claims of a text: each claim gets at most one relation, the most telling
first.
"""

from dataclasses import replace
from itertools import pairwise

from goc.claims.model import Claim, Relation
from goc.claims.relations import growth, repeats, shares, sums
from goc.claims.relations.scene import Scene

__all__ = ["relate"]
_BASES = 4  # a list has one whole, at most a few in turn
_ONE_LIST = 600  # characters from its first share to its third


def relate(claims: list[Claim]) -> list[Claim]:
    """The claims with their relations set."""
    scene = Scene.of(claims)
    found, said = sums.find_all(scene), repeats.Said()
    bases: list[shares.Base] = []
    listed: list[tuple[int, Claim]] = []  # percentages and their wholes, where they agree
    for index, claim in enumerate(scene.claims):
        share = shares.find(scene, index, bases)
        if share and share.agrees and len(share.of) > 1:
            listed.append((index, scene.by_start[share.of[1].start]))
            bases = shares.with_base(bases, listed[-1][1], claim)[:_BASES]
        relation = share or growth.find(scene, index) or found.get(index) or _part(scene, index)
        relation = relation or said.find(claim)
        if relation:
            found[index] = relation
    found |= _firsts(scene, listed, found)
    by_start: dict[int, Relation] = {
        scene.claims[index].start: relation for index, relation in found.items()
    }
    return [replace(c, relation=by_start[c.start]) if c.start in by_start else c for c in claims]


def _firsts(
    scene: Scene, listed: list[tuple[int, Claim]], found: dict[int, Relation]
) -> dict[int, Relation]:
    """The first share of a list may be the wrong one: it is held to the whole of the
    two after it.
    """
    wrong = {}
    for (index, whole), (following, other) in pairwise(listed):
        first = next(
            (
                i
                for i in range(index - 1, max(-1, index - 4), -1)
                if scene.claims[i].kind == "percent"
            ),
            None,
        )
        if first is None or first in found or whole is not other:
            continue
        if scene.claims[following].start - scene.claims[first].start > _ONE_LIST:
            continue
        relation = shares.find(scene, first, [shares.Base(whole, 2, scene.claims[first].start)])
        if relation and not relation.agrees:
            wrong[first] = relation
    return wrong


def _part(scene: Scene, index: int) -> Relation | None:
    part = scene.claims[index]
    if part.kind not in ("count", "money"):
        return None
    return sums.part_of_whole(part, shares.wholes_of(scene, part))
