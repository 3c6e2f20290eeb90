"""How pieces of a text are put together: at the end of a line, in the cell of a table."""

from __future__ import annotations

import pytest

from files.pdf_places import GRID, line, read
from goc.files.pdf.seams import is_one_number, joined, seamed


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


@pytest.mark.parametrize(
    "word, cells",
    [
        # a space ends a word, also one that touches both
        (line("đồng chí", left=72, bottom=150), ("đồng", "chí")),
        # a raised letter is a word of its own
        (
            [*line("đồng", left=76, bottom=150), *line("2", left=100, bottom=153, number=4)],
            ("đồng", "2"),
        ),
        # letters far from each other, though one follows the other in the file
        (
            [*line("đồng", left=70, bottom=150), *line("chí", left=101, bottom=150, number=4)],
            ("đồng", "chí"),
        ),
        # letters that touch, though they do not follow each other
        (
            [*line("đồng", left=76, bottom=150), *line("chí", left=100, bottom=150, number=9)],
            ("đồng", "chí"),
        ),
        (
            [*line("đồng", left=76, bottom=150), *line("chí", left=100.5, bottom=150, number=4)],
            ("đồngchí", ""),
        ),
        (
            [*line("đồng", left=76, bottom=150), *line("chí", left=100.7, bottom=150, number=4)],
            ("đồng", "chí"),
        ),
    ],
)
def test_where_a_word_ends_in_a_table(word, cells):
    assert read(word, rulings=GRID) == [cells]
