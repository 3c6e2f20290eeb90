"""What the public rendering leaves out: small counts of persons, and every key and link to a
record.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from itertools import islice, starmap
from typing import Any

from goc.lib.canonical import canonical
from goc.papers.grid import spots
from goc.papers.model import (
    Binding,
    Block,
    Cell,
    Chart,
    Field,
    Figure,
    Inline,
    Paper,
    Paragraph,
    Table,
    Text,
    tables,
)
from goc.papers.suppression import SMALLEST_SHOWN, Place, suppressed

_STATISTIC = ("indicator", "unit", "from", "as_of", "snapshot")
MARK = "*"
NOTE = "(*) Số liệu dưới 05 người và số liệu có thể dùng để suy ra số liệu dưới 05 người không công bố."
PEOPLE = (
    "person",
    "enrolment",
    "holding",
    None,
)  # a binding without grain is taken to count people


def public(paper: Paper) -> Paper:
    """The paper as it may leave the office: nothing bound, nothing linked, nothing small."""
    hidden = [(t, suppressed(t)) for t in tables(paper)]
    secret = {_source(t.rows[r].cells[c].figure) for t, places in hidden for r, c in places} - {
        None
    }
    following = starmap(_shown, hidden)  # in the order of the blocks, then of the appendices
    blocks = tuple(
        next(following) if isinstance(block, Table) else _block(block, secret)
        for block in paper.blocks
        if not isinstance(block, Chart)
    )
    appendices = tuple(replace(a, table=next(following)) for a in paper.appendices)
    return replace(paper, blocks=blocks, appendices=appendices)


def _block(block: Block, secret: Set[bytes | None]) -> Block:
    if not isinstance(block, Paragraph):
        return block
    return replace(block, inlines=tuple(_inline(i, secret) for i in block.inlines))


def _source(binding: Binding | None) -> bytes | None:
    """The same statistic in prose and table: equal indicator, unit and period."""
    if not binding or "indicator" not in binding:
        return None
    return canonical({name: binding.get(name) for name in _STATISTIC})


def _inline(inline: Inline, secret: Set[bytes | None]) -> Inline:
    if isinstance(inline, Figure):
        small = _source(inline.figure) in secret or _is_small(inline.figure)
        return Text(MARK if small else inline.text, bold=inline.bold)
    return Text(inline.text) if isinstance(inline, Field) else inline


def _is_small(binding: Binding | None) -> bool:
    """A count below 5, or a ratio whose numerator or whose rest is."""
    if not binding or binding.get("grain") not in PEOPLE:
        return False
    return any(isinstance(n, int) and 0 < n < SMALLEST_SHOWN for n in _counts(binding))


def _counts(binding: Binding) -> list[Any]:
    """The value; of a ratio the numerator, and the rest where its denominator is known."""
    part, whole = binding.get("numerator"), binding.get("denominator")
    if part is None:
        return [binding.get("value")]
    return [part] if whole is None else [part, whole - part]


def _shown(table: Table, hidden: set[Place]) -> Table:
    cells = (_cell(spot.cell, spot.place in hidden) for spot in spots(table))
    rows = tuple(replace(row, cells=tuple(islice(cells, len(row.cells)))) for row in table.rows)
    return replace(table, rows=rows, footers=(*table.footers, NOTE) if hidden else table.footers)


def _cell(cell: Cell, hide: bool) -> Cell:
    bare = replace(cell, key="", figure=None, href="")
    return replace(bare, text=MARK, value=None, suppressed=True) if hide else bare
