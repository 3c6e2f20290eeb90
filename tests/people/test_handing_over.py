"""What of persons ends or passes on when a unit ends, and what waits for people."""

from datetime import date

import pytest

import factories
from goc.audit.models import Event
from goc.audit.origin import one_act
from goc.people import actions
from goc.people.handing_over import files_left, holdings_left
from goc.people.models import BoardMember, Holding, Keeper, Membership, Person, Seat
from goc.units import endings
from goc.units.access import scope_of
from goc.units.actions import Close, Found, Part, close_unit, found_unit, reorganise
from goc.units.loading import load_directory
from goc.units.models import UnitVersion
from goc.units.queries import find_unit, name_of
from people.made import START, TODAY, person

pytestmark = pytest.mark.django_db
DAY, LATER = date(2020, 1, 1), date(2025, 7, 1)


def merge(cast, *, on=DAY, share="full", text="818/NQ"):
    """Both communes of A become a new one."""
    reorganise(
        on=on,
        kind="merge",
        legal_basis=text,
        by="t",
        changes=[
            *(Close(c, into=(("new", share),)) for c in cast.communes),
            Found("new", "Xã Mới", "commune", cast.district),
        ],
    )
    return UnitVersion.objects.order_by("-id").first().unit


def commander(cast, name, unit, on=date(2010, 1, 1), **more):
    made = person(cast, name, unit)
    return actions.post_person(person=made, unit=unit, post="commander", on=on, by="t", **more)


def kept(someone):
    return [
        (name_of(k.unit, as_of=k.valid_from), k.valid_from, k.valid_to)
        for k in Keeper.objects.filter(person=someone).order_by("valid_from")
    ]


def rows(model, *columns):
    return list(model.objects.order_by("id").values_list(*columns))


def test_two_commanders_of_merged_communes_are_none_of_the_new_one(cast):
    for name, unit in zip(("Nông Văn Đức", "Lý Văn Hoa"), cast.communes, strict=True):
        commander(cast, name, unit)
    new = merge(cast)
    assert rows(Holding, "valid_to", "ended_by") == [(DAY, "unit_ended")] * 2
    assert set(rows(Seat, "valid_to")) == {(DAY,)}
    assert not Holding.objects.as_of(DAY).exists()
    third = actions.add_person(full_name="Vi Văn Ba", keeper=new, on=DAY, by="t")
    actions.post_person(person=third, unit=new, post="commander", on=DAY, by="t")
    assert Holding.objects.as_of(DAY).get().unit == new


def test_each_row_has_its_event_with_the_paper(cast):
    commander(cast, "Nông Văn Đức", cast.communes[0])
    merge(cast)
    told = Event.objects.get(action="close", kind="people.holding")
    assert (told.by, told.text, told.after["ended_by"], told.after["valid_to"]) == (
        "t",
        "818/NQ",
        "unit_ended",
        "2020-01-01",
    )
    assert told.before["valid_to"] is None
    assert told.subject == str(Holding.objects.get().public_id)


def test_a_post_with_a_later_end_is_cut_one_that_ended_stays(cast):
    cut = commander(cast, "Nông Văn Đức", cast.communes[0], until=LATER)
    actions.correct_row(row=cut, by="t", ended_by="retired")
    over = commander(cast, "Lý Văn Hoa", cast.communes[1], until=date(2015, 1, 1))
    merge(cast)
    cut.refresh_from_db(), over.refresh_from_db()
    assert (cut.valid_to, cut.ended_by) == (DAY, "unit_ended")
    assert (over.valid_to, over.ended_by) == (date(2015, 1, 1), "")
    assert Event.objects.filter(action="correct", kind="people.holding").count() == 2


def test_posts_in_a_unit_that_goes_on_are_not_touched(cast):
    first, second = cast.communes
    kept_post = commander(cast, "Lý Văn Hoa", second)
    ended = commander(cast, "Nông Văn Đức", first)
    reorganise(on=DAY, kind="merge", by="t", changes=[Close(first, into=((second, "full"),))])
    kept_post.refresh_from_db(), ended.refresh_from_db()
    assert (kept_post.valid_to, ended.valid_to) == (None, DAY)


def test_bodies_of_the_unit_close_and_the_party_goes_on(cast):
    unit = cast.communes[0]
    someone = person(cast)
    for body in (
        "party_committee",
        "peoples_committee",
        "peoples_council",
        "military_cell_committee",
    ):
        actions.join_body(person=someone, body=body, unit=unit, on=date(2010, 1, 1), by="t")
    actions.join_body(person=someone, body="party", unit=unit, on=date(2005, 1, 1), by="t")
    merge(cast)
    assert rows(Membership, "body", "valid_to") == [
        ("party_committee", DAY),
        ("peoples_committee", DAY),
        ("peoples_council", DAY),
        ("military_cell_committee", DAY),
        ("party", None),
    ]


def test_members_of_a_board_leave_it_when_it_ends(cast):
    board = found_unit(
        name="Ban Chỉ đạo", kind="steering_committee", parent=cast.district, on=START, by="t"
    )
    actions.appoint_board_member(board=board, person=person(cast), role="head", on=START, by="t")
    close_unit(unit=board, on=DAY, by="t")
    assert rows(BoardMember, "valid_to") == [(DAY,)]


# --- files


def test_a_file_passes_to_the_heir_of_the_whole_and_on(cast):
    someone = person(cast)
    new = merge(cast)
    heir = factories.unit("Xã Sau", "commune", cast.district, start=LATER)
    reorganise(on=LATER, kind="merge", by="t", changes=[Close(new, into=((heir, "full"),))])
    assert kept(someone) == [
        ("Xã Một Một", START, DAY),
        ("Xã Mới", DAY, LATER),
        ("Xã Sau", LATER, None),
    ]
    assert not files_left(cast.alice, scope_of(cast.alice, today=TODAY), TODAY).exists()


@pytest.mark.parametrize("share", ["partial", "unknown"])
def test_a_file_stays_where_nobody_is_sure_until_it_is_moved(cast, share):
    someone = person(cast)
    new = merge(cast, share=share)
    scope = scope_of(cast.alice, today=TODAY)
    assert kept(someone) == [("Xã Một Một", START, None)]
    assert list(files_left(cast.alice, scope, TODAY)) == [someone]
    assert not files_left(cast.charlie, scope_of(cast.charlie, today=TODAY), TODAY).exists()
    actions.move_person(person=someone, to=new, on=DAY, by="t")
    assert not files_left(cast.alice, scope, TODAY).exists()
    assert kept(someone) == [("Xã Một Một", START, DAY), ("Xã Mới", DAY, None)]


def test_a_file_opened_when_its_unit_had_ended_is_the_heirs_from_the_start(catalogue):
    """The site learns of 2025 in 2026: `Xã Đại Đồng` had become another commune in 2020."""
    province = factories.unit("Tỉnh Lạng Sơn", "province", code="20", catalogue="3-tier")
    district = factories.unit("Huyện Tràng Định", "rural_district", province, code="180")
    commune = factories.unit("Xã Đại Đồng", "commune", district, code="06007")
    someone = Person.objects.create(
        code="x", full_name="Lý Văn Hoa", folded="ly van hoa", sort_key="hoa"
    )
    Keeper.objects.create(person=someone, unit=commune, valid_from=date(2026, 2, 1))
    result = load_directory(catalogue, by="t")
    assert result["endings"]["files"] == {"ended": 0, "passed": 1, "left": 0}
    heir = find_unit("2-tier:06004", as_of=TODAY)
    row = Keeper.objects.get()
    assert (row.unit, row.valid_from, row.valid_to) == (heir, date(2026, 2, 1), None)


def test_a_post_begun_when_its_unit_had_ended_waits(cast):
    """What the actions refuse today may stand in the register since before."""
    post = commander(cast, "Nông Văn Đức", cast.communes[0])
    Holding.objects.filter(pk=post.pk).update(valid_from=date(2021, 1, 1), seat=None)
    merge(cast)
    scope = scope_of(cast.alice, today=TODAY)
    assert list(holdings_left(cast.alice, scope, TODAY)) == [post]
    actions.correct_row(row=post, by="t", valid_from=date(2019, 1, 1))
    assert not holdings_left(cast.alice, scope, TODAY).exists()
    assert rows(Holding, "valid_to", "ended_by") == [(DAY, "unit_ended")]


def test_a_second_run_changes_nothing(cast):
    commander(cast, "Nông Văn Đức", cast.communes[0])
    merge(cast, share="partial")
    events = Event.objects.count()
    again = endings.hand_over([c.pk for c in cast.communes], by="t")
    assert (endings.changed(again), again["files"].left, Event.objects.count()) == (
        False,
        1,
        events,
    )


def test_many_units_take_a_few_queries(cast, django_assert_max_num_queries):
    """As many for sixty communes as for two: nothing is written row by row."""

    def ended(count):
        units = [
            factories.unit(f"Xã {count} {n}", "commune", cast.district, end=DAY)
            for n in range(count)
        ]
        for n, unit in enumerate(units):
            someone = Person.objects.create(
                code=f"{count}-{n}", full_name="Lý Văn Hoa", folded="ly van hoa", sort_key="hoa"
            )
            Keeper.objects.create(person=someone, unit=unit, valid_from=START)
            seat = Seat.objects.create(unit=unit, post="commander", valid_from=START)
            Holding.objects.create(
                person=someone, unit=unit, post="commander", seat=seat, valid_from=START
            )
        return [unit.pk for unit in units]

    for count in (2, 60):
        units = ended(count)
        with one_act(), django_assert_max_num_queries(30):
            told = endings.hand_over(units, by="t")
        assert (told["holdings"].ended, told["seats"].ended, told["files"].left) == (count,) * 3


def test_parts_given_away_end_nothing(cast):
    commander(cast, "Nông Văn Đức", cast.communes[0])
    reorganise(on=DAY, kind="split", by="t", changes=[Part(cast.communes[0], cast.communes[1])])
    assert rows(Holding, "valid_to") == [(None,)]
