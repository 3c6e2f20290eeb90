"""The letters of a PDF page with their places, as they lie when the page is held upright."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from pypdfium2 import raw

HYPHENS = {"\x02": "-", "\ufffe": "-"}
"""What pdfium gives for a hyphen at the end of a line."""
HALF = 0xD800, 0xE000
"""Halves of letters beyond the first 65536: pdfium gives them one after the other."""
QUARTER = 1.5707963
LINE_ENDS = (10, 13)
Turn = Callable[[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Letter:
    """In points from the left and from the bottom; `number` is its place in the file; before one
    that is `apart` pdfium sees the end of a word.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    number: int = 0
    apart: bool = False

    @property
    def size(self) -> float:
        return self.top - self.bottom

    @property
    def middle(self) -> tuple[float, float]:
        """Across and high."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    def turned(self, turn: Turn) -> Letter:
        (x, y), (other_x, other_y) = turn(self.left, self.bottom), turn(self.right, self.top)
        left, right = sorted((x, other_x))
        bottom, top = sorted((y, other_y))
        return replace(self, left=left, right=right, bottom=bottom, top=top)


def turn_of(page: Any) -> Turn | None:
    """From the places in the file to those on the page as it is shown; None for the same."""
    width, height = page.get_size()
    turns: dict[int, Turn] = {
        90: lambda x, y: (y, height - x),
        180: lambda x, y: (width - x, height - y),
        270: lambda x, y: (width - y, x),
    }
    return turns.get(page.get_rotation())


def letters(page: Any, text_page: Any) -> tuple[list[Letter], list[Letter]]:
    """Those that stand upright, and those that are written upwards or downwards, already turned
    into a row each. What pdfium adds and what lies beside the page is left out.
    """
    turn, (width, height) = turn_of(page), page.get_size()
    found = _placed(text_page)
    shown = found if turn is None else [letter.turned(turn) for letter in found]
    upright, aside = _parted(shown, text_page, page.get_rotation() // 90)
    return [one for one in upright if _is_on(one, width, height)], aside


def _is_on(letter: Letter, width: float, height: float) -> bool:
    across = letter.right > 0 and letter.left < width
    return across and letter.top > 0 and letter.bottom < height


def _placed(text_page: Any) -> list[Letter]:
    found: list[Letter] = []
    box = raw.FS_RECTF()
    apart = False
    for number in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(text_page, number)
        if code == 0 or code in LINE_ENDS or HALF[0] <= code < HALF[1]:
            continue
        raw.FPDFText_GetLooseCharBox(text_page, number, box)
        if box.right - box.left < 0.01 and box.top - box.bottom < 0.01:
            apart = True  # a space that pdfium adds
            continue
        text = HYPHENS.get(chr(code), chr(code))
        found.append(Letter(text, box.left, box.right, box.bottom, box.top, number, apart))
        apart = False
    return found


def _parted(
    found: list[Letter], text_page: Any, quarters: int
) -> tuple[list[Letter], list[Letter]]:
    """Only letters that stand one above the other are asked how they are turned."""
    aside: set[int] = set()
    for before, letter in pairwise(found):
        steps_aside = abs(letter.left - before.left) < 0.2 * before.size
        if steps_aside and letter.number == before.number + 1 and _differ(before, letter):
            aside |= {one.number for one in (before, letter) if _quarter(text_page, one, quarters)}
    if not aside:
        return found, []
    upright = [letter for letter in found if letter.number not in aside]
    return upright, _columns([letter for letter in found if letter.number in aside])


def _differ(before: Letter, letter: Letter) -> bool:
    return abs(letter.bottom - before.bottom) > 0.1 * before.size


def _quarter(text_page: Any, letter: Letter, quarters: int) -> int:
    """How far it is turned against the page, 0 to 3."""
    angle = raw.FPDFText_GetCharAngle(text_page, letter.number)
    return int(round(angle / QUARTER) + quarters) % 4


def _columns(aside: list[Letter]) -> list[Letter]:
    """What is written upwards or downwards, each word or row of words as one letter, in the order
    of the file.
    """
    made: list[Letter] = []
    for letter in aside:
        last = made[-1] if made else None
        if last and letter.number <= last.number + 2 and abs(letter.left - last.left) < 2:
            gap = " " if letter.number == last.number + 2 and letter.text != " " else ""
            made[-1] = Letter(
                last.text + gap + letter.text,
                min(last.left, letter.left),
                max(last.right, letter.right),
                min(last.bottom, letter.bottom),
                max(last.top, letter.top),
                letter.number,
            )
        else:
            made.append(letter)
    return made
