"""What is allowed about persons and posts, over plain values: person codes, ages, kinds of facts,
seats by law. Which days can be: `day_rules`.

No database, no request, no clock.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any, Protocol

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHECK_SYMBOLS = SYMBOLS + "*~$=U"
CODE_LENGTH = 10
_READ = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": ""})

EXCLUSIVE_KINDS = frozenset(
    {
        "general_education",
        "professional_education",
        "military_qualification",
        "political_theory",
        "state_management",
        "health_class",
        "reserve_rank",
    }
)
"""A person has one of these at a time: a new one ends the one before."""
PERIOD_KINDS = frozenset({"rating"})
"""One for each period, which has an end from the beginning."""
MANY_KINDS = frozenset({"award", "discipline"})
FACT_KINDS = EXCLUSIVE_KINDS | PERIOD_KINDS | MANY_KINDS

SENSITIVE_KINDS = frozenset({"political_theory", "health_class", "discipline", "rating"})
SENSITIVE_BODIES = frozenset({"party", "party_committee", "military_cell_committee"})
PARTY_COLUMNS = frozenset({"party_probationary", "party_official", "is_party_member"})
"""Of a list. Which columns of a person's own file are masked is said on the model (`columns`)."""

LANE_BODIES = frozenset({"party", "youth_union"})
"""Bodies of which somebody is a member once, wherever: two memberships may not share a day."""


def _check_symbol(body: str) -> str:
    number = 0
    for symbol in body:
        number = (number * 32 + SYMBOLS.index(symbol)) % 37
    return CHECK_SYMBOLS[number]


def make_code(random: Random) -> str:
    """Ten random Crockford base-32 symbols and their mod-37 check symbol; drawn again until that is
    a plain one.

    Codes ending in `*~$=U` are as valid, but awkward in a spreadsheet and on the telephone.
    """
    while True:
        body = "".join(random.choices(SYMBOLS, k=CODE_LENGTH))
        if (check := _check_symbol(body)) in SYMBOLS:
            return body + check


def read_code(text: str) -> str | None:
    """The code meant by a text as people type it (small letters, hyphens, O for 0, I or L for 1),
    or None.
    """
    code = text.strip().upper().translate(_READ)
    if len(code) != CODE_LENGTH + 1 or any(c not in SYMBOLS for c in code[:-1]):
        return None
    return code if _check_symbol(code[:-1]) == code[-1] else None


def is_code(text: str) -> bool:
    return read_code(text) is not None


@dataclass(frozen=True)
class Age:
    """Whole years on a day; `by_year_only` when the birthday is unknown, so that it may be one too
    many.
    """

    years: int
    by_year_only: bool = False


def age_on(day: date, *, birth_date: date | None, birth_year: int | None) -> Age | None:
    """None when neither birth date nor year is known."""
    if birth_date is not None:
        before_birthday = (day.month, day.day) < (birth_date.month, birth_date.day)
        return Age(day.year - birth_date.year - before_birthday)
    return Age(day.year - birth_year, by_year_only=True) if birth_year is not None else None


class Born(Protocol):
    birth_date: date | None
    birth_year: int | None


def may_be_born_as(one: Born, other: Born) -> bool:
    """What is not known of one of them does not tell them apart."""
    if one.birth_date and other.birth_date:
        return one.birth_date == other.birth_date
    if one.birth_year and other.birth_year:
        return one.birth_year == other.birth_year
    return True


def lane_of_fact(kind: str) -> str | None:
    """The lane in which facts of this kind may not overlap; None for kinds of which somebody has
    many.
    """
    return kind if kind in EXCLUSIVE_KINDS | PERIOD_KINDS else None


class SeatRule(Protocol):
    """An entry of the catalogue `seat_rule`: `code` is the post."""

    code: str
    attributes: Any
    source: str


def trait_names(traits: Iterable[tuple[str, Decimal]]) -> set[str]:
    """`("class", 1)` is `class_1`; every other trait is known by its kind."""
    return {f"class_{int(value)}" if kind == "class" else kind for kind, value in traits}


def required_seats(
    rules: Iterable[SeatRule], traits: Collection[str]
) -> dict[str, tuple[int, str]]:
    """post → (number of seats, legal source) for a commune with these traits, of the rules valid on
    the day.
    """
    required = {}
    for rule in rules:
        attributes: Mapping[str, Any] = rule.attributes
        more = set(attributes.get("traits", ())) & set(traits)
        number = attributes["seats_with_traits"] if more else attributes["seats"]
        required[rule.code] = (int(number), rule.source)
    return required
