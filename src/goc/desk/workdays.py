"""Which days offices work: what the law fixes, computed, and what an office enters beside it. No
database.

Fixed by the labour codes of 1994, 2012 and 2019: 1 January, Tết (the last day of the old year and
the first three of the new one, in every choice of its days), 30 April, 1 May, 2 September, and from
2007 the tenth of the third lunar month. Decided anew each year, so entered by the office: the fifth
day of Tết, the day beside 2 September, days exchanged with a Saturday.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from goc.viet import lunar

OFF, WORKED = "off", "worked"
FIVE_DAYS = date(1999, 10, 2)
"""From here on offices rest on Saturdays: QĐ 188/1999/QĐ-TTg."""
ANCESTORS_FROM = 2007
"""Giỗ Tổ Hùng Vương became a day off: law 84/2007/QH11."""
DAY = timedelta(days=1)
_FIXED = {
    (1, 1): "Tết Dương lịch",
    (4, 30): "Ngày Chiến thắng",
    (5, 1): "Ngày Quốc tế lao động",
    (9, 2): "Quốc khánh",
}


@dataclass(frozen=True)
class Calendar:
    """`entered`: day → OFF or WORKED, as the office has it; it goes before the law."""

    entered: Mapping[date, str] = field(default_factory=dict)

    def is_working(self, day: date) -> bool:
        if day in self.entered:
            return self.entered[day] == WORKED
        return not (is_rest(day) or day in days_off(day.year))

    def on_or_before(self, day: date) -> date:
        """The day itself, or the last working one before it."""
        while not self.is_working(day):
            day -= DAY
        return day

    def before(self, day: date, days: int) -> date:
        """The working day that many working days before."""
        for _ in range(days):
            day = self.on_or_before(day - DAY)
        return day


def is_rest(day: date) -> bool:
    """Whether it is one of the week's days of rest."""
    return day.weekday() == 6 or (day.weekday() == 5 and day >= FIVE_DAYS)


@cache
def days_off(year: int) -> dict[date, str]:
    """What the law fixes, each with its name; for one on a day of rest also the next day that is
    neither.
    """
    named = dict(sorted(_named(year)))
    found = dict(named)
    for day, name in named.items():
        if is_rest(day):
            instead = day
            while is_rest(instead) or instead in found:
                instead += DAY
            found[instead] = f"Nghỉ bù {name}"
    return found


def _named(year: int) -> Iterator[tuple[date, str]]:
    yield from ((date(year, *day), name) for day, name in _FIXED.items())
    if not lunar.FIRST_YEAR <= year <= lunar.LAST_YEAR:
        return
    first = lunar.new_year(year)
    yield from ((first + n * DAY, "Tết Nguyên đán") for n in (-1, 0, 1, 2))
    if year >= ANCESTORS_FROM:
        yield lunar.day_of(year, 3, 10), "Giỗ Tổ Hùng Vương"
