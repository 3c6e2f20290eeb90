"""When somebody retires: the table year × sex × service status (`reference/retirement.toml`)
applied to a birth. Pure; whoever asks hands in the lines of the catalogue `retirement_age`.

Of the birth only the month counts: who reaches the age in a month retires at its end (NĐ
135/2020/NĐ-CP, Điều 3). Of whom only the year is known the first of January stands for it (the same
article); `by_year_only` says so.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

YEAR = 12


class Line(Protocol):
    """An entry of the catalogue `retirement_age`; its period is [valid_from, valid_to)."""

    name: str
    attributes: Any
    source: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Retirement:
    """The last day before somebody retires, with the line of the table that gives it."""

    on: date
    rule: str
    source: str
    by_year_only: bool = False


def lines_for(lines: Iterable[Line], *, sex: str, status: str = "", rank: str = "") -> list[Line]:
    """The lines of a sex and a service status, earliest first. Empty where the status asks for a
    rank that has no line, or the sex is not known: no day can be told.
    """
    own = [line for line in lines if line.attributes["sex"] == sex]
    named = [line for line in own if status in _said(line, "statuses")]
    general = [line for line in own if not _said(line, "statuses")]
    found = [line for line in named or general if _is_of_rank(line, rank)]
    return sorted(found, key=lambda line: line.valid_from)


def retires(
    lines: Sequence[Line], *, birth_date: date | None, birth_year: int | None
) -> Retirement | None:
    """By the lines of one sex and status (`lines_for`): the first whose age is reached within its
    period. None when no birth is known, or no line tells an age.
    """
    born = _birth(birth_date, birth_year)
    if born is None:
        return None
    for line in lines:
        month = month_of(born) + _age(line)
        if month <= _last_month(line):
            return Retirement(_end_of(month), line.name, line.source, birth_date is None)
    return None


def born_by(lines: Sequence[Line], *, by: date) -> date | None:
    """The last day of birth of those who retire on `by` or before; who was born later retires
    later. None: nobody yet.
    """
    whole = by if by == _end_of(month_of(by)) else _end_of(month_of(by) - 1)
    begun = [line for line in lines if line.valid_from <= whole]
    months = [min(month_of(whole), _last_month(line)) - _age(line) for line in begun]
    return _end_of(max(months)) if months else None


def _said(line: Line, key: str) -> Sequence[str]:
    attributes: Mapping[str, Any] = line.attributes
    found: Sequence[str] = attributes.get(key, ())
    return found


def _is_of_rank(line: Line, rank: str) -> bool:
    ranks = _said(line, "ranks")
    return not ranks or rank in ranks


def _birth(birth_date: date | None, birth_year: int | None) -> date | None:
    if birth_date is not None:
        return birth_date
    return date(birth_year, 1, 1) if birth_year is not None else None


def _age(line: Line) -> int:
    """In months."""
    return int(line.attributes["years"]) * YEAR + int(line.attributes.get("months", 0))


def month_of(day: date) -> int:
    """Months since the year 0."""
    return day.year * YEAR + day.month - 1


def _last_month(line: Line) -> int:
    return month_of(line.valid_to or date.max) - (line.valid_to is not None)


def _end_of(month: int) -> date:
    year, before = divmod(month, YEAR)
    return date(year, before + 1, monthrange(year, before + 1)[1])


@dataclass(frozen=True, slots=True)
class Step:
    """Whose birth lies in the month `born_by` or before, and in no step before this one, retires at
    `age`: both in months, the first since the year 0.
    """

    born_by: int
    age: int


def steps(lines: Sequence[Line]) -> list[Step]:
    """The lines of one sex and status as what a database compares, in their order."""
    return [Step(_last_month(line) - _age(line), _age(line)) for line in lines]
