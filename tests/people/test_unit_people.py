"""The part `unit_people` of a unit's page."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml.html import fromstring

from goc.people import actions
from goc.units.queries import panels
from people.made import START, full


def get(client, user, unit):
    client.force_login(user)
    answer = client.get(f"/people/of-unit/{unit.public_id}/")
    return answer.status_code, answer.content.decode()


def test_it_shows_holders_and_vacancies(cast, client):
    one = full(cast)
    status, html = get(client, cast.bob, cast.communes[0])
    assert status == 200 and "<html" not in html and "unit_people" in panels
    assert (
        f"/people/{one.public_id}/" in html
        and "Chỉ huy trưởng" in html
        and html.count("Khuyết") == 1
    )


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
