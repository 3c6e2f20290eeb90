"""Vietnamese numerals in words, to a value and back: `một trăm linh năm` = 105, up to a million tỷ
and beyond.

Not for digits (see `digits`). Colloquial cuts such as `một triệu hai` are refused, not guessed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_ONES = {word: value for value, word in enumerate(_DIGITS)} | {"bẩy": 7, "tư": 4}
_TENS = ((), ("mười",), *((digit, "mươi") for digit in _DIGITS[2:]))
_BARE_ONES = ((), *((digit,) for digit in _DIGITS[1:]))
_ONES_AFTER_TEN = (*_BARE_ONES[:5], ("lăm",), *_BARE_ONES[6:])
# After no ten, after `mười`, after `… mươi`.
_ONES_AFTER = (_BARE_ONES, _ONES_AFTER_TEN, ((), ("mốt",), *_ONES_AFTER_TEN[2:]))
_AFTER_TENS = {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5} | {
    w: v for w, v in _ONES.items() if w not in ("không", "năm")
}
_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_STARTS = set(_ONES) - {"tư"} | {"mười", "nửa", "trăm"}
HALF = Fraction(1, 2)
_HALVES = (("nửa",), ("một", "nửa"))
_BILLION = 10**9  # `tỷ` multiplies all before it
# Beyond, `tỷ tỷ tỷ …` is no figure: the numeral ends, and work stays in proportion to the text.
_MOST_SCALES = 30


def say(number: int) -> str:
    """105 gives `một trăm linh năm`; negative numbers begin with `âm`."""
    if number < 0:
        return "âm " + say(-number)
    return " ".join(_say(number)) or "không"


def _say(number: int, *, inside: bool = False) -> list[str]:
    for scale, word in ((10**9, "tỷ"), (10**6, "triệu"), (10**3, "nghìn")):
        if number >= scale:
            high, low = divmod(number, scale)
            return [*_say(high, inside=inside), word, *(_say(low, inside=True) if low else [])]
    return _say_below_thousand(number, inside=inside)


def _say_below_thousand(number: int, *, inside: bool) -> list[str]:
    hundreds, rest = divmod(number, 100)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or inside else []
    tens, ones = divmod(rest, 10)
    if words and 0 < rest < 10:
        words.append("linh")
    return [*words, *_TENS[tens], *_ONES_AFTER[min(tens, 2)][ones]]


@dataclass
class _Sum:
    """A numeral so far: the billions that are settled, the groups behind them that a higher scale
    may still multiply (`hai nghìn ba trăm triệu`), the group that is open, and the lowest scale.
    """

    current: Fraction
    billions: Fraction = Fraction(0)
    total: Fraction = Fraction(0)
    lowest: int = 0

    @property
    def value(self) -> Fraction:
        return self.billions + self.total + self.current

    def scale_by(self, scale: int) -> None:
        if scale == _BILLION:
            self.billions, self.total, self.lowest = self.value * scale, Fraction(0), 0
        elif self.lowest and scale >= self.lowest:
            self.total, self.lowest = (self.total + self.current) * scale, scale
        else:
            self.total, self.lowest = self.total + self.current * scale, scale
        self.current = Fraction(0)


class _Reader:
    """Reads one numeral from the left; `at` is the first word not used."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words
        self.at = 0

    def word(self, ahead: int = 0) -> str:
        place = self.at + ahead
        return self.words[place] if place < len(self.words) else ""

    def below_hundred(self) -> int | None:
        first, second = self.word(), self.word(1)
        if first == "mười":
            self.at += 1
            return 10 + self._after_tens()
        if first not in _ONES:
            return None
        if second not in ("mươi", "chục"):
            self.at += 1
            return _ONES[first]
        self.at += 2
        return _ONES[first] * 10 + (self._after_tens() if second == "mươi" else 0)

    def _after_tens(self) -> int:
        # `mười năm` is ten years: five after a ten is `lăm`.
        if self.word() in _AFTER_TENS and self.word(1) not in ("trăm", "mươi"):
            self.at += 1
            return _AFTER_TENS[self.words[self.at - 1]]
        return 0

    def below_thousand(self) -> int | None:
        if self.word() in _ONES and self.word(1) == "trăm":
            hundreds = _ONES[self.word()]
            self.at += 2
            return hundreds * 100 + self._after_hundred()
        return self.below_hundred()

    def _after_hundred(self) -> int:
        if self.word() in ("linh", "lẻ") and self.word(1) in _ONES:
            self.at += 2
            return _ONES[self.words[self.at - 1]]
        if self.word() == "rưỡi":
            self.at += 1
            return 50
        if self.word() == "mười" or (self.word() in _ONES and self.word(1) == "mươi"):
            return self.below_hundred() or 0
        return 0

    def numeral(self) -> Fraction | None:
        """Groups below a thousand, each with the scale behind it."""
        group = self.below_thousand()
        if group is None:
            return None
        so_far = _Sum(Fraction(group))
        for _ in range(_MOST_SCALES):
            scale = _SCALES.get(self.word())
            if scale is None:
                break
            self.at += 1
            so_far.scale_by(scale)
            if self.word() == "rưỡi":
                self.at += 1
                return so_far.value + Fraction(scale, 2)
            if self.word() not in _SCALES and not self._further_group(so_far):
                break
        return so_far.value

    def _further_group(self, so_far: "_Sum") -> bool:
        """Adds the group that goes on. A bare digit with no scale after it (`hai triệu năm`)
        belongs to what follows, not to the numeral.
        """
        place = self.at
        following = self.below_thousand()
        if following is None or (following < 10 and not self._placed(place)):
            self.at = place
            return False
        so_far.current += following
        return True

    def _placed(self, place: int) -> bool:
        return self.at - place > 1 or self.word() in _SCALES


def leading(words: Sequence[str]) -> tuple[Fraction, int] | None:
    """The numeral at the head of lower-case words and how many of them it takes; None when there is
    none.
    """
    for count in (1, 2):
        if tuple(words[:count]) in _HALVES:
            return HALF, count
    if not _STARTS.issuperset(words[:1]):
        return None
    reader = _Reader(words)
    value = reader.numeral()
    return None if value is None else (value, reader.at)


def parse(text: str) -> Fraction | None:
    """The value of a whole numeral; None when anything in it is not part of one."""
    words = text.lower().split()
    sign = 1
    if words[:1] == ["âm"]:
        sign, words = -1, words[1:]
    found = leading(words)
    return sign * found[0] if found and found[1] == len(words) else None
