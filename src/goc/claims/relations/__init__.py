"""Arithmetic among the claims of a text."""

from goc.claims.model import Claim


def relate(claims: list[Claim]) -> list[Claim]:
    return claims
