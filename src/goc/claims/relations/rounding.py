"""Does a stated figure agree with what its operands give, under its hedge and its rounding?"""

from fractions import Fraction

from goc.claims.model import Claim
from goc.claims.relations.scene import certain
from goc.viet import digits, hedges, numbers


def step(claim: Claim) -> Fraction:
    """One unit of the last digit that counts: trailing zeros count unless the figure is hedged."""
    if not certain(claim) or claim.is_spelled:
        return claim.step
    return Fraction(1, 10 ** digits.decimals(claim.value.rstrip("% ")))


def judge(claim: Claim, low: Fraction, high: Fraction) -> tuple[bool, str | None]:
    """Agreement with a true value in [low, high], and a remark when the figure was cut instead of
    rounded.
    """
    stated, unit = claim.single, step(claim)
    if stated is None:
        return True, None
    nearest = min(max(stated, low), high)
    if any(hedges.allows(claim.bound, stated, exact, unit) for exact in {nearest, low, high}):
        return True, None
    if certain(claim) and 0 < nearest - stated < unit:
        return (
            True,
            f"Lệch dưới một đơn vị của chữ số cuối ({show(nearest)}): số đã bị cắt bớt, không "
            f"phải làm tròn.",
        )
    return False, None


def show(value: Fraction, decimals: int = 2) -> str:
    """A number as offices write it, without needless zeros."""
    if abs(value) >= 10**20:
        return f"{float(min(abs(value), Fraction(10**300))):.3g}"  # no figure of an office; Decimal would refuse it
    text = numbers.write(value, 0 if value.denominator == 1 else decimals)
    return text.rstrip("0").rstrip(",") if "," in text else text
