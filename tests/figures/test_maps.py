"""Restating on another map: exact places on a synthetic tree, and totals that never change."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from goc.figures.maps import FIRST, LAST, UnitMap

START, CHANGE, LATER = date(2002, 1, 1), date(2009, 1, 1), date(2012, 1, 1)
BEFORE = date(2005, 1, 1)


def version(unit: str, level: str, start: date = START, end: date | None = None) -> dict:
    return {
        "unit": unit,
        "name": unit,
        "kind": level,
        "level": level,
        "valid_from": start,
        "valid_to": end,
    }


def parent(
    unit: str, above: str, start: date = START, end: date | None = None, line: str = "civil"
) -> dict:
    return {"unit": unit, "line": line, "parent": above, "valid_from": start, "valid_to": end}


def went(origin: str, target: str | None, share: str = "full", on: date = CHANGE) -> dict:
    return {"on": on, "from_unit": origin, "to_unit": target, "share": share, "basis": ""}


def tree(*changes: dict) -> UnitMap:
    """Province P with districts D1 (c1, c2, c3) and D2 (c4). Rows of `changes` replace those of the same unit."""
    versions = [version("P", "province"), version("D1", "district"), version("D2", "district")]
    versions += [version(f"c{n}", "commune") for n in (1, 2, 3, 4)]
    parents = [
        parent("D1", "P"),
        parent("D2", "P"),
        *(parent(f"c{n}", "D1") for n in (1, 2, 3)),
        parent("c4", "D2"),
    ]
    lineage = [c for c in changes if "on" in c]
    for key, rows in (("level", versions), ("line", parents)):
        new = [c for c in changes if key in c]
        rows[:] = [r for r in rows if r["unit"] not in {c["unit"] for c in new}] + new
    return UnitMap(versions, parents, lineage)


def at(units: UnitMap, unit: str, day: date, on_map: date) -> tuple[str | None, ...]:
    return next(r[3:] for r in units.restated(on_map) if r[0] == unit and r[1] <= day < r[2])


def then(units: UnitMap, unit: str, day: date) -> tuple[str | None, ...]:
    return next(r[3:] for r in units.then() if r[0] == unit and r[1] <= day < r[2])


def test_a_commune_moved_to_another_district() -> None:
    units = tree(parent("c1", "D1", START, CHANGE), parent("c1", "D2", CHANGE))
    assert then(units, "c1", BEFORE) == ("P", "D1", "c1")
    assert then(units, "c1", LATER) == ("P", "D2", "c1")
    assert at(units, "c1", BEFORE, LATER) == ("P", "D2", "c1")
    assert at(units, "c1", LATER, BEFORE) == ("P", "D1", "c1")


def merged() -> UnitMap:
    """c1 of D1 and c4 of D2 become n of D2."""
    return tree(
        version("c1", "commune", START, CHANGE),
        version("c4", "commune", START, CHANGE),
        version("n", "commune", CHANGE),
        parent("c1", "D1", START, CHANGE),
        parent("c4", "D2", START, CHANGE),
        parent("n", "D2", CHANGE),
        went("c1", "n"),
        went("c4", "n"),
    )


def test_a_full_merge_follows_forward_and_is_not_undone_by_guessing() -> None:
    assert at(merged(), "c1", BEFORE, LATER) == ("P", "D2", "n")
    assert at(merged(), "n", LATER, BEFORE) == ("P", None, None)
    assert then(merged(), "c1", BEFORE) == ("P", "D1", "c1")


def test_a_row_dated_after_its_unit_ended_is_where_the_unit_went() -> None:
    assert then(merged(), "c1", LATER) == ("P", "D2", "n")
    assert then(merged(), "n", BEFORE) == ("P", "D2", "n")


def test_a_row_long_after_its_unit_ended_is_where_that_stands_on_its_own_day() -> None:
    """All of c1 went to c4, which later comes to the first district, and later still ends too."""
    over = date(2015, 1, 1)
    units = tree(
        version("c1", "commune", START, CHANGE),
        parent("c1", "D1", START, CHANGE),
        version("c4", "commune", START, over),
        parent("c4", "D2", START, LATER),
        parent("c4", "D1", LATER, over),
        went("c1", "c4"),
        went("c4", "c2", on=over),
    )
    assert then(units, "c1", BEFORE) == ("P", "D1", "c1")
    assert then(units, "c1", CHANGE) == ("P", "D2", "c4")
    assert then(units, "c1", LATER) == ("P", "D1", "c4")
    assert then(units, "c1", over) == ("P", "D1", "c2")
    assert [row[1:3] for row in units.then() if row[0] == "c1"] == [
        (FIRST, START),
        (START, CHANGE),
        (CHANGE, LATER),
        (LATER, over),
        (over, LAST),
    ]


def test_a_split_stays_with_what_the_parts_share() -> None:
    parts = [
        version("a", "commune", CHANGE),
        version("b", "commune", CHANGE),
        parent("a", "D1", CHANGE),
    ]
    gone = [version("c1", "commune", START, CHANGE), parent("c1", "D1", START, CHANGE)]
    lines = [went("c1", "a", "partial"), went("c1", "b", "partial")]
    assert at(tree(*parts, parent("b", "D1", CHANGE), *gone, *lines), "c1", BEFORE, LATER) == (
        "P",
        "D1",
        None,
    )
    assert at(tree(*parts, parent("b", "D2", CHANGE), *gone, *lines), "c1", BEFORE, LATER) == (
        "P",
        None,
        None,
    )
    assert at(tree(*parts, parent("b", "D2", CHANGE), *gone, *lines), "a", LATER, BEFORE) == (
        "P",
        "D1",
        "c1",
    )


def test_a_part_given_by_a_unit_that_goes_on_makes_its_earlier_rows_unsure() -> None:
    units = tree(went("c1", "c4", "partial"))
    assert at(units, "c1", BEFORE, LATER) == ("P", None, None)
    assert at(units, "c1", LATER, LATER) == ("P", "D1", "c1")
    assert at(units, "c4", LATER, BEFORE) == ("P", None, None)
    assert at(units, "c4", BEFORE, BEFORE) == ("P", "D2", "c4")


def test_a_unit_closed_without_target_stays_with_its_superior() -> None:
    gone = [version("c1", "commune", START, CHANGE), parent("c1", "D1", START, CHANGE)]
    assert at(tree(*gone, went("c1", None, "unknown")), "c1", BEFORE, LATER) == ("P", "D1", None)
    assert at(tree(*gone), "c1", BEFORE, LATER) == ("P", "D1", None)


def test_where_the_share_is_not_known_only_the_common_superior_is_sure() -> None:
    gone = [version("c1", "commune", START, CHANGE), parent("c1", "D1", START, CHANGE)]
    assert at(tree(*gone, went("c1", "c2", "unknown")), "c1", BEFORE, LATER) == ("P", "D1", None)
    assert at(tree(*gone, went("c1", "c4", "unknown")), "c1", BEFORE, LATER) == ("P", None, None)


def test_a_unit_closed_without_target_stays_with_the_superior_it_had_at_its_end() -> None:
    """D1, where c1 began, is split between two provinces later; D2, where it ended, is not."""
    units = tree(
        version("Q", "province"),
        version("D3", "district", LATER),
        parent("D3", "Q", LATER),
        went("D1", "D3", "partial", on=LATER),
        version("c1", "commune", START, date(2011, 1, 1)),
        parent("c1", "D1", START, CHANGE),
        parent("c1", "D2", CHANGE, date(2011, 1, 1)),
    )
    assert at(units, "c1", BEFORE, LATER) == ("P", "D2", None)
    assert at(units, "c2", BEFORE, LATER) == ("P", "D1", "c2")
    assert at(units, "D1", BEFORE, LATER) == (None, None, None)


def test_a_unit_founded_from_nobody_was_in_the_superior_it_began_under() -> None:
    units = tree(
        version("c1", "commune", CHANGE),
        parent("c1", "D1", CHANGE, LATER),
        parent("c1", "D2", LATER),
    )
    assert at(units, "c1", LATER, BEFORE) == ("P", "D1", None)


def anew(share: str, *more: dict) -> UnitMap:
    """c1 is founded anew on its own code."""
    return tree(
        version("c1", "commune", START, CHANGE),
        version("c1", "commune", CHANGE),
        parent("c1", "D1"),
        went("c1", "c1", share),
        *more,
    )


def test_a_unit_founded_anew_on_its_own_code_is_what_it_was_only_where_all_of_it_went_in() -> None:
    assert at(anew("full"), "c1", BEFORE, LATER) == ("P", "D1", "c1")
    for share in ("partial", "unknown"):
        assert at(anew(share), "c1", BEFORE, LATER) == ("P", "D1", None)
        assert at(anew(share), "c1", LATER, LATER) == ("P", "D1", "c1")
        assert at(anew(share), "c1", BEFORE, BEFORE) == ("P", "D1", "c1")
    assert at(anew("unknown"), "c1", LATER, BEFORE) == ("P", "D1", None)
    assert at(anew("partial"), "c1", LATER, BEFORE) == ("P", "D1", "c1")


def test_parts_that_say_where_all_of_a_unit_went_leave_only_what_they_share() -> None:
    near, far = went("c1", "c2", "partial"), went("c1", "c4", "partial")
    assert at(anew("partial", near), "c1", BEFORE, LATER) == ("P", "D1", None)
    assert at(anew("partial", far), "c1", BEFORE, LATER) == ("P", None, None)


def test_a_part_that_went_nobody_knows_where_makes_a_unit_unsure_that_goes_on() -> None:
    assert at(tree(went("c1", None, "unknown")), "c1", BEFORE, LATER) == ("P", "D1", None)


def test_a_full_passage_leaves_nothing_in_a_unit_that_stands_on_empty() -> None:
    assert at(tree(went("c1", "c4", "full")), "c1", BEFORE, LATER) == ("P", "D2", "c4")


def test_a_single_part_of_a_closed_unit_is_not_all_of_it_whatever_it_gave_before() -> None:
    units = tree(
        version("c1", "commune", START, CHANGE),
        parent("c1", "D1", START, CHANGE),
        went("c1", "c2", "partial", on=date(2006, 1, 1)),
        went("c1", "c2", "partial"),
    )
    assert at(units, "c1", BEFORE, LATER) == ("P", "D1", None)


def test_a_level_abolished_leaves_province_and_commune() -> None:
    units = tree(
        version("D1", "district", START, CHANGE),
        version("D2", "district", START, CHANGE),
        parent("D1", "P", START, CHANGE),
        parent("D2", "P", START, CHANGE),
        *(parent(f"c{n}", "D1", START, CHANGE) for n in (1, 2, 3)),
        parent("c4", "D2", START, CHANGE),
        *(parent(f"c{n}", "P", CHANGE) for n in (1, 2, 3, 4)),
    )
    assert at(units, "c1", BEFORE, LATER) == ("P", None, "c1")
    assert at(units, "c1", LATER, BEFORE) == ("P", "D1", "c1")
    assert at(units, "D1", BEFORE, LATER) == ("P", None, None)
    assert list(units.at_level("district", LATER)) == []


def test_a_chain_of_merges_is_followed_to_its_end() -> None:
    units = tree(
        version("c1", "commune", START, CHANGE),
        parent("c1", "D1", START, CHANGE),
        went("c1", "c2"),
        version("c2", "commune", START, LATER),
        parent("c2", "D1", START, LATER),
        went("c2", "c4", on=LATER),
    )
    assert at(units, "c1", BEFORE, LATER) == ("P", "D2", "c4")
    assert at(units, "c1", BEFORE, date(2010, 1, 1)) == ("P", "D1", "c2")


def test_rings_end() -> None:
    units = tree(
        version("c1", "commune", START, CHANGE),
        version("c2", "commune", START, CHANGE),
        went("c1", "c2"),
        went("c2", "c1"),
    )
    assert at(units, "c1", BEFORE, LATER) == ("P", "D1", None)
    ring = UnitMap(
        [version("a", "district"), version("b", "district")],
        [parent("a", "b"), parent("b", "a")],
        [],
    )
    assert (len(ring.then()), len(ring.restated(LATER))) == (4, 2)


def test_below_on_either_line() -> None:
    units = tree(
        version("BCH", "agency"),
        parent("BCH", "P"),
        parent("c4", "BCH", line="military"),
        parent("c4", "D2"),
    )
    assert units.under("BCH", LATER) == {"BCH", "c4"}
    assert sorted(units.at_level("commune", LATER, "D1")) == ["c1", "c2", "c3"]


DAYS = st.sampled_from([date(y, 1, 1) for y in range(2003, 2013)])
UNITS = st.sampled_from(["c1", "c2", "c3", "c4"])


@st.composite
def changes(draw) -> list[dict]:
    rows: list[dict] = []
    for unit in sorted(draw(st.sets(UNITS, max_size=3))):
        day = draw(DAYS)
        if draw(st.booleans()):
            rows += [version(unit, "commune", START, day), parent(unit, "D1", START, day)]
            rows += [
                went(unit, draw(UNITS), draw(st.sampled_from(["full", "partial", "unknown"])), day)
            ]
        else:
            rows += [
                parent(unit, "D1", START, day),
                parent(unit, draw(st.sampled_from(["D1", "D2"])), day),
            ]
    return rows


@settings(max_examples=150, deadline=None)
@given(changes(), st.lists(st.tuples(UNITS, DAYS), max_size=12), DAYS)
def test_totals_of_the_province_never_change(
    changed: list[dict], rows: list[tuple[str, date]], day: date
) -> None:
    units = tree(*changed)
    for placed in (units.then(), units.restated(day)):
        found = [[r for r in placed if r[0] == unit and r[1] <= on < r[2]] for unit, on in rows]
        assert all(len(stretches) == 1 for stretches in found)
        assert Counter(r[0][3] for r in found) == Counter({"P": len(rows)} if rows else {})
        assert all(not r[5] or r[3] for row in found for r in row)


def test_stretches_cover_all_time_without_overlap() -> None:
    for rows in (merged().then(), merged().restated(LATER), merged().restated(BEFORE)):
        for unit in {r[0] for r in rows}:
            mine = sorted(r[1:3] for r in rows if r[0] == unit)
            assert (mine[0][0], mine[-1][1]) == (FIRST, LAST)
            assert all(a[1] == b[0] for a, b in pairwise(mine))


def test_the_whole_country_is_mapped() -> None:
    """63 provinces, 700 districts, 10.000 communes; on CHANGE the districts go and three communes become one."""
    versions, parents, lineage = [], [], []
    for p in range(63):
        versions.append(version(f"p{p}", "province"))
    for d in range(700):
        versions.append(version(f"d{d}", "district", START, CHANGE))
        parents.append(parent(f"d{d}", f"p{d % 63}", START, CHANGE))
    for c in range(10_035):
        versions.append(version(f"x{c}", "commune", START, CHANGE))
        parents.append(parent(f"x{c}", f"d{c % 700}", START, CHANGE))
        lineage.append(went(f"x{c}", f"y{c // 3}", "full" if c % 7 else "partial"))
    for c in range(3345):
        versions.append(version(f"y{c}", "commune", CHANGE))
        parents.append(parent(f"y{c}", f"p{c % 63}", CHANGE))
    units = UnitMap(versions, parents, lineage)
    assert (len(units.then()), len(units.restated(LATER))) > (17_000, 13_000)
