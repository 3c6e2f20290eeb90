"""Finds the quantities of one sentence: numbers in digits and words, joined to ranges and
ratios, with their units.
"""

import re
from functools import lru_cache

from goc.claims import masks
from goc.claims.quantities import in_digits, in_words, periods
from goc.claims.quantities.in_digits import DIGITS
from goc.claims.quantities.in_words import WORD
from goc.claims.quantities.model import Quantity, Taken

_TABLE = 120  # no sentence of at most two thousand characters holds so many figures
_CELLS = re.compile(
    r"(?<![\d.,])\d[\d.,]*[ \t]+\d+[.,]\d+(?=\s|$)"
)  # `359.0 94.47`: a row of a table


@lru_cache(maxsize=256)  # cells of a table and set phrases come again and again
def find(sentence: str, *, line_start: bool = True) -> tuple[Quantity, ...]:
    """All quantities of a sentence, in order, none overlapping; none of a table run together."""
    said = list(WORD.finditer(sentence))
    count = len(DIGITS.findall(sentence)) + len(said)
    if not 0 < count <= _TABLE or is_table(sentence):
        return ()
    taken = Taken(len(sentence))
    found = list(periods.find(sentence, taken))
    for start, end in masks.of(sentence, line_start=line_start):
        taken.take(start, end)
    found += in_digits.find(sentence, taken)
    found += in_words.find(sentence, said, taken)
    return tuple(sorted(found, key=lambda quantity: quantity.start))


def is_table(sentence: str) -> bool:
    """Figures of a table side by side, which are no claims."""
    return len(_CELLS.findall(sentence)) > 1 or len(DIGITS.findall(sentence)) > _TABLE


__all__ = ["Quantity", "Taken", "find", "is_table"]
