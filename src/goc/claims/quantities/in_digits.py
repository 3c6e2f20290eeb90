"""Numbers in digits, joined to ranges and ratios, with their units."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from goc.claims import masks, units
from goc.claims.lexicon import units as lexicon
from goc.claims.quantities.model import Quantity, Taken
from goc.claims.quantities.spots import Spot
from goc.claims.units import NOTHING, Unit
from goc.lib import answers
from goc.viet import digits
from goc.viet.letters import UPPER

DIGITS = re.compile(
    r"(?<![\d.,])\d{1,3}(?: \d{3})* 000(?![.,]?\d)|"  # `816 000`: nothing else has such an end
    r"\d+(?:[.,]\d+)*|[½¼¾⅓⅔]"
)
_RATIO = re.compile(r"\s?/\s?(\d+(?:[.,]\d+)*)")
_DASH = re.compile(r"\s?[-–—÷~]\s?(\d+(?:[.,]\d+)*)")
_UNTIL = re.compile(r"\s+(?:đến|tới|hoặc)\s+(?:khoảng\s+|gần\s+|dưới\s+)?(\d+(?:[.,]\d+)*)", re.I)
_AGE = re.compile(r"tuổi\s*(?:từ|:)?\s*$", re.I)
_OF_ALL = re.compile(r"\s*(?:tổng số|tổng|số)(?=\s)", re.I)
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
_CHANGE = re.compile(
    r"(?<!\w)(?:tăng|giảm|nâng|hạ|rút|đưa|chuyển)[^,;.]{0,40}\btừ\s*(?:\w+\s+)?$", re.I
)
_SHARED = re.compile(r"\s*\(\s*\d[\d.,]*\s?%")  # `tiểu học 206 (75,2%)`
_ZEROED = re.compile(r"0\d+")  # `05`
_WRITTEN_OUT = re.compile(r"\d+[.,]")
_LINKED = re.compile(
    r"(?:là|đạt|có|gồm|còn|bằng|chiếm|tổng số|:|\(|hơn|gần|trên|khoảng|được|thêm|nữ|nam|với|tới|"
    r"đến|lên)\s*$",
    re.I,
)
_MOST_DAYS, _MOST_MONTHS = 31, 12


def find(sentence: str, taken: Taken) -> Iterator[Quantity]:
    place, last = 0, NOTHING
    rosters = _rosters(sentence)
    while match := DIGITS.search(sentence, place):
        spot = Spot(sentence, *match.span(), taken)
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


def _read(spot: Spot, counted: Unit) -> _Found:
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


def _taken(spot: Spot, quantity: Quantity) -> _Found:
    goes_on = max(spot.end, quantity.unit_end)  # past the 2 of `m2`
    spot.taken.take(spot.start, goes_on)
    return _Found(goes_on, (quantity,), quantity.unit if quantity.counts_listed else NOTHING)


def _again(spot: Spot, counted: Unit) -> tuple[Quantity, ...]:
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


def _joined(spot: Spot) -> Quantity | None:
    """A number with what belongs to it: the other half of a ratio or range, and the unit."""
    ratio = spot.ahead(_RATIO)
    if ratio and not spot.taken.holds(spot.end, ratio.end()):
        return _as_ratio(spot, ratio)
    if pair := _pair_of(spot):
        return _as_ratio(spot, pair)
    ranges = (_from(spot, place) for place in _range_places(spot))
    return answers.first(ranges) or _single(spot)


def _pair_of(spot: Spot) -> re.Match[str] | None:
    """The second half of `1.500 ha/2.000 ha`."""
    unit = spot.unit
    pair = _RATIO.match(spot.sentence, unit.end) if unit.known and unit.is_amount else None
    return pair if pair and units.read(spot.sentence, pair.end()).name == unit.name else None


def _range_places(spot: Spot) -> set[int]:
    """A range goes on behind the number, or behind its unit: `20 - 30 lớp`, `20 lớp đến 30 lớp`."""
    return {spot.end, spot.unit.end} if spot.unit.known else {spot.end}


def _from(spot: Spot, place: int) -> Quantity | None:
    second = answers.first(link.match(spot.sentence, place) for link in (_DASH, _UNTIL))
    if second is None or spot.taken.holds(spot.end, second.end()):
        return None
    return _as_range(spot, second, spot.unit if place != spot.end else NOTHING)


def _as_ratio(spot: Spot, second: re.Match[str]) -> Quantity | None:
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


def _as_range(spot: Spot, second: re.Match[str], own: Unit) -> Quantity | None:
    """`own`: the unit of the first number where it has one."""
    unit = units.read(spot.sentence, second.end(1)) or _age(spot, second.end(1))
    if not unit or (own and _are_two(spot, own, unit)):
        return None
    span = _span(spot.written, second[1], unit)
    if span is None:
        return None
    end, step = max(second.end(1), unit.value_end), digits.step(second[1]) * unit.factor
    return Quantity(spot.start, end, span, unit, spot.kind(unit), step)


def _are_two(spot: Spot, own: Unit, unit: Unit) -> bool:
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


def _age(spot: Spot, end: int) -> Unit:
    """`độ tuổi từ 6 đến 14` names its unit ahead."""
    return Unit("tuổi", "count", end, end) if spot.behind(_AGE, 14) else NOTHING


def _single(spot: Spot) -> Quantity | None:
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


def _named_before(spot: Spot) -> Unit:
    """`sĩ quan 250, hạ sĩ quan 1.000`; `bệnh nhân ngoại trú: 420`: in rows the thing counted stands
    first.
    """
    if not spot.ahead(_CLOSED):
        return NOTHING
    said = (units.named(answers.said(spot.behind(lead, 100))) for lead in (_COLON, _NUMBER_OF))
    noun = answers.first(said) or _last_noun(spot)
    return Unit(noun, "count", spot.end, spot.end) if noun else NOTHING


def _last_noun(spot: Spot) -> str:
    """The longest listed noun that the words before it end in."""
    words = answers.said(spot.behind(_LEFT_NOUN, 40)).lower().split()
    tails = (" ".join(words[place:]) for place in range(len(words)))
    return next(filter(lexicon.NOUNS.__contains__, tails), "")


def _stands_alone(spot: Spot) -> bool:
    """A number without a unit is a figure when something links it, or when it is written as one."""
    if _ZEROED.fullmatch(spot.written):
        return False
    if _WRITTEN_OUT.match(spot.written) or spot.ahead(_SHARED):
        return True
    return len(spot.written) > 1 and spot.behind(_LINKED, 12) is not None
