"""Seats by law: laid, closed and left alone; the posts that fill them, before and within what is known."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import factories
from goc.audit.models import Event
from goc.lib.errors import AskedError, RefusedError
from goc.people import actions
from goc.people.actions.posts import check_alive
from goc.people.models import Holding, Person, Seat
from goc.units.models import Trait, Unit, UnitVersion
from people.made import START, person

DECREE, NEW_YEAR = date(2020, 7, 1), date(2021, 1, 1)


@pytest.fixture
def commune(cast) -> Unit:
    return cast.communes[0]


def lay(unit: Unit, on: date) -> list[tuple[str, int]]:
    return [(seat.post, seat.number) for seat in actions.lay_seats(unit=unit, on=on, by="t")]


def seats() -> list[tuple[str, int, date, date | None]]:
    rows = Seat.objects.order_by("post", "number", "valid_from")
    return list(rows.values_list("post", "number", "valid_from", "valid_to"))


ONE_EACH = [("commander", 1), ("deputy_commander", 1)]


def test_laid_again_on_the_day_or_later_nothing_is_written(commune):
    assert lay(commune, START) == ONE_EACH
    events = Event.objects.count()
    for day in (START, date(2003, 1, 2), DECREE):
        assert lay(commune, day) == ONE_EACH
    assert Event.objects.count() == events == 2


def test_laid_for_an_earlier_day_they_begin_then(commune):
    lay(commune, NEW_YEAR)
    assert lay(commune, START) == ONE_EACH
    assert {start for _, _, start, _ in seats()} == {START}


def test_each_seat_tells_the_law_that_gives_it(commune):
    lay(commune, DECREE)
    assert all(Seat.objects.values_list("source", flat=True))
    other = actions.lay_seats(unit=commune, on=DECREE, by="t")
    assert [seat.unit for seat in other] == [commune] * 2


@pytest.mark.parametrize(
    ("start", "end", "closed"),
    [
        (START, None, NEW_YEAR),
        (date(2022, 1, 1), None, None),
        (START, date(2022, 1, 1), date(2022, 1, 1)),
    ],
)
def test_a_seat_beyond_the_law_is_closed_unless_it_begins_later_or_has_its_end(
    commune, start, end, closed
):
    """The commune is on no border: the law gives it one deputy."""
    extra = Seat.objects.create(
        unit=commune, post="deputy_commander", number=2, valid_from=start, valid_to=end
    )
    assert lay(commune, NEW_YEAR) == ONE_EACH
    extra.refresh_from_db()
    assert (extra.valid_from, extra.valid_to) == (start, closed)


@pytest.mark.parametrize("is_taken", [False, True])
def test_a_seat_beyond_the_law_that_began_this_very_day_goes_unless_somebody_took_it(
    cast, commune, is_taken
):
    extra = Seat.objects.create(
        unit=commune, post="deputy_commander", number=2, valid_from=NEW_YEAR
    )
    if is_taken:
        Holding.objects.create(
            person=person(cast),
            unit=commune,
            post=extra.post,
            seat=extra,
            valid_from=NEW_YEAR,
        )
    assert lay(commune, NEW_YEAR) == ONE_EACH
    assert Seat.objects.filter(pk=extra.pk).exists() is is_taken


def test_a_seat_that_is_over_is_laid_anew(commune):
    Seat.objects.create(
        unit=commune, post="commander", number=1, valid_from=START, valid_to=date(2010, 1, 1)
    )
    assert lay(commune, date(2010, 1, 1)) == ONE_EACH
    assert seats()[:2] == [
        ("commander", 1, START, date(2010, 1, 1)),
        ("commander", 1, date(2010, 1, 1), None),
    ]


@pytest.mark.parametrize(
    ("kind", "value", "start", "end", "second"),
    [
        ("border", 1, START, None, True),
        ("border", 1, NEW_YEAR, None, True),
        ("border", 1, date(2021, 1, 2), None, False),
        ("border", 1, START, NEW_YEAR, False),
        ("border", 1, START, date(2021, 1, 2), True),
        ("class", 1, START, None, True),
        ("class", 2, START, None, False),
    ],
)
def test_a_trait_of_the_day_gives_a_second_deputy(commune, kind, value, start, end, second):
    Trait.objects.create(
        unit=commune, kind=kind, value=value, source="sách", valid_from=start, valid_to=end
    )
    expected = [*ONE_EACH, ("deputy_commander", 2)] if second else ONE_EACH
    assert lay(commune, NEW_YEAR) == expected


def test_only_communes_have_seats_by_law_whatever_they_are_called(cast):
    for name, kind in (("Phường Tam Thanh", "ward"), ("Thị trấn Cao Lộc", "township")):
        unit = factories.unit(name, kind, cast.district)
        assert lay(unit, NEW_YEAR) == ONE_EACH, name
    for unit in (cast.district, cast.province):
        assert lay(unit, NEW_YEAR) == []
    assert lay(cast.communes[0], date(2001, 12, 31)) == []


# --- posts that fill them


def post(cast: Any, name: str, post: str, on: date, **more: Any) -> Holding:
    given = {"person": _one(cast, name), "unit": cast.communes[0], "by": cast.alice}
    return actions.post_person(post=post, on=on, **given | more)


def _one(cast: Any, name: str) -> Person:
    return Person.objects.filter(full_name=name).first() or person(cast, name)


def test_a_post_without_seats_lays_none(cast):
    held = post(cast, "Vi Văn An", "squad_leader", NEW_YEAR)
    assert (held.seat, seats()) == (None, [])
    assert [event.action for event in Event.objects.filter(kind="people.seat")] == []


def test_an_acting_commander_lays_none_either(cast):
    held = post(cast, "Vi Văn An", "commander", NEW_YEAR, acting=True)
    assert (held.seat, held.acting, seats()) == (None, True, [])


@pytest.mark.parametrize(
    ("until", "seated"),
    [(date(2001, 1, 1), False), (date(2002, 1, 1), False), (date(2002, 1, 2), True)],
)
def test_a_post_that_was_over_before_anything_is_known_has_no_seat(cast, until, seated):
    """The record begins on 1 January 2002, the commune stood before: the post did, its seat is not known."""
    held = post(cast, "Vi Văn An", "commander", date(1997, 1, 1), until=until)
    assert (held.valid_from, held.valid_to) == (date(1997, 1, 1), until)
    assert (held.seat is not None) is seated
    assert bool(seats()) is seated
    if seated:
        assert {start for _, _, start, _ in seats()} == {date(2002, 1, 1)}


def test_holders_follow_each_other_on_one_seat(cast):
    first = post(cast, "Vi Văn An", "commander", START, until=date(2010, 1, 1))
    second = post(cast, "Vi Văn Ba", "commander", date(2010, 1, 1))
    assert first.seat == second.seat
    for name, on, until in (
        ("Vi Văn Cả", date(2009, 12, 31), date(2010, 1, 1)),
        ("Vi Văn Cả", date(2003, 6, 1), None),
        ("Vi Văn Cả", NEW_YEAR, None),
    ):
        with pytest.raises(RefusedError) as refused:
            post(cast, name, "commander", on, until=until)
        who = "Vi Văn An" if until else "Vi Văn Ba"
        assert who in str(refused.value)
    before = post(cast, "Vi Văn Dũng", "commander", date(2002, 1, 1), until=START)
    assert before.seat == first.seat


def test_somebody_holds_a_post_of_a_unit_once_at_a_time(cast):
    one = person(cast)
    post(cast, one.full_name, "squad_leader", START, until=date(2010, 1, 1))
    with pytest.raises(RefusedError) as refused:
        post(cast, one.full_name, "squad_leader", date(2009, 1, 1))
    assert str(refused.value) == (
        "Nông Văn Đức đã giữ chức vụ Tiểu đội trưởng dân quân ở đơn vị này từ ngày 01/01/2003."
    )
    post(cast, one.full_name, "squad_leader", date(2010, 1, 1))
    post(cast, one.full_name, "squad_leader", date(2010, 1, 1), unit=cast.communes[1])
    assert one.holdings.count() == 3


def test_a_post_ends_with_its_unit_only_where_no_end_was_said(cast):
    ended = date(2015, 1, 1)
    UnitVersion.objects.filter(unit=cast.communes[0]).update(valid_to=ended)
    rows = [
        post(cast, "Vi Văn An", "commander", START),
        post(cast, "Vi Văn Ba", "squad_leader", START, until=date(2010, 1, 1)),
        post(cast, "Vi Văn Cả", "squad_leader", START, until=ended),
        post(cast, "Vi Văn Dũng", "squad_leader", START, unit=cast.communes[1]),
    ]
    assert [(row.valid_to, row.ended_by) for row in rows] == [
        (ended, "unit_ended"),
        (date(2010, 1, 1), ""),
        (ended, ""),
        (None, ""),
    ]


# --- the living


@pytest.mark.parametrize(
    ("died", "on", "alive"),
    [
        (None, NEW_YEAR, True),
        (NEW_YEAR, date(2020, 12, 31), True),
        (NEW_YEAR, NEW_YEAR, False),
        (NEW_YEAR, date(2021, 1, 2), False),
    ],
)
def test_the_living_of_a_day(died, on, alive):
    one = Person(full_name="Nông Văn Đức", died_on=died)
    if alive:
        check_alive(one, on)
        return
    with pytest.raises(RefusedError) as refused:
        check_alive(one, on)
    assert str(refused.value) == "Nông Văn Đức đã từ trần ngày 01/01/2021."


def test_a_day_ahead_that_was_confirmed_is_not_asked_about_with_the_telephone(cast):
    """Only days that were changed are judged."""
    one = person(cast, enlisted_on=date(2030, 1, 1), confirmed="có lệnh gọi")
    actions.correct_person(person=one, by=cast.alice, telephone="0912345678")
    with pytest.raises(AskedError, match="Ngày nhập ngũ: ngày 02/01/2030 còn ở phía trước"):
        actions.correct_person(person=one, by=cast.alice, enlisted_on=date(2030, 1, 2))
    assert Person.objects.get().telephone == "0912345678"
