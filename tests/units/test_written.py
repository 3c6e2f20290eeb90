"""Which unit a cell of an old list means, as offices write them."""

from __future__ import annotations

from datetime import date

import pytest

import factories
from goc.units.access import limited, scope_of
from goc.units.written import NOT_YOURS, Places, WrittenUnits

DAY, TODAY = date(2012, 12, 31), date(2026, 11, 20)
pytestmark = pytest.mark.django_db


@pytest.fixture
def units(cast):
    """Two communes Mẫu Sơn, a township, a ward and a city of the province's name."""
    city = factories.unit("Thành phố Lạng Sơn", "provincial_city", cast.province, code="178")
    factories.unit("Phường Tam Thanh", "ward", city, code="05974")
    for name, commune in (("Huyện Cao Lộc", "06238"), ("Huyện Lộc Bình", "06532")):
        district = factories.unit(name, "rural_district", cast.province)
        factories.unit("Xã Mẫu Sơn", "commune", district, code=commune)
    factories.unit("Thị trấn Thất Khê", "township", cast.district, code="05995")
    factories.unit("Xã Quý Hòa", "commune", cast.district, code="06076")
    return WrittenUnits(scope_of(cast.alice, today=TODAY), DAY)


def read(units, value, *under, hint=""):
    """The code that is taken; else the kind with the codes that are offered."""
    found = units.read(value, Places(under, hint))
    if found.is_right:
        return units.names.nodes[found.value.pk].code
    return found.kind, [offer.text.split(":")[-1].rstrip("]") for offer in found.offers]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("TT. Thất Khê", "05995"),
        ("T.T Thất Khê", "05995"),
        ("thất khê", "05995"),
        ("P. Tam Thanh", "05974"),
        ("Tam Thanh, TP Lạng Sơn", "05974"),
        ("Mẫu Sơn (Lộc Bình)", "06532"),
        ("Mẫu Sơn - Lộc Bình", "06532"),
        ("xã Mẫu Sơn; H. Cao Lộc", "06238"),
        ("Cao Lộc, Mẫu Sơn", "06238"),
        ("Ban CHQS xã Quý Hoà", "06076"),
        ("UBND xã Quý Hòa", "06076"),
        ("X. Quy Hoa", "06076"),
        ("06076", "06076"),
        ("3-tier: 06076", "06076"),
    ],
)
def test_what_is_taken(units, text, code):
    assert read(units, text) == f"3-tier:{code}"


@pytest.mark.parametrize(
    ("value", "offers"),
    [
        ("xã Mẫu Sơn", ["06238", "06532"]),
        ("Quí Hòa", ["06076"]),
        (6076.0, ["06076"]),
        ("Phường Tam Thanh, TPLS", ["05974"]),
    ],
)
def test_what_is_asked(units, value, offers):
    kind, offered = read(units, value)
    assert (kind, offered[: len(offers)]) == ("asked", [offer.zfill(5) for offer in offers])


def test_the_rows_above_tell_homonyms_apart(units):
    assert read(units, "Mẫu Sơn", "HUYỆN LỘC BÌNH") == "3-tier:06532"
    assert read(units, "Thất Khê", "Huyện Lộc Bình") == ("asked", ["05995"])


def test_what_another_cell_names_is_offered_first(units):
    assert read(units, "Mẫu Sơn", hint="Xã Mẫu Sơn, huyện Lộc Bình")[1] == ["06532", "06238"]


def test_nothing_outside_the_scope_is_offered(units, cast):
    hidden = WrittenUnits(scope_of(cast.charlie, today=TODAY), DAY)
    assert read(hidden, "xã Mẫu Sơn") == read(hidden, "Quí Hòa") == ("refused", [])
    assert read(hidden, "06076") == ("refused", [])


def test_who_only_reads_a_unit_is_told(units, cast):
    reading = WrittenUnits(scope_of(cast.bob, today=TODAY), DAY)
    assert reading.read("Xã Một Một", Places()).reason == NOT_YOURS


def test_a_scope_limited_to_a_unit_keeps_its_roles(cast):
    whole = scope_of(cast.alice, today=TODAY)
    one, other = cast.communes[0].pk, cast.communes[1].pk
    part = limited(whole, {one, 10**6})
    assert (part.contains(one), part.contains(other), part.can_edit(one)) == (True, False, True)
    assert not part.contains(10**6) and not part.contains(None)
