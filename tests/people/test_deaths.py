"""A death: recorded, its day corrected, taken back; what it ended moves along or goes on again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

import factories
from browsing import send
from goc.audit.models import Event
from goc.lib.errors import RefusedError
from goc.people import actions
from goc.people.models import BoardMember, Holding, Membership, Person
from people.made import full, person

MAY, JUNE = date(2012, 5, 1), date(2012, 6, 1)


@pytest.fixture
def one(cast) -> Person:
    """A commander, party member, member of a committee, of a council until 2016 and of a board."""
    made, by = full(cast), cast.operator
    actions.join_body(
        person=made,
        body="peoples_council",
        unit=cast.communes[0],
        on=date(2011, 5, 1),
        until=date(2016, 5, 1),
        by=by,
    )
    board = factories.unit("Ban Chỉ đạo đào tạo", "steering_committee", cast.province)
    actions.appoint_board_member(
        board=board, person=made, role="member", on=date(2010, 1, 1), by=by
    )
    return made


def ends(one: Person) -> dict[str, Any]:
    """How each row of the person ends: its day, and the reason of a post."""
    found: dict[str, Any] = {}
    for model in (Holding, Membership, BoardMember):
        for row in model.objects.filter(person=one).order_by("id"):
            name = getattr(row, "body", "") or str(row)
            found[f"{name} {row.valid_from:%Y}"] = (row.valid_to, getattr(row, "ended_by", ""))
    return found


def test_a_death_recorded_a_month_early_is_corrected(cast, one):
    actions.record_death(person=one, on=MAY, by=cast.alice)
    closed = {key: end for key, end in ends(one).items() if end[0] == MAY}
    actions.correct_death(person=one, on=JUNE, by=cast.alice, text="Giấy chứng tử số 5")
    one.refresh_from_db()
    assert one.died_on == JUNE
    assert {key: end for key, end in ends(one).items() if end[0] == JUNE} == {
        key: (JUNE, reason) for key, (_, reason) in closed.items()
    }
    event = Event.objects.get(action="people.correct_death")
    assert (event.before["died_on"], event.after["died_on"], event.text) == (
        "2012-05-01",
        "2012-06-01",
        "Giấy chứng tử số 5",
    )


@pytest.mark.parametrize("first", [MAY, date(2012, 12, 1)])
def test_corrected_is_as_if_it_had_been_recorded_so(cast, one, first):
    actions.record_death(person=one, on=first, by=cast.alice)
    actions.correct_death(person=one, on=JUNE, by=cast.alice, text="nhầm ngày")
    corrected, noted = ends(one), one.ended_by_death
    actions.take_back_death(person=one, by=cast.alice, text="nhầm người")
    actions.record_death(person=one, on=JUNE, by=cast.alice)
    assert (corrected, noted) == (ends(one), one.ended_by_death)
    assert corrected == {
        "Chỉ huy trưởng 2005": (JUNE, "died"),
        "party 2004": (date(2005, 2, 3), ""),
        "party 2005": (JUNE, ""),
        "party_committee 2006": (JUNE, ""),
        "peoples_council 2011": (JUNE, ""),
        "Ủy viên 2010": (JUNE, ""),
    }


def test_a_death_of_somebody_else_is_taken_back_and_all_goes_on(cast, one):
    before = ends(one)
    actions.record_death(person=one, on=MAY, by=cast.alice)
    assert before != ends(one)
    actions.take_back_death(person=one, by=cast.alice, text="Ghi nhầm người trùng tên")
    one.refresh_from_db()
    assert (one.died_on, one.ended_by_death, ends(one)) == (None, [], before)
    assert before["peoples_council 2011"] == (date(2016, 5, 1), "")
    event = Event.objects.get(action="people.take_back_death")
    assert (event.before["died_on"], event.after["died_on"], event.text) == (
        "2012-05-01",
        None,
        "Ghi nhầm người trùng tên",
    )


def test_what_ended_between_the_two_days_ends_as_it_did(cast, one):
    held = Holding.objects.get(person=one)
    actions.end_holding(holding=held, on=date(2012, 5, 15), ended_by="retired", by=cast.alice)
    actions.record_death(person=one, on=JUNE, by=cast.alice)
    assert ends(one)["Chỉ huy trưởng 2005"] == (date(2012, 5, 15), "retired")
    actions.correct_death(person=one, on=MAY, by=cast.alice, text="nhầm")
    assert ends(one)["Chỉ huy trưởng 2005"] == (MAY, "died")
    actions.correct_death(person=one, on=JUNE, by=cast.alice, text="nhầm lại")
    assert ends(one)["Chỉ huy trưởng 2005"] == (date(2012, 5, 15), "retired")


def test_a_row_corrected_by_hand_since_stays_as_it_was_corrected(cast, one):
    actions.record_death(person=one, on=JUNE, by=cast.alice)
    held = Holding.objects.get(person=one)
    actions.correct_row(
        row=held, valid_to=date(2012, 4, 1), ended_by="moved", by=cast.alice, text="đã điều động"
    )
    actions.take_back_death(person=one, by=cast.alice, text="nhầm người")
    assert ends(one)["Chỉ huy trưởng 2005"] == (date(2012, 4, 1), "moved")


def test_a_seat_taken_since_is_named_and_nothing_changes(cast, one):
    actions.record_death(person=one, on=MAY, by=cast.alice)
    other = person(cast, "Lý Thị Hoa")
    actions.post_person(
        person=other, unit=cast.communes[0], post="commander", on=JUNE, by=cast.alice
    )
    before = ends(one)
    with pytest.raises(RefusedError, match="trùng với bản ghi đã có «Chỉ huy trưởng»"):
        actions.take_back_death(person=one, by=cast.alice, text="nhầm người")
    assert (ends(one), Person.objects.get(pk=one.pk).died_on) == (before, MAY)


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (
            lambda one, by: actions.correct_death(person=one, on=JUNE, by=by, text=" "),
            "phải có lý do",
        ),
        (lambda one, by: actions.take_back_death(person=one, by=by, text=""), "phải có lý do"),
        (
            lambda one, by: actions.correct_death(person=one, on=date(2050, 1, 1), by=by, text="x"),
            "còn ở phía trước",
        ),
        (
            lambda one, by: actions.correct_death(person=one, on=date(2006, 1, 1), by=by, text="x"),
            "«Cấp ủy viên» bắt đầu ngày 01/01/2006, không trước ngày từ trần",
        ),
        (
            lambda one, by: actions.record_death(person=one, on=JUNE, by=by),
            "đã được ghi nhận từ trần",
        ),
    ],
)
def test_what_is_refused_changes_nothing(cast, one, act, words):
    actions.record_death(person=one, on=MAY, by=cast.alice)
    before = ends(one)
    with pytest.raises(RefusedError, match=words):
        act(Person.objects.get(pk=one.pk), cast.alice)
    assert (ends(one), Person.objects.get(pk=one.pk).died_on) == (before, MAY)


def test_the_living_have_no_death_to_correct(cast):
    with pytest.raises(RefusedError, match="chưa được ghi nhận từ trần"):
        actions.take_back_death(person=person(cast), by=cast.alice, text="nhầm")


def test_a_fact_after_the_death_is_refused_an_award_is_not(cast, one):
    actions.record_fact(
        person=one, kind="award", value="merit_province", on=date(2012, 9, 2), by=cast.alice
    )
    actions.record_death(person=one, on=date(2012, 7, 1), by=cast.alice)
    actions.take_back_death(person=one, by=cast.alice, text="nhầm")
    actions.record_fact(
        person=one, kind="reserve_rank", value="captain", on=date(2012, 9, 2), by=cast.alice
    )
    with pytest.raises(RefusedError, match="«Đại úy» bắt đầu ngày 02/09/2012"):
        actions.record_death(person=one, on=date(2012, 7, 1), by=cast.alice)


def test_a_post_corrected_to_go_on_has_no_reason_of_end(cast, one):
    held = Holding.objects.get(person=one)
    actions.end_holding(holding=held, on=MAY, ended_by="moved", by=cast.alice)
    actions.correct_row(row=held, valid_to=None, by=cast.alice, text="không điều động")
    held.refresh_from_db()
    assert (held.valid_to, held.ended_by) == (None, "")
    event = Event.objects.filter(subject=str(held.public_id)).first()
    assert event is not None and ("ended_by", "moved", "") in event.changes


def test_the_pages_correct_and_take_back_with_a_reason(cast, client, one):
    client.force_login(cast.alice)
    page = reverse("person", args=[one.public_id])
    for act, typed in (
        ("death", {"on": "01/05/2012"}),
        ("death-correct", {"on": "01/06/2012", "text": "Giấy chứng tử số 5"}),
    ):
        assert send(client, reverse("person_act", args=[one.public_id, act]), **typed).url == page
    html = client.get(page).content.decode()
    assert "sửa ngày từ trần: 01/05/2012 → 01/06/2012" in html and "Giấy chứng tử số 5" in html
    back = reverse("person_act", args=[one.public_id, "death-back"])
    assert "Trường này" in send(client, back, text="").content.decode()
    assert send(client, back, text="Ghi nhầm người").url == page
    html = client.get(page).content.decode()
    assert "rút ghi nhận từ trần: 01/06/2012" in html and "Ghi nhầm người" in html
    assert Person.objects.get(pk=one.pk).died_on is None
