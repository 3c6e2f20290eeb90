"""Numbers written in digits by Vietnamese hands: dot for thousands, comma for decimals, and the
slips seen.

`1.234` `1.234,5` `19,970` (decimals) `3574.303` (a dot missing) `03` `2.5` (English decimals) `½`.
"""

import re
from fractions import Fraction

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_ONE = Fraction(1)
_VULGAR = {
    "½": Fraction(1, 2),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
}
_THOUSANDS = re.compile(r"(?!0)\d+(?:\.\d{3})+")
_DECIMALS = re.compile(rf"(?!{_THOUSANDS.pattern}$)(?s:.*)[.,](?P<decimals>\d+)")
_ENGLISH_THOUSANDS = re.compile(r"(?!0)\d{1,3}(?:,\d{3})+")
_DECIMAL_COMMA = re.compile(r"(\d+(?:\.\d{3})*),(\d+)")
_DECIMAL_DOT = re.compile(r"(\d+(?:,\d{3})*)\.(\d+)")


def parse(text: str, *, whole: bool = False) -> Fraction | None:
    """The value of a written number; `whole` says that the thing counted has no decimals (4,779
    people = 4779).
    """
    text = text.strip()
    if text in _VULGAR:
        return _VULGAR[text]
    if text.isascii() and text.isdigit():
        return Fraction(_integer(text))
    if _THOUSANDS.fullmatch(text) or (
        (text.count(",") > 1 or whole) and _ENGLISH_THOUSANDS.fullmatch(text)
    ):
        return Fraction(_integer(re.sub(r"[.,]", "", text)))
    match = _DECIMAL_COMMA.fullmatch(text) or _DECIMAL_DOT.fullmatch(text)
    if not match:
        return None
    head, tail = re.sub(r"[.,]", "", match[1]), match[2]
    return Fraction(_integer(head + tail), 10 ** len(tail))


def decimals(text: str) -> int:
    """Digits after the decimal sign as written: what the author rounded to."""
    match = _DECIMALS.fullmatch(text.strip())
    return len(match["decimals"]) if match else 0


def step(text: str) -> Fraction:
    """One unit of the last digit shown that is not a trailing zero of a round whole: `2.000` steps
    by 1000.
    """
    if places := decimals(text):
        return Fraction(1, 10**places)
    bare = re.sub(r"\D", "", text)
    zeros = len(bare) - len(bare.rstrip("0"))
    return Fraction(10**zeros) if bare.strip("0") else _ONE


def _integer(text: str) -> int:
    # Beyond a few hundred digits nothing is a figure, and int() itself refuses past 4,300.
    return int(text[:400])
