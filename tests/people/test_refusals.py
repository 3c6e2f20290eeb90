"""What the actions refuse, in words; and the dated rows they leave."""

from __future__ import annotations

from datetime import date

import pytest

import factories
from goc.lib.errors import RefusedError
from goc.people import actions, rules
from goc.people.models import Fact, Holding, Seat
from goc.units.models import Trait, UnitVersion

START, DAY = date(2003, 1, 1), date(2010, 1, 1)


@pytest.fixture
def commune(cast):
    return cast.communes[0]


def person(cast, name="Nông Văn Đức", **known):
    return actions.add_person(
        full_name=name, keeper=cast.communes[0], on=START, by=cast.alice, **known
    )


def periods(rows):
    return [(row.valid_from, row.valid_to) for row in rows.order_by("valid_from")]


def test_the_second_commander_is_refused_by_name(cast, commune):
    first = person(cast)
    actions.post_person(person=first, unit=commune, post="commander", on=START, by=cast.alice)
    with pytest.raises(
        RefusedError, match="Chỉ huy trưởng không còn khuyết: Nông Văn Đức đang giữ"
    ):
        actions.post_person(
            person=person(cast, "Lý Thị Hoa"), unit=commune, post="commander", on=DAY, by=cast.alice
        )


def test_an_earlier_holder_fits_before_the_present_one(cast, commune):
    actions.post_person(person=person(cast), unit=commune, post="commander", on=DAY, by=cast.alice)
    earlier = person(cast, "Lý Thị Hoa")
    held = actions.post_person(
        person=earlier, unit=commune, post="commander", on=START, until=DAY, by=cast.alice
    )
    assert held.seat == Seat.objects.get(post="commander") and held.seat.valid_from == START


def test_an_acting_commander_needs_no_seat(cast, commune):
    actions.post_person(
        person=person(cast), unit=commune, post="commander", on=START, by=cast.alice
    )
    other = person(cast, "Lý Thị Hoa")
    assert (
        actions.post_person(
            person=other, unit=commune, post="commander", on=DAY, acting=True, by=cast.alice
        ).seat
        is None
    )


def test_the_same_post_twice_is_refused(cast, commune):
    one = person(cast)
    actions.post_person(person=one, unit=commune, post="squad_leader", on=START, by=cast.alice)
    with pytest.raises(
        RefusedError,
        match="đã giữ chức vụ Tiểu đội trưởng dân quân ở đơn vị này từ ngày 01/01/2003",
    ):
        actions.post_person(person=one, unit=commune, post="squad_leader", on=DAY, by=cast.alice)


def test_the_dead_hold_nothing(cast, commune):
    one = person(cast)
    holding = actions.post_person(
        person=one, unit=commune, post="commander", on=START, by=cast.alice
    )
    actions.record_death(person=one, on=DAY, by=cast.alice)
    holding.refresh_from_db()
    assert (holding.valid_to, holding.ended_by) == (DAY, "died")
    for act in (
        lambda: actions.post_person(
            person=one, unit=commune, post="squad_leader", on=DAY, by=cast.alice
        ),
        lambda: actions.join_body(person=one, body="party", on=DAY, by=cast.alice),
        lambda: actions.record_death(person=one, on=DAY, by=cast.alice),
    ):
        with pytest.raises(RefusedError, match="từ trần"):
            act()


def test_a_post_of_another_time_is_refused(cast, commune):
    with pytest.raises(RefusedError, match="«Trợ lý» chưa có hoặc không còn vào ngày 01/01/2010"):
        actions.post_person(
            person=person(cast), unit=commune, post="assistant", on=DAY, by=cast.alice
        )


def test_seats_follow_the_law_and_the_traits(cast, commune):
    def seats(day):
        return sorted(
            (s.post, s.number, s.valid_from, s.valid_to)
            for s in actions.lay_seats(unit=commune, on=day, by=cast.alice)
        )

    one = [("commander", 1, START, None), ("deputy_commander", 1, START, None)]
    assert seats(START) == one and seats(START) == one
    border = Trait.objects.create(unit=commune, kind="border", source="sách", valid_from=START)
    assert seats(DAY) == one
    assert seats(date(2020, 7, 1)) == [*one, ("deputy_commander", 2, date(2020, 7, 1), None)]
    border.valid_to = date(2022, 1, 1)
    border.save()
    assert seats(date(2022, 1, 1)) == one
    assert periods(Seat.objects.filter(number=2)) == [(date(2020, 7, 1), date(2022, 1, 1))]


def test_a_district_gets_no_seats(cast):
    assert actions.lay_seats(unit=cast.district, on=START, by=cast.alice) == []


def test_the_seats_of_a_commune_that_is_gone_are_closed(cast, commune):
    actions.lay_seats(unit=commune, on=START, by=cast.alice)
    UnitVersion.objects.filter(unit=commune).update(valid_to=DAY)
    assert actions.lay_seats(unit=commune, on=DAY, by=cast.alice) == []
    assert set(periods(Seat.objects.all())) == {(START, DAY)}


def test_a_lower_level_ends_when_the_higher_begins_in_any_order(cast):
    one = person(cast)

    def theory(value, on):
        actions.record_fact(person=one, kind="political_theory", value=value, on=on, by=cast.alice)

    theory("advanced", date(2010, 1, 1))
    theory("elementary", date(2004, 1, 1))
    assert periods(Fact.objects.all()) == [
        (date(2004, 1, 1), date(2010, 1, 1)),
        (date(2010, 1, 1), None),
    ]
    with pytest.raises(RefusedError, match="đã có «Cao cấp» từ ngày 01/01/2010"):
        theory("intermediate", date(2010, 1, 1))
    with pytest.raises(RefusedError, match="đã có «Sơ cấp» từ ngày 01/01/2004"):
        theory("intermediate", date(2007, 1, 1))


def test_one_rating_a_period_and_many_awards(cast):
    one = person(cast)
    year = {"on": date(2010, 1, 1), "until": date(2011, 1, 1)}
    actions.record_fact(person=one, kind="rating", value="good", by=cast.alice, **year)
    with pytest.raises(RefusedError, match="trùng với bản ghi đã có «Hoàn thành tốt nhiệm vụ»"):
        actions.record_fact(person=one, kind="rating", value="excellent", by=cast.alice, **year)
    with pytest.raises(RefusedError, match="phải có ngày kết thúc"):
        actions.record_fact(
            person=one, kind="rating", value="good", on=date(2011, 1, 1), by=cast.alice
        )
    for _ in range(2):
        actions.record_fact(person=one, kind="award", value="merit_province", on=DAY, by=cast.alice)
    assert Fact.objects.filter(kind="award", lane=None).count() == 2


@pytest.mark.parametrize(("kind", "value"), [("shoe_size", "42"), ("political_theory", "doctor")])
def test_strange_facts_are_refused(cast, kind, value):
    with pytest.raises(RefusedError):
        actions.record_fact(person=person(cast), kind=kind, value=value, on=DAY, by=cast.alice)


def test_one_party_but_several_committees(cast):
    one = person(cast)
    actions.join_body(person=one, body="party", on=START, by=cast.alice)
    with pytest.raises(RefusedError, match="trùng với bản ghi đã có «Đảng viên»"):
        actions.join_body(person=one, body="party", unit=cast.communes[0], on=DAY, by=cast.alice)
    for unit in cast.communes:
        actions.join_body(person=one, body="party_committee", unit=unit, on=DAY, by=cast.alice)
    with pytest.raises(RefusedError, match="Cấp ủy viên phải ghi rõ của đơn vị nào"):
        actions.join_body(person=one, body="party_committee", on=DAY, by=cast.alice)
    with pytest.raises(RefusedError, match="Chỉ đảng viên mới có giai đoạn"):
        actions.join_body(person=one, body="youth_union", stage="official", on=DAY, by=cast.alice)


def test_an_official_member_stays_one(cast):
    row = actions.join_body(
        person=person(cast), body="party", stage="official", on=START, by=cast.alice
    )
    with pytest.raises(RefusedError, match="Chỉ đảng viên dự bị"):
        actions.make_official(membership=row, on=DAY, by=cast.alice)


def test_a_board_has_one_head(cast):
    board = factories.unit("Ban Chỉ đạo", "steering_committee", cast.province)
    first = actions.appoint_board_member(
        board=board, person=person(cast), role="head", on=START, by=cast.alice
    )
    second = person(cast, "Lý Thị Hoa")
    with pytest.raises(RefusedError, match="Trưởng ban hiện là Nông Văn Đức"):
        actions.appoint_board_member(board=board, person=second, role="head", on=DAY, by=cast.alice)
    actions.end_board_member(member=first, on=DAY, by=cast.alice)
    actions.appoint_board_member(board=board, person=second, role="head", on=DAY, by=cast.alice)


def test_codes_and_citizen_numbers_are_one_persons(cast):
    code = "0000000010" + rules.CHECK_SYMBOLS[32]
    person(cast, code=code, citizen_number="020070001234")
    for known in (
        {"code": code},
        {"code": "ABC"},
        {"citizen_number": "020070001234"},
        {"citizen_number": "123"},
    ):
        with pytest.raises(RefusedError):
            person(cast, "Lý Thị Hoa", **known)


@pytest.mark.parametrize(
    "known", [{"ethnicity": "martian"}, {"sex": "x"}, {"full_name": "  "}, {"salary": 1}]
)
def test_strange_values_of_a_person_are_refused(cast, known):
    one = person(cast)
    with pytest.raises(RefusedError):
        actions.correct_person(person=one, by=cast.alice, **known)


def test_correcting_a_post_seats_anew(cast, commune):
    one = person(cast)
    held = actions.post_person(person=one, unit=commune, post="commander", on=START, by=cast.alice)
    actions.correct_row(row=held, post="deputy_commander", by=cast.alice)
    assert Holding.objects.get().seat.post == "deputy_commander"
    with pytest.raises(RefusedError, match="Không sửa được trường person"):
        actions.correct_row(row=held, person=person(cast, "Lý Thị Hoa"), by=cast.alice)


def test_a_file_moves_once(cast, commune):
    one = person(cast)
    with pytest.raises(RefusedError, match="đang quản lý hồ sơ"):
        actions.move_person(person=one, to=commune, on=DAY, by=cast.alice)
    actions.move_person(person=one, to=cast.communes[1], on=DAY, by=cast.alice)
    assert periods(one.keepers) == [(START, DAY), (DAY, None)]
