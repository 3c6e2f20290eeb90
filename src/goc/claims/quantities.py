"""Finds the quantities of one sentence: numbers in digits and words, joined to ranges and
ratios, with their units.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from goc.claims import masks, units
from goc.claims.lexicon import units as lexicon
from goc.claims.units import Unit
from goc.viet import dates, digits, hedges, numerals
from goc.viet.letters import UPPER

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*|[½¼¾⅓⅔]")
_RATIO = re.compile(r"\s?/\s?(\d+(?:[.,]\d+)*)")
_DASH = re.compile(r"\s?[-–—]\s?(\d+(?:[.,]\d+)*)")
_UNTIL = re.compile(r"\s+(?:đến|tới|hoặc)\s+(?:khoảng\s+|gần\s+|dưới\s+)?(\d+(?:[.,]\d+)*)", re.I)
_TOWARDS = re.compile(
    r"\s+(?:lên|xuống|đến|tới|còn)\s+(?:còn\s+|đến\s+|tới\s+)?(?:hơn\s+|gần\s+|"
    r"trên\s+)?\d+(?:[.,]\d+)*",
    re.I,
)
_AGE = re.compile(r"tuổi\s*(?:từ|:)?\s*$", re.I)
_OF_ALL = re.compile(r"\s*(?:tổng số|số)(?=\s)", re.I)
_LEFT_NOUN = re.compile(r"((?:[^\W\d_]+ ){1,4})$")
_ITEM = rf"(?:[{UPPER}]\w*\.?\s+){{0,4}}[{UPPER}]\w*\s*:?\s*\d[\d.]*(?=\s*(?:[,;)]|\.?$|\.\s|và\s))"
_LABEL = r"(?:[^\W\d_]+\s+){1,6}\d[\d.]*"
_ROW = re.compile(rf"\(\s*{_LABEL}(?:\s*[,;]\s*{_LABEL})+\s*\)")
_CHANGED = re.compile(r"\(\s*(?:tăng|giảm)(?: thêm)?\s*\d[\d.]*\s*\)", re.I)
_ROSTER = re.compile(rf"(?:gồm|trong đó|cụ thể|là|\(|:)\s*:?\s*{_ITEM}(?:\s*(?:,|;|và)\s*{_ITEM})+")
_LAST_NUMBER = re.compile(r"\d[\d.]*(?=\s*(?:[,;)]|\.?$|\.\s|và\s))")
_COLON = re.compile(
    r"(?:^|[,;.(\n])\s*(?:(?:trong đó|tổng số|số lượng|số|có|gồm|"
    r"và)[,:]?\s+)*([^,;.(:\n\d]{2,80}):\s*$",
    re.I,
)
_NUMBER_OF = re.compile(r"(?<!\w)số (?:lượng )?([^,;.(:\n\d]{2,60}) (?:là|có|đạt|gồm)\s*$", re.I)
_CLOSED = re.compile(r"\s*(?:[,;.)]|$|và\s|\()")
_BARE_FROM = re.compile(r"(?<!\w)từ\s*$", re.I)
_CHANGE = re.compile(
    r"(?<!\w)(?:tăng|giảm|nâng|hạ|rút|đưa|chuyển)[^,;.]{0,40}\btừ\s*(?:\w+\s+)?$", re.I
)
_TABLE = 120  # no sentence of at most two thousand characters holds so many figures
_CELLS = re.compile(
    r"(?<![\d.,])\d[\d.,]*[ \t]+\d+[.,]\d+(?=\s|$)"
)  # `359.0 94.47`: a row of a table
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD = re.compile(
    r"(?<!\w)(?:(hàng|vài|mấy|dăm)\s+(?:(chục|trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ)(?!\w)\s*)+|"
    r"(?:một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười|nửa)(?!\w))",
    re.I,
)
_SHARED = re.compile(r"\s*\(\s*\d[\d.,]*\s?%")  # `tiểu học 206 (75,2%)`
_SPELLED = re.compile(r"[^\W\d_]+")
_NOT_NUMERAL = re.compile(
    r"(?:thứ|hạng|cấp|loại|tháng|bậc|khóa|khoá|lớp|số|mùng|người thứ|từng|mỗi|hằng|hàng|đầu|cuối|"
    r"các|những|quý|nhiều|"
    r"trong|sang|suốt|qua|cùng|cả|vào|\d)\s*$",
    re.I,
)
_MULTIPLES = re.compile(
    r"(?:gấp|bằng|tăng|giảm|hơn|gấp (?:hơn|gần|khoảng|trên)|tăng (?:hơn|gần|khoảng|trên))\s*$", re.I
)
_PERIODS = {"quarter": "quý", "month": "tháng", "school_year": "năm học", "part_of_year": "tháng"}
_DAY_CUE = re.compile(r"(?:ngày|sáng|chiều|trưa|tối|đêm|hôm|mùng|mồng|rạng sáng),?\s*\(?$", re.I)
_LINKED = re.compile(
    r"(?:là|đạt|có|gồm|còn|bằng|chiếm|tổng số|:|\(|hơn|gần|trên|khoảng|được|thêm|nữ|nam|với|tới|"
    r"đến|lên)\s*$",
    re.I,
)
_CITED = re.compile(rf"(?:{masks.SYMBOL}|số\s+\d+\S*),?\s*(?:ban hành|ký|,)?\s*(?:ngày|tháng)?\s*$")
_COMPANY_BEFORE = re.compile(r"\d\s+[^\W\d]+(?:\s+[^\W\d]+){0,3}\s*(?:,|và)\s*$")
_COMPANY_BEHIND = re.compile(r"(?:\s+[^\W\d]+){0,2}\s*(?:,|và)\s+\d")
_YEAR_LEADS = ("năm", "-", "/", "–", "khóa", "cuối", "đầu")
_MOST_DAYS, _MOST_MONTHS = 31, 12
Number = Fraction | tuple[Fraction, ...] | None


@dataclass(frozen=True)
class Quantity:
    """A number in a sentence, offsets of the sentence; `unit` None when the text names none."""

    start: int
    end: int
    number: Number
    unit: Unit | None
    kind: str
    step: Fraction

    def moved(self, by: int) -> "Quantity":
        """In a sentence that begins so much earlier."""
        if not by:
            return self
        unit = self.unit and self.unit.moved(by)
        return replace(self, start=self.start + by, end=self.end + by, unit=unit)

    @property
    def unit_end(self) -> int:
        """Where value and unit end."""
        return max(self.end, self.unit.end) if self.unit else self.end


@lru_cache(maxsize=256)  # cells of a table and set phrases come again and again
def find(sentence: str, *, line_start: bool = True) -> tuple[Quantity, ...]:
    """All quantities of a sentence, in order, none overlapping; none of a table run together."""
    in_words = list(_WORD.finditer(sentence))
    count = len(_DIGITS.findall(sentence)) + len(in_words)
    if not 0 < count <= _TABLE or is_table(sentence):
        return ()
    taken = Taken(len(sentence))
    found = list(_periods(sentence, taken))
    for start, end in masks.of(sentence, line_start=line_start):
        taken.take(start, end)
    found += _in_digits(sentence, taken)
    found += _in_words(sentence, in_words, taken)
    return tuple(sorted(found, key=lambda quantity: quantity.start))


def is_table(sentence: str) -> bool:
    """Figures of a table side by side, which are no claims."""
    return len(_CELLS.findall(sentence)) > 1 or len(_DIGITS.findall(sentence)) > _TABLE


class Taken:
    """Which characters of a sentence belong to something already found."""

    def __init__(self, length: int) -> None:
        self._marks = bytearray(length + 1)

    def take(self, start: int, end: int) -> None:
        self._marks[start:end] = b"\x01" * (end - start)

    def holds(self, start: int, end: int) -> bool:
        """Is any character of the span taken?"""
        return any(self._marks[start:end])

    def past(self, start: int) -> int:
        """Where to look on from a place: behind what is taken there."""
        end = self._marks.find(b"\x00", start)
        return end if end > start else start + 1


def _periods(sentence: str, taken: Taken) -> Iterator[Quantity]:
    """Dates and periods leave the field; those that say when something was so are claims of kind
    period.
    """
    for when in dates.find(sentence):
        if when.kind == "day" and not when.year and not _is_day(sentence, when):
            continue
        taken.take(when.start, when.end)
        if _is_period(sentence, when):
            yield _period(sentence, when)


def _is_period(sentence: str, when: dates.When) -> bool:
    """Not a bare year, a month without one, the day of a cited document, or `4.2015`, which reads
    as a number as well.
    """
    if when.kind == "year" or (when.kind == "month" and not when.year):
        return False
    if when.kind in ("month", "day") and "." in sentence[when.start : when.end]:
        return False
    return not _cites(sentence, when.start)


def _period(sentence: str, when: dates.When) -> Quantity:
    name = _PERIODS.get(when.kind, "ngày" if when.day else "năm")
    unit = Unit(name, "period", when.end, when.end)
    value = _length(sentence, when)
    return Quantity(when.start, when.end, value, unit, "period", Fraction(1))


def _length(sentence: str, when: dates.When) -> Number:
    """How many months of a year, from which year to which; None for the others."""
    if when.kind == "part_of_year":
        months = digits.NUMBER.match(sentence, when.start)
        return digits.parse(months.group()) if months else None
    last = when.last[0] if when.kind == "span" and when.last else None
    if when.day or not when.year or not last:
        return None
    return Fraction(when.year), Fraction(last)


def _is_day(sentence: str, when: dates.When) -> bool:
    """`ngày 15-1` is a day; `từ 5-10 lớp` and `9/10 huyện` are not."""
    if _DAY_CUE.search(sentence, max(0, when.start - 14), when.start):
        return True
    text = sentence[when.start : when.end]
    if "." not in text and units.read(sentence, when.end) is None:
        return True
    return "/" in text and not units.known_after(sentence, when.end)


def _cites(sentence: str, start: int) -> bool:
    """Is this the date of a cited document (`Chỉ thị số 32-CT/TU ngày …`)?"""
    return bool(_CITED.search(sentence[max(0, start - 70) : start]))


def _in_digits(sentence: str, taken: Taken) -> Iterator[Quantity]:
    place, last = 0, None
    rosters = _rosters(sentence)
    while match := _DIGITS.search(sentence, place):
        start, place = match.span()
        if taken.holds(start, place):
            place = taken.past(start)
        elif start in rosters and last and (again := _again(match, last)):
            yield again
        elif not _is_year(sentence, match):
            ratio = _RATIO.match(sentence, place)
            end = ratio.end() if ratio else place
            if masks.is_name(sentence, start, end):
                place = masks.listed_after(sentence, place)
            elif quantity := _joined(sentence, match, taken):
                yield quantity
                last = quantity.unit if _is_counted(quantity) else last
                place = max(place, quantity.unit_end)  # past the 2 of `m2`
                taken.take(start, place)
            else:
                place = end


def _again(match: re.Match[str], last: Unit) -> Quantity | None:
    """A figure in a row of names: it counts what was counted before."""
    value = digits.parse(match.group(), whole=True)
    if value is None:
        return None
    end = match.end()
    unit = Unit(last.name, "count", end, end)
    return Quantity(match.start(), end, value, unit, "count", Fraction(1))


def _is_counted(quantity: Quantity) -> bool:
    """Is it a count of a listed thing?"""
    return quantity.kind == "count" and quantity.unit is not None and quantity.unit.known


def _rosters(sentence: str) -> set[int]:
    """Where the figures of rows of names stand, `gồm: Hoà Bình 12, Tân Tiến 8`: counts of what was
    counted before.
    """
    return {
        number.start()
        for rows in (_ROSTER, _ROW, _CHANGED)
        for row in rows.finditer(sentence)
        for number in _LAST_NUMBER.finditer(sentence, row.start(), row.end())
        if not masks.is_name(sentence, number.start(), number.end(), proper=rows is _ROW)
    }


def _is_year(sentence: str, match: re.Match[str]) -> bool:
    """`năm 2015`, and four digits of a year with no counted thing behind them."""
    if not _YEAR.fullmatch(match.group()):
        return False
    left = sentence[max(0, match.start() - 8) : match.start()].lower().rstrip()
    return left.endswith(_YEAR_LEADS) or not units.known_after(sentence, match.end())


def _joined(sentence: str, match: re.Match[str], taken: Taken) -> Quantity | None:
    """A number with what belongs to it: the other half of a ratio or range, and the unit."""
    start, end = match.span()
    ratio = _RATIO.match(sentence, end)
    if ratio and not taken.holds(end, ratio.end()):
        return _as_ratio(sentence, match, ratio)
    unit = units.read(sentence, end) or _borrowed(sentence, start, end)
    if pair := _pair_of(sentence, unit):
        return _as_ratio(sentence, match, pair)
    ranges = (_from(sentence, match, place, unit, taken) for place in _range_places(end, unit))
    found = next((quantity for quantity in ranges if quantity), None)
    return found or _single(sentence, start, end, match.group(), unit)


def _pair_of(sentence: str, unit: Unit | None) -> re.Match[str] | None:
    """The second half of `1.500 ha/2.000 ha`."""
    if unit is None or not unit.known or unit.kind not in ("count", "money"):
        return None
    pair = _RATIO.match(sentence, unit.end)
    other = units.read(sentence, pair.end()) if pair else None
    return pair if other and other.name == unit.name else None


def _range_places(end: int, unit: Unit | None) -> tuple[int, ...]:
    """A range goes on behind the number, or behind its unit: `20 - 30 lớp`, `20 lớp đến 30 lớp`."""
    return (end, unit.end) if unit and unit.known and unit.end != end else (end,)


def _from(
    sentence: str, first: re.Match[str], place: int, unit: Unit | None, taken: Taken
) -> Quantity | None:
    second = _DASH.match(sentence, place) or _UNTIL.match(sentence, place)
    if second is None or taken.holds(first.end(), second.end()):
        return None
    return _as_range(sentence, first, second, unit if place != first.end() else None)


def _borrowed(sentence: str, start: int, end: int) -> Unit | None:
    """`từ 40 lên 50 lớp`: the first figure has the unit of the second."""
    if not (towards := _TOWARDS.match(sentence, end)) or not _BARE_FROM.search(
        sentence, max(0, start - 8), start
    ):
        return None
    unit = units.read(sentence, towards.end())
    if unit is None or not unit.known or unit.kind == "period":
        return None
    return Unit(unit.name, unit.kind, end, end, unit.factor)


def _as_ratio(sentence: str, first: re.Match[str], second: re.Match[str]) -> Quantity | None:
    of = _OF_ALL.match(sentence, second.end())
    unit = units.read(sentence, of.end() if of else second.end())
    low, high = digits.parse(first.group(), whole=True), digits.parse(second[1], whole=True)
    if low is None or high is None or _RATIO.match(sentence, second.end()):
        return None
    counted = unit is not None and unit.known
    if not counted and low <= _MOST_DAYS and high <= _MOST_MONTHS:
        return None  # `22/12`, a day of remembrance
    if unit and unit.kind not in ("count", "money"):
        unit = None  # `154,66/95 130%`: the percentage is a claim of its own
    return Quantity(first.start(), second.end(), (low, high), unit, "ratio", Fraction(1))


def _as_range(
    sentence: str, first: re.Match[str], second: re.Match[str], own: Unit | None
) -> Quantity | None:
    """`own`: the unit of the first number where it has one."""
    unit = units.read(sentence, second.end(1)) or _age(sentence, first.start(), second.end(1))
    if unit is None or (own and own.name != unit.name):
        return None
    if own and _CHANGE.search(sentence, max(0, first.start() - 60), first.start()):
        return None  # `tăng từ 20% đến 30%`: two figures, not a range
    span = _span(first.group(), second[1], unit)
    if span is None:
        return None
    end, kind = max(second.end(1), unit.value_end), _kind(sentence, first.start(), unit)
    step = digits.step(second[1]) * unit.factor
    return Quantity(first.start(), end, span, unit, kind, step)


def _span(first: str, second: str, unit: Unit) -> tuple[Fraction, Fraction] | None:
    """From the lower to the higher; without a listed unit not over a thousandfold."""
    whole = units.is_whole(unit.name)
    low, high = digits.parse(first, whole=whole), digits.parse(second, whole=whole)
    if low is None or high is None or low >= high:
        return None
    if not unit.known and high > 1000 * (low + 1):
        return None
    return low * unit.factor, high * unit.factor


def _age(sentence: str, start: int, end: int) -> Unit | None:
    """`độ tuổi từ 6 đến 14` names its unit ahead."""
    named = _AGE.search(sentence, max(0, start - 14), start)
    return Unit("tuổi", "count", end, end) if named else None


def _single(
    sentence: str, start: int, end: int, written: str, unit: Unit | None
) -> Quantity | None:
    whole = unit is not None and units.is_whole(unit.name) and unit.factor == 1
    value = digits.parse(written, whole=whole)
    if value is None:
        return None
    unit = unit or _named_before(sentence, start, end)
    step = digits.step(written)
    if unit is None:
        alone = _stands_alone(sentence, start, written)
        return Quantity(start, end, value, None, "count", step) if alone else None
    value, step = _in_unit(value, step, unit)
    return Quantity(start, unit.value_end, value, unit, _kind(sentence, start, unit), step)


def _in_unit(value: Fraction, step: Fraction, unit: Unit) -> tuple[Fraction, Fraction]:
    """`2 triệu rưỡi`, `7 triệu 520 nghìn con`: multiplied, the half and the lower number added."""
    if unit.factor == 1 and not unit.half and not unit.plus:
        return value, step
    half = Fraction(max(unit.factor, 1), 2) if unit.half else Fraction(0)
    return value * unit.factor + half + unit.plus, step * unit.factor


def _named_before(sentence: str, start: int, end: int) -> Unit | None:
    """`sĩ quan 250, hạ sĩ quan 1.000`; `bệnh nhân ngoại trú: 420`: in rows the thing counted stands
    first.
    """
    if not _CLOSED.match(sentence, end):
        return None
    said = (lead.search(sentence, max(0, start - 100), start) for lead in (_COLON, _NUMBER_OF))
    noun = next((noun for match in said if match and (noun := units.named(match[1]))), None)
    noun = noun or _last_noun(sentence[max(0, start - 40) : start])
    return Unit(noun, "count", end, end) if noun else None


def _last_noun(text: str) -> str | None:
    """The longest listed noun that the words end in."""
    match = _LEFT_NOUN.search(text)
    words = match[1].lower().split() if match else []
    tails = (" ".join(words[place:]) for place in range(len(words)))
    return next((tail for tail in tails if tail in lexicon.NOUNS), None)


def _stands_alone(sentence: str, start: int, written: str) -> bool:
    """A number without a unit is a figure when something links it, or when it is written as one."""
    if written[0] == "0" and len(written) > 1 and written.isdigit():
        return False
    if "." in written or "," in written or _SHARED.match(sentence, start + len(written)):
        return True
    return len(written) > 1 and bool(_LINKED.search(sentence, max(0, start - 12), start))


def _kind(sentence: str, start: int, unit: Unit) -> str:
    """`gấp 2 lần` is a ratio, `tập huấn 2 lần` a count."""
    if unit.name != "lần":
        return unit.kind
    multiple = _MULTIPLES.search(sentence, max(0, start - 20), start)
    return "ratio" if multiple or "," in sentence[start : unit.end] else unit.kind


def _in_words(sentence: str, said: list[re.Match[str]], taken: Taken) -> Iterator[Quantity]:
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
    kind = unit.kind if unit else "count"
    return Quantity(match.start(), end, None, unit, kind, Fraction(1))


def _spelled(sentence: str, start: int) -> Quantity | None:
    words: list[tuple[str, int]] = []
    for word in _SPELLED.finditer(sentence, start, min(len(sentence), start + 120)):
        if words and sentence[words[-1][1] : word.start()] != " ":
            break
        words.append((word.group().lower(), word.end()))
    found = numerals.leading([word for word, _ in words])
    if found is None or _NOT_NUMERAL.search(sentence, max(0, start - 12), start):
        return None
    value, count = found
    end = words[count - 1][1]
    unit = units.read(sentence, end)
    if unit is None or not unit.known or not _meant(sentence, start, end, value, count, unit):
        return None
    return Quantity(
        start,
        end if unit.factor == 1 else unit.value_end,
        value * unit.factor,
        unit,
        _kind(sentence, start, unit),
        Fraction(1),
    )


def _meant(sentence: str, start: int, end: int, value: Fraction, count: int, unit: Unit) -> bool:
    """`một` is mostly an article, `năm` mostly a year: they need company to be numbers."""
    if count > 1 or unit.kind in ("percent", "money") or unit.factor > 1:
        return True
    if value == numerals.HALF:
        return unit.kind == "period"
    noun = unit.name.split(",")[0] in lexicon.NOUNS
    if value in (1, 5):
        hedged = value == 5 and bool(hedges.before(sentence, start))
        return noun and (hedged or _in_company(sentence, start, unit.end))
    if unit.kind == "period" or unit.name in lexicon.MEASURES:
        return True
    return noun and not masks.is_name(sentence, start, end)


def _in_company(sentence: str, start: int, end: int) -> bool:
    """Another figure stands beside it in the same row: `20 xã, một thị trấn`; `một chi bộ, 14 đảng
    viên`.
    """
    left, right = sentence[max(0, start - 30) : start], sentence[end : end + 30]
    return bool(_COMPANY_BEFORE.search(left) or _COMPANY_BEHIND.match(right))
