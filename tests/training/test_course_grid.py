"""The page `course_grid`: entering, results, certificates and placements by one paste."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from lxml import html

import browsing
from figures.pages import signed_in, words
from figures.register import Register
from goc.audit.models import Event
from goc.people import actions as people
from goc.people.models import Person
from goc.training import actions
from goc.training.models import Certificate, Course, Enrolment

MANY = 114


def grid(course: Course, act: str) -> str:
    return f"/courses/{course.public_id}/{act}/"


def paste(client: Any, url: str, button: str, sheet: str, **typed: Any) -> Any:
    return browsing.send(client, url, sheet=sheet, **{button: "1"}, **typed)


def table(page: Any) -> list[list[str]]:
    rows = html.fromstring(page.content.decode()).xpath("//main//tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in rows]


@pytest.fixture
def course(made: Register, client) -> Course:
    """A second course of the province, nobody in it."""
    signed_in(client, made.cast.alice)
    return actions.open_course(
        organiser=made.cast.province,
        number=2,
        name="Khóa 2",
        level="intermediate",
        mode="full_time",
        lead_school=made.school,
        on=date(2012, 9, 3),
        by=made.by,
    )


def newcomers(made: Register, names: list[str]) -> list[Person]:
    return [
        people.add_person(
            full_name=name, keeper=made.communes[n % 4], on=date(2010, 1, 1), by=made.by
        )
        for n, name in enumerate(names)
    ]


def test_people_enter_by_their_names(made: Register, client, course) -> None:
    newcomers(made, ["Bế Văn Một", "Bế Văn Hai"])
    sheet = "TT\tHọ và tên\tQuyết định cử đi\n1\tBế Văn Một\tQĐ 1\n2\tBế Văn Hai\t"
    page = paste(client, grid(course, "enrol-many"), "look", sheet, common_sending_decision="QĐ 2")
    assert [row[-1] for row in table(page)] == [
        "nhập học 03/09/2012, Xã Một Một cử đi",
        "nhập học 03/09/2012, Xã Một Hai cử đi",
    ]
    assert not course.enrolments.exists()
    values = browsing.sent_by(page) | {"write": "1"}
    assert client.post(grid(course, "enrol-many"), values)["Location"].endswith(
        f"/{course.public_id}/"
    )
    rows = course.enrolments.order_by("pk").values_list("unit", "trained_for", "sending_decision")
    assert list(rows) == [
        (made.communes[0].pk, "commander", "QĐ 1"),
        (made.communes[1].pk, "commander", "QĐ 2"),
    ]
    assert Event.objects.filter(action="training.enrol_person", by="alice").count() == 2


def test_the_table_begins_with_those_who_study(made: Register, client) -> None:
    signed_in(client, made.cast.alice)
    sheet = browsing.sent_by(client.get(grid(made.course, "results")))["sheet"]
    one = made.people["Triệu Văn Khôi"]
    head, line = sheet.strip().splitlines()
    assert head.split("\t")[:5] == ["Mã cán bộ", "Họ và tên", "Ngày sinh", "Đơn vị", "Kết quả"]
    assert line.split("\t")[:4] == [one.code, "Triệu Văn Khôi", "", "Thị trấn Hai"]


def test_a_line_left_blank_is_passed_over(made: Register, client) -> None:
    signed_in(client, made.cast.alice)
    url = grid(made.course, "results")
    sheet = browsing.sent_by(client.get(url))["sheet"]
    page = paste(client, url, "write", sheet, common_on="18/03/2011")
    assert "1 dòng để trống được bỏ qua." in words(page)
    assert made.enrolments["Triệu Văn Khôi"].outcome == "studying"


def test_results_are_written_with_their_grades(made: Register, client) -> None:
    signed_in(client, made.cast.alice)
    sheet = "Họ tên\tXếp loại\tKhen thưởng\nTriệu Văn Khôi\tGiỏi\tx"
    paste(client, grid(made.course, "results"), "write", sheet, common_on="18/03/2011")
    row = Enrolment.objects.get(pk=made.enrolments["Triệu Văn Khôi"].pk)
    assert (row.outcome, row.ended_on, row.grade, row.commended) == (
        "graduated",
        date(2011, 3, 18),
        "very_good",
        True,
    )


def test_a_grade_that_is_none_is_chosen_on_the_page(made: Register, client) -> None:
    signed_in(client, made.cast.alice)
    url = grid(made.course, "results")
    sheet = "Họ tên\tXếp loại\nTriệu Văn Khôi\tGiõi lắm"
    page = paste(client, url, "look", sheet, common_on="18/03/2011")
    values = browsing.sent_by(page)
    assert values["cell-1-grade"] == "Giõi lắm"
    assert "«Giõi lắm» không có trong danh mục" in table(page)[0][4]
    client.post(url, values | {"cell-1-grade": "Giỏi", "write": "1"})
    assert Enrolment.objects.get(pk=made.enrolments["Triệu Văn Khôi"].pk).grade == "very_good"


def test_who_is_in_another_course_is_not_found(made: Register, client, course) -> None:
    sheet = "Họ tên\tXếp loại\nNông Văn An\tGiỏi"
    page = paste(client, grid(course, "results"), "look", sheet, common_on="18/03/2013")
    assert table(page)[0][1] == "không có ai tên như vậy ở đây"


def test_certificates_are_issued_and_a_number_given_twice_undoes_all(
    made: Register, client
) -> None:
    signed_in(client, made.cast.alice)
    url = grid(made.course, "certificates")
    rows = "Họ tên\tSố hiệu\tSố vào sổ\nVi Văn Dũng\t{}\t21\nChu Văn Em\t12\t22"
    page = paste(client, url, "write", rows.format("1"), common_on="20/03/2011")
    assert table(page)[0][-1] == "Số hiệu văn bằng 1 đã được cấp."
    assert Certificate.objects.count() == 1
    paste(client, url, "write", rows.format("11"), common_on="20/03/2011")
    assert list(Certificate.objects.order_by("pk").values_list("number", flat=True)) == [
        "1",
        "11",
        "12",
    ]


def test_placements_keep_a_post_or_give_one(made: Register, client) -> None:
    signed_in(client, made.cast.alice)
    for name in ("Nông Văn An", "Vi Văn Dũng"):
        actions.take_back_placement(enrolment=made.enrolments[name], by=made.by, reason="thử lại")
    sheet = (
        "Họ tên\tChức vụ\tĐơn vị bố trí\tTừ ngày\n"
        "Nông Văn An\tChỉ huy trưởng\t\t\n"
        "Vi Văn Dũng\tTiểu đội trưởng dân quân\tXã Hai Một\t01/06/2011"
    )
    page = paste(client, grid(made.course, "placements"), "look", sheet)
    assert [row[-1] for row in table(page)] == [
        "giữ nguyên: Chỉ huy trưởng, từ 01/01/2005",
        "bổ nhiệm mới: Tiểu đội trưởng dân quân, từ 01/06/2011",
    ]
    client.post(grid(made.course, "placements"), browsing.sent_by(page) | {"write": "1"})
    placed = [
        Enrolment.objects.get(pk=made.enrolments[name].pk).placement
        for name in ("Nông Văn An", "Vi Văn Dũng")
    ]
    assert [(p.post, p.unit, p.valid_from) for p in placed if p] == [
        ("commander", made.communes[0], date(2005, 1, 1)),
        ("squad_leader", made.communes[2], date(2011, 6, 1)),
    ]


def test_a_taken_seat_is_said_in_its_row(made: Register, client) -> None:
    signed_in(client, made.cast.alice)
    actions.take_back_placement(
        enrolment=made.enrolments["Vi Văn Dũng"], by=made.by, reason="thử lại"
    )
    sheet = "Họ tên\tChức vụ\tĐơn vị bố trí\tTừ ngày\nVi Văn Dũng\tCHT\tXã Một Một\t01/06/2011"
    page = paste(client, grid(made.course, "placements"), "write", sheet)
    assert "Nông Văn An đang giữ" in table(page)[0][-1]


def test_what_is_refused_of_a_whole_row_is_mended_in_any_of_its_cells(
    made: Register, client
) -> None:
    signed_in(client, made.cast.alice)
    actions.take_back_placement(
        enrolment=made.enrolments["Vi Văn Dũng"], by=made.by, reason="thử lại"
    )
    url = grid(made.course, "placements")
    page = paste(client, url, "look", "Họ tên\tChức vụ\nVi Văn Dũng\tTiểu đội trưởng dân quân")
    assert "hãy ghi ngày bổ nhiệm" in table(page)[0][-1]
    boxes = html.fromstring(page.content.decode()).xpath("//*[starts-with(@name, 'cell-')]/@name")
    assert boxes == [f"cell-1-{name}" for name in ("post", "place", "on", "decision")]
    client.post(url, browsing.sent_by(page) | {"cell-1-on": "01/06/2011", "write": "1"})
    placed = Enrolment.objects.get(pk=made.enrolments["Vi Văn Dũng"].pk).placement
    assert placed is not None
    assert (placed.post, placed.valid_from) == ("squad_leader", date(2011, 6, 1))


def test_what_somebody_else_did_meanwhile_stops_the_writing(made: Register, client) -> None:
    signed_in(client, made.cast.alice)
    url = grid(made.course, "results")
    sheet = "Họ tên\tXếp loại\nTriệu Văn Khôi\tGiỏi"
    page = paste(client, url, "look", sheet, common_on="18/03/2011")
    actions.correct_enrolment(
        enrolment=made.enrolments["Nông Văn An"],
        sending_decision="QĐ 7",
        by=made.by,
        reason="Gõ nhầm",
    )
    values = browsing.sent_by(page) | {"write": "1"}
    told = client.post(url, values)
    assert "sửa việc nhập học" in words(told) and "Chưa ghi gì của bạn." in words(told)
    assert made.enrolments["Triệu Văn Khôi"].outcome == "studying"
    assert client.post(url, browsing.sent_by(told) | {"write": "1"}).status_code == 302


def test_sent_twice_it_is_done_once(made: Register, client) -> None:
    signed_in(client, made.cast.alice)
    url = grid(made.course, "results")
    sheet = "Họ tên\tXếp loại\nTriệu Văn Khôi\tGiỏi"
    page = paste(client, url, "look", sheet, common_on="18/03/2011")
    values = browsing.sent_by(page) | {"write": "1"}
    answers = [client.post(url, values).status_code for _ in range(2)]
    assert answers == [302, 302]
    assert Event.objects.filter(action="training.finish_enrolment", by="alice").count() == 1


def test_a_class_of_114_by_one_paste_each(made: Register, client, course) -> None:
    names = [f"Người Thứ {n}" for n in range(MANY)]
    newcomers(made, names)
    head = "Họ và tên\n"
    sent = paste(client, grid(course, "enrol-many"), "write", head + "\n".join(names))
    assert (sent.status_code, course.enrolments.count()) == (302, MANY)
    lines = "\n".join(f"{name}\tKhá" for name in names)
    paste(
        client,
        grid(course, "results"),
        "write",
        f"Họ tên\tXếp loại\n{lines}",
        common_on="18/03/2014",
    )
    assert course.enrolments.filter(outcome="graduated", grade="good").count() == MANY
    lines = "\n".join(f"{name}\tTiểu đội trưởng dân quân" for name in names)
    paste(
        client,
        grid(course, "placements"),
        "write",
        f"Họ tên\tChức vụ\n{lines}",
        common_on="01/05/2014",
    )
    assert course.enrolments.filter(placement__post="squad_leader").count() == MANY


def test_who_may(made: Register, client) -> None:
    url = grid(made.course, "results")
    for user, status in ((made.cast.charlie, 404), (made.cast.bob, 403), (made.cast.alice, 200)):
        signed_in(client, user)
        assert client.get(url).status_code == status
    assert client.delete(url).status_code == 405
