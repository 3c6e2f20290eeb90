"""Letters put into rows and cells, and rows into paragraphs, by places that the test sets."""

from __future__ import annotations

from dataclasses import replace

import pytest

from goc.files.pdf import letters as placing
from goc.files.pdf.letters import Letter
from goc.files.pdf.paragraphs import Page, texts
from goc.files.pdf.rows import NO_ROW, Row, rows
from goc.files.pdf.rulings import Grid, Ruling, Rulings, _merged, _sides, grids
from goc.files.pdf.seams import is_one_number, joined, seamed

NONE = Rulings([], [])
WIDE = 6.0  # points of a letter ten points high


def line(text: str, left: float = 0, bottom: float = 100, number: int = 0, **more) -> list[Letter]:
    """Letters side by side; `_` is a gap of a letter's width without one."""
    made = []
    for place, char in enumerate(text):
        at = left + WIDE * place
        if char != "_":
            made.append(Letter(char, at, at + WIDE, bottom, bottom + 10, number + place, **more))
    return made


def read(*lines: list[Letter], aside: list[Letter] | None = None, rulings: Rulings = NONE):
    return [
        row.cells for row in rows([one for each in lines for one in each], aside or [], rulings)
    ]


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


GRID = Rulings(
    [Ruling(at, 0, 200) for at in (0, 100, 200)],
    [Ruling(at, 0, 200) for at in (0, 100, 200)],
)


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


class Shown:
    """A page that is shown turned."""

    def __init__(self, angle: int) -> None:
        self.angle = angle

    def get_size(self) -> tuple[float, float]:
        return 400, 600

    def get_rotation(self) -> int:
        return self.angle


@pytest.mark.parametrize(
    "angle, box",
    [
        (90, (20, 50, 560, 590)),
        (180, (360, 390, 550, 580)),
        (270, (350, 380, 10, 40)),
    ],
)
def test_a_letter_is_turned_with_its_page(angle, box):
    turn = placing.turn_of(Shown(angle))
    one = Letter("a", 10, 40, 20, 50, 7).turned(turn)
    assert (one.left, one.right, one.bottom, one.top) == box
    assert (one.text, one.number) == ("a", 7)


def test_a_page_held_upright_is_not_turned():
    assert placing.turn_of(Shown(0)) is None


@pytest.mark.parametrize(
    "box, is_on",
    [
        ((10, 20, 10, 20), True),
        ((-5, 0, 10, 20), False),
        ((-5, 1, 10, 20), True),
        ((400, 410, 10, 20), False),
        ((399, 410, 10, 20), True),
        ((10, 20, -10, 0), False),
        ((10, 20, -10, 1), True),
        ((10, 20, 600, 610), False),
        ((10, 20, 599, 610), True),
    ],
)
def test_what_lies_beside_the_page_is_left_out(box, is_on):
    assert placing._is_on(Letter("a", *box), 400, 600) is is_on


def upwards(text: str, left: float = 50, number: int = 0) -> list[Letter]:
    """Letters one above the other; `_` is a space that the file does not hold."""
    return [
        Letter(char, left, left + 10, 100 + WIDE * n, 106 + WIDE * n, number + n)
        for n, char in enumerate(text)
        if char != "_"
    ]


@pytest.mark.parametrize(
    "found, said",
    [
        (upwards("Tổng"), ["Tổng"]),
        (upwards("Tổng_số"), ["Tổng số"]),
        (upwards("Tổng số"), ["Tổng số"]),
        (upwards("Tổng__số"), ["Tổng", "số"]),
        ([*upwards("ab"), *upwards("cd", left=53, number=2)], ["ab", "cd"]),
        ([*upwards("ab"), *upwards("cd", left=51, number=2)], ["abcd"]),
        ([], []),
    ],
)
def test_words_written_upwards_are_one_letter_each(found, said):
    assert [one.text for one in placing._columns(found)] == said


def test_a_word_written_upwards_takes_the_room_of_its_letters():
    (one,) = placing._columns(upwards("abc"))
    assert (one.left, one.right, one.bottom, one.top, one.number) == (50, 60, 100, 118, 2)


def row(
    text: str, bottom: float, *, left: float = 50, right: float = 350, size: float = 10, **more
):
    return Row((text,), left, right, bottom, size, **more)


def paragraphs(*found: Row, height: float = 600) -> str:
    return texts([Page(400, height, list(found))])[0]


@pytest.mark.parametrize(
    "first, second, text",
    [
        ("có 335 đồng", "chí ở xã", "có 335 đồng chí ở xã"),
        ("có 335 xã.", "Huyện khác", "có 335 xã.\nHuyện khác"),
        ("có 335 xã.", "chữ thường", "có 335 xã.\nchữ thường"),
        ("đạt", "92,2", "đạt 92,2"),  # a word that waits for a figure
        ("xã", "92,2", "xã\n92,2"),
        ("có 1.2", "35 xã", "có 1.235 xã"),
        ("gồm:", "a) một", "gồm:\na) một"),
        ("gồm", "a) một", "gồm\na) một"),
        ("gồm", "1. một", "gồm\n1. một"),
        ("gồm", "- một", "gồm\n- một"),
        ("theo", "Điều 5", "theo\nĐiều 5"),
        ("là", "(chung) một", "là\n(chung) một"),
        ("là", ", một", "là , một"),
    ],
)
def test_a_short_row_goes_on_when_its_words_say_so(first, second, text):
    found = paragraphs(row(first, 300, right=120), row(second, 285, right=120))
    assert found == text


@pytest.mark.parametrize(
    "changes, goes_on",
    [
        ({}, True),
        ({"size": 11.5}, True),
        ({"size": 11.6}, False),  # a heading
        ({"bottom": 300}, False),  # beside it
        ({"bottom": 276}, True),
        ({"bottom": 275.9}, False),  # too far below
        ({"is_table": True}, False),
        ({"cells": ("chí", "x")}, False),
    ],
)
def test_which_row_is_the_next_of_its_paragraph(changes, goes_on):
    second = replace(row("chí ở xã", 285, right=120), **changes)
    found = paragraphs(row("có 335 đồng", 300, right=120), second)
    assert ("\n" not in found) is goes_on


def test_a_wider_gap_than_usual_begins_a_new_paragraph():
    rows_of = [row(f"xã {n} và", 400 - 12 * n, right=120) for n in range(4)]
    near, far = row("xã cuối", 400 - 36 - 15, right=120), row("xã cuối", 400 - 36 - 15.1, right=120)
    assert "\n" not in paragraphs(*rows_of, near)
    assert paragraphs(*rows_of, far).endswith("và\nxã cuối")


FULL = row("Tỉnh đã mở ba khóa cho cán bộ của huyện", 300)


@pytest.mark.parametrize(
    "above, below, goes_on",
    [
        (FULL, row("Cao Lộc", 285, first_word=20), True),  # the word had no room
        (replace(FULL, right=330), row("Cao Lộc", 285, right=350, first_word=18.1), True),
        (replace(FULL, right=330), row("Cao Lộc", 285, right=350, first_word=18), False),
        (replace(FULL, right=249.9), row("Cao Lộc", 285, first_word=300), False),  # a short row
        (replace(FULL, right=250), row("Cao Lộc", 285, first_word=300), True),
        (FULL, row("Cao Lộc", 285, left=58, first_word=20), True),
        (FULL, row("Cao Lộc", 285, left=58.1, first_word=20), False),  # moved in
        (replace(FULL, cells=("1. Tỉnh đã mở",)), row("Cao", 285, left=70, first_word=20), True),
        (replace(FULL, cells=("KẾT QUẢ CHUNG",)), row("Cao Lộc", 285, first_word=20), False),
        (replace(FULL, cells=("KẾT QUẢ",)), row("CHUNG", 285, first_word=20), True),
    ],
)
def test_a_full_row_goes_on(above, below, goes_on):
    assert ("\n" not in paragraphs(above, below)) is goes_on


@pytest.mark.parametrize(
    "number, bottom, left_out",
    [
        ("7", 71, True),
        ("7", 72, False),  # above the edge
        ("- 7 -", 20, True),
        ("Trang 7", 20, True),
        ("trang 7/12", 20, True),
        ("12345", 20, False),
        ("Xã 7", 20, False),
        ("7", 530, False),  # it is not the first row
    ],
)
def test_the_number_at_the_foot_of_a_page(number, bottom, left_out):
    found = [row("Một.", 560, right=90), row("Hai.", 540, right=90), row(number, bottom, right=60)]
    expected = "Một.\nHai." if left_out else f"Một.\nHai.\n{number}"
    assert paragraphs(*found) == expected


@pytest.mark.parametrize("bottom, left_out", [(529, True), (528, False)])
def test_the_number_at_the_head_of_a_page(bottom, left_out):
    found = paragraphs(row("7", bottom, right=60), row("Một.", 400, right=90))
    assert found == ("Một." if left_out else "7\nMột.")


def test_a_row_of_a_table_is_no_number_of_a_page():
    assert paragraphs(row("7", 20, is_table=True)) == "7"


def pages(*found: list[Row]) -> list[str]:
    return texts([Page(400, 600, one) for one in found])


def test_heads_and_feet_that_come_again_are_told_once():
    def page(text: str, head: float = 580, foot: str = "Xã Mai") -> list[Row]:
        return [row("Báo cáo", head, right=90), row(text, 400, right=90), row(foot, 80, right=90)]

    assert pages(page("Một."), page("Hai.")) == ["Báo cáo\nMột.\nXã Mai", "Hai."]
    assert pages(page("Một."), page("Hai.", head=581)) == ["Báo cáo\nMột.\nXã Mai", "Hai."]
    assert pages(page("Một."), page("Hai.", head=581.1))[1] == "Báo cáo\nHai."
    assert pages(page("Một."), page("Hai.", foot="Xã"))[1] == "Hai.\nXã"


def test_a_paragraph_goes_on_over_the_end_of_a_page():
    first = [row("Có 335 đồng", 100, right=120)]
    second = [row("chí ở xã.", 560, right=120), row("Hết.", 540, right=90)]
    assert pages(first, second) == ["Có 335 đồng chí ở xã.", "Hết."]
    assert pages(first, [], second) == ["Có 335 đồng chí ở xã.", "", "Hết."]


def test_pages_of_other_widths_have_margins_of_their_own():
    narrow = Page(200, 600, [row("Tỉnh đã mở ba khóa tại", 300, left=20, right=180)])
    wide = Page(400, 600, [row("Cao Lộc.", 560, left=20, right=390, first_word=20)])
    other = Page(200, 600, [row("Cao Lộc.", 560, left=20, right=60, first_word=20)])
    assert texts([narrow, other]) == ["Tỉnh đã mở ba khóa tại Cao Lộc.", ""]
    assert texts([narrow, wide]) == ["Tỉnh đã mở ba khóa tại", "Cao Lộc."]


def test_nothing_goes_on_from_nothing():
    assert not NO_ROW.is_running
    assert texts([]) == []
    assert pages([]) == [""]


@pytest.mark.parametrize(
    "text, rest, whole",
    [
        ("", "xã", "xã"),
        ("xã", "", "xã"),
        ("xã ", " Mai", "xã Mai"),
        ("quân-", "Sự", "quân-Sự"),
        ("quân\u00ad", "sự", "quân sự"),
        ("5-", "7 xã", "5-7 xã"),
        ("799", "/QĐ", "799/QĐ"),
        ("có 1.2", "345 xã", "có 1.2 345 xã"),
        ("có 12.", "345 xã", "có 12. 345 xã"),
        ("có 1.23", "4 xã", "có 1.234 xã"),
        ("có 1.234.5", "67", "có 1.234.567"),
        ("ngày 1.2", "3", "ngày 1.2 3"),
        ("có 1234.5", "67", "có 1234.5 67"),
        ("đạt 9", ",2%", "đạt 9,2%"),
        ("có 9", ".200 xã", "có 9.200 xã"),
        ("đạt 92,", "25 %", "đạt 92,25 %"),
    ],
)
def test_how_two_pieces_are_put_together(text, rest, whole):
    assert seamed(text, rest) == whole


def test_many_pieces_are_put_together():
    assert joined(["", "Có 1.2", "35 quân-", "sự"]) == "Có 1.235 quân sự"
    assert joined([]) == ""
    assert is_one_number("có 1.2", "35") and not is_one_number("có 1.2", "3")
