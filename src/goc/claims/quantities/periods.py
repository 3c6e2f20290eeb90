"""Dates and periods of a sentence, which leave the field before numbers are read."""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import partial

from goc.claims import masks, units
from goc.claims.quantities.model import Number, Quantity, Taken
from goc.claims.units import Unit
from goc.lib import answers
from goc.viet import dates, digits

_OF_TOTAL = re.compile(r"\s+tổng(?!\w)", re.I)
_PERIODS = {
    "quarter": "quý",
    "month": "tháng",
    "school_year": "năm học",
    "part_of_year": "tháng",
    "day": "ngày",
}
_DAY_CUE = re.compile(r"(?:ngày|sáng|chiều|trưa|tối|đêm|hôm|mùng|mồng|rạng sáng),?\s*\(?$", re.I)
_CITED = re.compile(rf"(?:{masks.SYMBOL}|số\s+\d+\S*),?\s*(?:ban hành|ký|,)?\s*(?:ngày|tháng)?\s*$")


def find(sentence: str, taken: Taken) -> Iterator[Quantity]:
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
