"""The text of a DOCX, in the child: paragraphs and tables in their order, then the notes.

How blocks, rows, cells and runs are read stands here once, for `papers.comments` too, which has to
find each character again in the file.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from goc.files import archives
from goc.files.text import joined
from goc.lib.errors import InputError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY, P, TBL, TR, TC, R, T, BR = (
    f"{W}{tag}" for tag in ("body", "p", "tbl", "tr", "tc", "r", "t", "br")
)
LINK, TYPE, VALUE = (f"{W}{tag}" for tag in ("hyperlink", "type", "val"))
MARKS = {
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}ptab": "\t",
    f"{W}tab": "\t",
}
TYPES, DOCUMENT = "[Content_Types].xml", "word/document.xml"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
NOTES = ("word/footnotes.xml", "word/endnotes.xml")
NUMBER = re.compile(r"[0-9]{1,9}")


def read(path: str, name: str) -> str:
    with archives.opened(Path(path), name, damage(name)) as archive:
        body = archives.tree(archive, _main_part(archive, name)).find(BODY)
        return joined(_lines(body, archive), name)


def damage(name: str) -> InputError:
    return InputError(
        "Tệp Word %(name)s bị hỏng, không mở được; hãy lấy lại bản gốc hoặc lưu lại bằng Word.",
        name=name,
    )


def _main_part(archive: zipfile.ZipFile, name: str) -> str:
    names = set(archive.namelist())
    types = archives.tree(archive, TYPES) if TYPES in names else ()
    parts = [item.get("PartName", "") for item in types if item.get("ContentType") == MAIN]
    if not parts and DOCUMENT not in names:
        raise InputError(
            "Tệp %(name)s là tệp nén hoặc tài liệu khác, không phải Word (.docx).", name=name
        )
    return parts[0].lstrip("/") or DOCUMENT


def _lines(body: Any, archive: zipfile.ZipFile) -> Iterator[str]:
    """A table row is one line, its cells parted by tabs."""
    for block in blocks(body):
        if block.tag == P:
            yield paragraph_text(block)
            continue
        for cells in rows(block):
            yield "\t".join(" ".join(_cell_text(cell).split()) for cell in cells)
    yield from _notes(archive)


def _notes(archive: zipfile.ZipFile) -> Iterator[str]:
    """Footnotes and endnotes, each a line `[n] …` after the body."""
    for part in NOTES:
        if part not in archive.namelist():
            continue
        for note in archives.tree(archive, part):
            text = "".join(piece.text or "" for piece in note.iter(T)).strip()
            if text and note.get(TYPE) is None:
                yield f"[{note.get(f'{W}id')}] {text}"


# --- how a body is read


def blocks(body: Any) -> Iterator[Any]:
    """Its paragraphs and tables."""
    return iter(body.iterchildren(P, TBL))


def rows(table: Any) -> Iterator[list[Any]]:
    """The cells of each row. One merged downwards stands in every row it covers; spans are only
    counted, so that a wide one costs nothing.
    """
    above: dict[int, Any] = {}
    for row in table.iterchildren(TR):
        here: dict[int, Any] = {}
        column = _count(row, "trPr", "gridBefore", 0)
        for cell in row.iterchildren(TC):
            here[column] = above.get(column, cell) if _goes_on(cell) else cell
            column += max(1, _count(cell, "tcPr", "gridSpan", 1))
        yield list(dict.fromkeys(here.values()))
        above = here


def _goes_on(cell: Any) -> bool:
    """Whether it belongs to the cell above."""
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(VALUE, "continue") == "continue"


def _count(element: Any, properties: str, name: str, otherwise: int) -> int:
    found = element.find(f"{W}{properties}/{W}{name}")
    value = "" if found is None else found.get(VALUE, "")
    return int(value) if NUMBER.fullmatch(value) else otherwise


def paragraphs(cell: Any) -> Iterator[Any]:
    return iter(cell.iterchildren(P))


def _cell_text(cell: Any) -> str:
    return "\n".join(paragraph_text(paragraph) for paragraph in paragraphs(cell))


def paragraph_text(paragraph: Any) -> str:
    return "".join(run_text(run) for run in runs(paragraph))


def runs(paragraph: Any) -> Iterator[Any]:
    """Those of links too; what was inserted as a change to follow is not read."""
    for child in paragraph.iterchildren(R, LINK):
        if child.tag == R:
            yield child
        else:
            yield from child.iterchildren(R)


def run_text(run: Any) -> str:
    return "".join(_piece(child) for child in run)


def _piece(child: Any) -> str:
    if child.tag == T:
        return child.text or ""
    if child.tag == BR:
        return "\n" if child.get(TYPE, "textWrapping") == "textWrapping" else ""
    return MARKS.get(child.tag, "")
