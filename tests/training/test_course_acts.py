"""The pages on which courses and curricula are founded, corrected and taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import browsing
import factories
from figures.pages import signed_in, words
from figures.register import Register
from goc.training import actions
from goc.training.models import Course, Curriculum

HOURS = {"general": "310", "military_theory": "690"}
PROGRAMME = {"name": "Trung cấp QSCS", "level": "intermediate", "total": "1000", **HOURS}


def send(client: Any, url: str, **typed: Any) -> Any:
    return browsing.send(client, url, **typed)


@pytest.fixture
def cast(made: Register, client) -> factories.Cast:
    client.force_login(made.cast.alice)
    return made.cast


@pytest.fixture
def school(made: Register, cast) -> factories.Unit:
    return made.school


def second() -> Course | None:
    """The course that a test founds beside the one of the small register."""
    return Course.objects.filter(number=2).first()


def programme() -> Curriculum | None:
    return Curriculum.objects.filter(name=PROGRAMME["name"]).first()


def founded(client: Any, school: Any, **typed: Any) -> Any:
    given = {
        "organiser": "Tỉnh A",
        "number": "2",
        "name": "Khóa 2",
        "on": "14/09/2009",
        "level": "intermediate",
        "mode": "full_time",
        "lead_school": str(school.public_id),
        "quota": "114",
    }
    return send(client, "/courses/new/", **(given | typed))


def test_a_curriculum_is_founded_whole(school, client):
    assert send(client, "/courses/curricula/new/", **PROGRAMME)["Location"] == "/courses/curricula/"
    made = programme()
    assert dict(made.blocks.values_list("kind", "hours")) == {
        "general": 310,
        "military_theory": 690,
    }
    text = words(client.get("/courses/curricula/"))
    assert "Kiến thức chung 310 (31%); Quân sự: lý thuyết 690 (69%)" in text


def test_blocks_that_are_not_the_whole_are_refused_in_words(school, client):
    page = send(client, "/courses/curricula/new/", **PROGRAMME | {"general": "300"})
    said = "Cộng các khối được 990 tiết, không bằng tổng số 1000 tiết."
    assert said in words(page) and programme() is None


def test_a_course_is_opened_with_its_school_programme_and_quota(school, client, cast):
    send(client, "/courses/curricula/new/", **PROGRAMME)
    taught = programme()
    answer = founded(client, school, curricula=str(taught.pk))
    made = second()
    assert answer["Location"] == f"/courses/{made.public_id}/"
    assert (made.organiser, made.lead_school, made.opened_on, made.quota) == (
        cast.province,
        school,
        date(2009, 9, 14),
        114,
    )
    assert list(made.curricula.all()) == [taught]


def test_the_form_offers_the_next_course_of_the_own_unit(school, client):
    values = browsing.sent_by(client.get("/courses/new/"))
    assert (values["organiser"], values["number"], values["name"]) == ("Tỉnh A", "2", "Khóa 2")


def test_schools_of_another_province_are_not_offered(school, client, cast):
    factories.unit("Trường Quân sự tỉnh B", "school", cast.elsewhere)
    factories.unit("Trường Sĩ quan Lục quân 1", "school")
    page = client.get("/courses/new/").content.decode()
    offered = [n for n in ("tỉnh<", "tỉnh B<", "Lục quân 1<") if n in page]
    assert offered == ["tỉnh<", "Lục quân 1<"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"organiser": "Tỉnh B"}, "Không có đơn vị «Tỉnh B»"),
        ({"on": "x"}, "Nhập ngày dạng dd/mm/yyyy"),
        ({"lead_school": ""}, "Có ô chưa đúng"),
        ({"number": "0"}, "Có ô chưa đúng"),
        ({"number": "1"}, "Đơn vị đã có khóa số 1."),
    ],
)
def test_bad_input_is_said_in_words(school, client, typed, said):
    assert said in words(founded(client, school, **typed))
    assert second() is None


def test_a_course_is_corrected_closed_and_taken_back(school, client):
    founded(client, school)
    course = second()
    url = f"/courses/{course.public_id}"
    send(client, f"{url}/correct/", name="Lớp 1", quota="120", reason="Gõ nhầm")
    send(client, f"{url}/close/", on="18/03/2011")
    course.refresh_from_db()
    assert (course.name, course.quota, course.closed_on) == ("Lớp 1", 120, date(2011, 3, 18))
    assert "Rút khóa lập nhầm" in words(client.get(f"{url}/"))
    assert send(client, f"{url}/back/", reason="Lập hai lần")["Location"] == "/courses/"
    assert second() is None


def test_what_somebody_else_corrected_meanwhile_is_shown(school, client, cast):
    founded(client, school)
    course = second()
    url = f"/courses/{course.public_id}/correct/"
    opened = browsing.sent_by(client.get(url))
    actions.correct_course(course=course, quota=99, by=cast.operator, reason="Nhầm")
    page = client.post(url, opened | {"name": "Lớp 1", "reason": "Gõ nhầm"})
    assert "operator" in words(page) and "sửa chỉ tiêu" in words(page)
    course.refresh_from_db()
    assert (course.name, course.quota) == ("Khóa 2", 99)


def test_a_curriculum_is_corrected_and_taken_back(school, client):
    send(client, "/courses/curricula/new/", **PROGRAMME)
    made = programme()
    url = f"/courses/curricula/{made.public_id}"
    mended = {"general": "320", "military_theory": "680", "reason": "Gõ nhầm"}
    send(client, f"{url}/correct/", **mended)
    assert made.blocks.get(kind="general").hours == 320
    send(client, f"{url}/back/", reason="Lập hai lần")
    assert programme() is None


def test_a_curriculum_of_courses_elsewhere_is_not_mine_to_mend(school, client, cast):
    made = actions.found_curriculum(
        name="Chung", level="intermediate", hours={"general": 1}, by=cast.operator
    )
    url = f"/courses/curricula/{made.public_id}/correct/"
    assert client.get(url).status_code == 200
    actions.open_course(
        organiser=cast.elsewhere,
        number=1,
        name="Khóa B",
        level="intermediate",
        mode="full_time",
        lead_school=factories.unit("Trường B", "school", cast.elsewhere),
        on=date(2009, 9, 14),
        curricula=[made],
        by=cast.operator,
    )
    assert client.get(url).status_code == 403
    assert url not in client.get("/courses/curricula/").content.decode()


def test_no_link_leads_to_a_refusal(made: Register, client):
    """Every address that a reader's or an editor's course page shows opens."""
    course = f"/courses/{made.course.public_id}/"
    trainee = f"/courses/enrolments/{made.enrolments['Nông Văn An'].public_id}/"
    for user in (made.cast.alice, made.cast.bob):
        signed_in(client, user)
        for page in (course, trainee, "/courses/", "/courses/curricula/", "/courses/enrolments/"):
            for link in addresses(client.get(page)):
                assert (link, client.get(link).status_code) == (link, 200)


def addresses(page: Any) -> list[str]:
    from lxml import html

    found = html.fromstring(page.content.decode()).xpath("//main//a/@href")
    return sorted({link for link in found if link.startswith("/courses/")})


def test_a_trainee_is_corrected_through_the_pages(made: Register, client):
    signed_in(client, made.cast.alice)
    one = made.enrolments["Hứa Văn Giang"]
    url = f"/courses/enrolments/{one.public_id}"
    assert "Không đạt" in words(client.get(f"{url}/"))
    send(client, f"{url}/correct/", sending_decision="QĐ 5", reason="Gõ nhầm")
    send(client, f"{url}/result-correct/", reason="Vắng thi", text="Gõ nhầm")
    one.refresh_from_db()
    assert (one.sending_decision, one.reason, one.outcome) == ("QĐ 5", "Vắng thi", "failed")
    send(client, f"{url}/result-back/", reason="Ghi nhầm")
    one.refresh_from_db()
    assert one.outcome == "studying"
    send(client, f"{url}/back/", reason="Ghi nhầm")
    assert not type(one).objects.filter(pk=one.pk).exists()


def test_a_new_post_is_given_on_the_page_of_placement(made: Register, client):
    signed_in(client, made.cast.alice)
    one = made.enrolments["Vi Văn Dũng"]
    url = f"/courses/enrolments/{one.public_id}/placement/"
    typed = {"post": "squad_leader", "unit": "Xã Hai Một", "on": "01/06/2011", "reason": "Nhầm"}
    assert send(client, url, holding="", **typed).status_code == 302
    one.refresh_from_db()
    assert (one.placement.post, one.placement.unit) == ("squad_leader", made.communes[2])
    both = send(client, url, holding=str(one.placement.pk), **typed)
    assert "Hãy chọn một chức vụ đang giữ, hoặc ghi một chức vụ mới." in words(both)


def test_a_certificate_is_corrected_and_taken_back_through_the_pages(made: Register, client):
    signed_in(client, made.cast.alice)
    one = made.enrolments["Nông Văn An"].certificates.get()
    url = f"/courses/certificates/{one.public_id}"
    send(client, f"{url}/correct/", number="88", reason="Gõ nhầm")
    one.refresh_from_db()
    assert (one.number, one.register_number) == ("88", "1")
    send(client, f"{url}/back/", reason="Ghi nhầm")
    assert not made.enrolments["Nông Văn An"].certificates.exists()
