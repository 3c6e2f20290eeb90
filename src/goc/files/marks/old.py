"""The degree of secrecy that Excel or Word of old bears, in the child."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from goc.files import workbook
from goc.files.marks.office import CODES
from goc.files.marks.stamps import Line, degree_in

SHEETS, SHEET_ROWS = 10, 15
LONGEST = 60
RUN = re.compile(r"[^\x00-\x1f\x7f]+")


def read(path: str, name: str) -> str:
    file = Path(path)
    data = file.read_bytes()
    if workbook.is_old_book(data):
        return degree_in(_of_book(file, name)) or degree_in(running_heads(data))
    return degree_in([run] for run in _runs(data) if run.isupper() or "mật:" in run.lower())


def _of_book(file: Path, name: str) -> Iterator[Line]:
    with workbook.opened(file, ".xls", name) as book:
        for sheet in book.sheet_names[:SHEETS]:
            rows = book.get_sheet_by_name(sheet).to_python()[:SHEET_ROWS]
            yield from ([str(cell) for cell in row] for row in rows)


def running_heads(data: bytes) -> Iterator[Line]:
    """Running heads, told by the codes before their words."""
    yield from ([CODES.sub("\n", run[run.index("&") :])] for run in _runs(data) if "&" in run)


def _runs(data: bytes) -> Iterator[str]:
    """What may be a line of Word of old: it writes words with Vietnamese letters in UTF-16, from an
    even or an odd byte, and those of old fonts byte by byte. Where on the page is not told.
    """
    readings = (data.decode("utf-16-le", "ignore"), data[1:].decode("utf-16-le", "ignore"))
    for text in (*readings, data.decode("cp1252", "ignore")):
        yield from (run for run in RUN.findall(text) if len(run) < LONGEST)
