"""Names of units on days, told apart from namesakes."""

from datetime import date

import pytest

import factories
from goc.units.actions import Close, Found, Transfer, close_unit, rename_unit, reorganise
from goc.units.models import UnitVersion
from goc.units.naming import NameBook, indented, names_apart, printed_name, printed_names
from goc.units.queries import tree

pytestmark = pytest.mark.django_db
OLD, DAY, TODAY = date(2012, 1, 1), date(2020, 1, 1), date(2026, 11, 20)


@pytest.fixture
def place():
    """Two communes Mẫu Sơn in two districts of A, one in B, and Xã Lẻ."""
    a, b = (factories.unit(f"Tỉnh {x}", "province") for x in "AB")
    one, two = (factories.unit(f"Huyện {x}", "rural_district", a) for x in ("Một", "Hai"))
    far = factories.unit("Huyện Xa", "rural_district", b)
    units = [factories.unit("Xã Mẫu Sơn", "commune", d) for d in (one, two, far)]
    alone = factories.unit("Xã Lẻ", "commune", one)
    return {"a": a, "one": one, "two": two, "units": units, "alone": alone}


def test_namesakes_of_one_province_are_told_by_district(place):
    one, two, far = (u.pk for u in place["units"])
    ids = [one, two, far, place["alone"].pk, place["one"].pk]
    assert list(names_apart(ids, as_of=OLD).values()) == [
        "Xã Mẫu Sơn, huyện Một",
        "Xã Mẫu Sơn, huyện Hai",
        "Xã Mẫu Sơn",
        "Xã Lẻ",
        "Huyện Một",
    ]
    assert printed_names([one, far], as_of=OLD) == {one: "xã Mẫu Sơn, huyện Một", far: "xã Mẫu Sơn"}
    assert printed_name(place["units"][1], as_of=OLD) == "xã Mẫu Sơn, huyện Hai"


def test_each_day_has_its_own_names_and_namesakes(place):
    one, two, _ = place["units"]
    rename_unit(unit=two, name="Xã Khác", on=DAY, by="t")
    book = NameBook([one.pk, two.pk])
    assert [book.listed(u.pk, d) for d in (OLD, DAY) for u in (one, two)] == [
        "Xã Mẫu Sơn, huyện Một",
        "Xã Mẫu Sơn, huyện Hai",
        "Xã Mẫu Sơn",
        "Xã Khác",
    ]


def test_the_district_is_that_of_the_day(place):
    reorganise(on=DAY, kind="transfer", by="t", changes=[Transfer(place["units"][0], place["two"])])
    rename_unit(unit=place["one"], name="Thị xã Một", kind="town", on=DAY, by="t")
    book = NameBook([place["units"][0].pk])
    days = [date(2019, 12, 31), DAY]
    assert [book.listed(place["units"][0].pk, d) for d in days] == [
        "Xã Mẫu Sơn, huyện Một",
        "Xã Mẫu Sơn, huyện Hai",
    ]


def test_a_unit_outside_its_life_is_always_told_by_its_superior(place):
    alone = place["alone"]
    reorganise(
        on=DAY,
        kind="merge",
        by="t",
        changes=[
            Close(alone, into=(("new", "full"),)),
            Found("new", "Xã Lẻ", "commune", place["two"]),
        ],
    )
    new = UnitVersion.objects.get(name="Xã Lẻ", valid_to=None).unit
    assert list(names_apart([alone.pk, new.pk], as_of=TODAY).values()) == [
        "Xã Lẻ, huyện Một",
        "Xã Lẻ",
    ]
    assert list(names_apart([alone.pk, new.pk], as_of=OLD).values()) == [
        "Xã Lẻ",
        "Xã Lẻ, huyện Hai",
    ]


def test_a_unit_without_superior_or_name(place):
    ministry = factories.unit("Bộ Quốc phòng", "ministry")
    close_unit(unit=ministry, on=DAY, by="t")
    book = NameBook([ministry.pk])
    assert (book.listed(ministry.pk, TODAY), book.listed(None, TODAY)) == ("Bộ Quốc phòng", "")
    assert (names_apart([0], as_of=TODAY), NameBook([0]).listed(0, TODAY)) == ({}, "")


def test_a_select_tells_namesakes_apart(place):
    nodes = tree(as_of=OLD, root=place["a"])
    drawn = [name.replace("\u2003", " ") for _, name in indented(nodes, as_of=OLD)]
    assert sorted(drawn) == sorted(
        [
            "Tỉnh A",
            " Huyện Một",
            " Huyện Hai",
            "  Xã Mẫu Sơn, huyện Một",
            "  Xã Mẫu Sơn, huyện Hai",
            "  Xã Lẻ",
        ]
    )


def test_as_many_queries_for_many_units_as_for_one(place, django_assert_num_queries):
    with django_assert_num_queries(6):
        names_apart([place["alone"].pk], as_of=OLD)
    more = [factories.unit(f"Xã {n}", "commune", place["two"]).pk for n in range(20)]
    with django_assert_num_queries(6):
        names_apart(more, as_of=OLD)
