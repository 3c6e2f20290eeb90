"""Lives and sure heirs from the rows themselves: stages, who stood there, what stood before."""

from datetime import date, timedelta

import pytest

import factories
from goc.lib.errors import RefusedError
from goc.units import lives
from goc.units.lives import Heirs, Life, Stage
from goc.units.models import Lineage, Reorganisation, Unit, UnitParent, UnitVersion

pytestmark = pytest.mark.django_db
START, EVE, DAY = factories.START, date(2019, 12, 31), date(2020, 1, 1)
LATER, OVER, TODAY = date(2022, 1, 1), date(2025, 7, 1), date(2026, 11, 20)


@pytest.fixture
def make():
    """Communes by name under one district, each with its life."""
    province = factories.unit("Tỉnh A", "province", code="20")
    district = factories.unit("Huyện Một", "rural_district", province, code="180")
    made = {"A": province, "one": district}

    def call(name, start=START, end=None, above=district):
        made[name] = factories.unit(f"Xã {name}", "commune", above, start=start, end=end)
        return made[name]

    call.made = made
    return call


def goes(origin, target, share="full", on=DAY):
    act = Reorganisation.objects.create(on=on)
    return Lineage.objects.create(
        reorganisation=act, on=on, from_unit=origin, to_unit=target, share=share
    )


def refusal(act, *given):
    with pytest.raises(RefusedError) as refused:
        act(*given)
    return str(refused.value)


# --- lives


@pytest.mark.parametrize(
    ("life", "day", "lives_then"),
    [
        (Life(START, DAY), START - timedelta(days=1), False),
        (Life(START, DAY), START, True),
        (Life(START, DAY), EVE, True),
        (Life(START, DAY), DAY, False),
        (Life(START, None), date.max, True),
    ],
)
def test_a_life_holds_its_first_day_and_not_its_last(life, day, lives_then):
    assert (day in life) is lives_then


def test_a_life_goes_from_the_first_name_to_the_end_of_the_last(make):
    unit = make("a", end=DAY)
    UnitVersion.objects.create(
        unit=unit, name="b", folded="b", kind="ward", valid_from=DAY, valid_to=OVER
    )
    nameless = Unit.objects.create()
    assert lives.lives_of([unit.pk, nameless.pk, 0]) == {unit.pk: Life(START, OVER)}
    assert lives.lives_of([]) == {}


# --- sure heirs


def test_only_one_that_took_all_is_sure(make):
    a, b, c = (make(x, end=DAY if x == "a" else None) for x in "abc")
    assert Heirs([a.pk]).heirs == {}
    row = goes(a, b)
    assert Heirs([a.pk]).heirs == {a.pk: b.pk}
    second = goes(a, c, "partial")
    assert Heirs([a.pk]).heirs == {}
    second.delete()
    for share in ("partial", "unknown"):
        Lineage.objects.filter(pk=row.pk).update(share=share)
        assert Heirs([a.pk]).heirs == {}


def test_what_was_given_before_the_end_and_to_itself_is_none_of_the_end(make):
    a, b, c = make("a", end=LATER), make("b"), make("c")
    goes(a, c, "partial", DAY)
    goes(a, a, "full", LATER)
    goes(a, b, "full", LATER)
    assert Heirs([a.pk]).heirs == {a.pk: b.pk}


@pytest.mark.parametrize(
    ("start", "end", "sure"),
    [(START, None, True), (DAY, None, True), (LATER, None, False), (START, DAY, False)],
)
def test_an_heir_lives_on_the_day_of_the_end(make, start, end, sure):
    a, b = make("a", end=DAY), make("b", start, end)
    goes(a, b)
    assert (Heirs([a.pk]).heirs == {a.pk: b.pk}) is sure


def test_a_living_unit_has_no_heir(make):
    a, b = make("a"), make("b")
    goes(a, b)
    heirs = Heirs([a.pk, b.pk])
    assert (heirs.heirs, heirs.end_of(a.pk), heirs.end_of(0)) == ({}, None, None)


def test_heirs_of_heirs_are_read_too(make):
    a, b, c = make("a", end=DAY), make("b", end=LATER), make("c")
    goes(a, b)
    goes(b, c, on=LATER)
    heirs = Heirs([a.pk])
    assert heirs.heirs == {a.pk: b.pk, b.pk: c.pk}
    assert [heirs.end_of(unit.pk) for unit in (a, b, c)] == [DAY, LATER, None]


# --- stages


@pytest.fixture
def chain(make):
    """a until 2020, then b until 2022, then c until 2025, without an heir."""
    a, b, c = make("a", end=DAY), make("b", end=LATER), make("c", end=OVER)
    goes(a, b)
    goes(b, c, on=LATER)
    return a.pk, b.pk, c.pk


@pytest.mark.parametrize(
    ("start", "end", "stages"),
    [
        (START, None, [(0, START, DAY), (1, DAY, LATER), (2, LATER, None)]),
        (START, EVE, [(0, START, EVE)]),
        (START, DAY, [(0, START, DAY)]),
        (START, DAY + timedelta(days=1), [(0, START, DAY), (1, DAY, DAY + timedelta(days=1))]),
        (START, LATER, [(0, START, DAY), (1, DAY, LATER)]),
        (EVE, LATER, [(0, EVE, DAY), (1, DAY, LATER)]),
        (DAY, None, [(1, DAY, LATER), (2, LATER, None)]),
        (LATER, None, [(2, LATER, None)]),
        (TODAY, None, [(2, TODAY, None)]),
        (DAY, LATER, [(1, DAY, LATER)]),
    ],
)
def test_what_hung_on_a_unit_passes_from_heir_to_heir(chain, start, end, stages):
    found = Heirs([chain[0]]).stages(chain[0], start, end)
    assert found == [Stage(chain[n], first, last) for n, first, last in stages]


def test_a_ring_of_heirs_is_walked_once(make):
    """The code went to another and came back: a lived until 2025, and b goes on in it after."""
    a, b = make("a", end=OVER), make("b", DAY, TODAY)
    goes(a, b, on=OVER)
    goes(b, a, on=TODAY)
    heirs = Heirs([a.pk])
    heirs.heirs[b.pk] = a.pk  # as if it lived again
    assert heirs.stages(a.pk, START, None) == [Stage(a.pk, START, OVER), Stage(b.pk, OVER, None)]


# --- who stood there


def counterparts(unit, day, made):
    found = lives.counterparts([unit.pk], day=day)
    return [name for name, there in made.items() if there.pk in found]


def test_those_of_any_share_stood_there_after_and_before(make):
    a, b, c = make("a", end=DAY), make("b"), make("c")
    goes(a, b, "partial")
    goes(a, c, "unknown")
    goes(a, None, "unknown")
    assert counterparts(a, EVE, make.made) == ["a"]
    assert counterparts(a, DAY, make.made) == ["b", "c"]
    assert counterparts(b, EVE, make.made) == ["b"]
    new = make("new", DAY)
    goes(a, new, "partial")
    assert counterparts(new, EVE, make.made) == ["a"]


def test_a_part_given_before_the_end_took_nothing_over(make):
    a, b, c = make("a", end=LATER), make("b"), make("c")
    goes(a, c, "partial", DAY)
    goes(a, b, "full", LATER)
    assert counterparts(a, LATER, make.made) == ["b"]


def test_of_a_district_that_ended_with_its_level_what_stood_under_it(make):
    make("a")
    make("b", end=date(2019, 6, 1))
    factories.unit("Ban Chỉ đạo", "steering_committee", make.made["one"])
    factories.unit("Trạm", "commune", make.made["one"], line="military")
    make.made["one"].versions.update(valid_to=DAY)
    assert counterparts(make.made["one"], DAY, make.made) == ["a"]
    assert len(lives.counterparts([make.made["one"].pk], day=DAY)) == 1


def test_a_district_that_went_somewhere_is_not_looked_for_below(make):
    make("a")
    other = factories.unit("Huyện Hai", "rural_district", make.made["A"])
    make.made |= {"two": other}
    make.made["one"].versions.update(valid_to=DAY)
    goes(make.made["one"], other)
    assert counterparts(make.made["one"], DAY, make.made) == ["two"]


def test_many_units_share_one_that_stands_there(make):
    a, b, c = make("a", end=DAY), make("b", end=DAY), make("c")
    goes(a, c)
    goes(b, c)
    ids = [a.pk, b.pk, c.pk]
    assert lives.counterparts(ids, day=DAY) == [c.pk]
    assert lives.counterparts_of(ids, day=DAY) == {pk: [c.pk] for pk in ids}
    assert lives.counterparts_of(ids, day=EVE) == {pk: [pk] for pk in ids}


# --- what is said of them


def test_what_is_said_of_units_of_a_day(make):
    factories.UnitCode.objects.create(unit=make("a"), catalogue="army", code="7", valid_from=DAY)
    province, unit = make.made["A"].pk, make.made["a"].pk
    assert lives.said([province, unit], as_of=DAY) == "tỉnh A (3-tier:20); xã a (army:7)"
    assert lives.said([unit], as_of=EVE) == "xã a"
    assert lives.said([], as_of=DAY) == "(số liệu không cho biết)"
    ids = [make(f"n{n:02}").pk for n in range(11)]
    assert lives.said(ids[:10], as_of=DAY).endswith("xã n09")
    assert lives.said(ids, as_of=DAY).endswith("xã n09; … (còn 1)")


# --- what may be dated in a unit


def test_the_first_and_the_last_day_of_a_life_are_within_it(make):
    unit = make("a", DAY, OVER)
    assert lives.check_within_life(unit, DAY, OVER) == OVER
    assert lives.check_within_life(unit, DAY) == OVER
    assert lives.check_within_life(unit, OVER - timedelta(days=1)) == OVER
    for act, day in ((lives.check_alive, OVER), (lives.check_within_life, OVER)):
        assert refusal(act, unit, day).startswith("«Xã a» đã kết thúc ngày 01/07/2025. Vào ngày")
    told = refusal(lives.check_within_life, unit, DAY, OVER + timedelta(days=1))
    assert told == (
        "«Xã a» kết thúc ngày 01/07/2025, không ghi được đến ngày 02/07/2025. Từ ngày ấy ở đó "
        "là: (số liệu không cho biết)."
    )


def test_a_unit_without_a_name_limits_nothing():
    unit = Unit.objects.create()
    assert lives.check_within_life(unit, DAY) is None
    assert lives.check_within_life(unit, DAY, OVER) == OVER
    assert lives.first_day(unit, DAY) == DAY
    lives.check_alive(unit, DAY)


def test_the_first_day_of_what_hangs_on_a_unit(make):
    unit = make("a", DAY)
    days = (EVE, DAY, LATER)
    assert [lives.first_day(unit, day) for day in days] == [DAY, DAY, LATER]


# --- what stood there before the record begins


BEFORE = date(1999, 1, 1)


def test_before_its_province_is_known_a_unit_stood_there(make):
    for unit in (make("a"), make.made["one"], make.made["A"]):
        lives.check_alive(unit, BEFORE)
        assert lives.check_within_life(unit, BEFORE, DAY) == DAY


def test_a_unit_known_later_than_its_province_did_not(make):
    unit = make("a", START + timedelta(days=1))
    assert refusal(lives.check_alive, unit, BEFORE).startswith("«Xã a» chỉ có từ ngày 02/01/2002.")


def test_a_unit_that_comes_from_another_did_not(make):
    a, b = make("a"), make("b")
    row = goes(b, a, "partial", on=START)
    assert refusal(lives.check_alive, a, BEFORE).startswith("«Xã a» chỉ có từ ngày 01/01/2002.")
    Lineage.objects.filter(pk=row.pk).update(on=DAY)
    lives.check_alive(a, BEFORE)  # it took in a part long after


def test_the_day_between_counts_on_neither_side(make):
    """Under a province known earlier than itself, and one known later."""
    late = factories.unit("Tỉnh B", "province", start=DAY)
    unit = factories.unit("Xã x", "commune", start=START)
    UnitParent.objects.create(unit=unit, parent=late, valid_from=DAY)
    lives.check_alive(unit, BEFORE)
    other = factories.unit("Xã y", "commune", late, start=DAY)
    lives.check_alive(other, EVE)
    assert refusal(lives.check_alive, factories.unit("Xã z", "commune", late, start=LATER), DAY)


def test_provinces_whose_record_begins_after_a_day(make):
    a = make.made["A"]
    b = factories.unit("Tỉnh B", "province", start=DAY)
    factories.unit("Huyện", "rural_district", start=DAY)
    founded = factories.unit("Tỉnh C", "province", start=DAY)
    goes(b, founded, "partial", on=DAY)
    old = factories.unit("Tỉnh D", "province", start=DAY)
    goes(b, old, "partial", on=LATER)
    assert lives.tops_begun_after(BEFORE) == {START: {a.pk}, DAY: {b.pk, old.pk}}
    assert lives.tops_begun_after(START) == {DAY: {b.pk, old.pk}}
    assert lives.tops_begun_after(DAY) == {}


def test_a_province_begins_with_its_first_name(make):
    unit = factories.unit("Tỉnh B", "province", end=DAY)
    UnitVersion.objects.create(
        unit=unit, name="Thành phố B", folded="b", kind="central_city", valid_from=DAY
    )
    assert lives.tops_begun_after(BEFORE) == {START: {make.made["A"].pk, unit.pk}}
    assert lives.tops_begun_after(EVE) == {}
