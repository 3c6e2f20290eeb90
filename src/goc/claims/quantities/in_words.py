"""Numbers in words: numerals that are meant as numbers, and counts that are only hinted at."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from goc.claims import masks, units
from goc.claims.lexicon import units as lexicon
from goc.claims.quantities.model import Quantity, Taken
from goc.claims.quantities.spots import Spot
from goc.claims.units import Unit
from goc.lib import answers
from goc.viet import hedges, numerals

WORD = re.compile(
    r"(?<!\w)(?:(hàng|vài|mấy|dăm)\s+(?:(chục|trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ)(?!\w)\s*)+|"
    r"(?:một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười|nửa)(?!\w))",
    re.I,
)
_SPELLED_RUN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
_NOT_NUMERAL = re.compile(
    r"(?:thứ|hạng|cấp|loại|tháng|bậc|khóa|khoá|lớp|số|mùng|người thứ|từng|mỗi|hằng|hàng|đầu|cuối|"
    r"các|những|quý|nhiều|"
    r"trong|sang|suốt|qua|cùng|cả|vào|\d)\s*$",
    re.I,
)
_COMPANY_BEFORE = re.compile(r"\d\s+[^\W\d]+(?:\s+[^\W\d]+){0,3}\s*(?:,|và)\s*$")
_COMPANY_BEHIND = re.compile(r"(?:\s+[^\W\d]+){0,2}\s*(?:,|và)\s+\d")


def find(sentence: str, said: list[re.Match[str]], taken: Taken) -> Iterator[Quantity]:
    place = 0
    for match in said:
        start = match.start()
        if start < place or taken.holds(start, start + 1):
            continue
        if match[1]:
            yield _vague(sentence, match)
            continue
        quantity = _spelled(sentence, start)
        if quantity and not taken.holds(start, quantity.end):
            yield quantity
            place = quantity.end


def _vague(sentence: str, match: re.Match[str]) -> Quantity:
    """`hàng chục lớp`, `vài nghìn người`: a count whose number is not said."""
    unit = units.read(sentence, match.end())
    end = match.start() + len(match.group().rstrip())
    return Quantity(match.start(), end, None, unit, unit.kind or "count", Fraction(1))


@dataclass(frozen=True)
class _Numeral:
    """A numeral in words: its value, how many words it takes and the unit behind them."""

    spot: Spot
    value: Fraction
    count: int
    unit: Unit

    @property
    def is_noun(self) -> bool:
        return self.unit.name.split(",")[0] in lexicon.NOUNS

    @property
    def is_telling(self) -> bool:
        """More words than one, or a unit that no article has."""
        if self.count > 1 or self.unit.factor > 1:
            return True
        return self.unit.kind in ("percent", "money")

    @property
    def is_meant(self) -> bool:
        """`một` is mostly an article, `năm` mostly a year: they need company to be numbers."""
        return self.is_telling or _MEANT_AS.get(self.value, _Numeral._is_counted)(self)

    def _is_counted(self) -> bool:
        if self.unit.kind == "period" or self.unit.name in lexicon.MEASURES:
            return True
        spot = self.spot
        return self.is_noun and not masks.is_name(spot.sentence, spot.start, spot.end)

    def _is_half(self) -> bool:
        return self.unit.kind == "period"

    def _is_one(self) -> bool:
        return self.is_noun and self._in_company

    def _is_five(self) -> bool:
        hedged = hedges.before(self.spot.sentence, self.spot.start)
        return self.is_noun and (bool(hedged) or self._in_company)

    @property
    def _in_company(self) -> bool:
        """Another figure stands beside it in the same row: `20 xã, một thị trấn`; `một chi bộ, 14
        đảng viên`.
        """
        sentence, start, end = self.spot.sentence, self.spot.start, self.unit.end
        left, right = sentence[max(0, start - 30) : start], sentence[end : end + 30]
        return bool(_COMPANY_BEFORE.search(left) or _COMPANY_BEHIND.match(right))


_MEANT_AS: dict[Fraction, Callable[[_Numeral], bool]] = {
    numerals.HALF: _Numeral._is_half,
    Fraction(1): _Numeral._is_one,
    Fraction(5): _Numeral._is_five,
}


def _spelled(sentence: str, start: int) -> Quantity | None:
    run = _SPELLED_RUN.match(sentence, start, min(len(sentence), start + 120))
    words = answers.said(run, 0).lower().split(" ")
    value, count = numerals.leading(words) or (Fraction(0), 0)
    spot = Spot(sentence, start, start + len(" ".join(words[:count])), Taken(0))
    unit = units.read(sentence, spot.end)
    if not count or not unit.known or spot.behind(_NOT_NUMERAL, 12):
        return None
    if not _Numeral(spot, value, count, unit).is_meant:
        return None
    end = spot.end if unit.factor == 1 else unit.value_end
    return Quantity(start, end, value * unit.factor, unit, spot.kind(unit), Fraction(1))
