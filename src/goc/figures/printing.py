"""How a figure is printed: in prose with its word, in a table cell without. Plain; rounding happens
here, once.
"""

from __future__ import annotations

from fractions import Fraction

from goc.figures.definitions import Indicator
from goc.viet.numbers import SHARE_DECIMALS, percent, prose, write
from goc.viet.numbers import hedge as hedge_word

UNKNOWN, NOTHING = "…", "-"
YES_NO = {"true": "có", "false": "không"}


def in_prose(indicator: Indicator, value: Fraction | None, *, source_hedge: str = "") -> str:
    """`gần 58%`, `335 đồng chí`, `03 khóa`, `hơn 231 km`. The author's `hedge` asks for a hedge,
    the rule chooses it; `source_hedge` is the word the source of a measured value itself used.
    """
    if value is None:
        return UNKNOWN
    if indicator.hedge and indicator.kind == "ratio":
        return about(value)
    word = source_hedge
    if indicator.hedge and not word:
        word = hedge_word(value, indicator.decimals)
    if indicator.kind == "ratio":
        text = percent(value, indicator.decimals)
    elif value.denominator == 1 and not indicator.decimals:
        text = prose(int(value))
    else:
        text = write(value, indicator.decimals)
    unit = f" {indicator.unit_word}" if indicator.unit_word else ""
    return f"{word} {text}{unit}".strip()


def about(share: Fraction) -> str:
    """`hơn 92%`: the one way to print a share in whole per cent, with the word that says on which
    side of it the share lies.
    """
    return f"{hedge_word(share, 0)} {percent(share, 0)}".strip()


def in_cell(value: Fraction | None, *, is_percent: bool, decimals: int = SHARE_DECIMALS) -> str:
    """`-` is none, `…` not known; a percentage's column head says %, so the cell does not."""
    if value is None:
        return UNKNOWN if not is_percent else NOTHING
    if value == 0:
        return NOTHING
    if is_percent:
        return percent(value, decimals).rstrip("%")
    return write(value, 0 if value.denominator == 1 else decimals)
