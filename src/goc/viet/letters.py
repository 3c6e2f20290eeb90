"""Vietnamese letters for patterns: upper and lower case sets, the order of points (a b c d đ e g
…), Roman numbers.
"""

LOWER = "a-zàáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"
UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
POINTS = (
    "abcdđeghiklmnopqrstuvxy"  # the order of points in a Vietnamese document (NĐ 30/2020, annex I)
)
_PLACES = {letter: place for place, letter in enumerate(POINTS, 1)} | {"f": 7}
_WRITTEN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
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


def in_roman(number: int) -> str:
    """IV for 4."""
    found = ""
    for size, letters in _WRITTEN:
        times, number = divmod(number, size)
        found += letters * times
    return found
