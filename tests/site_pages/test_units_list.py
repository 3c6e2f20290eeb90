"""The page `units_list`: the units of the scope as they were on a day."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

import factories
from goc.units.actions import Close, Rename, reorganise, set_trait
from goc.units.models import UnitAlias, UnitParent

URL, OLD, NEW = "/units/list/", "2012-12-31", date(2020, 1, 1)


@pytest.fixture
def rows(cast, client):
    """The texts of the rows that a user gets."""

    def get(user, **query: str) -> list[list[str]]:
        client.force_login(user)
        found = client.get(URL, {"as_of": OLD, **query}).context["rows"]
        return [[cell.text for cell in row.texts] for row in found]

    return get


def names(rows: list[list[str]]) -> list[str]:
    return [row[0] for row in rows]


def test_a_unit_with_all_that_is_told_of_it(cast, rows):
    command = factories.unit("Bộ Chỉ huy quân sự tỉnh A", "provincial_command", cast.province)
    UnitParent.objects.create(
        unit=cast.district, parent=command, line="military", valid_from=factories.START
    )
    set_trait(unit=cast.district, kind="border", source="BC 7", on=date(2003, 1, 1), by="t")
    set_trait(
        unit=cast.district,
        kind="border_length_km",
        value=231,
        hedge="hơn",
        source="BC 7",
        on=date(2003, 1, 1),
        by="t",
    )
    assert rows(cast.bob, q="huyện một") == [
        [
            "Huyện Một",
            "Huyện",
            "Tỉnh A",
            "biên giới; chiều dài đường biên giới (km): hơn 231",
            "Bộ Chỉ huy quân sự tỉnh A",
            "3-tier:180",
            "01/01/2002",
            "",
        ]
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Huyện Một", "Tỉnh A", "Xã Một Hai", "Xã Một Một"]),
        ({"sort": "-unit"}, ["Xã Một Một", "Xã Một Hai", "Tỉnh A", "Huyện Một"]),
        ({"sort": "code"}, ["Xã Một Một", "Xã Một Hai", "Huyện Một", "Tỉnh A"]),
        ({"q": "mot xa"}, ["Xã Một Hai", "Xã Một Một"]),
        ({"q": "180"}, ["Huyện Một"]),
        ({"q": "3-tier:06007"}, ["Xã Một Hai"]),
        ({"q": "hoi xuan"}, ["Xã Một Hai"]),
        ({"f.level": "commune"}, ["Xã Một Hai", "Xã Một Một"]),
        ({"f.kind": "huyện"}, ["Huyện Một"]),
        ({"f.above": "Tỉnh A"}, ["Huyện Một", "Xã Một Hai", "Xã Một Một"]),
        ({"f.above": "Huyện Một"}, ["Xã Một Hai", "Xã Một Một"]),
        ({"f.trait": "border"}, ["Xã Một Một"]),
        ({"f.code": "3-tier:20"}, ["Tỉnh A"]),
    ],
)
def test_search_filters_and_order(cast, rows, query, found):
    set_trait(unit=cast.communes[0], kind="border", source="BC", on=date(2003, 1, 1), by="t")
    UnitAlias.objects.create(unit=cast.communes[1], name="Hồi Xuân", folded="hoi xuan")
    assert names(rows(cast.bob, **query)) == found


def test_each_day_has_its_units_and_leads_to_them_on_that_day(cast, rows, client):
    old, target = cast.communes
    reorganise(
        on=NEW,
        kind="merge",
        legal_basis="818/NQ",
        by="t",
        changes=[Close(old, into=((target, "full"),)), Rename(target, "Thị trấn Một", "township")],
    )
    assert names(rows(cast.bob, **{"f.level": "commune"})) == ["Xã Một Hai", "Xã Một Một"]
    (now,) = rows(cast.bob, as_of="", **{"f.level": "commune"})
    assert (now[0], now[6]) == ("Thị trấn Một", "01/01/2020")
    address = reverse("unit", args=[old.public_id])
    assert f'href="{address}?as_of={OLD}"' in client.get(URL, {"as_of": OLD}).text


def test_namesakes_are_told_apart(cast, rows):
    for name in ("Huyện Cao Lộc", "Huyện Lộc Bình"):
        district = factories.unit(name, "rural_district", cast.province)
        factories.unit("Xã Mẫu Sơn", "commune", district)
    assert sorted(names(rows(cast.bob, q="mẫu sơn"))) == [
        "Xã Mẫu Sơn, huyện Cao Lộc",
        "Xã Mẫu Sơn, huyện Lộc Bình",
    ]


def test_only_those_of_the_scope(cast, rows, client):
    assert names(rows(cast.charlie)) == ["Tỉnh B"]
    assert names(rows(cast.dana)) == ["Huyện Một", "Tỉnh A", "Tỉnh B", "Xã Một Hai", "Xã Một Một"]
    assert client.post(URL).status_code == 405
    client.logout()
    assert client.get(URL).status_code == 302
