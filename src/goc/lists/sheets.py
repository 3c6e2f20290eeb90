"""The cells of a workbook's first sheet, as numbers, days and texts; read by a child with limits."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from goc.files.tables import read_rows

LARGEST = 10 * 2**20


def read_sheet(data: bytes, name: str = "bang.xlsx") -> list[list[Any]]:
    """Raises InputError for what is no workbook, or too large."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        return read_rows(path, LARGEST)
