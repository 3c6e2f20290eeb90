"""What operands give, held against the figure a text states. Every relation that computes goes
through here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from goc.claims.model import Claim, Relation
from goc.claims.relations import rounding
from goc.claims.relations.scene import margin, size


@dataclass(frozen=True)
class Rounded:
    """A value as written, and how far the true one may lie from it."""

    value: Fraction
    loose: Fraction = Fraction(0)

    @staticmethod
    def of(claim: Claim) -> "Rounded | None":
        """Of a claim of one number, in single units."""
        return None if claim.single is None else Rounded(size(claim), margin(claim))


@dataclass(frozen=True)
class Computed:
    """The value that `operands` give: exact, and between which bounds their rounding leaves it."""

    kind: str
    operands: tuple[Claim, ...]
    exact: Fraction
    low: Fraction
    high: Fraction

    @staticmethod
    def around(
        kind: str, operands: tuple[Claim, ...], exact: Fraction, loose: Fraction, unit: int = 1
    ) -> "Computed":
        """In units of so many single ones."""
        low, high = (exact - loose) / unit, (exact + loose) / unit
        return Computed(kind, operands, exact / unit, low, high)

    def held_to(self, claim: Claim, fault: Callable[[Fraction], str]) -> Relation:
        """Agreement with the stated figure; `fault` says of the exact value what does not
        agree.
        """
        agrees, note = rounding.judge(claim, self.low, self.high)
        operands = tuple(operand.operand() for operand in self.operands)
        return Relation(
            self.kind, operands, agrees, self.exact, note if agrees else fault(self.exact)
        )


def share(kind: str, operands: tuple[Claim, ...], part: Rounded, whole: Rounded) -> Computed | None:
    """`part` of `whole` in per cent; None where the whole may be nothing."""
    if whole.value <= whole.loose:
        return None
    exact = 100 * part.value / whole.value
    low = 100 * (part.value - part.loose) / (whole.value + whole.loose)
    high = 100 * (part.value + part.loose) / (whole.value - whole.loose)
    return Computed(kind, operands, exact, low, high)


def first_agreeing(relations: Iterable[Relation | None]) -> Relation | None:
    return next((found for found in filter(None, relations) if found.agrees), None)
