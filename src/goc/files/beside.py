"""What stands beside the values of an XLSX sheet: fonts of the old encodings, hidden rows and
columns, cells without a value.

Looked up in the bytes first, since most sheets have none of it and parsing a large one takes longer
than all the rest.
"""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from goc.files import archives, model, sheets
from goc.viet.oldletters import encoding_of_font

STYLES = "xl/styles.xml"
HIDDEN = rb'(?=[^>]*\bhidden="(?:1|true)")[^>]*>'
ROW = re.compile(rb"<(?:\w+:)?row\b" + HIDDEN)
COLUMN = re.compile(rb"<(?:\w+:)?col\b" + HIDDEN)
CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*>")
ATTRIBUTE = re.compile(rb'\b(\w+)="([^"]*)"')
PIECE, LONGEST_TAG = 2**20, 2000
MOST_UNREAD = 5000
MOST_COLUMNS = 16384


def days_from_1904(archive: zipfile.ZipFile) -> bool:
    """Calamine knows; told here for numbers that are days in a cell that does not say so."""
    if sheets.BOOK not in archive.namelist():
        return False
    told = archives.tree(archive, sheets.BOOK).find(".//{*}workbookPr")
    return told is not None and told.get("date1904") in ("1", "true")


def old_fonts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Numbers of cell styles whose font is one of the old encodings, with the font's name."""
    if STYLES not in archive.namelist():
        return {}
    root = archives.tree(archive, STYLES)
    fonts = [_value(font, "{*}name") for font in root.iterfind("{*}fonts/{*}font")]
    styles = enumerate(root.iterfind("{*}cellXfs/{*}xf"))
    named = {str(number): _font(fonts, style.get("fontId")) for number, style in styles}
    return {number: font for number, font in named.items() if encoding_of_font(font)}


def _value(element: Any, tag: str) -> str:
    """The attribute `val` of a child; empty where there is none."""
    found = element.find(tag)
    return "" if found is None else found.get("val", "")


def _font(fonts: list[str], number: str | None) -> str:
    """By its number among the fonts of the workbook."""
    at = int(number or 0)
    return fonts[at] if at < len(fonts) else ""


def tell(archive: zipfile.ZipFile, part: str, fonts: dict[str, str], sheet: model.Sheet) -> None:
    """Puts what is beside the values of the part into the sheet."""
    for tag in _tags(archive, part, ROW):
        sheet["hidden_rows"].append(int(tag.get(b"r", b"0")) - 1)
    for tag in _tags(archive, part, COLUMN):
        sheet["hidden_columns"] += _columns(tag)
    if fonts:
        sheet["fonts"] = _in_old_fonts(archive, part, fonts)
    if sheets.may_lack_values(archive, part):
        sheet["unread"] = list(_unread(archive, part))[:MOST_UNREAD]


def _columns(tag: dict[bytes, bytes]) -> range:
    """From 0; a whole sheet of hidden columns has no more than a sheet can have."""
    last = min(int(tag.get(b"max", b"0")), MOST_COLUMNS)
    return range(int(tag.get(b"min", b"1")) - 1, last)


def _in_old_fonts(
    archive: zipfile.ZipFile, part: str, fonts: dict[str, str]
) -> dict[str, list[model.Place]]:
    """Places of the cells whose style names such a font."""
    found: dict[str, list[model.Place]] = defaultdict(list)
    for tag in _tags(archive, part, CELL):
        font = fonts.get(tag.get(b"s", b"").decode())
        place = sheets.PLACE.fullmatch(tag.get(b"r", b"").decode())
        if font and place:
            found[font].append([int(place[2]) - 1, sheets.column_number(place[1]) - 1])
    return dict(found)


def _unread(archive: zipfile.ZipFile, part: str) -> Iterator[model.Unread]:
    """What stands in the cells that have no value."""
    for cell in sheets.cells(archive, part):
        why, text = sheets.without_value(cell)
        if why:
            row, column = sheets.place(cell)
            yield {"row": row - 1, "column": column - 1, "why": why, "text": text}


def _tags(
    archive: zipfile.ZipFile, part: str, pattern: re.Pattern[bytes]
) -> Iterator[dict[bytes, bytes]]:
    """The attributes of each tag, read piece by piece; one that lies across two pieces is read
    whole.
    """
    rest = b""
    with archive.open(part) as stream:
        while piece := stream.read(PIECE):
            text = rest + piece
            end = 0
            for found in pattern.finditer(text):
                end = found.end()
                yield dict(ATTRIBUTE.findall(found[0]))
            rest = text[max(end, len(text) - LONGEST_TAG) :]
