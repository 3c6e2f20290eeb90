"""A table as a grid: what stands where, what follows from what."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from goc.papers import grid
from goc.papers.grid import Derived
from goc.papers.model import Cell, Formula, Head, Row, Table


def heads(count, **more):
    return tuple(Head("", label=f"({number})", **more) for number in range(1, count + 1))


def row(*values, kind="body", base=""):
    """Numbers, and words where there is none."""
    cells = (Cell(str(v), None if isinstance(v, str) else v) for v in values)
    return Row(tuple(cells), kind, base)


@pytest.mark.parametrize(
    ("cell", "side"),
    [
        (Cell("xã"), "left"),
        (Cell(""), "left"),
        (Cell("5", 5), "right"),
        (Cell("-", 0), "right"),
        (Cell("*", suppressed=True), "right"),
        (Cell("5", 5, align="center"), "center"),
        (Cell("xã", align="right"), "right"),
    ],
)
def test_numbers_and_what_hides_one_stand_at_the_right(cell, side):
    assert grid.align(cell) == side


@pytest.mark.parametrize(
    ("kind", "bold", "is_bold"),
    [
        ("body", False, False),
        ("body", True, True),
        ("group", False, True),
        ("total", False, True),
        ("percent", False, True),
    ],
)
def test_sums_are_bold(kind, bold, is_bold):
    assert grid.is_bold(Cell("5", bold=bold), kind) is is_bold


def test_the_row_of_column_numbers():
    assert grid.labels(Table((Head("", label="A"), Head("")), ())) == ["A", ""]
    assert grid.labels(Table((Head("a"), Head("b")), ())) == []
    assert grid.places(Table((Head("", label="A"), Head(""), Head("", label="(1)")), ())) == {
        "A": 0,
        "(1)": 2,
    }


def test_every_cell_lies_in_its_column():
    table = Table(heads(2), (row(1, 2), row(3, 4, kind="total")))
    found = [(s.place, s.head.label, s.cell.value, s.row.kind) for s in grid.spots(table)]
    assert found == [
        ((0, 0), "(1)", 1, "body"),
        ((0, 1), "(2)", 2, "body"),
        ((1, 0), "(1)", 3, "total"),
        ((1, 1), "(2)", 4, "total"),
    ]


def follows(op, *values, of=("(1)", "(2)"), **more):
    """Whether the last of a row's numbers is told to follow from the others."""
    own = Head("", label="(9)", formula=Formula(op, of), **more)
    table = Table((*heads(len(values) - 1), own), (row(*values),))
    rule = grid.derived(table).get((0, len(values) - 1))
    assert rule in (None, Derived(op, tuple((0, int(label[1]) - 1) for label in of)))
    return rule is not None


@pytest.mark.parametrize(
    ("op", "values", "holds"),
    [
        ("sum", (1, 2, 3), True),
        ("sum", (1, 2, 4), False),
        ("sum", ("", 2, 2), True),  # no number counts as nought
        ("sum", (0, 0, 0), True),
        ("difference", (5, 2, 3), True),
        ("difference", (2, 5, 3), False),
        ("difference", (2, 5, -3), True),
        ("percent", (1, 2, Decimal(50)), True),
        ("percent", (1, 3, Decimal("33.3")), True),
        ("percent", (1, 3, Decimal("33.33")), True),  # to one decimal it is that
        ("percent", (1, 3, Decimal("33.4")), False),
        ("percent", (2, 3, Decimal("66.7")), True),
        ("percent", (1, 0, Decimal(0)), False),
        ("percent", (0, 4, Decimal(0)), True),
        ("percent", (1, 2, ""), False),
    ],
)
def test_a_formula_is_told_where_it_gives_the_number(op, values, holds):
    assert follows(op, *values) is holds


def test_a_difference_takes_away_all_but_the_first():
    of = ("(1)", "(2)", "(3)")
    assert follows("difference", 9, 2, 3, 4, of=of)
    assert not follows("difference", 9, 2, 3, 10, of=of)


def test_a_percentage_is_of_the_last_and_of_the_sum_of_the_others():
    of = ("(1)", "(2)", "(3)")
    assert follows("percent", 1, 2, 12, Decimal(25), of=of)
    assert not follows("percent", 1, 2, 12, Decimal("8.3"), of=of)


def test_a_percentage_holds_to_the_decimals_of_its_column():
    assert follows("percent", 1, 3, Decimal("33.33"), decimals=2)
    assert not follows("percent", 1, 3, Decimal("33.3"), decimals=2)


def test_a_row_of_percentages_is_of_the_nearest_total():
    rows = (
        row(4, 4),
        row(4, 4, kind="total"),
        row(12, 24),
        row(16, 28, kind="total"),
        row(Decimal(100), Decimal(175), kind="percent", base="(1)"),
    )
    found = grid.derived(Table(heads(2), rows))
    assert found[4, 1] == Derived("percent", ((3, 1), (3, 0)))
    assert found[4, 0] == Derived("percent", ((3, 0), (3, 0)))


def test_a_row_of_percentages_without_base_or_total():
    rows = (row(4, kind="total"), row(Decimal(100), kind="percent"))
    assert grid.derived(Table(heads(1), rows))[1, 0] == Derived("percent", ((0, 0), (0, 0)))
    assert grid.derived(Table(heads(1), rows[1:])) == {}


@pytest.mark.parametrize(
    ("kinds", "at", "summed"),
    [
        (["body", "body", "total"], 2, [0, 1]),
        (["body", "total", "body", "total"], 3, [0, 2]),
        (["group", "body", "group", "body", "body", "total"], 0, [1]),
        (["group", "body", "group", "body", "body", "total"], 2, [3, 4]),
        (["group", "body", "group", "body", "body", "total"], 5, [1, 3, 4]),
        (["group", "group", "body"], 0, []),
        (["group"], 0, []),
        (["total"], 0, []),
        (["body", "body"], 1, []),
        (["body", "body"], 0, []),
        (["percent", "body"], 0, []),
        (["total", "body", "percent"], 2, []),
    ],
)
def test_groups_add_what_is_below_and_totals_what_is_above(kinds, at, summed):
    table = Table(heads(1), tuple(row(1, kind=kind) for kind in kinds))
    assert grid.summed_rows(table, at) == summed


def test_words_and_hidden_cells_follow_from_nothing():
    rows = (row(1), row(1, kind="total"))
    table = Table(heads(1), rows)
    assert grid.derived(table) == {(1, 0): Derived("sum", ((0, 0),))}
    hidden = replace(rows[1].cells[0], suppressed=True)
    assert grid.derived(replace(table, rows=(rows[0], Row((hidden,), "total")))) == {}
    assert grid.derived(replace(table, rows=(rows[0], row("một", kind="total")))) == {}
