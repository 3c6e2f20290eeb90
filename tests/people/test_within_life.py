"""Nothing of a person is dated in a unit that is not there on the day."""

from datetime import date

import pytest

import factories
from goc.lib.errors import RefusedError
from goc.people import actions
from goc.people.models import BoardMember, Holding, Keeper, Membership, Seat
from goc.training import actions as training
from goc.units.actions import Close, Found, close_unit, found_unit, reorganise
from goc.units.models import UnitVersion
from people.made import START, person

pytestmark = pytest.mark.django_db
FOUNDED, BEFORE = date(2026, 7, 1), date(2020, 1, 1)


@pytest.fixture
def new(cast):
    """Both communes of A become a new one on 1 July 2026."""
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


OFFER = (
    "«Xã Mới» chỉ có từ ngày 01/07/2026. Vào ngày 01/01/2020 ở đó là: xã Một Một (3-tier:06004); "
    "xã Một Hai (3-tier:06007). Hãy chọn đơn vị của ngày ấy, hoặc sửa ngày."
)


@pytest.mark.parametrize("acting", [False, True])
def test_a_post_before_the_commune_is_founded_is_refused(cast, new, acting):
    someone = person(cast)
    with pytest.raises(RefusedError) as refused:
        actions.post_person(
            person=someone, unit=new, post="commander", on=BEFORE, by="t", acting=acting
        )
    assert (str(refused.value), Holding.objects.count(), Seat.objects.count()) == (OFFER, 0, 0)


def test_of_three_commanders_of_a_new_commune_one_is_taken(cast, new):
    taken = []
    for name, on in (("Một", BEFORE), ("Hai", date(2021, 1, 1)), ("Ba", FOUNDED), ("Tư", FOUNDED)):
        someone = person(cast, f"Nông Văn {name}")
        try:
            actions.post_person(person=someone, unit=new, post="commander", on=on, by="t")
            taken.append(name)
        except RefusedError as error:
            assert "chỉ có từ ngày" in str(error) or "không còn khuyết" in str(error)
    assert taken == ["Ba"]


def test_a_post_in_a_commune_that_ended_ends_with_it(cast, new):
    """History entered afterwards: nobody says the end, the unit does."""
    old = cast.communes[0]
    post = actions.post_person(person=person(cast), unit=old, post="commander", on=BEFORE, by="t")
    assert (post.valid_to, post.ended_by, post.seat.valid_to) == (FOUNDED, "unit_ended", FOUNDED)
    with pytest.raises(RefusedError, match="không ghi được đến ngày 01/08/2026"):
        actions.post_person(
            person=person(cast, "Lý Văn Hoa"),
            unit=old,
            post="deputy_commander",
            on=BEFORE,
            until=date(2026, 8, 1),
            by="t",
        )
    with pytest.raises(RefusedError, match="đã kết thúc ngày 01/07/2026"):
        actions.post_person(
            person=person(cast, "Vi Văn Ba"), unit=old, post="commander", on=FOUNDED, by="t"
        )


def test_what_ended_with_its_unit_may_be_found_to_have_ended_before(cast, new):
    old, day = cast.communes[0], date(2022, 5, 1)
    someone = person(cast)
    post = actions.post_person(person=someone, unit=old, post="commander", on=BEFORE, by="t")
    body = actions.join_body(person=someone, body="peoples_committee", unit=old, on=BEFORE, by="t")
    actions.end_holding(holding=post, on=day, ended_by="retired", by="t")
    actions.leave_body(membership=body, on=day, by="t")
    assert (post.valid_to, post.ended_by, body.valid_to) == (day, "retired", day)
    for act in (
        lambda: actions.end_holding(holding=post, on=date(2023, 1, 1), ended_by="moved", by="t"),
        lambda: actions.leave_body(membership=body, on=date(2023, 1, 1), by="t"),
    ):
        with pytest.raises(RefusedError, match="đã kết thúc ngày 01/05/2022"):
            act()


def test_nobody_gives_the_end_of_a_unit_as_the_reason(cast):
    post = actions.post_person(
        person=person(cast), unit=cast.communes[0], post="commander", on=BEFORE, by="t"
    )
    with pytest.raises(RefusedError, match="unit_ended"):
        actions.end_holding(holding=post, on=FOUNDED, ended_by="unit_ended", by="t")


def test_bodies_end_with_the_unit_and_the_party_does_not(cast, new):
    someone, old = person(cast), cast.communes[0]
    for body in ("peoples_committee", "party"):
        actions.join_body(person=someone, body=body, unit=old, on=BEFORE, by="t")
    assert dict(Membership.objects.values_list("body", "valid_to")) == {
        "peoples_committee": FOUNDED,
        "party": None,
    }
    for body in ("peoples_council", "party_committee"):
        with pytest.raises(RefusedError, match="chỉ có từ ngày 01/07/2026"):
            actions.join_body(person=someone, body=body, unit=new, on=BEFORE, by="t")


def test_a_place_on_a_board_ends_with_it(cast):
    board = found_unit(
        name="Ban Chỉ đạo", kind="steering_committee", parent=cast.district, on=START, by="t"
    )
    close_unit(unit=board, on=FOUNDED, by="t")
    actions.appoint_board_member(board=board, person=person(cast), role="head", on=BEFORE, by="t")
    assert BoardMember.objects.get().valid_to == FOUNDED


def kept(someone):
    rows = Keeper.objects.filter(person=someone).order_by("valid_from")
    return [(k.unit, k.valid_from, k.valid_to) for k in rows]


def test_a_file_entered_afterwards_goes_on_with_the_heir(cast, new):
    old = cast.communes[0]
    someone = actions.add_person(full_name="Lý Văn Hoa", keeper=old, on=BEFORE, by="t")
    assert kept(someone) == [(old, BEFORE, FOUNDED), (new, FOUNDED, None)]
    with pytest.raises(RefusedError) as refused:
        actions.add_person(full_name="Vi Văn Ba", keeper=new, on=BEFORE, by="t")
    assert str(refused.value) == OFFER


def test_a_file_moves_before_its_unit_ended(cast, new):
    """What would have followed from the old unit is replaced by what follows from the new one."""
    a, b = cast.communes
    someone = actions.add_person(full_name="Lý Văn Hoa", keeper=a, on=BEFORE, by="t")
    row = actions.move_person(person=someone, to=b, on=date(2022, 1, 1), by="t")
    assert row.unit == b
    assert kept(someone) == [
        (a, BEFORE, date(2022, 1, 1)),
        (b, date(2022, 1, 1), FOUNDED),
        (new, FOUNDED, None),
    ]
    actions.move_person(person=someone, to=cast.province, on=date(2023, 1, 1), by="t")
    assert kept(someone)[2:] == [(cast.province, date(2023, 1, 1), None)]


def test_a_move_before_another_that_people_recorded_is_refused(cast):
    a, b = cast.communes
    someone = actions.add_person(full_name="Lý Văn Hoa", keeper=a, on=BEFORE, by="t")
    actions.move_person(person=someone, to=b, on=date(2022, 1, 1), by="t")
    for on in (date(2021, 1, 1), date(2022, 1, 1), date(2019, 1, 1)):
        with pytest.raises(RefusedError, match="đã ghi nơi quản lý khác từ ngày 01/01/2022"):
            actions.move_person(person=someone, to=cast.province, on=on, by="t")
    with pytest.raises(RefusedError, match="đang quản lý hồ sơ"):
        actions.move_person(person=someone, to=b, on=date(2023, 1, 1), by="t")
    assert len(kept(someone)) == 2


def test_a_correction_stays_within_the_life_too(cast, new):
    old = cast.communes[0]
    post = actions.post_person(
        person=person(cast), unit=old, post="commander", on=BEFORE, until=date(2021, 1, 1), by="t"
    )
    actions.correct_row(row=post, by="t", valid_to=None)
    assert (post.valid_to, post.ended_by) == (FOUNDED, "unit_ended")
    for wrong in ({"unit": new}, {"valid_to": date(2026, 8, 1)}, {"valid_from": FOUNDED}):
        post.refresh_from_db()
        with pytest.raises(RefusedError, match=r"chỉ có từ|kết thúc ngày 01/07/2026"):
            actions.correct_row(row=post, by="t", **wrong)
    post.refresh_from_db()
    assert (post.unit, post.valid_from, post.valid_to) == (old, BEFORE, FOUNDED)


def test_a_course_and_its_people_are_of_units_of_the_day(cast, new):
    school = factories.unit("Trường", "school", cast.province, end=date(2015, 1, 1))
    course = {
        "organiser": cast.province,
        "number": 1,
        "name": "Khóa 1",
        "level": "intermediate",
        "mode": "full_time",
        "by": "t",
    }
    with pytest.raises(RefusedError, match="«Trường» đã kết thúc ngày 01/01/2015"):
        training.open_course(lead_school=school, on=BEFORE, **course)
    made = training.open_course(lead_school=school, on=date(2014, 1, 1), **course)
    someone = person(cast)
    with pytest.raises(RefusedError, match="«Xã Mới» chỉ có từ ngày"):
        training.enrol_person(person=someone, course=made, unit=new, on=BEFORE, by="t")
    training.enrol_person(person=someone, course=made, unit=cast.communes[0], on=BEFORE, by="t")
