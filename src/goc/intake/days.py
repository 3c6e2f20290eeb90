"""A day as old lists have it: 3/2/1970, 02/1970, 1970, 3/2/70, `khoảng 1970`, a day of Excel in
a cell that does not say so. What is not certain is said or asked, never completed in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from goc.intake.outcome import TAKEN, Offer, Reading, as_text, asked, refused, said, taken

NO_DAY = "không phải là ngày (dd/mm/yyyy)"
NO_BIRTH = "không phải là ngày (dd/mm/yyyy) hay năm sinh (yyyy)"
YEARS = range(1850, 2101)
SERIALS = range(3655, 73051)
"""Days of Excel from 1910 to 2099: smaller numbers are something else."""
FROM_1900, FROM_1904 = date(1899, 12, 30), date(1904, 1, 1)
OLDEST, YOUNGEST = 100, 15
"""Years: who would be older is asked about; nobody younger stands in such a list."""
_WIDE = re.compile("[\uff10-\uff19]")
_SEP = r"\s*[/.\-–]\s*"
_DAY = rf"(\d{{1,2}}){_SEP}(\d{{1,2}}){_SEP}"
_ABOUT = r"(?:khoảng|chừng|độ|sinh|năm|sn|~)"


@dataclass(frozen=True)
class Asked:
    """What a day is read for. `only_year`: a year is enough (a birth). `latest`: the day of
    the list; `earliest`: no day of two digits in its year is meant before.
    """

    latest: date
    only_year: bool = False
    days_from_1904: bool = False
    earliest: date = date.min

    @property
    def no(self) -> str:
        """What is said of a text that is no day."""
        return NO_BIRTH if self.only_year else NO_DAY


def read_day(value: Any, wanted: Asked) -> Reading:
    """The value is a date, or for a birth also a year."""
    if isinstance(value, bool):
        return refused(wanted.no)
    if isinstance(value, datetime):
        return taken(value.date())
    if isinstance(value, date):
        return taken(value)
    if isinstance(value, float | int):
        return _of_number(float(value), wanted)
    read = _of_text(as_text(value), wanted)
    if _WIDE.search(str(value)) and read.kind == TAKEN:
        return said(read.value, "chữ số toàn khổ được viết lại")
    return read


def _of_number(value: float, wanted: Asked) -> Reading:
    """`1970` is a year, `25602` the 3rd of February 1970 as Excel counts."""
    whole = int(value)
    if value == whole and whole in YEARS:
        return _year(whole, wanted)
    if whole not in SERIALS:
        return refused(wanted.no)
    start = FROM_1904 if wanted.days_from_1904 else FROM_1900
    day = start + timedelta(days=whole)
    return asked("số này có thể là ngày của Excel mà ô không để kiểu ngày", _offer(day))


def _of_text(text: str, wanted: Asked) -> Reading:
    """By the first spelling that fits; else with letters and blanks inside the digits mended."""
    plain = re.sub(r"\s*\d{1,2}:\d{2}(:\d{2})?$", "", text.strip(" '’.")).strip().lower()
    for pattern, read in _SPELLINGS:
        found = pattern.fullmatch(plain)
        if found:
            return read(found, wanted)
    mended = re.sub(r"(?<=\d)\s+(?=\d)", "", plain.replace("o", "0"))
    again = _TYPED.fullmatch(mended)
    day = again and _date(int(again[3]), int(again[2]), int(again[1]))
    if mended != plain and day:
        return asked("có chữ hoặc khoảng trắng lẫn trong ngày", _offer(day))
    return refused(wanted.no)


def _offer(value: date | int) -> Offer:
    """A day or a year as one types it."""
    return Offer(as_text(value), value)


def _date(year: int, month: int, day: int) -> date | None:
    """None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _typed(found: re.Match[str], _wanted: Asked) -> Reading:
    """`3/2/1970`, `03.02.1970`, `ngày 03 tháng 02 năm 1970`."""
    return _of_parts(int(found[3]), int(found[2]), int(found[1]))


def _iso(found: re.Match[str], _wanted: Asked) -> Reading:
    """`1970-02-03`."""
    return _of_parts(int(found[1]), int(found[2]), int(found[3]))


def _of_parts(year: int, month: int, day: int) -> Reading:
    """`00/00/1970` knows the year only; `12/25/1970` has day and month the other way round."""
    known = _date(year, month, day)
    if known:
        return taken(known)
    if day == 0 and month == 0 and year in YEARS:
        return asked("chỉ biết năm", _offer(year))
    turned = _date(year, day, month)
    if turned:
        return asked(f"không có tháng {month}", _offer(turned))
    return refused("không có ngày này trong lịch")


def _short(found: re.Match[str], wanted: Asked) -> Reading:
    """Two digits of a year: the century that is not after the list; both may be."""
    day, month, year = (int(found[n]) for n in (1, 2, 3))
    days = [_date(century + year, month, day) for century in (1900, 2000)]
    known = [one for one in days if one and wanted.earliest <= one <= wanted.latest]
    if not known:
        return refused("không có ngày này trong lịch")
    if len(known) == 1:
        return said(known[0], f"năm hai chữ số, đọc là {known[0]:%d/%m/%Y}")
    return asked("năm chỉ có hai chữ số", *map(_offer, known))


def _month(found: re.Match[str], wanted: Asked) -> Reading:
    """`02/1970`: of a birth the year is kept, the month as a remark."""
    month, year = int(found[1]), int(found[2])
    first = _date(year, month, 1)
    if first is None:
        return refused(wanted.no)
    if wanted.only_year:
        return said(
            year,
            "chỉ biết tháng và năm sinh: lấy năm",
            f"Sinh tháng {found[0].removeprefix('tháng ')}",
        )
    return asked("chỉ biết tháng và năm", _offer(first))


def _four(found: re.Match[str], wanted: Asked) -> Reading:
    """`1970`."""
    return _year(int(found[1]), wanted)


def _year(year: int, wanted: Asked) -> Reading:
    """Enough of a birth; any other day is asked about, the first of January is offered."""
    if wanted.only_year:
        return taken(year)
    if year not in YEARS:
        return refused(NO_DAY)
    return asked("chỉ biết năm", Offer(f"01/01/{year}", date(year, 1, 1)))


def _about(found: re.Match[str], wanted: Asked) -> Reading:
    """`khoảng 1970`, `1970?`, `sinh 1970`: the word is kept as a remark."""
    year = int(found[1])
    if wanted.only_year:
        return said(year, "không chắc: lấy năm", f"Năm sinh ghi «{found[0]}»")
    return asked("chỉ biết năm, không chắc", _offer(date(year, 1, 1)))


def _bare_year(found: re.Match[str], wanted: Asked) -> Reading:
    """`/1970`."""
    year = int(found[1])
    offer = _offer(year if wanted.only_year else date(year, 1, 1))
    return asked("thiếu ngày, tháng", offer)


def _two(found: re.Match[str], wanted: Asked) -> Reading:
    """`70`: the year in which somebody of such a list can be born."""
    if not wanted.only_year:
        return refused(NO_DAY)
    years = [century + int(found[1]) for century in (1900, 2000)]
    fitting = [year for year in years if YOUNGEST <= wanted.latest.year - year <= OLDEST]
    if not fitting:
        return refused(NO_BIRTH)
    return asked("năm chỉ có hai chữ số", *map(_offer, fitting))


def _dotted(found: re.Match[str], wanted: Asked) -> Reading:
    """`1.970`: a year that a cell shows like a number."""
    year = int(found[0].replace(".", "").replace(",", ""))
    if year not in YEARS or not wanted.only_year:
        return refused(wanted.no)
    return asked("năm viết như số có dấu ngăn nghìn", _offer(year))


Reader = Callable[[re.Match[str], Asked], Reading]
_TYPED = re.compile(rf"{_DAY}(\d{{4}})", re.ASCII)
_SPELLINGS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern, re.ASCII), read)
    for pattern, read in (
        (_TYPED.pattern, _typed),
        (r"(\d{4})-(\d{1,2})-(\d{1,2})", _iso),
        (r"(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", _typed),
        (rf"{_DAY}(\d{{2}})", _short),
        (rf"(?:tháng\s+)?(\d{{1,2}}){_SEP}(\d{{4}})", _month),
        (r"(?:tháng\s+)?(\d{1,2})\s+năm\s+(\d{4})", _month),
        (r"(\d{4})", _four),
        (rf"(?:{_ABOUT}\s*){{1,2}}(\d{{4}})\s*\??", _about),
        (r"(\d{4})\s*\?", _about),
        (r"[\s/.\-]+(\d{4})", _bare_year),
        (r"(\d{2})", _two),
        (r"\d[.,]\d{3}", _dotted),
    )
)


def judged_birth(read: Reading, latest: date) -> Reading:
    """A birth against the day of the list: none after it; who would be over a hundred is asked
    about, with the next century where that can be.
    """
    if not read.is_right:
        return read
    first = date(read.value, 1, 1) if isinstance(read.value, int) else read.value
    if first > latest:
        return refused(f"sau ngày của danh sách ({latest:%d/%m/%Y})")
    if latest.year - first.year <= OLDEST:
        return read
    return _too_old(read.value, first.year, latest)


def _too_old(value: date | int, year: int, latest: date) -> Reading:
    """`01/01/1850` may be 1950; `1900` may be so; `1899` is neither."""
    age = latest.year - year
    if YOUNGEST <= age - 100 <= OLDEST:
        later = year + 100 if isinstance(value, int) else _date(year + 100, value.month, value.day)
        return asked(f"tính ra {age} tuổi: có thể sai thế kỷ", _offer(later or year + 100))
    if year >= 1900:
        return asked(f"tính ra {age} tuổi: có đúng không?", _offer(value))
    return refused(f"năm sinh {year}: tính ra {age} tuổi")
