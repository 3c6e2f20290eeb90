"""The rows of a workbook or a CSV file, read in a child process."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from goc.files.caps import allowance
from goc.files.kinds import find
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
        limits=allowance(file.size),
    )
    return rows
