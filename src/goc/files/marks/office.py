"""The degree of secrecy that an office file (Word, Excel, OpenDocument) bears, in the child: in its
head, its running heads, its text boxes and drawings.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from lxml import etree

from goc.files import archives
from goc.files.marks.stamps import HEAD, Line, degree_in
from goc.lib.errors import InputError

TEXT = re.compile(r"word/document\d*\.xml|content\.xml")
AROUND = re.compile(r"(?:word/(?:header|footer)\d*|xl/drawings/.*|styles)\.(?:xml|vml)")
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
STRINGS = "xl/sharedStrings.xml"
SHEETS, SHEET_ROWS = 10, 15
ROWS = ("{*}tr", "{*}table-row")
CELLS = ("{*}tc", "{*}table-cell")
PARAGRAPHS = ("{*}p", "{*}h")
RUNNING_HEADS = tuple(
    f"{{*}}{part}{which}" for part in ("header", "footer") for which in ("", "-left", "-first")
)
BOXES = (
    *("{*}txbxContent", "{*}txBody", "{*}text-box", "{*}textbox", "{*}custom-shape", "{*}rect"),
    *RUNNING_HEADS,
)
DRAWN = "{urn:schemas-microsoft-com:vml}textpath"
"""Letters drawn as a picture, as behind the text of a page."""
LETTERS = {"t": None, "br": "\n", "cr": "\n", "line-break": "\n", "tab": "\t", "s": " "}
"""Elements of a paragraph and what they are worth; none: their text."""
RUNNING = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)[^>]*>([^<]*)<")
CODES = re.compile(r'&(?:"[^"]*"|\d+|K(?:[0-9A-F]{6}|\d\d[+-]\d{3})|[A-Za-z])')
TAIL = 64 * 2**10


def read(path: str, name: str) -> str:
    damage = InputError("Tệp %(name)s bị hỏng, không mở được.", name=name)
    with archives.opened(Path(path), name, damage) as archive:
        return degree_in(_lines(archive))


def _lines(archive: zipfile.ZipFile) -> Iterator[Line]:
    names = archive.namelist()
    for part in names:
        if TEXT.fullmatch(part):
            yield from _of_text(archives.tree(archive, part))
        elif AROUND.fullmatch(part):
            yield from _boxed(archives.tree(archive, part), everything="styles" not in part)
    strings = STRINGS if STRINGS in names else ""
    for part in islice(filter(SHEET.fullmatch, names), SHEETS):
        yield from _of_sheet(archive, part, strings)


def _of_text(root: Any) -> Iterator[Line]:
    """The first filled lines, then what floats anywhere."""
    yield from islice(filter(any, _paragraphs_and_rows(root)), HEAD)
    yield from _boxed(root, everything=False)


def _paragraphs_and_rows(root: Any) -> Iterator[Line]:
    for element in root.iter(*PARAGRAPHS, *ROWS):
        if _is_row(element):
            yield ["\n".join(map(_text, cell.iter(*PARAGRAPHS))) for cell in element.iter(*CELLS)]
        elif next(element.iterancestors(*ROWS), None) is None:
            yield _text(element).split("\t")


def _is_row(element: Any) -> bool:
    return etree.QName(element).localname in {"tr", "table-row"}


def _boxed(root: Any, *, everything: bool) -> Iterator[Line]:
    """The paragraphs of text boxes and running heads; with `everything` all of the part."""
    for box in [root] if everything else root.iter(*BOXES):
        for paragraph in box.iter(*PARAGRAPHS, "{*}div", "{*}font"):
            yield [_text(paragraph)]
    yield from ([drawn.get("string", "")] for drawn in root.iter(DRAWN))


def _text(paragraph: Any) -> str:
    """Words with the ends of their lines and their tabs; text of OpenDocument stands in `p`
    itself.
    """
    found = [_worth(element) for element in paragraph.iter(etree.Element)]
    return "".join(found).strip()


def _worth(element: Any) -> str:
    called = etree.QName(element)
    inside = called.namespace or ""
    if "opendocument" in inside or not inside:
        return LETTERS.get(called.localname, "") or f"{element.text or ''}"
    if called.localname not in LETTERS or element.getparent().tag.endswith("}tabs"):
        return ""
    return LETTERS[called.localname] or element.text or ""


# --- workbooks


def _of_sheet(archive: zipfile.ZipFile, part: str, strings: str) -> Iterator[Line]:
    rows = [list(row) for row in islice(_rows(archive, part), SHEET_ROWS)]
    wanted = {int(value) for row in rows for kind, value in row if kind == "s" and value.isdigit()}
    shared = _shared(archive, strings, wanted) if strings and wanted else {}
    for row in rows:
        yield [shared.get(value, "") if kind == "s" else value for kind, value in row]
    for head in RUNNING.findall(_tail(archive, part)):
        text = etree.fromstring(b"<t>" + head + b"</t>").text or ""
        yield [CODES.sub("\n", text)]


def _rows(archive: zipfile.ZipFile, part: str) -> Iterator[Iterator[tuple[str, str]]]:
    """Of each cell its type and its value or text."""
    for row in archives.elements(archive, part, "{*}row"):
        yield ((cell.get("t", ""), _value(cell)) for cell in list(row.iter("{*}c")))


def _value(cell: Any) -> str:
    return "".join(element.text or "" for element in cell.iter("{*}v", "{*}t"))


def _shared(archive: zipfile.ZipFile, part: str, wanted: set[int]) -> dict[str, str]:
    found = enumerate(archives.elements(archive, part, "{*}si"))
    told = islice(found, max(wanted) + 1)
    return {str(n): "".join(t.text or "" for t in si.iter("{*}t")) for n, si in told if n in wanted}


def _tail(archive: zipfile.ZipFile, part: str) -> bytes:
    """The end of a part, where the running heads of a sheet stand."""
    tail = b""
    with archive.open(part) as stream:
        while block := stream.read(2**20):
            tail = (tail + block)[-TAIL:]
    return tail
