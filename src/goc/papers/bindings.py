"""Which numbers of a paper are bound to a source, where they stand, and which digits are not
bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from goc.papers.model import Binding, Figure, Heading, Paper, Paragraph, Table, Text, leaves

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
            whole = _words(block)
            yield from (
                Bound(i.key, i.text, i.figure, "", whole)
                for i in block.inlines
                if isinstance(i, Figure)
            )
        elif isinstance(block, Table):
            number += 1
            yield from _cells(f"Bảng {number}", block)
    for appendix in paper.appendices:
        yield from _cells(f"Phụ lục {appendix.number}".strip(), appendix.table)


def _cells(place: str, table: Table) -> Iterator[Bound]:
    columns = leaves(table.heads)
    for row in table.rows:
        name = next(
            (c.text for c in row.cells if c.text and c.value is None and not c.text.isdigit()), ""
        )
        for cell, head in zip(row.cells, columns, strict=True):
            if cell.key:
                yield Bound(
                    cell.key,
                    cell.text,
                    cell.figure,
                    place,
                    f"{name}, cột {head.label or head.text}",
                )


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
