"""From a paper to the bytes that lie in a dossier. Links into the site are for its pages only, not
for files.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from goc.papers.formats import render
from goc.papers.formats.html import standalone
from goc.papers.model import Appendix, Block, Cell, Figure, Inline, Paper, Paragraph, Row, Table


def print_paper(paper: Paper, format_: str) -> bytes:
    """One file of the dossier; `html` is a whole page that can be opened without the site."""
    if format_ == "html":
        return standalone(unlinked(paper))
    return render(unlinked(paper), format_)


def unlinked(paper: Paper) -> Paper:
    return readdressed(paper, lambda _href: "")


def readdressed(paper: Paper, change: Callable[[str], str]) -> Paper:
    """The paper with every link into the site changed."""
    appendices = tuple(replace(a, table=_table(a.table, change)) for a in paper.appendices)
    return replace(
        paper, blocks=tuple(_block(b, change) for b in paper.blocks), appendices=appendices
    )


def _block(block: Block, change: Callable[[str], str]) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, inlines=tuple(_inline(i, change) for i in block.inlines))
    return _table(block, change) if isinstance(block, Table) else block


def _inline(inline: Inline, change: Callable[[str], str]) -> Inline:
    return (
        replace(inline, href=change(inline.href))
        if isinstance(inline, Figure) and inline.href
        else inline
    )


def _table(table: Table, change: Callable[[str], str]) -> Table:
    rows = (Row(tuple(_cell(c, change) for c in r.cells), r.kind, r.base) for r in table.rows)
    return replace(table, rows=tuple(rows))


def _cell(cell: Cell, change: Callable[[str], str]) -> Cell:
    return replace(cell, href=change(cell.href)) if cell.href else cell


def same_appendix(one: Appendix, other: Appendix) -> bool:
    """Whether two appendices print alike, links aside."""
    return _plain(one) == _plain(other)


def _plain(appendix: Appendix) -> Appendix:
    return replace(appendix, table=_table(appendix.table, lambda _href: ""))
