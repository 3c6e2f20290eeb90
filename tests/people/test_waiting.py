"""What waits for people: its rows in words, and the act that is offered to whom."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.urls import reverse

import factories
from goc.audit.models import Event
from goc.lib.errors import ForbiddenError, RefusedError
from goc.lists.asked import asked_of
from goc.people import actions
from goc.people.handing_over import ENDINGS, files_left, holdings_left
from goc.people.models import BoardMember, Holding, Keeper, Person, Seat
from goc.people.queries import MISSING, SENSITIVE_GAPS
from goc.people.worklists import ALIKE, INCOMPLETE, TO_RENEW, VACANT, gaps_told_to
from goc.units.access import scope_of
from goc.units.actions import Close, Found, reorganise
from goc.units.asking import asking_of
from goc.units.endings import Left
from goc.units.models import Unit, UnitVersion
from people.made import DAY, START, TODAY, full, person

A2010 = date(2010, 1, 1)


def shown(shape: Any, user: Any, day: date = TODAY, **given: str) -> list[list[str]]:
    asking = asking_of(user, day=day)
    rows = shape.made(asked_of(shape, asking, given).rows(), asking)
    return [shape.shown(row, asking) for row in rows]


def offered(shape: Any, user: Any) -> list[tuple[str, str]]:
    """The acts beside the only row."""
    asking = asking_of(user)
    (row,) = shape.made(asked_of(shape, asking, {}).rows(), asking)
    return [(str(act.label), act.href) for act in shape.acts(row, asking)]


# --- what is not known


def test_what_is_not_known_stands_in_words_in_the_order_of_the_form(cast):
    full(cast)
    person(cast, "Lý Thị Hoa", cast.communes[1], birth_year=1980, sex="female", telephone="0912")
    assert shown(INCOMPLETE, cast.alice) == [
        ["Nông Văn Đức", "Xã Một Một", "Trình độ chuyên môn"],
        [
            "Lý Thị Hoa",
            "Xã Một Hai",
            "Dân tộc, Tôn giáo, Quê quán, Nơi thường trú, Trình độ văn hóa, Trình độ chuyên môn, "
            "Lý luận chính trị, Sức khỏe",
        ],
    ]


def test_a_gap_behind_a_mask_is_told_to_who_sees_it(cast):
    assert gaps_told_to(asking_of(cast.alice)) == list(MISSING)
    seen = gaps_told_to(asking_of(cast.bob))
    assert seen == [key for key in MISSING if key not in SENSITIVE_GAPS]
    assert {"ethnicity", "religion", "political_theory", "health_class"} == set(MISSING) - set(seen)


@pytest.mark.parametrize(
    ("lacks", "names"),
    [
        ("sex", ["Lý Thị Hoa"]),
        ("birth", ["Lý Thị Hoa"]),
        ("health_class", ["Lý Thị Hoa"]),
        ("professional_education", ["Nông Văn Đức", "Lý Thị Hoa"]),
    ],
)
def test_the_list_is_narrowed_to_one_gap(cast, lacks, names):
    full(cast)
    person(cast, "Lý Thị Hoa")
    assert sorted(row[0] for row in shown(INCOMPLETE, cast.alice, **{"f.lacks": lacks})) == sorted(
        names
    )


def test_a_gap_behind_a_mask_is_no_filter(cast):
    person(cast)
    with pytest.raises(ForbiddenError):
        shown(INCOMPLETE, cast.bob, **{"f.lacks": "religion"})
    assert len(shown(INCOMPLETE, cast.bob, **{"f.lacks": "telephone"})) == 1


def test_only_the_living_of_the_day_wait(cast):
    one = person(cast)
    actions.record_death(person=one, on=A2010, by=cast.operator)
    assert len(shown(INCOMPLETE, cast.alice, date(2009, 12, 31))) == 1
    assert shown(INCOMPLETE, cast.alice, A2010) == []


def test_what_is_not_known_is_added_by_who_edits_there(cast):
    one = person(cast)
    there = reverse("person_act", args=[one.public_id, "correct"])
    assert offered(INCOMPLETE, cast.alice) == [("bổ sung", there)]
    assert offered(INCOMPLETE, cast.bob) == [] == offered(INCOMPLETE, cast.dana)


# --- vacant seats


def test_a_vacant_seat_in_words(cast):
    Seat.objects.create(
        unit=cast.communes[0], post="deputy_commander", number=2, source="NĐ 72", valid_from=START
    )
    Seat.objects.create(unit=cast.elsewhere, post="commander", valid_from=START)
    assert shown(VACANT, cast.alice, DAY) == [["Xã Một Một", "Chỉ huy phó", "2", "NĐ 72"]]
    assert shown(VACANT, cast.alice, date(2002, 12, 31)) == []
    assert len(shown(VACANT, cast.operator, DAY)) == 2


# --- boards


@pytest.fixture
def board(cast) -> Unit:
    return factories.unit("Ban Chỉ đạo", "steering_committee", cast.province)


def member(cast: Any, board: Unit, name: str, office: str = "", start: date = A2010) -> BoardMember:
    return BoardMember.objects.create(
        board=board, person=person(cast, name), role="member", office=office, valid_from=start
    )


def hold(
    cast: Any, one: Person, post: str, start: int, end: int | None = None, unit: Any = None
) -> Holding:
    return Holding.objects.create(
        person=one,
        unit=unit or cast.province,
        post=post,
        valid_from=date(start, 1, 1),
        valid_to=date(end, 1, 1) if end else None,
    )


def waiting(user: Any, day: date) -> list[str]:
    return sorted(row[1] for row in shown(TO_RENEW, user, day))


def test_a_place_by_a_post_of_the_catalogue_wants_that_post_on_the_day(cast, board):
    """In the post until 2015; from then on in another, which does not give the place."""
    one = member(cast, board, "Vi Văn An", "commander")
    hold(cast, one.person, "commander", 2008, 2015)
    hold(cast, one.person, "agency_leader", 2015)
    by_label = member(cast, board, "Vi Văn Ba", "Chỉ huy trưởng")
    hold(cast, by_label.person, "commander", 2008)
    never = member(cast, board, "Vi Văn Cả", "commander")
    assert never.person.holdings.count() == 0
    assert waiting(cast.alice, date(2014, 12, 31)) == ["Vi Văn Cả"]
    assert waiting(cast.alice, date(2015, 1, 1)) == ["Vi Văn An", "Vi Văn Cả"]


@pytest.mark.parametrize("office", ["", "Giám đốc Sở Nội vụ"])
def test_another_place_wants_one_of_the_posts_of_the_appointment(cast, board, office):
    one = member(cast, board, "Vi Văn An", office)
    hold(cast, one.person, "agency_leader", 2010, 2015)
    hold(cast, one.person, "commune_official", 2005, 2012, unit=cast.communes[0])
    hold(cast, one.person, "commander", 2011, unit=cast.communes[0])
    assert waiting(cast.alice, date(2011, 12, 31)) == []
    assert waiting(cast.alice, date(2012, 1, 1)) == []
    assert waiting(cast.alice, date(2015, 1, 1)) == ["Vi Văn An"]


def test_the_same_post_in_another_unit_is_another_office(cast, board):
    one = member(cast, board, "Vi Văn An", "Lãnh đạo")
    hold(cast, one.person, "agency_leader", 2008, 2015)
    hold(cast, one.person, "agency_leader", 2015, unit=cast.district)
    assert waiting(cast.alice, date(2015, 1, 1)) == ["Vi Văn An"]


def test_of_whom_no_post_was_known_then_nothing_is_told(cast, board):
    """One ended on the day of the appointment, one began after it."""
    one = member(cast, board, "Vi Văn An", "Lãnh đạo")
    hold(cast, one.person, "agency_leader", 2005, 2010)
    hold(cast, one.person, "commander", 2011, 2012)
    assert waiting(cast.alice, date(2013, 1, 1)) == []


def test_who_left_the_board_or_died_before_the_day(cast, board):
    left, dead = member(cast, board, "Vi Văn An"), member(cast, board, "Vi Văn Ba")
    BoardMember.objects.filter(pk=left.pk).update(valid_to=date(2012, 1, 1))
    Person.objects.filter(pk__in=[left.person_id, dead.person_id]).update(died_on=date(2011, 1, 1))
    assert waiting(cast.alice, date(2010, 12, 31)) == []
    assert waiting(cast.alice, date(2011, 1, 1)) == ["Vi Văn An", "Vi Văn Ba"]
    assert waiting(cast.alice, date(2012, 1, 1)) == ["Vi Văn Ba"]
    assert waiting(cast.charlie, date(2012, 1, 1)) == []


def test_a_member_in_words_and_who_may_let_go(cast, board):
    one = member(cast, board, "Vi Văn An", "Giám đốc Sở Nội vụ")
    hold(cast, one.person, "agency_leader", 2008, 2015)
    assert shown(TO_RENEW, cast.alice) == [
        ["Ban Chỉ đạo", "Vi Văn An", "Ủy viên", "Giám đốc Sở Nội vụ", ""]
    ]
    there = reverse("board_member", args=[board.public_id, one.public_id, "end"])
    assert offered(TO_RENEW, cast.alice) == [("cho thôi", there)]
    assert offered(TO_RENEW, cast.bob) == []


# --- the same person twice


def twins(cast: Any, *keepers: Unit) -> list[Person]:
    made = []
    for keeper in keepers:
        one = person(cast, "Vi Văn Dũng", keeper, birth_year=1980, confirmed="để thử")
        made.append(one)
    return made


def test_the_later_file_is_told_with_the_earlier_ones(cast):
    a, b = cast.communes
    first, second, third = twins(cast, a, b, cast.district)
    Person.objects.filter(pk=second.pk).update(birth_date=date(1980, 5, 1))
    rows = shown(ALIKE, cast.alice)
    old = f"Vi Văn Dũng, 1980, Xã Một Một, {first.code}"
    assert rows == [
        ["Vi Văn Dũng", "01/05/1980", second.code, "Xã Một Hai", old],
        [
            "Vi Văn Dũng",
            "1980",
            third.code,
            "Huyện Một",
            f"{old}; Vi Văn Dũng, 01/05/1980, Xã Một Hai, {second.code}",
        ],
    ]


def test_a_birth_that_is_not_known_is_said_so(cast):
    one = person(cast, "Vi Văn Dũng")
    two = person(cast, "Vi Văn Dũng", cast.communes[1])
    actions.move_person(person=two, to=cast.communes[0], on=A2010, by=cast.operator)
    assert shown(ALIKE, cast.alice)[0][4] == f"Vi Văn Dũng, …, Xã Một Một, {one.code}"


def test_two_are_compared_by_who_edits_both(cast):
    first, second = twins(cast, cast.communes[0], cast.communes[1])
    pair = [first.public_id, second.public_id]
    acts = [
        ("so sánh, gộp", reverse("person_merge", args=pair)),
        ("là hai người", reverse("person_apart", args=pair)),
    ]
    assert offered(ALIKE, cast.alice) == acts
    assert offered(ALIKE, cast.bob) == []


@pytest.mark.parametrize("far", [0, 1])
def test_one_of_two_that_is_only_read_is_not_compared(cast, far):
    """alice reads B and edits A: whichever of the two lies in B, she compares nothing."""
    factories.UnitRight.objects.create(
        user=cast.alice, unit=cast.elsewhere, role="reader", valid_from=factories.START
    )
    keepers = [cast.communes[0], cast.communes[0]]
    keepers[far] = cast.elsewhere
    twins(cast, *keepers)
    assert offered(ALIKE, cast.alice) == []
    assert len(offered(ALIKE, cast.operator)) == 2


def test_of_several_each_pair_is_named_by_its_code(cast):
    first, second, _third = twins(cast, cast.communes[0], cast.communes[1], cast.district)
    asking = asking_of(cast.alice)
    _, last = ALIKE.made(asked_of(ALIKE, asking, {}).rows(), asking)
    assert [str(act.label) for act in ALIKE.acts(last, asking)] == [
        f"so sánh, gộp {first.code}",
        f"là hai người {first.code}",
        f"so sánh, gộp {second.code}",
        f"là hai người {second.code}",
    ]


# --- what an ended unit left


FOUNDED = date(2026, 7, 1)


@pytest.fixture
def gone(cast) -> tuple[Person, Holding, Unit]:
    """A file and a post that stayed with Xã Một Một, of which nobody knows where it went."""
    one, commune = person(cast), cast.communes[0]
    reorganise(
        on=FOUNDED,
        kind="merge",
        by="t",
        changes=[
            *(Close(c, into=(("new", "unknown"),)) for c in cast.communes),
            Found("new", "Xã Mới", "commune", cast.district),
        ],
    )
    row = hold(cast, one, "commander", 2026, unit=commune)
    Holding.objects.filter(pk=row.pk).update(valid_from=date(2026, 8, 1))
    return one, row, UnitVersion.objects.get(name="Xã Mới").unit


def lines(name: str, user: Any) -> list[Left]:
    (waits,) = [ending.waiting for ending in ENDINGS if ending.name == name and ending.waiting]
    scope = scope_of(user, today=TODAY)
    return list(waits.lines(list(waits.rows(user, scope, TODAY)), scope, TODAY))


def test_a_file_is_told_with_who_stands_there_and_the_form_that_moves_it(cast, gone):
    one, _, _ = gone
    page = reverse("person", args=[one.public_id])
    form = reverse("person_act", args=[one.public_id, "move"])
    there = urlencode({"on": "01/07/2026", "to": "Xã Mới"})
    told = ("Nông Văn Đức", "Xã Một Một, huyện Một", FOUNDED, "Xã Mới", page)
    assert lines("files", cast.alice) == [Left(*told, f"{form}?{there}")]
    assert lines("files", cast.bob) == [Left(*told, "")]
    assert lines("files", cast.charlie) == []


def test_a_post_is_told_with_the_form_that_corrects_it(cast, gone):
    one, row, _ = gone
    page = reverse("person", args=[one.public_id])
    form = reverse("person_row", args=[one.public_id, row.public_id, "correct"])
    told = ("Chỉ huy trưởng: Nông Văn Đức", "Xã Một Một, huyện Một", FOUNDED, "Xã Mới", page)
    assert lines("holdings", cast.alice) == [Left(*told, form)]
    assert lines("holdings", cast.bob) == [Left(*told, "")]


def test_what_waits_of_this_room():
    assert {ending.name: ending.waiting is not None for ending in ENDINGS} == {
        "files": True,
        "holdings": True,
        "seats": False,
        "memberships": False,
        "board_members": False,
        "establishment": False,
    }


def test_who_may_see_what_was_left(cast, gone):
    one, row, _ = gone
    seen = {}
    for user in (cast.alice, cast.bob, cast.charlie, cast.dana):
        scope = scope_of(user, today=TODAY)
        seen[user.login] = (
            list(files_left(user, scope, TODAY)) == [one],
            list(holdings_left(user, scope, TODAY)) == [row],
        )
    assert seen == {
        "alice": (True, True),
        "bob": (True, True),
        "charlie": (False, False),
        "dana": (True, True),
    }


def test_a_file_that_was_moved_or_a_post_that_ended_waits_no_more(cast, gone):
    one, row, new = gone
    Keeper.objects.filter(person=one).update(unit=new)
    Holding.objects.filter(pk=row.pk).update(valid_to=TODAY)
    scope = scope_of(cast.alice, today=TODAY)
    assert not files_left(cast.alice, scope, TODAY).exists()
    assert not holdings_left(cast.alice, scope, TODAY).exists()


# --- moving a file leaves events for what changed only


def test_a_keeper_that_ended_on_the_day_is_not_ended_again(cast):
    one = person(cast)
    one.keepers.update(valid_to=A2010)
    last = Event.objects.latest("id").id
    actions.move_person(person=one, to=cast.communes[1], on=A2010, by=cast.alice)
    acts = Event.objects.filter(id__gt=last).values_list("action", "kind")
    assert list(acts) == [("open", "people.keeper")]


def test_a_keeper_ahead_is_not_ended_before_it_begins(cast):
    one = actions.add_person(
        full_name="Nông Văn Đức", keeper=cast.communes[0], on=A2010, by=cast.operator
    )
    for on, said in (
        (date(2009, 12, 31), "đã ghi nơi quản lý khác từ ngày 01/01/2010"),
        (A2010, "Đơn vị này đang quản lý hồ sơ của Nông Văn Đức"),
    ):
        with pytest.raises(RefusedError, match=said):
            actions.move_person(person=one, to=cast.communes[0], on=on, by=cast.alice)
    assert list(one.keepers.values_list("valid_from", "valid_to")) == [(A2010, None)]
