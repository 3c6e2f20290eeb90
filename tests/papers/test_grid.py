from dataclasses import replace
from decimal import Decimal

from goc.papers import grid
from goc.papers.model import Cell, Formula, Head, Row, Table
from papers.sample import QUALITY_HEADS, placement_table, quality_table


def test_head_cells_cover_the_grid_once():
    storeys = grid.spans(QUALITY_HEADS)
    covered = [
        (y, x)
        for storey in storeys
        for s in storey
        for y in range(s.row, s.row + s.rows)
        for x in range(s.column, s.column + s.columns)
    ]
    assert sorted(covered) == [(y, x) for y in range(3) for x in range(36)]


def test_childless_heads_reach_down():
    heads = (Head("A"), Head("B", (Head("C"), Head("D", (Head("E"),)))))
    found = [
        (s.head.text, s.row, s.column, s.rows, s.columns)
        for storey in grid.spans(heads)
        for s in storey
    ]
    assert found == [
        ("A", 0, 0, 3, 1),
        ("B", 0, 1, 1, 2),
        ("C", 1, 1, 2, 1),
        ("D", 1, 2, 1, 1),
        ("E", 2, 2, 1, 1),
    ]


def test_totals_percentages_and_column_sums_follow():
    table = placement_table()
    found = grid.derived(table)
    assert found[4, 2] == grid.Derived("sum", ((0, 2), (1, 2), (2, 2), (3, 2)))
    assert found[0, 5] == grid.Derived("sum", ((0, 3), (0, 4)))
    assert found[4, 6] == grid.Derived("percent", ((4, 5), (4, 2)))


def test_the_percent_row_divides_the_total_row():
    assert grid.derived(quality_table())[12, 4] == grid.Derived("percent", ((11, 4), (11, 2)))


def test_the_percent_row_of_a_block_divides_the_row_that_opens_it():
    heads = (Head("", label="(1)"), Head("", label="(2)"))
    rows = [("group", 4, 3), ("body", 4, 3), ("percent", 100, 75), ("group", 2, 1), ("body", 2, 1)]
    rows += [("percent", 100, 50), ("total", 6, 4)]
    made = (Row(tuple(Cell(str(n), n) for n in row), kind, "(1)") for kind, *row in rows)
    found = grid.derived(Table(heads, tuple(made)))
    assert found[2, 1] == grid.Derived("percent", ((0, 1), (0, 0)))
    assert found[5, 1] == grid.Derived("percent", ((3, 1), (3, 0)))
    assert found[6, 1] == grid.Derived("sum", ((1, 1), (4, 1)))


def group_table(total):
    heads = (Head("", label="A"), Head("", label="(1)"))
    rows = [("group", 3), ("body", 1), ("body", 2), ("group", 4), ("body", 4), ("total", total)]
    return Table(heads, tuple(Row((Cell("x"), Cell(str(n), n)), kind) for kind, n in rows))


def test_groups_sum_their_block_and_the_total_sums_all_bodies():
    found = grid.derived(group_table(7))
    assert {place: rule.of for place, rule in found.items()} == {
        (0, 1): ((1, 1), (2, 1)),
        (3, 1): ((4, 1),),
        (5, 1): ((1, 1), (2, 1), (4, 1)),
    }


def test_a_formula_that_would_change_the_number_is_left_out():
    assert (5, 1) not in grid.derived(group_table(8))


def test_a_formula_over_a_hidden_cell_is_left_out():
    table = group_table(7)
    cells = (table.rows[1].cells[0], replace(table.rows[1].cells[1], value=None, suppressed=True))
    hidden = replace(table, rows=(table.rows[0], Row(cells), *table.rows[2:]))
    assert set(grid.derived(hidden)) == {(3, 1)}


def test_a_percentage_of_nothing_is_no_formula():
    share = Head("%", label="(3)", decimals=1, formula=Formula("percent", ("(1)", "(2)")))
    heads = (Head("", label="(1)"), Head("", label="(2)"), share)
    table = Table(heads, (Row((Cell("-", 0), Cell("-", 0), Cell("-", Decimal(0)))),))
    assert grid.derived(table) == {}
