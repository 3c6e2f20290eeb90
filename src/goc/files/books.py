"""Every sheet of a list as `model.Book`: workbooks of all kinds, CSV, the tables of a Word file; in
the child. The first sheet alone, as bare rows: `workbook`.
"""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path

import python_calamine

from goc.files import archives, beside, model, plainlists, sheets, unread, wordlists, workbook
from goc.files.kinds import OLE, ZIP
from goc.files.model import Book, Sheet
from goc.lib.errors import InputError

DOCUMENT = "word/document.xml"
OLD_WORD = "WordDocument".encode("utf-16-le")
MOST_SHEETS = 50


def read(path: str, name: str) -> Book:
    """Raises InputError that says what the file is when it is no list: locked, of Word of old, a
    picture, cut off.
    """
    file = Path(path)
    with file.open("rb") as stream:
        head = stream.read(len(OLE))
    if head.startswith(ZIP):
        return _of_archive(file, name)
    if head == OLE:
        return _of_old(file, name)
    return plainlists.read(file, name)


def _of_archive(file: Path, name: str) -> Book:
    """By the parts that are in it, whatever its name says."""
    with archives.opened(file, name, workbook.no_workbook(name)) as archive:
        names = set(archive.namelist())
        if DOCUMENT in names:
            return model.book(wordlists.tables(file, name))
        suffix = next((workbook.SUFFIXES[part] for part in workbook.SUFFIXES if part in names), "")
        if not suffix:
            raise workbook.no_workbook(name)
        if suffix == ".xlsx":
            return _of_xlsx(file, archive, name)
        found = unread.of_ods(archive) if suffix == ".ods" else {}
        return model.book(_with_unread(_laid_out(file, suffix, name), found))


def _with_unread(sheets_: list[Sheet], found: unread.BySheet) -> list[Sheet]:
    for sheet in sheets_:
        sheet["unread"] = found.get(sheet["name"], [])[: beside.MOST_UNREAD]
    return sheets_


def _of_xlsx(file: Path, archive: zipfile.ZipFile, name: str) -> Book:
    """Values by calamine, what stands beside them by our own reading."""
    parts = sheets.parts_by_name(archive)
    far = {part for part in parts.values() if not sheets.lies_close(archive, part)}
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "copy") if far else file
        if far:
            sheets.write_close(archive, far, copy, name)
        found = _laid_out(copy, ".xlsx", name)
    fonts = beside.old_fonts(archive)
    for sheet in found:
        if sheet["name"] in parts:
            beside.tell(archive, parts[sheet["name"]], fonts, sheet)
    return {**model.book(found), "days_from_1904": beside.days_from_1904(archive)}


def _laid_out(file: Path, suffix: str, name: str) -> list[Sheet]:
    """The sheets with cells; charts and macros are none."""
    with workbook.opened(file, suffix, name) as book:
        told = [one for one in book.sheets_metadata if _is_sheet(one)][:MOST_SHEETS]
        return [_sheet(book, one) for one in told]


def _is_sheet(told: python_calamine.SheetMetadata) -> bool:
    """Whether it has cells."""
    return bool(told.typ == python_calamine.SheetTypeEnum.WorkSheet)


def _sheet(book: python_calamine.CalamineWorkbook, told: python_calamine.SheetMetadata) -> Sheet:
    """Its rows from the first of the sheet on, so that their numbers are those people see."""
    found = book.get_sheet_by_name(told.name)
    rows = found.to_python(skip_empty_area=False)
    sheet = model.sheet(told.name, rows)
    sheet["hidden"] = told.visible != python_calamine.SheetVisibleEnum.Visible
    sheet["merged"] = [[*first, *last] for first, last in found.merged_cell_ranges or []]
    return sheet


def _of_old(file: Path, name: str) -> Book:
    """Word of old, and what is locked, look like a workbook of old from outside."""
    data = file.read_bytes()
    if workbook.is_locked(data):
        raise workbook.locked(name)
    if OLD_WORD in data:
        raise InputError(
            "Tệp %(name)s là Word kiểu cũ (.doc); hãy mở bằng Word, lưu lại dạng .docx rồi đưa lại.",
            name=name,
        )
    if not workbook.is_old_book(data):
        raise workbook.no_workbook(name)
    found = workbook.unread_in_old(file, name)
    return model.book(_with_unread(_laid_out(file, ".xls", name), found))
