"""Letters of a page at the places that a test sets, and a table of two by two."""

from __future__ import annotations

from goc.files.pdf.letters import Letter
from goc.files.pdf.rows import rows
from goc.files.pdf.rulings import Ruling, Rulings

NONE = Rulings([], [])
WIDE = 6.0  # points of a letter ten points high
GRID = Rulings(
    [Ruling(at, 0, 200) for at in (0, 100, 200)],
    [Ruling(at, 0, 200) for at in (0, 100, 200)],
)


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
