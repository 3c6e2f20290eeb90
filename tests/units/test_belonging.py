"""To which living unit the records of a unit belong on a day, straight from the rows."""

from datetime import date

import pytest

import factories
from goc.units.belonging import NOBODY, Belonging, belonging
from goc.units.models import Lineage, Reorganisation, Unit, UnitParent, UnitVersion

pytestmark = pytest.mark.django_db
EVE, DAY, LATER, TODAY = date(2019, 12, 31), date(2020, 1, 1), date(2025, 7, 1), date(2026, 11, 20)


@pytest.fixture
def land():
    """Province A with districts One and Two and their communes a, b and c; province B with d."""
    a, b = (factories.unit(f"Tỉnh {x}", "province") for x in "AB")
    one, two = (factories.unit(f"Huyện {x}", "rural_district", a) for x in ("Một", "Hai"))
    units = {"A": a, "B": b, "one": one, "two": two}
    for name, above in (("a", one), ("b", one), ("c", two), ("d", b)):
        units[name] = factories.unit(f"Xã {name}", "commune", above)
    return units


def end(unit, on=DAY):
    for rows in (unit.versions, unit.parents):
        rows.filter(valid_to=None).update(valid_to=on)


def goes(origin, target, share="full", on=DAY):
    act = Reorganisation.objects.create(on=on)
    Lineage.objects.create(reorganisation=act, on=on, from_unit=origin, to_unit=target, share=share)


def home(land, unit, day=TODAY):
    """The name of the unit in `land` that answers for one."""
    found = Belonging(day).home(land[unit].pk)
    return {made.pk: name for name, made in land.items()}.get(found, found)


# --- the homes of the dissolved


def test_a_living_unit_keeps_its_own_even_when_it_gave_all_away(land):
    goes(land["a"], land["b"])
    assert home(land, "a") == "a"


@pytest.mark.parametrize(
    ("passages", "answers"),
    [
        ([("b", "full")], "b"),
        ([("c", "full")], "c"),
        ([("d", "full")], "d"),
        ([("b", "partial")], "one"),
        ([("b", "unknown")], "one"),
        ([("c", "partial")], "two"),
        ([(None, "unknown")], "one"),
        ([], "one"),
        ([("b", "partial"), ("c", "partial")], "A"),
        ([("c", "partial"), ("b", "partial")], "A"),
        ([("b", "full"), ("c", "full")], "A"),
        ([("b", "partial"), ("d", "partial")], NOBODY),
        ([("b", "full"), (None, "unknown")], "one"),
        ([("c", "full"), (None, "unknown")], "A"),
        ([("A", "partial")], NOBODY),
    ],
    ids=lambda value: str(value).replace(" ", ""),
)
def test_who_answers_for_a_commune_that_ended(land, passages, answers):
    end(land["a"])
    for target, share in passages:
        goes(land["a"], target and land[target], share)
    assert home(land, "a") == answers


def test_on_its_last_day_it_answered_for_itself(land):
    end(land["a"])
    goes(land["a"], land["b"])
    assert [home(land, "a", day) for day in (EVE, DAY)] == ["a", "b"]


def test_followed_through_whole_heirs_until_one_lives(land):
    end(land["a"])
    goes(land["a"], land["b"])
    end(land["b"], LATER)
    goes(land["b"], land["c"], on=LATER)
    assert [home(land, "a", day) for day in (DAY, LATER)] == ["b", "c"]
    end(land["c"], TODAY)
    assert home(land, "a") == "two"


def test_a_passage_before_the_end_is_no_passage_of_the_end(land):
    """It gave a part in 2020 and ended in 2025, nobody knows where to."""
    goes(land["a"], land["c"], "full", DAY)
    end(land["a"], LATER)
    assert home(land, "a") == "one"


def test_a_passage_still_to_come_is_not_followed(land):
    end(land["a"])
    goes(land["a"], land["c"], on=LATER)
    assert [home(land, "a", day) for day in (DAY, LATER)] == ["one", "c"]


def test_a_passage_to_itself_is_none(land):
    """A code that went on in the next catalogue."""
    end(land["a"])
    goes(land["a"], land["a"])
    goes(land["a"], land["c"])
    assert home(land, "a") == "c"


def test_a_ring_of_heirs_belongs_to_nobody(land):
    for name, other in ("ab", "ba"):
        end(land[name])
        goes(land[name], land[other])
    assert home(land, "a") == NOBODY


def test_a_district_that_ended_answers_through_its_superior(land):
    end(land["a"])
    end(land["one"], LATER)
    assert [home(land, "a", day) for day in (EVE, DAY, LATER)] == ["a", "one", "A"]
    end(land["A"], LATER)
    assert home(land, "a") == NOBODY


def test_its_last_superior_of_the_civil_line_counts_first(land):
    for above, line in ((land["B"], "military"), (land["two"], "civil")):
        start = DAY if line == "civil" else factories.START
        if line == "civil":
            land["a"].parents.filter(line="civil").update(valid_to=DAY)
        UnitParent.objects.create(unit=land["a"], parent=above, line=line, valid_from=start)
    end(land["a"], LATER)
    assert home(land, "a") == "two"


def test_who_stood_on_the_military_line_only_goes_to_its_superior_there(land):
    post = factories.unit("Trạm", "agency", land["two"], line="military")
    end(post)
    assert home({**land, "post": post}, "post") == "two"


@pytest.mark.parametrize("begun", [date(2001, 1, 1), LATER])
def test_the_civil_superior_of_an_heir_counts_whenever_the_military_began(land, begun):
    for heir in "bc":
        UnitParent.objects.create(
            unit=land[heir], parent=land["B"], line="military", valid_from=begun
        )
    end(land["a"])
    for heir in "bc":
        goes(land["a"], land[heir], "partial")
    assert home(land, "a") == "A"


def test_heirs_of_the_military_line_only_have_their_superior_there(land):
    posts = [factories.unit(f"Trạm {n}", "agency", land["two"], line="military") for n in (1, 2)]
    end(land["a"])
    for post in posts:
        goes(land["a"], post, "partial")
    assert home(land, "a") == "two"


def test_a_unit_not_yet_founded_belongs_to_nobody_yet(land):
    young = factories.unit("Xã e", "commune", land["two"], start=LATER)
    assert [home({**land, "e": young}, "e", day) for day in (DAY, LATER)] == ["two", "e"]


def test_who_was_never_named_belongs_to_nobody(land):
    land["x"] = Unit.objects.create()
    assert home(land, "x") == NOBODY


# --- what a unit covers


def covered(land, *roots, day=TODAY):
    found = Belonging(day).covered([land[root].pk for root in roots])
    return sorted(name for name, unit in land.items() if unit.pk in found)


def test_all_below_on_either_line(land):
    UnitParent.objects.create(
        unit=land["d"], parent=land["one"], line="military", valid_from=factories.START
    )
    assert covered(land, "one") == ["a", "b", "d", "one"]
    assert covered(land, "A") == ["A", "a", "b", "c", "d", "one", "two"]
    assert covered(land, "B") == ["B", "d"]
    assert covered(land, "a", "two") == ["a", "c", "two"]
    assert covered(land) == []


def test_a_unit_that_moved_is_covered_by_its_superior_of_the_day(land):
    land["a"].parents.update(valid_to=DAY)
    UnitParent.objects.create(unit=land["a"], parent=land["two"], valid_from=DAY)
    assert [covered(land, "two", day=day) for day in (EVE, DAY)] == [
        ["c", "two"],
        ["a", "c", "two"],
    ]
    assert [covered(land, "one", day=day) for day in (EVE, DAY)] == [
        ["a", "b", "one"],
        ["b", "one"],
    ]


def test_the_dissolved_are_covered_with_those_that_answer(land):
    end(land["a"])
    goes(land["a"], land["c"])
    assert covered(land, "c") == ["a", "c"]
    assert covered(land, "one") == ["b", "one"]
    assert covered(land, "one", day=EVE) == ["a", "b", "one"]


def test_a_dissolved_root_covers_nothing(land):
    end(land["a"])
    assert covered(land, "a") == []
    assert covered(land, "one") == ["a", "b", "one"]


def test_below_a_superior_that_ended_nobody_is_found(land):
    """The link was left open: who is not alive carries nobody."""
    land["one"].versions.update(valid_to=DAY)
    land["one"].parents.update(valid_to=DAY)
    assert covered(land, "A") == ["A", "c", "one", "two"]


def test_a_ring_of_superiors_ends(land):
    UnitParent.objects.create(unit=land["A"], parent=land["a"], valid_from=factories.START)
    belongs = Belonging(TODAY)
    assert belongs.under([land["a"].pk]) == belongs.under([land["A"].pk])
    end(land["c"])
    goes(land["c"], land["a"], "partial")
    goes(land["c"], land["b"], "partial")
    assert home(land, "c") == "one"


# --- read again only when something changed


def test_read_once_a_day_until_a_row_changes(land):
    first = belonging(TODAY)
    assert belonging(TODAY) is first
    assert belonging(DAY) is not first
    assert belonging(TODAY) is first
    UnitVersion.objects.filter(unit=land["a"]).update(valid_to=DAY)
    second = belonging(TODAY)
    assert (second is first, land["a"].pk in second.alive) == (False, False)


@pytest.mark.parametrize("change", ["parent", "passage", "unit", "deleted"])
def test_every_table_counts(land, change):
    before = belonging(TODAY)
    if change == "parent":
        land["a"].parents.update(valid_to=DAY)
    elif change == "passage":
        goes(land["a"], land["b"])
    elif change == "unit":
        factories.unit("Xã mới", "commune")
    else:
        land["d"].parents.all().delete()
    assert belonging(TODAY) is not before


def test_only_a_few_days_are_kept(land):
    first = belonging(date(2021, 1, 1))
    for year in range(2022, 2026):
        belonging(date(year, 1, 1))
    assert belonging(date(2025, 1, 1)) is belonging(date(2025, 1, 1))
    assert belonging(date(2021, 1, 1)) is not first
