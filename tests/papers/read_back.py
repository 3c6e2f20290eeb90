"""The numbers a paper prints, and those of them that are not read back from its file."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from goc.files.reading import read
from goc.papers.codec import from_json
from goc.papers.model import Heading, Paper, Paragraph, Table, leaves
from goc.viet.cleaning import tidy

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def printed(paper: Paper) -> Counter[str]:
    """Of its text, and of heads and cells of its tables."""
    texts = (tidy(text) for text in _texts(paper))
    return Counter(number for text in texts for number in NUMBER.findall(text))


def _texts(paper: Paper) -> Iterator[str]:
    tables = [block for block in paper.blocks if isinstance(block, Table)]
    for table in [*tables, *(appendix.table for appendix in paper.appendices)]:
        yield from (cell.text for row in table.rows for cell in row.cells)
        yield from (f"{head.text} {head.label}" for head in leaves(table.heads))
    for block in paper.blocks:
        if isinstance(block, Paragraph):
            yield "".join(getattr(inline, "text", " ") for inline in block.inlines)
        elif isinstance(block, Heading):
            yield f"{block.marker} {block.text}"


def lost(paper: Paper, path: Path) -> Counter[str]:
    """Those that are printed more often than they are read."""
    return printed(paper) - Counter(NUMBER.findall(read(path).text))


def papers_of(dossier: Path) -> Iterator[tuple[Paper, Path]]:
    """Every paper of a dossier with each of its files in Word and PDF."""
    for path in sorted(path for kind in ("docx", "pdf") for path in dossier.glob(f"*.{kind}")):
        content = dossier / "contents" / f"{path.stem}.json"
        yield from_json(json.loads(content.read_text("utf-8"))), path
