"""Who may stand in the register twice: one rule, asked of the database and of a page's rows."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from goc.audit.models import Event
from goc.lib.errors import InputError, RefusedError
from goc.people import actions
from goc.people.alike import alike_with, with_an_earlier_file
from goc.people.models import Apart, Keeper, Person
from goc.units.asking import asking_of
from logged import events
from people.made import START, person

BIRTHS = (
    {},
    {"birth_year": 1980},
    {"birth_year": 1981},
    {"birth_year": 1980, "birth_date": date(1980, 5, 1)},
    {"birth_year": 1980, "birth_date": date(1980, 6, 1)},
)


def file(name: str, keeper, birth: dict[str, object]) -> Person:
    made = Person.objects.create(
        code=f"T{Person.objects.count():010}", full_name=name, folded=name, sort_key=name, **birth
    )
    Keeper.objects.create(person=made, unit=keeper, valid_from=START)
    return made


@pytest.fixture
def pairs(cast) -> dict[int, Person]:
    """The later file of each pair there can be, by its key → the earlier one."""
    found = {}
    kinds = list(product(BIRTHS, cast.communes))
    for number, (one, other) in enumerate(product(kinds, kinds)):
        first, second = (
            file(f"ly van {number}", keeper, birth)
            for birth, keeper in ((one[0], one[1]), (other[0], other[1]))
        )
        found[second.pk] = first
    return found


def agree(one: Person, other: Person, cast) -> bool:
    """The rule, said a third time and as plainly as can be."""
    if one.birth_date and other.birth_date:
        return one.birth_date == other.birth_date
    if one.birth_year and other.birth_year:
        return one.birth_year == other.birth_year
    return one.keepers.get().unit == other.keepers.get().unit


def test_the_database_and_the_page_say_the_same(cast, pairs):
    asking = asking_of(cast.alice)
    later = Person.objects.in_bulk(pairs)
    wanted = {pk for pk, first in pairs.items() if agree(first, later[pk], cast)}
    rows = list(with_an_earlier_file(asking))
    assert {row.pk for row in rows} == wanted
    alike = alike_with(rows, asking)
    assert {pk: [one.pk for one in found] for pk, found in alike.items()} == {
        pk: [pairs[pk].pk] for pk in wanted
    }


def test_it_is_asked_by_the_index_of_name_and_year(cast):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL scans a table as small as this")
    rows = with_an_earlier_file(asking_of(cast.operator))
    plan = rows.explain()
    assert "people_person_alike (folded=? AND birth_year=?" in plan


def test_as_many_queries_for_one_as_for_many(cast):
    counts = []
    for number in range(3):
        for keeper in cast.communes:
            file(f"ly {number}", keeper, BIRTHS[1])
        asking = asking_of(cast.alice)
        with CaptureQueriesContext(connection) as asked:
            rows = list(with_an_earlier_file(asking))
            alike_with(rows, asking)
        counts.append((len(rows), len(asked)))
    assert counts == [(1, counts[0][1]), (2, counts[0][1]), (3, counts[0][1])]


# --- two persons


@pytest.fixture
def two(cast) -> tuple[Person, Person]:
    return tuple(person(cast, keeper=keeper, birth_year=1970) for keeper in cast.communes)


def waiting(cast) -> int:
    return with_an_earlier_file(asking_of(cast.alice)).count()


def test_who_is_told_apart_leaves_the_list_and_comes_back_when_it_is_taken_back(cast, two):
    assert waiting(cast) == 1
    one, other = two
    row = actions.tell_apart(one=other, other=one, by=cast.alice, reason=" Khác cha mẹ ")
    assert (row.one, row.other, row.by, row.reason) == (one, other, "alice", "Khác cha mẹ")
    assert waiting(cast) == 0
    actions.take_back_apart(apart=row, by=cast.alice, reason="Nhầm")
    assert waiting(cast) == 1
    told, back = events(kind="people.apart").order_by("id")
    values = {
        "one": str(one.public_id),
        "other": str(other.public_id),
        "by": "alice",
        "reason": "Khác cha mẹ",
    }
    assert (told.action, told.text, told.after) == ("people.tell_apart", "Khác cha mẹ", values)
    assert (back.action, back.text, back.before) == ("people.take_back_apart", "Nhầm", values)


def test_it_is_said_once_with_a_reason_of_two_files(cast, two):
    one, other = two
    for pair, reason in (((one, other), " "), ((one, one), "x")):
        with pytest.raises(RefusedError):
            actions.tell_apart(one=pair[0], other=pair[1], by=cast.alice, reason=reason)
    row = actions.tell_apart(one=one, other=other, by=cast.alice, reason="x")
    with pytest.raises(RefusedError, match="đã được ghi là của hai người"):
        actions.tell_apart(one=other, other=one, by=cast.alice, reason="x")
    with pytest.raises(InputError):
        actions.take_back_apart(apart=row, by=cast.alice, reason="")
    assert Apart.objects.get() == row


def test_the_database_keeps_the_pair_once_and_in_order(cast, two):
    one, other = two
    Apart.objects.create(one=one, other=other)
    for pair in (two, (other, one), (one, one)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Apart.objects.create(one=pair[0], other=pair[1])


def test_what_is_said_and_its_event_fall_together(cast, two):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        actions.tell_apart(one=two[0], other=two[1], by=cast.alice, reason="x")
        raise ZeroDivisionError
    assert (Apart.objects.count(), events(kind="people.apart").count()) == (0, 0)


def test_two_persons_are_not_merged(cast, two):
    actions.tell_apart(one=two[0], other=two[1], by=cast.alice, reason="Khác cha mẹ")
    for kept, gone in (two, two[::-1]):
        with pytest.raises(RefusedError, match="của hai người khác nhau \\(Khác cha mẹ\\)"):
            actions.merge_persons(kept=kept, gone=gone, by=cast.alice, reason="x")


def test_who_is_entered_as_somebody_else_is_told_apart_from_those_shown(cast):
    home = cast.communes[0]
    here = person(cast, keeper=home, birth_year=1970)
    away = person(cast, keeper=cast.communes[1], birth_year=1970)
    new = person(cast, keeper=home, birth_year=1970, confirmed={"same_person": "Em họ"})
    assert [(a.one, a.other, a.reason) for a in Apart.objects.all()] == [(here, new, "Em họ")]
    rows = list(with_an_earlier_file(asking_of(cast.alice)).order_by("pk"))
    alike = alike_with(rows, asking_of(cast.alice))
    assert alike == {away.pk: [here, new], new.pk: [away]}
    assert Event.objects.filter(action="people.tell_apart").count() == 1
