"""Reading Vietnamese official prose: quantitative claims and administrative documents. Plain Python."""

from goc.claims.model import Claim
from goc.claims.reading import read_claims

__all__ = ["Claim", "read_claims"]
