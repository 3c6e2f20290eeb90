"""Claims of a passage side by side, as the relations see them."""

from goc.claims import read_claims
from goc.claims.relations.scene import Scene


def scene(text):
    return Scene.of(read_claims(text))


def values(claims):
    return [claim.value for claim in claims]
