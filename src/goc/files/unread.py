"""Cells of workbooks of old (.xls) and of LibreOffice (.ods) whose value is not there, by sheet: errors,
and formulas that were never worked out. Calamine gives them as empty cells. Of .xlsx: `sheets`.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import xlrd

from goc.files import archives
from goc.files.model import Unread

ERROR = re.compile(r"#(?:N/A|DIV/0!|REF!|VALUE!|NAME\?|NUM!|NULL!)|Err:\d+")
CONTENT = "content.xml"
LONGEST = 40
BySheet = dict[str, list[Unread]]


def of_xls(file: Path) -> BySheet:
    """Raises XLRDError, and what else damage brings about in it."""
    book = xlrd.open_workbook(str(file), logfile=io.StringIO(), on_demand=True)
    return {name: list(_errors(book.sheet_by_name(name))) for name in book.sheet_names()}


def _errors(sheet: Any) -> Iterator[Unread]:
    for row in range(sheet.nrows):
        for column, kind in enumerate(sheet.row_types(row)):
            if kind == xlrd.XL_CELL_ERROR:
                code = sheet.cell_value(row, column)
                text = xlrd.error_text_from_code.get(code, "#?")
                yield {"row": row, "column": column, "why": "error", "text": text}


def of_ods(archive: zipfile.ZipFile) -> BySheet:
    """What is repeated is told at its first place."""
    tables = archives.tree(archive, CONTENT).iterfind(".//{*}spreadsheet/{*}table")
    return {_told(table, "name"): list(_without_value(table)) for table in tables}


def _without_value(table: Any) -> Iterator[Unread]:
    at = 0
    for row in table.iter("{*}table-row"):
        for column, cell in _cells(row):
            if why := _why(cell):
                text = "".join(cell.itertext()) or _told(cell, "formula")
                yield {"row": at, "column": column, "why": why, "text": text[:LONGEST]}
        at += int(_told(row, "number-rows-repeated") or 1)


def _cells(row: Any) -> Iterator[tuple[int, Any]]:
    at = 0
    for cell in row.iterchildren("{*}table-cell", "{*}covered-table-cell"):
        yield at, cell
        at += int(_told(cell, "number-columns-repeated") or 1)


def _why(cell: Any) -> str:
    """`error`, `formula`, or nothing where the value is there."""
    if not _told(cell, "formula"):
        return ""
    text = "".join(cell.itertext())
    if ERROR.fullmatch(text):
        return "error"
    return "" if text or _told(cell, "value-type") else "formula"


def _told(element: Any, name: str) -> str:
    """An attribute in whatever namespace."""
    found = (value for key, value in element.items() if key.rpartition("}")[2] == name)
    return next(found, "")
