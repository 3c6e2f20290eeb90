"""Who sees which courses and trainees, and who may change them; the counts of a course; schools."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import uuid4

import pytest

import factories
from figures.register import BEGIN, OVER, START, Register
from goc.accounts.models import User
from goc.audit.models import Event
from goc.lib.errors import ForbiddenError, GocError, HiddenError
from goc.people import actions as people
from goc.training import access, actions, queries
from goc.training.handing_over import (
    ENDINGS,
    courses_left,
    entrust_course,
)
from goc.training.lists import COURSES, CURRICULA, acts_on, acts_on_curriculum
from goc.training.models import Certificate, Course, Curriculum, Enrolment
from goc.training.worklists import NO_CERTIFICATE, NO_RESULT, NOT_PLACED
from goc.units.access import Scope, scope_of
from goc.units.actions import Close, close_unit, reorganise
from goc.units.asking import Asking, asking_of
from goc.units.models import Settlement, Unit, UnitVersion

TODAY = date(2026, 11, 20)


@pytest.fixture
def other(made: Register) -> Course:
    """A course of province B which one of A's people attends, and one of B's."""
    home = factories.unit("Xã B Một", "commune", made.cast.elsewhere)
    course = actions.open_course(
        organiser=made.cast.elsewhere,
        number=1,
        name="Khóa B",
        level="college",
        mode="bridging",
        lead_school=made.school,
        on=BEGIN,
        by=made.by,
    )
    for name, unit in (("Bế Văn A", made.communes[0]), ("Bế Văn B", home)):
        person = people.add_person(full_name=name, keeper=unit, on=START, by=made.by)
        actions.enrol_person(person=person, course=course, unit=unit, on=BEGIN, by=made.by)
    return course


def scope(user: User) -> Scope:
    return scope_of(user, today=TODAY)


def asking(user: User, day: date | None = None) -> Asking:
    return asking_of(user, today=TODAY, day=day)


def names(rows: Any) -> list[str]:
    return sorted(str(getattr(row, "person", None) or row.name) for row in rows)


def answer(what: Callable[[], Any]) -> Any:
    try:
        return what()
    except GocError as error:
        return type(error), str(error)


HIDDEN_COURSE = (HiddenError, "Không có khóa đào tạo này.")
HIDDEN_TRAINEE = (HiddenError, "Không có học viên này.")
READS = (ForbiddenError, "Bạn không có quyền sửa đơn vị này.")


# --- courses and trainees


def test_courses_organised_here_and_those_somebody_from_here_attends(
    made: Register, other: Course
) -> None:
    cast = made.cast
    seen = {
        user.login: names(access.courses_for(scope(user), today=TODAY))
        for user in (cast.alice, cast.bob, cast.charlie, cast.dana)
    }
    both = ["Khóa 1", "Khóa B"]
    assert seen == {"alice": both, "bob": both, "charlie": ["Khóa B"], "dana": both}
    erin = factories.user("erin", "reader", made.second)
    assert names(access.courses_for(scope(erin), today=TODAY)) == ["Khóa 1"]
    assert names(access.courses_for(Scope(False, frozenset()), today=TODAY)) == []


def test_of_a_course_elsewhere_only_ones_own_people(made: Register, other: Course) -> None:
    def seen(user: User) -> list[str]:
        rows = access.enrolments_for(scope(user), today=TODAY).filter(course=other)
        return [row.person.full_name for row in rows.order_by("id")]

    assert seen(made.cast.alice) == ["Bế Văn A"]
    assert seen(made.cast.charlie) == ["Bế Văn A", "Bế Văn B"]
    assert seen(made.cast.dana) == ["Bế Văn A", "Bế Văn B"]


def test_who_moved_away_is_seen_by_who_sent_and_by_who_keeps(made: Register, other: Course) -> None:
    away = other.enrolments.get(person__full_name="Bế Văn A")
    people.move_person(person=away.person, to=made.communes[2], on=date(2012, 1, 1), by=made.by)
    districts = (made.cast.district, made.second)
    found = []
    for number, unit in enumerate(districts):
        user = factories.user(f"reader{number}", "reader", unit)
        rows = access.enrolments_for(scope(user), today=TODAY).filter(course=other)
        found.append([row.person.full_name for row in rows])
    assert found == [["Bế Văn A"], ["Bế Văn A"]]


def test_fetching_a_course(made: Register, other: Course) -> None:
    cast = made.cast

    def get(user: User, course: Course) -> Any:
        return answer(lambda: access.get_course_for(scope(user), course.public_id, today=TODAY))

    def edit(user: User, course: Course) -> Any:
        got = (user, scope(user), course.public_id)
        return answer(lambda: access.get_course_to_edit(*got, today=TODAY))

    assert [get(user, made.course) for user in (cast.alice, cast.bob, cast.charlie)] == [
        made.course,
        made.course,
        HIDDEN_COURSE,
    ]
    assert [edit(user, made.course) for user in (cast.alice, cast.bob, cast.charlie)] == [
        made.course,
        READS,
        HIDDEN_COURSE,
    ]
    assert (get(cast.alice, other), edit(cast.alice, other)) == (
        other,
        (HiddenError, "Không có đơn vị này."),
    )
    absent = answer(lambda: access.get_course_for(scope(cast.dana), uuid4(), today=TODAY))
    assert absent == HIDDEN_COURSE


def test_fetching_a_trainee(made: Register, other: Course) -> None:
    cast, mine = made.cast, made.enrolments["Chu Văn Em"]
    there = other.enrolments.get(person__full_name="Bế Văn A")

    def edit(user: User, row: Enrolment) -> Any:
        got = (user, scope(user), row.public_id)
        return answer(lambda: access.get_enrolment_to_edit(*got, today=TODAY))

    def get(user: User, row: Enrolment) -> Any:
        return answer(lambda: access.get_enrolment_for(scope(user), row.public_id, today=TODAY))

    users = (cast.alice, cast.bob, cast.charlie)
    assert [get(user, mine) for user in users] == [mine, mine, HIDDEN_TRAINEE]
    assert [edit(user, mine) for user in users] == [mine, READS, HIDDEN_TRAINEE]
    assert [get(user, there) for user in users] == [there, there, there]
    assert [edit(user, there) for user in users] == [HIDDEN_TRAINEE, HIDDEN_TRAINEE, there]


def test_fetching_a_certificate(made: Register) -> None:
    cast, one = made.cast, Certificate.objects.get()

    def edit(user: User, public_id: Any = one.public_id) -> Any:
        got = (user, scope(user), public_id)
        return answer(lambda: access.get_certificate_to_edit(*got, today=TODAY))

    assert [edit(user) for user in (cast.alice, cast.bob, cast.charlie)] == [
        one,
        READS,
        HIDDEN_TRAINEE,
    ]
    assert edit(cast.alice, uuid4()) == (HiddenError, "Không có văn bằng này.")


def test_who_opens_courses(made: Register) -> None:
    cast = made.cast
    users = (cast.alice, cast.bob, cast.charlie, cast.dana, cast.operator)
    assert [access.may_open_courses(scope(user)) for user in users] == [
        True,
        False,
        True,
        False,
        True,
    ]
    access.check_may_open_courses(scope(cast.alice))
    told = answer(lambda: access.check_may_open_courses(scope(cast.bob)))
    assert told == (
        ForbiddenError,
        "Bạn chỉ được xem, không được lập khóa, chương trình đào tạo.",
    )


def test_a_programme_is_mended_by_who_edits_everybody_that_teaches_it(
    made: Register, other: Course
) -> None:
    cast = made.cast
    main, extra = Curriculum.objects.order_by("id")
    other.curricula.set([main])

    def edit(user: User, row: Curriculum) -> Any:
        return answer(lambda: access.get_curriculum_to_edit(scope(user), row.public_id))

    no = (ForbiddenError, "Chương trình này còn được dạy ở khóa mà bạn không được sửa.")
    assert [edit(user, main) for user in (cast.alice, cast.charlie, cast.operator)] == [
        no,
        no,
        main,
    ]
    assert [edit(user, extra) for user in (cast.alice, cast.charlie)] == [extra, no]
    free = actions.found_curriculum(name="x", level="college", hours={"general": 1}, by=made.by)
    assert [edit(user, free) for user in (cast.charlie, cast.bob)] == [free, no]
    absent = answer(lambda: access.get_curriculum_to_edit(scope(cast.alice), uuid4()))
    assert absent == (HiddenError, "Không có chương trình này.")
    assert [act.label for act in acts_on_curriculum(main, asking(cast.alice))] == []


def test_only_who_sees_in_clear_reads_the_sensitive_facts_of_an_entry(made: Register) -> None:
    entry = Event.objects.filter(action="training.enrol_person").first()
    course = Event.objects.filter(action="training.open_course").first()
    assert entry is not None and course is not None
    assert access.sensitive_in(entry) == {"entry_party", "entry_health_class"}
    assert access.sensitive_in(course) == frozenset()


# --- counts


def test_the_counts_of_a_course_are_of_those_who_are_seen(made: Register) -> None:
    def counted(user: User) -> tuple[int, ...]:
        seen = access.enrolments_for(scope(user), today=TODAY)
        rows = queries.with_counts(Course.objects.filter(pk=made.course.pk), seen)
        row: Any = rows.get()
        return (row.n_enrolled, row.n_graduated, row.n_failed, row.n_dropped, row.n_studying)

    assert counted(made.cast.alice) == (9, 6, 1, 1, 1)
    away = factories.user("away", "reader", made.communes[2])
    assert counted(away) == (2, 2, 0, 0, 0)


def test_the_share_of_graduates_as_lists_show_it(made: Register) -> None:
    (row,) = COURSES.rows(asking(made.cast.alice))
    shown = {cell.name: cell for cell in COURSES.cells}["graduated"].value(row)
    assert shown == "6/9 (66,7%)"
    row.n_enrolled = 0
    assert {cell.name: cell for cell in COURSES.cells}["graduated"].value(row) == ""


def test_a_share_is_exact() -> None:
    assert queries.share(309, 335) == Fraction(30900, 335)
    assert queries.share(0, 7) == 0


def test_the_programmes_of_a_course_with_their_blocks(made: Register) -> None:
    main, extra = queries.blocks_of(made.course)
    assert (main[0].name, main[1], main[2]) == (
        "Trung cấp",
        [
            ("Kiến thức chung", 310, Fraction(31)),
            ("Quân sự: lý thuyết", 690, Fraction(69)),
        ],
        1000,
    )
    assert [(kind, hours) for kind, hours, _ in extra[1]] == [
        ("Kiến thức chung", 533),
        ("Lý luận chính trị", 380),
        ("Quản lý nhà nước", 87),
    ]
    assert sum(share for _, _, share in extra[1]) == 100


def test_the_hours_of_a_programme_as_the_list_shows_them(made: Register) -> None:
    main = CURRICULA.rows(asking(made.cast.alice)).get(name="Trung cấp")
    cells = {cell.name: cell for cell in CURRICULA.cells}
    assert cells["hours"].value(main) == 1000
    assert cells["blocks"].value(main) == (
        "Kiến thức chung 310 (31%); Quân sự: lý thuyết 690 (69%)"
    )
    assert cells["n_courses"].value(main) == 1
    alice = asking(made.cast.alice)
    assert [str(act.label) for act in acts_on_curriculum(main, alice)] == ["sửa"]
    made.course.curricula.clear()
    main = CURRICULA.rows(alice).get(name="Trung cấp")
    assert [str(act.label) for act in acts_on_curriculum(main, alice)] == ["sửa", "rút"]


# --- schools


def test_schools_of_the_scope_and_those_under_no_province(made: Register) -> None:
    cast = made.cast
    region = factories.unit("Trường Quân sự quân khu", "school")
    factories.unit("Trường B", "school", cast.elsewhere)
    close_unit(unit=made.school, on=date(2020, 6, 30), by=made.by)

    def shown(user: User) -> list[str]:
        return [name for _, name in queries.schools_for(scope(user))]

    gone = "Trường Quân sự tỉnh (đến 30/06/2020)"
    assert shown(cast.alice) == ["Trường Quân sự quân khu", gone]
    assert shown(cast.charlie) == ["Trường B", "Trường Quân sự quân khu"]
    assert shown(cast.dana) == ["Trường B", "Trường Quân sự quân khu", gone]
    named = dict(queries.schools_for(scope(cast.alice)))
    assert named[region] == "Trường Quân sự quân khu"


def test_a_school_bears_its_last_name(made: Register) -> None:
    made.school.versions.update(valid_to=date(2015, 1, 1))
    UnitVersion.objects.create(
        unit=made.school,
        name="Trung tâm Huấn luyện",
        folded="x",
        kind="school",
        valid_from=date(2015, 1, 1),
    )
    assert queries.schools_for(scope(made.cast.alice)) == [(made.school, "Trung tâm Huấn luyện")]


# --- the line of life


def test_courses_on_a_line_of_life(made: Register) -> None:
    told = {
        name: [(row.start, row.end, row.text, row.css) for row in queries.timeline_of(person)]
        for name, person in made.people.items()
        if name in ("Nông Văn An", "Hứa Văn Giang", "Đàm Văn Hải", "Triệu Văn Khôi")
    }
    assert told == {
        "Nông Văn An": [(BEGIN, OVER, "Khóa 1, tốt nghiệp", "good")],
        "Hứa Văn Giang": [(BEGIN, OVER, "Khóa 1, không đạt", "bad")],
        "Đàm Văn Hải": [(BEGIN, OVER, "Khóa 1, thôi học", "quiet")],
        "Triệu Văn Khôi": [(BEGIN, None, "Khóa 1, đang học", "")],
    }


# --- what is still to be recorded


def waiting(shape: Any, user: User, day: date | None = None) -> list[str]:
    return sorted(row.person.full_name for row in shape.rows(asking(user, day)))


def test_who_has_no_certificate(made: Register) -> None:
    everybody = ["Chu Văn Em", "Hoàng Văn Bình", "Lý Văn Đức", "Lương Thị Chi", "Vi Văn Dũng"]
    assert waiting(NO_CERTIFICATE, made.cast.alice) == sorted(everybody)
    assert waiting(NO_CERTIFICATE, made.cast.charlie) == []


def test_who_is_not_placed_while_alive(made: Register) -> None:
    alice, duc = made.cast.alice, made.enrolments["Lý Văn Đức"]
    assert waiting(NOT_PLACED, alice) == []  # Đức died on 1 November 2012
    assert waiting(NOT_PLACED, alice, date(2012, 10, 31)) == ["Lý Văn Đức"]
    assert waiting(NOT_PLACED, alice, date(2012, 11, 1)) == []
    Enrolment.objects.exclude(pk=duc.pk).filter(outcome="graduated").update(placement=None)
    assert len(waiting(NOT_PLACED, alice)) == 5


def test_only_the_latest_graduation_waits_for_a_placement(made: Register) -> None:
    em = made.enrolments["Chu Văn Em"]
    Enrolment.objects.filter(pk=em.pk).update(placement=None)
    assert waiting(NOT_PLACED, made.cast.alice) == ["Chu Văn Em"]
    for number, level, on in ((2, "supplementary", OVER), (3, "college", date(2012, 9, 1))):
        course = actions.open_course(
            organiser=made.cast.province,
            number=number,
            name=f"Khóa {number}",
            level=level,
            mode="bridging",
            lead_school=made.school,
            on=BEGIN,
            by=made.by,
        )
        row = actions.enrol_person(
            person=em.person, course=course, unit=em.unit, on=BEGIN, by=made.by
        )
        actions.finish_enrolment(enrolment=row, outcome="graduated", on=on, by=made.by)
        rows = NOT_PLACED.rows(asking(made.cast.alice))
        assert [found.pk for found in rows] == [row.pk]


def test_whose_course_is_over_without_a_result(made: Register) -> None:
    alice = made.cast.alice
    assert waiting(NO_RESULT, alice) == []
    actions.close_course(course=made.course, on=OVER, by=made.by)
    assert waiting(NO_RESULT, alice, OVER) == []
    assert waiting(NO_RESULT, alice, date(2011, 3, 19)) == ["Triệu Văn Khôi"]
    assert waiting(NO_RESULT, made.cast.charlie) == []


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("Triệu Văn Khôi", ["kết quả"]),
        ("Chu Văn Em", ["văn bằng", "bố trí"]),
        ("Hứa Văn Giang", []),
        ("Đàm Văn Hải", []),
    ],
)
def test_what_is_still_recorded_of_a_trainee(made: Register, name: str, labels: list[str]) -> None:
    row = made.enrolments[name]
    assert [str(act.label) for act in acts_on(row, asking(made.cast.alice))] == labels
    assert acts_on(row, asking(made.cast.bob)) == []


# --- courses whose organiser or school ended


SETTLING = ENDINGS[0].waiting


@pytest.fixture
def school_gone(made: Register) -> Unit:
    """The province's school ended in 2020, nobody said who goes on."""
    close_unit(unit=made.school, on=date(2020, 6, 30), by=made.by)
    return made.school


def left(user: User) -> list[str]:
    return [course.name for course in courses_left(user, scope(user), TODAY)]


def test_a_running_course_of_a_school_that_ended_waits(made: Register, school_gone: Unit) -> None:
    cast = made.cast
    assert [left(user) for user in (cast.alice, cast.bob, cast.charlie)] == [
        ["Khóa 1"],
        ["Khóa 1"],
        [],
    ]
    event = Event.objects.get(action="units.close")
    assert event.after["endings"]["courses"] == {"ended": 0, "passed": 0, "left": 1}
    Course.objects.update(closed_on=date(2020, 7, 30))
    assert left(cast.alice) == []


def test_with_a_sure_heir_nothing_waits(made: Register) -> None:
    heir = factories.unit("Trường Quân sự quân khu", "school", made.cast.province)
    reorganise(
        on=date(2020, 6, 30),
        kind="merge",
        by=made.by,
        changes=[Close(made.school, into=((heir, "full"),))],
    )
    assert left(made.cast.alice) == []
    close_unit(unit=heir, on=date(2021, 1, 1), by=made.by)
    assert left(made.cast.alice) == ["Khóa 1"]


def test_the_line_that_is_shown_of_it(made: Register, school_gone: Unit) -> None:
    assert SETTLING is not None
    shown = {}
    for user in (made.cast.alice, made.cast.bob):
        rows = courses_left(user, scope(user), TODAY)
        (line,) = SETTLING.lines(rows, scope(user), TODAY)
        shown[user.login] = bool(line.act)
        assert (line.what, line.unit, line.on, line.offers) == (
            "Khóa 1",
            "Trường Quân sự tỉnh, tỉnh A",
            date(2020, 6, 30),
            "",
        )
        assert line.href == f"/courses/{made.course.public_id}/"
    assert shown == {"alice": True, "bob": False}


def test_what_is_asked_and_settled(made: Register, school_gone: Unit) -> None:
    assert SETTLING is not None and SETTLING.settling is not None
    settling, alice = SETTLING.settling, made.cast.alice
    offer = settling.offer(alice, made.course.public_id, TODAY)
    assert (offer.what, offer.question, offer.units, offer.value) == (
        "Khóa 1, Trường Quân sự tỉnh, tỉnh A",
        "Cơ sở đào tạo tiếp khóa học",
        [],
        None,
    )
    given = (alice, made.course.public_id)
    two = [made.cast.district, made.second]
    told = answer(lambda: settling.settle(*given, two, "", TODAY))
    assert told[1] == "Hãy chọn một đơn vị cho khóa học."
    settling.settle(*given, [made.cast.district], "", TODAY)
    course = Course.objects.get(pk=made.course.pk)
    assert (course.lead_school, course.organiser) == (made.cast.district, made.cast.province)
    assert answer(lambda: settling.offer(*given, TODAY)) == (HiddenError, "Không có việc này.")


def test_nobody_goes_on_with_it(made: Register, school_gone: Unit) -> None:
    assert SETTLING is not None and SETTLING.settling is not None
    SETTLING.settling.settle(made.cast.alice, made.course.public_id, [], "", TODAY)
    assert Settlement.objects.get().subject == made.course.public_id
    assert left(made.cast.alice) == []
    told = answer(
        lambda: SETTLING.settling.offer(made.cast.bob, made.course.public_id, TODAY)  # type: ignore[union-attr]
    )
    assert told == (HiddenError, "Không có việc này.")


def test_a_school_of_elsewhere_may_go_on_with_it(made: Register, school_gone: Unit) -> None:
    """The region's school teaches courses of provinces it does not belong to."""
    assert SETTLING is not None and SETTLING.settling is not None
    region = factories.unit("Trường Quân sự quân khu", "school")
    SETTLING.settling.settle(made.cast.alice, made.course.public_id, [region], "", TODAY)
    assert Course.objects.get(pk=made.course.pk).lead_school == region


def test_an_organiser_takes_over_within_the_scope(made: Register) -> None:
    assert SETTLING is not None and SETTLING.settling is not None
    settling = SETTLING.settling
    Course.objects.filter(pk=made.course.pk).update(organiser=made.communes[0])
    close_unit(unit=made.communes[0], on=date(2020, 1, 1), by=made.by)
    given = (made.cast.alice, made.course.public_id)
    assert settling.offer(*given, TODAY).question == "Đơn vị tổ chức tiếp khóa học"
    told = answer(lambda: settling.settle(*given, [made.cast.elsewhere], "", TODAY))
    assert told == (HiddenError, "Không có đơn vị này.")
    settling.settle(*given, [made.cast.district], "", TODAY)
    assert Course.objects.get(pk=made.course.pk).organiser == made.cast.district


def test_a_course_is_entrusted_unless_its_number_is_taken(made: Register, other: Course) -> None:
    course = made.course
    told = answer(lambda: entrust_course(course=course, organiser=made.cast.elsewhere, by=made.by))
    assert told[1] == "Đơn vị đã có khóa số 1."
    course = Course.objects.get(pk=course.pk)
    entrust_course(course=course, organiser=made.cast.province, by=made.by)
    entrust_course(course=course, lead_school=made.second, by=made.by)
    event = Event.objects.filter(action="training.entrust_course").first()
    assert event is not None
    assert (event.before["lead_school"], event.after["lead_school"]) == (
        str(made.school.public_id),
        str(made.second.public_id),
    )
    assert event.after["organiser"] == str(made.cast.province.public_id)
