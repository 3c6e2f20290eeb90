"""Vietnamese letters for patterns: upper and lower case sets, the order of points (a b c d đ e g
…), Roman numbers.
"""

LOWER = "a-zàáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"
UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
POINTS = (
    "abcdđeghiklmnopqrstuvxy"  # the order of points in a Vietnamese document (NĐ 30/2020, annex I)
)
_PLACES = {letter: place for place, letter in enumerate(POINTS, 1)} | {"f": 7}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def point(letter: str) -> int | None:
    """1 for a … 5 for đ, 6 for e; `f`, which the order does not have, counts with g (a slip seen);
    None for others.
    """
    return _PLACES.get(letter)


def roman(text: str) -> int | None:
    """4 for IV; None when the letters are no Roman number."""
    total = 0
    for here, following in zip(text, [*text[1:], ""]):
        if here not in _ROMAN:
            return None
        value = _ROMAN[here]
        total += -value if value < _ROMAN.get(following, 0) else value
    return total or None
