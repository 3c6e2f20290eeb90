"""Which days can be in a life: one table of what is refused and what is asked about.

What cannot be is refused (a post before birth); what is odd but happens is asked about, and done
with a reason (a post at fifteen). No database, no request, no clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_noop

from goc.people.rules import Age, age_on

REFUSE, ASK = "refuse", "ask"
BIRTH, DEATH, POST, PARTY, AWARD = "birth", "death", "post", "party", "award"
FILE = "file"
"""Where the file is kept: no part of the life, it may begin before and go on after."""
OLDEST = 150
"""Nobody in the register was born so many years ago: the century is mistyped."""


@dataclass(frozen=True)
class Deed:
    """Something of a life with its day. `kind`: birth, death, post, a body, a kind of facts, or
    another word for what has no rule of its own. `what`: in words. `planned_end`: `until` may lie
    ahead (a term); otherwise it happened. `retires`: a post that ends at the age of retirement.
    `commands`: other command posts held on one of its days.
    """

    kind: str
    what: str
    on: date
    until: date | None = None
    planned_end: bool = True
    retires: bool = False
    commands: tuple[str, ...] = ()


@dataclass(frozen=True)
class Known:
    """What is known of the person when a deed is judged."""

    name: str
    birth_date: date | None = None
    birth_year: int | None = None
    died_on: date | None = None


@dataclass(frozen=True)
class Ages:
    """The ages of the day's law beyond which somebody asks; None: no such limit is known."""

    least_post: int | None = None
    least_party: int | None = None
    most_post: int | None = None


@dataclass(frozen=True)
class Case:
    deed: Deed
    known: Known
    ages: Ages
    today: date

    @property
    def most(self) -> int | None:
        """The age on the day, the highest it can be; None when no birth is known."""
        age = self._age()
        return age.years if age else None

    @property
    def least(self) -> int | None:
        """The lowest it can be: with only a year known, the birthday may be still to come."""
        age = self._age()
        return age.years - age.by_year_only if age else None

    def _age(self) -> Age | None:
        known = self.known
        return age_on(self.deed.on, birth_date=known.birth_date, birth_year=known.birth_year)


Params = Mapping[str, Any] | None


@dataclass(frozen=True)
class DayRule:
    """`broken` returns what its sentence needs, or None where the rule is kept."""

    code: str
    verdict: str
    template: str
    broken: Callable[[Case], Params]


@dataclass(frozen=True)
class Finding:
    code: str
    verdict: str
    template: str
    params: Mapping[str, Any]


def _ends_too_early(case: Case) -> Params:
    deed = case.deed
    if deed.until is None or deed.until > deed.on:
        return None
    return {"end": _day(deed.until), "start": _day(deed.on)}


def _before_birth(case: Case) -> Params:
    known, deed = case.known, case.deed
    if deed.kind in (BIRTH, FILE):
        return None
    if known.birth_date is not None:
        return {"birth": _day(known.birth_date)} if deed.on < known.birth_date else None
    if known.birth_year is not None and deed.on.year < known.birth_year:
        return {"birth": known.birth_year}
    return None


def _after_death(case: Case) -> Params:
    died, deed = case.known.died_on, case.deed
    if died is None or deed.kind in (DEATH, AWARD, FILE):
        return None
    late = deed.on >= died or (deed.until is not None and deed.until > died)
    return {"name": case.known.name, "died": _day(died)} if late else None


def _award_after_death(case: Case) -> Params:
    died = case.known.died_on
    late = died is not None and case.deed.kind == AWARD and case.deed.on >= died
    return {"died": _day(died)} if died is not None and late else None


def _unlived(case: Case) -> Params:
    """Birth and death are never planned."""
    deed = case.deed
    return {} if deed.kind in (BIRTH, DEATH) and deed.on > case.today else None


def _too_long_ago(case: Case) -> Params:
    deed = case.deed
    long_ago = deed.kind == BIRTH and deed.on.year < case.today.year - OLDEST
    return {"years": OLDEST} if long_ago else None


def _post_too_young(case: Case) -> Params:
    return _below(case.most, case.ages.least_post) if case.deed.kind == POST else None


def _party_too_young(case: Case) -> Params:
    return _below(case.most, case.ages.least_party) if case.deed.kind == PARTY else None


def _below(age: int | None, limit: int | None) -> Params:
    below = age is not None and limit is not None and age < limit
    return {"age": age, "limit": limit} if below else None


def _post_too_old(case: Case) -> Params:
    age, limit = case.least, case.ages.most_post
    if not case.deed.retires or age is None or limit is None or age < limit:
        return None
    return {"age": age, "limit": limit}


def _ahead(case: Case) -> Params:
    deed = case.deed
    if deed.kind in (BIRTH, DEATH):
        return None
    if deed.on > case.today:
        return {"ahead": _day(deed.on)}
    happened = deed.until is not None and not deed.planned_end and deed.until > case.today
    return {"ahead": _day(deed.until)} if deed.until and happened else None


def _second_command(case: Case) -> Params:
    return {"others": "; ".join(case.deed.commands)} if case.deed.commands else None


DAY_RULES = (
    DayRule(
        "end_before_begin",
        REFUSE,
        gettext_noop("Ngày kết thúc %(end)s phải sau ngày bắt đầu %(start)s."),
        _ends_too_early,
    ),
    DayRule(
        "before_birth",
        REFUSE,
        gettext_noop("%(what)s: ngày %(on)s trước khi người này sinh ra (%(birth)s)."),
        _before_birth,
    ),
    DayRule(
        "after_death",
        REFUSE,
        gettext_noop("%(what)s: %(name)s đã từ trần ngày %(died)s."),
        _after_death,
    ),
    DayRule(
        "not_yet_lived",
        REFUSE,
        gettext_noop("%(what)s: ngày %(on)s còn ở phía trước."),
        _unlived,
    ),
    DayRule(
        "born_too_long_ago",
        REFUSE,
        gettext_noop("%(what)s: ngày %(on)s đã quá %(years)s năm; hãy xem lại năm."),
        _too_long_ago,
    ),
    DayRule(
        "post_too_young",
        ASK,
        gettext_noop("%(what)s ngày %(on)s, khi mới %(age)s tuổi (dưới %(limit)s). Có đúng không?"),
        _post_too_young,
    ),
    DayRule(
        "party_too_young",
        ASK,
        gettext_noop("%(what)s ngày %(on)s, khi mới %(age)s tuổi (dưới %(limit)s). Có đúng không?"),
        _party_too_young,
    ),
    DayRule(
        "post_too_old",
        ASK,
        gettext_noop(
            "%(what)s ngày %(on)s, khi đã %(age)s tuổi (tuổi nghỉ hưu %(limit)s). Có đúng không?"
        ),
        _post_too_old,
    ),
    DayRule(
        "award_after_death",
        ASK,
        gettext_noop("%(what)s ngày %(on)s, sau ngày từ trần %(died)s. Có phải truy tặng không?"),
        _award_after_death,
    ),
    DayRule(
        "planned",
        ASK,
        gettext_noop("%(what)s: ngày %(ahead)s còn ở phía trước. Có phải việc dự kiến không?"),
        _ahead,
    ),
    DayRule(
        "second_command",
        ASK,
        gettext_noop("%(what)s trong khi còn là %(others)s. Có phải kiêm nhiệm không?"),
        _second_command,
    ),
)


def judge(
    deeds: Iterable[Deed], known: Known, ages: Callable[[date], Ages], today: date
) -> Iterator[Finding]:
    """Every rule that is broken, once a rule, in the order of the table; `ages` of the deed's day."""
    cases = [Case(deed, known, ages(deed.on), today) for deed in deeds]
    for rule in DAY_RULES:
        for case in cases:
            params = rule.broken(case)
            if params is not None:
                told = {"what": case.deed.what, "on": _day(case.deed.on), **params}
                yield Finding(rule.code, rule.verdict, rule.template, told)
                break


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
