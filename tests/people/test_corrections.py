"""Rows put right or taken back: what may be corrected, seats, the lives of units, what goes on again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import factories
from goc.audit.models import Event
from goc.dated.models import Dated
from goc.lib.errors import AskedError, InputError, RefusedError
from goc.people import actions
from goc.people.actions.corrections import CORRECTABLE
from goc.people.models import BoardMember, Fact, Holding, Keeper, Membership, Person
from goc.training import actions as training
from goc.units.actions import Close, Found, reorganise
from goc.units.models import Trait, Unit, UnitVersion
from logged import texts
from people.made import START, person

BEFORE, FOUNDED = date(2020, 1, 1), date(2026, 7, 1)


def post(cast: Any, one: Person, name: str = "squad_leader", **more: Any) -> Holding:
    given = {"unit": cast.communes[0], "on": date(2010, 1, 1), "by": cast.operator}
    return actions.post_person(person=one, post=name, **given | more)


def fact(cast: Any, one: Person, kind: str, value: str, on: date, **more: Any) -> Fact:
    return actions.record_fact(person=one, kind=kind, value=value, on=on, by=cast.operator, **more)


def correct(row: Any, by: Any, **new: Any) -> Any:
    return actions.correct_row(row=type(row).objects.get(pk=row.pk), by=by, **new)


def stored(row: Dated) -> dict[str, Any]:
    return {k: v for k, v in type(row).objects.values().get(pk=row.pk).items() if k != "changed_at"}


def refusal(row: Any, by: Any, **new: Any) -> str:
    """The sentence; and that the row stands as it stood."""
    before, events = stored(row), Event.objects.count()
    with pytest.raises(RefusedError) as refused:
        correct(row, by, **new)
    assert (stored(row), Event.objects.count()) == (before, events)
    return str(refused.value)


# --- which columns, which values


def rows_of_every_kind(cast: Any, one: Person) -> dict[type[Dated], Any]:
    board = factories.unit("Ban Chỉ đạo", "steering_committee", cast.province)
    on, by = date(2010, 1, 1), cast.operator
    return {
        Holding: post(cast, one),
        Membership: actions.join_body(person=one, body="party", on=on, by=by),
        Fact: fact(cast, one, "award", "merit_province", on),
        Keeper: one.keepers.get(),
        BoardMember: actions.appoint_board_member(
            board=board, person=one, role="member", on=on, by=by
        ),
    }


def test_who_it_is_about_is_no_correction_and_strange_columns_are_all_named(cast):
    one, other = person(cast), person(cast, "Lý Thị Hoa")
    rows = rows_of_every_kind(cast, one)
    assert set(rows) == set(CORRECTABLE)
    for row in rows.values():
        said = refusal(row, cast.alice, person=other, lane="x", valid_from=START)
        assert said == "Không sửa được trường lane, person của bản ghi này."


@pytest.mark.parametrize(
    ("model", "new"),
    [
        (Holding, {"ended_by": "tired"}),
        (Holding, {"ended_by": "Miễn nhiệm"}),
        (Membership, {"stage": "tired"}),
        (BoardMember, {"role": "tired"}),
    ],
)
def test_a_value_that_is_none_of_its_choices_is_named(cast, model, new):
    row = rows_of_every_kind(cast, person(cast))[model]
    (value,) = new.values()
    assert refusal(row, cast.alice, **new) == f"Giá trị «{value}» không có."


@pytest.mark.parametrize(
    ("model", "new"),
    [
        (Holding, {"valid_to": date(2012, 1, 1), "ended_by": "dismissed"}),
        (Membership, {"stage": "official"}),
        (Membership, {"stage": ""}),
        (BoardMember, {"role": "secretary"}),
    ],
)
def test_a_value_of_its_choices_is_taken(cast, model, new):
    row = rows_of_every_kind(cast, person(cast))[model]
    correct(row, cast.alice, **new)
    assert {name: stored(row)[name] for name in new} == new


def test_the_value_of_a_fact_is_a_code_of_its_catalogue(cast):
    row = fact(cast, person(cast), "political_theory", "elementary", date(2010, 1, 1))
    said = refusal(row, cast.alice, value="doctor")
    assert said == "Danh mục political_theory không có mã «doctor»."
    correct(row, cast.alice, value="advanced", text="Bằng số 7")
    assert stored(row)["value"] == "advanced"
    event = Event.objects.get(action="correct")
    assert (event.text, event.before["value"], event.after["value"]) == (
        "Bằng số 7",
        "elementary",
        "advanced",
    )


def test_a_note_is_corrected_without_asking_for_the_value(cast):
    row = fact(cast, person(cast), "award", "merit_province", date(2010, 1, 1))
    Fact.objects.filter(pk=row.pk).update(value="of another time")
    correct(row, cast.alice, note="theo sổ cũ")
    assert stored(row)["note"] == "theo sổ cũ"


# --- seats


@pytest.fixture
def border(cast) -> Unit:
    """A border commune, which the law gives two deputies from 1 July 2020 on."""
    commune = cast.communes[0]
    Trait.objects.create(unit=commune, kind="border", source="sách", valid_from=START)
    return commune


DECREE = date(2020, 7, 1)


def deputies(cast: Any, *names: str) -> list[Holding]:
    return [post(cast, person(cast, name), "deputy_commander", on=DECREE) for name in names]


def seat_of(held: Holding) -> int | None:
    seat = Holding.objects.get(pk=held.pk).seat
    return seat.number if seat else None


def test_a_corrected_decision_moves_nobody_to_another_seat(cast, border):
    first, second = deputies(cast, "Nông Văn Một", "Nông Văn Hai")
    assert (seat_of(first), seat_of(second)) == (1, 2)
    Holding.objects.filter(pk=first.pk).delete()
    correct(second, cast.alice, decision="QĐ 9", post="deputy_commander", unit=border)
    assert (seat_of(second), stored(second)["decision"]) == (2, "QĐ 9")


def test_whoever_only_acts_leaves_the_seat_and_takes_one_again(cast, border):
    first, second = deputies(cast, "Nông Văn Một", "Nông Văn Hai")
    correct(first, cast.alice, acting=True)
    assert (seat_of(first), stored(first)["acting"]) == (None, True)
    third = post(cast, person(cast, "Nông Văn Ba"), "deputy_commander", on=date(2021, 1, 1))
    assert seat_of(third) == 1
    said = refusal(first, cast.alice, acting=False)
    assert said == (
        "Chức danh Phó Chỉ huy trưởng không còn khuyết: Nông Văn Ba, Nông Văn Hai đang giữ. Hãy kết thúc "
        "việc giữ chức vụ đó trước."
    )
    actions.end_holding(holding=second, on=DECREE.replace(day=2), ended_by="moved", by=cast.alice)
    actions.end_holding(
        holding=third, on=date(2021, 1, 2), ended_by="moved", by=cast.alice, decision="QĐ 2"
    )
    correct(first, cast.alice, acting=False, valid_from=date(2022, 1, 1))
    assert seat_of(first) == 1


def test_another_post_is_a_post_of_its_day(cast):
    row = post(cast, person(cast))
    said = refusal(row, cast.alice, post="assistant")
    assert said == "«Trợ lý» chưa có hoặc không còn vào ngày 01/01/2010."
    said = refusal(row, cast.alice, post="general")
    assert said == "Danh mục post không có mã «general»."


def test_another_unit_is_a_seat_there(cast):
    row = post(cast, person(cast), "commander")
    correct(row, cast.alice, unit=cast.communes[1])
    now = Holding.objects.get()
    assert (now.unit, now.seat.unit) == (cast.communes[1], cast.communes[1])


def test_a_seat_is_free_for_the_days_that_are_asked_only(cast):
    """The second held it until 2015: corrected to a commander before the first, not beside."""
    first = post(cast, person(cast), "commander", on=date(2015, 1, 1))
    second = post(cast, person(cast, "Lý Thị Hoa"), until=date(2015, 1, 2))
    assert "Nông Văn Đức đang giữ" in refusal(second, cast.alice, post="commander")
    correct(second, cast.alice, post="commander", valid_to=date(2015, 1, 1))
    assert Holding.objects.get(pk=second.pk).seat == first.seat


def test_a_post_that_goes_on_again_has_no_reason_of_its_end(cast):
    row = post(cast, person(cast))
    actions.end_holding(holding=row, on=date(2012, 1, 1), ended_by="moved", by=cast.alice)
    correct(row, cast.alice, valid_to=date(2013, 1, 1))
    assert stored(row)["ended_by"] == "moved"
    correct(row, cast.alice, valid_to=None)
    assert (stored(row)["valid_to"], stored(row)["ended_by"]) == (None, "")


# --- the lives of units


@pytest.fixture
def new(cast) -> Unit:
    """Both communes become a new one on 1 July 2026."""
    reorganise(
        on=FOUNDED,
        kind="merge",
        by="t",
        changes=[
            *(Close(c, into=(("new", "full"),)) for c in cast.communes),
            Found("new", "Xã Mới", "commune", cast.district),
        ],
    )
    return UnitVersion.objects.get(name="Xã Mới").unit


def test_a_file_outlives_its_unit_by_a_correction(cast, new):
    """Only its first day must lie within the life of the unit."""
    row = Keeper.objects.create(
        person=person(cast, keeper=cast.province),
        unit=cast.communes[0],
        valid_from=date(1999, 1, 1),
        valid_to=date(2001, 1, 1),
    )
    correct(row, cast.alice, valid_to=START)
    Keeper.objects.filter(person=row.person).exclude(pk=row.pk).delete()
    correct(row, cast.alice, valid_to=None)
    assert stored(row)["valid_to"] is None
    said = refusal(row, cast.alice, unit=new)
    assert said.startswith("«Xã Mới» chỉ có từ ngày 01/07/2026.")
    correct(row, cast.alice, unit=new, valid_from=FOUNDED)
    assert stored(row)["unit_id"] == new.pk


def test_the_party_outlives_the_unit_and_its_council_does_not(cast, new):
    one, unit = person(cast), cast.communes[0]
    ends = {}
    for body in ("party", "peoples_council"):
        row = actions.join_body(
            person=one, body=body, unit=unit, on=BEFORE, until=date(2022, 1, 1), by=cast.operator
        )
        correct(row, cast.alice, valid_to=None)
        ends[body] = stored(row)["valid_to"]
    assert ends == {"party": None, "peoples_council": FOUNDED}
    later = date(2026, 8, 1)
    correct(Membership.objects.get(body="party"), cast.alice, valid_to=later)
    council = Membership.objects.get(body="peoples_council")
    said = refusal(council, cast.alice, valid_to=later)
    assert said.startswith(
        "«Xã Một Một» kết thúc ngày 01/07/2026, không ghi được đến ngày 01/08/2026."
    )


def test_what_names_no_unit_and_no_day_asks_for_no_life(cast, new):
    """A row that an earlier version left in a unit that is gone is still corrected otherwise."""
    row = post(cast, person(cast))
    Holding.objects.filter(pk=row.pk).update(valid_from=date(2026, 8, 1), valid_to=None)
    correct(row, cast.alice, decision="QĐ 5")
    assert (stored(row)["decision"], stored(row)["valid_to"]) == ("QĐ 5", None)


# --- days


def test_days_that_stay_as_they_are_are_not_asked_about_again(cast):
    one = person(cast, birth_year=1996)
    row = post(cast, one, confirmed="du kích")
    correct(row, cast.alice, valid_from=date(2010, 1, 1), decision="QĐ 1")
    for new in ({"valid_from": date(2010, 1, 2)}, {"valid_to": date(2015, 1, 1)}):
        with pytest.raises(AskedError, match="mới 14 tuổi"):
            correct(row, cast.alice, **new)
    with pytest.raises(AskedError, match="mới 14 tuổi"):
        correct(row, cast.alice, post="hamlet_leader")
    correct(row, cast.alice, post="hamlet_leader", confirmed="du kích, QĐ 2")
    event = Event.objects.filter(action="correct").order_by("-id").first()
    assert event is not None and event.after["confirmed"] == {"post_too_young": "du kích, QĐ 2"}


def test_an_overlap_is_named(cast):
    one = person(cast)
    post(cast, one, on=date(2012, 1, 1))
    row = post(cast, one, until=date(2012, 1, 1))
    assert refusal(row, cast.alice, valid_to=date(2012, 1, 2)) == (
        "Giữ chức vụ: thời gian từ 01/01/2010 trùng với bản ghi đã có «Tiểu đội trưởng dân quân» "
        "(từ 01/01/2012 đến nay). Hãy kết thúc bản ghi đó trước, hoặc sửa lại ngày."
    )


# --- boards


def test_a_corrected_role_is_judged_like_a_new_one(cast):
    board = factories.unit("Ban Chỉ đạo", "steering_committee", cast.province)
    people = [person(cast, f"Nông Văn {name}") for name in ("Một", "Hai", "Ba")]
    roles = ("head", "standing_deputy", "member")
    rows = [
        actions.appoint_board_member(
            board=board, person=one, role=role, on=date(2010, 1, 1), by=cast.operator
        )
        for one, role in zip(people, roles, strict=True)
    ]
    for role, said in (
        ("head", "Trưởng ban hiện là Nông Văn Một: hãy cho thôi tham gia trước."),
        (
            "standing_deputy",
            "Phó Trưởng ban Thường trực hiện là Nông Văn Hai: hãy cho thôi tham gia trước.",
        ),
    ):
        with pytest.raises(RefusedError) as refused:
            actions.correct_board_member(member=rows[2], role=role, by=cast.alice)
        assert str(refused.value) == said
        rows[2].refresh_from_db()
        assert rows[2].role == "member"
    actions.correct_board_member(member=rows[2], role="deputy", by=cast.alice)
    actions.correct_board_member(member=rows[0], office="Chủ tịch UBND", by=cast.alice, text="QĐ 1")
    assert [stored(row)["role"] for row in rows] == ["head", "standing_deputy", "deputy"]
    assert stored(rows[0])["office"] == "Chủ tịch UBND"


@pytest.mark.parametrize("role", ["chief", "", "Trưởng ban"])
def test_a_role_that_a_board_does_not_have_is_named(cast, role):
    board = factories.unit("Ban Chỉ đạo", "steering_committee", cast.province)
    with pytest.raises(RefusedError) as refused:
        actions.appoint_board_member(
            board=board, person=person(cast), role=role, on=BEFORE, by=cast.alice
        )
    assert str(refused.value) == f"Chức danh «{role}» trong Ban Chỉ đạo không có."


def test_a_head_of_another_time_or_board_stands_in_nobodys_way(cast):
    boards = [
        factories.unit(f"Ban Chỉ đạo {n}", "steering_committee", cast.province) for n in (1, 2)
    ]
    first = actions.appoint_board_member(
        board=boards[0], person=person(cast), role="head", on=date(2010, 1, 1), by=cast.alice
    )
    other = person(cast, "Lý Thị Hoa")
    with pytest.raises(RefusedError, match="Trưởng ban hiện là Nông Văn Đức"):
        actions.appoint_board_member(
            board=boards[0], person=other, role="head", on=date(2009, 1, 1), by=cast.alice
        )
    actions.appoint_board_member(
        board=boards[1], person=other, role="head", on=date(2010, 1, 1), by=cast.alice
    )
    actions.end_board_member(member=first, on=date(2012, 1, 1), by=cast.alice, decision="QĐ 3")
    actions.appoint_board_member(
        board=boards[0], person=other, role="head", on=date(2012, 1, 1), by=cast.alice
    )
    assert BoardMember.objects.filter(role="head").count() == 3
    assert Event.objects.get(action="close").text == "QĐ 3"


def test_somebody_who_never_was_on_the_board(cast):
    row = rows_of_every_kind(cast, person(cast))[BoardMember]
    with pytest.raises(InputError, match="Hãy ghi lý do rút lại"):
        actions.take_back_board_member(member=row, by=cast.alice, reason=" ")
    assert BoardMember.objects.exists()
    actions.take_back_board_member(member=row, by=cast.alice, reason="nhầm người")
    event = Event.objects.get(action="people.take_back_board_member")
    assert (BoardMember.objects.exists(), event.text) == (False, "nhầm người")


# --- taken back


@pytest.mark.parametrize("model", [Holding, Membership, Fact])
def test_what_was_entered_by_mistake_goes_with_a_reason(cast, model):
    row = rows_of_every_kind(cast, person(cast))[model]
    with pytest.raises(InputError, match="Hãy ghi lý do rút lại"):
        actions.take_back_row(row=row, by=cast.alice, reason="")
    assert model.objects.filter(pk=row.pk).exists()
    actions.take_back_row(row=row, by=cast.alice, reason=" nhầm người ")
    event = Event.objects.get(action="take_back")
    assert (model.objects.exists(), event.text, event.by) == (False, "nhầm người", "alice")
    assert event.before["valid_from"] == "2010-01-01"


def levels(one: Person) -> list[tuple[str, int, int | None]]:
    rows = one.facts.order_by("kind", "valid_from")
    return [
        (row.value, row.valid_from.year, row.valid_to.year if row.valid_to else None)
        for row in rows
    ]


def theory(cast: Any, one: Person) -> dict[str, Fact]:
    values = {"elementary": 2004, "intermediate": 2008, "advanced": 2012}
    return {
        value: fact(cast, one, "political_theory", value, date(year, 1, 1))
        for value, year in values.items()
    }


@pytest.mark.parametrize(
    ("gone", "left"),
    [
        ("advanced", [("elementary", 2004, 2008), ("intermediate", 2008, None)]),
        ("intermediate", [("elementary", 2004, 2012), ("advanced", 2012, None)]),
        ("elementary", [("intermediate", 2008, 2012), ("advanced", 2012, None)]),
    ],
)
def test_the_level_before_goes_on_as_this_one_would_have(cast, gone, left):
    one = person(cast)
    row = theory(cast, one)[gone]
    actions.take_back_row(row=Fact.objects.get(pk=row.pk), by=cast.alice, reason=" bằng giả ")
    assert levels(one) == left
    assert texts(action="correct") == ([] if gone == "elementary" else ["bằng giả"])


def test_a_level_that_ended_by_itself_stays_ended(cast):
    """A gap lies between: taking back the later one gives nothing to the earlier."""
    one = person(cast)
    first = fact(cast, one, "reserve_rank", "captain", date(2004, 1, 1))
    actions.end_fact(fact=first, on=date(2006, 1, 1), by=cast.alice)
    second = fact(cast, one, "reserve_rank", "major", date(2008, 1, 1))
    actions.take_back_row(row=second, by=cast.alice, reason="nhầm")
    assert levels(one) == [("captain", 2004, 2006)]


def test_neither_another_persons_nor_another_kinds_level_goes_on(cast):
    one, other = person(cast), person(cast, "Lý Thị Hoa")
    day = date(2008, 1, 1)
    for who, kind, value in (
        (other, "reserve_rank", "captain"),
        (one, "health_class", "1"),
    ):
        row = fact(cast, who, kind, value, date(2004, 1, 1))
        actions.end_fact(fact=row, on=day, by=cast.alice)
    mistaken = fact(cast, one, "reserve_rank", "major", day)
    actions.take_back_row(row=mistaken, by=cast.alice, reason="nhầm")
    assert (levels(one), levels(other)) == ([("1", 2004, 2008)], [("captain", 2004, 2008)])


def test_a_rating_of_the_year_before_does_not_grow(cast):
    one = person(cast)
    rows = [
        fact(cast, one, "rating", "good", date(year, 1, 1), until=date(year + 1, 1, 1))
        for year in (2010, 2011)
    ]
    actions.take_back_row(row=rows[1], by=cast.alice, reason="nhầm năm")
    assert levels(one) == [("good", 2010, 2011)]


def test_a_post_on_which_a_placement_rests_stays(cast):
    one, by = person(cast), cast.operator
    school = factories.unit("Trường Quân sự tỉnh", "school", cast.province)
    course = training.open_course(
        organiser=cast.province,
        number=1,
        name="Khóa 1",
        level="intermediate",
        mode="full_time",
        lead_school=school,
        on=date(2009, 9, 14),
        by=by,
    )
    row = training.enrol_person(
        person=one, course=course, unit=cast.communes[0], on=course.opened_on, by=by
    )
    training.finish_enrolment(enrolment=row, outcome="graduated", on=date(2011, 3, 18), by=by)
    held = post(cast, one, on=date(2011, 5, 1))
    training.place_graduate(enrolment=row, holding=held, by=by)
    events = Event.objects.count()
    with pytest.raises(RefusedError) as refused:
        actions.take_back_row(row=held, by=cast.alice, reason="nhầm")
    assert str(refused.value) == (
        "Có việc khác dựa vào bản ghi này (ví dụ bố trí sau tốt nghiệp). Hãy rút việc ấy trước."
    )
    assert (Holding.objects.count(), Event.objects.count()) == (1, events)
