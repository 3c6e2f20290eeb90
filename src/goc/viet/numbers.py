"""Numbers as Vietnamese offices write them: dot for thousands, comma for decimals,
hedges by rule.
"""

from decimal import Decimal
from fractions import Fraction

Exact = int | Decimal | Fraction
SHARE_DECIMALS = 1
"""The one precision of a share, in a text, a table, a spreadsheet and on a page."""


def rounded(value: Exact, decimals: int) -> Decimal:
    """Half-up, away from zero on a tie; exact for fractions (a float would already have rounded
    once).
    """
    exact = Fraction(value)
    whole = (2 * abs(exact.numerator) * 10**decimals + exact.denominator) // (2 * exact.denominator)
    return Decimal(
        (bool(whole) and exact < 0, tuple(map(int, str(whole))), -decimals)
    )  # arithmetic would keep 28 digits only


def write(value: Exact, decimals: int = 0) -> str:
    """1234.5 with one decimal gives `1.234,5`; digits after the comma are kept even when zero."""
    return f"{rounded(value, decimals):,f}".translate(str.maketrans(",.", ".,"))


def percent(value: Exact, decimals: int = SHARE_DECIMALS) -> str:
    """`92,2%`; a zero after the comma is left out (`90%`), as both source papers write."""
    text = write(value, decimals)
    return (text.rstrip("0").rstrip(",") if "," in text else text) + "%"


def prose(value: int) -> str:
    """A count in running text: below ten with a zero (`03 khóa`); thousands with dots."""
    return f"{value:02d}" if 0 < value < 10 else write(value)


def hedge(exact: Exact, decimals: int) -> str:
    """The word an exact value needs before its rounded form: `hơn` when above it, `gần` when below,
    else nothing.
    """
    printed = Fraction(rounded(exact, decimals))
    return "hơn" if Fraction(exact) > printed else "gần" if Fraction(exact) < printed else ""
