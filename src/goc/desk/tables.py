"""A plain list as a table of a paper: numbered lines of words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from goc.papers.model import Cell, Head, Row, Table


def listed(columns: Mapping[str, float], rows: Iterable[Sequence[str]]) -> Table:
    """`columns`: head → width in mm; a column of numbers (TT) stands before them."""
    heads = (Head("TT", width=10), *(Head(text, width=width) for text, width in columns.items()))
    lines = (
        Row((Cell(str(number), align="center"), *(Cell(text) for text in row)))
        for number, row in enumerate(rows, 1)
    )
    return Table(heads, tuple(lines), people=False)
