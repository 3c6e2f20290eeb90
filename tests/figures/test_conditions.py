"""What a condition lets through, row by row, against the same said in plain Python."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product

import ibis
import pyarrow as pa
import pytest

from goc.figures.compute import exact, measure, predicate, undecided, untold
from goc.figures.definitions import Condition
from goc.figures.grains import GRAINS, Column, Grain, age_on, picked, valid

NAMES = ["tày", "nùng", None, "kinh"]
YEARS = [1970, 1985, None, 1971]


def table(**columns):
    return ibis.memtable(pa.table(columns))


@pytest.fixture(scope="module")
def people():
    pairs = list(product(NAMES, YEARS))
    return table(
        row=pa.array(range(len(pairs)), pa.int64()),
        name=pa.array([name for name, _ in pairs], pa.string()),
        year=pa.array([year for _, year in pairs], pa.int64()),
    )


def through(t, *conditions):
    """(name, year) of the rows that fulfil all conditions."""
    found = t.filter(predicate(t, conditions)).order_by("row").to_pyarrow().to_pylist()
    return [(row["name"], row["year"]) for row in found]


def every(test):
    return [pair for pair in product(NAMES, YEARS) if test(*pair)]


def is_known(value, test):
    return value is not None and test(value)


@pytest.mark.parametrize(
    ("condition", "test"),
    [
        (("name", "eq", "tày"), lambda n, y: n == "tày"),
        (("name", "ne", "tày"), lambda n, y: is_known(n, lambda n: n != "tày")),
        (("name", "in", ("tày", "kinh")), lambda n, y: n in ("tày", "kinh")),
        (
            ("name", "not_in", ("tày", "kinh")),
            lambda n, y: is_known(n, lambda n: n not in ("tày", "kinh")),
        ),
        (("year", "ge", 1971), lambda n, y: is_known(y, lambda y: y >= 1971)),
        (("year", "gt", 1971), lambda n, y: is_known(y, lambda y: y > 1971)),
        (("year", "le", 1971), lambda n, y: is_known(y, lambda y: y <= 1971)),
        (("year", "lt", 1971), lambda n, y: is_known(y, lambda y: y < 1971)),
        (("name", "unknown"), lambda n, y: n is None),
        (("name", "known"), lambda n, y: n is not None),
        (("name", "eq", "dao"), lambda n, y: False),
    ],
    ids=lambda given: None if callable(given) else str(given),
)
def test_what_is_not_known_fulfils_no_condition_but_that(people, condition, test):
    assert through(people, Condition(*condition)) == every(test)


def test_conditions_hold_together_and_none_lets_all_through(people):
    both = (Condition("name", "ne", "tày"), Condition("year", "ge", 1971))
    assert through(people, *both) == every(
        lambda n, y: n is not None and n != "tày" and y is not None and y >= 1971
    )
    assert through(people) == every(lambda n, y: True)


def test_an_empty_list_lets_nobody_through(people):
    assert through(people, Condition("name", "in", ())) == []


@pytest.fixture
def grain(monkeypatch):
    """A kind of row of which the name may be untold."""
    columns = {
        "name": Column("text", "Dân tộc", may_be_untold=True),
        "year": Column("int", "Năm sinh"),
    }
    made = Grain("t", "T", "t.t", lambda *_: None, columns, {"sender": "đơn vị cử"})
    monkeypatch.setitem(GRAINS, "t", made)
    return "t"


@pytest.mark.parametrize(
    ("conditions", "test"),
    [
        ([("name", "eq", "tày")], lambda n, y: n is None),
        ([("name", "ne", "tày")], lambda n, y: n is None),
        # Whoever fails another condition is out, whatever his name.
        (
            [("name", "eq", "tày"), ("year", "ge", 1971)],
            lambda n, y: n is None and (y or 0) >= 1971,
        ),
        ([("name", "eq", "tày"), ("name", "in", ("nùng",))], lambda n, y: n is None),
    ],
    ids=lambda given: None if callable(given) else str(given),
)
def test_who_may_fulfil_them_for_all_that_was_told(people, grain, conditions, test):
    asked = tuple(Condition(*condition) for condition in conditions)
    rows = people.filter(undecided(people, grain, asked)).order_by("row").to_pyarrow().to_pylist()
    assert [(row["name"], row["year"]) for row in rows] == every(test)


@pytest.mark.parametrize(
    "conditions",
    [[], [("year", "ge", 1971)], [("name", "known")], [("name", "unknown"), ("year", "eq", 1)]],
    ids=str,
)
def test_where_nothing_may_be_untold_all_is_decided(people, grain, conditions):
    assert undecided(people, grain, tuple(Condition(*one) for one in conditions)) is None


@pytest.mark.parametrize(
    ("part", "row", "is_untold"),
    [
        (0, {"untold": 3}, True),
        (0, {"untold": 0}, False),
        (0, {"untold": None}, False),
        (0, {}, False),
        (2, {"untold": 3}, False),  # of some it is known: that many at least
    ],
)
def test_none_is_not_known_where_nobody_ever_said(part, row, is_untold):
    assert untold(Fraction(part), row) is is_untold


def test_rows_are_counted_or_a_column_is_summed():
    t = table(
        amount=pa.array([Decimal("702.5"), None, Decimal("10"), Decimal("0.125")]),
        year=pa.array([2011, 2011, 2011, 2012]),
    )
    of_2011 = t.year == 2011
    [row] = t.aggregate(
        count=measure(t, "", of_2011), sum=measure(t, "amount", of_2011),
        none=measure(t, "amount", t.year == 1999),
    ).to_pyarrow().to_pylist()  # fmt: skip
    assert (row["count"], exact(row["sum"]), row["none"]) == (3, Fraction(1425, 2), None)


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (None, 0),
        (0, 0),
        (335, 335),
        (Decimal("702.500"), Fraction(1405, 2)),
        (Decimal("0.125"), Fraction(1, 8)),
        (0.5, Fraction(1, 2)),
    ],
)
def test_an_answer_is_an_exact_number(value, number):
    assert exact(value) == number and isinstance(exact(value), Fraction)


DAYS = [date(2012, 12, 30), date(2012, 12, 31), date(2013, 1, 1)]
AS_OF = date(2012, 12, 31)


def test_a_dated_row_is_in_force_from_its_first_day_to_before_its_end():
    rows = list(product(DAYS, [*DAYS, None]))
    t = table(
        valid_from=pa.array([start for start, _ in rows], pa.date32()),
        valid_to=pa.array([end for _, end in rows], pa.date32()),
    )
    found = valid(t, AS_OF).to_pyarrow().to_pylist()
    assert {(row["valid_from"], row["valid_to"]) for row in found} == {
        (start, end) for start, end in rows if start <= AS_OF and (end is None or end > AS_OF)
    }


BIRTHS = [
    (date(1975, 5, 1), 1975, 37),
    (date(1982, 12, 31), 1982, 30),  # on the day itself
    (date(1983, 1, 1), 1983, 29),
    (date(1982, 12, 30), 1982, 30),
    (date(1984, 2, 29), 1984, 28),
    (None, 1985, 27),  # by the year alone
    (None, None, None),
    (date(2012, 12, 31), 2012, 0),
]


def test_age_is_of_whole_years():
    t = table(
        born=pa.array([born for born, _, _ in BIRTHS], pa.date32()),
        year=pa.array([year for _, year, _ in BIRTHS], pa.int64()),
    )
    ages = t.mutate(age=age_on(t.born, t.year, AS_OF)).age.to_pyarrow().to_pylist()
    assert ages == [age for _, _, age in BIRTHS]


def test_age_in_the_middle_of_a_month():
    on = date(2012, 3, 15)
    born = [
        date(2000, 3, 14),
        date(2000, 3, 15),
        date(2000, 3, 16),
        date(2000, 2, 28),
        date(2000, 4, 1),
    ]
    t = table(born=pa.array(born, pa.date32()), year=pa.array([2000] * 5, pa.int64()))
    assert t.mutate(age=age_on(t.born, t.year, on)).age.to_pyarrow().to_pylist() == [
        12,
        12,
        11,
        12,
        11,
    ]


def test_only_what_is_read_is_made():
    made = {"a": 1, "b": 2, "c": 3}
    assert picked(made, None) == made
    assert picked(made, frozenset({"c", "a", "x"})) == {"a": 1, "c": 3}
    assert picked(made, frozenset()) == {}
