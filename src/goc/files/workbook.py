"""The rows of the first sheet of a workbook (xlsx, xls and what else calamine knows) or of a CSV
file, in the child.

Calamine lays out the whole rectangle around all cells that hold something; a blank far away would
make it billions of cells. So an xlsx is looked through first (`sheets`).
"""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import python_calamine
import xlrd

from goc.files import archives, sheets, unread
from goc.files.caps import LONGEST_LINE, MOST_COLUMNS
from goc.files.kinds import OLE, ZIP
from goc.files.model import Unread
from goc.files.text import decoded
from goc.lib.errors import InputError

Row = list[Any]
SUFFIXES = {"xl/workbook.xml": ".xlsx", "xl/workbook.bin": ".xlsb", "content.xml": ".ods"}
ENCRYPTED, OLD_BOOKS = "EncryptedPackage", ("Workbook", "Book")


def read(path: str, name: str) -> list[Row]:
    """Cells are text, numbers, truth values, dates and times; an empty one is an empty text."""
    file = Path(path)
    with file.open("rb") as stream:
        head = stream.read(len(OLE))
    if head.startswith(ZIP):
        return _of_archive(file, name)
    if head == OLE:
        return _of_old(file, name)
    if file.suffix.lower() == ".csv":
        return _of_csv(file, name)
    raise no_workbook(name)


def no_workbook(name: str) -> InputError:
    return InputError(
        "Không đọc được %(path)s: đây không phải là tệp Excel nguyên vẹn (.xlsx, .xls) hay tệp "
        ".csv.",
        path=name,
    )


def locked(name: str) -> InputError:
    return InputError(
        "Tệp %(name)s có mật khẩu; hãy mở bằng Excel, bỏ mật khẩu, lưu lại rồi đưa lại.", name=name
    )


def _of_archive(file: Path, name: str) -> list[Row]:
    with archives.opened(file, name, no_workbook(name)) as archive:
        names = set(archive.namelist())
        suffix = next((SUFFIXES[part] for part in SUFFIXES if part in names), file.suffix)
        sheet = sheets.first_sheet(archive) if suffix == ".xlsx" else None
        if suffix == ".ods":
            _check_first(unread.of_ods(archive), name)
        if sheet is not None:
            sheets.check_values(archive, sheet, name)
        if sheet is None or sheets.lies_close(archive, sheet):
            return _calamine(file, suffix, name)
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder, "copy")
            sheets.write_close(archive, {sheet}, copy, name)
            return _calamine(copy, suffix, name)


def _of_old(file: Path, name: str) -> list[Row]:
    """By the names of the streams in it, which stand there in UTF-16."""
    data = file.read_bytes()
    if is_locked(data):
        raise locked(name)
    if not is_old_book(data):
        raise no_workbook(name)
    _check_first(unread_in_old(file, name), name)
    return _calamine(file, ".xls", name)


def unread_in_old(file: Path, name: str) -> unread.BySheet:
    """Raises InputError for a damaged one: what cannot be told to have a value is not empty."""
    try:
        return unread.of_xls(file)
    except Exception as error:  # whatever damage brings about in the library
        raise no_workbook(name) from error


def _check_first(found: unread.BySheet, name: str) -> None:
    """Of the first sheet. Raises InputError that names the cells."""
    first = next(iter(found.values()), [])
    sheets.check_read([f"{_place(cell)} ({cell['text']})" for cell in first], name)


def _place(cell: Unread) -> str:
    return f"{xlrd.colname(cell['column'])}{cell['row'] + 1}"


def is_locked(data: bytes) -> bool:
    return ENCRYPTED.encode("utf-16-le") in data


def is_old_book(data: bytes) -> bool:
    return any(stream.encode("utf-16-le") in data for stream in OLD_BOOKS)


def _calamine(file: Path, suffix: str, name: str) -> list[Row]:
    with opened(file, suffix, name) as book:
        rows: list[Row] = book.get_sheet_by_index(0).to_python()
    return rows


@contextmanager
def opened(file: Path, suffix: str, name: str) -> Iterator[python_calamine.CalamineWorkbook]:
    """The library goes by the ending, which the user's name of the file may lack. What it raises
    becomes a sentence.
    """
    with tempfile.TemporaryDirectory() as folder:
        link = Path(folder, "book" + suffix)
        link.symlink_to(file)
        try:
            yield python_calamine.CalamineWorkbook.from_path(str(link))
        except python_calamine.PasswordError as error:
            raise locked(name) from error
        except (python_calamine.CalamineError, IndexError, OSError) as error:
            raise no_workbook(name) from error


def _of_csv(file: Path, name: str) -> list[Row]:
    text = decoded(file.read_bytes(), name)
    first = text[:LONGEST_LINE].partition("\n")[0]
    csv.field_size_limit(LONGEST_LINE)
    rows: list[Row] = []
    try:
        for row in csv.reader(
            io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count)
        ):
            rows.append(row)
            _check_width(row, len(rows), name)
    except csv.Error as error:
        raise InputError(
            "Tệp %(name)s, dòng %(row)s: không tách được thành cột. Hãy kiểm tra dấu phân cách và "
            "dấu ngoặc kép.",
            name=name,
            row=len(rows) + 1,
        ) from error
    return rows


def _check_width(row: Row, number: int, name: str) -> None:
    if len(row) > MOST_COLUMNS:
        raise InputError(
            "Tệp %(name)s, dòng %(row)s: có %(count)s cột, nhiều nhất %(most)s. Hãy kiểm tra dấu "
            "phân cách và dấu ngoặc kép.",
            name=name,
            row=number,
            count=len(row),
            most=MOST_COLUMNS,
        )
