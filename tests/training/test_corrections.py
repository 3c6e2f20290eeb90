"""What was entered wrongly in training is corrected, or taken back, with what hung on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from figures.register import BEGIN, OVER, Register
from goc.audit.models import Event
from goc.lib.errors import GocError
from goc.people import actions as people
from goc.people.models import Fact, Holding
from goc.training import actions
from goc.training.models import Block, Certificate, Course, Curriculum, Enrolment

WHY = "Gõ nhầm"


def again(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


def qualifications(made: Register, name: str) -> list[tuple[str, date, date | None]]:
    rows = Fact.objects.filter(person=made.people[name], kind="military_qualification")
    return list(rows.order_by("valid_from").values_list("value", "valid_from", "valid_to"))


# --- curricula


def test_hours_are_mended_in_place_and_stand_in_the_event(made: Register) -> None:
    main = Curriculum.objects.get(name="Trung cấp")
    kept = main.blocks.get(kind="general").public_id
    hours = {"general": 300, "state_management": 700}
    actions.correct_curriculum(
        curriculum=main, hours=hours, total=1000, name="TC", by=made.by, reason=WHY
    )
    assert dict(main.blocks.values_list("kind", "hours")) == hours
    assert (again(main).name, main.blocks.get(kind="general").public_id) == ("TC", kept)
    event = Event.objects.get(action="training.correct_curriculum")
    assert (event.text, event.before["hours"], event.after["hours"]) == (
        WHY,
        {"general": 310, "military_theory": 690},
        hours,
    )


def test_a_curriculum_founded_by_mistake_goes_with_its_blocks(made: Register) -> None:
    wrong = actions.found_curriculum(
        name="Nhầm", level="college", hours={"general": 5}, by=made.by, total=5
    )
    actions.take_back_curriculum(curriculum=wrong, by=made.by, reason=WHY)
    assert not Curriculum.objects.filter(name="Nhầm").exists()
    assert not Block.objects.filter(hours=5).exists()
    event = Event.objects.get(action="training.take_back_curriculum")
    assert (event.text, event.before["name"], event.before["hours"]) == (
        WHY,
        "Nhầm",
        {"general": 5},
    )


# --- courses


def test_a_course_is_corrected_whole(made: Register) -> None:
    main = Curriculum.objects.get(name="Trung cấp")
    actions.correct_course(
        course=made.course, name="Khóa một", quota=12, curricula=[main], by=made.by, reason=WHY
    )
    course = again(made.course)
    assert (course.name, course.quota, list(course.curricula.all())) == ("Khóa một", 12, [main])
    event = Event.objects.get(action="training.correct_course")
    assert event.after["curricula"] == [str(main.public_id)]
    assert len(event.before["curricula"]) == 2


def test_a_course_opened_by_mistake_is_taken_back(made: Register) -> None:
    wrong = actions.open_course(
        organiser=made.cast.province,
        number=7,
        name="Nhầm",
        level="intermediate",
        mode="full_time",
        lead_school=made.school,
        on=BEGIN,
        by=made.by,
    )
    actions.take_back_course(course=wrong, by=made.by, reason=WHY)
    assert not Course.objects.filter(name="Nhầm").exists()
    assert Event.objects.get(action="training.take_back_course").before["number"] == 7


# --- trainees


def test_facts_at_entry_are_frozen_anew_from_the_record_of_today(made: Register) -> None:
    enrolment = made.enrolments["Hứa Văn Giang"]
    assert enrolment.entry_general_education == ""
    people.record_fact(
        person=enrolment.person,
        kind="general_education",
        value="upper_secondary",
        on=date(2004, 1, 1),
        by=made.by,
    )
    actions.correct_enrolment(enrolment=enrolment, anew=True, by=made.by, reason=WHY)
    assert again(enrolment).entry_general_education == "upper_secondary"


def test_an_entry_by_mistake_is_taken_back(made: Register) -> None:
    enrolment = made.enrolments["Triệu Văn Khôi"]
    actions.take_back_enrolment(enrolment=enrolment, by=made.by, reason=WHY)
    assert not Enrolment.objects.filter(pk=enrolment.pk).exists()
    event = Event.objects.get(action="training.take_back_enrolment")
    assert (event.subject, event.text) == (str(enrolment.public_id), WHY)


def test_a_result_taken_back_takes_its_qualification_with_it(made: Register) -> None:
    enrolment = made.enrolments["Triệu Văn Khôi"]
    actions.finish_enrolment(enrolment=enrolment, outcome="graduated", on=OVER, by=made.by)
    assert qualifications(made, "Triệu Văn Khôi") == [("intermediate", OVER, None)]
    actions.take_back_result(enrolment=enrolment, by=made.by, reason=WHY)
    assert qualifications(made, "Triệu Văn Khôi") == []
    assert (again(enrolment).outcome, again(enrolment).ended_on) == ("studying", None)


def test_a_level_that_ended_where_a_mistaken_one_began_goes_on(made: Register) -> None:
    person, then = made.people["Triệu Văn Khôi"], date(2004, 1, 1)
    known: dict[str, Any] = {"person": person, "kind": "general_education", "by": made.by}
    people.record_fact(value="lower_secondary", on=then, **known)
    wrong = people.record_fact(value="upper_secondary", on=OVER, **known)
    people.take_back_row(row=wrong, by=made.by, reason=WHY)
    rows = Fact.objects.filter(person=person, kind="general_education")
    assert [(row.value, row.valid_from, row.valid_to) for row in rows] == [
        ("lower_secondary", then, None)
    ]


def test_another_day_of_graduation_moves_the_qualification(made: Register) -> None:
    enrolment = made.enrolments["Chu Văn Em"]
    later = date(2011, 4, 1)
    actions.correct_result(
        enrolment=enrolment, outcome="graduated", on=later, grade="good", by=made.by, text=WHY
    )
    assert qualifications(made, "Chu Văn Em") == [("intermediate", later, None)]
    assert (again(enrolment).grade, again(enrolment).ended_on) == ("good", later)


def test_the_same_day_keeps_the_qualification_as_it_is(made: Register) -> None:
    enrolment = made.enrolments["Chu Văn Em"]
    was = Fact.objects.get(person=enrolment.person, kind="military_qualification").public_id
    actions.correct_result(
        enrolment=enrolment, outcome="graduated", on=OVER, grade="good", by=made.by, text=WHY
    )
    now = Fact.objects.get(person=enrolment.person, kind="military_qualification").public_id
    assert was == now


def test_who_had_failed_may_be_found_to_have_graduated_and_back(made: Register) -> None:
    enrolment = made.enrolments["Hứa Văn Giang"]
    actions.correct_result(enrolment=enrolment, outcome="graduated", on=OVER, by=made.by, text=WHY)
    assert qualifications(made, "Hứa Văn Giang") == [("intermediate", OVER, None)]
    actions.correct_result(
        enrolment=enrolment, outcome="failed", on=OVER, reason="Thi", by=made.by, text=WHY
    )
    assert qualifications(made, "Hứa Văn Giang") == []


# --- certificates and placements


def test_a_certificate_is_corrected_and_taken_back(made: Register) -> None:
    one = Certificate.objects.get()
    actions.correct_certificate(
        certificate=one,
        kind="military",
        number="77",
        register_number="5",
        on=OVER,
        by=made.by,
        reason=WHY,
    )
    assert (again(one).number, again(one).register_number) == ("77", "5")
    actions.take_back_certificate(certificate=again(one), by=made.by, reason=WHY)
    assert not Certificate.objects.exists()
    assert Event.objects.get(action="training.take_back_certificate").before["number"] == "77"


def test_a_post_held_there_is_kept_and_none_is_made(made: Register) -> None:
    enrolment = made.enrolments["Chu Văn Em"]
    held = enrolment.person.holdings.get()
    placed = actions.place_in_post(
        enrolment=enrolment, unit=held.unit, post=held.post, by=made.by, reason=WHY
    )
    assert (placed.placement, enrolment.person.holdings.count()) == (held, 1)


def test_a_new_post_is_given_and_placed_by(made: Register) -> None:
    enrolment = made.enrolments["Vi Văn Dũng"]
    placed = actions.place_in_post(
        enrolment=enrolment,
        unit=made.communes[2],
        post="squad_leader",
        on=date(2011, 6, 1),
        decision="QĐ 9",
        by=made.by,
    )
    held = placed.placement
    assert held is not None
    assert (held.post, held.unit, held.valid_from, held.decision) == (
        "squad_leader",
        made.communes[2],
        date(2011, 6, 1),
        "QĐ 9",
    )


def test_a_placement_taken_back_leaves_the_post(made: Register) -> None:
    enrolment = made.enrolments["Chu Văn Em"]
    actions.take_back_placement(enrolment=enrolment, by=made.by, reason=WHY)
    assert again(enrolment).placement is None
    assert enrolment.person.holdings.count() == 1


def test_a_row_entered_by_mistake_goes_unless_something_rests_on_it(made: Register) -> None:
    enrolment = made.enrolments["Chu Văn Em"]
    held = enrolment.person.holdings.get()
    with pytest.raises(GocError, match="Có việc khác dựa vào bản ghi này"):
        people.take_back_row(row=held, by=made.by, reason=WHY)
    actions.take_back_placement(enrolment=enrolment, by=made.by, reason=WHY)
    people.take_back_row(row=held, by=made.by, reason=WHY)
    assert not Holding.objects.filter(person=enrolment.person).exists()
    assert Event.objects.get(action="take_back").text == WHY


# --- refusals


def refused(made: Register) -> dict[str, Callable[[], Any]]:
    main = Curriculum.objects.get(name="Trung cấp")
    an, em = made.enrolments["Nông Văn An"], made.enrolments["Chu Văn Em"]
    by = {"by": made.by, "reason": WHY}
    return {
        "phải cộng đủ 100%": lambda: actions.correct_curriculum(
            curriculum=main, hours={"general": 9}, total=10, **by
        ),
        "ít nhất một khối": lambda: actions.correct_curriculum(curriculum=main, hours={}, **by),
        "Hãy ghi lý do, căn cứ sửa": lambda: actions.correct_curriculum(
            curriculum=main, hours={"general": 9}, by=made.by, reason=" "
        ),
        "đang được dạy ở «Khóa 1»": lambda: actions.take_back_curriculum(curriculum=main, **by),
        "đã có học viên nên không rút": lambda: actions.take_back_course(course=made.course, **by),
        "ngoài thời gian của khóa": lambda: actions.correct_course(
            course=made.course, opened_on=date(2009, 9, 15), **by
        ),
        "tốt nghiệp theo trình độ cũ": lambda: actions.correct_course(
            course=made.course, level="college", **by
        ),
        "Ngày bế giảng phải sau": lambda: actions.correct_course(
            course=made.course, closed_on=BEGIN, **by
        ),
        "trước ngày kết thúc": lambda: actions.correct_enrolment(
            enrolment=an, entered_on=OVER, **by
        ),
        "không nằm trong thời gian": lambda: actions.correct_enrolment(
            enrolment=an, entered_on=date(2009, 1, 1), **by
        ),
        "Hãy rút kết quả trước": lambda: actions.take_back_enrolment(enrolment=an, **by),
        "Hãy rút văn bằng trước": lambda: actions.take_back_result(enrolment=an, **by),
        "Hãy rút việc bố trí trước": lambda: actions.take_back_result(enrolment=em, **by),
        "Có văn bằng cấp trước": lambda: actions.correct_result(
            enrolment=an, outcome="graduated", on=date(2012, 1, 1), by=made.by, text=WHY
        ),
        "Chưa ghi kết quả": lambda: actions.take_back_result(
            enrolment=made.enrolments["Triệu Văn Khôi"], **by
        ),
        "trước ngày tốt nghiệp": lambda: actions.correct_certificate(
            certificate=Certificate.objects.get(),
            kind="military",
            number="1",
            register_number="1",
            on=BEGIN,
            **by,
        ),
        "hãy ghi ngày bổ nhiệm": lambda: actions.place_in_post(
            enrolment=em, unit=made.communes[0], post="squad_leader", by=made.by
        ),
        "Chưa ghi bố trí": lambda: actions.take_back_placement(
            enrolment=made.enrolments["Lý Văn Đức"], **by
        ),
    }


WORDS = [
    "phải cộng đủ 100%",
    "ít nhất một khối",
    "Hãy ghi lý do, căn cứ sửa",
    "đang được dạy ở «Khóa 1»",
    "đã có học viên nên không rút",
    "ngoài thời gian của khóa",
    "tốt nghiệp theo trình độ cũ",
    "Ngày bế giảng phải sau",
    "trước ngày kết thúc",
    "không nằm trong thời gian",
    "Hãy rút kết quả trước",
    "Hãy rút văn bằng trước",
    "Hãy rút việc bố trí trước",
    "Có văn bằng cấp trước",
    "Chưa ghi kết quả",
    "trước ngày tốt nghiệp",
    "hãy ghi ngày bổ nhiệm",
    "Chưa ghi bố trí",
]


@pytest.mark.parametrize("words", WORDS)
def test_what_would_contradict_the_register_is_refused(words: str, made: Register) -> None:
    events = Event.objects.count()
    with pytest.raises(GocError) as error:
        refused(made)[words]()
    assert words in str(error.value)
    assert Event.objects.count() == events
