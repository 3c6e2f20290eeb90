"""The register as of a day (`?as_of=`): names and units of that day, rights of today."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from goc.funding.actions import FUNDING
from goc.people import actions
from goc.units.actions import Close, Found, reorganise
from goc.units.models import UnitVersion
from people.made import full

pytestmark = pytest.mark.django_db
OLD, FOUNDED = "05/06/2015", date(2020, 1, 1)


@pytest.fixture
def one(cast):
    """Commander of Xã Một Một until it became Xã Mới in 2020; there again since."""
    made = full(cast)
    reorganise(
        on=FOUNDED,
        kind="merge",
        legal_basis="818/NQ",
        by="t",
        changes=[
            *(Close(c, into=(("new", "full"),)) for c in cast.communes),
            Found("new", "Xã Mới", "commune", cast.district, code="3-tier:06099"),
        ],
    )
    new = UnitVersion.objects.get(name="Xã Mới").unit
    actions.post_person(person=made, unit=new, post="deputy_commander", on=FOUNDED, by="t")
    return made


def body(client, user, address: str) -> str:
    client.force_login(user)
    answer = client.get(address)
    assert answer.status_code == 200
    html = answer.content.decode()
    return html[html.find("<main") : html.find("</main>")]


def table(html: str) -> str:
    return html.partition("<tbody>")[2].partition("</tbody>")[0]


def test_the_list_shows_posts_and_places_of_the_day(cast, client, one):
    now, then = (table(body(client, cast.alice, f"/people/{q}")) for q in ("", f"?as_of={OLD}"))
    assert ("Phó Chỉ huy trưởng" in now, "Xã Mới" in now, "Một Một" in now) == (True, True, False)
    assert ("Chỉ huy trưởng" in then, "Xã Một Một" in then, "Mới" in then) == (True, True, False)
    assert f'href="{reverse("person", args=[one.public_id])}?as_of=2015-06-05"' in then


def test_the_day_stands_in_the_page_and_a_wrong_one_is_said(cast, client, one):
    page = body(client, cast.alice, f"/people/?as_of={OLD}")
    assert "tính đến 05/06/2015" in page and 'value="05/06/2015"' in page
    assert "Nhập ngày dạng dd/mm/yyyy" in body(client, cast.alice, "/people/?as_of=x")


def test_a_unit_of_the_past_is_asked_for_by_its_name_of_the_day(cast, client, one):
    chosen = f"/people/?as_of={OLD}&f.unit=Xã+Một+Một"
    assert "Nông Văn Đức" in table(body(client, cast.alice, chosen))
    assert "0 dòng" in body(client, cast.alice, f"/people/?as_of={OLD}&f.unit=Xã+Một+Hai")
    assert "Nông Văn Đức" in table(body(client, cast.alice, "/people/?f.unit=Xã+Mới"))
    answer = client.get("/people/?f.unit=Xã+Một+Một")
    assert (answer.status_code, "khi ấy ở đó là: xã Mới" in answer.text) == (400, True)


def test_before_the_file_was_opened_nobody_is_there(cast, client, one):
    assert "0 dòng" in body(client, cast.alice, "/people/?as_of=2002-06-01")


def test_the_person_as_of_the_day(cast, client, one):
    address = reverse("person", args=[one.public_id])
    lead = body(client, cast.alice, f"{address}?as_of={OLD}")
    assert "Ngày 05/06/2015:" in lead and "Chỉ huy trưởng, Xã Một Một" in lead


def test_each_row_of_a_life_names_its_unit_of_its_own_day(cast, client, one):
    page = body(client, cast.alice, reverse("person", args=[one.public_id]))
    assert "Xã Một Một" in page and "Xã Mới" in page


def test_who_held_what_in_a_unit_on_the_day(cast, client, one):
    address = reverse("unit_people", args=[cast.communes[0].public_id])
    assert "Nông Văn Đức" in body_of_part(client, cast.alice, f"{address}?as_of={OLD}")
    assert "Nông Văn Đức" not in body_of_part(client, cast.alice, f"{address}?as_of=2021-01-01")


def body_of_part(client, user, address: str) -> str:
    client.force_login(user)
    return client.get(address).content.decode()


def test_search_finds_the_units_of_the_day(cast, client, one):
    assert "Không" in body(client, cast.alice, "/search/?q=Một+Hai")
    then = body(client, cast.alice, f"/search/?q=Một+Hai&as_of={OLD}")
    assert "Xã Một Hai" in then
    people = body(client, cast.alice, f"/search/?q=Duc&as_of={OLD}")
    assert "Xã Một Một" in people and "as_of=2015-06-05" in people


def test_lists_name_units_as_of_the_day(cast, client, one):
    FUNDING.record(
        unit=cast.communes[0],
        year=2011,
        source="province",
        item="living",
        amount=Decimal(5),
        paper="",
        by=cast.alice,
    )
    page = body(client, cast.alice, f"/lists/funding-funding/?as_of={OLD}")
    assert ("tính đến 05/06/2015" in page, 'value="05/06/2015"' in page) == (True, True)
    assert "Xã Một Một" in table(page) and "huyện Một" not in table(page)


@pytest.mark.parametrize("address", ["/people/", "/search/"])
def test_a_past_day_opens_nothing_to_others(cast, client, one, address):
    page = body(client, cast.charlie, f"{address}?q=Duc&as_of={OLD}")
    assert "Nông Văn Đức" not in page


def test_a_past_day_lifts_no_mask(cast, client, one):
    rows = table(body(client, cast.bob, f"/people/?as_of={OLD}"))
    assert "Nông Văn Đức" in rows
    assert [word for word in ("Tày", "Cao cấp", "Chính thức") if word in rows] == []
