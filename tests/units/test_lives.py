"""What may be dated in a unit, who stood there before, who took over."""

from datetime import date

import pytest

import factories
from goc.lib.errors import RefusedError
from goc.units.actions import Abolish, Close, Found, close_unit, grant_right, reorganise
from goc.units.lives import (
    Heirs,
    Life,
    Stage,
    check_alive,
    check_within_life,
    counterparts,
    first_day,
    lives_of,
)
from goc.units.models import UnitVersion
from goc.units.queries import name_of

pytestmark = pytest.mark.django_db
FOUNDED, BETWEEN, OVER = date(2020, 1, 1), date(2022, 1, 1), date(2025, 7, 1)
TODAY = date(2026, 11, 20)


@pytest.fixture
def place():
    """Communes a and b became M in 2020; M became N, with c, in 2025, when the district ended."""
    province = factories.unit("Tỉnh A", "province", code="20")
    one = factories.unit("Huyện Một", "rural_district", province, code="180")
    units = {
        x: factories.unit(f"Xã {x}", "commune", one, code=f"0600{n}") for n, x in enumerate("abc")
    }
    changes = [Close(units[x], into=(("M", "full"),)) for x in "ab"]
    reorganise(
        on=FOUNDED, kind="merge", by="t", changes=[*changes, Found("M", "Xã M", "commune", one)]
    )
    units["M"] = UnitVersion.objects.get(name="Xã M").unit
    changes = [Close(units[x], into=(("N", "full"),)) for x in "Mc"]
    new = Found("N", "Xã N", "commune", province, code="2-tier:06040")
    reorganise(on=OVER, kind="level_abolished", by="t", changes=[*changes, new, Abolish(one)])
    units["N"] = UnitVersion.objects.get(name="Xã N").unit
    late = factories.unit("Xã Lập Sau", "commune", one, start=date(2010, 1, 1), end=OVER)
    return {"province": province, "one": one, "late": late, **units}


def called(ids, day):
    return [name_of(UnitVersion.objects.filter(unit=u).first().unit, as_of=day) for u in ids]


def test_the_life_of_a_unit_lasts_through_its_names(place):
    assert lives_of([place["a"].pk, place["N"].pk]) == {
        place["a"].pk: Life(factories.START, FOUNDED),
        place["N"].pk: Life(OVER, None),
    }
    assert (FOUNDED in Life(FOUNDED, OVER), OVER in Life(FOUNDED, OVER)) == (True, False)


def test_stages_follow_sure_heirs(place):
    a, m, n = (place[x].pk for x in "aMN")
    heirs = Heirs([a])
    assert heirs.stages(a, factories.START, None) == [
        Stage(a, factories.START, FOUNDED),
        Stage(m, FOUNDED, OVER),
        Stage(n, OVER, None),
    ]
    assert heirs.stages(a, factories.START, BETWEEN) == [
        Stage(a, factories.START, FOUNDED),
        Stage(m, FOUNDED, BETWEEN),
    ]
    assert heirs.stages(a, factories.START, FOUNDED) == [Stage(a, factories.START, FOUNDED)]
    assert heirs.stages(a, BETWEEN, None) == [Stage(m, BETWEEN, OVER), Stage(n, OVER, None)]
    assert Heirs([n]).stages(n, OVER, None) == [Stage(n, OVER, None)]


@pytest.mark.parametrize(
    ("unit", "day", "there"),
    [
        ("N", date(2012, 1, 1), ["Xã a", "Xã b", "Xã c"]),
        ("N", BETWEEN, ["Xã c", "Xã M"]),
        ("a", BETWEEN, ["Xã M"]),
        ("a", TODAY, ["Xã N"]),
        ("one", TODAY, ["Xã N"]),
        ("one", BETWEEN, ["Huyện Một"]),
        ("N", date(1999, 1, 1), []),
    ],
)
def test_who_stood_there_on_a_day(place, unit, day, there):
    assert called(counterparts([place[unit].pk], day=day), day) == there


def test_a_ring_of_passages_ends(place):
    from goc.units.models import Lineage, Reorganisation

    act = Reorganisation.objects.first()
    Lineage.objects.create(
        reorganisation=act, on=OVER, from_unit=place["N"], to_unit=place["a"], share="full"
    )
    assert called(counterparts([place["a"].pk], day=TODAY), TODAY) == ["Xã N"]


def test_the_end_of_a_unit_is_the_end_of_what_has_none(place):
    assert check_within_life(place["a"], factories.START) == FOUNDED
    assert check_within_life(place["a"], factories.START, date(2010, 1, 1)) == date(2010, 1, 1)
    assert check_within_life(place["a"], factories.START, FOUNDED) == FOUNDED
    assert check_within_life(place["N"], OVER) is None
    check_alive(place["a"], date(2019, 12, 31))


@pytest.mark.parametrize(
    ("unit", "start", "end", "sentence"),
    [
        (
            "N",
            date(2012, 1, 1),
            None,
            "«Xã N» chỉ có từ ngày 01/07/2025. Vào ngày 01/01/2012 ở đó là: xã a (3-tier:06000); "
            "xã b (3-tier:06001); xã c (3-tier:06002). Hãy chọn đơn vị của ngày ấy, hoặc sửa ngày.",
        ),
        (
            "a",
            BETWEEN,
            None,
            "«Xã a» đã kết thúc ngày 01/01/2020. Vào ngày 01/01/2022 ở đó là: xã M. Hãy chọn đơn vị "
            "của ngày ấy, hoặc sửa ngày.",
        ),
        (
            "a",
            date(2012, 1, 1),
            BETWEEN,
            "«Xã a» kết thúc ngày 01/01/2020, không ghi được đến ngày 01/01/2022. Từ ngày ấy ở đó "
            "là: xã M.",
        ),
        (
            "late",
            date(1999, 1, 1),
            None,
            "«Xã Lập Sau» chỉ có từ ngày 01/01/2010. Vào ngày 01/01/1999 ở đó là: (số liệu không cho "
            "biết). Hãy chọn đơn vị của ngày ấy, hoặc sửa ngày.",
        ),
    ],
)
def test_outside_its_life_the_units_of_the_day_are_offered(place, unit, start, end, sentence):
    with pytest.raises(RefusedError) as refused:
        check_within_life(place[unit], start, end)
    assert str(refused.value) == sentence


@pytest.mark.parametrize("unit", ["province", "one", "c"])
def test_what_the_record_knows_from_its_first_day_stood_before(place, unit):
    """A catalogue begins on some day; its units were there already, and people served in them."""
    end = lives_of([place[unit].pk])[place[unit].pk].end
    assert check_within_life(place[unit], date(1999, 1, 1)) == end
    check_alive(place[unit], date(1999, 1, 1))
    assert first_day(place[unit], date(1999, 1, 1)) == factories.START


def test_many_that_took_over_are_counted_not_all_named(place):
    parts = [Found(f"x{n}", f"Xã x{n:02}", "commune", place["province"]) for n in range(12)]
    into = tuple((part.key, "partial") for part in parts)
    on = date(2026, 1, 1)
    reorganise(on=on, kind="split", by="t", changes=[Close(place["N"], into=into), *parts])
    with pytest.raises(RefusedError, match=r"xã x00; .* xã x09; … \(còn 2\)\. Hãy") as refused:
        check_alive(place["N"], TODAY)
    assert "x10" not in str(refused.value)


def test_a_right_on_a_unit_that_ended_says_what_took_over(place):
    erin = factories.user("erin")
    with pytest.raises(RefusedError) as refused:
        grant_right(user=erin, unit=place["one"], role="reader", on=TODAY, by="t")
    assert str(refused.value).startswith(
        "«Huyện Một» đã kết thúc ngày 01/07/2025. Vào ngày 20/11/2026 ở đó là: xã N (2-tier:06040)."
    )


def test_a_right_on_a_unit_that_will_end_ends_with_it(place):
    close_unit(unit=place["N"], on=date(2027, 1, 1), by="t")
    erin = factories.user("erin")
    given = grant_right(user=erin, unit=place["N"], role="reader", on=TODAY, by="t")
    assert given.valid_to == date(2027, 1, 1)
