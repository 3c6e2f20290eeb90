"""Arithmetic among the claims of a text: each claim gets at most one relation, the most telling first."""

from dataclasses import replace

from goc.claims.model import Claim, Relation
from goc.claims.relations import growth, repeats, shares, sums
from goc.claims.relations.scene import Scene

__all__ = ["relate"]
_BASES = 4  # a list has one whole, at most a few in turn


def relate(claims: list[Claim]) -> list[Claim]:
    """The claims with their relations set."""
    scene = Scene.of(claims)
    found, said = sums.find_all(scene), repeats.Said()
    bases: list[shares.Base] = []
    for index, claim in enumerate(scene.claims):
        share = shares.find(scene, index, bases)
        if share and share.agrees and len(share.of) > 1:
            bases = shares.with_base(bases, scene.by_start[share.of[1].start], claim)[:_BASES]
        relation = share or growth.find(scene, index) or found.get(index) or _part(scene, index)
        relation = relation or said.find(claim)
        if relation:
            found[index] = relation
    by_start: dict[int, Relation] = {scene.claims[index].start: relation for index, relation in found.items()}
    return [replace(c, relation=by_start[c.start]) if c.start in by_start else c for c in claims]


def _part(scene: Scene, index: int) -> Relation | None:
    part = scene.claims[index]
    if part.kind not in ("count", "money"):
        return None
    return sums.part_of_whole(part, shares.wholes_of(scene, part))
