import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from figures.pages import signed_in, words
from figures.register import CUT_OFF as DAY
from figures.register import Register
from goc.people.life import person_timeline
from goc.training.models import Enrolment


def url(made: Register, *more: str) -> str:
    return "/".join(["/courses", str(made.course.public_id), *more, ""])


def act(made: Register, name: str, what: str) -> str:
    return f"/courses/enrolments/{made.enrolments[name].public_id}/{what}/"


def test_people_results_and_hours(made: Register, client) -> None:
    text = words(signed_in(client, made.cast.alice).get(url(made)))
    assert "Nông Văn An Xã Một Một Tốt nghiệp Giỏi 1 Chỉ huy trưởng" in text
    assert "Lý luận chính trị: 380 (38%)" in text and "Quản lý nhà nước: 87 (8,7%)" in text
    assert "Không đạt 1 · thôi học 1 · đang học 1" in text


def test_enrolling(made: Register, client) -> None:
    signed_in(client, made.cast.alice)
    data = {"person": "Lăng Thị Lan", "on": "14/09/2009", "trained_for": "commander"}
    assert "Đã ghi Lăng Thị Lan nhập học." in words(
        client.post(url(made, "enrol"), data, follow=True)
    )
    row = Enrolment.objects.get(person=made.people["Lăng Thị Lan"])
    assert (row.unit, row.entry_category) == (made.communes[2], "commander")
    again = client.post(url(made, "enrol"), data)
    assert (again.status_code, "đã là học viên của khóa" in words(again)) == (200, True)


@pytest.mark.parametrize(
    ("person", "on", "said"),
    [
        ("Không Có Ai", "14/09/2009", "Không có cán bộ nào như vậy"),
        ("Văn", "14/09/2009", "Có nhiều cán bộ như vậy; hãy nhập mã cán bộ ("),
        ("Lăng Thị Lan", "13/09/2009", "không nằm trong thời gian của khóa"),
        ("Lăng Thị Lan", "x", "Nhập ngày dạng dd/mm/yyyy"),
    ],
)
def test_bad_input_is_said_in_words(
    person: str, on: str, said: str, made: Register, client
) -> None:
    data = {"person": person, "on": on, "trained_for": "commander"}
    assert said in words(signed_in(client, made.cast.alice).post(url(made, "enrol"), data))
    assert Enrolment.objects.count() == 9


def test_a_graduation_ahead_is_asked_about_in_its_own_form(made: Register, client) -> None:
    signed_in(client, made.cast.alice)
    page, ahead = (
        act(made, "Triệu Văn Khôi", "result"),
        {"outcome": "graduated", "on": "18/03/2027"},
    )
    asked = client.post(page, ahead)
    assert "ngày 18/03/2027 còn ở phía trước. Có phải việc dự kiến không?" in words(asked)
    assert client.post(page, ahead | {"reason_planned": "lịch khóa học"}).status_code == 302


def test_a_result_a_certificate_a_placement(made: Register, client) -> None:
    signed_in(client, made.cast.alice)
    client.post(
        act(made, "Triệu Văn Khôi", "result"),
        {"outcome": "graduated", "on": "18/03/2011", "grade": "good"},
    )
    row = made.enrolments["Triệu Văn Khôi"]
    row.refresh_from_db()
    assert (row.outcome, row.grade) == ("graduated", "good")
    given = {"kind": "military", "number": "77", "register_number": "5", "on": "20/03/2011"}
    client.post(act(made, "Chu Văn Em", "certificate"), given)
    assert made.enrolments["Chu Văn Em"].certificates.get().number == "77"
    refused = client.post(act(made, "Vi Văn Dũng", "certificate"), given)
    assert "Số hiệu văn bằng 77 đã được cấp." in words(refused)
    chairman = made.people["Hoàng Văn Bình"].holdings.get(post="commune_chairman")
    placed = {"holding": chairman.pk, "reason": "Ghi nhầm chức vụ"}
    client.post(act(made, "Hoàng Văn Bình", "placement"), placed)
    row = made.enrolments["Hoàng Văn Bình"]
    row.refresh_from_db()
    assert row.placement == chairman


def test_only_the_own_posts_are_offered(made: Register, client) -> None:
    other = made.people["Nông Văn An"].holdings.get()
    page = signed_in(client, made.cast.alice).post(
        act(made, "Chu Văn Em", "placement"), {"holding": other.pk}
    )
    assert page.status_code == 200
    row = Enrolment.objects.get(pk=made.enrolments["Chu Văn Em"].pk)
    assert row.placement.person == made.people["Chu Văn Em"]


def test_who_may(made: Register, client) -> None:
    pages = [url(made, "enrol"), act(made, "Triệu Văn Khôi", "result")]
    for user, status in ((made.cast.charlie, 404), (made.cast.bob, 403), (made.cast.alice, 200)):
        signed_in(client, user)
        assert [client.get(p).status_code for p in pages] == [status, status]
    assert client.delete(pages[0]).status_code == 405
    assert client.post(url(made)).status_code == 405
    assert "Ghi nhập học" not in words(signed_in(client, made.cast.bob).get(url(made)))


def test_as_many_queries_for_many_people(made: Register, client) -> None:
    signed_in(client, made.by)
    counts = []
    for keep in (9, 3, 1):
        rows = Enrolment.objects.order_by("-pk").values_list("pk", flat=True)
        Enrolment.objects.filter(pk__in=list(rows)[: max(0, len(rows) - keep)]).delete()
        client.get(url(made))
        with CaptureQueriesContext(connection) as asked:
            client.get(url(made))
        counts.append(len(asked))
    assert len(set(counts)) == 1


def test_the_course_stands_on_the_line_of_the_life(made: Register) -> None:
    rows = [
        r for r in person_timeline(made.people["Nông Văn An"], as_of=DAY) if r.lane == "Đào tạo"
    ]
    assert [(r.text, r.css) for r in rows] == [("Khóa 1, tốt nghiệp", "good")]
