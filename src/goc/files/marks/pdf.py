"""The degree of secrecy that a PDF bears, in the child: at the head and foot of its first pages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from goc.files.marks.stamps import HEAD, Line, degree_in
from goc.files.pdf.letters import letters
from goc.files.pdf.reading import opened
from goc.files.pdf.rows import rows
from goc.files.pdf.rulings import Rulings

PAGES, FOOT = 3, 3


def read(path: str, name: str) -> str:
    with opened(path, name) as document:
        count = min(len(document), PAGES)
        return degree_in(line for number in range(count) for line in _edges(document[number]))


def _edges(page: Any) -> Iterator[Line]:
    upright, aside = letters(page, page.get_textpage())
    found = [row.cells for row in rows(upright, aside, Rulings.of(page))]
    yield from islice(found, HEAD)
    yield from found[-FOOT:]
