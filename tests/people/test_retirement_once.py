"""One rule of retirement: the lists of the register, the figures and the pure rule tell one day for
each person, over posts × service status × rank × sex × births on both sides of every border.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import product
from typing import Any

import pytest

import factories
from goc.dated.reference import catalogue_rows
from goc.figures.grains import GRAINS
from goc.lists.asked import asked_of
from goc.people.due import RETIRING, retires_month, standing_on
from goc.people.models import Fact, Holding, Keeper, Person
from goc.people.retirement import AGES, Standing, end_of, lines_for, retires, steps
from goc.snapshots.actions import make_snapshot
from goc.snapshots.engine import Frozen
from goc.units.asking import asking_of
from people.made import TODAY

START = date(1990, 1, 1)
POSTS = {
    "command": ["commander"],
    "militia": ["squad_leader"],
    "both": ["squad_leader", "commune_official"],
}
GENERAL = [("", ""), ("civil_servant", ""), ("non_professional", "major")]
RANKS = ("", "lieutenant", "major", "senior_lieutenant_colonel")
NAMED = [
    *product(("serving_officer", "professional_soldier"), RANKS),
    ("reserve_called_up", "lieutenant_colonel"),
    ("professional_soldier", "colonel"),
]
HAND = [
    # (posts, status, rank, sex, birth) → hết ngày; NĐ 135/2020, Phụ lục I; Luật Sĩ quan, Điều 13
    (("command", "civil_servant", "", "male", date(1966, 3, 31)), date(2027, 12, 31)),
    (("command", "", "", "female", date(1970, 1, 1)), date(2027, 5, 31)),
    (("militia", "", "", "male", date(1976, 2, 1)), date(2027, 2, 28)),
    (("militia", "civil_servant", "", "female", date(1981, 5, 9)), date(2027, 5, 31)),
    (("both", "", "", "male", date(1976, 2, 1)), date(2038, 2, 28)),
    (("command", "serving_officer", "major", "male", date(1976, 12, 1)), date(2028, 12, 31)),
    (("militia", "serving_officer", "colonel", "male", date(1968, 12, 4)), date(2026, 12, 31)),
    (("command", "serving_officer", "", "male", date(1968, 12, 4)), None),
    (("command", "professional_soldier", "colonel", "male", date(1968, 12, 4)), None),
]


def births(standing: Standing) -> list[date]:
    """The last month of each step and the one after it."""
    last = [step.born_by for step in steps(lines_for(catalogue_rows(AGES), standing))]
    ends = [end_of(month) for by in last for month in (by, by + 1)]
    return sorted({day for day in ends if day.year < 2010} | {date(1968, 12, 4)})


def cases() -> list[tuple[Any, ...]]:
    found = [case for case, _ in HAND]
    for (posts, held), (status, rank), sex in product(
        POSTS.items(), [*GENERAL, *NAMED], ("male", "female")
    ):
        of_militia = all(post == "squad_leader" for post in held)
        standing = Standing(sex, of_militia, status, rank)
        found += [(posts, status, rank, sex, born) for born in births(standing)]
    return found


def enter(unit: Any, asked: list[tuple[Any, ...]]) -> list[Person]:
    persons = Person.objects.bulk_create(
        Person(
            code=f"CB-{at:07}", full_name=f"Người {at}", folded="nguoi", sort_key=f"{at:07}",
            sex=sex, birth_date=born,
        )
        for at, (*_, sex, born) in enumerate(asked)
    )  # fmt: skip
    Keeper.objects.bulk_create(Keeper(person=p, unit=unit, valid_from=START) for p in persons)
    made = list(zip(persons, asked, strict=True))
    Holding.objects.bulk_create(
        Holding(person=p, unit=unit, post=post, valid_from=START, service_status=status)
        for p, (posts, status, *_) in made
        for post in POSTS[posts]
    )
    Fact.objects.bulk_create(
        Fact(person=p, kind="reserve_rank", value=rank, valid_from=START)
        for p, (_, _, rank, *_) in made
        if rank
    )
    return persons


def listed() -> dict[str, date | None]:
    rows = Person.objects.annotate(**standing_on(TODAY)).annotate(month=retires_month())
    return {
        name: None if month is None else end_of(month)
        for name, month in rows.values_list("full_name", "month")
    }


def counted(cast: factories.Cast) -> dict[str, set[tuple[date | None, str | None]]]:
    frozen = Frozen(make_snapshot(unit=None, cut_off=TODAY, by=cast.operator).folder)
    asked = GRAINS["holding"].table(frozen, TODAY).select("label", "retires_on", "retirement")
    found: dict[str, set[tuple[date | None, str | None]]] = defaultdict(set)
    for row in frozen.ask(asked):
        found[row["label"]].add((row["retires_on"], row["retirement"]))
    frozen.close()
    return found


def by_rule(case: tuple[Any, ...]) -> date | None:
    posts, status, rank, sex, born = case
    own = lines_for(catalogue_rows(AGES), Standing(sex, posts == "militia", status, rank))
    found = retires(own, birth_date=born, birth_year=None)
    return found.on if found else None


def due(cast: factories.Cast, horizon: str) -> set[str]:
    """Whom the list names within a horizon."""
    asked = asked_of(RETIRING, asking_of(cast.operator, day=TODAY), {"f.horizon": horizon})
    return set(asked.rows().values_list("full_name", flat=True))


def told(in_figures: dict[str, Any], how: str) -> set[str]:
    return {name for name, rows in in_figures.items() if how in {row[1] for row in rows}}


@pytest.mark.slow
@pytest.mark.django_db
def test_lists_figures_and_rule_tell_one_day_for_each_person() -> None:
    cast = factories.cast()
    asked = cases()
    names = [person.full_name for person in enter(cast.communes[0], asked)]
    in_lists, in_figures = listed(), counted(cast)
    assert [in_lists[name] for name in names[: len(HAND)]] == [day for _, day in HAND]
    for name, case in zip(names, asked, strict=True):
        assert (case, in_lists[name]) == (case, by_rule(case))
        ((on, _),) = in_figures[name]
        assert (case, on) == (case, in_lists[name])
    assert told(in_figures, "within_year") == due(cast, "12")
    assert told(in_figures, "over") == due(cast, "overdue")
