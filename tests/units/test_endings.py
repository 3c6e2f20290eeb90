"""What hangs on a unit ends with it or passes on: the mechanism, and this room's own traits and rights."""

from datetime import date
from decimal import Decimal

import pytest

import factories
from goc.audit.models import Event
from goc.lib.errors import InputError, RefusedError
from goc.units import endings
from goc.units.actions import (
    Abolish,
    Close,
    Found,
    Part,
    close_unit,
    found_unit,
    reorganise,
    set_trait,
)
from goc.units.actions.settlements import settle_right, settle_trait
from goc.units.endings import Ending, Tally
from goc.units.inheritance import LENGTH
from goc.units.loading import load_directory
from goc.units.models import Lineage, Settlement, Trait, UnitParent, UnitRight, UnitVersion
from goc.units.queries import name_of

pytestmark = pytest.mark.django_db
DAY, EVE, LATER = date(2020, 1, 1), date(2019, 12, 31), date(2025, 7, 1)


@pytest.fixture
def place():
    province = factories.unit("Tỉnh A", "province", code="20")
    one = factories.unit("Huyện Một", "rural_district", province, code="180")
    communes = {
        x: factories.unit(f"Xã {x}", "commune", one, code=f"0600{n}") for n, x in enumerate("abc")
    }
    return {"province": province, "one": one, **communes}


def merge(place, *, on=DAY, name="Xã Mới", of="ab"):
    return reorganise(
        on=on,
        kind="merge",
        legal_basis="818/NQ",
        by="t",
        changes=[
            *(Close(place[x], into=(("new", "full"),)) for x in of),
            Found("new", name, "commune", place["one"]),
        ],
    )


def newest():
    return UnitVersion.objects.order_by("-id").first().unit


def traits(kind="border"):
    return [
        (
            name_of(t.unit, as_of=t.valid_from),
            t.value,
            t.hedge,
            t.source,
            t.valid_from,
            t.valid_to,
        )
        for t in Trait.objects.filter(kind=kind).order_by("valid_from", "id")
    ]


# --- the mechanism


@pytest.fixture
def told(monkeypatch):
    """An ending of the test's own, last in the list; what it was told."""
    calls = []

    def hand_over(gone):
        calls.append((dict(gone.ends), dict(gone.heirs.heirs), gone.by, gone.text))
        return Tally(ended=1, passed=2, left=3)

    monkeypatch.setattr(
        endings, "registry", [*endings.registry, Ending("own", "của phép thử", hand_over)]
    )
    return calls


def test_a_reorganisation_tells_every_room_once_with_days_and_heirs(place, told):
    merge(place)
    new = newest()
    a, b = place["a"].pk, place["b"].pk
    assert told == [({a: DAY, b: DAY}, {a: new.pk, b: new.pk}, "t", "818/NQ")]
    event = Event.objects.get(action="units.reorganised")
    assert event.after["endings"]["own"] == {"ended": 1, "passed": 2, "left": 3}


def test_an_act_that_ends_nothing_tells_nobody(place, told):
    reorganise(on=DAY, kind="split", by="t", changes=[Part(place["a"], place["b"])])
    assert told == []


def test_closing_one_unit_tells_every_room_too(place, told):
    close_unit(unit=place["a"], on=DAY, by="t", text="QĐ 1")
    assert told == [({place["a"].pk: DAY}, {}, "t", "QĐ 1")]


def test_parts_and_the_unknown_have_no_heir(place, told):
    reorganise(
        on=DAY,
        kind="split",
        by="t",
        changes=[
            Close(place["a"], into=((place["b"], "partial"), (place["c"], "partial"))),
        ],
    )
    close_unit(unit=place["b"], on=LATER, by="t")
    assert [heirs for _, heirs, *_ in told] == [{}, {}]


def test_what_a_room_refuses_undoes_the_whole_act(place, monkeypatch):
    def refuse(_gone):
        raise RefusedError("Không được.")

    monkeypatch.setattr(endings, "registry", [Ending("own", "của phép thử", refuse)])
    events = Event.objects.count()
    with pytest.raises(RefusedError, match=r"Không được\."):
        merge(place)
    assert (Lineage.objects.count(), Event.objects.count()) == (0, events)
    assert place["a"].versions.get().valid_to is None


def test_the_loader_tells_of_units_the_site_had(catalogue, told):
    district = factories.unit(
        "Huyện Tràng Định",
        "rural_district",
        factories.unit("Tỉnh Lạng Sơn", "province", code="20"),
        code="180",
    )
    commune = factories.unit("Xã Đại Đồng", "commune", district, code="06007")
    result = load_directory(catalogue, by="t")
    heir = Lineage.objects.get(from_unit=commune).to_unit
    assert told == [
        (
            {district.pk: LATER, commune.pk: DAY},
            {commune.pk: heir.pk},
            "t",
            f"danh mục {catalogue}",
        )
    ]
    assert (result["endings"]["own"], result["changed"]) == (
        {"ended": 1, "passed": 2, "left": 3},
        True,
    )
    assert Event.objects.get(action="units.load").after["endings"] == result["endings"]


def test_a_dry_run_counts_what_would_end_and_writes_nothing(catalogue):
    province = factories.unit("Tỉnh Lạng Sơn", "province", code="20")
    district = factories.unit("Huyện Tràng Định", "rural_district", province, code="180")
    commune = factories.unit("Xã Đại Đồng", "commune", district, code="06007")
    Trait.objects.create(unit=commune, kind="border", source="s", valid_from=factories.START)
    result = load_directory(catalogue, by="t", dry_run=True)
    assert result["endings"]["traits"] == {"ended": 1, "passed": 1, "left": 0}
    assert (traits(), Event.objects.count(), commune.versions.get().valid_to) == (
        [("Xã Đại Đồng", 1, "", "s", factories.START, None)],
        0,
        None,
    )


# --- boards


def board_of(unit):
    return found_unit(
        name="Ban Chỉ đạo", kind="steering_committee", parent=unit, on=factories.START, by="t"
    )


def test_a_board_ends_with_the_level_of_its_unit(place):
    board = board_of(place["one"])
    reorganise(on=LATER, kind="level_abolished", by="t", changes=[Abolish(place["one"])])
    assert board.versions.get().valid_to == LATER
    assert UnitParent.objects.get(unit=board).valid_to == LATER
    assert UnitParent.objects.as_of(LATER).filter(parent=place["province"]).count() == 3


def test_a_board_ends_with_a_closed_unit(place):
    board = board_of(place["a"])
    close_unit(unit=place["a"], on=LATER, by="t")
    assert board.versions.get().valid_to == LATER


def test_a_board_ends_with_a_unit_that_a_catalogue_ends(catalogue):
    province = factories.unit("Tỉnh Lạng Sơn", "province", code="20")
    district = factories.unit("Huyện Tràng Định", "rural_district", province, code="180")
    board, theirs = board_of(district), board_of(province)
    result = load_directory(catalogue, by="t")
    assert (board.versions.get().valid_to, theirs.versions.get().valid_to) == (LATER, None)
    assert result["orphans"] == []


# --- traits


def test_a_border_passes_to_the_heir_and_on_to_its_heir(place):
    set_trait(unit=place["a"], kind="border", source="BC 1", on=factories.START, by="t")
    merge(place)
    new = newest()
    assert traits() == [
        ("Xã a", 1, "", "BC 1", factories.START, DAY),
        ("Xã Mới", 1, "", "kế thừa từ xã a: BC 1", DAY, None),
    ]
    reorganise(on=LATER, kind="merge", by="t", changes=[Close(new, into=((place["c"], "full"),))])
    assert traits()[1:] == [
        ("Xã Mới", 1, "", "kế thừa từ xã a: BC 1", DAY, LATER),
        ("Xã c", 1, "", "kế thừa từ xã a: BC 1", LATER, None),
    ]
    opened = [
        e
        for e in Event.objects.filter(action="open", kind="units.trait").order_by("id")
        if "kế" in str(e.after)
    ]
    assert [e.text for e in opened] == ["818/NQ", ""]


def test_two_borders_make_one_and_a_second_run_none(place):
    for x in "ab":
        set_trait(unit=place[x], kind="border", source=f"BC {x}", on=factories.START, by="t")
    merge(place)
    assert [row[0] for row in traits()] == ["Xã a", "Xã b", "Xã Mới"]
    again = endings.hand_over([place["a"].pk, place["b"].pk], by="t")
    assert (again["traits"], endings.changed(again)) == (Tally(0, 0, 0), False)


def test_a_class_is_given_by_decision_and_ends(place):
    set_trait(unit=place["a"], kind="class", value=2, source="QĐ", on=factories.START, by="t")
    merge(place)
    assert [(row[0], row[-1]) for row in traits("class")] == [("Xã a", DAY)]


def lengths(place, **values):
    for x, value in values.items():
        set_trait(
            unit=place[x],
            kind=LENGTH,
            value=value,
            hedge="hơn",
            source="BC",
            on=factories.START,
            by="t",
        )


def test_lengths_are_summed_when_all_are_known(place):
    lengths(place, a="10.5", b=4)
    merge(place)
    assert [(r[0], r[1], r[2], r[4]) for r in traits(LENGTH)][2:] == [
        ("Xã Mới", Decimal("14.500"), "hơn", DAY)
    ]


def test_lengths_are_summed_with_that_of_the_unit_that_goes_on(place):
    lengths(place, a=10, b=4)
    reorganise(
        on=DAY, kind="merge", by="t", changes=[Close(place["a"], into=((place["b"], "full"),))]
    )
    assert [(r[0], r[1], r[4], r[5]) for r in traits(LENGTH)] == [
        ("Xã a", 10, factories.START, DAY),
        ("Xã b", 4, factories.START, DAY),
        ("Xã b", 14, DAY, None),
    ]


@pytest.mark.parametrize("known", [{"a": 10}, {"b": 10}])
def test_a_length_waits_when_one_is_not_known(place, known):
    lengths(place, **known)
    merge(place)
    assert [row[0] for row in traits(LENGTH)] == [f"Xã {x}" for x in known]


def test_a_trait_of_a_divided_unit_waits(place):
    set_trait(unit=place["a"], kind="border", source="BC 1", on=factories.START, by="t")
    parts = tuple((place[x], "partial") for x in "bc")
    reorganise(on=DAY, kind="split", by="t", changes=[Close(place["a"], into=parts)])
    assert [(row[0], row[-1]) for row in traits()] == [("Xã a", DAY)]
    trait = Trait.objects.get()
    settle_trait(trait=trait, units=[place["b"], place["c"]], by="t")
    assert [(row[0], row[3], row[4]) for row in traits()][1:] == [
        ("Xã b", "BC 1", DAY),
        ("Xã c", "BC 1", DAY),
    ]
    assert Settlement.objects.get().subject == trait.public_id
    assert Event.objects.filter(action="units.settle").count() == 1


def test_a_length_is_typed_for_one_unit(place):
    lengths(place, a=10)
    parts = tuple((place[x], "partial") for x in "bc")
    reorganise(on=DAY, kind="split", by="t", changes=[Close(place["a"], into=parts)])
    trait = Trait.objects.get()
    with pytest.raises(InputError, match="chọn một đơn vị"):
        settle_trait(trait=trait, units=[place["b"], place["c"]], by="t", value="3")
    for wrong in ("nhiều", "-3", "0", "NaN", "1e9"):
        with pytest.raises(InputError, match="không phải là số dương"):
            settle_trait(trait=trait, units=[place["b"]], by="t", value=wrong)
    settle_trait(trait=trait, units=[place["b"]], by="t", value="3,25")
    assert [(row[0], row[1]) for row in traits(LENGTH)] == [("Xã a", 10), ("Xã b", Decimal("3.25"))]


# --- rights


def test_a_right_ends_with_its_unit_and_the_heirs_is_not_given(place):
    erin = factories.user("erin", "editor", place["a"])
    merge(place)
    right = UnitRight.objects.get(user=erin)
    assert (right.unit, right.valid_to) == (place["a"], DAY)
    closing = Event.objects.get(action="close", kind="units.unitright")
    assert (closing.by, closing.text, closing.before["valid_to"], closing.after["valid_to"]) == (
        "t",
        "818/NQ",
        None,
        "2020-01-01",
    )
    settle_right(right=right, units=[newest()], on=LATER, by="t")
    assert list(
        UnitRight.objects.filter(user=erin)
        .order_by("id")
        .values_list("unit", "role", "valid_from", "valid_to")
    ) == [
        (place["a"].pk, "editor", factories.START, DAY),
        (newest().pk, "editor", LATER, None),
    ]


def test_a_right_that_would_end_later_ends_with_the_unit_one_that_ended_before_stays(place):
    erin, fred = (factories.user(name, "editor", place["a"]) for name in ("erin", "fred"))
    UnitRight.objects.filter(user=erin).update(valid_to=LATER)
    UnitRight.objects.filter(user=fred).update(valid_to=EVE)
    merge(place)
    ends = dict(UnitRight.objects.values_list("user__login", "valid_to"))
    assert ends == {"erin": DAY, "fred": EVE}
    assert Event.objects.filter(kind="units.unitright", action="correct").count() == 1
