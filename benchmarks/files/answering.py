"""What reading one of the files comes to."""

from __future__ import annotations

from pathlib import Path

from goc.files.reading import read_file
from goc.files.tables import read_rows
from goc.lib.errors import GocError
from goc.lib.progress import silent

TABLES = {".xlsx", ".xls", ".csv"}
LARGEST = 200 * 2**20


def answer(path: Path) -> str:
    """The sentence, or how much was read."""
    try:
        if path.suffix in TABLES:
            return f"đọc được {len(read_rows(path, LARGEST))} dòng"
        return f"đọc được {len(read_file(path, silent))} ký tự"
    except GocError as error:
        return str(error)
