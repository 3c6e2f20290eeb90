"""The part `unit_people` of a unit's page."""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml.html import fromstring

import factories
from goc.people import actions
from goc.people.models import Establishment
from goc.training.models import Course, Enrolment
from goc.units.queries import panels
from people.made import START, full, person


def get(client, user, unit):
    client.force_login(user)
    answer = client.get(f"/people/of-unit/{unit.public_id}/", headers={"HX-Request": "true"})
    return answer.status_code, answer.content.decode()


def test_it_shows_holders_and_vacancies(cast, client):
    one = full(cast)
    status, html = get(client, cast.bob, cast.communes[0])
    assert status == 200 and "<html" not in html and "unit_people" in panels
    assert f"/people/{one.public_id}/" in html
    assert drawn(html) == {
        "Chỉ huy trưởng": [("held", "Nông Văn Đức từ 01/01/2005")],
        "Phó Chỉ huy trưởng": [("vacant", "Khuyết")],
        **UNTOLD,
    }


UNTOLD = {
    post: [("untold", "Chưa ghi nhận ai")]
    for post in (
        "Chính trị viên",
        "Chính trị viên phó",
        "Trợ lý",
        "Nhân viên chuyên môn kỹ thuật",
    )
}


def drawn(html):
    """Post → (state, text) of each place on the board."""
    posts = fromstring(html).xpath('//ol[@class="command"]/li')
    return {
        post.xpath("string(.//b)"): [
            (place.get("class"), " ".join(place.text_content().split()))
            for place in post.xpath(".//ul/li")
        ]
        for post in posts
    }


def test_who_acts_who_studies_who_stands_beyond_and_a_term(cast, client):
    home, by, day = cast.communes[0], cast.operator, date(2012, 1, 1)
    names = ("Nông Văn Một", "Nông Văn Hai", "Nông Văn Ba")
    away, acting, political = (person(cast, name) for name in names)
    terms = actions.Terms("district_chairman", "civil_servant", date(2017, 1, 1))
    held = {"unit": home, "on": day, "by": by}
    actions.post_person(person=away, post="commander", terms=terms, **held)
    actions.post_person(person=acting, post="commander", acting=True, **held)
    actions.post_person(person=political, post="political_officer", **held)
    enrol(cast, away, date(2012, 2, 1))
    client.force_login(cast.bob)
    url = f"/people/of-unit/{home.public_id}/?as_of=2012-06-01"
    board = drawn(client.get(url, headers={"HX-Request": "true"}).content.decode())
    assert board["Chỉ huy trưởng"] == [
        (
            "held",
            "Nông Văn Một từ 01/01/2012, nhiệm kỳ đến 01/01/2017 Đang đi học Khóa 1, từ 01/02/2012",
        ),
        ("acting", "Nông Văn Hai từ 01/01/2012 Phụ trách"),
    ]
    assert board["Chỉ huy phó"] == [("vacant", "Khuyết")]
    assert board["Chính trị viên"] == [("held", "Nông Văn Ba từ 01/01/2012")]
    assert "Trợ lý" not in board


def enrol(cast, one, on):
    school = factories.unit("Trường Quân sự tỉnh", "school", cast.province)
    course = Course.objects.create(
        organiser=cast.province,
        number=1,
        name="Khóa 1",
        level="intermediate",
        mode="full_time",
        lead_school=school,
        opened_on=on,
    )
    Enrolment.objects.create(person=one, course=course, unit=cast.communes[0], entered_on=on)


def test_more_than_the_establishment_stands_beyond(cast, client):
    one, home = full(cast), cast.communes[0]
    decided = Establishment(
        unit=home, whole=False, post="commander", number=0, paper="QĐ 9", valid_from=START
    )
    decided.save()
    html = get(client, cast.bob, home)[1]
    assert drawn(html)["Chỉ huy trưởng"] == [
        ("beyond", "Nông Văn Đức từ 01/01/2005 Ngoài biên chế")
    ]
    assert one.full_name in html


def test_alone_it_is_a_whole_page_to_print(cast, client):
    full(cast)
    client.force_login(cast.bob)
    html = client.get(f"/people/of-unit/{cast.communes[0].public_id}/").content.decode()
    assert "<html" in html and "<h1" in html and next(iter(drawn(html))) == "Chỉ huy trưởng"


def test_it_leads_to_the_list_of_all_below(cast, client):
    full(cast)
    part = fromstring(get(client, cast.bob, cast.district)[1])
    (link,) = part.xpath('//a[contains(text(), "Danh sách cán bộ")]/@href')
    rows = client.get(link).context["rows"]
    assert [row.texts[0].text for row in rows] == ["Nông Văn Đức"]


def test_a_holder_kept_elsewhere_is_named_but_not_linked(cast, client):
    one = full(cast)
    actions.move_person(
        person=one, to=cast.elsewhere, on=START.replace(year=2010), by=cast.operator
    )
    html = get(client, cast.alice, cast.communes[0])[1]
    assert "Nông Văn Đức" in html and f"/people/{one.public_id}/" not in html


def test_nobody_known(cast, client):
    assert "Chưa ghi nhận cán bộ nào" in get(client, cast.alice, cast.communes[1])[1]


def test_charlie_finds_nothing(cast, client):
    assert get(client, cast.charlie, cast.communes[0])[0] == 404


def test_wrong_method(cast, client):
    client.force_login(cast.alice)
    assert client.post(f"/people/of-unit/{cast.communes[0].public_id}/").status_code == 405


def test_queries_do_not_grow_with_rows(cast, client, django_assert_num_queries):
    full(cast)
    get(client, cast.alice, cast.communes[0])
    with CaptureQueriesContext(connection) as one:
        client.get(f"/people/of-unit/{cast.communes[0].public_id}/")
    full(cast, "Lý Thị Hoa", "squad_leader")
    full(cast, "Chu Văn Cả", "hamlet_leader")
    with django_assert_num_queries(len(one)):
        client.get(f"/people/of-unit/{cast.communes[0].public_id}/")
