"""A day as people type it: dd/mm/yyyy, with `/`, `-` or `.`, or yyyy-mm-dd. Not the days of a prose
text: `goc.viet.dates`.
"""

from __future__ import annotations

import re
from datetime import date

from goc.lib.errors import InputError

_TYPED = re.compile(r"(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{2}|[1-9]\d{3})", re.ASCII)
_ISO = re.compile(r"([1-9]\d{3})-(\d{1,2})-(\d{1,2})", re.ASCII)
CENTURIES = (1900, 2000)


def read_day(text: str) -> date | None:
    """None when the text is no day.

    A year of two digits is never completed here: raises InputError that offers both readings.
    """
    typed = text.strip()
    if iso := _ISO.fullmatch(typed):
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    found = _TYPED.fullmatch(typed)
    if found is None:
        return None
    day, month, year = int(found[1]), int(found[3]), int(found[4])
    if len(found[4]) == 4:
        return _day(year, month, day)
    offers = [_day(century + year, month, day) for century in CENTURIES]
    written = [f"{offer:%d/%m/%Y}" for offer in offers if offer is not None]
    if len(written) == 2:
        raise InputError(
            "«%(text)s»: năm chỉ có hai chữ số. Hãy ghi đủ bốn chữ số: %(first)s hoặc %(second)s.",
            text=typed,
            first=written[0],
            second=written[1],
        )
    if written:
        raise InputError(
            "«%(text)s»: năm chỉ có hai chữ số. Hãy ghi đủ bốn chữ số: %(first)s.",
            text=typed,
            first=written[0],
        )
    return None


def read_year(text: str) -> int | None:
    """Four digits, nothing else."""
    return int(text) if re.fullmatch(r"[1-9]\d{3}", text.strip(), re.ASCII) else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
