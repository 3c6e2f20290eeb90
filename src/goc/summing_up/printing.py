"""From a paper to the bytes that lie in a dossier. Links into the site are for its pages only, not for files."""

from __future__ import annotations

from dataclasses import replace

from goc.papers.formats import render
from goc.papers.formats.html import standalone
from goc.papers.model import Appendix, Block, Cell, Figure, Paper, Paragraph, Row, Table


def print_paper(paper: Paper, format_: str) -> bytes:
    """One file of the dossier; `html` is a whole page that can be opened without the site."""
    if format_ == "html":
        return standalone(unlinked(paper))
    return render(unlinked(paper), format_)


def unlinked(paper: Paper) -> Paper:
    appendices = tuple(replace(a, table=_table(a.table)) for a in paper.appendices)
    return replace(paper, blocks=tuple(map(_block, paper.blocks)), appendices=appendices)


def _block(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, inlines=tuple(replace(i, href="") if isinstance(i, Figure) else i for i in block.inlines))
    return _table(block) if isinstance(block, Table) else block


def _table(table: Table) -> Table:
    return replace(table, rows=tuple(Row(tuple(map(_cell, r.cells)), r.kind, r.base) for r in table.rows))


def _cell(cell: Cell) -> Cell:
    return replace(cell, href="") if cell.href else cell


def same_appendix(one: Appendix, other: Appendix) -> bool:
    """Whether two appendices print alike, links aside."""
    return replace(one, table=_table(one.table)) == replace(other, table=_table(other.table))
