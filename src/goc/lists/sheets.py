"""The cells of a workbook's first sheet, as numbers, days and texts."""

from __future__ import annotations

import io
from typing import Any

import python_calamine

from goc.lib.errors import InputError

LARGEST = 10 * 2**20


def read_sheet(data: bytes) -> list[list[Any]]:
    """Raises InputError for what is no workbook, or too large."""
    if len(data) > LARGEST:
        raise InputError("Tệp lớn hơn 10 MB. Hãy chia thành nhiều tệp.")
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [list(row) for row in book.get_sheet_by_index(0).to_python()]
    except (python_calamine.CalamineError, IndexError, OSError, ValueError) as why:
        raise InputError("Tệp không phải là bảng Excel (.xlsx) nguyên vẹn.") from why
