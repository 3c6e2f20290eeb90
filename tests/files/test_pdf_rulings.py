"""The lines of a page put into tables: what lies in which field, what is one line."""

from __future__ import annotations

import pytest

from files.pdf_places import GRID
from goc.files.pdf.rulings import Grid, Ruling, Rulings, _merged, _sides, grids


@pytest.mark.parametrize(
    "across, high, field",
    [
        (50, 150, (0, 0)),
        (150, 150, (0, 1)),
        (50, 50, (1, 0)),
        (0, 150, (0, 0)),
        (100, 150, (0, 1)),
        (200, 150, None),
        (-1, 150, None),
        (50, 201, None),
        (50, 0, None),
        (50, 200, (0, 0)),
        (50, 100, (1, 0)),
    ],
)
def test_in_which_field_a_place_lies(across, high, field):
    (grid,) = grids(GRID)
    assert grid.field(across, high) == field
    assert grid.top == 200


@pytest.mark.parametrize(
    "upright, level, count",
    [
        ((0, 100, 200), (0, 100), 1),
        ((0, 100), (0, 100), 0),  # one column is a frame
        ((0, 100, 200), (0,), 0),  # one level line
        ((), (0, 100), 0),
    ],
)
def test_what_makes_a_table(upright, level, count):
    end = max(upright, default=200)
    lines = Rulings([Ruling(at, 0, 100) for at in upright], [Ruling(at, 0, end) for at in level])
    assert len(grids(lines)) == count


def test_two_tables_on_a_page_stand_from_the_top_down():
    def moved(by: float) -> tuple[list[Ruling], list[Ruling]]:
        upright = [Ruling(at, by, by + 100) for at in (0, 50, 100)]
        return upright, [Ruling(by + at, 0, 100) for at in (0, 100)]

    (low, low_level), (high, high_level) = moved(0), moved(300)
    found = grids(Rulings([*low, *high], [*low_level, *high_level]))
    assert [grid.top for grid in found] == [400, 100]
    assert all(isinstance(grid, Grid) for grid in found)


def test_lines_across_that_end_beyond_make_a_column_without_a_line():
    """A table drawn without its outer lines."""

    def columns(begin: float, end: float) -> list[float]:
        upright = [Ruling(at, 0, 100) for at in (50, 75, 100)]
        (grid,) = grids(Rulings(upright, [Ruling(at, begin, end) for at in (0, 100)]))
        return grid.columns

    assert columns(47, 103) == [50, 75, 100]
    assert columns(46.9, 103) == [46.9, 50, 75, 100]
    assert columns(50, 140) == [50, 75, 100, 140]


@pytest.mark.parametrize(
    "place, covers", [(7, True), (6.9, False), (10, True), (20, True), (23, True), (23.1, False)]
)
def test_a_line_reaches_a_little_beyond_its_ends(place, covers):
    assert Ruling(0, 10, 20).covers(place) is covers


def test_two_lines_cross_when_each_reaches_the_other():
    upright = Ruling(50, 0, 100)
    assert upright.crosses(Ruling(50, 0, 100))
    assert not upright.crosses(Ruling(104, 0, 100))
    assert not upright.crosses(Ruling(50, 54, 100))
    assert upright.crosses(Ruling(103, 53, 100))


@pytest.mark.parametrize(
    "begin, end, along, places",
    [
        (10, 12, 50, [11]),  # a thin box is a line in its middle
        (10, 13, 4, [11.5]),
        (10, 13, 3.9, []),  # too short
        (10, 20, 50, [10, 20]),  # a frame has two sides
        (10, 20, 3.1, [10, 20]),
        (10, 20, 3, []),
    ],
)
def test_the_lines_that_a_box_draws(begin, end, along, places):
    assert _sides(begin, end, along) == places


@pytest.mark.parametrize(
    "pieces, whole",
    [
        ([Ruling(0, 0, 10), Ruling(0, 10, 20)], [Ruling(0, 0, 20)]),
        ([Ruling(0, 0, 10), Ruling(0, 13, 20)], [Ruling(0, 0, 20)]),
        ([Ruling(0, 0, 10), Ruling(0, 13.1, 20)], [Ruling(0, 0, 10), Ruling(0, 13.1, 20)]),
        ([Ruling(2, 5, 20), Ruling(0, 0, 10)], [Ruling(0, 0, 20)]),
        ([Ruling(3, 0, 10), Ruling(0, 0, 10)], [Ruling(0, 0, 10)]),
        ([Ruling(3.1, 0, 10), Ruling(0, 0, 10)], [Ruling(0, 0, 10), Ruling(3.1, 0, 10)]),
        ([Ruling(0, 0, 30), Ruling(0, 5, 10), Ruling(0, 32, 40)], [Ruling(0, 0, 40)]),
        ([], []),
    ],
)
def test_pieces_of_one_line_are_one(pieces, whole):
    assert _merged(pieces) == whole
