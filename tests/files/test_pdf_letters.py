"""Letters of a page that is turned, beside the page, or written upwards."""

from __future__ import annotations

import pytest

from files.pdf_places import WIDE
from goc.files.pdf import letters as placing
from goc.files.pdf.letters import Letter


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
