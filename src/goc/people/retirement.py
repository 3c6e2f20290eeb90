"""When somebody retires: the one table year × sex × posts × service status × rank
(`reference/retirement.toml`) applied to a birth. Pure; whoever asks hands in the lines of the
catalogue `retirement_age`: the lists of the register (`due`) and the figures (`careers`).

Of the militia is who holds posts of its small units (`militia_posts`) and no other, in no service
status that the table names. A person has one day, whatever post is looked at.

Of the birth only the month counts: who reaches the age in a month retires at its end (NĐ
135/2020/NĐ-CP, Điều 3). Of whom only the year is known the first of January stands for it (the same
article); `by_year_only` says so.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any, Protocol

AGES = "retirement_age"
"""The catalogue of the table."""
YEAR = 12
SEXES = ("male", "female")


class Line(Protocol):
    """An entry of a catalogue; its period is [valid_from, valid_to)."""

    code: str
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


@dataclass(frozen=True, slots=True)
class Standing:
    """Whose retirement is asked. As `groups` gives it: `status` and `rank` empty where the table
    names none of them, `militia` only without a status that it names.
    """

    sex: str
    militia: bool = False
    status: str = ""
    rank: str = ""


def lines_for(lines: Iterable[Line], whose: Standing) -> list[Line]:
    """The lines of a standing, earliest first. Empty where the status asks for a rank that has no
    line, or the sex is not known: no day can be told.
    """
    own = [line for line in lines if line.attributes["sex"] == whose.sex]
    named = [line for line in own if whose.status in _said(line, "statuses")]
    others = [line for line in own if not _said(line, "statuses")]
    general = [line for line in others if is_of_militia(line) == whose.militia]
    found = [line for line in named or general if _is_of_rank(line, whose.rank)]
    return sorted(found, key=lambda line: line.valid_from)


def statuses_of(lines: Iterable[Line]) -> list[str]:
    """The service statuses that have lines of their own."""
    return sorted({status for line in lines for status in _said(line, "statuses")})


def ranks_of(lines: Iterable[Line]) -> list[str]:
    """The ranks that have lines of their own."""
    return sorted({rank for line in lines for rank in _said(line, "ranks")})


def militia_posts(posts: Iterable[Line]) -> set[str]:
    """Codes of the posts of small units of the militia, of the entries of the catalogue `post`."""
    return {post.code for post in posts if post.attributes.get("militia_subunit")}


def retires(
    lines: Sequence[Line], *, birth_date: date | None, birth_year: int | None
) -> Retirement | None:
    """By the lines of one standing (`lines_for`): the first whose age is reached within its
    period. None when no birth is known, or no line tells an age.
    """
    born = _birth(birth_date, birth_year)
    if born is None:
        return None
    for line in lines:
        month = month_of(born) + _age(line)
        if month <= _last_month(line):
            return Retirement(end_of(month), line.name, line.source, birth_date is None)
    return None


def born_by(lines: Sequence[Line], *, by: date) -> date | None:
    """The last day of birth of those who retire on `by` or before; who was born later retires
    later. None: nobody yet.
    """
    month = last_whole_month(by)
    begun = [line for line in lines if month_of(line.valid_from) <= month]
    months = [min(month, _last_month(line)) - _age(line) for line in begun]
    return end_of(max(months)) if months else None


def _said(line: Line, key: str) -> Sequence[str]:
    attributes: Mapping[str, Any] = line.attributes
    found: Sequence[str] = attributes.get(key, ())
    return found


def is_of_militia(line: Line) -> bool:
    return bool(line.attributes.get("militia"))


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


def end_of(month: int) -> date:
    """The last day of a month."""
    year, before = divmod(month, YEAR)
    return date(year, before + 1, monthrange(year, before + 1)[1])


def last_whole_month(by: date) -> int:
    """The last month that is over at the end of a day."""
    month = month_of(by)
    return month if by == end_of(month) else month - 1


def months_on(day: date, months: int) -> date:
    """The same day so many months on, as far as there are days; of the last day of a month the last
    one.
    """
    month = min(month_of(day) + months, month_of(date.max))
    last = end_of(month)
    if day == end_of(month_of(day)) or day.day > last.day:
        return last
    return last.replace(day=day.day)


def _last_month(line: Line) -> int:
    return month_of(line.valid_to or date.max) - (line.valid_to is not None)


@dataclass(frozen=True, slots=True)
class Step:
    """Whose birth lies after the month `born_after` and not after `born_by` retires at `age`: in
    months, the first two since the year 0.
    """

    born_after: int
    born_by: int
    age: int


def steps(lines: Sequence[Line]) -> list[Step]:
    """The lines of one standing as what a database compares: no birth lies in two of them."""
    found: list[Step] = []
    after = -1
    for line in lines:
        by = _last_month(line) - _age(line)
        found.append(Step(after, by, _age(line)))
        after = max(after, by)
    return found


def groups(lines: Sequence[Line]) -> Iterator[tuple[Standing, list[Step]]]:
    """Every standing that the table tells apart, with its steps: those of no named status first."""
    statuses, ranks = statuses_of(lines), ["", *ranks_of(lines)]
    everybody = [Standing(sex, militia) for sex, militia in product(SEXES, (False, True))]
    named = [Standing(sex, False, *rest) for sex, *rest in product(SEXES, statuses, ranks)]
    for whose in (*everybody, *named):
        yield whose, steps(lines_for(lines, whose))
