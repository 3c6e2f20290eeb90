"""Finds the quantities of one sentence: numbers in digits and words, joined to ranges and
ratios, with their units.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property, lru_cache, partial

from goc.claims import masks, units
from goc.claims.lexicon import units as lexicon
from goc.claims.units import NOTHING, Unit
from goc.lib import answers
from goc.viet import dates, digits, hedges, numerals
from goc.viet.letters import UPPER

_DIGITS = re.compile(
    r"(?<![\d.,])\d{1,3}(?: \d{3})* 000(?![.,]?\d)|"  # `816 000`: nothing else has such an end
    r"\d+(?:[.,]\d+)*|[½¼¾⅓⅔]"
)
_RATIO = re.compile(r"\s?/\s?(\d+(?:[.,]\d+)*)")
_DASH = re.compile(r"\s?[-–—÷~]\s?(\d+(?:[.,]\d+)*)")
_UNTIL = re.compile(r"\s+(?:đến|tới|hoặc)\s+(?:khoảng\s+|gần\s+|dưới\s+)?(\d+(?:[.,]\d+)*)", re.I)
_TOWARDS = re.compile(
    r"\s+(?:lên|xuống|đến|tới|còn)\s+(?:còn\s+|đến\s+|tới\s+)?(?:hơn\s+|gần\s+|"
    r"trên\s+)?\d+(?:[.,]\d+)*",
    re.I,
)
_AGE = re.compile(r"tuổi\s*(?:từ|:)?\s*$", re.I)
_OF_ALL = re.compile(r"\s*(?:tổng số|tổng|số)(?=\s)", re.I)
_OF_TOTAL = re.compile(r"\s+tổng(?!\w)", re.I)
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
_SPELLED_RUN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
_NOT_NUMERAL = re.compile(
    r"(?:thứ|hạng|cấp|loại|tháng|bậc|khóa|khoá|lớp|số|mùng|người thứ|từng|mỗi|hằng|hàng|đầu|cuối|"
    r"các|những|quý|nhiều|"
    r"trong|sang|suốt|qua|cùng|cả|vào|\d)\s*$",
    re.I,
)
_MULTIPLES = re.compile(
    r"(?:gấp|bằng|tăng|giảm|hơn|gấp (?:hơn|gần|khoảng|trên)|tăng (?:hơn|gần|khoảng|trên))\s*$", re.I
)
_PERIODS = {
    "quarter": "quý",
    "month": "tháng",
    "school_year": "năm học",
    "part_of_year": "tháng",
    "day": "ngày",
}
_ZEROED = re.compile(r"0\d+")  # `05`
_WRITTEN_OUT = re.compile(r"\d+[.,]")
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
    """A number in a sentence, offsets of the sentence; `unit` is `NOTHING` when the text names
    none.
    """

    start: int
    end: int
    number: Number
    unit: Unit
    kind: str
    step: Fraction

    def moved(self, by: int) -> "Quantity":
        """In a sentence that begins so much earlier."""
        start, end = self.start + by, self.end + by
        return replace(self, start=start, end=end, unit=self.unit.moved(by))

    @property
    def unit_end(self) -> int:
        """Where value and unit end."""
        return max(self.end, self.unit.end)

    @property
    def counts_listed(self) -> bool:
        """Is it a count of a listed thing?"""
        return self.kind == "count" and self.unit.known


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
        return max(self._marks.find(b"\x00", start), start + 1)


def _periods(sentence: str, taken: Taken) -> Iterator[Quantity]:
    """Dates and periods leave the field; those that say when something was so are claims of kind
    period.
    """
    for when in filter(partial(_is_meant, sentence), dates.find(sentence)):
        taken.take(when.start, when.end)
        if not answers.some(_NO_PERIODS, sentence, when):
            yield _period(sentence, when)


def _is_meant(sentence: str, when: dates.When) -> bool:
    """`ngày 15-1` is a day; `từ 5-10 lớp`, `9/10 huyện` and `đến 1/3 tổng thu` are not."""
    if when.kind != "day" or when.year:
        return True
    if _OF_TOTAL.match(sentence, when.end):
        return False
    return answers.some(_DAY_SIGNS, sentence, when)


def _is_called_day(sentence: str, when: dates.When) -> bool:
    return _DAY_CUE.search(sentence, max(0, when.start - 14), when.start) is not None


def _counts_nothing(sentence: str, when: dates.When) -> bool:
    return "." not in when.written(sentence) and not units.read(sentence, when.end)


def _counts_nothing_listed(sentence: str, when: dates.When) -> bool:
    return "/" in when.written(sentence) and not units.known_after(sentence, when.end)


_DAY_SIGNS = (_is_called_day, _counts_nothing, _counts_nothing_listed)


def _is_bare(_sentence: str, when: dates.When) -> bool:
    """A year, or a month without one."""
    return when.kind == "year" or (when.kind, when.year) == ("month", None)


def _reads_as_number(sentence: str, when: dates.When) -> bool:
    """`4.2015`"""
    return when.kind in ("month", "day") and "." in when.written(sentence)


def _is_of_document(sentence: str, when: dates.When) -> bool:
    """The date of a cited document: `Chỉ thị số 32-CT/TU ngày …`."""
    return _CITED.search(sentence[max(0, when.start - 70) : when.start]) is not None


_NO_PERIODS = (_is_bare, _reads_as_number, _is_of_document)


def _period(sentence: str, when: dates.When) -> Quantity:
    name = _PERIODS.get(when.kind, "ngày" if when.day else "năm")
    unit = Unit(name, "period", when.end, when.end)
    value = _length(sentence, when)
    return Quantity(when.start, when.end, value, unit, "period", Fraction(1))


def _length(sentence: str, when: dates.When) -> Number:
    """How many months of a year, from which year to which; None for the others."""
    if when.kind == "part_of_year":
        return digits.parse(answers.said(digits.NUMBER.match(sentence, when.start), 0))
    return tuple(map(Fraction, when.years)) or None


@dataclass(frozen=True)
class _Spot:
    """A number in digits in its sentence, and what stands around it; `taken`: what is found."""

    sentence: str
    start: int
    end: int
    taken: Taken

    @property
    def written(self) -> str:
        return self.sentence[self.start : self.end].replace(" ", ".")

    @cached_property
    def step(self) -> Fraction:
        return digits.step(self.written)

    def behind(self, pattern: re.Pattern[str], reach: int) -> re.Match[str] | None:
        """Such words right before the number."""
        return pattern.search(self.sentence, max(0, self.start - reach), self.start)

    def ahead(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Such words right after it."""
        return pattern.match(self.sentence, self.end)

    @cached_property
    def is_year(self) -> bool:
        """`năm 2015`, and four digits of a year with no counted thing behind them."""
        if not _YEAR.fullmatch(self.written):
            return False
        left = self.sentence[max(0, self.start - 8) : self.start].lower().rstrip()
        return left.endswith(_YEAR_LEADS) or not units.known_after(self.sentence, self.end)

    @cached_property
    def unit(self) -> Unit:
        return units.read(self.sentence, self.end) or self._borrowed()

    def _borrowed(self) -> Unit:
        """`từ 40 lên 50 lớp`: the first figure has the unit of the second."""
        towards = self.ahead(_TOWARDS)
        if not towards or not self.behind(_BARE_FROM, 8):
            return NOTHING
        unit = units.read(self.sentence, towards.end())
        if not unit.known or unit.kind == "period":
            return NOTHING
        return Unit(unit.name, unit.kind, self.end, self.end, unit.factor)

    def kind(self, unit: Unit) -> str:
        """`gấp 2 lần` is a ratio, `tập huấn 2 lần` a count."""
        if unit.name != "lần":
            return unit.kind
        multiple = self.behind(_MULTIPLES, 20) or "," in self.sentence[self.start : unit.end]
        return "ratio" if multiple else unit.kind


def _in_digits(sentence: str, taken: Taken) -> Iterator[Quantity]:
    place, last = 0, NOTHING
    rosters = _rosters(sentence)
    while match := _DIGITS.search(sentence, place):
        spot = _Spot(sentence, *match.span(), taken)
        found = _read(spot, last if spot.start in rosters else NOTHING)
        yield from found.quantities
        place = found.goes_on
        last = found.counted or last


@dataclass(frozen=True)
class _Found:
    """What a number in digits gives, and where to look on."""

    goes_on: int
    quantities: tuple[Quantity, ...] = ()
    counted: Unit = NOTHING


def _read(spot: _Spot, counted: Unit) -> _Found:
    """`counted`: what the figure counts as one of a row of names, if it is."""
    if spot.taken.holds(spot.start, spot.end):
        return _Found(spot.taken.past(spot.start))
    if again := _again(spot, counted):
        return _Found(spot.end, again)
    if spot.is_year:
        return _Found(spot.end)
    end = answers.end(spot.ahead(_RATIO), spot.end)
    if masks.is_name(spot.sentence, spot.start, end):
        return _Found(masks.listed_after(spot.sentence, spot.end))
    quantity = _joined(spot)
    return _taken(spot, quantity) if quantity else _Found(end)


def _taken(spot: _Spot, quantity: Quantity) -> _Found:
    goes_on = max(spot.end, quantity.unit_end)  # past the 2 of `m2`
    spot.taken.take(spot.start, goes_on)
    return _Found(goes_on, (quantity,), quantity.unit if quantity.counts_listed else NOTHING)


def _again(spot: _Spot, counted: Unit) -> tuple[Quantity, ...]:
    """A figure in a row of names: it counts what was counted before."""
    value = digits.parse(spot.written, whole=True)
    if not counted or value is None:
        return ()
    unit = Unit(counted.name, "count", spot.end, spot.end)
    return (Quantity(spot.start, spot.end, value, unit, "count", Fraction(1)),)


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


def _joined(spot: _Spot) -> Quantity | None:
    """A number with what belongs to it: the other half of a ratio or range, and the unit."""
    ratio = spot.ahead(_RATIO)
    if ratio and not spot.taken.holds(spot.end, ratio.end()):
        return _as_ratio(spot, ratio)
    if pair := _pair_of(spot):
        return _as_ratio(spot, pair)
    ranges = (_from(spot, place) for place in _range_places(spot))
    return answers.first(ranges) or _single(spot)


def _pair_of(spot: _Spot) -> re.Match[str] | None:
    """The second half of `1.500 ha/2.000 ha`."""
    unit = spot.unit
    pair = _RATIO.match(spot.sentence, unit.end) if unit.known and unit.is_amount else None
    return pair if pair and units.read(spot.sentence, pair.end()).name == unit.name else None


def _range_places(spot: _Spot) -> set[int]:
    """A range goes on behind the number, or behind its unit: `20 - 30 lớp`, `20 lớp đến 30 lớp`."""
    return {spot.end, spot.unit.end} if spot.unit.known else {spot.end}


def _from(spot: _Spot, place: int) -> Quantity | None:
    second = answers.first(link.match(spot.sentence, place) for link in (_DASH, _UNTIL))
    if second is None or spot.taken.holds(spot.end, second.end()):
        return None
    return _as_range(spot, second, spot.unit if place != spot.end else NOTHING)


def _as_ratio(spot: _Spot, second: re.Match[str]) -> Quantity | None:
    end = second.end()
    of_all = _OF_ALL.match(spot.sentence, end)
    unit = units.read(spot.sentence, answers.end(of_all, end))
    whole = units.is_whole(unit.name) or not unit.known
    low, high = digits.parse(spot.written, whole=whole), digits.parse(second[1], whole=whole)
    if low is None or high is None or _RATIO.match(spot.sentence, end):
        return None
    told = unit.known or of_all is not None
    if not told and (low <= _MOST_DAYS and high <= _MOST_MONTHS):
        return None  # `22/12`, a day of remembrance
    # `154,66/95 130%`: the percentage is a claim of its own
    counted = unit if unit.is_amount else NOTHING
    return Quantity(spot.start, end, (low, high), counted, "ratio", Fraction(1))


def _as_range(spot: _Spot, second: re.Match[str], own: Unit) -> Quantity | None:
    """`own`: the unit of the first number where it has one."""
    unit = units.read(spot.sentence, second.end(1)) or _age(spot, second.end(1))
    if not unit or (own and _are_two(spot, own, unit)):
        return None
    span = _span(spot.written, second[1], unit)
    if span is None:
        return None
    end, step = max(second.end(1), unit.value_end), digits.step(second[1]) * unit.factor
    return Quantity(spot.start, end, span, unit, spot.kind(unit), step)


def _are_two(spot: _Spot, own: Unit, unit: Unit) -> bool:
    """`tăng từ 20% đến 30%`: two figures, not a range; as those of different units."""
    return own.name != unit.name or spot.behind(_CHANGE, 60) is not None


def _span(first: str, second: str, unit: Unit) -> tuple[Fraction, Fraction] | None:
    """From the lower to the higher; without a listed unit not over a thousandfold."""
    whole = units.is_whole(unit.name)
    low, high = digits.parse(first, whole=whole), digits.parse(second, whole=whole)
    if low is None or high is None or low >= high:
        return None
    if not unit.known and high > 1000 * (low + 1):
        return None
    return low * unit.factor, high * unit.factor


def _age(spot: _Spot, end: int) -> Unit:
    """`độ tuổi từ 6 đến 14` names its unit ahead."""
    return Unit("tuổi", "count", end, end) if spot.behind(_AGE, 14) else NOTHING


def _single(spot: _Spot) -> Quantity | None:
    whole = spot.unit.factor == 1 and units.is_whole(spot.unit.name)
    value = digits.parse(spot.written, whole=whole)
    if value is None:
        return None
    unit = spot.unit or _named_before(spot)
    if unit:
        end, (amount, step) = unit.value_end, _in_unit(value, spot.step, unit)
        return Quantity(spot.start, end, amount, unit, spot.kind(unit), step)
    alone = Quantity(spot.start, spot.end, value, NOTHING, "count", spot.step)
    return alone if _stands_alone(spot) else None


def _in_unit(value: Fraction, step: Fraction, unit: Unit) -> tuple[Fraction, Fraction]:
    """`2 triệu rưỡi`, `7 triệu 520 nghìn con`: multiplied, the half or the lower number added; what
    is added says how finely.
    """
    amount = value * unit.factor
    if unit.half:
        half = Fraction(unit.factor, 2)
        return amount + half, half
    if unit.plus:
        return amount + unit.plus, digits.step(str(unit.plus))
    return amount, step * unit.factor


def _named_before(spot: _Spot) -> Unit:
    """`sĩ quan 250, hạ sĩ quan 1.000`; `bệnh nhân ngoại trú: 420`: in rows the thing counted stands
    first.
    """
    if not spot.ahead(_CLOSED):
        return NOTHING
    said = (units.named(answers.said(spot.behind(lead, 100))) for lead in (_COLON, _NUMBER_OF))
    noun = answers.first(said) or _last_noun(spot)
    return Unit(noun, "count", spot.end, spot.end) if noun else NOTHING


def _last_noun(spot: _Spot) -> str:
    """The longest listed noun that the words before it end in."""
    words = answers.said(spot.behind(_LEFT_NOUN, 40)).lower().split()
    tails = (" ".join(words[place:]) for place in range(len(words)))
    return next(filter(lexicon.NOUNS.__contains__, tails), "")


def _stands_alone(spot: _Spot) -> bool:
    """A number without a unit is a figure when something links it, or when it is written as one."""
    if _ZEROED.fullmatch(spot.written):
        return False
    if _WRITTEN_OUT.match(spot.written) or spot.ahead(_SHARED):
        return True
    return len(spot.written) > 1 and spot.behind(_LINKED, 12) is not None


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
    return Quantity(match.start(), end, None, unit, unit.kind or "count", Fraction(1))


@dataclass(frozen=True)
class _Numeral:
    """A numeral in words: its value, how many words it takes and the unit behind them."""

    spot: _Spot
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
    spot = _Spot(sentence, start, start + len(" ".join(words[:count])), Taken(0))
    unit = units.read(sentence, spot.end)
    if not count or not unit.known or spot.behind(_NOT_NUMERAL, 12):
        return None
    if not _Numeral(spot, value, count, unit).is_meant:
        return None
    end = spot.end if unit.factor == 1 else unit.value_end
    return Quantity(start, end, value * unit.factor, unit, spot.kind(unit), Fraction(1))
