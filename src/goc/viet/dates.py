"""Dates and periods in every office spelling: `10-2`, `22.9`, `4.2015`, `12-26/4`, `ngày 05 tháng 3
năm 2020`, `quý II/2020`, `năm học 2019-2020`, `giai đoạn 2021-2025`, `6 tháng đầu năm 2017`.

A day without a year stays without one: nobody here knows today.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

_D, _M, _Y = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)", r"(?:1[0-2]|0?[1-9])(?!\d)", r"(?:19|20)\d\d"
_ROMAN = {
    "I": 1,
    "II": 2,
    "III": 3,
    "IV": 4,
    "1": 1,
    "2": 2,
    "3": 3,
    "4": 4,
    "01": 1,
    "02": 2,
    "03": 3,
    "04": 4,
}
_CUE = (
    r"(?:ngày|sáng|chiều|trưa|tối|đêm|hôm|rạng sáng|mùng|mồng|đến|từ|tới|trước|sau|hết|chậm nhất|"
    r"vào|và|"
    r"thứ (?:hai|ba|tư|năm|"
    r"sáu|bảy|[2-7])|chủ nhật),?\s*\(?"
)
_END = r"(?![\d/]|[.,-]\d)"
_START = r"(?<![\d/.,-])"
_LEAP = 2024  # without a year, 29 February is a day


@dataclass(frozen=True)
class When:
    """One date or period in a text. `kind`: day · month · quarter · year · school_year · span ·
    part_of_year.
    """

    start: int
    end: int
    kind: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last: tuple[int | None, int | None, int | None] | None = (
        None  # year, month, day of the end of a span
    )

    def written(self, text: str) -> str:
        """As it stands in the text it was found in."""
        return text[self.start : self.end]

    @property
    def years(self) -> tuple[int, ...]:
        """The first and the last year of a span that names both, and no day."""
        last = self.last[0] if self.kind == "span" and self.last else None
        return (self.year, last) if self.year and last and not self.day else ()

    def first_day(self) -> date | None:
        """The first day meant, when the text gives a year."""
        return _safe(self.year, self.month or 1, self.day or 1)

    def last_day(self) -> date | None:
        """The last day meant, itself included, when the text gives a year."""
        if self.last:
            return _edge(*self.last)
        if self.kind == "quarter" and self.month:
            return _edge(self.year, self.month + 2, None)
        return _edge(self.year, self.month, self.day)


def _safe(year: int | None, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year else None
    except ValueError:
        return None


def _edge(year: int | None, month: int | None, day: int | None) -> date | None:
    """The last day of a year, of its month, or the day itself."""
    month = month or 12
    if not year or not 1 <= month <= 12:
        return None
    return _safe(year, month, day or monthrange(year, month)[1])


@dataclass(frozen=True)
class _Found:
    """What one spelling gives: its place in the text and its numbers, None where it has none."""

    match: re.Match[str]

    @property
    def span(self) -> tuple[int, int]:
        return self.match.span()

    @property
    def year(self) -> int | None:
        return self.number("y")

    @property
    def month(self) -> int | None:
        return self.number("m")

    @property
    def day(self) -> int | None:
        return self.number("d")

    def number(self, name: str) -> int | None:
        written = self.match.groupdict().get(name)
        return int(written) if written else None

    def given(self, name: str) -> int:
        """A number that its spelling always has."""
        return int(self.match[name])


def _day(found: _Found) -> When | None:
    """`ngày 05 tháng 3 năm 2020`; no 31 April."""
    year, month, day = found.year, found.given("m"), found.given("d")
    if day > monthrange(year or _LEAP, month)[1]:
        return None
    return When(*found.span, "day", year, month, day)


def _cued_day(found: _Found) -> When | None:
    """`đến 10-2`: the day alone, without the word before it."""
    day = _day(found)
    return replace(day, start=found.match.start("d")) if day else None


def _days(found: _Found) -> When:
    last = (found.year, found.month, found.number("d2"))
    return When(*found.span, "span", found.year, found.month, found.day, last)


def _month(found: _Found) -> When:
    return When(*found.span, "month", found.year, found.month)


def _quarter(found: _Found) -> When:
    # Without regard to case, `I` also matches the Turkish dotted and dotless letters.
    quarter = _ROMAN[found.match["q"].upper().replace("İ", "I")]
    return When(*found.span, "quarter", found.year, 3 * quarter - 2)


def _school_year(found: _Found) -> When | None:
    """September to August."""
    first, last = found.given("y"), found.given("y2")
    if last < first:
        return None
    return When(*found.span, "school_year", first, 9, None, (last, 8, None))


def _years(found: _Found) -> When | None:
    first, last = found.given("y"), found.given("y2")
    if last < first:
        return None
    return When(*found.span, "span", first, None, None, (last, None, None))


def _part(found: _Found) -> When:
    """`6 tháng đầu năm`, counted from January; `cuối`, back from December."""
    year, months = found.year, found.given("n")
    if found.match["side"].lower() == "cuối":
        return When(*found.span, "part_of_year", year, 13 - months, None, (year, 12, None))
    return When(*found.span, "part_of_year", year, 1, None, (year, months, None))


def _year(found: _Found) -> When:
    return When(*found.span, "year", found.year)


_FORMS: list[tuple[str, re.Pattern[str]]] = [
    (
        "words",
        re.compile(
            rf"ngày\s+(?P<d>{_D})\s+tháng\s+(?P<m>{_M})(?:\s*,?\s*năm\s+(?P<y>{_Y}))?", re.I
        ),
    ),
    (
        "days",
        re.compile(
            rf"{_START}(?<!tháng )(?P<d>{_D})\s*(?:-|–|và|đến(?: "
            rf"ngày)?)\s*(?P<d2>{_D})\s?(?P<s>[/.])\s?(?P<m>{_M})"
            rf"(?:(?P=s)(?P<y>{_Y}))?{_END}",
            re.I,
        ),
    ),
    (
        "full",
        re.compile(
            rf"{_START}(?P<d>{_D})\s?(?P<s>[/.-])\s?(?P<m>{_M})\s?(?P=s)\s?(?P<y>{_Y}){_END}"
        ),
    ),
    (
        "days",
        re.compile(rf"{_START}(?P<d>{_D})\s*(?:và|,)\s+(?P<d2>{_D})\s?-\s?(?P<m>{_M}){_END}", re.I),
    ),
    (
        "month",
        re.compile(rf"tháng\s+(?P<m>{_M})(?:\s*[/.-]\s*|\s+năm\s+|,\s*)(?P<y>{_Y})(?![\d/])", re.I),
    ),
    (
        "quarter",
        re.compile(
            rf"quý\s+(?P<q>IV|I{{1,3}}|0?[1-4])(?:\s*(?:/|năm|-|,)\s*(?P<y>{_Y}))?(?!\w)", re.I
        ),
    ),
    ("bare_month", re.compile(rf"{_START}(?P<m>{_M})/(?P<y>{_Y})(?![\d/])")),
    (
        "bare_month",
        re.compile(rf"(?:(?<=đến )|(?<=tới )|(?<=từ ))(?P<m>{_M})-(?P<y>{_Y})(?![\d/-])", re.I),
    ),
    (
        "day",
        re.compile(
            rf"(?<!\w){_CUE}(?P<d>{_D})\s?(?P<s>[/.-])\s?(?P<m>{_M}){_END}(?!\s*(?:%|triệu|tỷ|tỉ))",
            re.I,
        ),
    ),
    ("school_year", re.compile(rf"năm\s+học\s+(?P<y>{_Y})\s*[-–/]\s*(?P<y2>{_Y})(?!\d)", re.I)),
    (
        "years",
        re.compile(
            rf"(?<![\d/.,-])(?P<y>{_Y})\s*(?:-|–|đến|đến năm)\s*(?P<y2>{_Y})(?![\d.,]\d|\d)", re.I
        ),
    ),
    (
        "part",
        re.compile(
            rf"(?<!\d)(?P<n>0?[1-9]|1[01])\s+tháng\s+(?P<side>đầu|cuối|qua|giữa)(?:\s+(?:năm|"
            rf"của\s+năm))?(?:\s+(?P<y>{_Y}))?",
            re.I,
        ),
    ),
    ("month_only", re.compile(rf"tháng\s+(?P<m>{_M})(?![\d/.]|-\d)", re.I)),
    ("year", re.compile(rf"năm\s+(?P<y>{_Y})(?!\d|[.,]\d)", re.I)),
]
_PAIR, _YEARS = re.compile(r"\d\s?[/.-]\s?\d"), re.compile(r"(?:19|20)\d\d")
_MONTHS, _QUARTERS = re.compile(r"tháng", re.I), re.compile(r"quý\s", re.I)


@dataclass(frozen=True)
class _Reader:
    """What a text must hold for a form to be looked for at all, and what is made of what is found.
    Most sentences hold none of the four hints.
    """

    hint: re.Pattern[str]
    made: Callable[[_Found], When | None]


_READERS = {
    "words": _Reader(_MONTHS, _day),
    "month": _Reader(_MONTHS, _month),
    "month_only": _Reader(_MONTHS, _month),
    "part": _Reader(_MONTHS, _part),
    "quarter": _Reader(_QUARTERS, _quarter),
    "school_year": _Reader(_YEARS, _school_year),
    "years": _Reader(_YEARS, _years),
    "year": _Reader(_YEARS, _year),
    "full": _Reader(_PAIR, _day),
    "days": _Reader(_PAIR, _days),
    "bare_month": _Reader(_PAIR, _month),
    "day": _Reader(_PAIR, _cued_day),
}


def find(text: str) -> list[When]:
    """All dates and periods, in order, none overlapping; the more exact spelling wins."""
    held = {hint for hint in (_PAIR, _YEARS, _MONTHS, _QUARTERS) if hint.search(text)}
    if not held:
        return []
    found: list[When] = []
    taken = bytearray(len(text))
    for form, pattern in _FORMS:
        reader = _READERS[form]
        for match in pattern.finditer(text) if reader.hint in held else ():
            when = reader.made(_Found(match))
            if when and not any(taken[when.start : when.end]):
                taken[when.start : when.end] = b"\x01" * (when.end - when.start)
                found.append(when)
    return sorted(found, key=lambda when: when.start)


def parse(text: str) -> date | None:
    """The day a phrase names, when it names exactly one: `ngày 04 tháng 5
    năm 2020`, `27/4/2007`.
    """
    days = [when for when in find(text) if when.kind == "day" and when.year]
    return days[0].first_day() if len(days) == 1 else None


def day_in_words(day: date) -> str:
    """`ngày 05 tháng 3 năm 2013`: in papers days below 10 and months 1, 2 carry a zero."""
    return f"ngày {day.day:02d} tháng {month_in_words(day)} năm {day.year}"


def month_in_words(day: date) -> str:
    return f"{day.month:02d}" if day.month < 3 else str(day.month)
