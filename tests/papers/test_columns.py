"""A table as a grid: how large its letters, how wide its columns, what follows from what."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
    ("columns", "points"),
    [(1, 12), (8, 12), (9, 11), (14, 11), (15, 10), (22, 10), (23, 9), (36, 9), (37, 8), (60, 8)],
)
def test_letters_are_smaller_the_more_columns_there_are(columns, points):
    assert grid.font_size(Table(heads(columns), ())) == points


def test_a_table_may_ask_for_its_size():
    assert grid.font_size(Table(heads(40), (), font_size=10.5)) == 10.5


def test_columns_count_as_leaves():
    group = Head("", heads(9))
    assert grid.font_size(Table((group,), ())) == 11


def test_widths_that_were_asked_for_keep_their_proportion():
    asked = (Head("", width=10), Head("", width=30), Head("", width=60))
    assert grid.widths(Table(asked, ()), 200) == [20, 60, 120]
    assert grid.widths(Table(asked, ()), 50) == [5, 15, 30]


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.tuples(st.text("aĐ.1 ", max_size=20), st.text("aĐ.1 ", max_size=20)), min_size=1),
    st.floats(50, 400),
)
def test_widths_fill_the_sheet_whatever_the_words(columns, total):
    table = Table(
        tuple(Head(head) for head, _ in columns),
        (Row(tuple(Cell(text) for _, text in columns)),),
    )
    widths = grid.widths(table, total)
    assert sum(widths) == pytest.approx(total, abs=0.001 * len(columns))
    assert min(widths) > 0


def needed(head, *cells):
    """How wide the first column becomes beside one of 10 mm, as a part of that."""
    other = Head("", width=10)
    rows = tuple(Row((cell, Cell())) for cell in cells)
    first, second = grid.widths(Table((head, other), rows), 1000)
    return first / second * 10


EM = 12 * 0.353  # mm, at the size of a table of two columns


@pytest.mark.parametrize(
    ("head", "cells", "ems"),
    [
        (Head(""), [], 1),
        (Head("aaaa"), [], 4 * 0.5 * 1.07),
        (Head("aaaa aaaaaa"), [], 6 * 0.5 * 1.07),
        (Head("AAAA"), [], 4 * 0.72 * 1.07),
        (Head("a", label="(1234)"), [], 2 * 0.28 + 4 * 0.5),
        (Head("a"), [Cell("aaaaaa")], 3),
        (Head("a"), [Cell("a" * 20)], 10),  # a word is not broken
        (Head("a"), [Cell("aaaa " * 9)], 8),  # of several, eight em stand together
        (Head("a"), [Cell("1.234.567", 1234567)], 7 * 0.5 + 2 * 0.28),
        (Head("a"), [Cell("12 345 678 901 234 567", 1)], 17 * 0.5 + 5 * 0.28),
        (Head("a"), [Cell("aa"), Cell("aaaaaaaa"), Cell("aaa")], 4),
    ],
)
def test_a_column_has_room_for_its_longest_word(head, cells, ems):
    assert needed(head, *cells) == pytest.approx(ems * EM + 2 * 0.8, rel=0.001)


def lines(heads, total=100):
    return grid.head_lines(Table(heads, ()), total)


def wide(text, width, *children):
    return Head(text, children, width=width)


def test_a_head_has_a_line_for_each_storey_at_least():
    assert lines((wide("", 50), wide("a", 50))) == [1]
    assert lines((wide("", 50), Head("", (wide("", 25), wide("", 25))))) == [1, 1]


def test_words_that_do_not_fit_on_a_line_begin_another():
    word = "a" * 10  # 5 em and 0.28 between two; two do not fit in a tenth of 200 mm
    assert lines((wide(word, 20), wide("", 180)), 200) == [1]
    assert lines((wide(f"{word} {word}", 20), wide("", 180)), 200) == [2]
    assert lines((wide(f"{word} {word} {word}", 20), wide("", 180)), 200) == [3]
    assert lines((wide(f"{word} {word} {word}", 200),), 200) == [1]


def test_a_word_too_long_for_its_column_makes_no_empty_line():
    assert lines((wide("a" * 99, 10), wide("", 190)), 200) == [1]


def test_what_a_high_cell_lacks_is_added_to_its_last_storey():
    word = "a" * 10
    beside = Head("b", (wide("c", 90), wide("d", 90)))
    assert lines((wide(f"{word} {word} {word} {word}", 20), beside), 200) == [1, 3]
    assert lines((wide(f"{word} {word}", 20), beside), 200) == [1, 1]


def test_a_group_has_the_room_of_its_columns():
    words = " ".join(["a" * 10] * 3)
    narrow = Head(words, (wide("", 25), wide("", 25)))
    assert lines((narrow, wide("", 150)), 200) == [2, 1]
    assert lines((Head(words, (wide("", 60), wide("", 60))), wide("", 80)), 200) == [1, 1]


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
