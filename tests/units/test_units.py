from datetime import date

import pytest
from django.urls import path, reverse

import factories
from goc.units import queries
from goc.units.actions import Close, Rename, reorganise, set_trait

pytestmark = [pytest.mark.django_db, pytest.mark.urls("units.addresses")]
DAY = date(2020, 1, 1)


@pytest.fixture
def page(client, cast):
    """GETs an address as a user; gives the response."""

    def get(user, name, *args, **query):
        client.force_login(user)
        return client.get(reverse(name, args=args), query)

    return get


def text(response) -> str:
    return response.content.decode()


def test_the_tree_of_ones_own_scope(cast, page):
    shown = text(page(cast.bob, "units", as_of="31/12/2012"))
    for unit in (cast.province, cast.district, *cast.communes):
        assert reverse("unit", args=[unit.public_id]) in shown
    assert "Ngày 31/12/2012: 1 cấp tỉnh, 1 cấp huyện, 2 cấp xã" in shown
    assert str(cast.elsewhere.public_id) not in shown


def test_a_subtree_and_the_way_to_the_list(cast, page):
    shown = text(page(cast.bob, "units", unit=cast.district.public_id, as_of="31/12/2012"))
    assert "<h1>Huyện Một</h1>" in shown
    assert f'action="{reverse("units_list")}"' in shown
    assert f'href="{reverse("units_list")}?as_of=2012-12-31"' in shown


def test_a_whole_country_is_one_line_a_province(cast, page, monkeypatch):
    monkeypatch.setattr("goc.units.views.WHOLE", 3)
    shown = text(page(cast.dana, "units"))
    assert f"?unit={cast.province.public_id}" in shown
    assert "Xã Một Một" not in shown


def test_a_wrong_day_is_said_in_words(cast, page):
    assert "Nhập ngày dạng dd/mm/yyyy" in text(page(cast.bob, "units", as_of="31/31/2012"))


def test_strangers_and_other_methods(cast, page, client):
    assert page(cast.charlie, "unit", cast.district.public_id).status_code == 404
    assert page(cast.charlie, "units", unit=cast.district.public_id).status_code == 404
    assert page(cast.bob, "units", unit="nonsense").status_code == 404
    assert client.post(reverse("units")).status_code == 405
    assert client.post(reverse("unit", args=[cast.district.public_id])).status_code == 405
    client.logout()
    assert client.get(reverse("units")).status_code == 302


def test_the_page_of_a_unit(cast, page):
    old, target = cast.communes
    set_trait(unit=target, kind="border", source="BC 7", on=date(2003, 1, 1), by="t")
    reorganise(
        on=DAY,
        kind="merge",
        legal_basis="818/NQ",
        by="t",
        changes=[Close(old, into=((target, "full"),)), Rename(target, "Thị trấn Một", "township")],
    )
    shown = text(page(cast.bob, "unit", target.public_id))
    assert "<h1>Thị trấn Một</h1>" in shown
    for words in (
        "Xã Một Hai (xã)",
        "818/NQ",
        "BC 7",
        "Biên giới",
        reverse("unit", args=[old.public_id]),
    ):
        assert words in shown
    assert "<h1>Xã Một Hai</h1>" in text(
        page(cast.bob, "unit", target.public_id, as_of="2012-12-31")
    )


def test_a_dissolved_unit_is_shown_on_its_last_day(cast, page):
    reorganise(
        on=DAY,
        kind="merge",
        by="t",
        changes=[Close(cast.communes[0], into=((cast.communes[1], "full"),))],
    )
    shown = text(page(cast.bob, "unit", cast.communes[0].public_id))
    assert "vào ngày 31/12/2019" in shown
    assert "Không tồn tại vào ngày 01/01/2020." in text(
        page(cast.bob, "unit", cast.communes[0].public_id, as_of="2020-01-01")
    )


def test_panels_of_other_rooms(cast, page, monkeypatch):
    from units import addresses

    monkeypatch.setattr(queries, "panels", ["unit_people", "not_served"])
    extra = path("people/of/<uuid:public_id>/", lambda request, public_id: None, name="unit_people")
    monkeypatch.setattr(addresses, "urlpatterns", [*addresses.urlpatterns, extra])
    from django.urls import clear_url_caches

    clear_url_caches()
    shown = text(page(cast.bob, "unit", cast.district.public_id, as_of="2012-12-31"))
    clear_url_caches()
    assert f'hx-get="/people/of/{cast.district.public_id}/?as_of=2012-12-31"' in shown


def test_as_many_queries_for_one_row_as_for_many(cast, page, django_assert_max_num_queries):
    page(cast.bob, "units")
    with django_assert_max_num_queries(25) as few:
        page(cast.bob, "units")
    for n in range(5):
        factories.unit(f"Xã {n}", "commune", cast.district)
    page(cast.bob, "units")
    with django_assert_max_num_queries(25) as many:
        page(cast.bob, "units")
    assert len(few) == len(many)
