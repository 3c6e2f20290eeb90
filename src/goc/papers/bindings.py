"""Which numbers of a paper are bound to a source, where they stand, and which digits are not
bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from goc.papers.grid import spots
from goc.papers.model import Binding, Figure, Heading, Paper, Paragraph, Row, Table, Text

NUMBER = re.compile(r"\d+(?:[.,/]\d+)*%?")


@dataclass(frozen=True)
class Bound:
    """A bound statistic: `place` is empty in the text, else the table; `context` its sentence, or
    row and column.
    """

    key: str
    text: str
    figure: Binding | None
    place: str
    context: str


def figures(paper: Paper) -> list[Bound]:
    """Every bound statistic in reading order: the rows of the table that compares figures with
    their sources.
    """
    return list(_figures(paper))


def _figures(paper: Paper) -> Iterator[Bound]:
    number = 0
    for block in paper.blocks:
        if isinstance(block, Paragraph):
            whole, inlines = _words(block), block.inlines
            shown = (inline for inline in inlines if isinstance(inline, Figure))
            yield from (Bound(i.key, i.text, i.figure, "", whole) for i in shown)
        elif isinstance(block, Table):
            number += 1
            yield from _cells(f"Bảng {number}", block)
    for appendix in paper.appendices:
        yield from _cells(f"Phụ lục {appendix.number}".strip(), appendix.table)


def _cells(place: str, table: Table) -> Iterator[Bound]:
    for spot in spots(table):
        cell, column = spot.cell, spot.head.label or spot.head.text
        if cell.key:
            context = f"{_name(spot.row)}, cột {column}"
            yield Bound(cell.key, cell.text, cell.figure, place, context)


def _name(row: Row) -> str:
    """The first words of a row that are no number."""
    words = (cell.text for cell in row.cells if cell.value is None and not cell.text.isdigit())
    return next(filter(None, words), "")


def _words(paragraph: Paragraph) -> str:
    return "".join(getattr(i, "text", " ") for i in paragraph.inlines)


def unbound_numbers(paper: Paper) -> list[tuple[str, str]]:
    """(number, its paragraph or heading) for digits typed into the narrative; those of dates and
    names included.
    """
    found: list[tuple[str, str]] = []
    for block in paper.blocks:
        if isinstance(block, Heading):
            found += [(n, block.text) for n in NUMBER.findall(block.text)]
        elif isinstance(block, Paragraph):
            typed = [i.text for i in block.inlines if isinstance(i, Text)]
            found += [(n, _words(block)) for text in typed for n in NUMBER.findall(text)]
    return found
