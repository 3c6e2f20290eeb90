"""Whom a row of a pasted table means: by code, by name, narrowed by birth, unit and post; who is offered."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import factories
from goc.lists.grids import Match
from goc.people import actions, recognising
from goc.people.models import Keeper, Person
from goc.people.recognising import Pool, holders_named, persons_named, places_of
from goc.units.access import scope_of
from goc.units.models import UnitParent, UnitVersion
from people.made import START, TODAY, person

Row = dict[str, str]


@pytest.fixture
def world(cast) -> factories.Cast:
    """Communes with real names: Xã Quốc Khánh and Xã Đại Đồng of Huyện Tràng Định, Tỉnh Lạng Sơn."""
    names = {
        cast.communes[0]: "Xã Quốc Khánh",
        cast.communes[1]: "Xã Đại Đồng",
        cast.district: "Huyện Tràng Định",
        cast.province: "Tỉnh Lạng Sơn",
    }
    for unit, name in names.items():
        UnitVersion.objects.filter(unit=unit).update(name=name, folded=recognising.fold(name))
    return cast


def pool(cast: Any, *rows: Row, user: Any = None, posts: bool = False) -> Pool:
    scope = scope_of(user or cast.alice, today=TODAY)
    return (holders_named if posts else persons_named)(rows, scope, today=TODAY)


def match(cast: Any, row: Row, **more: Any) -> Match:
    (found,) = pool(cast, row, **more).find([row])
    return found


def found(cast: Any, row: Row, **more: Any) -> list[str]:
    """The codes of those whom it may mean."""
    said = match(cast, row, **more)
    assert bool(said.candidates) != bool(said.reason)
    return sorted(one.typed["code"] for one in said.candidates)


def why_not(cast: Any, row: Row, **more: Any) -> tuple[str, str]:
    said = match(cast, row, **more)
    assert said.candidates == ()
    return said.column, said.reason


# --- by code and by name


@pytest.mark.parametrize("name", ["Nông Văn Đức", "nong van duc", "NÔNG  VĂN ĐỨC"])
def test_a_name_in_any_spelling(world, name):
    one = person(world)
    assert found(world, {"person": name}) == [one.code]


def test_a_code_in_any_spelling_and_a_name_beside_it(world):
    one = person(world)
    typed = f"{one.code[:4].lower()}-{one.code[4:]}"
    assert found(world, {"code": typed}) == [one.code]
    assert found(world, {"code": typed, "person": "nong van duc"}) == [one.code]
    assert why_not(world, {"code": typed, "person": "Lý Thị Hoa"}) == (
        "person",
        "mã này là của Nông Văn Đức",
    )


def test_a_single_column_of_names_stands_in_the_column_of_codes(world):
    one = person(world)
    assert found(world, {"code": "Nông Văn Đức"}) == [one.code]
    assert found(world, {"code": "nong van duc", "birth": ""}) == [one.code]


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ({}, "person", "hãy ghi họ và tên hoặc mã cán bộ"),
        ({"birth": "1970"}, "person", "hãy ghi họ và tên hoặc mã cán bộ"),
        ({"person": "Nông Văn"}, "person", "không có ai tên như vậy ở đây"),
        ({"code": "x", "person": "Nông Văn Đức"}, "code", "không có ai mang mã này ở đây"),
    ],
)
def test_who_is_not_found(world, row, column, reason):
    person(world)
    assert why_not(world, row) == (column, reason)


def test_who_is_out_of_scope_is_not_here(world):
    one = person(world)
    assert why_not(world, {"person": "Nông Văn Đức"}, user=world.charlie) == (
        "person",
        "không có ai tên như vậy ở đây",
    )
    assert why_not(world, {"code": one.code}, user=world.charlie) == (
        "code",
        "không có ai mang mã này ở đây",
    )


def test_the_code_of_a_merged_file_means_the_one_it_stands_for(world):
    kept, gone = person(world), person(world, "Nông Văn Đực", world.communes[1])
    actions.merge_persons(
        kept=kept, gone=gone, by=world.alice, reason="một người", chosen={"full_name": "kept"}
    )
    assert found(world, {"code": gone.code}) == [kept.code]
    assert found(world, {"person": "Nông Văn Đức"}) == [kept.code]
    held = actions.post_person(
        person=kept, unit=world.communes[0], post="commander", on=START, by=world.alice
    )
    (candidate,) = match(world, {"code": gone.code}, posts=True).candidates
    assert (candidate.target, candidate.key) == (held, str(held.public_id))


# --- narrowed


@pytest.fixture
def two(world) -> tuple[Person, Person]:
    """Of one name: born on 3 February 1970 in Quốc Khánh, born in 1975 in Đại Đồng."""
    return (
        person(world, birth_date=date(1970, 2, 3)),
        person(world, keeper=world.communes[1], birth_year=1975),
    )


BOTH, FIRST, SECOND = (0, 1), (0,), (1,)


@pytest.mark.parametrize(
    ("column", "typed", "who"),
    [
        ("birth", "", BOTH),
        ("birth", "1970", FIRST),
        ("birth", "3/2/1970", FIRST),
        ("birth", "03.02.1970", FIRST),
        ("birth", "1975", SECOND),
        ("birth", "1/5/1975", SECOND),
        ("unit", "", BOTH),
        ("unit", "Quốc Khánh", FIRST),
        ("unit", "xã quốc khánh, huyện tràng định", FIRST),
        ("unit", "Đại Đồng - Tràng Định - Lạng Sơn", SECOND),
        ("unit", "Tràng Định", BOTH),
        ("unit", "Tỉnh Lạng Sơn", BOTH),
        ("unit", "Khánh", FIRST),
        ("unit", " , ", BOTH),
    ],
)
def test_birth_and_unit_narrow(world, two, column, typed, who):
    row = {"person": "Nông Văn Đức", column: typed}
    assert found(world, row) == sorted(two[at].code for at in who)


@pytest.mark.parametrize(
    ("column", "typed"),
    [
        ("birth", "1971"),
        ("birth", "4/2/1970"),
        ("unit", "Quốc Khán"),
        ("unit", "Quốc Khánh, huyện Cao Lộc"),
        ("unit", "Quốc Khánh, Đại Đồng"),
    ],
)
def test_what_the_files_say_otherwise_is_told(world, two, column, typed):
    row = {"person": "Nông Văn Đức", column: typed}
    said = {
        f"Nông Văn Đức, 03/02/1970, Xã Quốc Khánh, {two[0].code}",
        f"Nông Văn Đức, 1975, Xã Đại Đồng, {two[1].code}",
    }
    column_at, reason = why_not(world, row)
    assert column_at == column
    head, _, told = reason.partition(": ")
    assert (head, set(told.split("; "))) == ("hồ sơ ghi khác", said)


@pytest.mark.parametrize("typed", ["xưa", "70", "31/02/1970x"])
def test_what_is_no_birth_is_told(world, two, typed):
    column, reason = why_not(world, {"person": "Nông Văn Đức", "birth": typed})
    assert (column, reason) == (
        "birth",
        "không phải là ngày sinh (dd/mm/yyyy) hay năm sinh (yyyy)",
    )


def test_the_first_column_that_does_not_fit_is_told(world, two):
    row = {"person": "Nông Văn Đức", "birth": "1970", "unit": "Đại Đồng"}
    assert why_not(world, row) == (
        "unit",
        f"hồ sơ ghi khác: Nông Văn Đức, 03/02/1970, Xã Quốc Khánh, {two[0].code}",
    )


def test_a_code_is_narrowed_too(world, two):
    row = {"code": two[0].code, "birth": "1975"}
    assert why_not(world, row)[0] == "birth"


def test_a_unit_where_the_file_was_kept_before_fits_too(world, two):
    actions.move_person(person=two[0], to=world.communes[1], on=date(2012, 1, 1), by=world.operator)
    assert found(world, {"person": "Nông Văn Đức", "unit": "Quốc Khánh"}) == [two[0].code]
    assert len(found(world, {"person": "Nông Văn Đức", "unit": "Đại Đồng"})) == 2


def test_places_are_the_present_one_then_the_newest(world):
    one = person(world)
    a, b = world.communes
    actions.move_person(person=one, to=b, on=date(2012, 1, 1), by=world.operator)
    Keeper.objects.create(
        person=one, unit=world.province, valid_from=date(2001, 1, 1), valid_to=START
    )
    assert places_of([one], TODAY)[one.pk] == (
        (b.pk, TODAY),
        (b.pk, date(2012, 1, 1)),
        (a.pk, START),
        (world.province.pk, date(2001, 1, 1)),
    )
    unkept = person(world, "Lý Thị Hoa")
    Keeper.objects.filter(person=unkept).delete()
    assert places_of([unkept], TODAY) == {unkept.pk: ()}


def test_a_unit_is_named_as_on_its_day(world):
    """The file was kept in Quốc Khánh while that was so called; since 2020 it is a township."""
    one, commune = person(world), world.communes[0]
    UnitVersion.objects.filter(unit=commune).update(valid_to=date(2020, 1, 1))
    UnitVersion.objects.create(
        unit=commune,
        name="Thị trấn Thất Khê",
        folded="thi tran that khe",
        kind="township",
        valid_from=date(2020, 1, 1),
    )
    for typed in ("Thất Khê", "Quốc Khánh"):
        assert found(world, {"person": "Nông Văn Đức", "unit": typed}) == [one.code]
    assert match(world, {"person": "Nông Văn Đức"}).candidates[0].typed["unit"] == (
        "Thị trấn Thất Khê"
    )


# --- who is offered


def test_of_many_namesakes_the_first_are_offered(world, monkeypatch):
    monkeypatch.setattr(recognising, "SHOWN", 2)
    for unit in (*world.communes, world.district):
        person(world, keeper=unit)
    assert len(match(world, {"person": "Nông Văn Đức"}).candidates) == 2
    assert len(match(world, {"person": "Nông Văn Đức", "unit": "Quốc Khánh"}).candidates) == 1


def test_what_is_told_of_a_candidate_and_written_into_the_row(world, two):
    candidates = match(world, {"person": "Nông Văn Đức", "birth": "1970"}).candidates
    assert [(one.key, one.label, one.typed, one.target) for one in candidates] == [
        (
            str(two[0].public_id),
            f"Nông Văn Đức, 03/02/1970, Xã Quốc Khánh, {two[0].code}",
            {
                "code": two[0].code,
                "person": "Nông Văn Đức",
                "birth": "03/02/1970",
                "unit": "Xã Quốc Khánh",
            },
            two[0],
        )
    ]


def test_what_is_written_into_a_row_means_the_same_person_again(world, two):
    asked = pool(world, {"person": "Nông Văn Đức"})
    for typed in asked.offered():
        (again,) = pool(world, typed).find([typed])
        assert [one.typed for one in again.candidates] == [typed]


# --- posts


@pytest.fixture
def held(world, two) -> list[Any]:
    """The first commands and leads a squad; the second was a commander until 2012."""
    first, second = two
    by, a, b = world.operator, *world.communes
    rows = [
        actions.post_person(person=first, unit=a, post="commander", on=START, by=by),
        actions.post_person(person=first, unit=a, post="squad_leader", on=START, by=by),
        actions.post_person(person=second, unit=b, post="commander", on=START, by=by),
    ]
    actions.end_holding(holding=rows[2], on=date(2012, 1, 1), ended_by="moved", by=by)
    return rows


def posts(cast: Any, **row: str) -> list[Any]:
    return [
        one.target for one in match(cast, {"person": "Nông Văn Đức"} | row, posts=True).candidates
    ]


def test_posts_that_go_on_are_meant_and_narrowed_by_their_name(world, held):
    assert posts(world) == held[:2]
    assert posts(world, post="chỉ huy trưởng") == [held[0]]
    assert posts(world, post="TIỂU ĐỘI TRƯỞNG") == [held[1]]
    assert posts(world, unit="Quốc Khánh", post="trưởng") == held[:2]
    assert posts(world, post="tiểu đội") == [held[1]]


def test_a_post_that_ends_after_today_goes_on(world, held):
    for end, goes_on in ((TODAY, False), (date(2026, 11, 21), True)):
        type(held[0]).objects.filter(pk=held[0].pk).update(valid_to=end)
        assert (held[0] in posts(world)) is goes_on, end


def test_of_a_post_its_unit_and_name_are_told(world, held):
    one = match(world, {"person": "Nông Văn Đức", "post": "chỉ huy trưởng"}, posts=True)
    (candidate,) = one.candidates
    code = candidate.typed["code"]
    assert candidate.label == (f"Nông Văn Đức, 03/02/1970, Chỉ huy trưởng, Xã Quốc Khánh, {code}")
    assert candidate.typed["post"] == "Chỉ huy trưởng"


def test_a_post_of_who_holds_none_is_told(world, two):
    assert why_not(world, {"person": "Nông Văn Đức"}, posts=True) == (
        "person",
        "không có ai tên như vậy ở đây",
    )


def test_a_unit_far_below_names_all_above_it(world):
    """No unit stands under more than six; each of them may be written beside it."""
    unit, names = world.communes[0], []
    for number in range(3):
        name = f"Thôn {('Một', 'Hai', 'Ba')[number]}"
        unit = factories.unit(name, "hamlet", unit)
        names.append(name)
    one = person(world, "Vi Văn Dũng", unit)
    assert UnitParent.objects.filter(unit=unit).count() == 1
    typed = ", ".join([*reversed(names), "Quốc Khánh", "Tràng Định", "Lạng Sơn"])
    assert found(world, {"person": "Vi Văn Dũng", "unit": typed}) == [one.code]
