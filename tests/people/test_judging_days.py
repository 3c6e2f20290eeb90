"""The table of days alone: which rule is broken on the day before, on the day and on the day after."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goc.people.day_rules import (
    ASK,
    AWARD,
    BIRTH,
    DAY_RULES,
    DEATH,
    FILE,
    PARTY,
    POST,
    REFUSE,
    Ages,
    Case,
    Deed,
    Finding,
    Known,
    judge,
)

TODAY, BORN, DIED = date(2026, 11, 20), date(1970, 2, 3), date(2012, 5, 1)
YESTERDAY, TOMORROW = date(2026, 11, 19), date(2026, 11, 21)
NAME = "Nông Văn Đức"
LIMITS = Ages(least_post=16, least_party=18, most_post=62)
NO_LIMITS = Ages()
NOBODY_KNOWS = Known(NAME)
BORN_THEN = Known(NAME, birth_date=BORN, birth_year=1970)
BORN_THAT_YEAR = Known(NAME, birth_year=1970)
DEAD = replace(BORN_THEN, died_on=DIED)


def found(*deeds: Deed, known: Known = NOBODY_KNOWS, ages: Ages = LIMITS) -> list[Finding]:
    return list(judge(deeds, known, lambda _day: ages, TODAY))


def codes(*deeds: Deed, known: Known = NOBODY_KNOWS, ages: Ages = LIMITS) -> list[str]:
    return [one.code for one in found(*deeds, known=known, ages=ages)]


def deed(kind: str = "rating", on: date = date(2000, 1, 1), **more: Any) -> Deed:
    return Deed(kind, "Việc", on, **more)


AROUND = [
    # birth to the day
    ("before birth", deed(on=date(1970, 2, 2)), BORN_THEN, ["before_birth"]),
    ("on the day of birth", deed(on=BORN), BORN_THEN, []),
    ("after birth", deed(on=date(1970, 2, 4)), BORN_THEN, []),
    ("another birth is no deed before birth", deed(BIRTH, date(1969, 1, 1)), BORN_THEN, []),
    ("a file may be older than its person", deed(FILE, date(1969, 1, 1)), BORN_THEN, []),
    ("a death before birth", deed(DEATH, date(1969, 1, 1)), BORN_THEN, ["before_birth"]),
    # birth to the year
    ("the year before", deed(on=date(1969, 12, 31)), BORN_THAT_YEAR, ["before_birth"]),
    ("its first day", deed(on=date(1970, 1, 1)), BORN_THAT_YEAR, []),
    ("nothing is known", deed(on=date(1900, 1, 1)), NOBODY_KNOWS, []),
    # death
    ("the day before death", deed(on=date(2012, 4, 30)), DEAD, []),
    ("on the day of death", deed(on=DIED), DEAD, ["after_death"]),
    ("until the day of death", deed(until=DIED), DEAD, []),
    ("until the day after", deed(until=date(2012, 5, 2)), DEAD, ["after_death"]),
    ("without an end", deed(), DEAD, []),
    ("another day of death", deed(DEATH, date(2013, 1, 1)), DEAD, []),
    ("a file goes on", deed(FILE, date(2013, 1, 1)), DEAD, []),
    ("an award the day before", deed(AWARD, date(2012, 4, 30)), DEAD, []),
    ("an award on the day", deed(AWARD, DIED), DEAD, ["award_after_death"]),
    ("an award that ends later", deed(AWARD, until=date(2013, 1, 1)), DEAD, []),
    ("an award of the living", deed(AWARD, date(2012, 5, 2)), BORN_THEN, []),
    # the end and the beginning
    ("one day long", deed(until=date(2000, 1, 2)), NOBODY_KNOWS, []),
    ("no day long", deed(until=date(2000, 1, 1)), NOBODY_KNOWS, ["end_before_begin"]),
    ("ended before", deed(until=date(1999, 12, 31)), NOBODY_KNOWS, ["end_before_begin"]),
    # today
    ("today", deed(on=TODAY), NOBODY_KNOWS, []),
    ("tomorrow", deed(on=TOMORROW), NOBODY_KNOWS, ["planned"]),
    ("a term that ends tomorrow", deed(until=TOMORROW), NOBODY_KNOWS, []),
    (
        "an end that came and is to come tomorrow",
        deed(until=TOMORROW, planned_end=False),
        NOBODY_KNOWS,
        ["planned"],
    ),
    ("an end today", deed(until=TODAY, planned_end=False), NOBODY_KNOWS, []),
    ("born today", deed(BIRTH, TODAY), NOBODY_KNOWS, []),
    ("born tomorrow", deed(BIRTH, TOMORROW), NOBODY_KNOWS, ["not_yet_lived"]),
    ("dead today", deed(DEATH, TODAY), NOBODY_KNOWS, []),
    ("dead tomorrow", deed(DEATH, TOMORROW), NOBODY_KNOWS, ["not_yet_lived"]),
    # the century
    ("150 years ago", deed(BIRTH, date(1876, 1, 1)), NOBODY_KNOWS, []),
    ("151 years ago", deed(BIRTH, date(1875, 12, 31)), NOBODY_KNOWS, ["born_too_long_ago"]),
    ("an old deed of nobody's birth", deed(on=date(1875, 12, 31)), NOBODY_KNOWS, []),
    # ages
    ("a post the day before 16", deed(POST, date(1986, 2, 2)), BORN_THEN, ["post_too_young"]),
    ("a post at 16", deed(POST, date(1986, 2, 3)), BORN_THEN, []),
    ("the Party before 18", deed(PARTY, date(1988, 2, 2)), BORN_THEN, ["party_too_young"]),
    ("the Party at 18", deed(PARTY, date(1988, 2, 3)), BORN_THEN, []),
    ("a rating at 2", deed(on=date(1972, 3, 1)), BORN_THEN, []),
    ("a post of nobody knows what age", deed(POST, date(1972, 3, 1)), NOBODY_KNOWS, []),
    ("in the year of 15", deed(POST, date(1985, 12, 31)), BORN_THAT_YEAR, ["post_too_young"]),
    ("in the year of 16, perhaps still 15", deed(POST, date(1986, 1, 1)), BORN_THAT_YEAR, []),
    (
        "the Party in the year of 17",
        deed(PARTY, date(1987, 6, 1)),
        BORN_THAT_YEAR,
        ["party_too_young"],
    ),
    ("the Party in the year of 18", deed(PARTY, date(1988, 1, 1)), BORN_THAT_YEAR, []),
    # second command
    (
        "two commands",
        deed(POST, commands=("Chỉ huy trưởng, Xã Quốc Khánh",)),
        NOBODY_KNOWS,
        ["second_command"],
    ),
]


@pytest.mark.parametrize(
    ("act", "known", "broken"), [case[1:] for case in AROUND], ids=[case[0] for case in AROUND]
)
def test_around_each_limit(act, known, broken):
    assert codes(act, known=known) == broken


@pytest.mark.parametrize(
    ("born", "on", "broken"),
    [
        (BORN_THEN, date(2032, 2, 2), []),
        (BORN_THEN, date(2032, 2, 3), ["post_too_old"]),
        (BORN_THAT_YEAR, date(2032, 12, 31), []),
        (BORN_THAT_YEAR, date(2033, 1, 1), ["post_too_old"]),
        (NOBODY_KNOWS, date(2090, 1, 1), []),
    ],
)
@pytest.mark.parametrize("retires", [True, False])
def test_retirement_is_of_posts_that_end_at_it_and_of_what_is_sure(born, on, broken, retires):
    """With a year alone, the birthday may be still to come: the lower age counts."""
    odd = codes(deed(POST, on, retires=retires), known=born)
    assert [code for code in odd if code != "planned"] == (broken if retires else [])


@pytest.mark.parametrize(
    "act", [deed(POST, date(1972, 3, 1), retires=True), deed(PARTY, date(1972, 3, 1))]
)
def test_without_a_limit_of_the_day_no_age_is_asked(act):
    assert codes(act, known=BORN_THEN, ages=NO_LIMITS) == []


def test_no_retirement_without_its_limit():
    act = deed(POST, date(2060, 1, 1), retires=True)
    assert codes(act, known=BORN_THEN, ages=NO_LIMITS) == ["planned"]


def test_the_limits_are_those_of_each_deeds_own_day():
    law = {date(1984, 1, 1): Ages(least_post=13), date(1985, 1, 1): Ages(least_post=16)}
    acts = [deed(POST, day) for day in law]
    (one,) = judge(acts, BORN_THEN, law.__getitem__, TODAY)
    assert (one.code, one.params["on"], one.params["age"], one.params["limit"]) == (
        "post_too_young",
        "01/01/1985",
        14,
        16,
    )


SAID = [
    (
        deed(until=date(1999, 5, 7)),
        NOBODY_KNOWS,
        "Ngày kết thúc 07/05/1999 phải sau ngày bắt đầu 01/01/2000.",
    ),
    (
        deed(on=date(1969, 12, 31)),
        BORN_THEN,
        "Việc: ngày 31/12/1969 trước khi người này sinh ra (03/02/1970).",
    ),
    (
        deed(on=date(1969, 12, 31)),
        BORN_THAT_YEAR,
        "Việc: ngày 31/12/1969 trước khi người này sinh ra (1970).",
    ),
    (deed(on=date(2012, 9, 2)), DEAD, "Việc: Nông Văn Đức đã từ trần ngày 01/05/2012."),
    (deed(DEATH, TOMORROW), NOBODY_KNOWS, "Việc: ngày 21/11/2026 còn ở phía trước."),
    (
        deed(BIRTH, date(1870, 9, 2)),
        NOBODY_KNOWS,
        "Việc: ngày 02/09/1870 đã quá 150 năm; hãy xem lại năm.",
    ),
    (
        deed(POST, date(1986, 2, 2)),
        BORN_THEN,
        "Việc ngày 02/02/1986, khi mới 15 tuổi (dưới 16). Có đúng không?",
    ),
    (
        deed(PARTY, date(1987, 2, 2)),
        BORN_THEN,
        "Việc ngày 02/02/1987, khi mới 16 tuổi (dưới 18). Có đúng không?",
    ),
    (
        deed(POST, date(2026, 6, 1), retires=True),
        Known(NAME, birth_date=date(1963, 6, 1), birth_year=1963),
        "Việc ngày 01/06/2026, khi đã 63 tuổi (tuổi nghỉ hưu 62). Có đúng không?",
    ),
    (
        deed(AWARD, date(2013, 9, 2)),
        DEAD,
        "Việc ngày 02/09/2013, sau ngày từ trần 01/05/2012. Có phải truy tặng không?",
    ),
    (
        deed(on=date(2027, 1, 1)),
        NOBODY_KNOWS,
        "Việc: ngày 01/01/2027 còn ở phía trước. Có phải việc dự kiến không?",
    ),
    (
        deed(until=date(2027, 3, 1), planned_end=False),
        NOBODY_KNOWS,
        "Việc: ngày 01/03/2027 còn ở phía trước. Có phải việc dự kiến không?",
    ),
    (
        deed(POST, commands=("Chỉ huy trưởng, Xã A", "Chỉ huy phó, Xã B")),
        NOBODY_KNOWS,
        "Việc trong khi còn là Chỉ huy trưởng, Xã A; Chỉ huy phó, Xã B. Có phải kiêm nhiệm không?",
    ),
]


@pytest.mark.parametrize(("act", "known", "sentence"), SAID)
def test_each_sentence_has_its_days_and_names(act, known, sentence):
    (one,) = found(act, known=known)
    assert one.template % one.params == sentence


def test_every_rule_says_its_sentence_here():
    said = {found(act, known=known)[0].code for act, known, _ in SAID}
    assert said == {rule.code for rule in DAY_RULES}


def test_what_cannot_be_is_told_before_what_is_odd():
    verdicts = [rule.verdict for rule in DAY_RULES]
    assert verdicts == sorted(verdicts, key=[REFUSE, ASK].index)
    both = deed(POST, date(2027, 1, 1), until=date(2026, 1, 1), commands=("Chỉ huy trưởng",))
    assert codes(both) == ["end_before_begin", "planned", "second_command"]


def test_a_rule_is_told_once_of_the_first_deed_that_breaks_it():
    acts = [
        deed(on=date(2000, 1, 1)),
        Deed("rank", "Đại úy", date(2030, 1, 1)),
        Deed(POST, "Chỉ huy trưởng", date(1980, 1, 1)),
        Deed("rank", "Thiếu tá", date(2031, 1, 1)),
    ]
    told = [(one.code, one.params["what"]) for one in found(*acts, known=BORN_THEN)]
    assert told == [("post_too_young", "Chỉ huy trưởng"), ("planned", "Đại úy")]


def test_nothing_done_is_nothing_found():
    assert found(known=DEAD) == []


def age(known: Known, on: date) -> tuple[int | None, int | None]:
    case = Case(deed(on=on), known, LIMITS, TODAY)
    return case.least, case.most


@pytest.mark.parametrize(
    ("known", "on", "least", "most"),
    [
        (BORN_THEN, date(1990, 2, 2), 19, 19),
        (BORN_THEN, date(1990, 2, 3), 20, 20),
        (BORN_THAT_YEAR, date(1990, 2, 3), 19, 20),
        (NOBODY_KNOWS, date(1990, 2, 3), None, None),
    ],
)
def test_the_lowest_and_the_highest_age_it_can_be(known, on, least, most):
    assert age(known, on) == (least, most)


days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(birth=days, on=days)
@settings(max_examples=50)
def test_a_year_of_birth_asks_no_more_than_the_day_would(birth, on):
    """Whoever knows less of a person is refused and asked no more of the ages."""
    exact = Known(NAME, birth_date=birth, birth_year=birth.year)
    vague = Known(NAME, birth_year=birth.year)
    for kind in (POST, PARTY):
        act = deed(kind, on, retires=kind == POST)
        assert set(codes(act, known=vague)) <= set(codes(act, known=exact))


@given(died=days, on=days, length=st.integers(1, 4000))
@settings(max_examples=50)
def test_a_deed_lies_before_a_death_or_is_refused(died, on, length):
    until = on + timedelta(days=length)
    known = Known(NAME, died_on=died)
    assert ("after_death" in codes(deed(on=on, until=until), known=known)) == (until > died)
    assert ("after_death" in codes(deed(on=on), known=known)) == (on >= died)
