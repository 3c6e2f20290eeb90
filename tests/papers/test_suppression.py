from dataclasses import replace
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from goc.papers.model import Cell, Head, Row, Table
from goc.papers.suppression import suppressed
from papers.sample import count, placement_table, quality_table

numbers = st.integers(0, 9)


def bodies(largest):
    shapes = st.tuples(st.integers(1, 5), st.integers(1, 5)).filter(
        lambda s: s[0] * s[1] <= largest
    )
    return shapes.flatmap(
        lambda s: st.lists(
            st.lists(numbers, min_size=s[1], max_size=s[1]), min_size=s[0], max_size=s[0]
        )
    )


def crossed(body):
    """A table of counts with its sums: first column the sum of the row, last row the sum of each column."""
    rows = [[sum(row), *row] for row in body]
    rows.append([sum(column) for column in zip(*rows)])
    width = len(rows[0])
    heads = tuple(Head("", label=f"({i})") for i in range(1, width + 1))
    kinds = ["body"] * len(body) + ["total"]
    cells = tuple(Row(tuple(count(n) for n in row), kind) for kind, row in zip(kinds, rows))
    return Table(
        heads, cells, checks=(("(1)", tuple(f"({i})" for i in range(2, width + 1))),)
    ), rows


@settings(max_examples=80, deadline=None)
@given(bodies(largest=6))
def test_no_hidden_count_follows_from_the_sums(body):
    table, rows = crossed(body)
    hidden = suppressed(table)
    assert {(r, c) for r, row in enumerate(rows) for c, n in enumerate(row) if 0 < n < 5} <= hidden
    if any(n and (r, c) not in hidden for r, row in enumerate(rows) for c, n in enumerate(row)):
        assert moved_by_others(body, rows, hidden) == hidden


@settings(max_examples=60, deadline=None)
@given(bodies(largest=25))
def test_no_sum_has_a_single_unknown(body):
    table, rows = crossed(body)
    hidden = suppressed(table)
    lines = [[(r, c) for c in range(len(rows[0]))] for r in range(len(rows))]
    lines += [[(r, c) for r in range(len(rows))] for c in range(len(rows[0]))]
    assert [line for line in lines if len(hidden.intersection(line)) == 1] == []


def test_the_percentage_of_a_block_is_hidden_with_its_count():
    heads = (Head("", label="(1)"), Head("", label="(2)"))
    rows = [("group", 40, 3), ("body", 40, 3), ("percent", 100, 7.5), ("group", 30, 20)]
    rows += [("body", 30, 20), ("percent", 100, 66), ("total", 70, 23)]
    cells = [(kind, [count(n) for n in row]) for kind, *row in rows]
    table = Table(heads, tuple(Row(tuple(row), kind, "(1)") for kind, row in cells))
    hidden = suppressed(table)
    assert {(0, 1), (1, 1), (2, 1)} <= hidden
    assert (2, 0) not in hidden


def moved_by_others(body, rows, hidden):
    """By brute force: the cells that differ in some other table a reader cannot tell from this one."""
    free = [(r, c) for r in range(len(body)) for c in range(len(body[0])) if (r, c + 1) in hidden]
    differ = set()
    for steps in product((-1, 0, 1), repeat=len(free)):
        other = [list(row) for row in body]
        for (r, c), step in zip(free, steps):
            other[r][c] += step
        guess = crossed(other)[1]
        places = [(r, c) for r in range(len(rows)) for c in range(len(rows[0]))]
        if all(
            guess[r][c] >= 1 if (r, c) in hidden else guess[r][c] == rows[r][c] for r, c in places
        ):
            differ |= {(r, c) for r, c in places if guess[r][c] != rows[r][c]}
    return differ


def test_large_counts_and_noughts_stay():
    table, _ = crossed([[5, 0], [9, 12]])
    assert suppressed(table) == set()


def test_one_small_count_hides_a_rectangle():
    table, _ = crossed([[3, 20, 30], [40, 50, 60], [70, 80, 90]])
    assert suppressed(table) == {(0, 1), (0, 2), (1, 1), (1, 2)}


def test_a_percentage_goes_with_its_count():
    hidden = suppressed(placement_table())
    assert (0, 2) in hidden  # the total 23, hidden for the 1 at the side
    assert (0, 6) in hidden  # its share
    assert (0, 4) not in hidden


def test_the_percent_row_goes_with_the_total():
    heads = (Head("", label="(1)"), Head("", label="(2)"))
    rows = (
        Row((count(20), count(2))),
        Row((count(20), count(1)), "total"),
        Row((Cell("100", 100), Cell("5", 5)), "percent", base="(1)"),
    )
    assert suppressed(Table(heads, rows)) == {(0, 1), (1, 1), (2, 1)}


def test_most_of_a_large_appendix_remains():
    table = quality_table()
    hidden = suppressed(table)
    small = {
        (r, c)
        for r, row in enumerate(table.rows)
        for c, cell in enumerate(row.cells)
        if isinstance(cell.value, int) and 0 < cell.value < 5
    }
    assert small < hidden
    assert len(hidden) < 1.6 * len(small)


def test_money_and_documents_are_not_people():
    assert suppressed(replace(quality_table(), people=False)) == set()


def test_head_groups_that_add_up_are_noticed_without_a_check():
    heads = (
        Head("Tổng", label="(1)"),
        Head("Giới", (Head("Nam", label="(2)"), Head("Nữ", label="(3)"))),
    )
    table = Table(heads, (Row((count(30), count(28), count(2))),))
    assert suppressed(table) == {(0, 1), (0, 2)}
