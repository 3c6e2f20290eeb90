from goc.files.pdf.rulings import NEAR, Ruling, Rulings, grids
from goc.files.pdf.runs import runs


def test_a_run_ends_where_an_item_begins_something_new():
    steps = runs([1, 2, 3, 7, 8, 20], lambda run, item: item - run[-1] > 1)
    assert list(steps) == [[1, 2, 3], [7, 8], [20]]


def test_a_run_is_measured_from_its_first_too():
    assert list(runs([1, 2, 3, 4], lambda run, item: item - run[0] > 1)) == [[1, 2], [3, 4]]


def test_of_nothing_there_are_no_runs():
    assert list(runs([], lambda run, item: True)) == []


def test_lines_that_hang_together_make_one_table_and_a_lone_pair_none():
    level = [Ruling(at, 0, 200) for at in (100, 80, 60)]
    upright = [Ruling(at, 60, 100) for at in (0, 100, 200)]
    aside = [Ruling(500, 60, 100)]
    (grid,) = grids(Rulings([*upright, *aside], level))
    assert (grid.columns, grid.rows) == ([0, 100, 200], [100, 80, 60])
    assert grid.cells == {(r, c): (r, c) for r in range(2) for c in range(2)}


def test_places_nearer_than_a_line_is_thick_are_one():
    level = [Ruling(at, 0, 200) for at in (100, 100 - NEAR / 2, 60)]
    (grid,) = grids(Rulings([Ruling(at, 60, 100) for at in (0, 100, 200)], level))
    assert len(grid.rows) == 2
