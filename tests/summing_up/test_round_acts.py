"""Opening a round and writing in it: what each act leaves, in the register and in the log; who may."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

import factories
from goc.audit.models import Event
from goc.directives.models import Duty
from goc.lib.errors import ForbiddenError, HiddenError, RefusedError
from goc.snapshots.models import Snapshot
from goc.summing_up.access import (
    check_may_open,
    check_may_see_paper,
    get_assessment_to_edit,
    get_dossier_for,
    get_round_to_edit,
    may_see_paper,
)
from goc.summing_up.actions import (
    correct_round,
    drop_assessment,
    freeze_round,
    write_assessment,
    write_narrative,
)
from goc.summing_up.models import Assessment, Dossier, Narrative, SummingUp
from goc.summing_up.queries import day_of, overdue_below
from goc.units.access import scope_of
from summing_up.round_made import CUT_OFF, SIGN_BY, START, opened

Kind = Assessment.Kind
PEOPLE = "danh-sach-trich-ngang"


@pytest.fixture
def round_(cast):
    return opened(cast)


@pytest.fixture
def judged(cast, round_):
    def write(text, kind=Kind.STRENGTH, **more):
        return write_assessment(round_=round_, kind=kind, text=text, by=cast.alice, **more)

    return write


def events(action):
    return list(Event.objects.filter(action=action).order_by("id"))


def test_the_base_year_is_the_first_of_the_period(round_):
    assert (round_.base_year, round_.period_from, round_.period_to) == (2002, START, CUT_OFF)
    assert (round_.issuer, round_.directive, round_.snapshot) == ("peoples_committee", None, None)
    assert str(round_) == "Tổng kết 10 năm đào tạo"


def test_its_tasks_are_duties_of_the_unit(cast, round_):
    duties = list(Duty.objects.order_by("due_on"))
    assert {(duty.unit, duty.source, duty.source_kind) for duty in duties} == {
        (cast.province, str(round_.public_id), "summing_up.summingup")
    }
    before_the_holidays = date(2013, 4, 29)  # forty-five days before is 30 April
    assert [duty.due_on for duty in duties][::8] == [before_the_holidays, SIGN_BY]
    assert duties[-1].act == "Hội nghị tổng kết (UBND tỉnh)"
    [event] = events("summing_up.open_round")
    assert (event.by, event.text) == ("operator", "Tổng kết 10 năm đào tạo")
    assert event.after["base_year"] == 2002


def test_a_code_is_used_once(cast, round_):
    with pytest.raises(RefusedError) as refused:
        opened(cast)
    assert str(refused.value) == "Đã có đợt tổng kết mang mã «tong-ket»."
    assert (SummingUp.objects.count(), Duty.objects.count()) == (1, 9)
    opened(cast, "tong-ket-2")
    assert Duty.objects.count() == 18


def test_a_correction_moves_the_base_year_with_the_period(cast, round_):
    correct_round(
        round_=round_, by=cast.alice, reason="Gõ nhầm", period=(date(2003, 7, 1), CUT_OFF)
    )
    round_.refresh_from_db()
    assert (round_.base_year, round_.period_from) == (2003, date(2003, 7, 1))
    [event] = events("summing_up.correct_round")
    assert (event.before["base_year"], event.after["base_year"], event.text) == (
        2002,
        2003,
        "Gõ nhầm",
    )
    assert events("directives.move_duty") == []


def test_tasks_of_another_round_do_not_move(cast, round_):
    other = opened(cast, "tong-ket-2")
    later = date(2013, 6, 24)
    correct_round(
        round_=round_, by=cast.alice, reason="Lùi", period=(START, CUT_OFF), sign_by=later
    )
    assert Duty.objects.filter(source=str(round_.public_id), due_on=later).count() == 1
    assert Duty.objects.filter(source=str(other.public_id), due_on=SIGN_BY).count() == 1
    assert len(events("directives.move_duty")) == 9


def test_a_section_is_written_over_and_the_log_keeps_what_stood_there(cast, round_):
    first = write_narrative(round_=round_, section="III.4", text=" Một \n", by=cast.alice)
    second = write_narrative(round_=round_, section="III.4", text="Hai", by=cast.operator)
    write_narrative(round_=round_, section="III.5", text="Ba", by=cast.alice)
    assert first.pk == second.pk
    assert dict(Narrative.objects.values_list("section", "text")) == {"III.4": "Hai", "III.5": "Ba"}
    written = events("summing_up.write_narrative")
    assert [(event.by, event.text) for event in written] == [
        ("alice", "III.4"),
        ("operator", "III.4"),
        ("alice", "III.5"),
    ]
    assert [event.before.get("text") for event in written] == [None, "Một", None]
    assert [event.after["text"] for event in written] == ["Một", "Hai", "Ba"]


def test_judgements_are_numbered_within_their_kind(judged, round_):
    rows = [judged("a"), judged("b", Kind.WEAKNESS), judged(" c "), judged("d", Kind.WEAKNESS)]
    assert [(row.kind, row.position, row.text) for row in rows] == [
        ("strength", 1, "a"),
        ("weakness", 1, "b"),
        ("strength", 2, "c"),
        ("weakness", 2, "d"),
    ]


def test_a_judgement_is_rewritten_in_its_place(judged):
    one, two = judged("a"), judged("b")
    again = judged("A", row=one, qualitative=True)
    assert (again.pk, again.position, again.qualitative) == (one.pk, 1, True)
    two.refresh_from_db()
    assert (two.text, two.position) == ("b", 2)
    last = events("summing_up.write_assessment")[-1]
    assert (last.before["text"], last.after["text"]) == ("a", "A")
    assert (last.before["qualitative"], last.after["qualitative"]) == (False, True)


def test_what_a_judgement_answers_is_set_anew(judged):
    one, two = judged("a", Kind.WEAKNESS), judged("b", Kind.WEAKNESS)
    cause = judged("c", Kind.SUBJECTIVE_CAUSE, answers=[one])
    assert list(cause.answers.all()) == [one]
    judged("c", Kind.SUBJECTIVE_CAUSE, answers=[two], row=cause)
    assert list(cause.answers.all()) == [two]
    assert list(two.answered_by.all()) == [cause]
    judged("c", Kind.SUBJECTIVE_CAUSE, row=cause)
    assert list(cause.answers.all()) == []


def test_a_kind_that_is_none_is_refused(judged):
    with pytest.raises(RefusedError) as refused:
        judged("a", "praise")
    assert str(refused.value) == "Không có loại nhận định «praise»."
    assert not Assessment.objects.exists() and events("summing_up.write_assessment") == []


def test_those_after_what_is_taken_out_move_up(cast, judged):
    rows = [judged(text) for text in "abcd"]
    other = judged("x", Kind.WEAKNESS)
    drop_assessment(row=rows[1], by=cast.alice)
    left = Assessment.objects.filter(kind=Kind.STRENGTH).order_by("position")
    assert list(left.values_list("text", "position")) == [("a", 1), ("c", 2), ("d", 3)]
    other.refresh_from_db()
    assert other.position == 1
    [event] = events("summing_up.drop_assessment")
    assert (event.by, event.before["text"], event.before["position"]) == ("alice", "b", 2)
    assert event.subject == str(rows[1].public_id)
    assert judged("e").position == 4


def test_judgements_of_another_round_stay_where_they_are(cast, judged):
    other = opened(cast, "tong-ket-2")
    first = judged("a")
    for text in ("x", "y"):
        write_assessment(round_=other, kind=Kind.STRENGTH, text=text, by=cast.alice)
    drop_assessment(row=first, by=cast.alice)
    assert list(other.assessments.values_list("text", "position")) == [("x", 1), ("y", 2)]


def test_a_round_is_frozen_anew_each_time(cast, round_):
    first = freeze_round(round_=round_, by=cast.operator).snapshot
    second = freeze_round(round_=round_, by=cast.operator).snapshot
    round_.refresh_from_db()
    assert round_.snapshot == second != first
    assert (second.unit, second.cut_off) == (cast.province, CUT_OFF)
    before = [event.before["snapshot"] for event in events("summing_up.freeze_round")]
    assert before == [None, str(first.public_id)]
    with pytest.raises(RefusedError) as refused:
        correct_round(round_=round_, by=cast.alice, reason="x", period=(START, CUT_OFF))
    assert str(refused.value) == "Đợt tổng kết đã chốt số liệu: không sửa được nữa."


def test_a_round_is_for_who_edits_its_unit(cast, round_):
    assert get_round_to_edit(cast.alice, "tong-ket") == round_
    with pytest.raises(ForbiddenError):
        get_round_to_edit(cast.bob, "tong-ket")
    for user, code in ((cast.charlie, "tong-ket"), (cast.alice, "khac")):
        with pytest.raises(HiddenError) as hidden:
            get_round_to_edit(user, code)
        assert str(hidden.value) == "Không có đợt tổng kết này."


def test_a_judgement_is_found_in_its_own_round_only(cast, judged):
    row = judged("a")
    opened(cast, "tong-ket-2")
    assert get_assessment_to_edit(cast.alice, "tong-ket", row.public_id) == row
    for code, public_id in (("tong-ket-2", row.public_id), ("tong-ket", uuid4())):
        with pytest.raises(HiddenError) as hidden:
            get_assessment_to_edit(cast.alice, code, public_id)
        assert str(hidden.value) == "Không có nhận định này."
    with pytest.raises(ForbiddenError):
        get_assessment_to_edit(cast.bob, "tong-ket", row.public_id)


def test_the_newest_dossier_is_the_one_that_is_read(cast, round_):
    with pytest.raises(HiddenError) as hidden:
        get_dossier_for(cast.bob, "tong-ket")
    assert str(hidden.value) == "Đợt tổng kết này chưa dựng bộ hồ sơ."
    snapshot = Snapshot.objects.create(
        unit=cast.province,
        cut_off=CUT_OFF,
        made_at=timezone.now(),
        made_by="operator",
        manifest_sha256="0" * 64,
    )
    made = [
        Dossier.objects.create(
            round=round_,
            snapshot=snapshot,
            made_at=timezone.now() - timedelta(days=days),
            made_by="a",
            folder_name="a",
            manifest_sha256="0" * 64,
        )
        for days in (2, 0, 1)
    ]
    assert get_dossier_for(cast.bob, "tong-ket") == made[1]
    assert get_dossier_for(cast.bob, "tong-ket", PEOPLE) == made[1]
    with pytest.raises(HiddenError):
        get_dossier_for(cast.charlie, "tong-ket")


@pytest.mark.parametrize(("who", "sees"), [("alice", True), ("bob", False), ("dana", False)])
def test_a_list_of_people_in_clear_is_not_for_who_sees_them_masked(cast, round_, who, sees):
    user = getattr(cast, who)
    assert may_see_paper(user, round_, PEOPLE) is sees
    assert may_see_paper(user, round_, "bao-cao-trung-tam")
    check_may_see_paper(user, round_, "bao-cao-trung-tam")
    if not sees:
        with pytest.raises(ForbiddenError) as refused:
            check_may_see_paper(user, round_, PEOPLE)
        assert str(refused.value) == "Danh sách này có thông tin được che đối với bạn."


def test_a_round_is_opened_for_a_province_that_one_edits(cast):
    today = date(2026, 11, 20)

    def provinces(user):
        return check_may_open(scope_of(user, today=today), today=today)

    assert provinces(cast.alice) == [cast.province]
    assert provinces(cast.charlie) == [cast.elsewhere]
    assert provinces(cast.operator) == [cast.province, cast.elsewhere]
    below = factories.user("huyen", "editor", cast.district)
    for user in (cast.bob, cast.dana, below):
        with pytest.raises(ForbiddenError) as refused:
            provinces(user)
        assert str(refused.value) == ("Chỉ cơ quan cấp tỉnh có quyền sửa mới mở được đợt tổng kết.")


def test_a_province_that_is_no_more_opens_nothing(cast):
    cast.province.versions.update(valid_to=date(2025, 7, 1))
    today = date(2025, 7, 1)
    with pytest.raises(ForbiddenError):
        check_may_open(scope_of(cast.alice, today=today), today=today)


def test_about_a_round_that_was_entered_afterwards_it_is_the_day_of_its_conference(cast):
    assert day_of(opened(cast)) == SIGN_BY
    coming = opened(cast, "sau")
    coming.sign_by = date(2027, 1, 1)
    assert day_of(coming) == date(2026, 11, 20)


def test_only_what_is_due_before_the_day_and_open_below_the_unit_is_overdue(cast, round_):
    def duty(unit, day, state=Duty.State.OPEN):
        return Duty.objects.create(unit=unit, act="Gửi báo cáo", due_on=day, state=state)

    before, on = date(2013, 6, 13), SIGN_BY
    late = duty(cast.communes[0], before)
    later = duty(cast.communes[0], date(2013, 1, 1))
    duty(cast.communes[0], on)
    duty(cast.communes[1], before, Duty.State.DONE)
    duty(cast.province, before)
    duty(cast.elsewhere, before)
    assert overdue_below(round_) == [later, late]
