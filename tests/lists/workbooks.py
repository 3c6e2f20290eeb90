"""What an export holds."""

from __future__ import annotations

import io
from typing import Any

import python_calamine


def read_sheet(data: bytes) -> list[list[Any]]:
    """The cells of the first sheet."""
    return python_calamine.load_workbook(io.BytesIO(data)).get_sheet_by_index(0).to_python()
