"""The lunar calendar of Viet Nam (UTC+7) for the days that the law names by it. From the positions
of sun and moon, after Meeus, *Astronomical Algorithms*; kept from 1968 to 2100.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from math import floor, pi, radians, sin

FIRST_YEAR, LAST_YEAR = 1968, 2100
"""Before 1968 another meridian was in use."""
_EPOCH = date(2000, 1, 1)
_EPOCH_JD = 2451544.5  # its midnight in Greenwich
_ZONE = 7 / 24
_MONTH = 29.530588861
_SOLSTICE = 3 * pi / 2
"""The longitude of the sun in the eleventh month."""


def new_year(year: int) -> date:
    """Mùng 1 Tết. Raises ValueError outside of the years that are known."""
    return _month_start(year, 1)


def day_of(year: int, month: int, day: int) -> date:
    """A day of a month of the lunar year that begins in `year`; never of its leap month."""
    return _month_start(year, month) + timedelta(days=day - 1)


def _month_start(year: int, month: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(year)
    eleventh, next_eleventh = _eleventh(year - 1), _eleventh(year)
    months = month + 1  # from the eleventh of the year before
    has_leap = next_eleventh - eleventh > 12
    if has_leap and months >= _leap(eleventh):
        months += 1
    return _new_moon(eleventh + months)


@cache
def _eleventh(year: int) -> int:
    """The number of the new moon of the month in which the winter solstice of the year lies."""
    end = date(year, 12, 31)
    number = floor(((end - _EPOCH).days) / (_MONTH)) + 1
    while _new_moon(number) > end or _longitude(_new_moon(number)) >= _SOLSTICE:
        number -= 1
    return number


@cache
def _leap(eleventh: int) -> int:
    """How many months after the eleventh the first one lies in which the sun enters no sign."""
    for months in range(1, 14):
        start, end = _new_moon(eleventh + months), _new_moon(eleventh + months + 1)
        if floor(_longitude(start) / (pi / 6)) == floor(_longitude(end) / (pi / 6)):
            return months
    raise ValueError(eleventh)


def _longitude(day: date) -> float:
    """Of the sun at midnight in Viet Nam, in radians from 0 to 2 pi."""
    centuries = ((day - _EPOCH).days - 0.5 - _ZONE) / 36525
    mean = 280.46646 + 36000.76983 * centuries + 0.0003032 * centuries**2
    anomaly = radians(357.52911 + 35999.05029 * centuries - 0.0001537 * centuries**2)
    centre = (1.914602 - 0.004817 * centuries) * sin(anomaly)
    centre += 0.019993 * sin(2 * anomaly) + 0.000289 * sin(3 * anomaly)
    node = radians(125.04 - 1934.136 * centuries)
    return radians(mean + centre - 0.00569 - 0.00478 * sin(node)) % (2 * pi)


@cache
def _new_moon(number: int) -> date:
    """The day in Viet Nam of a new moon, counted from that of 6 January 2000."""
    centuries = number / 1236.85
    squared, cubed = centuries**2, centuries**3
    moment = 2451550.09766 + _MONTH * number + 0.00015437 * squared - 0.00000015 * cubed
    moment += _correction(number, centuries) - _delta(centuries)
    return _EPOCH + timedelta(days=floor(moment + _ZONE - _EPOCH_JD))


def _correction(number: int, centuries: float) -> float:
    """In days, from the mean new moon to the true one: the terms above half a minute."""
    squared = centuries**2
    faint = 1 - 0.002516 * centuries - 0.0000074 * squared
    sun = radians(2.5534 + 29.1053567 * number - 0.0000014 * squared)
    moon = radians(201.5643 + 385.81693528 * number + 0.0107582 * squared)
    latitude = radians(160.7108 + 390.67050284 * number - 0.0016118 * squared)
    node = radians(124.7746 - 1.56375588 * number + 0.0020672 * squared)
    return (
        -0.4072 * sin(moon)
        + 0.17241 * faint * sin(sun)
        + 0.01608 * sin(2 * moon)
        + 0.01039 * sin(2 * latitude)
        + 0.00739 * faint * sin(moon - sun)
        - 0.00514 * faint * sin(moon + sun)
        + 0.00208 * faint**2 * sin(2 * sun)
        - 0.00111 * sin(moon - 2 * latitude)
        - 0.00057 * sin(moon + 2 * latitude)
        + 0.00056 * faint * sin(2 * moon + sun)
        - 0.00042 * sin(3 * moon)
        + 0.00042 * faint * sin(sun + 2 * latitude)
        + 0.00038 * faint * sin(sun - 2 * latitude)
        - 0.00024 * faint * sin(2 * moon - sun)
        - 0.00017 * sin(node)
    )


def _delta(centuries: float) -> float:
    """How far the clocks of the sky are ahead of ours, in days: 43 seconds in 1971, 65 in 2000."""
    years = centuries * 100
    return (64.7 + 0.5 * years if years > 0 else 64.7 + 0.75 * years) / 86400
