"""Workbooks, CSV files and tables of Word, read in a child process: one sheet as bare rows, or the
whole as it is.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from goc.files import laid_out, oldwords
from goc.files.caps import unfolding
from goc.files.kinds import find
from goc.files.model import Book
from goc.lib.workers import in_child


def read_rows(path: str | Path, largest: int) -> list[list[Any]]:
    """Of the first sheet, as `workbook.read` gives them; raises InputError with a sentence for
    what cannot be read or has more than `largest` bytes.
    """
    file = find(path, largest)
    rows: list[list[Any]] = in_child(
        "goc.files.workbook:read",
        str(file.path),
        file.name,
        name=file.name,
        limits=unfolding(file.size),
    )
    return rows


def read_book(path: str | Path, largest: int) -> Book:
    """Every sheet with what stands beside its values (`model`). Raises as `read_rows`."""
    file = find(path, largest)
    office = laid_out.program() if oldwords.is_one(file) else None
    if office is None:
        how, more, limits = "goc.files.books:read", [], unfolding(file.size)
    else:
        how, more, limits = "goc.files.oldwords:read", [office], laid_out.LIMITS
    book: Book = in_child(how, str(file.path), file.name, *more, name=file.name, limits=limits)
    return book
