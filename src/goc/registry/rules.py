"""Numbers and symbols of documents, and when two dates of one number cannot both be right."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy

from goc.viet.names import fold

SECRECY = {
    "secret": gettext_lazy("Mật"),
    "top_secret": gettext_lazy("Tối mật"),
    "utmost_secret": gettext_lazy("Tuyệt mật"),
}
_YEAR_INSIDE = re.compile(r"/(19|20)\d\d(/|$)")


@dataclass(frozen=True)
class Conflict:
    """One number with several dates, oldest first."""

    number: str
    dates: tuple[date, ...]


def number_key(number: str, issuer: str, issued_on: date) -> str:
    """Same key, same document: `1660 / kh-bqp` of 2013. A bare number needs the issuer; series
    begin anew each year.
    """
    symbol = re.sub(r"\s+", "", fold(number))
    whose = "" if "/" in symbol and re.search(r"[a-z]", symbol) else fold(issuer)
    year = "" if _YEAR_INSIDE.search(symbol) else str(issued_on.year)
    return f"{symbol}|{whose}|{year}"


def date_conflicts(rows: Iterable[tuple[str, str, date | None]]) -> dict[str, Conflict]:
    """From (number, issuer, date): by `number_key`, only numbers that have more than one date."""
    seen: dict[str, tuple[str, set[date]]] = {}
    for number, issuer, issued_on in rows:
        if number and issued_on:
            key = number_key(number, issuer, issued_on)
            seen.setdefault(key, (number, set()))[1].add(issued_on)
    return {
        key: Conflict(number, tuple(sorted(dates)))
        for key, (number, dates) in seen.items()
        if len(dates) > 1
    }
