"""Quotas by unit, year, level and course; beside them who was recruited."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from browsing import send, sent_by
from figures.register import Register, opened
from figures.shared import made, rows  # noqa: F401  fixtures
from goc.audit.models import Event
from goc.figures.loading import load
from goc.figures.tables import compute
from goc.lib.errors import InputError, RefusedError
from goc.training import actions
from goc.training.actions.quotas import QUOTAS
from goc.training.cells import find_course, said
from goc.training.models import Course, Quota
from goc.units.asking import asking_of

FOUND = load()
END = date(2012, 12, 31)
WHY = "QĐ đính chính"


def allotted(unit, number, year=2009, course=None, level="intermediate", **more):
    given = {"assigned_by": "", "document": None, "paper": "", "by": "t", **more}
    return QUOTAS.record(unit=unit, year=year, level=level, course=course, number=number, **given)


def rows_of(course):
    found = Quota.objects.filter(course=course).values_list("unit", "year", "level", "number")
    return list(found)


# --- the quota of a course is its rows


def test_the_same_line_twice_is_refused_and_what_another_paper_adds_is_not(
    made: Register,  # noqa: F811
) -> None:
    line = {"paper": "QĐ 1", "assigned_by": "UBND tỉnh"}
    first = allotted(made.second, 6, year=2012, **line)
    with pytest.raises(RefusedError, match=r"Dòng này đã ghi rồi: .*, năm 2012, chỉ tiêu 6"):
        allotted(made.second, 6, year=2012, **line)
    allotted(made.second, 6, year=2012, paper="QĐ 2 giao thêm", assigned_by="UBND tỉnh")
    allotted(made.second, 6, year=2013, **line)
    QUOTAS.correct(row=first, by="t", reason=WHY, number=6, **line)
    assert Quota.objects.filter(unit=made.second).count() == 3


def test_the_number_of_a_course_is_a_row_of_its_organiser(made: Register) -> None:  # noqa: F811
    assert rows_of(made.course) == [(made.cast.province.pk, 2009, "intermediate", 10)]
    assert made.course.quota == 10


def test_the_page_of_a_course_changes_adds_and_removes_its_row(made: Register) -> None:  # noqa: F811
    course = made.course
    for number, kept in ((12, [12]), (None, []), (7, [7]), (0, [])):
        actions.correct_course(course=course, quota=number, by=made.by, reason=WHY)
        assert [row[-1] for row in rows_of(course)] == kept
    events = Event.objects.filter(kind="training.quota").order_by("id")
    assert [e.action.partition(".")[2] for e in events][1:] == [
        "correct_quota",
        "take_back_quota",
        "record_quota",
        "take_back_quota",
    ]


def test_what_is_not_about_the_number_leaves_the_row_alone(made: Register) -> None:  # noqa: F811
    count = Event.objects.filter(kind="training.quota").count()
    actions.correct_course(course=made.course, name="Khóa một", by=made.by, reason=WHY)
    assert Event.objects.filter(kind="training.quota").count() == count


def test_another_first_day_moves_the_year_of_its_row(made: Register) -> None:  # noqa: F811
    made.course.enrolments.update(entered_on=date(2009, 9, 14))
    actions.correct_course(course=made.course, opened_on=date(2008, 9, 1), by=made.by, reason=WHY)
    assert rows_of(made.course) == [(made.cast.province.pk, 2008, "intermediate", 10)]


def test_a_course_shared_out_is_changed_where_it_was_shared_out(made: Register) -> None:  # noqa: F811
    course = made.course
    actions.correct_course(course=course, quota=None, by=made.by, reason=WHY)
    allotted(made.cast.district, 6, course=course)
    allotted(made.second, 3, course=course)
    assert Course.objects.get(pk=course.pk).quota == 9
    actions.correct_course(course=course, name="Khóa một", quota=9, by=made.by, reason=WHY)
    with pytest.raises(RefusedError, match="đã giao cho nhiều đơn vị"):
        actions.correct_course(course=course, quota=10, by=made.by, reason=WHY)


def test_a_course_taken_back_takes_its_quota_along(made: Register) -> None:  # noqa: F811
    new = actions.open_course(
        organiser=made.cast.province,
        number=9,
        name="Khóa 9",
        level="intermediate",
        mode="full_time",
        lead_school=made.school,
        on=date(2012, 9, 1),
        quota=30,
        by=made.by,
    )
    actions.take_back_course(course=new, by=made.by, reason="Nhầm")
    assert not Quota.objects.filter(number=30).exists()


# --- what is refused


@pytest.mark.parametrize("turned", [False, True], ids=["above first", "below first"])
def test_nobody_above_or_below_has_a_quota_of_the_same(made: Register, turned: bool) -> None:  # noqa: F811
    pair = [made.cast.district, made.communes[0]]
    first, second = pair[::-1] if turned else pair
    allotted(first, 5)
    with pytest.raises(RefusedError, match="sẽ tính hai lần"):
        allotted(second, 2)
    allotted(second, 2, year=2010)
    allotted(second, 2, level="college")
    allotted(made.communes[2], 2)  # of the other district


def test_one_unit_may_have_several_papers(made: Register) -> None:  # noqa: F811
    allotted(made.cast.district, 5, paper="QĐ 1")
    allotted(made.cast.district, 2, paper="QĐ 2, bổ sung")
    assert Quota.objects.filter(unit=made.cast.district).count() == 2


def test_a_row_asks_as_much_beside_many_as_beside_few(
    made: Register,  # noqa: F811
    django_assert_max_num_queries,
) -> None:
    for commune in made.communes[1:]:
        allotted(commune, 2)
    with django_assert_max_num_queries(14):
        allotted(made.communes[0], 2)


def test_a_quota_of_nothing_is_refused(made: Register) -> None:  # noqa: F811
    with pytest.raises(RefusedError, match="Chỉ tiêu phải lớn hơn 0"):
        allotted(made.cast.district, 0)


# --- figures by hand


def table(world: Register, name: str, since: date = date(2009, 1, 1)):
    with opened(world.snapshot(cut_off=END)) as computer:
        question = computer.question(None, END, since=since)
        result = compute(computer, FOUND.tables[name], question)
    assert result.problems == []
    return {row.label: tuple(c.text for c in row.cells) for row in result.rows}


@pytest.fixture
def shared(made: Register) -> Register:  # noqa: F811
    """Of the ten of the course seven and five were given to the districts; 2010 by the plan."""
    actions.correct_course(course=made.course, quota=None, by=made.by, reason=WHY)
    allotted(made.cast.district, 7, course=made.course)
    allotted(made.second, 5, course=made.course)
    allotted(made.second, 4, year=2010)
    return made


def recruited(world: Register, district) -> int:
    units = [c.pk for c in world.communes if district in (c.parents.get().parent, c)]
    return world.course.enrolments.filter(unit__in=[*units, district.pk]).count()


def test_by_unit(shared: Register) -> None:
    one, two = recruited(shared, shared.cast.district), recruited(shared, shared.second)
    assert (one, two) == (5, 4)
    assert table(shared, "quota_by_unit") == {
        "Huyện Hai": ("9", "4", "-5", "44,4"),
        "Huyện Một": ("7", "5", "-2", "71,4"),
        "CỘNG": ("16", "9", "-7", "56,3"),
    }


def test_by_year(shared: Register) -> None:
    assert table(shared, "quota_by_year") == {
        "2009": ("12", "9", "-3", "75"),
        "2010": ("4", "-", "-4", "-"),
        "CỘNG": ("16", "9", "-7", "56,3"),
    }


def test_the_course_still_prints_the_sum_of_its_rows(shared: Register) -> None:
    with opened(shared.snapshot(cut_off=END)) as computer:
        question = computer.question(None, END, since=date(2009, 1, 1))
        result = compute(computer, FOUND.tables["P3"], question)
    row = next(row for row in result.rows if row.kind == "body")
    assert row.cells[4].text == "12"


def test_the_indicator_sums_the_year(shared: Register) -> None:
    with opened(shared.snapshot(cut_off=END)) as computer:
        indicator = FOUND.indicators["quota_allotted"]
        asked = computer.question(None, date(2009, 12, 31), since=date(2009, 1, 1))
        assert computer.value(indicator, asked).value == 12


# --- a course in a cell, and the paste


def test_a_course_is_meant_by_its_name(made: Register) -> None:  # noqa: F811
    asking = asking_of(made.cast.alice)
    assert find_course("khóa 1", asking) == made.course
    assert find_course(said(made.course), asking) == made.course
    with pytest.raises(InputError, match="Không có khóa đào tạo «Khóa 7»"):
        find_course("Khóa 7", asking)
    with pytest.raises(InputError, match="Không có khóa đào tạo"):
        find_course("Khóa 1", asking_of(made.cast.charlie))


def test_of_two_courses_of_one_name_the_first_day_tells(made: Register) -> None:  # noqa: F811
    other = actions.open_course(
        organiser=made.cast.district,
        number=1,
        name="Khóa 1",
        level="intermediate",
        mode="full_time",
        lead_school=made.school,
        on=date(2012, 9, 1),
        by=made.by,
    )
    asking = asking_of(made.cast.alice)
    with pytest.raises(InputError, match="là tên của nhiều khóa"):
        find_course("Khóa 1", asking)
    assert find_course("Khóa 1 (01/09/2012)", asking) == other


def test_quotas_of_many_units_by_one_paste(made: Register, client) -> None:  # noqa: F811
    client.force_login(made.cast.alice)
    actions.correct_course(course=made.course, quota=None, by=made.by, reason=WHY)
    here = reverse("list_many", args=["training-quota"])
    sheet = "\n".join(
        [
            "Đơn vị\tNăm\tTrình độ\tKhóa\tChỉ tiêu\tCơ quan giao\tQuyết định, căn cứ",
            "Huyện Một\t2009\tTrung cấp\tKhóa 1\t7\tBộ CHQS tỉnh\tQĐ 5",
            "Huyện Hai\t2009\tTrung cấp\tKhóa 1\t5\tBộ CHQS tỉnh\tQĐ 5",
        ]
    )
    shown = send(client, here, sheet=sheet, look="1")
    assert client.post(here, sent_by(shown) | {"write": "1"}).status_code == 302
    assert sorted(rows_of(made.course)) == sorted(
        [
            (made.cast.district.pk, 2009, "intermediate", 7),
            (made.second.pk, 2009, "intermediate", 5),
        ]
    )
    page = client.get(reverse("list", args=["training-quota"])).content.decode()
    assert "Khóa 1 (14/09/2009)" in page and "Bộ CHQS tỉnh" in page
