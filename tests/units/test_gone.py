"""What hangs on ended units, row by row: which outlive them, which end, which are left."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

import factories
from goc.audit.models import Event
from goc.units import endings
from goc.units.endings import Ending, Gone, Tally
from goc.units.lives import Heirs
from goc.units.models import Trait, Unit, UnitRight

pytestmark = pytest.mark.django_db
START, EVE, DAY, NEXT = factories.START, date(2019, 12, 31), date(2020, 1, 1), date(2020, 1, 2)
LATER = date(2025, 7, 1)


@pytest.fixture
def units() -> tuple[Unit, Unit, Unit]:
    """One that ended in 2020, one in 2025, one that lives."""
    return tuple(
        factories.unit(f"Xã {n}", "commune", end=end) for n, end in enumerate((DAY, LATER, None))
    )


@pytest.fixture
def gone(units) -> Gone:
    return Gone(Heirs([]), {units[0].pk: DAY, units[1].pk: LATER}, "t", "NQ 818")


def right(login: str, unit: Unit | None, start: date = START, end: date | None = None) -> UnitRight:
    return UnitRight.objects.create(
        user=factories.user(login), unit=unit, role="reader", valid_from=start, valid_to=end
    )


ROWS = UnitRight.objects.order_by("id").select_related("user", "unit")


@pytest.mark.parametrize(
    ("start", "end", "outlives"),
    [
        (START, None, True),
        (START, NEXT, True),
        (START, DAY, False),
        (START, EVE, False),
        (DAY, None, True),
        (NEXT, LATER, True),
    ],
)
def test_a_row_that_lasts_beyond_its_unit(units, gone, start, end, outlives):
    row = right("erin", units[0], start, end)
    assert list(gone.outliving(ROWS.all())) == ([(row, DAY)] if outlives else [])


def test_each_unit_has_its_own_day(units, gone):
    rows = [right(f"r{n}", unit, START, date(2022, 1, 1)) for n, unit in enumerate(units)]
    assert list(gone.outliving(ROWS.all())) == [(rows[0], DAY)]
    UnitRight.objects.update(valid_to=None)
    found = {row.pk: end for row, end in gone.outliving(ROWS.all())}
    assert found == {rows[0].pk: DAY, rows[1].pk: LATER}


def test_rows_of_nobody_and_of_others_are_none_of_it(units, gone):
    right("erin", None)
    right("fred", units[2])
    assert list(gone.outliving(ROWS.all())) == []


@pytest.mark.parametrize(
    ("start", "end", "until", "tally"),
    [
        (START, None, DAY, Tally(ended=1)),
        (START, LATER, DAY, Tally(ended=1)),
        (EVE, None, DAY, Tally(ended=1)),
        (START, EVE, EVE, Tally()),
        (DAY, None, None, Tally(left=1)),
        (NEXT, LATER, LATER, Tally(left=1)),
    ],
)
def test_a_row_ends_with_its_unit_or_is_left_when_it_began_too_late(
    units, gone, start, end, until, tally
):
    row = right("erin", units[0], start, end)
    assert gone.end_all(ROWS.all()) == tally
    row.refresh_from_db()
    assert row.valid_to == until
    told = [(event.by, event.action, event.text) for event in Event.objects.all()]
    expected = [("t", "correct" if end else "close", "NQ 818")] if tally.ended else []
    assert told == expected


def test_a_second_time_nothing_ends(units, gone):
    right("erin", units[0])
    assert gone.end_all(ROWS.all()) == Tally(ended=1)
    assert gone.end_all(ROWS.all()) == Tally()
    assert Event.objects.count() == 1


def test_the_column_and_what_is_learnt_at_the_end(units, gone):
    rows = [
        Trait.objects.create(unit=unit, kind="border", source="BC", valid_from=START)
        for unit in units
    ]
    assert gone.end_all(Trait.objects.select_related("unit"), "unit", source="x") == Tally(ended=2)
    told = Trait.objects.order_by("id").values_list("pk", "valid_to", "source")
    assert list(told) == [
        (rows[0].pk, DAY, "x"),
        (rows[1].pk, LATER, "x"),
        (rows[2].pk, None, "BC"),
    ]


# --- the mechanism


def test_of_units_that_live_nobody_is_told(units, monkeypatch):
    called = []
    ending = Ending("own", "x", lambda gone: called.append(gone) or Tally())
    monkeypatch.setattr(endings, "registry", [ending])
    assert endings.hand_over([units[2].pk], by="t") == endings.hand_over([], by="t") == {}
    assert called == []
    told = endings.hand_over([units[2].pk, units[0].pk], by="t", text="NQ")
    assert told == {"own": Tally()}
    assert [(g.ends, g.by, g.text) for g in called] == [({units[0].pk: DAY}, "t", "NQ")]


@pytest.mark.parametrize(
    ("tally", "changed"),
    [
        (Tally(), False),
        (Tally(left=3), False),
        (Tally(ended=1), True),
        (Tally(passed=1), True),
    ],
)
def test_what_only_waits_has_not_changed(tally, changed):
    assert endings.changed({"a": Tally(left=1), "b": tally}) is changed
    assert tally.as_json() == {"ended": tally.ended, "passed": tally.passed, "left": tally.left}


def test_counting_what_waits_in_a_list_and_in_a_query(units, django_assert_num_queries):
    for login in ("erin", "fred"):
        right(login, units[0])
    with django_assert_num_queries(1):
        assert endings.count_of(ROWS.all()) == 2
    with django_assert_num_queries(0):
        assert (endings.count_of([1, 2, 3]), endings.count_of([])) == (3, 0)


def test_the_kinds_that_hang_on_units_are_told_once_each():
    names = [ending.name for ending in endings.registry]
    assert sorted(names) == sorted(set(names))
    assert {"traits", "rights", "files", "courses"} <= set(names)


def test_a_period_of_one_day_before_the_end_stays(units, gone):
    row = right("erin", units[0], EVE, EVE + timedelta(days=1))
    assert (list(gone.outliving(ROWS.all())), row.valid_to) == ([], DAY)
