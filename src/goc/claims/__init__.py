"""Reading Vietnamese official prose: quantitative claims and administrative documents. Plain
Python.
"""

from goc.claims.directive import Directive, read_directive
from goc.claims.model import Claim
from goc.claims.reading import read_claims
from goc.claims.record import Finding, Indicator, tie
from goc.files.reading import read_file

__all__ = [
    "Claim",
    "Directive",
    "Finding",
    "Indicator",
    "read_claims",
    "read_directive",
    "read_file",
    "tie",
]
