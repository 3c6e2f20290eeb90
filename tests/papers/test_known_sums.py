"""What a reader of a table knows: which cells add up, and which percentages tell a count."""

from dataclasses import replace
from decimal import Decimal

import pytest

from goc.papers.model import Cell, Formula, Head, Row, Table
from goc.papers.suppression import counts_of, known_sums, suppressed


def table(heads, rows, kinds=None, **more):
    kinds = kinds or ["body"] * len(rows)
    cells = (tuple(Cell(str(value), value) for value in row) for row in rows)
    made = tuple(Row(row, kind) for row, kind in zip(cells, kinds))
    return Table(tuple(heads), made, **more)


def heads(count):
    return [Head("", label=f"({number})") for number in range(1, count + 1)]


def sums(found):
    return known_sums(found, counts_of(found))


def formula(op, *of, **more):
    return Head("", label="(9)", formula=Formula(op, of), **more)


def test_rows_of_totals_sum_the_rows_above_them():
    found = table(heads(2), [[1, 2], [3, 4], [4, 6]], ["body", "body", "total"])
    assert sums(found) == [((2, 0), (0, 0), (1, 0)), ((2, 1), (0, 1), (1, 1))]


def test_a_sum_that_does_not_hold_tells_nothing():
    assert sums(table(heads(2), [[1, 2], [3, 4], [4, 7]], ["body", "body", "total"])) == [
        ((2, 0), (0, 0), (1, 0))
    ]


@pytest.mark.parametrize(
    "op, row, expected",
    [
        ("sum", [1, 2, 3], [((0, 2), (0, 0), (0, 1))]),
        ("difference", [5, 2, 3], [((0, 0), (0, 2), (0, 1))]),
        ("percent", [1, 2, 3], []),
    ],
)
def test_a_formula_holds_on_its_row(op, row, expected):
    assert sums(table([*heads(2), formula(op, "(1)", "(2)")], [row])) == expected


def test_a_declared_check_holds_on_its_row():
    found = table(heads(3), [[3, 1, 2]], checks=(("(1)", ("(2)", "(3)")),))
    assert sums(found) == [((0, 0), (0, 1), (0, 2))]


def test_a_group_of_heads_that_adds_up_on_every_row_is_seen():
    group = Head("", tuple(heads(2)))
    right = table([Head("", label="A"), group], [[3, 1, 2], [5, 5, 0]])
    assert sums(right) == [((0, 0), (0, 1), (0, 2)), ((1, 0), (1, 1), (1, 2))]
    assert sums(table([Head("", label="A"), group], [[3, 1, 2], [5, 5, 1]])) == []


def test_words_and_percentages_are_no_counts():
    found = table(
        [
            Head("", label="(1)"),
            Head("", label="(2)", decimals=1),
            formula("percent", "(1)", "(1)"),
        ],
        [[1, 2, 3], [4, 5, 6]],
        ["body", "percent"],
    )
    assert counts_of(found) == {(0, 0): 1}
    assert counts_of(table(heads(1), [[None], [Decimal(3)], [7]])) == {(2, 0): 7}


def test_a_percentage_of_a_hidden_count_is_hidden():
    of = formula("percent", "(1)", "(2)")
    assert suppressed(table([*heads(2), of], [[3, 100, 3]])) == {(0, 0), (0, 2)}
    assert suppressed(table([*heads(2), of], [[30, 100, 30]])) == set()


def test_a_percentage_that_says_not_of_what_is_hidden_with_its_row():
    found = table([*heads(1), Head("", label="(2)", decimals=1)], [[3, 50], [9, 50]])
    assert suppressed(found) == {(0, 0), (0, 1)}


def test_a_row_of_percentages_is_of_the_last_total_and_its_base():
    rows = [[3, 90], [3, 90], [3, 97]]
    found = table(heads(2), rows, ["body", "total", "percent"])
    assert (2, 0) in suppressed(found)
    assert (2, 1) not in suppressed(found)
    based = replace(found, rows=(*found.rows[:2], replace(found.rows[2], base="(1)")))
    assert (2, 1) in suppressed(based)


def test_a_table_that_counts_no_people_hides_nothing():
    assert suppressed(table(heads(2), [[3, 9]], people=False)) == set()


@pytest.mark.parametrize("count, hidden", [(0, False), (1, True), (4, True), (5, False)])
def test_counts_of_one_to_four_are_hidden(count, hidden):
    assert (suppressed(table(heads(2), [[count, 9]])) == {(0, 0)}) is hidden
