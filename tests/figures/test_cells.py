"""One line of a table: what is made of counted values, shares, checks, and how all of it is printed."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goc.figures.cells import Cell, broken, cells_of, field_text, ratio_cells, terms
from goc.figures.definitions import Indicator, TableColumn
from goc.figures.printing import in_cell, in_prose


def counted(number):
    return TableColumn(number, ("",), where=())


def made(number, **of):
    return TableColumn(number, ("",), **of)


def line(columns, values, attributes=None, decimals=1):
    """Column → value and text."""
    given_values = {n: None if v is None else Fraction(v) for n, v in values.items()}
    cells = cells_of(tuple(columns), given_values, attributes, decimals)
    return {c.number: (cell.value, cell.text) for c, cell in zip(columns, cells, strict=True)}


def test_what_was_counted_is_printed_and_what_was_not_is_nought():
    columns = [counted(1), counted(2), counted(3)]
    assert line(columns, {1: 335, 2: 0}) == {1: (335, "335"), 2: (0, "-"), 3: (0, "-")}
    assert line(columns, {1: None, 2: 1234})[1] == (None, "…")
    assert line(columns, {2: 1234})[2] == (1234, "1.234")


def test_a_sum_adds_what_is_known():
    columns = [counted(1), counted(2), made(3, plus=(1, 2))]
    assert line(columns, {1: 2, 2: 3})[3] == (5, "5")
    assert line(columns, {1: 2, 2: None})[3] == (2, "2")
    assert line(columns, {1: None, 2: None})[3] == (None, "…")
    assert line(columns, {})[3] == (0, "-")


def test_a_difference_takes_all_others_from_the_first():
    columns = [counted(1), counted(2), counted(3), made(4, minus=(1, 2, 3))]
    assert line(columns, {1: 9, 2: 3, 3: 2})[4] == (4, "4")
    assert line(columns, {1: 5, 2: 3, 3: 2})[4] == (0, "-")
    assert line(columns, {1: 3, 2: 5})[4] == (-2, "-2")
    for unknown in (1, 2, 3):
        values = {1: 9, 2: 3, 3: 2, unknown: None}
        assert line(columns, values)[4] == (None, "…")


def test_a_share_is_of_the_last_and_of_the_sum_of_the_others():
    columns = [counted(1), counted(2), counted(3), made(4, percent=(1, 2, 3))]
    assert line(columns, {1: 1, 2: 1, 3: 3})[4] == (Fraction(200, 3), "66,7")
    assert line(columns, {1: 1, 2: None, 3: 3})[4] == (Fraction(100, 3), "33,3")
    assert line(columns, {1: 0, 2: 0, 3: 3})[4] == (0, "-")
    assert line(columns, {1: 1, 2: 1, 3: 0})[4] == (None, "-")  # of nothing there is no share
    assert line(columns, {1: None, 2: None, 3: 3})[4] == (None, "…")
    assert line(columns, {1: None, 2: None, 3: 0})[4] == (None, "-")


def test_a_share_tells_its_parts():
    columns = (counted(1), counted(2), made(3, percent=(1, 2)))
    *_, share = cells_of(columns, {1: Fraction(309), 2: Fraction(335)}, None, 1)
    assert (share.numerator, share.denominator, share.text) == (309, 335, "92,2")
    *_, unknown = cells_of(columns, {1: None, 2: Fraction(335)}, None, 1)
    assert (unknown.numerator, unknown.denominator) == (None, 335)


@pytest.mark.parametrize(("decimals", "text"), [(0, "67"), (1, "66,7"), (2, "66,67")])
def test_a_share_has_the_decimals_of_its_table(decimals, text):
    columns = [counted(1), counted(2), made(3, percent=(1, 2))]
    assert line(columns, {1: 2, 2: 3}, decimals=decimals)[3][1] == text


def test_a_column_may_be_made_of_those_behind_it():
    columns = [
        made(1, plus=(3, 4)),
        made(2, percent=(3, 1)),
        counted(3),
        counted(4),
    ]
    assert line(columns, {3: 1, 4: 3}) == {
        1: (4, "4"),
        2: (25, "25"),
        3: (1, "1"),
        4: (3, "3"),
    }


@pytest.mark.parametrize(
    ("raw", "value", "text"),
    [
        (None, None, "…"),
        (10, 10, "10"),
        (0, 0, "-"),
        (1234, 1234, "1.234"),
        ("Khóa 1", None, "Khóa 1"),
        ("", None, ""),
        (date(2009, 9, 14), None, "14/09/2009"),
        (True, None, "có"),
        (False, None, "không"),
    ],
)
def test_a_field_of_a_row(raw, value, text):
    columns = [made(1, field="quota")]
    assert line(columns, {}, {"quota": raw}) == {1: (value, text)}
    assert field_text(raw) == text


def test_a_field_of_a_total_is_summed_where_it_is_a_number():
    columns = [made(1, field="quota"), made(2, field="name")]
    assert line(columns, {1: 30}) == {1: (30, "30"), 2: (None, "")}
    assert line(columns, {1: None}) == {1: (None, ""), 2: (None, "")}
    assert line(columns, {1: 0})[1] == (0, "-")
    assert line(columns, {1: 30}, {})[1] == (None, "…")  # a line of its own has its own field


def test_the_line_of_shares_divides_what_was_counted_by_its_base():
    columns = (
        counted(1),
        counted(2),
        made(3, plus=(1, 2)),
        made(4, percent=(1, 2)),
        made(5, field="quota"),
        counted(6),
    )
    total = cells_of(columns, {1: Fraction(3), 2: Fraction(1), 5: Fraction(9), 6: None}, None, 1)
    shares = ratio_cells(columns, total, 3, 1)
    assert [(cell.value, cell.text) for cell in shares] == [
        (75, "75"),
        (25, "25"),
        (100, "100"),
        (None, ""),
        (None, ""),
        (None, ""),
    ]
    assert (shares[0].numerator, shares[0].denominator) == (3, 4)


@pytest.mark.parametrize("base", [0, None])
def test_of_no_base_there_are_no_shares(base):
    columns = (counted(1), counted(2))
    total = tuple(Cell(None if n is None else Fraction(n), "") for n in (base, 2))
    assert ratio_cells(columns, total, 1, 1) == (Cell(None, ""), Cell(None, ""))


@pytest.mark.parametrize(
    ("side", "numbers"),
    [
        ("1", [1]),
        ("6+8+9", [6, 8, 9]),
        (" 12..14 ", [12, 13, 14]),
        ("3..3", [3]),
        ("1 + 4..5+9", [1, 4, 5, 9]),
        ("", []),
    ],
)
def test_the_terms_of_a_check(side, numbers):
    assert list(terms(side)) == numbers


def checked(check, **values):
    columns = tuple(counted(int(n.replace("m", "-").strip("c"))) for n in values)
    cells = tuple(Cell(None if v is None else Fraction(v), "") for v in values.values())
    return broken(check, columns, cells)


@pytest.mark.parametrize(
    ("check", "values", "said"),
    [
        ("1 = 2+3", {"c1": 5, "c2": 2, "c3": 3}, ""),
        ("1 = 2+3", {"c1": 5, "c2": 2, "c3": 2}, "5 ≠ 4"),
        ("1 = 2..3", {"c1": 5, "c2": 2, "c3": 3}, ""),
        ("1 = 2+3 = 3", {"c1": 3, "c2": 0, "c3": 3}, ""),
        ("1 = 2+3 = 3", {"c1": 5, "c2": 2, "c3": 3}, "5 ≠ 5 ≠ 3"),
        ("1 <= 2", {"c1": 2, "c2": 2}, ""),
        ("1 <= 2", {"c1": 3, "c2": 2}, "3 > 2"),
        ("1 <= 2+3", {"c1": 5, "c2": 2, "c3": 3}, ""),
        ("1+2 <= 3", {"c1": 5, "c2": 2, "c3": 3}, "7 > 3"),
        ("1 = 2", {"c1": None, "c2": 0}, ""),  # what is not known counts as none
        ("1 = 2", {"c1": None, "c2": 1}, "0 ≠ 1"),
        # The columns that partitions add belong to the first of them.
        ("1 = 2..3", {"c1": 7, "c2": 2, "c3": 3, "m2": 2}, ""),
        ("1 = 2..3", {"c1": 9, "c2": 2, "c3": 3, "m2": 2, "m1002": 2}, ""),
        ("1 = 2..3", {"c1": 5, "c2": 2, "c3": 3, "m2": 1}, "5 ≠ 6"),
        ("1 = 9", {"c1": 1}, "1 ≠ 0"),
    ],
    ids=str,
)
def test_how_a_check_fails(check, values, said):
    assert checked(check, **values) == said


NUMBERS = st.none() | st.integers(0, 99)


@settings(max_examples=50, deadline=None)
@given(st.lists(NUMBERS, min_size=2, max_size=5))
def test_a_declared_sum_holds_of_what_it_is_made_of(numbers):
    parts = tuple(range(2, 2 + len(numbers)))
    columns = (made(1, plus=parts), *map(counted, parts))
    values = {n: None if v is None else Fraction(v) for n, v in zip(parts, numbers, strict=True)}
    cells = cells_of(columns, values, None, 1)
    assert broken(f"1 = {'+'.join(map(str, parts))}", columns, cells) == ""


def indicator(kind="count", **more):
    return Indicator("x", 1, "X", kind, "stock", "enrolment", "sender", "", **more)


@pytest.mark.parametrize(
    ("more", "value", "text"),
    [
        ({}, 0, "0"),
        ({}, 3, "03"),
        ({}, 10, "10"),
        ({}, 1235, "1.235"),
        ({"unit_word": "đồng chí"}, 335, "335 đồng chí"),
        ({"unit_word": "khóa"}, 3, "03 khóa"),
        ({}, None, "…"),
        ({"unit_word": "khóa", "hedge": True}, None, "…"),
        ({"kind": "ratio", "decimals": 1}, Fraction(30900, 335), "92,2%"),
        ({"kind": "ratio"}, Fraction(30900, 335), "92%"),
        ({"kind": "ratio", "hedge": True}, Fraction(30900, 335), "hơn 92%"),
        ({"kind": "ratio", "hedge": True}, Fraction(579, 10), "gần 58%"),
        ({"kind": "ratio", "hedge": True}, Fraction(58), "58%"),
        ({"kind": "sum", "unit_word": "km"}, Fraction(2314, 10), "231 km"),
        ({"kind": "sum", "unit_word": "km", "hedge": True}, Fraction(2314, 10), "hơn 231 km"),
        ({"kind": "sum", "decimals": 1}, Fraction(231), "231,0"),
        ({"kind": "sum", "decimals": 1}, Fraction(3), "3,0"),
    ],
    ids=str,
)
def test_a_figure_in_prose(more, value, text):
    exact = None if value is None else Fraction(value)
    assert in_prose(indicator(**more), exact) == text


def test_the_word_of_the_source_goes_before_our_own():
    asked = indicator("sum", unit_word="km", hedge=True)
    assert in_prose(asked, Fraction(2314, 10), source_hedge="khoảng") == "khoảng 231 km"
    assert in_prose(indicator(), Fraction(231), source_hedge="hơn") == "hơn 231"


@pytest.mark.parametrize(
    ("value", "is_percent", "decimals", "text"),
    [
        (None, False, 1, "…"),
        (None, True, 1, "-"),
        (0, False, 1, "-"),
        (0, True, 1, "-"),
        (3, False, 1, "3"),
        (1234, False, 2, "1.234"),
        (Fraction(5, 2), False, 1, "2,5"),
        (Fraction(5, 2), False, 2, "2,50"),
        (Fraction(30900, 335), True, 1, "92,2"),
        (90, True, 1, "90"),
        (Fraction(1, 100), True, 1, "0"),
    ],
)
def test_a_number_in_a_cell(value, is_percent, decimals, text):
    exact = None if value is None else Fraction(value)
    assert in_cell(exact, is_percent=is_percent, decimals=decimals) == text
