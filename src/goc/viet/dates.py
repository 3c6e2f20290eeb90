"""Dates and periods in every office spelling: `10-2`, `22.9`, `4.2015`, `12-26/4`, `ngày 05 tháng 3
năm 2020`, `quý II/2020`, `năm học 2019-2020`, `giai đoạn 2021-2025`, `6 tháng đầu năm 2017`.

A day without a year stays without one: nobody here knows today.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
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

    def first_day(self) -> date | None:
        """The first day meant, when the text gives a year."""
        return _safe(self.year, self.month or 1, self.day or 1)

    def last_day(self) -> date | None:
        """The last day meant, itself included, when the text gives a year."""
        if self.last:
            return _edge(*self.last)
        if self.kind == "quarter" and self.year and self.month:
            return _edge(self.year, self.month + 2, None)
        return _edge(self.year, self.month, self.day)


def _safe(year: int | None, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year else None
    except ValueError:
        return None


def _edge(year: int | None, month: int | None, day: int | None) -> date | None:
    if not year:
        return None
    month = month or 12
    return _safe(year, month, day or monthrange(year, month)[1]) if 1 <= month <= 12 else None


_FORMS: list[tuple[str, re.Pattern[str]]] = [
    (
        "words",
        re.compile(
            rf"ngày\s+(?P<d>{_D})\s+tháng\s+(?P<m>{_M})(?:\s*,?\s*năm\s+(?P<y>{_Y}))?", re.I
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
        re.compile(
            rf"{_START}(?P<d>{_D})\s*(?:-|–|và|đến(?: "
            rf"ngày)?)\s*(?P<d2>{_D})\s?(?P<s>[/.])\s?(?P<m>{_M})"
            rf"(?:(?P=s)(?P<y>{_Y}))?{_END}",
            re.I,
        ),
    ),
    (
        "days",
        re.compile(rf"{_START}(?P<d>{_D})\s*(?:và|,)\s*(?P<d2>{_D})\s?-\s?(?P<m>{_M}){_END}", re.I),
    ),
    (
        "month",
        re.compile(rf"tháng\s+(?P<m>{_M})(?:\s*[/.-]\s*|\s+năm\s+|,\s*)(?P<y>{_Y})(?![\d/])", re.I),
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
    (
        "quarter",
        re.compile(
            rf"quý\s+(?P<q>IV|I{{1,3}}|0?[1-4])(?:\s*(?:/|năm|-|,)\s*(?P<y>{_Y}))?(?!\w)", re.I
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
_PAIR, _YEAR = re.compile(r"\d\s?[/.-]\s?\d"), re.compile(r"(?:19|20)\d\d")
_MONTH, _QUARTER = re.compile(r"tháng", re.I), re.compile(r"quý\s", re.I)
_HINTS = {
    "words": _MONTH,
    "month": _MONTH,
    "month_only": _MONTH,
    "part": _MONTH,
    "quarter": _QUARTER,
    "school_year": _YEAR,
    "years": _YEAR,
    "year": _YEAR,
    "full": _PAIR,
    "days": _PAIR,
    "bare_month": _PAIR,
    "day": _PAIR,
}
"""What a text must hold for a form to be looked for at all: most sentences hold none
of the four.
"""


def _made(form: str, match: re.Match[str]) -> When | None:
    got = {
        name: (int(value) if value.isdigit() else value)
        for name, value in match.groupdict().items()
        if value
    }
    year, month, day = (got.get(k) for k in ("y", "m", "d"))
    year, month, day = (v if isinstance(v, int) else None for v in (year, month, day))
    start, end = match.span()
    if form == "day":
        start = match.start("d")
    if form in ("words", "full", "day"):
        return (
            When(start, end, "day", year, month, day)
            if month and day and day <= _longest(year, month)
            else None
        )
    if form == "days":
        return When(start, end, "span", year, month, day, (year, month, int(got["d2"])))
    if form in ("month", "bare_month", "month_only"):
        return When(start, end, "month", year, month)
    if form == "quarter":
        return When(start, end, "quarter", year, 3 * _ROMAN[_plain(match["q"])] - 2)
    if form in ("school_year", "years"):
        last = int(got["y2"])
        if year is None or last < year:
            return None
        if form == "school_year":
            return When(start, end, form, year, 9, None, (last, 8, None))
        return When(start, end, "span", year, None, None, (last, None, None))
    if form == "part":
        return _part(start, end, int(got["n"]), str(got["side"]).lower(), year)
    return When(start, end, "year", year)


def _plain(quarter: str) -> str:
    # Without regard to case, `I` also matches the Turkish dotted and dotless letters.
    return quarter.upper().replace("İ", "I")


def _part(start: int, end: int, months: int, side: str, year: int | None) -> When:
    if side == "cuối":
        return When(start, end, "part_of_year", year, 13 - months, None, (year, 12, None))
    return When(start, end, "part_of_year", year, 1, None, (year, months, None))


def _longest(year: int | None, month: int) -> int:
    return monthrange(year or 2024, month)[1]


def find(text: str) -> list[When]:
    """All dates and periods, in order, none overlapping; the more exact spelling wins."""
    found: list[When] = []
    held = {hint for hint in (_PAIR, _YEAR, _MONTH, _QUARTER) if hint.search(text)}
    taken = bytearray(len(text) if held else 0)
    for form, pattern in _FORMS if held else ():
        if _HINTS[form] not in held:
            continue
        for match in pattern.finditer(text):
            when = _made(form, match)
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
