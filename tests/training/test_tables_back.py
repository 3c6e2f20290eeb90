"""The page `act_back`: a table that was pasted by mistake is taken back whole, from where it was
pasted, from the page of a person in it, from its document.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from lxml import html

import browsing
import factories
from figures.pages import signed_in, words
from figures.register import Register
from goc.audit.actions import erase_values
from goc.audit.models import Event
from goc.dated.undoing import MANY
from goc.people import actions as people
from goc.people.models import Person
from goc.registry.models import Document
from goc.training import actions
from goc.training.models import Course, Enrolment
from goc.units.actions import take_back_units_act
from whole_register import whole_register

OFFERED = "Lấy lại cả bảng đã ghi nhầm"
DECISION = {
    "common_number": "07/QĐ-UBND",
    "common_signed_on": "31/12/2011",
    "common_issuer": "UBND huyện Một",
    "common_on": "01/01/2012",
}
BORN = "Họ tên\tNgày sinh\t"


def at(url: str, page: str, sheet: str, **common: str) -> Any:
    return pytest.param(url, page, sheet, common, id=url.strip("/").replace("/", " "))


TABLES = [
    at("/courses/{course}/enrol-many/", "/courses/{course}/", "Họ tên\nBế Văn Một"),
    at(
        "/courses/{course}/results/",
        "/courses/{course}/",
        "Họ tên\tXếp loại\nTriệu Văn Khôi\tGiỏi",
        common_on="18/03/2011",
    ),
    at(
        "/courses/{course}/certificates/",
        "/courses/{course}/",
        "Họ tên\tSố hiệu\tSố vào sổ\nVi Văn Dũng\t11\t21\nChu Văn Em\t12\t22",
        common_on="20/03/2011",
    ),
    at(
        "/courses/{course}/placements/",
        "/courses/{course}/",
        "Họ tên\tChức vụ\tĐơn vị bố trí\nVi Văn Dũng\tTiểu đội trưởng dân quân\tXã Hai Một",
        common_on="01/06/2011",
    ),
    at(
        "/people/decision/",
        "/people/",
        "Họ tên\tChức vụ mới\tTại đơn vị\nBế Văn Một\tTiểu đội trưởng dân quân\tXã Một Một",
        **DECISION,
    ),
    at(
        "/people/posts/end/",
        "/people/",
        "Họ tên\tChức vụ\nNông Văn An\tChỉ huy trưởng",
        common_on="01/06/2012",
        common_ended_by="retired",
    ),
    at(
        "/lists/people-establishment/many/",
        "/lists/people-establishment/",
        "Đơn vị\tCho mọi xã trực thuộc\tChức vụ\tSố lượng\tTừ ngày\tQuyết định, căn cứ\n"
        "Xã Một Một\tKhông\tCHT\t2\t01/01/2012\tQĐ 5",
    ),
    at(
        "/lists/funding-funding/many/",
        "/lists/funding-funding/",
        "Đơn vị\tNăm\tNguồn kinh phí\tNội dung chi\tSố tiền (triệu đồng)\nHuyện Một\t2011\tTỉnh\tĂn, ở, đi lại\t5",
    ),
]


@pytest.fixture
def newcomer(made: Register, client) -> Person:
    """Somebody who may enter a course; a graduate without a placement; alice looks."""
    signed_in(client, made.cast.alice)
    for name in ("Vi Văn Dũng",):
        actions.take_back_placement(enrolment=made.enrolments[name], by=made.by, reason="thử lại")
    return people.add_person(
        full_name="Bế Văn Một", keeper=made.communes[0], on=date(2010, 1, 1), by=made.by
    )


def paste(client: Any, url: str, sheet: str, **common: str) -> Any:
    answer = browsing.send(client, url, sheet=sheet, write="1", **common)
    assert answer.status_code == 302, words(answer)
    return answer


def way_back(page: Any) -> list[str]:
    """Where the page leads for taking a table back."""
    links = html.fromstring(page.content.decode()).xpath("//main//li/a")
    return [link.get("href") for link in links if link.text_content() == OFFERED]


@pytest.mark.parametrize(("url", "page", "sheet", "common"), TABLES)
def test_every_table_comes_back_from_where_it_was_pasted(
    made: Register, client, newcomer, url, page, sheet, common
) -> None:
    there = {"course": made.course.public_id}
    before = whole_register()
    assert way_back(client.get(page.format(**there))) == []
    answer = paste(client, url.format(**there), sheet, **common)
    assert whole_register() != before
    shown = client.get(answer.url)
    (link,) = way_back(shown)
    assert f'<a href="{link}">Lấy lại cả bảng</a>' in shown.content.decode()
    asked = browsing.send(client, link, reason="Dán nhầm")
    assert "Chưa ghi gì. Khi xác nhận:" in words(asked)
    assert whole_register() != before
    done = client.post(link, browsing.sent_by(asked))
    assert (done.status_code, done.url) == (302, page.format(**there))
    assert whole_register() == before
    after = client.get(done.url)
    assert "Đã lấy lại: alice" in words(after)
    assert way_back(after) == []


def test_a_decision_is_taken_back_from_the_person_and_from_the_document(
    made: Register, client, newcomer
) -> None:
    sheet = "Họ tên\tChức vụ mới\tTại đơn vị\nBế Văn Một\tTiểu đội trưởng dân quân\tXã Một Một"
    paste(client, "/people/decision/", sheet, **DECISION)
    document = Document.objects.get(number="07/QĐ-UBND")
    of_person = way_back(client.get(f"/people/{newcomer.public_id}/"))
    assert way_back(client.get(f"/documents/{document.public_id}/")) == of_person
    assert len(of_person) == 1
    other = made.people["Nông Văn An"]
    assert way_back(client.get(f"/people/{other.public_id}/")) == []
    signed_in(client, made.cast.bob)
    assert way_back(client.get(f"/people/{newcomer.public_id}/")) == []


@pytest.fixture
def results(made: Register, client, newcomer) -> str:
    """Where the results of one trainee are taken back."""
    course = made.course.public_id
    sheet = "Họ tên\tXếp loại\nTriệu Văn Khôi\tGiỏi"
    answer = paste(client, f"/courses/{course}/results/", sheet, common_on="18/03/2011")
    (link,) = way_back(client.get(answer.url))
    return str(link)


def test_a_result_on_which_a_certificate_rests_stays(made: Register, client, results) -> None:
    actions.issue_certificate(
        enrolment=Enrolment.objects.get(pk=made.enrolments["Triệu Văn Khôi"].pk),
        kind="military",
        number="99",
        register_number="99",
        on=date(2011, 4, 1),
        by="bob",
    )
    answer = browsing.send(client, results, reason="Dán nhầm")
    assert answer.status_code == 400
    assert "đã được cấp văn bằng. Hãy rút văn bằng trước." in words(answer)


def test_a_result_of_whom_studies_elsewhere_since_stays(made: Register, client, results) -> None:
    course = actions.open_course(
        organiser=made.cast.province,
        number=2,
        name="Khóa 2",
        level="college",
        mode="full_time",
        lead_school=made.school,
        on=date(2012, 9, 3),
        by=made.by,
    )
    actions.enrol_person(
        person=made.people["Triệu Văn Khôi"],
        course=course,
        unit=made.communes[3],
        on=date(2012, 9, 3),
        by="bob",
    )
    answer = browsing.send(client, results, reason="Dán nhầm")
    assert "đã là học viên của khóa «Khóa 2»" in words(answer)


def test_what_it_undoes_is_told_in_the_words_of_the_office(made: Register, client, results) -> None:
    said = words(browsing.send(client, results, reason="Dán nhầm"))
    assert "Hồ sơ học viên: 1 trở lại như trước." in said and "ản ghi khác" not in said


def test_the_second_is_told_by_whom_and_when(made: Register, client, results) -> None:
    act = re.findall(r"[0-9a-f-]{36}", results)[0]
    asked = browsing.send(client, results, reason="Dán nhầm")
    take_back_units_act(act=act, by="binh", reason="Dán nhầm")
    for answer in (client.get(results), client.post(results, browsing.sent_by(asked))):
        assert answer.status_code == 400
        assert "Việc này đã được lấy lại bởi binh lúc " in words(answer)


def test_who_may(made: Register, client, results) -> None:
    cast = made.cast
    for user, status in ((cast.charlie, 404), (cast.bob, 403), (cast.alice, 200)):
        signed_in(client, user)
        assert client.get(results).status_code == status
    signed_in(client, factories.user("one", "editor", made.communes[0]))
    assert client.get(results).status_code in (403, 404)
    assert client.get(reverse("act_back", args=[made.course.public_id])).status_code == 404
    assert client.delete(results).status_code == 405


RANKS = "Họ tên\tChức vụ mới\tTại đơn vị\tQuân hàm\n"


def test_a_table_of_ranks_comes_back_though_a_rank_names_no_unit(
    made: Register, client, newcomer
) -> None:
    paste(client, "/people/decision/", f"{RANKS}Bế Văn Một\t\t\tTrung úy", **DECISION)
    (link,) = way_back(client.get(f"/people/{newcomer.public_id}/"))
    assert client.get(link).status_code == 200


def test_who_keeps_one_of_two_files_takes_nothing_of_the_other_back(
    made: Register, client, newcomer
) -> None:
    """A post in Xã Một Một, and a rank of somebody whose file lies elsewhere."""
    other = people.add_person(
        full_name="Bế Văn Hai", keeper=made.communes[1], on=date(2010, 1, 1), by=made.by
    )
    sheet = (
        f"{RANKS}Bế Văn Một\tTiểu đội trưởng dân quân\tXã Một Một\t\n"
        f"{other.full_name}\t\t\tTrung úy"
    )
    paste(client, "/people/decision/", sheet, **DECISION)
    (link,) = way_back(client.get(f"/people/{newcomer.public_id}/"))
    signed_in(client, factories.user("one", "editor", made.communes[0]))
    assert client.get(link).status_code == 403


@pytest.mark.parametrize(
    ("role", "status"),
    [("school", 200), ("area_command", 200), ("department", 403), ("reader", 403)],
)
def test_a_table_of_results_is_taken_back_by_who_enters_results(
    made: Register, client, results, role, status
) -> None:
    signed_in(client, factories.user("erin", role, made.cast.province))
    assert client.get(results).status_code == status
    shown = way_back(client.get(f"/courses/{made.course.public_id}/"))
    assert shown == ([results] if status == 200 else [])


def test_what_was_written_row_by_row_is_no_table(made: Register, client, newcomer) -> None:
    page = f"/courses/{made.course.public_id}/"
    enter = reverse("course_enrol", args=[made.course.public_id])
    browsing.send(client, enter, person=newcomer.code, on="03/09/2010")
    assert Course.objects.get(pk=made.course.pk).enrolments.filter(person=newcomer).exists()
    assert way_back(client.get(page)) == []


def test_a_table_whose_title_was_erased_is_shown_without_it(
    made: Register, client, results
) -> None:
    told = Event.objects.get(action=MANY)
    erase_values(events=[told.pk], reason="Theo yêu cầu", by=made.cast.operator)
    assert "Ghi nhiều dòng" in words(client.get(f"/courses/{made.course.public_id}/"))


def test_the_event_tells_what_was_written_where(made: Register, client, results) -> None:
    told = Event.objects.get(action=MANY)
    page = f"/courses/{made.course.public_id}/"
    assert (told.subject, told.text) == (str(made.course.public_id), "Ghi kết quả")
    assert told.after == {"rows": 1, "page": page}
    assert told.act == Event.objects.get(action="training.finish_enrolment", by="alice").act
