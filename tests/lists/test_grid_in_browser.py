"""The cells that `grid.js` draws, in a real browser: pasted, typed, moved in by the keyboard, mended,
there again after going back, and not lost with the session.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.contrib.sessions.models import Session

from browsers import browser_page, sign_in
from goc.people.models import Person
from goc.training import actions
from goc.training.models import Course
from journey.office import FIRST_CELL, paste, table, words
from people.made import person

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
URL = "/people/many/"
ROWS = [["Nông Văn Đức", "Nam"], ["Lý Thị Ba", "Nữ"]]
HTML = "<table><tr><td>khác</td></tr></table>"


@pytest.fixture
def page(live_server, cast) -> Iterator[Any]:
    with browser_page(live_server.url) as page:
        sign_in(page)
        open_grid(page)
        yield page


def open_grid(page, url: str = URL) -> None:
    page.goto(url)
    page.wait_for_selector(FIRST_CELL)


def cells(page, rows: int, columns: int = 2) -> list[list[str]]:
    """What stands in the first cells."""
    return [
        [
            page.input_value(f".grid-cells tbody tr:nth-child({row}) td:nth-child({column}) input")
            for column in range(2, 2 + columns)
        ]
        for row in range(1, rows + 1)
    ]


def sent(page) -> list[list[str]]:
    """What the textarea would send, its first columns; the head left out."""
    lines = page.input_value("[name=sheet]").rstrip("\n").split("\n")
    return [line.split("\t")[:2] for line in lines[1:]]


def count(page) -> int:
    return page.locator(".grid-cells tbody tr").count()


def focused(page) -> str:
    return page.evaluate("document.activeElement.getAttribute('aria-label')")


def test_a_paste_without_a_head_fills_cells_from_where_it_was_pasted(page):
    paste(page, table(ROWS), html=HTML)
    assert cells(page, 3) == [*ROWS, ["", ""]]
    assert sent(page) == ROWS
    second = ".grid-cells tbody tr:nth-child(2) td:nth-child(3) input"
    paste(page, table([["Nam"], ["Nam"]]), at=second)
    assert cells(page, 3) == [["Nông Văn Đức", "Nam"], ["Lý Thị Ba", "Nam"], ["", "Nam"]]
    assert sent(page) == cells(page, 3)
    assert page.complaints == []


def test_a_paste_longer_than_the_table_adds_rows(page):
    before = count(page)
    many = [[f"Người Thứ {number}", "Nam"] for number in range(before + 5)]
    paste(page, table(many))
    assert (count(page), sent(page)) == (before + 6, many)


def test_a_cell_with_a_line_break_and_quotation_marks_stays_one_cell(page):
    paste(page, '"Nông Văn\r\n""Đức"""\tNam\r\n')
    assert cells(page, 1) == [['Nông Văn\n"Đức"'.replace("\n", ""), "Nam"]]


def test_one_word_is_left_to_the_browser(page):
    paste(page, "Nông")
    assert cells(page, 1) == [["", ""]]  # which pastes nothing for an event that is made up


def test_a_table_with_its_own_head_is_read_at_once_in_any_order_of_columns(page):
    with page.expect_navigation():
        paste(page, table([["Đơn vị", "Họ tên"], ["Xã Một Một", "Nông Văn Đức"]]), html=HTML)
    assert "Đọc được 1 dòng, không có chỗ nào cần sửa" in words(page)
    assert page.complaints == []


def test_the_keyboard_moves_among_the_cells_and_the_last_row_adds_one(page):
    page.focus(FIRST_CELL)
    assert focused(page) == "Họ và tên, dòng 1"
    for key, where in (
        ("Enter", "Họ và tên, dòng 2"),
        ("ArrowDown", "Họ và tên, dòng 3"),
        ("ArrowUp", "Họ và tên, dòng 2"),
        ("Tab", "Giới tính, dòng 2"),
        ("Shift+Tab", "Họ và tên, dòng 2"),
    ):
        page.keyboard.press(key)
        assert (key, focused(page)) == (key, where)
    page.keyboard.type("Lý Văn Hai")
    assert sent(page) == [["Lý Văn Hai", ""]]
    rows = count(page)
    page.focus(f".grid-cells tbody tr:nth-child({rows}) input")
    page.keyboard.type("Cuối")
    assert (count(page), focused(page)) == (rows + 1, f"Họ và tên, dòng {rows}")
    page.keyboard.press("ArrowDown")
    assert focused(page) == f"Họ và tên, dòng {rows + 1}"


def test_as_text_shows_what_was_typed_into_the_cells(page):
    paste(page, table(ROWS))
    page.get_by_role("button", name="Xem dạng văn bản").click()
    assert page.is_visible("[name=sheet]") and count(page) == 0
    assert sent(page) == ROWS


def looked_at(page, rows) -> None:
    paste(page, table([["Họ và tên", "Ngày sinh", "Đơn vị"], *rows]))
    page.wait_for_selector("main .notice:visible")


def test_what_is_faulty_is_marked_and_mended_in_its_row(page):
    wrong = [["Nông Văn Đức", "31/02/1970", "Xã Một Một"], ["Lý Văn Ba", "", "Xã Nào"]]
    looked_at(page, [*wrong, ["Vi Văn Tư", "1980", "Xã Một Hai"]])
    assert "2 trong 3 dòng cần sửa" in words(page)
    assert page.locator("tr.wants").count() == 2
    page.fill("[name=cell-1-birth]", "28/02/1970")
    page.fill("[name=cell-2-unit]", "Xã Một Hai")
    with page.expect_navigation():
        page.get_by_role("button", name="Ghi 3 dòng").click()
    assert "Đã ghi 3 dòng." in words(page)
    born = Person.objects.order_by("pk").values_list("full_name", "birth_date", "birth_year")
    assert list(born) == [
        ("Nông Văn Đức", date(1970, 2, 28), 1970),
        ("Lý Văn Ba", None, None),
        ("Vi Văn Tư", None, 1980),
    ]


def test_going_back_and_forward_the_cells_work_again(page):
    paste(page, table(ROWS))
    with page.expect_navigation():
        page.get_by_role("button", name="Xem trước").click()
    assert "2 trong 2 dòng cần sửa" in words(page)  # of no unit
    page.go_back()
    page.wait_for_selector(FIRST_CELL)
    assert sent(page) == cells(page, 2) == ROWS
    page.fill(FIRST_CELL, "Hoàng Văn Năm")
    assert sent(page)[0][0] == "Hoàng Văn Năm"
    page.go_forward()
    page.wait_for_selector("main .notice:visible")
    assert "dòng cần sửa" in words(page)


def test_nothing_is_lost_when_the_session_has_ended(page):
    paste(page, table(ROWS))
    Session.objects.all().delete()
    page.get_by_role("button", name="Xem trước").click()
    page.wait_for_selector("[data-ended]:not([hidden])")
    assert "phiên làm việc đã hết" in words(page)
    assert cells(page, 2) == ROWS
    other = page.context.new_page()
    sign_in(other)
    with page.expect_navigation():
        page.get_by_role("button", name="Xem trước").click()
    assert "2 trong 2 dòng cần sửa" in words(page)
    assert sent(page) == ROWS


def test_a_class_of_114_with_three_faulty_rows_by_one_paste(page, cast):
    """Of the results: three are mended on the page, then all stand."""
    course = class_of(cast, 114)
    names = list(course.enrolments.order_by("pk").values_list("person__full_name", flat=True))
    grades = {3: "Giõi lắm", 50: "Khá tốt", 113: "?"}
    rows = [[name, grades.get(number, "Khá")] for number, name in enumerate(names)]
    open_grid(page, f"/courses/{course.public_id}/results/")
    page.fill("[name=common_on]", "18/03/2014")
    with page.expect_navigation():
        paste(page, table([["Họ và tên", "Xếp loại"], *rows]))
    assert "3 trong 114 dòng cần sửa" in words(page)
    boxes = page.locator("select[name$='-grade']")
    assert boxes.count() == 3
    for number in range(3):
        boxes.nth(number).select_option("Giỏi")
    with page.expect_navigation():
        page.get_by_role("button", name="Ghi 114 dòng").click()
    assert "Đã ghi 114 dòng." in words(page)
    grades_of = course.enrolments.filter(outcome="graduated").values_list("grade", flat=True)
    assert sorted(grades_of) == ["good"] * 111 + ["very_good"] * 3


def class_of(cast, many: int) -> Course:
    import factories

    course = actions.open_course(
        organiser=cast.province,
        number=1,
        name="Khóa 1",
        level="intermediate",
        mode="full_time",
        lead_school=factories.unit("Trường Quân sự", "school", cast.province),
        on=date(2012, 9, 3),
        by="t",
    )
    for number in range(many):
        one = person(cast, f"Người Thứ {number}", cast.communes[number % 2])
        actions.enrol_person(
            person=one, course=course, unit=cast.communes[number % 2], on=course.opened_on, by="t"
        )
    return course
