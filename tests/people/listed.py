"""Lists as they come out of a file, without the file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goc.files import model
from goc.intake.head import Column
from goc.intake.reading import Understood, understood
from goc.intake.rows import Cell, Record
from goc.people import old_lists
from goc.people.lines import TITLES

FIELDS = {title: field for field, title in TITLES.items()} | {"Xác nhận": "confirmed"}


def listed(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> Understood:
    cells = [["" if value is None else value for value in row] for row in [head, *rows]]
    return understood(model.book([model.sheet("Danh sách", cells)]), old_lists.words())


def record(cells: dict[str, Any], row: int = 7) -> Record:
    """A row by the titles of the form."""
    named = enumerate((FIELDS.get(title, title), title, value) for title, value in cells.items())
    found = {
        field: Cell("" if value is None else value, Column(at, title, field))
        for at, (field, title, value) in named
    }
    return Record(row, found)
