"""Who enters a course and how it ended: edge days, refusals in full, what is frozen and written."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from figures.register import BEGIN, OVER, START, Register
from goc.audit.models import Event
from goc.lib.errors import InputError, RefusedError
from goc.people import actions as people
from goc.people.models import Fact, Person
from goc.training import actions
from goc.training.actions.enrolments import facts_at_entry
from goc.training.models import Certificate, Course, Enrolment
from goc.units.models import UnitVersion

EVE, NEXT, LATER = BEGIN - timedelta(days=1), BEGIN + timedelta(days=1), date(2012, 1, 1)
WHY = {"reason": "Gõ nhầm"}
QUALIFICATION = "military_qualification"


def refusal(error: type[Exception], act: Any, **given: Any) -> str:
    before = Event.objects.count(), list(Enrolment.objects.values()), list(Fact.objects.values())
    with pytest.raises(error) as refused:
        act(**given)
    after = Event.objects.count(), list(Enrolment.objects.values()), list(Fact.objects.values())
    assert after == before
    return str(refused.value)


def again(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


def newcomer(made: Register, name: str = "Bế Văn Mới", **known: Any) -> Person:
    return people.add_person(full_name=name, keeper=made.communes[1], on=START, by=made.by, **known)


def enrol(made: Register, person: Person | None = None, on: date = BEGIN, **also: Any) -> Enrolment:
    given: dict[str, Any] = {"course": again(made.course), "unit": made.communes[1], **also}
    return actions.enrol_person(person=person or newcomer(made), on=on, by=made.by, **given)


def second(made: Register, **given: Any) -> Course:
    values: dict[str, Any] = {"level": "college", "mode": "bridging", "on": BEGIN, **given}
    return actions.open_course(
        organiser=made.cast.province,
        number=2,
        name="Khóa 2",
        lead_school=made.school,
        by=made.by,
        **values,
    )


# --- entering


def test_what_an_entry_holds_with_its_event(made: Register) -> None:
    row = enrol(made, trained_for="deputy_commander", sending_decision="QĐ 12", on=NEXT)
    told = (row.outcome, row.entered_on, row.trained_for, row.sending_decision, row.ended_on)
    assert told == ("studying", NEXT, "deputy_commander", "QĐ 12", None)
    event = Event.objects.get(action="training.enrol_person", subject=str(row.public_id))
    assert str(event.unit) == str(made.communes[1].public_id)
    assert enrol(made, newcomer(made, "Bế Văn Hai")).trained_for == "commander"


@pytest.mark.parametrize(
    ("on", "allowed"),
    [(EVE, False), (BEGIN, True), (OVER - timedelta(days=1), True), (OVER, False)],
)
def test_from_the_opening_until_the_day_before_the_closing(
    made: Register, on: date, allowed: bool
) -> None:
    actions.close_course(course=made.course, on=OVER, by=made.by)
    if allowed:
        assert enrol(made, on=on).entered_on == on
    else:
        assert refusal(RefusedError, enrol, made=made, person=newcomer(made), on=on) == (
            "Ngày nhập học không nằm trong thời gian của khóa «Khóa 1»."
        )


def test_one_course_at_a_time_and_each_once(made: Register) -> None:
    other = second(made)
    studying = made.enrolments["Triệu Văn Khôi"]
    told = refusal(RefusedError, enrol, made=made, person=studying.person, course=other)
    assert told == "Triệu Văn Khôi đã là học viên của khóa «Khóa 1»."
    finished = made.people["Chu Văn Em"]
    told = refusal(RefusedError, enrol, made=made, person=finished)
    assert told == "Chu Văn Em đã là học viên của khóa «Khóa 1»."
    assert enrol(made, finished, course=other).course == other


@pytest.mark.parametrize(("died_on", "allowed"), [(BEGIN, False), (NEXT, True)])
def test_the_dead_do_not_enter(made: Register, died_on: date, allowed: bool) -> None:
    person = newcomer(made)
    people.record_death(person=person, on=died_on, by=made.by)
    person.refresh_from_db()
    if allowed:
        enrol(made, person)
    else:
        assert "đã từ trần" in refusal(RefusedError, enrol, made=made, person=person)


def test_the_unit_that_sends_is_there_on_the_day(made: Register) -> None:
    UnitVersion.objects.filter(unit=made.communes[1]).update(valid_to=BEGIN)
    told = refusal(RefusedError, enrol, made=made, person=newcomer(made))
    assert told.startswith("«Xã Một Hai» đã kết thúc ngày 14/09/2009.")


# --- what is frozen


def entry(person: Person, **stated: Any) -> dict[str, Any]:
    found = facts_at_entry(person, BEGIN, stated)
    return {name.removeprefix("entry_"): value for name, value in found.items()}


def test_of_whom_nothing_is_known_nothing_is_frozen(made: Register) -> None:
    assert entry(newcomer(made)) == {
        "category": "",
        "age": None,
        "party": "",
        "general_education": "",
        "professional_education": "",
        "health_class": "",
    }


@pytest.mark.parametrize(
    ("born", "age"),
    [
        ({"birth_date": date(1989, 9, 14)}, 20),
        ({"birth_date": date(1989, 9, 15)}, 19),
        ({"birth_year": 1989}, 20),
    ],
)
def test_the_age_of_the_day(made: Register, born: dict[str, Any], age: int) -> None:
    assert entry(newcomer(made, **born))["age"] == age


@pytest.mark.parametrize(
    ("posts", "known", "category"),
    [
        ({"commander": START}, {}, "commander"),
        ({"deputy_commander": START}, {"discharged_on": START}, "deputy_commander"),
        ({"platoon_leader": START, "commune_official": START}, {}, "militia_subunit"),
        ({"hamlet_leader": START}, {"discharged_on": START}, "militia_subunit"),
        ({"commune_official": START}, {"discharged_on": BEGIN}, "ex_serviceman"),
        ({"commune_official": START}, {"discharged_on": NEXT}, "other"),
        ({}, {"discharged_on": BEGIN}, "ex_serviceman"),
        ({"commune_official": START}, {}, "other"),
        ({"commander": NEXT}, {}, ""),
        ({"commander": BEGIN}, {}, "commander"),
    ],
    ids=lambda value: str(value) if isinstance(value, str) else ",".join(value) or "-",
)
def test_the_first_category_that_holds(
    made: Register, posts: dict[str, date], known: dict[str, Any], category: str
) -> None:
    person = newcomer(made, **known)
    for post, on in posts.items():
        unit = made.communes[3 if post == "deputy_commander" else 1]  # where the seat is vacant
        people.post_person(person=person, unit=unit, post=post, on=on, by=made.by)
    assert entry(person)["category"] == category


def test_standing_in_the_party_comes_before_that_in_the_youth_union(made: Register) -> None:
    person = newcomer(made)
    join = {"person": person, "by": made.by}
    people.join_body(body="youth_union", on=date(2004, 1, 1), **join)
    assert entry(person)["party"] == "youth_union"
    joined = people.join_body(body="party", stage="probationary", on=date(2008, 1, 1), **join)
    assert entry(person)["party"] == "probationary"
    people.make_official(membership=joined, on=NEXT, by=made.by)
    assert entry(person)["party"] == "probationary"


def test_the_file_fills_what_the_record_leaves_open(made: Register) -> None:
    person = newcomer(made, birth_year=1980)
    stated = {"age": 99, "party": "none", "health_class": "1", "unheard": "x"}
    found = entry(person, **stated)
    assert (found["age"], found["party"], found["health_class"]) == (29, "none", "1")
    assert "unheard" not in found


def test_facts_of_later_days_are_not_of_the_day(made: Register) -> None:
    person = newcomer(made)
    known = {"person": person, "kind": "general_education", "by": made.by}
    people.record_fact(value="primary", on=START, **known)
    people.record_fact(value="upper_secondary", on=NEXT, **known)
    assert entry(person)["general_education"] == "primary"


# --- an entry corrected


def correct(made: Register, name: str = "Triệu Văn Khôi", **new: Any) -> Enrolment:
    row = again(made.enrolments[name])
    return actions.correct_enrolment(enrolment=row, by=made.by, **{**WHY, **new})


def test_day_unit_title_and_decision_are_replaced(made: Register) -> None:
    new = {
        "entered_on": NEXT,
        "unit": made.communes[2],
        "trained_for": "squad_leader",
        "sending_decision": "QĐ 1",
    }
    row = again(correct(made, **new))
    assert {name: getattr(row, name) for name in new} == new
    event = Event.objects.get(action="training.correct_enrolment")
    assert (event.text, event.before["entered_on"], event.after["entered_on"]) == (
        "Gõ nhầm",
        "2009-09-14",
        "2009-09-15",
    )


def test_facts_at_entry_stay_unless_they_are_asked_for_anew(made: Register) -> None:
    row = made.enrolments["Triệu Văn Khôi"]
    Enrolment.objects.filter(pk=row.pk).update(entry_party="none", entry_age=7)
    people.join_body(person=row.person, body="youth_union", on=date(2004, 1, 1), by=made.by)
    assert again(correct(made, trained_for="squad_leader")).entry_party == "none"
    found = again(correct(made, anew=True))
    assert (found.entry_party, found.entry_age) == ("youth_union", 7)


@pytest.mark.parametrize(
    ("name", "new", "sentence"),
    [
        ("Triệu Văn Khôi", {"reason": " "}, "Hãy ghi lý do, căn cứ sửa."),
        (
            "Triệu Văn Khôi",
            {"entered_on": EVE},
            "Ngày nhập học không nằm trong thời gian của khóa «Khóa 1».",
        ),
        (
            "Nông Văn An",
            {"entered_on": OVER},
            "Ngày nhập học phải trước ngày kết thúc 18/03/2011.",
        ),
        ("Triệu Văn Khôi", {"trained_for": "x"}, "«x» không có trong danh mục post."),
        (
            "Lý Văn Đức",
            {"entered_on": date(2012, 11, 1)},
            "Lý Văn Đức đã từ trần ngày 01/11/2012.",
        ),
    ],
)
def test_what_is_no_correction(made: Register, name: str, new: Any, sentence: str) -> None:
    assert refusal(RefusedError, correct, made=made, name=name, **new).startswith(sentence)


def test_the_day_before_the_end_is_early_enough(made: Register) -> None:
    eve = OVER - timedelta(days=1)
    assert correct(made, "Nông Văn An", entered_on=eve).entered_on == eve


def test_an_entry_goes_only_without_a_result_and_with_a_reason(made: Register) -> None:
    row = made.enrolments["Đàm Văn Hải"]
    act = actions.take_back_enrolment
    told = refusal(RefusedError, act, enrolment=row, by=made.by, **WHY)
    assert told == "Đã ghi kết quả của học viên này. Hãy rút kết quả trước."
    studying = made.enrolments["Triệu Văn Khôi"]
    told = refusal(InputError, act, enrolment=studying, by=made.by, reason=" ")
    assert told == "Hãy ghi lý do rút lại."
    act(enrolment=studying, by=made.by, **WHY)
    assert enrol(made, studying.person).pk != studying.pk


# --- results


def finish(made: Register, name: str = "Triệu Văn Khôi", **given: Any) -> Enrolment:
    row = again(made.enrolments[name])
    values: dict[str, Any] = {"outcome": "graduated", "on": OVER, **given}
    return actions.finish_enrolment(enrolment=row, by=made.by, **values)


def test_a_result_with_all_that_is_said_of_it(made: Register) -> None:
    row = again(finish(made, grade="excellent", commended=True, disciplined=True, on=LATER))
    told = (row.outcome, row.ended_on, row.grade, row.commended, row.disciplined)
    assert told == ("graduated", LATER, "excellent", True, True)
    event = Event.objects.get(action="training.finish_enrolment", subject=str(row.public_id))
    assert (event.before["outcome"], event.after["outcome"]) == ("studying", "graduated")
    plain = enrol(made)
    actions.finish_enrolment(enrolment=plain, outcome="dropped", on=NEXT, reason="Ốm", by=made.by)
    assert (plain.commended, plain.disciplined, plain.reason, plain.grade) == (
        False,
        False,
        "Ốm",
        "",
    )


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"outcome": "studying"}, "Kết quả hoặc ngày kết thúc không hợp lệ."),
        ({"outcome": "x"}, "Kết quả hoặc ngày kết thúc không hợp lệ."),
        ({"on": BEGIN}, "Kết quả hoặc ngày kết thúc không hợp lệ."),
        ({"on": EVE}, "Kết quả hoặc ngày kết thúc không hợp lệ."),
        ({"outcome": "failed"}, "Học viên thôi học hoặc không đạt phải có lý do."),
        (
            {"outcome": "dropped", "reason": " "},
            "Học viên thôi học hoặc không đạt phải có lý do.",
        ),
        ({"grade": "x"}, "«x» không có trong danh mục graduation_class."),
    ],
)
def test_what_is_no_result(made: Register, given: Any, sentence: str) -> None:
    assert refusal(RefusedError, finish, made=made, **given) == sentence


@pytest.mark.parametrize(
    ("name", "label"),
    [("Nông Văn An", "Tốt nghiệp"), ("Hứa Văn Giang", "Không đạt"), ("Đàm Văn Hải", "Thôi học")],
)
def test_a_result_is_written_once(made: Register, name: str, label: str) -> None:
    told = refusal(RefusedError, finish, made=made, name=name)
    assert told == f"Kết quả của học viên này đã được ghi: {label}."


def test_the_day_after_the_entry_is_late_enough(made: Register) -> None:
    assert finish(made, on=NEXT).ended_on == NEXT


# --- the qualification


def qualifications(person: Person) -> list[tuple[str, date, date | None, str]]:
    rows = Fact.objects.filter(person=person, kind=QUALIFICATION).order_by("valid_from")
    return list(rows.values_list("value", "valid_from", "valid_to", "place"))


def know(made: Register, person: Person, value: str, on: date) -> None:
    people.record_fact(person=person, kind=QUALIFICATION, value=value, on=on, by=made.by)


@pytest.mark.parametrize(
    ("known", "level", "written"),
    [
        (None, "intermediate", True),
        ("intermediate", "intermediate", False),
        ("intermediate", "college", True),
        ("college", "intermediate", False),
        (None, "supplementary", False),
    ],
)
def test_graduation_writes_only_what_is_higher(
    made: Register, known: str | None, level: str, written: bool
) -> None:
    person = newcomer(made)
    if known:
        know(made, person, known, date(2008, 1, 1))
    row = enrol(made, person, course=second(made, level=level))
    actions.finish_enrolment(enrolment=row, outcome="graduated", on=OVER, by=made.by)
    now = [row for row in qualifications(person) if row[1] == OVER]
    assert now == ([(level, OVER, None, "Khóa 2")] if written else [])


def test_failing_writes_nothing(made: Register) -> None:
    row = enrol(made)
    actions.finish_enrolment(enrolment=row, outcome="failed", on=OVER, reason="Thi", by=made.by)
    assert qualifications(row.person) == []


# --- results corrected and taken back


def test_what_stood_is_replaced_whole(made: Register) -> None:
    row = finish(made, grade="good", commended=True)
    actions.correct_result(
        enrolment=row,
        outcome="failed",
        on=LATER,
        reason="Thi lại",
        disciplined=True,
        by=made.by,
        text=" Ghi nhầm ",
    )
    row = again(row)
    told = (row.outcome, row.ended_on, row.grade, row.reason, row.commended, row.disciplined)
    assert told == ("failed", LATER, "", "Thi lại", False, True)
    event = Event.objects.get(action="training.correct_result")
    assert (event.text, event.before["grade"], event.after["grade"]) == ("Ghi nhầm", "good", "")


@pytest.mark.parametrize(
    ("name", "given", "sentence"),
    [
        ("Triệu Văn Khôi", {}, "Chưa ghi kết quả của học viên này."),
        ("Nông Văn An", {"text": ""}, "Hãy ghi lý do, căn cứ sửa."),
        (
            "Nông Văn An",
            {"outcome": "failed", "reason": "Thi"},
            "Học viên này đã được cấp văn bằng. Hãy rút văn bằng trước.",
        ),
        (
            "Chu Văn Em",
            {"outcome": "failed", "reason": "Thi"},
            "Đã ghi bố trí của học viên này. Hãy rút việc bố trí trước.",
        ),
        (
            "Nông Văn An",
            {"on": OVER + timedelta(days=1)},
            "Có văn bằng cấp trước ngày tốt nghiệp này. Hãy sửa văn bằng trước.",
        ),
        (
            "Hoàng Văn Bình",
            {"on": date(2012, 3, 1)},
            "Chức vụ đã bố trí thôi giữ trước ngày tốt nghiệp này.",
        ),
        ("Chu Văn Em", {"outcome": "studying"}, "Kết quả hoặc ngày kết thúc không hợp lệ."),
    ],
)
def test_what_rests_on_a_result_holds_it(
    made: Register, name: str, given: Any, sentence: str
) -> None:
    values = {"outcome": "graduated", "on": OVER, "text": "Nhầm", **given}
    row = again(made.enrolments[name])
    act = actions.correct_result
    assert refusal(RefusedError, act, enrolment=row, by=made.by, **values) == sentence


def test_a_graduation_may_move_up_to_the_end_of_the_post_placed_by(made: Register) -> None:
    row = again(made.enrolments["Hoàng Văn Bình"])
    eve = date(2012, 2, 29)
    actions.correct_result(enrolment=row, outcome="graduated", on=eve, by=made.by, text="Nhầm")
    assert again(row).ended_on == eve
    assert [value[1] for value in qualifications(row.person)] == [eve]


def test_without_the_result_nothing_of_it_is_left(made: Register) -> None:
    row = finish(made, grade="good", commended=True, disciplined=True)
    actions.take_back_result(enrolment=row, by=made.by, reason=" Ghi nhầm ")
    row = again(row)
    told = (row.outcome, row.ended_on, row.grade, row.reason, row.commended, row.disciplined)
    assert told == ("studying", None, "", "", False, False)
    event = Event.objects.get(action="training.take_back_result")
    assert (event.text, event.before["grade"]) == ("Ghi nhầm", "good")
    assert qualifications(row.person) == []


def test_a_qualification_of_another_source_stays(made: Register) -> None:
    """Written by hand before: the graduation wrote none, and takes none away."""
    person = newcomer(made)
    know(made, person, "intermediate", date(2008, 1, 1))
    row = enrol(made, person)
    actions.finish_enrolment(enrolment=row, outcome="graduated", on=OVER, by=made.by)
    actions.take_back_result(enrolment=row, by=made.by, **WHY)
    assert qualifications(person) == [("intermediate", date(2008, 1, 1), None, "")]


def test_who_failed_keeps_what_somebody_wrote_by_hand(made: Register) -> None:
    """Of the same level, place and day: but no graduation wrote it."""
    row = again(made.enrolments["Hứa Văn Giang"])
    people.record_fact(
        person=row.person,
        kind=QUALIFICATION,
        value="intermediate",
        on=OVER,
        place="Khóa 1",
        by=made.by,
    )
    actions.take_back_result(enrolment=row, by=made.by, **WHY)
    assert qualifications(row.person) == [("intermediate", OVER, None, "Khóa 1")]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Triệu Văn Khôi", "Chưa ghi kết quả của học viên này."),
        ("Nông Văn An", "Học viên này đã được cấp văn bằng. Hãy rút văn bằng trước."),
        ("Chu Văn Em", "Đã ghi bố trí của học viên này. Hãy rút việc bố trí trước."),
    ],
)
def test_what_is_not_taken_back(made: Register, name: str, sentence: str) -> None:
    row, act = again(made.enrolments[name]), actions.take_back_result
    assert refusal(RefusedError, act, enrolment=row, by=made.by, **WHY) == sentence
    assert Certificate.objects.count() == 1


def test_who_studies_elsewhere_since_keeps_the_result(made: Register) -> None:
    row = made.enrolments["Đàm Văn Hải"]
    enrol(made, row.person, course=second(made, on=LATER), on=LATER)
    told = refusal(RefusedError, actions.take_back_result, enrolment=row, by=made.by, **WHY)
    assert told == "Đàm Văn Hải đã là học viên của khóa «Khóa 2»."
