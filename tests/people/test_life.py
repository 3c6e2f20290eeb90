"""The drawn line of a life, its tables and its history: names of their days, lanes, words for each act."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

import factories
from goc.audit.models import Event
from goc.people import actions, life
from goc.people.models import Holding, Person
from goc.units.actions import close_unit
from goc.units.models import UnitVersion
from people.made import DAY, full, person


@pytest.fixture
def renamed(cast) -> factories.Cast:
    """Xã Một Một has been Thị trấn Tràng Định since 2010."""
    commune = cast.communes[0]
    UnitVersion.objects.filter(unit=commune).update(valid_to=date(2010, 1, 1))
    UnitVersion.objects.create(
        unit=commune,
        name="Thị trấn Tràng Định",
        folded="thi tran trang dinh",
        kind="township",
        valid_from=date(2010, 1, 1),
    )
    return cast


def hold(
    cast: Any, one: Person, post: str, start: int, end: int | None = None, **more: Any
) -> Holding:
    return Holding.objects.create(
        person=one,
        unit=cast.communes[0],
        post=post,
        valid_from=date(start, 1, 1),
        valid_to=date(end, 1, 1) if end else None,
        **more,
    )


OLD, NEW = "Xã Một Một", "Thị trấn Tràng Định"


@pytest.mark.parametrize(
    ("as_of", "names"),
    [
        (date(2003, 12, 31), [OLD, OLD, NEW]),
        (date(2004, 1, 1), [OLD, OLD, NEW]),
        (date(2009, 12, 31), [OLD, OLD, NEW]),
        (date(2010, 1, 1), [OLD, NEW, NEW]),
        (date(2012, 1, 1), [OLD, NEW, NEW]),
        (date(2014, 1, 1), [OLD, OLD, NEW]),
    ],
)
def test_a_row_names_its_unit_as_of_the_day_while_it_holds_else_as_of_its_first(
    renamed, as_of, names
):
    """2004–2006, 2005–2014, from 2012: what is over is told as it was."""
    one = person(renamed)
    rows = [
        hold(renamed, one, "commander", 2004, 2006),
        hold(renamed, one, "squad_leader", 2005, 2014),
        hold(renamed, one, "hamlet_leader", 2012),
    ]
    told = life.life_of(one, as_of=as_of)
    assert [told.place(row, row.unit_id) for row in rows] == names


def test_what_has_no_unit_has_no_place(cast):
    one = person(cast)
    row = actions.join_body(person=one, body="party", on=date(2005, 1, 1), by=cast.operator)
    assert life.life_of(one, as_of=DAY).place(row, row.unit_id) == ""


def test_what_goes_on_or_ended_with_its_unit_may_have_ended_before(cast):
    one, unit = person(cast), cast.communes[0]
    ended = date(2015, 1, 1)
    rows = {
        "runs": hold(cast, one, "commander", 2004),
        "ended": hold(cast, one, "squad_leader", 2004, 2010),
        "with its unit": hold(cast, one, "hamlet_leader", 2004, 2015),
    }
    before = life.life_of(one, as_of=DAY)
    assert {name: before.may_end(row, unit.pk) for name, row in rows.items()} == {
        "runs": True,
        "ended": False,
        "with its unit": False,
    }
    close_unit(unit=unit, on=ended, by="t")
    after = life.life_of(one, as_of=DAY)
    assert {name: after.may_end(row, unit.pk) for name, row in rows.items()} == {
        "runs": True,
        "ended": False,
        "with its unit": True,
    }
    assert not after.may_end(rows["with its unit"], None)
    assert not after.may_end(rows["with its unit"], cast.elsewhere.pk)


def test_whoever_sees_masks_is_told_of_no_masked_row(cast):
    told = life.life_of(full(cast), as_of=DAY)
    seen = told.without_sensitive()
    assert ([m.body for m in seen.memberships], sorted(f.kind for f in seen.facts)) == (
        [],
        ["general_education", "military_qualification", "reserve_rank"],
    )
    assert (seen.holdings, seen.keepers) == (told.holdings, told.keepers)
    assert (len(told.memberships), len(told.facts)) == (3, 5)


def test_every_row_of_a_life_is_among_its_rows_oldest_first(cast):
    one, by = full(cast), cast.operator
    board = factories.unit("Ban Chỉ đạo", "steering_committee", cast.province)
    actions.appoint_board_member(board=board, person=one, role="member", on=date(2010, 1, 1), by=by)
    first = hold(cast, one, "hamlet_leader", 2001, 2002)
    told = life.life_of(one, as_of=DAY)
    assert told.holdings[0] == first
    kinds = [type(row).__name__ for row in told.rows()]
    assert kinds == (
        ["Holding"] * 2 + ["Membership"] * 3 + ["Fact"] * 5 + ["Keeper"] + ["BoardMember"]
    )
    assert {cast.communes[0].pk, board.pk} <= told.units.names.keys()
    assert cast.communes[1].pk not in told.units.names


# --- the drawn line


def lanes(one: Person) -> list[tuple[str, int, str]]:
    rows = life.person_timeline(one, as_of=DAY)
    return [(row.lane, row.start.year, row.css) for row in rows if row.lane.startswith("Chức vụ")]


def test_posts_at_once_lie_in_lanes_of_their_own(cast):
    one = person(cast)
    hold(cast, one, "commander", 2004, 2008)
    hold(cast, one, "squad_leader", 2006, acting=True)
    hold(cast, one, "hamlet_leader", 2007, 2009)
    hold(cast, one, "deputy_commander", 2009, 2010)
    assert lanes(one) == [
        ("Chức vụ", 2004, ""),
        ("Chức vụ (2)", 2006, "warn"),
        ("Chức vụ (3)", 2007, ""),
        ("Chức vụ (2)", 2009, ""),
    ]


def test_a_post_that_begins_as_the_other_ends_lies_in_its_lane(cast):
    one = person(cast)
    hold(cast, one, "commander", 2004, 2008)
    hold(cast, one, "squad_leader", 2008)
    assert [lane for lane, _, _ in lanes(one)] == ["Chức vụ", "Chức vụ"]


def test_posts_are_called_as_on_the_day_and_unknown_ones_by_their_code(cast):
    one = person(cast)
    hold(cast, one, "deputy_commander", 2004, 2006)
    hold(cast, one, "of another time", 2006)
    texts = {
        day.year: [row.text for row in life.person_timeline(one, as_of=day)[:2]]
        for day in (DAY, date(2021, 1, 1))
    }
    assert texts == {
        2012: ["Chỉ huy phó, Xã Một Một", "of another time, Xã Một Một"],
        2021: ["Phó Chỉ huy trưởng, Xã Một Một", "of another time, Xã Một Một"],
    }


def test_levels_and_ranks_are_drawn_and_health_and_awards_are_not(cast):
    one, by = full(cast), cast.operator
    actions.record_fact(
        person=one, kind="award", value="merit_province", on=date(2010, 1, 1), by=by
    )
    drawn = [
        (row.lane, row.text, row.sensitive)
        for row in life.person_timeline(one, as_of=DAY)
        if row.css == "good"
    ]
    assert sorted(drawn) == [
        ("Lý luận chính trị", "Cao cấp", True),
        ("Quân hàm SQ dự bị", "Đại úy", False),
        ("Quân sự cơ sở", "Cao đẳng quân sự cơ sở", False),
        ("Văn hóa", "THPT", False),
    ]
    assert [row.lane for row in life.person_timeline(one, as_of=DAY) if row.css == "bad"] == [
        "Đảng viên",
        "Đảng viên",
        "Cấp ủy viên",
    ]


@pytest.mark.parametrize(
    ("body", "stage", "label"),
    [
        ("party", "", "Đảng viên"),
        ("party", "probationary", "Đảng viên, dự bị"),
        ("party", "official", "Đảng viên, chính thức"),
        ("peoples_council", "", "Đại biểu Hội đồng nhân dân"),
    ],
)
def test_a_membership_in_words(body, stage, label):
    assert life.membership_label(SimpleNamespace(body=body, stage=stage)) == label  # type: ignore[arg-type]


# --- its history


def test_a_history_is_of_the_person_its_rows_and_the_files_merged_in(cast):
    kept, gone = full(cast), person(cast, keeper=cast.communes[1])
    other = person(cast, "Lý Thị Hoa")
    merge = actions.merge_persons(kept=kept, gone=gone, by=cast.alice, reason="một người")
    Event.objects.count()
    told = life.history(life.life_of(kept, as_of=DAY))
    subjects = {event.subject for event in told}
    assert {str(kept.public_id), str(gone.public_id)} <= subjects
    assert str(other.public_id) not in subjects
    assert [event.id for event in told] == sorted((event.id for event in told), reverse=True)
    actions.part_persons(merge=merge, by=cast.alice, reason="hai người")
    subjects = {event.subject for event in life.history(life.life_of(kept, as_of=DAY))}
    assert str(gone.public_id) not in subjects


def event(action: str, **more: Any) -> Any:
    return SimpleNamespace(**{"action": action, "text": "", "before": {}, "after": {}} | more)


@pytest.mark.parametrize(
    ("what", "subject", "said"),
    [
        (event("open"), "Chỉ huy trưởng", "ghi mới: Chỉ huy trưởng"),
        (event("open"), "", "ghi mới"),
        (event("people.add_person"), "", "lập hồ sơ"),
        (event("an act of another room"), "x", "an act of another room: x"),
        (
            event("people.record_death", after={"died_on": "2012-05-01"}),
            "bỏ qua",
            "ghi nhận từ trần: 01/05/2012",
        ),
        (
            event(
                "people.correct_death",
                before={"died_on": "2012-05-01"},
                after={"died_on": "2012-06-01"},
            ),
            "",
            "sửa ngày từ trần: 01/05/2012 → 01/06/2012",
        ),
        (
            event(
                "people.take_back_death",
                before={"died_on": "2012-05-01"},
                after={"died_on": None},
            ),
            "",
            "rút ghi nhận từ trần: 01/05/2012",
        ),
        (
            event("people.correct_person", after={"died_on": "2012-05-01"}),
            "Điện thoại",
            "sửa lý lịch: Điện thoại",
        ),
        (event("people.record_death"), "bỏ qua", "ghi nhận từ trần"),
    ],
)
def test_what_was_done_to_what(what, subject, said):
    assert life.told(what, subject) == said


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (event("open"), ""),
        (event("open", text="QĐ 1"), "QĐ 1"),
        (event("open", after={"confirmed": {"young": "du kích"}}), "du kích"),
        (
            event(
                "open", text="QĐ 1", after={"confirmed": {"young": "du kích", "late": "kế hoạch"}}
            ),
            "QĐ 1; du kích; kế hoạch",
        ),
    ],
)
def test_on_what_an_event_rests(what, said):
    assert life.why(what) == said


def test_every_act_of_this_room_has_its_words(cast):
    """What a full life, a merge and a death leave is told in words, never by its code."""
    one = full(cast)
    actions.record_death(person=one, on=date(2012, 5, 1), by=cast.operator)
    actions.take_back_death(person=one, by=cast.operator, text="nhầm")
    acts = {event.action for event in Event.objects.all()}
    assert acts <= set(life.ACTS)
