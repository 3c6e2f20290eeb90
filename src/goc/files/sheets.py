"""What of an XLSX sheet is filled, told before anything is laid out, and a copy of the workbook
without the blanks far away.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from goc.files import archives
from goc.files.caps import MOST_CELLS
from goc.lib.errors import InputError

BOOK, LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
STRINGS = "xl/sharedStrings.xml"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = b"</sheetData></worksheet>"
PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
PLACES = re.compile(rb' r="([A-Z]{1,3})([0-9]{1,7})"')
LONGEST_PLACE = 15
NO_VALUE = re.compile(rb' t="e"|<(?:\w+:)?f[ />]')
MOST_NAMED, LONGEST_FORMULA = 20, 40


@dataclass
class Extent:
    """The rectangle around some cells; rows and columns from 1, `last` the one that reached
    furthest.
    """

    rows: int = 0
    columns: int = 0
    last: str = ""

    @property
    def cells(self) -> int:
        return self.rows * self.columns

    def take(self, cell: Any) -> None:
        row, column = place(cell)
        if row > self.rows or column > self.columns:
            self.rows, self.columns = max(row, self.rows), max(column, self.columns)
            self.last = cell.get("r", "")

    def holds(self, cell: Any) -> bool:
        row, column = place(cell)
        return row <= self.rows and column <= self.columns


def first_sheet(archive: zipfile.ZipFile) -> str | None:
    """The part of the sheet shown first; None where it is not told in the usual place."""
    first = next((part for _, part in _told_parts(archive)), "")
    return first if first in archive.namelist() else None


def parts_by_name(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of each sheet, by its name; empty where they are not told in the usual place."""
    names = set(archive.namelist())
    return {name: part for name, part in _told_parts(archive) if part in names}


def _told_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Name and part of each sheet, as the workbook tells them."""
    if {BOOK, LINKS} <= set(archive.namelist()):
        links = archives.tree(archive, LINKS)
        targets = {item.get("Id"): item.get("Target", "") for item in links}
        for item in archives.tree(archive, BOOK).iterfind(".//{*}sheet"):
            target = posixpath.join("/xl", targets.get(item.get(LINK), ""))
            yield item.get("name", ""), posixpath.normpath(target).lstrip("/")


def lies_close(archive: zipfile.ZipFile, sheet: str) -> bool:
    """Whether all its cells, empty ones too, may be laid out. Looked up in the bytes: parsing a
    large sheet takes longer than all the rest.
    """
    rows, columns, rest = 0, 0, b""
    with archive.open(sheet) as stream:
        while piece := stream.read(2**20):
            places = PLACES.findall(rest + piece)
            rest = piece[-LONGEST_PLACE:]
            if places:
                letters, numbers = zip(*places, strict=True)
                rows = max(rows, *map(int, numbers))
                columns = max(columns, *(column_number(name.decode()) for name in set(letters)))
    return rows * columns <= MOST_CELLS


def check_values(archive: zipfile.ZipFile, sheet: str, name: str) -> None:
    """Calamine gives an error of Excel, and a formula that was never worked out, as an empty cell.
    Raises InputError that names them.
    """
    if not may_lack_values(archive, sheet):
        return
    check_read([why for cell in cells(archive, sheet) if (why := _unread(cell))], name)


def check_read(said: list[str], name: str) -> None:
    """`said`: the cells without a value. Raises InputError that names them."""
    if said:
        more = ["…"] if len(said) > MOST_NAMED else []
        raise InputError(
            "Tệp %(name)s: %(count)s ô không đọc được giá trị: %(cells)s. Hãy mở bằng Excel, sửa ô "
            "báo lỗi hoặc để Excel tính công thức, lưu lại rồi đưa lại.",
            name=name,
            count=len(said),
            cells="; ".join(said[:MOST_NAMED] + more),
        )


def may_lack_values(archive: zipfile.ZipFile, sheet: str) -> bool:
    """Looked up in the bytes, as in `lies_close`."""
    rest = b""
    with archive.open(sheet) as stream:
        while piece := stream.read(2**20):
            if NO_VALUE.search(rest + piece):
                return True
            rest = piece[-LONGEST_PLACE:]
    return False


def _unread(cell: Any) -> str:
    """The place and what stands there instead of a value; empty where there is one."""
    why, text = without_value(cell)
    return f"{cell.get('r')} ({text})" if why else ""


def without_value(cell: Any) -> tuple[str, str]:
    """`error` or `formula`, and what stands there instead of a value; two empty texts where there
    is one. A formula whose outcome is the empty text says so by its type.
    """
    kind, value = cell.get("t"), (cell.findtext("{*}v") or "").strip()
    if kind == "e":
        return "error", value
    formula = cell.find("{*}f")
    if formula is None or value or kind == "str":
        return "", ""
    return "formula", "=" + (formula.text or "")[:LONGEST_FORMULA]


def write_close(archive: zipfile.ZipFile, far: Collection[str], copy: Path, name: str) -> None:
    """A copy in which these sheets end where their last words do. Raises InputError when those
    stand too far away themselves.
    """
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        for part in archive.namelist():
            if part in far:
                _write_trimmed(archive, part, target, name)
            elif part.endswith((".xml", ".rels")):
                target.writestr(part, archive.read(part))


def _write_trimmed(
    archive: zipfile.ZipFile, sheet: str, target: zipfile.ZipFile, name: str
) -> None:
    blank = _blank_strings(archive)
    filled = Extent()
    for cell in cells(archive, sheet):
        if _is_filled(cell, blank):
            filled.take(cell)
    if filled.cells > MOST_CELLS:
        raise InputError(
            "Tệp %(name)s: ô %(cell)s có nội dung, nằm quá xa bảng. Hãy xóa ô này (cùng các hàng, "
            "cột thừa) rồi lưu lại.",
            name=name,
            cell=filled.last,
        )
    with target.open(sheet, "w") as out:
        out.write(HEAD)
        for row in archives.elements(archive, sheet, "{*}row"):
            for cell in [cell for cell in row if not filled.holds(cell)]:
                row.remove(cell)
            out.write(etree.tostring(row))
        out.write(TAIL)


def cells(archive: zipfile.ZipFile, sheet: str) -> Iterator[Any]:
    """Those that hold something, be it a blank."""
    for row in archives.elements(archive, sheet, "{*}row"):
        yield from (cell for cell in row if len(cell) and cell.get("r"))


def place(cell: Any) -> tuple[int, int]:
    """Row and column; one without a place is read where it comes."""
    found = PLACE.fullmatch(cell.get("r") or "")
    return (int(found[2]), column_number(found[1])) if found else (0, 0)


def column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


def _blank_strings(archive: zipfile.ZipFile) -> set[str]:
    """The numbers of the shared texts that are only blanks."""
    if STRINGS not in archive.namelist():
        return set()
    shared = enumerate(archives.elements(archive, STRINGS, "{*}si"))
    return {str(number) for number, item in shared if not "".join(item.itertext()).strip()}


def _is_filled(cell: Any, blank: set[str]) -> bool:
    text = "".join(cell.itertext()).strip()
    return bool(text) and not (cell.get("t") == "s" and text in blank)
