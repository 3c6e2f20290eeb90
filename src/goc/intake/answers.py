"""What somebody answered to the doubts of a list: for one cell, or for all cells of a
column alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import product

from goc.intake.head import key
from goc.lib.errors import WrongUseError

_CELL = re.compile(r"([A-Z]{0,3})([1-9]\d*)")


@dataclass(frozen=True)
class Answers:
    """`cells`: by row and letter of the column ("" for the row as a whole). `alike`: by the
    field or the title of the column and the key of what stands there. `first_offers`: all that is asked and
    not answered takes what is offered first.
    """

    cells: Mapping[tuple[int, str], str] = field(default_factory=dict)
    alike: Mapping[tuple[str, str], str] = field(default_factory=dict)
    first_offers: bool = False

    def find(self, row: int, letter: str, names: Iterable[str], texts: Iterable[str]) -> str | None:
        """`names`: what the column may be called; `texts`: what the doubt may be called."""
        alike = product(map(key, names), map(key, texts))
        told = (self.alike[at] for at in alike if at in self.alike)
        return self.cells.get((row, letter)) or next(told, None)


def parsed(told: Iterable[str], *, first_offers: bool = False) -> Answers:
    """Of `L23=3-tier:06034`, `5=đúng` (a row) and `Chuyên môn:TC QSCS=Trung cấp`. Raises
    WrongUseError.
    """
    cells: dict[tuple[int, str], str] = {}
    alike: dict[tuple[str, str], str] = {}
    for text in told:
        place, equals, answer = text.partition("=")
        column, colon, value = place.partition(":")
        cell = _CELL.fullmatch(place.strip())
        if not equals or not (cell or colon):
            raise WrongUseError(
                "Câu trả lời «%(text)s» chưa đúng dạng: Ô=GIÁ TRỊ (L23=06034) hoặc CỘT:NỘI DUNG "
                "Ô=GIÁ TRỊ (Chuyên môn:TC=Trung cấp).",
                text=text,
            )
        if cell:
            cells[int(cell[2]), cell[1]] = answer.strip()
        else:
            alike[key(column), key(value)] = answer.strip()
    return Answers(cells, alike, first_offers)
