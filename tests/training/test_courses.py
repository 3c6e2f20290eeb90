from django.db import connection
from django.test.utils import CaptureQueriesContext

from figures.pages import signed_in, words
from figures.register import BEGIN, Register
from goc.training import actions
from goc.viet.names import sort_key


def test_courses_drawn_and_counted(made: Register, client) -> None:
    page = signed_in(client, made.cast.alice).get("/courses/")
    assert '<div class="timeline" ' in page.content.decode()
    text = words(page)
    assert "10 9 6/9 (66,7%)" in text


def test_charlie_sees_none(made: Register, client) -> None:
    signed_in(client, made.cast.charlie)
    assert "Không có dòng nào khớp" in words(client.get("/courses/"))
    assert "Không có dòng nào khớp" in words(client.get("/courses/enrolments/"))
    assert client.get(f"/courses/{made.course.public_id}/").status_code == 404


def test_a_district_sees_its_own_trainees_of_the_provinces_course(made: Register, client) -> None:
    import factories

    user = factories.user("hai", "editor", made.second)
    text = words(signed_in(client, user).get(f"/courses/{made.course.public_id}/"))
    assert "Chu Văn Em" in text and "Nông Văn An" not in text
    assert client.get(f"/courses/{made.course.public_id}/enrol/").status_code == 404


def test_trainees_in_the_order_of_vietnamese_names_with_what_is_to_do(
    made: Register, client
) -> None:
    signed_in(client, made.cast.alice)
    page = client.get("/courses/enrolments/", {"sort": "person"})
    names = [row.texts[0].text for row in page.context["rows"]]
    assert names == sorted(names, key=sort_key) and len(names) == 9
    acts = {
        str(act.label)
        for row in client.get("/courses/enrolments/", {"f.outcome": "graduated"}).context["rows"]
        for act in row.acts
    }
    assert acts == {"văn bằng", "bố trí", "xem"}
    signed_in(client, made.cast.bob)
    rows = client.get("/courses/enrolments/").context["rows"]
    assert [[str(act.label) for act in row.acts] for row in rows] == [["xem"]] * 9


def test_methods_and_queries(made: Register, client) -> None:
    signed_in(client, made.by)
    assert client.post("/courses/").status_code == 405
    counts = []
    for number in (2, 3, 4):
        actions.open_course(
            organiser=made.cast.province,
            number=number,
            name=f"Khóa {number}",
            level="intermediate",
            mode="full_time",
            lead_school=made.school,
            on=BEGIN,
            by=made.by,
        )
        client.get("/courses/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/courses/")
        counts.append(len(asked))
    assert len(set(counts)) == 1
