"""The tables of a Word file as sheets, in the child."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx

from goc.files import model
from goc.lib.errors import InputError

MOST_TABLES = 50


def tables(file: Path, name: str) -> list[model.Sheet]:
    """Named «Bảng 1» and so on; those inside a cell belong to the cell. A cell that reaches over
    several rows says the same in each of them, one that reaches over several columns stands in the
    first. Raises InputError where there is no table.
    """
    with file.open("rb") as stream:
        found = docx.Document(stream).tables[:MOST_TABLES]
    if not found:
        raise InputError(
            "Tệp %(name)s không có bảng nào. Hãy đặt danh sách trong một bảng của Word, hoặc lưu "
            "thành tệp Excel.",
            name=name,
        )
    return [model.sheet(f"Bảng {number}", _rows(one)) for number, one in enumerate(found, 1)]


def _rows(table: Any) -> list[model.Row]:
    """As python-docx tells them."""
    return [_cells(row) for row in table.rows]


def _cells(row: Any) -> model.Row:
    """Their texts in one line each; columns left out at the beginning count too."""
    texts: model.Row = [""] * row.grid_cols_before
    before = None
    for cell in row.cells:
        texts.append("" if cell._tc is before else " ".join(cell.text.split()))
        before = cell._tc
    return texts
