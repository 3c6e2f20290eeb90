"""A table of a paper in Word: its head on every page, rows whole, a group with what it opens."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from goc.papers import fitting, grid
from goc.papers.fitting import LINE, Fit, Placed
from goc.papers.formats import wordml as w
from goc.papers.formats.wordstyles import CELL_SIZE, DATA_TABLE
from goc.papers.model import Table

Bound = Callable[[str, str], str]
"""(key, run) → the run, in a content control where there is a key."""
CLOSING = ("total", "percent")
LAST = 2
"""Rows that go with what follows a table."""
HEAD_ROOM = 4.0  # points above and below the words of a head


def table(table_: Table, width: float, bound: Bound, *, with_next: bool = False) -> Iterator[str]:
    """With the paragraphs that stand below it. `with_next`: its last rows go with what follows, so
    that a signature never stands on a page alone.
    """
    found = fitting.fit(table_, width)
    size = 0 if found.size == CELL_SIZE else found.size
    rows = [*_head(table_, found, size), *_labels(table_, found, size)]
    kept = _kept(table_)
    if with_next:
        kept[-LAST:] = [True] * len(kept[-LAST:])
    rows += [
        w.row([_cell(p, size, keep, bound) for p in fitting.placed(row, found)])
        for row, keep in zip(table_.rows, kept, strict=True)
    ]
    yield w.table(rows, found.widths, DATA_TABLE, centred=True)
    for footer in table_.footers:
        yield w.paragraph(w.run(footer, size), "ChuThich", keep=with_next)
    yield w.paragraph(
        "", "SauBang", keep=with_next
    )  # LibreOffice loses a landscape page that ends in a table


def _kept(table_: Table) -> list[bool]:
    """Which rows stand on one page with the next: a group with its first row, what closes the table
    with the row before.
    """
    kinds = [row.kind for row in table_.rows]
    below = [*kinds, ""][1:]
    return [kind == "group" or after in CLOSING for kind, after in zip(kinds, below, strict=True)]


def _head(table_: Table, found: Fit, size: float) -> Iterator[str]:
    """The storeys of the head; their heights are said, for LibreOffice does not
    ask merged cells.
    """
    storeys = grid.spans(table_.heads)
    spans = [span for storey in storeys for span in storey]
    for y, lines in enumerate(found.head_lines):
        covering = (span for span in spans if span.row <= y < span.row + span.rows)
        cells = [_head_cell(s, y, found, size) for s in sorted(covering, key=lambda s: s.column)]
        yield w.row(cells, head=True, height=lines * found.size * LINE + HEAD_ROOM)


def _head_cell(span: grid.Span, y: int, found: Fit, size: float) -> str:
    opens = span.row == y
    merge = "" if span.rows == 1 else "restart" if opens else "continue"
    words = w.run(span.head.text, size) if opens else ""
    room = sum(found.widths[span.column : span.column + span.columns])
    mark = size or CELL_SIZE
    shown = w.paragraph(words, "DauBang", mark=mark)
    return w.cell(shown, room, columns=span.columns, merge=merge)


def _labels(table_: Table, found: Fit, size: float) -> Iterator[str]:
    if labels := grid.labels(table_):
        cells = [
            w.cell(w.paragraph(w.run(label, size), "SoCot", mark=size), width)
            for label, width in zip(labels, found.widths, strict=True)
        ]
        yield w.row(cells, head=True)


def _cell(placed: Placed, size: float, keep: bool, bound: Bound) -> str:
    cell = placed.cell
    words = bound(cell.key, w.run(cell.text, size, bold=placed.is_bold or None))
    align = grid.align(cell)
    shown = w.paragraph(words, "Bang", align="" if align == "left" else align, mark=size, keep=keep)
    return w.cell(shown, placed.width, columns=placed.columns)
