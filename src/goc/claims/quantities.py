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


@dataclass(frozen=True)
class Quantity:
    """A number in a sentence, offsets of the sentence; `unit` None when the text names none."""

    start: int
    end: int
    number: Fraction | tuple[Fraction, ...] | None
    unit: Unit | None
    kind: str
    step: Fraction

    def moved(self, by: int) -> "Quantity":
        """In a sentence that begins so much earlier."""
        if not by:
            return self
        unit = self.unit and self.unit.moved(by)
        return replace(self, start=self.start + by, end=self.end + by, unit=unit)


@lru_cache(maxsize=256)  # cells of a table and set phrases come again and again
def find(sentence: str, *, line_start: bool = True) -> tuple[Quantity, ...]:
    """All quantities of a sentence, in order, none overlapping; none of a table run together."""
    in_words = list(_WORD.finditer(sentence))
    if not 0 < len(_DIGITS.findall(sentence)) + len(in_words) <= _TABLE:
        return ()
    if is_table(sentence):
        return ()
    taken = bytearray(len(sentence) + 1)
    found = list(_periods(sentence, taken))
    for start, end in masks.of(sentence, line_start=line_start):
        taken[start:end] = b"\x01" * (end - start)
    found += _in_digits(sentence, taken)
    found += _in_words(sentence, in_words, taken)
    return tuple(sorted(found, key=lambda quantity: quantity.start))


def is_table(sentence: str) -> bool:
    """Figures of a table side by side, which are no claims."""
    return len(_CELLS.findall(sentence)) > 1 or len(_DIGITS.findall(sentence)) > _TABLE


def _periods(sentence: str, taken: bytearray) -> Iterator[Quantity]:
    """Dates and periods leave the field; those that say when something was so are claims of kind
    period.
    """
    for when in dates.find(sentence):
        if when.kind == "day" and not when.year and not _is_day(sentence, when):
            continue
        taken[when.start : when.end] = b"\x01" * (when.end - when.start)
        if (
            when.kind == "year"
            or (when.kind == "month" and not when.year)
            or _cites(sentence, when.start)
        ):
            continue
        if when.kind in ("month", "day") and "." in sentence[when.start : when.end]:
            continue  # `4.2015` reads as a number as well; a doubtful period is left out
        yield _period(sentence, when)


def _period(sentence: str, when: dates.When) -> Quantity:
    value: Fraction | tuple[Fraction, ...] | None = None
    name = _PERIODS.get(when.kind, "ngày" if when.day else "năm")
    if when.kind == "part_of_year":
        months = digits.NUMBER.match(sentence, when.start)
        value = digits.parse(months.group()) if months else None
    elif when.kind == "span" and not when.day and when.year and when.last and when.last[0]:
        value = (Fraction(when.year), Fraction(when.last[0]))
    return Quantity(
        when.start, when.end, value, Unit(name, "period", when.end, when.end), "period", Fraction(1)
    )


def _is_day(sentence: str, when: dates.When) -> bool:
    """`ngày 15-1` is a day; `từ 5-10 lớp` and `9/10 huyện` are not."""
    text = sentence[when.start : when.end]
    if _DAY_CUE.search(sentence, max(0, when.start - 14), when.start):
        return True
    return ("." not in text and units.read(sentence, when.end) is None) or (
        "/" in text and not units.known_after(sentence, when.end)
    )


def _cites(sentence: str, start: int) -> bool:
    """Is this the date of a cited document (`Chỉ thị số 32-CT/TU ngày …`)?"""
    left = sentence[max(0, start - 70) : start]
    return bool(
        re.search(
            rf"(?:{masks.SYMBOL}|số\s+\d+\S*),?\s*(?:ban hành|ký|,)?\s*(?:ngày|tháng)?\s*$", left
        )
    )


def _in_digits(sentence: str, taken: bytearray) -> Iterator[Quantity]:
    place, last = 0, None
    rosters = _rosters(sentence)
    while match := _DIGITS.search(sentence, place):
        start, place = match.start(), match.end()
        if any(taken[start:place]):
            place = start + 1 if not taken[start] else _past(taken, start)
            continue
        if (
            start in rosters
            and last
            and (value := digits.parse(match.group(), whole=True)) is not None
        ):
            yield Quantity(
                start, place, value, Unit(last.name, "count", place, place), "count", Fraction(1)
            )
            continue
        if _YEAR.fullmatch(match.group()) and _is_year(sentence, start, place):
            continue
        ratio = _RATIO.match(sentence, place)
        if masks.is_name(sentence, start, ratio.end() if ratio else place):
            place = masks.listed_after(sentence, place)
            continue
        quantity = _joined(sentence, match, taken)
        if quantity:
            yield quantity
            if quantity.kind == "count" and quantity.unit and quantity.unit.known:
                last = quantity.unit
            place = max(
                place, quantity.end, quantity.unit.end if quantity.unit else 0
            )  # past the 2 of `m2`
            taken[start:place] = b"\x01" * (place - start)
        elif ratio:
            place = ratio.end()


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


def _past(taken: bytearray, start: int) -> int:
    end = taken.find(b"\x00", start)
    return end if end > start else start + 1


def _is_year(sentence: str, start: int, end: int) -> bool:
    left = sentence[max(0, start - 8) : start].lower().rstrip()
    return left.endswith(("năm", "-", "/", "–", "khóa", "cuối", "đầu")) or not units.known_after(
        sentence, end
    )


def _joined(sentence: str, match: re.Match[str], taken: bytearray) -> Quantity | None:
    start, end = match.span()
    if (ratio := _RATIO.match(sentence, end)) and not any(taken[end : ratio.end()]):
        return _as_ratio(sentence, match, ratio)
    unit = units.read(sentence, end) or _borrowed(sentence, start, end)
    rest = unit.end if unit and unit.known else end
    if (
        unit
        and unit.known
        and (pair := _RATIO.match(sentence, unit.end))
        and unit.kind in ("count", "money")
    ):
        other = units.read(sentence, pair.end())
        if other and other.name == unit.name:
            return _as_ratio(sentence, match, pair)  # `1.500 ha/2.000 ha`
    for place in dict.fromkeys((end, rest)):
        second = _DASH.match(sentence, place) or _UNTIL.match(sentence, place)
        if second and not any(taken[end : second.end()]):
            joined = _as_range(sentence, match, second, unit if place != end else None)
            if joined:
                return joined
    return _single(sentence, start, end, match.group(), unit)


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
    if not (unit and unit.known) and high <= 12 and low <= 31:
        return None  # `22/12`, a day of remembrance
    if unit and unit.kind not in ("count", "money"):
        unit = None  # `154,66/95 130%`: the percentage is a claim of its own
    return Quantity(first.start(), second.end(), (low, high), unit, "ratio", Fraction(1))


def _as_range(
    sentence: str, first: re.Match[str], second: re.Match[str], own: Unit | None
) -> Quantity | None:
    unit = units.read(sentence, second.end(1)) or _age(sentence, first.start(), second.end(1))
    if unit is None or (own and own.name != unit.name):
        return None
    if own and _CHANGE.search(sentence, max(0, first.start() - 60), first.start()):
        return None  # `tăng từ 20% đến 30%`: two figures, not a range
    whole = units.is_whole(unit.name)
    low, high = digits.parse(first.group(), whole=whole), digits.parse(second[1], whole=whole)
    if low is None or high is None or low >= high or (not unit.known and high > 1000 * (low + 1)):
        return None
    factor = unit.factor
    end, kind = max(second.end(1), unit.value_end), _kind(sentence, first.start(), unit)
    return Quantity(
        first.start(),
        end,
        (low * factor, high * factor),
        unit,
        kind,
        digits.step(second[1]) * factor,
    )


def _age(sentence: str, start: int, end: int) -> Unit | None:
    """`độ tuổi từ 6 đến 14` names its unit ahead."""
    return (
        Unit("tuổi", "count", end, end)
        if _AGE.search(sentence, max(0, start - 14), start)
        else None
    )


def _single(
    sentence: str, start: int, end: int, written: str, unit: Unit | None
) -> Quantity | None:
    value = digits.parse(
        written, whole=bool(unit and units.is_whole(unit.name) and unit.factor == 1)
    )
    if value is None:
        return None
    unit = unit or _named_before(sentence, start, end)
    if unit is None and not _stands_alone(sentence, start, written):
        return None
    factor = unit.factor if unit else 1
    value = value if factor == 1 else value * factor
    if unit and unit.half:
        value += Fraction(max(factor, 1), 2)
    if unit and unit.plus:
        value += unit.plus
    kind = _kind(sentence, start, unit) if unit else "count"
    step = digits.step(written) if factor == 1 else digits.step(written) * factor
    return Quantity(start, unit.value_end if unit else end, value, unit, kind, step)


def _named_before(sentence: str, start: int, end: int) -> Unit | None:
    """`sĩ quan 250, hạ sĩ quan 1.000`; `bệnh nhân ngoại trú: 420`: in rows the thing counted stands
    first.
    """
    if not _CLOSED.match(sentence, end):
        return None
    if (row := _COLON.search(sentence, max(0, start - 100), start)) and (
        noun := units.named(row[1])
    ):
        return Unit(noun, "count", end, end)
    if (said := _NUMBER_OF.search(sentence, max(0, start - 100), start)) and (
        noun := units.named(said[1])
    ):
        return Unit(noun, "count", end, end)
    match = _LEFT_NOUN.search(sentence, max(0, start - 40), start)
    if not match:
        return None
    words = match[1].lower().split()
    for count in range(len(words), 0, -1):
        name = " ".join(words[-count:])
        if name in lexicon.NOUNS:
            return Unit(name, "count", end, end)
    return None


def _stands_alone(sentence: str, start: int, written: str) -> bool:
    """A number without a unit is a figure when something links it, or when it is written as one."""
    if written[0] == "0" and len(written) > 1 and written.isdigit():
        return False
    if _SHARED.match(sentence, start + len(written)):
        return True
    return (
        (bool(_LINKED.search(sentence, max(0, start - 12), start)) and len(written) > 1)
        or "." in written
        or "," in written
    )


def _kind(sentence: str, start: int, unit: Unit) -> str:
    if unit.name == "lần" and (
        _MULTIPLES.search(sentence, max(0, start - 20), start) or "," in sentence[start : unit.end]
    ):
        return "ratio"
    return unit.kind


def _in_words(sentence: str, said: list[re.Match[str]], taken: bytearray) -> Iterator[Quantity]:
    place = 0
    for match in said:
        start = match.start()
        if start < place or taken[start]:
            continue
        if match[1]:
            unit = units.read(sentence, match.end())
            end = match.start() + len(match.group().rstrip())
            yield Quantity(start, end, None, unit, unit.kind if unit else "count", Fraction(1))
            continue
        quantity = _spelled(sentence, start)
        if quantity and not any(taken[start : quantity.end]):
            yield quantity
            place = quantity.end


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
    noun = unit.name.split(",")[0] in lexicon.NOUNS
    if value == numerals.HALF:
        return unit.kind == "period"
    if value == 1:
        return noun and _in_company(sentence, start, unit.end)
    if value == 5:
        return noun and bool(
            hedges.before(sentence, start) or _in_company(sentence, start, unit.end)
        )
    return (
        (noun and not masks.is_name(sentence, start, end))
        or unit.kind == "period"
        or unit.name in lexicon.MEASURES
    )


def _in_company(sentence: str, start: int, end: int) -> bool:
    """Another figure stands beside it in the same row: `20 xã, một thị trấn`; `một chi bộ, 14 đảng
    viên`.
    """
    left, right = sentence[max(0, start - 30) : start], sentence[end : end + 30]
    return bool(
        re.search(r"\d\s+[^\W\d]+(?:\s+[^\W\d]+){0,3}\s*(?:,|và)\s*$", left)
        or re.match(r"(?:\s+[^\W\d]+){0,2}\s*(?:,|và)\s+\d", right)
    )
