"""Letters put into rows and cells, by places that the test sets."""

from __future__ import annotations

from dataclasses import replace

import pytest

from files.pdf_places import GRID, NONE, WIDE, line, read
from goc.files.pdf.rows import rows
from goc.files.pdf.rulings import Ruling, Rulings, grids


def test_letters_of_one_height_are_a_row_from_left_to_right():
    word = line("xã")
    assert read(word[::-1]) == [("xã",)]
    assert read(line("hai", left=40), line("một")) == [("một", "hai")]


def test_rows_stand_from_the_top_down():
    assert read(line("ba", bottom=20), line("một", bottom=100), line("hai", bottom=60)) == [
        ("một",),
        ("hai",),
        ("ba",),
    ]


@pytest.mark.parametrize("lower, count", [(4.0, 1), (4.1, 2), (-4.0, 1), (-4.1, 2)])
def test_a_letter_may_stand_a_little_higher_or_lower(lower, count):
    """Four tenths of its height: a mark above the line is of the row."""
    raised = line("2", left=12, bottom=100 - lower)
    assert len(read(line("km"), raised)) == count


@pytest.mark.parametrize(
    "gap, text",
    [(0, "ab"), (1.8, "ab"), (1.9, "a b"), (10, "a b"), (10.1, "a\tb"), (60, "a\tb")],
)
def test_a_gap_is_a_space_or_the_edge_of_a_column(gap, text):
    first, second = line("a")[0], line("b", left=WIDE + gap, number=1)[0]
    assert read([first, second]) == [tuple(text.split("\t"))]


@pytest.mark.parametrize(
    "spaces, gap, text",
    [
        (1, 6, "a b"),
        (1, 22.0, "a b"),  # sixteen behind the space
        (1, 22.1, "a\tb"),
        (2, 26.0, "a b"),
        (3, 26.0, "a b"),
        (3, 26.1, "a\tb"),  # a column typed with spaces
        (2, 26.1, "a b"),
    ],
)
def test_spaces_that_were_typed_count_too(spaces, gap, text):
    blanks = line(" " * spaces, left=WIDE, number=1)
    last = line("b", left=WIDE + gap, number=1 + spaces)
    assert read(line("a"), blanks, last) == [tuple(text.split("\t"))]


def test_a_letter_drawn_twice_is_read_once():
    twice = [replace(one, left=one.left + 0.4, number=one.number + 9) for one in line("xã")]
    assert read(line("xã"), twice) == [("xã",)]


@pytest.mark.parametrize("aside, text", [(1.7, "a"), (1.9, "aa")])
def test_how_near_the_same_letter_is_drawn_twice(aside, text):
    again = replace(line("a")[0], left=aside, right=aside + WIDE, number=1)
    assert read(line("a"), [again]) == [(text,)]


def test_where_pdfium_sees_the_end_of_a_word_there_is_a_space():
    first, second = line("ab")
    apart = replace(second, number=2, apart=True)
    assert read([first, apart]) == [("a b",)]
    assert read([first, replace(apart, number=3)]) == [("ab",)]
    assert read([first, replace(apart, apart=False)]) == [("ab",)]


@pytest.mark.parametrize(
    "ruling, text",
    [
        (Ruling(7, 90, 120), "a\tb"),
        (Ruling(5, 90, 120), "a\tb"),  # a point inside a letter
        (Ruling(4.9, 90, 120), "ab"),
        (Ruling(8.5, 90, 120), "a\tb"),
        (Ruling(8.6, 90, 120), "ab"),
        (Ruling(7, 109, 120), "ab"),  # it stands higher
        (Ruling(7, 108, 120), "a\tb"),
        (Ruling(7, 80, 101), "ab"),
        (Ruling(7, 80, 102), "a\tb"),
    ],
)
def test_a_line_between_two_letters_parts_columns(ruling, text):
    second = line("b", left=WIDE + 1.5, number=1)
    assert read(line("a"), second, rulings=Rulings([ruling], [])) == [tuple(text.split("\t"))]


def test_letters_that_overlap_are_parted_by_no_line():
    second = line("b", left=WIDE - 1, number=1)
    assert read(line("a"), second, rulings=Rulings([Ruling(6, 90, 120)], [])) == [("ab",)]


def test_a_row_tells_its_places_and_its_first_word():
    (row,) = rows(line("ab_cd"), [], NONE)
    assert (row.cells, row.left, row.right, row.bottom, row.size) == (("ab cd",), 0, 30, 100, 10)
    assert row.first_word == 12
    (row,) = rows(line("abcd", left=20), [], NONE)
    assert row.first_word == 24
    assert rows(line("  "), [], NONE) == []


def test_a_row_of_most_letters_at_one_height_stands_there():
    raised = line("2", left=24, bottom=103)
    (row,) = rows([*line("chia"), *raised], [], NONE)
    assert (row.bottom, row.text) == (100, "chia2")


def test_letters_in_a_table_stand_in_their_cells():
    found = rows(
        [
            *line("trên", left=10, bottom=150),
            *line("phải", left=110, bottom=160, number=20),
            *line("dưới", left=110, bottom=50, number=40),
            *line("ngoài", left=10, bottom=300, number=60),
        ],
        [],
        GRID,
    )
    assert [(row.cells, row.is_table) for row in found] == [
        (("ngoài",), False),
        (("trên", "phải"), True),
        (("", "dưới"), True),
    ]
    assert (found[1].left, found[1].right, found[1].bottom, found[1].size) == (0, 200, 100, 100)


def test_a_word_too_wide_for_its_cell_stays_in_the_one_it_begins_in():
    word = line("đồngchí", left=80, bottom=150)
    assert read(word, rulings=GRID) == [("đồngchí", "")]
    apart = [*line("đồng", left=70, bottom=150), *line("chí", left=110, bottom=150, number=9)]
    assert read(apart, rulings=GRID) == [("đồng", "chí")]


def test_lines_of_a_cell_are_one_text():
    cell = [*line("quân-", left=10, bottom=160), *line("sự", left=10, bottom=140, number=9)]
    assert read(cell, rulings=GRID) == [("quân sự", "")]


def test_an_empty_row_of_a_table_is_left_out():
    assert read(line("a", left=10, bottom=50), rulings=GRID) == [("a", "")]


def test_what_stands_in_a_cell_over_several_rows_is_read_in_the_first():
    down = Rulings(
        [Ruling(at, 0, 200) for at in (0, 100, 200)],
        [Ruling(0, 0, 200), Ruling(100, 100, 200), Ruling(200, 0, 200)],
    )
    words = [
        *line("xã", left=10, bottom=60),
        *line("trên", left=110, bottom=150, number=9),
        *line("dưới", left=110, bottom=50, number=20),
    ]
    assert read(words, rulings=down) == [("xã", "trên"), ("", "dưới")]


def test_fields_that_no_line_parts_are_one_cell():
    across = Rulings(
        [Ruling(0, 0, 200), Ruling(100, 0, 100), Ruling(200, 0, 200)],
        [Ruling(at, 0, 200) for at in (0, 100, 200)],
    )
    (grid,) = grids(across)
    assert grid.cells == {(0, 0): (0, 0), (0, 1): (0, 0), (1, 0): (1, 0), (1, 1): (1, 1)}
    down = Rulings(
        [Ruling(at, 0, 200) for at in (0, 100, 200)],
        [Ruling(0, 0, 200), Ruling(100, 100, 200), Ruling(200, 0, 200)],
    )
    (grid,) = grids(down)
    assert grid.cells == {(0, 0): (0, 0), (0, 1): (0, 1), (1, 0): (0, 0), (1, 1): (1, 1)}
