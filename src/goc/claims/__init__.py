"""Reading Vietnamese official prose: quantitative claims and administrative documents. Plain Python."""

from goc.claims.directive import Directive, read_directive
from goc.claims.model import Claim
from goc.claims.reading import read_claims

__all__ = ["Claim", "Directive", "read_claims", "read_directive"]
