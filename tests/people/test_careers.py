"""The day of leaving by age as a column, held against the table of NĐ 135/2020/NĐ-CP by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest

import factories
from goc.figures.compute import Computer
from goc.figures.grains import GRAINS
from goc.people import actions
from goc.people.retirement import end_of, last_whole_month, months_on
from goc.snapshots.actions import make_snapshot
from goc.snapshots.engine import Frozen

CUT_OFF = date(2026, 11, 20)
ROWS: list[tuple[str, dict[str, Any], str, date | None, str | None]] = [
    # born, post → hết tháng đủ tuổi nghỉ; Phụ lục I of the decree for the first four
    (
        "a man of 1966",
        {"sex": "male", "birth_date": date(1966, 1, 15)},
        "commander",
        date(2027, 10, 31),
        "within_year",
    ),
    (
        "a man of 1964",
        {"sex": "male", "birth_date": date(1964, 12, 3)},
        "commander",
        date(2026, 6, 30),
        "over",
    ),
    (
        "a woman of 1970",
        {"sex": "female", "birth_date": date(1970, 1, 20)},
        "commander",
        date(2027, 5, 31),
        "within_year",
    ),
    (
        "a man of 1970",
        {"sex": "male", "birth_date": date(1970, 5, 1)},
        "commander",
        date(2032, 5, 31),
        "later",
    ),
    (
        "only a year",
        {"sex": "male", "birth_year": 1966},
        "commander",
        date(2027, 10, 31),
        "within_year",
    ),
    (
        "before 2021",
        {"sex": "male", "birth_date": date(1950, 7, 9)},
        "commander",
        date(2010, 7, 31),
        "over",
    ),
    (
        "of the militia",
        {"sex": "male", "birth_date": date(1976, 2, 1)},
        "hamlet_leader",
        date(2027, 2, 28),
        "within_year",
    ),
    ("no birth", {"sex": "male"}, "commander", None, None),
    ("no sex", {"birth_date": date(1966, 1, 15)}, "commander", None, None),
]


@contextmanager
def opened() -> Iterator[Computer]:
    cast = factories.cast()
    for name, known, post, *_ in ROWS:
        person = actions.add_person(
            full_name=name, keeper=cast.communes[0], on=date(2005, 1, 1), by=cast.operator, **known
        )
        actions.post_person(
            person=person,
            unit=cast.communes[0],
            post=post,
            on=date(2005, 1, 1),
            by=cast.operator,
            acting=True,
            confirmed={"post_too_old": "x", "second_command": "x", "post_too_young": "x"},
        )
    frozen = Frozen(make_snapshot(unit=None, cut_off=CUT_OFF, by=cast.operator).folder)
    yield Computer(frozen)
    frozen.close()


@pytest.mark.django_db
def test_the_day_of_leaving_by_the_table() -> None:
    with opened() as computer:
        t = GRAINS["holding"].table(computer.frozen, CUT_OFF)
        found = computer.frozen.ask(t.select("label", "retires_on", "retirement"))
        earlier = GRAINS["holding"].table(computer.frozen, date(2009, 8, 1))
        before = computer.frozen.ask(earlier.select("label", "retires_on", "retirement"))
    wanted = {name: (day, how) for name, _, _, day, how in ROWS}
    assert {r["label"]: (r["retires_on"], r["retirement"]) for r in found} == wanted
    then = {r["label"]: r["retirement"] for r in before}
    assert (then["before 2021"], then["a man of 1964"]) == ("within_year", "later")


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2026, 11, 20), date(2027, 10, 31)),
        (date(2026, 11, 30), date(2027, 11, 30)),
        (date(2027, 2, 28), date(2028, 2, 29)),
        (date(2012, 12, 31), date(2013, 12, 31)),
    ],
)
def test_the_last_month_that_ends_within_a_year(day: date, last: date) -> None:
    assert end_of(last_whole_month(months_on(day, 12))) == last


def test_there_is_no_day_after_the_last() -> None:
    assert months_on(date(9999, 12, 31), 12) == date.max
    assert months_on(date(9999, 2, 28), 12) == date.max
