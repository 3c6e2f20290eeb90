"""Searches, lists of holders and the roster at their edges: days, orders, namesakes, what is not known."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

import factories
from goc.people import actions, queries, roster
from goc.people.alike import alike_with, told_apart_from, with_an_earlier_file
from goc.people.models import BoardMember, Holding, Keeper, Person, Seat
from goc.units.access import scope_of
from goc.units.asking import asking_of
from people.made import DAY, START, TODAY, full, person


def names(rows: Any) -> list[str]:
    return [row.full_name for row in rows]


# --- searching


def search(user: Any, text: str, as_of: date = TODAY) -> list[str]:
    scope = scope_of(user, today=TODAY)
    return names(queries.search_people(text, scope=scope, as_of=as_of, today=TODAY))


@pytest.fixture
def three(cast) -> list[Person]:
    return [person(cast, name) for name in ("Nông Văn Đức", "Nông Thị Đào", "Lý Văn Đào")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["Lý Văn Đào", "Nông Thị Đào", "Nông Văn Đức"]),
        ("dao", ["Lý Văn Đào", "Nông Thị Đào"]),
        ("đào NÔNG", ["Nông Thị Đào"]),
        ("van d", ["Lý Văn Đào", "Nông Văn Đức"]),
        ("nong ly", []),
        ("  ", ["Lý Văn Đào", "Nông Thị Đào", "Nông Văn Đức"]),
        ("AAAAAAAAAAA", []),
    ],
)
def test_every_word_in_any_order(cast, three, text, found):
    assert search(cast.alice, text) == found


def test_of_another_day_only_whose_file_was_open_then(cast):
    """Of today also those whose file is closed: whoever kept it last still finds them."""
    one = person(cast)
    Keeper.objects.filter(person=one).update(valid_to=date(2010, 1, 1))
    for day, found in (
        (date(2002, 12, 31), []),
        (START, ["Nông Văn Đức"]),
        (date(2009, 12, 31), ["Nông Văn Đức"]),
        (date(2010, 1, 1), []),
        (TODAY, ["Nông Văn Đức"]),
    ):
        assert search(cast.alice, "duc", day) == found, day


def test_a_code_finds_one_person_whoever_else_is_called_so(cast, three):
    code = three[0].code
    assert search(cast.alice, code) == ["Nông Văn Đức"]
    assert search(cast.charlie, code) == []


# --- holders, seats, boards


def test_holders_stand_in_the_order_of_posts_acting_last_then_by_name(cast):
    unit = cast.communes[0]
    held = [
        ("Vi Văn An", "squad_leader", False),
        ("Vi Văn Ba", "commander", True),
        ("Vi Văn Cả", "commander", False),
        ("Hứa Văn An", "squad_leader", False),
        ("Vi Văn Dũng", "post of another time", False),
    ]
    for name, post, acting in held:
        Holding.objects.create(
            person=person(cast, name), unit=unit, post=post, acting=acting, valid_from=START
        )
    found = [row.person.full_name for row in queries.holders(unit, as_of=DAY)]
    assert found == ["Vi Văn Cả", "Vi Văn Ba", "Hứa Văn An", "Vi Văn An", "Vi Văn Dũng"]
    assert queries.holders(unit, as_of=date(2002, 12, 31)) == []
    assert queries.holders(cast.communes[1], as_of=DAY) == []


def test_a_seat_is_vacant_from_the_day_on_which_nobody_holds_it(cast):
    unit, by = cast.communes[0], cast.operator
    held = actions.post_person(person=person(cast), unit=unit, post="commander", on=START, by=by)
    actions.end_holding(holding=held, on=date(2010, 1, 1), ended_by="moved", by=by)
    Seat.objects.filter(post="commander").update(valid_to=date(2020, 1, 1))
    vacant = {
        day: [seat.post for seat in queries.vacant_seats([unit.pk], as_of=day)]
        for day in (date(2002, 12, 31), date(2009, 12, 31), date(2010, 1, 1), date(2020, 1, 1))
    }
    assert list(vacant.values()) == [
        [],
        ["deputy_commander"],
        ["commander", "deputy_commander"],
        ["deputy_commander"],
    ]
    assert queries.vacant_seats([cast.communes[1].pk], as_of=DAY) == []


def test_vacant_seats_stand_by_unit_post_and_number(cast):
    rows = [
        (cast.communes[1], "commander", 1),
        (cast.communes[0], "deputy_commander", 2),
        (cast.communes[0], "deputy_commander", 1),
        (cast.communes[0], "commander", 1),
    ]
    for unit, post, number in rows:
        Seat.objects.create(unit=unit, post=post, number=number, valid_from=START)
    found = queries.vacant_seats([unit.pk for unit in cast.communes], as_of=DAY)
    assert [(seat.unit, seat.post, seat.number) for seat in found] == [
        (cast.communes[0], "commander", 1),
        (cast.communes[0], "deputy_commander", 1),
        (cast.communes[0], "deputy_commander", 2),
        (cast.communes[1], "commander", 1),
    ]


def test_a_board_of_a_day_and_of_all_days(cast):
    board = factories.unit("Ban Chỉ đạo", "steering_committee", cast.province)
    members = [
        ("Vi Văn An", "staff", START, None),
        ("Vi Văn Ba", "head", date(2010, 1, 1), None),
        ("Vi Văn Cả", "head", START, date(2010, 1, 1)),
        ("Hứa Văn An", "staff", START, None),
        ("Vi Văn Dũng", "member", START, date(2005, 1, 1)),
    ]
    for name, role, start, end in members:
        BoardMember.objects.create(
            board=board, person=person(cast, name), role=role, valid_from=start, valid_to=end
        )
    now = [row.person.full_name for row in queries.board_members(board, as_of=DAY)]
    assert now == ["Vi Văn Ba", "Hứa Văn An", "Vi Văn An"]
    every = [row.person.full_name for row in queries.all_board_members(board)]
    assert every == ["Vi Văn Ba", "Vi Văn An", "Hứa Văn An", "Vi Văn Cả", "Vi Văn Dũng"]
    assert (queries.is_board(board), queries.is_board(cast.province)) == (True, False)


# --- what is missing


def test_what_is_missing_is_of_the_living_of_the_day(cast):
    one = person(cast)
    actions.record_death(person=one, on=date(2010, 1, 1), by=cast.operator)
    scope = scope_of(cast.alice, today=TODAY)
    totals = {}
    for day in (date(2009, 12, 31), date(2010, 1, 1)):
        totals[day.year] = queries.missing_information(scope, as_of=day, today=TODAY)[0].total
    assert totals == {2009: 1, 2010: 0}


@pytest.mark.parametrize(
    ("known", "lacks"),
    [
        ({}, True),
        ({"birth_year": 1970}, False),
        ({"birth_date": date(1970, 2, 3)}, False),
    ],
)
def test_a_year_of_birth_is_enough(cast, known, lacks):
    person(cast, **known)
    assert Person.objects.filter(queries.gap("birth", DAY)).exists() is lacks


def test_a_level_is_missing_until_it_was_reached(cast):
    full(cast)
    for day, lacks in ((date(2005, 5, 31), True), (date(2005, 6, 1), False)):
        assert Person.objects.filter(queries.gap("health_class", day)).exists() is lacks
    assert not Person.objects.filter(queries.gap("religion", DAY)).exists()


# --- the roster


def row_of(day: date, units: list[int] | None = None) -> roster.RosterRow:
    (row,) = roster.roster(units, as_of=day)
    return row


def roster_names(rows: list[roster.RosterRow]) -> list[str]:
    return [row["full_name"] for row in rows]


def test_the_roster_is_of_the_units_asked_on_the_day(cast):
    person(cast, "Vi Văn An", cast.communes[1])
    person(cast, "Vi Văn Ba", cast.elsewhere)
    moved = person(cast, "Vi Văn Cả", cast.communes[0])
    actions.move_person(person=moved, to=cast.elsewhere, on=DAY, by=cast.operator)
    units = [unit.pk for unit in cast.communes]
    before = date(2012, 12, 30)
    assert roster_names(roster.roster(units, as_of=before)) == ["Vi Văn An", "Vi Văn Cả"]
    assert roster_names(roster.roster(units, as_of=DAY)) == ["Vi Văn An"]
    assert roster_names(roster.roster([], as_of=DAY)) == []
    assert roster_names(roster.roster(None, as_of=DAY)) == ["Vi Văn An", "Vi Văn Ba", "Vi Văn Cả"]
    assert roster.roster(None, as_of=date(2002, 12, 31)) == []


def test_the_dead_leave_the_roster_on_their_day(cast):
    one = full(cast)
    actions.record_death(person=one, on=DAY, by=cast.operator)
    assert row_of(date(2012, 12, 30))["post"] == "Chỉ huy trưởng"
    assert roster.roster(None, as_of=DAY) == []


def test_of_several_posts_the_first_of_the_catalogue_is_printed_and_no_acting_one(cast):
    one, unit, by = person(cast), cast.communes[0], cast.operator
    rows = [
        ("squad_leader", date(2004, 1, 1), False, "QĐ 1"),
        ("commander", date(2005, 1, 1), True, "QĐ 2"),
        ("deputy_commander", date(2006, 1, 1), False, "QĐ 3"),
    ]
    for post, on, acting, decision in rows:
        actions.post_person(
            person=one,
            unit=unit,
            post=post,
            on=on,
            acting=acting,
            decision=decision,
            by=by,
            confirmed="kiêm nhiệm",
        )
    printed = [
        (row["post"], row["post_from"], row["decision"])
        for row in (row_of(date(year, 6, 1)) for year in (2003, 2004, 2005, 2006))
    ]
    assert printed == [
        ("", None, ""),
        ("Tiểu đội trưởng dân quân", date(2004, 1, 1), "QĐ 1"),
        ("Tiểu đội trưởng dân quân", date(2004, 1, 1), "QĐ 1"),
        ("Chỉ huy phó", date(2006, 1, 1), "QĐ 3"),
    ]


def test_the_unit_printed_is_that_of_the_post_else_of_the_file(cast):
    one = person(cast, keeper=cast.communes[1])
    actions.post_person(
        person=one, unit=cast.district, post="agency_leader", on=date(2005, 1, 1), by=cast.operator
    )
    assert [row_of(date(year, 6, 1))["unit"] for year in (2004, 2006)] == [
        "xã Một Hai",
        "huyện Một",
    ]
    assert {row_of(date(year, 6, 1)).keeper_id for year in (2004, 2006)} == {cast.communes[1].pk}


@pytest.mark.parametrize(
    ("known", "birth"),
    [
        ({}, ""),
        ({"birth_year": 1970}, "1970"),
        ({"birth_date": date(1970, 2, 3)}, "03/02/1970"),
        ({"birth_date": date(1898, 2, 3)}, "03/02/1898"),
    ],
)
def test_a_birth_is_printed_as_far_as_it_is_known(cast, known, birth):
    person(cast, **known)
    assert row_of(DAY).born == birth


def test_what_is_not_known_is_empty_and_codes_of_another_time_stand_as_they_are(cast):
    one = person(cast)
    Person.objects.filter(pk=one.pk).update(ethnicity="of another time")
    row = row_of(DAY)
    assert (row["ethnicity"], row["religion"], row["post"], row["political_theory"]) == (
        "of another time",
        "",
        "",
        "",
    )
    assert (row["citizen_number"], row["party_official"], row.hidden) == ("", None, False)


def membership(stage: str, start: int, end: int | None) -> Any:
    day = lambda year: date(year, 1, 1) if year else None  # noqa: E731
    return SimpleNamespace(stage=stage, valid_from=day(start), valid_to=day(end or 0))


PROBATION, OFFICIAL = membership("probationary", 2004, 2005), membership("official", 2005, None)


@pytest.mark.parametrize(
    ("rows", "year", "printed"),
    [
        ([], 2010, (None, None, "")),
        ([PROBATION, OFFICIAL], 2003, (None, None, "")),
        ([PROBATION, OFFICIAL], 2004, (2004, None, "Dự bị")),
        ([PROBATION, OFFICIAL], 2005, (2004, 2005, "Chính thức")),
        ([PROBATION], 2005, (None, None, "")),
        ([OFFICIAL], 2010, (None, 2005, "Chính thức")),
        ([membership("", 2004, None)], 2010, (2004, None, "Đảng viên")),
        ([membership("probationary", 2001, 2002), OFFICIAL], 2010, (None, 2005, "Chính thức")),
        ([membership("official", 1990, 2000), OFFICIAL], 2003, (None, None, "")),
    ],
)
def test_the_days_of_the_party(rows, year, printed):
    day = lambda number: date(number, 1, 1) if number else None  # noqa: E731
    joined, official, said = printed
    found = roster.party_days(rows, date(year, 1, 1))
    assert found == (day(joined), day(official), said)


# --- who may be one


def alike(user: Any, *rows: Person) -> dict[str, list[str]]:
    asking = asking_of(user)
    asked = list(
        queries.people_in_scope(asking.scope, today=TODAY).filter(pk__in=[r.pk for r in rows])
    )
    found = alike_with(asked, asking)
    return {one.code: sorted(other.code for other in found[one.pk]) for one in asked}


def waiting(user: Any) -> list[str]:
    return sorted(with_an_earlier_file(asking_of(user)).values_list("code", flat=True))


BIRTHS = [
    ("one day", {"birth_date": date(1970, 2, 3)}, {"birth_date": date(1970, 2, 3)}, True, True),
    ("two days", {"birth_date": date(1970, 2, 3)}, {"birth_date": date(1970, 2, 4)}, False, False),
    ("day and year", {"birth_date": date(1970, 2, 3)}, {"birth_year": 1970}, True, True),
    ("year and day", {"birth_year": 1970}, {"birth_date": date(1970, 2, 3)}, True, True),
    ("two years", {"birth_year": 1970}, {"birth_year": 1971}, False, False),
    ("day of another year", {"birth_date": date(1971, 2, 3)}, {"birth_year": 1970}, False, False),
    ("one unknown", {}, {"birth_year": 1970}, True, False),
    ("the other unknown", {"birth_year": 1970}, {}, True, False),
    ("both unknown", {}, {}, True, False),
]


@pytest.mark.parametrize(
    ("first", "second", "here", "elsewhere"),
    [case[1:] for case in BIRTHS],
    ids=[case[0] for case in BIRTHS],
)
@pytest.mark.parametrize("far", [False, True], ids=["one keeper", "two keepers"])
def test_births_that_agree_and_where_one_is_unknown_one_keeper(
    cast, first, second, here, elsewhere, far
):
    """The page of a person and the worklist say the same: one rule, asked in two ways."""
    one = person(cast, "Vi Văn Dũng", **first)
    other = person(cast, "VI VAN DUNG", cast.communes[int(far)], confirmed="để thử", **second)
    Person.objects.filter(pk=other.pk).update(folded="vi van dung")
    told = queries.apart_of(one, other)
    if told is not None:
        actions.take_back_apart(apart=told, by=cast.operator, reason="để thử")
    may = elsewhere if far else here
    assert alike(cast.alice, one, other) == {
        one.code: [other.code] if may else [],
        other.code: [one.code] if may else [],
    }
    assert waiting(cast.alice) == ([other.code] if may else [])


def test_two_that_were_told_apart_are_not_asked_about_by_either(cast):
    people = [person(cast, "Vi Văn Dũng", birth_year=1970, confirmed="hai người") for _ in range(2)]
    third = person(cast, "Vi Văn Dũng", cast.communes[1], birth_year=1970)
    assert alike(cast.alice, *people, third) == {
        people[0].code: [third.code],
        people[1].code: [third.code],
        third.code: sorted(one.code for one in people),
    }
    assert waiting(cast.alice) == [third.code]


def test_whom_a_person_was_told_apart_from(cast):
    one, other = person(cast, "Vi Văn Dũng"), person(cast, "Vi Văn Dung", cast.communes[1])
    far = person(cast, "Vi Văn Dủng", cast.elsewhere)
    for first, second, reason in ((one, other, "cha con"), (far, one, "anh em")):
        actions.tell_apart(one=first, other=second, by=cast.operator, reason=reason)
    told = {
        user.login: [(row.other, row.apart.reason) for row in told_apart_from(one, asking_of(user))]
        for user in (cast.operator, cast.alice)
    }
    assert told == {
        "operator": [(other, "cha con"), (far, "anh em")],
        "alice": [(other, "cha con")],
    }
    (back,) = told_apart_from(other, asking_of(cast.alice))
    assert back.other == one
