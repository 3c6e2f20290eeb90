"""Need comes from the law and the communes of the day, whoever sits there and whether or not anybody ever did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.db.models import Q

import factories
from figures.register import Register, opened
from figures.shared import made, rows  # noqa: F401  fixtures
from goc.dated.reference import catalogue_rows
from goc.figures.compute import Computer
from goc.figures.grains import GRAINS
from goc.figures.loading import load
from goc.figures.tables import compute
from goc.people import actions as people
from goc.people.rules import required_seats, trait_names
from goc.units.models import Trait, Unit, UnitVersion
from goc.units.rules import kinds_of

FOUND = load()
DAYS = [date(1995, 6, 1), date(2005, 1, 1), date(2012, 12, 31), date(2020, 6, 30), date(2020, 7, 1)]
CUT_OFF = date(2026, 6, 30)


@contextmanager
def asked(register: Register, cut_off: date = CUT_OFF) -> Iterator[Computer]:
    with opened(register.snapshot(cut_off=cut_off)) as computer:
        yield computer


def seats(computer: Computer, day: date) -> list[dict[str, Any]]:
    return computer.frozen.ask(GRAINS["establishment"].table(computer.frozen, day))


def trait(unit: Unit, kind: str, value: int) -> None:
    Trait.objects.create(
        unit=unit, kind=kind, value=value, source="thử", valid_from=factories.START
    )


def by_law(day: date) -> Counter[tuple[str, str]]:
    """The same from the register, commune by commune."""
    rules = [
        e
        for e in catalogue_rows("seat_rule")
        if e.valid_from <= day and (e.valid_to is None or day < e.valid_to)
    ]
    need: Counter[tuple[str, str]] = Counter()
    on_day = Q(valid_to__isnull=True) | Q(valid_to__gt=day), Q(valid_from__lte=day)
    for version in UnitVersion.objects.filter(*on_day, kind__in=kinds_of("commune")):
        traits = version.unit.traits.filter(*on_day, value__gt=0).values_list("kind", "value")
        for post, (number, _) in required_seats(rules, trait_names(traits)).items():
            need[str(version.unit.public_id), post] = number
    return need


@pytest.fixture
def marked(made: Register) -> Register:  # noqa: F811
    """Communes of class 1 and 2, one reviewed to be none of the border, one dissolved, one founded later."""
    trait(made.communes[0], "class", 1)
    trait(made.communes[1], "class", 2)
    trait(made.communes[1], "coastal", 0)
    factories.unit("Xã Cũ", "commune", made.second, end=date(2012, 1, 1))
    factories.unit("Xã Mới", "commune", made.second, start=date(2015, 1, 1))
    return made


def test_need_is_what_the_law_gives_every_commune_of_the_day(marked: Register) -> None:
    with asked(marked) as computer:
        for day in DAYS:
            found = seats(computer, day)
            assert Counter((r["unit_post"], r["post"]) for r in found) == by_law(day), day
            assert len({r["record"] for r in found}) == len(found)
    assert sum(by_law(date(2020, 7, 1)).values()) > sum(by_law(date(2020, 6, 30)).values()) > 0


def numbers(computer: Computer, day: date) -> dict[str, Any]:
    q = computer.question(None, day)
    names = (
        "commanders",
        "commanders_with_acting",
        "commander_seats",
        "commander_vacancies",
        "deputy_commander_seats",
        "deputy_commander_vacancies",
        "communes_without_file",
    )
    return {name: computer.value(FOUND.indicators[name], q).value for name in names}


def appendix(computer: Computer, day: date) -> tuple[list[tuple[Any, ...]], tuple[str, ...]]:
    """The first three columns of the title rows of P8 and its total, and what stands below it."""
    result = compute(computer, FOUND.tables["P8"], computer.question(None, day))
    assert result.problems == []
    summed = [r for r in result.rows if r.kind in ("group", "total")]
    return [tuple(c.value for c in r.cells[:3]) for r in summed], result.remarks


def test_each_block_has_its_own_percentages_and_seats_have_none(made: Register) -> None:  # noqa: F811
    with asked(made, date(2012, 12, 31)) as computer:
        result = compute(computer, FOUND.tables["P8"], computer.question(None, date(2012, 12, 31)))
    told = [(r.kind, r.block) for r in result.rows if r.kind != "body"]
    sums = [("group", 0), ("group", 1), ("total", -1)]
    assert told == [row for kind, block in sums for row in ((kind, block), ("ratio", block))]
    commanders, shares = (next(r for r in result.rows if r.kind == k) for k in ("group", "ratio"))
    assert [cell.text for cell in shares.cells[:3]] == ["", "100", ""]
    trained = commanders.cells[4].value * 100 / commanders.cells[1].value
    assert shares.cells[4].value == trained


def test_communes_without_a_file_need_their_seats_and_are_told_apart(made: Register) -> None:  # noqa: F811
    for n in (1, 2, 3):
        factories.unit(f"Xã Chưa {n}", "commune", made.second)
    day = date(2012, 12, 31)
    with asked(made, day) as computer:
        assert numbers(computer, day) == {
            "commanders": 3,
            "commanders_with_acting": 3,
            "commander_seats": 7,
            "commander_vacancies": 4,
            "deputy_commander_seats": 7,
            "deputy_commander_vacancies": 7,
            "communes_without_file": 3,
        }
        sums, remarks = appendix(computer, day)
    assert sums == [(7, 3, 4), (7, 0, 7), (14, 3, 11)]
    assert remarks == (
        "Trong đó 03 đơn vị cấp xã chưa có hồ sơ cán bộ: chức danh ở đó tính là khuyết vì chưa có "
        "số liệu.",
    )


def test_the_file_of_a_commune_begins_with_its_first_holding(made: Register) -> None:  # noqa: F811
    with asked(made, date(2012, 12, 31)) as computer:
        before, after = date(2004, 12, 31), date(2005, 1, 1)
        assert numbers(computer, before)["communes_without_file"] == 4
        assert numbers(computer, after)["communes_without_file"] == 1
        assert appendix(computer, date(2012, 12, 31))[1] == ()


def test_who_acts_for_another_holds_no_seat_and_is_counted_in_neither(made: Register) -> None:  # noqa: F811
    """Act 9: a deputy stands in for a commander who is away."""
    person, home = made.people["Hoàng Văn Bình"], made.communes[0]
    people.post_person(
        person=person, unit=home, post="commander", on=date(2012, 5, 1), by=made.by, acting=True
    )
    day = date(2012, 12, 31)
    with asked(made, day) as computer:
        told = numbers(computer, day)
        sums, remarks = appendix(computer, day)
    assert (told["commanders"], told["commanders_with_acting"]) == (3, 4)
    assert (sums[0], remarks) == ((4, 3, 1), ())


def test_who_stands_outside_of_the_establishment_makes_no_seat_negative(made: Register) -> None:  # noqa: F811
    """A second deputy of a border commune stays when the commune is one no more; his seat is closed."""
    unit, by, day = made.communes[2], made.by, date(2021, 1, 1)
    people.lay_seats(unit=unit, on=day, by=by)
    for name in ("Hứa Văn Giang", "Đàm Văn Hải"):
        person = made.people[name]
        people.post_person(person=person, unit=unit, post="deputy_commander", on=day, by=by)
    unit.traits.update(valid_to=date(2022, 1, 1))
    people.lay_seats(unit=unit, on=date(2022, 1, 1), by=by)
    with asked(made) as computer:
        for on, deputies in ((day, (6, 2, 4)), (date(2022, 1, 1), (5, 2, 4))):
            sums, remarks = appendix(computer, on)
            assert sums[1] == deputies
        assert remarks == ("Có 01 người giữ chức vụ ngoài biên chế, tính ở cột (2).",)


def test_a_post_without_a_rule_has_nobody_outside(made: Register) -> None:  # noqa: F811
    with asked(made, date(2012, 12, 31)) as computer:
        frozen = computer.frozen
        found = frozen.ask(GRAINS["holding"].table(frozen, frozen.cut_off, frozenset({"surplus"})))
    assert [r["surplus"] for r in found] == [False] * len(found) != []


def test_the_vacant_seats_can_be_listed(made: Register) -> None:  # noqa: F811
    with asked(made, date(2012, 12, 31)) as computer:
        vacant = FOUND.indicators["commander_vacancies"]
        listed = computer.records(vacant, computer.question(None))
    home = str(made.communes[1].public_id)
    assert [(r["label"], r["unit"], r["record"], r["kind"]) for r in listed] == [
        ("Chỉ huy trưởng 1", home, f"{home}:commander:1", "people.establishment")
    ]
