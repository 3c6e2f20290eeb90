"""Curricula and courses: what an act writes, each refusal in its sentence, the edge days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

import factories
from figures.register import BEGIN, OVER, Register
from goc.audit.models import Event
from goc.lib.errors import InputError, RefusedError
from goc.people import actions as people
from goc.training import actions
from goc.training.models import Block, Course, Curriculum
from goc.units.models import UnitVersion

EVE, NEXT = BEGIN - timedelta(days=1), BEGIN + timedelta(days=1)
WHY = {"reason": "Gõ nhầm"}


def refusal(error: type[Exception], act: Any, **given: Any) -> str:
    """The sentence; nothing was written."""
    before = Event.objects.count(), list(Block.objects.values()), list(Course.objects.values())
    with pytest.raises(error) as refused:
        act(**given)
    after = Event.objects.count(), list(Block.objects.values()), list(Course.objects.values())
    assert after == before
    return str(refused.value)


# --- curricula


def found(made: Register, **given: Any) -> Curriculum:
    values = {"name": "Cao đẳng", "level": "college", "hours": {"general": 5}, **given}
    return actions.found_curriculum(by=made.by, **values)


def test_a_programme_with_its_blocks_in_the_order_of_the_appendix(made: Register) -> None:
    hours = {"practice_and_exams": 4, "military_theory": 3, "general": 2, "state_management": 0}
    row = found(made, hours=hours, total=9, source="QĐ 799", taught_at="Trường", supplementary=True)
    blocks = row.blocks.order_by("id").values_list("kind", "hours")
    assert list(blocks) == [("general", 2), ("military_theory", 3), ("practice_and_exams", 4)]
    assert (row.source, row.taught_at, row.supplementary) == ("QĐ 799", "Trường", True)
    event = Event.objects.get(action="training.found_curriculum", subject=str(row.public_id))
    assert event.text == "Cao đẳng"
    assert event.after["hours"] == {"general": 2, "military_theory": 3, "practice_and_exams": 4}


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (
            {"hours": {"magic": 1, "alchemy": 2, "general": 3}},
            "Không có khối kiến thức alchemy, magic.",
        ),
        ({"hours": {}}, "Chương trình phải có ít nhất một khối kiến thức có số tiết."),
        ({"hours": {"general": 0}}, "Chương trình phải có ít nhất một khối kiến thức có số tiết."),
        (
            {"hours": {"general": 310, "military_theory": 691}, "total": 1000},
            "Cộng các khối được 1001 tiết, không bằng tổng số 1000 tiết. Các khối phải cộng đủ "
            "100%.",
        ),
        ({"hours": {"general": 1}, "total": 0}, "Cộng các khối được 1 tiết, không bằng tổng số 0"),
        ({"level": "x"}, "«x» không có trong danh mục course_level."),
    ],
)
def test_what_is_no_programme(made: Register, given: dict[str, Any], sentence: str) -> None:
    assert refusal(RefusedError, found, made=made, **given).startswith(sentence)


def test_correcting_hours_mends_adds_and_removes_blocks(made: Register) -> None:
    main = Curriculum.objects.get(name="Trung cấp")
    kept = main.blocks.get(kind="military_theory")
    changed = main.blocks.get(kind="general")
    hours = {"political_theory": 10, "military_theory": 690, "general": 0}
    actions.correct_curriculum(curriculum=main, hours=hours, by=made.by, **WHY)
    blocks = {block.kind: block for block in Block.objects.filter(curriculum=main)}
    assert {kind: block.hours for kind, block in blocks.items()} == {
        "political_theory": 10,
        "military_theory": 690,
    }
    assert blocks["military_theory"].changed_at == kept.changed_at
    assert not Block.objects.filter(pk=changed.pk).exists()


def test_correcting_other_words_of_a_programme(made: Register) -> None:
    main = Curriculum.objects.get(name="Trung cấp")
    hours = dict(main.blocks.values_list("kind", "hours"))
    given = {"level": "college", "source": "QĐ 1", "supplementary": True}
    actions.correct_curriculum(
        curriculum=main, hours=hours, by=made.by, reason="  Gõ nhầm ", **given
    )
    main = Curriculum.objects.get(pk=main.pk)
    assert {name: getattr(main, name) for name in given} == given
    event = Event.objects.get(action="training.correct_curriculum")
    assert (event.text, event.before["level"], event.after["level"]) == (
        "Gõ nhầm",
        "intermediate",
        "college",
    )
    wrong = {"curriculum": main, "hours": hours, "by": made.by}
    told = refusal(RefusedError, actions.correct_curriculum, **wrong, **WHY, level="x")
    assert told == "«x» không có trong danh mục course_level."
    told = refusal(RefusedError, actions.correct_curriculum, **wrong, reason="")
    assert told == "Hãy ghi lý do, căn cứ sửa."


def test_a_programme_is_taken_back_once_no_course_teaches_it(made: Register) -> None:
    main = Curriculum.objects.get(name="Trung cấp")
    given = {"curriculum": main, "by": made.by}
    told = refusal(RefusedError, actions.take_back_curriculum, **given, **WHY)
    assert told == (
        "Chương trình đang được dạy ở «Khóa 1». Hãy bỏ chương trình khỏi khóa ấy trước."
    )
    made.course.curricula.remove(main)
    told = refusal(InputError, actions.take_back_curriculum, **given, reason=" ")
    assert told == "Hãy ghi lý do rút lại."
    actions.take_back_curriculum(**given, **WHY)
    assert list(Curriculum.objects.values_list("name", flat=True)) == ["Bổ sung"]


# --- opening


def opened(made: Register, **given: Any) -> Course:
    values: dict[str, Any] = {
        "organiser": made.cast.province,
        "number": 2,
        "name": "Khóa 2",
        "level": "intermediate",
        "mode": "full_time",
        "lead_school": made.school,
        "on": BEGIN,
        **given,
    }
    return actions.open_course(by=made.by, **values)


def test_a_course_with_programmes_and_partners_in_its_event(made: Register) -> None:
    main, extra = Curriculum.objects.order_by("id")
    partner = factories.unit("Trường Chính trị", "school", made.cast.province)
    row = opened(made, curricula=[extra, main], partner_schools=[partner], quota=40, sent=38)
    event = Event.objects.get(subject=str(row.public_id))
    assert (event.action, event.text, str(event.unit)) == (
        "training.open_course",
        "Khóa 2",
        str(made.cast.province.public_id),
    )
    assert event.after["curricula"] == [str(main.public_id), str(extra.public_id)]
    assert event.after["partner_schools"] == [str(partner.public_id)]
    assert (row.quota, row.sent, row.closed_on) == (40, 38, None)


def test_numbers_are_the_organisers_own(made: Register) -> None:
    told = refusal(RefusedError, opened, made=made, number=1)
    assert told == "Đơn vị đã có khóa số 1."
    assert opened(made, number=1, organiser=made.second).number == 1


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"level": "x"}, "«x» không có trong danh mục course_level."),
        ({"mode": "x"}, "«x» không có trong danh mục study_mode."),
    ],
)
def test_codes_that_are_none(made: Register, given: dict[str, Any], sentence: str) -> None:
    assert refusal(RefusedError, opened, made=made, **given) == sentence


@pytest.mark.parametrize("role", ["organiser", "lead_school", "partner_schools"])
def test_every_unit_of_a_course_is_there_on_its_day(made: Register, role: str) -> None:
    gone = factories.unit("Trường Cũ", "school", made.cast.province, end=BEGIN)
    given = {role: [gone] if role == "partner_schools" else gone}
    told = refusal(RefusedError, opened, made=made, **given)
    assert told.startswith("«Trường Cũ» đã kết thúc ngày 14/09/2009. Vào ngày 14/09/2009 ở đó là")
    opened(made, on=EVE, **given)


# --- closing


def test_a_course_closes_after_the_last_entry(made: Register) -> None:
    course = made.course
    told = refusal(RefusedError, actions.close_course, course=course, on=BEGIN, by=made.by)
    assert told == "Ngày bế giảng phải sau ngày khai giảng 14/09/2009."
    late = people.add_person(
        full_name="Bế Văn Muộn", keeper=made.communes[0], on=date(2003, 1, 1), by=made.by
    )
    actions.enrol_person(
        person=late, course=opened_again(course), unit=made.communes[0], on=OVER, by=made.by
    )
    told = refusal(
        RefusedError, actions.close_course, course=opened_again(course), on=OVER, by=made.by
    )
    assert told == (
        "Bế Văn Muộn nhập học ngày 18/03/2011, ngoài thời gian của khóa. Hãy sửa ngày nhập học "
        "trước."
    )
    after = OVER + timedelta(days=1)
    actions.close_course(course=opened_again(course), on=after, by=made.by)
    event = Event.objects.get(action="training.close_course")
    assert (event.before["closed_on"], event.after["closed_on"]) == (None, "2011-03-19")


def opened_again(course: Course) -> Course:
    return Course.objects.get(pk=course.pk)


# --- correcting


def correct(made: Register, **new: Any) -> Course:
    return actions.correct_course(course=opened_again(made.course), by=made.by, **WHY, **new)


def test_what_is_not_said_stays(made: Register) -> None:
    correct(made, mode="work_study", sent=None)
    course = opened_again(made.course)
    assert (course.mode, course.sent, course.quota, course.curricula.count()) == (
        "work_study",
        None,
        10,
        2,
    )
    event = Event.objects.get(action="training.correct_course")
    assert (event.text, event.before["mode"], event.before["sent"]) == ("Gõ nhầm", "full_time", 9)
    assert len(event.after["curricula"]) == 2


def test_partners_and_programmes_are_replaced_whole(made: Register) -> None:
    one, two = (factories.unit(f"Trường {n}", "school", made.cast.province) for n in (1, 2))
    correct(made, partner_schools=[one, two])
    correct(made, partner_schools=[two], curricula=[])
    course = opened_again(made.course)
    assert (list(course.partner_schools.all()), course.curricula.count()) == ([two], 0)
    gone = factories.unit("Trường Cũ", "school", made.cast.province, end=BEGIN)
    told = refusal(RefusedError, correct, made=made, partner_schools=[gone])
    assert told.startswith("«Trường Cũ» đã kết thúc")


def test_its_own_number_is_not_taken_and_anothers_is(made: Register) -> None:
    correct(made, number=1, name="Khóa một")
    opened(made)
    assert refusal(RefusedError, correct, made=made, number=2) == "Đơn vị đã có khóa số 2."


@pytest.mark.parametrize(
    ("new", "refused"),
    [
        ({"opened_on": EVE}, False),
        ({"opened_on": BEGIN}, False),
        ({"opened_on": NEXT}, True),
        ({"closed_on": NEXT}, False),
        ({"closed_on": OVER}, False),
    ],
)
def test_everybody_entered_while_the_course_ran(made: Register, new: Any, refused: bool) -> None:
    if refused:
        told = refusal(RefusedError, correct, made=made, **new)
        assert "nhập học ngày 14/09/2009, ngoài thời gian của khóa." in told
    else:
        correct(made, **new)


def test_another_level_only_while_nobody_has_graduated(made: Register) -> None:
    told = refusal(RefusedError, correct, made=made, level="college")
    assert told == (
        "Khóa đã có người tốt nghiệp theo trình độ cũ. Hãy rút kết quả của họ trước khi sửa trình "
        "độ."
    )
    correct(made, level="intermediate")
    made.course.enrolments.filter(outcome="graduated").update(outcome="studying")
    assert correct(made, level="college").level == "college"


def test_a_correction_says_why(made: Register) -> None:
    given = {"course": made.course, "by": made.by, "reason": " ", "name": "x"}
    assert refusal(RefusedError, actions.correct_course, **given) == "Hãy ghi lý do, căn cứ sửa."


# --- taking back


def test_an_empty_course_is_taken_back_with_what_hung_on_it(made: Register) -> None:
    main = Curriculum.objects.get(name="Trung cấp")
    row = opened(made, curricula=[main])
    told = refusal(InputError, actions.take_back_course, course=row, by=made.by, reason="")
    assert told == "Hãy ghi lý do rút lại."
    actions.take_back_course(course=row, by=made.by, **WHY)
    event = Event.objects.get(action="training.take_back_course")
    assert (event.before["curricula"], event.text) == ([str(main.public_id)], "Gõ nhầm")
    told = refusal(RefusedError, actions.take_back_course, course=made.course, by=made.by, **WHY)
    assert told == (
        "Khóa «Khóa 1» đã có học viên nên không rút lại được. Hãy rút các lượt nhập học trước."
    )


def test_a_school_that_ended_since_is_no_fault_of_the_course(made: Register) -> None:
    UnitVersion.objects.filter(unit=made.school).update(valid_to=OVER)
    correct(made, name="Khóa một")
    told = refusal(RefusedError, opened, made=made, on=OVER)
    assert told.startswith("«Trường Quân sự tỉnh» đã kết thúc ngày 18/03/2011.")
