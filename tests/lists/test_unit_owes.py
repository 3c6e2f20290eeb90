"""The part `unit_owes` of a unit's page, and the worklists narrowed to a unit."""

from __future__ import annotations

from datetime import date

import pytest
from lxml.html import fromstring

from goc.directives.actions import open_duty
from goc.people import actions as people

pytestmark = pytest.mark.django_db
SEATS = date(2010, 1, 1)


@pytest.fixture
def owing(cast):
    """One commune owes a duty and has a vacant commander and deputy, the other only the seats."""
    open_duty(unit=cast.communes[0], act="Gửi báo cáo", due_on=date(2027, 1, 1), by=cast.operator)
    for commune in cast.communes:
        people.lay_seats(unit=commune, on=SEATS, by=cast.operator)
    return cast


def owed(client, user, unit, status=200):
    client.force_login(user)
    answer = client.get(f"/worklists/of-unit/{unit.public_id}/", headers={"HX-Request": "true"})
    assert answer.status_code == status
    if status != 200:
        return {}
    lines = fromstring(answer.content.decode()).xpath("//li")
    return {
        line.xpath("string(./a)"): (line.xpath("string(./span)"), line.xpath("./a/@href")[0])
        for line in lines
    }


def test_counts_are_of_the_unit_and_all_below_and_lead_to_its_rows(owing, client):
    home, other = owing.communes
    mine = owed(client, owing.bob, home)
    assert {label: count for label, (count, _) in mine.items()} == {
        "Việc đến hạn": "1",
        "Chức danh khuyết": "2",
    }
    theirs = owed(client, owing.bob, other)
    assert {label: count for label, (count, _) in theirs.items()} == {"Chức danh khuyết": "2"}
    whole = owed(client, owing.bob, owing.district)
    assert whole["Chức danh khuyết"][0] == "4"
    page = client.get(mine["Chức danh khuyết"][1])
    assert page.context["count"] == 2 and "Chỉ của Xã Một Một" in page.content.decode()
    assert client.get(whole["Chức danh khuyết"][1]).context["count"] == 4


def test_filters_stay_within_the_unit(owing, client):
    link = owed(client, owing.bob, owing.communes[0])["Chức danh khuyết"][1]
    form = fromstring(client.get(link).content.decode()).xpath('//form[@class="filters"]')[0]
    assert dict(form.fields)["of"] == str(owing.communes[0].public_id)


def test_nothing_waiting_is_said(cast, client):
    client.force_login(cast.bob)
    html = client.get(f"/worklists/of-unit/{cast.communes[0].public_id}/").content.decode()
    assert "Không có việc nào đang chờ" in html and "<h1" in html


def test_out_of_scope_is_not_there(owing, client):
    owed(client, owing.charlie, owing.communes[0], status=404)
    client.force_login(owing.charlie)
    unit = owing.communes[0].public_id
    assert client.get(f"/worklists/vacant/?of={unit}").status_code == 404
    assert client.get("/worklists/vacant/?of=x").status_code == 404
