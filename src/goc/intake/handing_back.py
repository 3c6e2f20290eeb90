"""The list as it was read, handed back as a workbook: faulty cells in red, the reasons in a column
behind; every cell keeps its type, so that it can be mended and given in again.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from goc.intake.head import letter
from goc.intake.outcome import as_text

REASONS = "Lý do"
FIRST_MONTH = (1900, 3)
"""A workbook counts days from 1900 and holds a 29th of February in that year: what lies before
March is written as text.
"""
RIGHT, FAULTY = False, True
TEXT, DAY = False, True
DAY_FORMAT = {"num_format": "dd/mm/yyyy", "align": "left"}
WRONG = {"bg_color": "#F8CFC9", "font_color": "#A3201D"}
WIDEST, REASONS_WIDTH, LINE_HEIGHT = 150, 60, 15
"""Pixels; characters; points."""


@dataclass(frozen=True)
class Wrong:
    """`row` as numbered in the file; `letter` "" for the row as a whole."""

    row: int
    letter: str
    reason: str


def write(
    path: Path, name: str, rows: Sequence[Sequence[Any]], head: int, faults: Iterable[Wrong]
) -> None:
    """`head`: the last row of the head, from 0. The workbook takes its name when it is whole."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    try:
        with xlsxwriter.Workbook(str(part), options) as book:
            _Sheet(book, name, rows).write(head, list(faults))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


class _Sheet:
    """The rows of one sheet on their way into a workbook."""

    def __init__(self, book: Any, name: str, rows: Sequence[Sequence[Any]]) -> None:
        self.sheet = book.add_worksheet(name[:31] or None)
        self.rows = rows
        self.width = max(map(len, rows), default=0)
        self.formats = {
            (RIGHT, TEXT): book.add_format({}),
            (RIGHT, DAY): book.add_format(DAY_FORMAT),
            (FAULTY, TEXT): book.add_format(WRONG),
            (FAULTY, DAY): book.add_format(WRONG | DAY_FORMAT),
        }
        self.head = book.add_format({"bold": True, "text_wrap": True, "border": 1})
        self.reasons = book.add_format(WRONG | {"text_wrap": True, "valign": "top"})

    def write(self, head: int, faults: Sequence[Wrong]) -> None:
        """All rows, the reasons of each in the column behind."""
        wrong = {(fault.row, fault.letter) for fault in faults}
        reasons: dict[int, list[str]] = defaultdict(list)
        for fault in faults:
            reasons[fault.row].append(f"{fault.letter}: {fault.reason}".removeprefix(": "))
        for number, row in enumerate(self.rows):
            for at, value in enumerate(row):
                self._put(number, at, value, (number + 1, letter(at)) in wrong)
            if number + 1 in reasons:
                self._put_reasons(number, reasons[number + 1])
        self.sheet.write_string(head, self.width, REASONS, self.head)
        self.sheet.autofit(WIDEST)
        self.sheet.set_column(self.width, self.width, REASONS_WIDTH)
        self.sheet.set_landscape()
        self.sheet.set_paper(8)  # A3
        self.sheet.fit_to_pages(1, 0)
        self.sheet.freeze_panes(head + 1, 0)

    def _put_reasons(self, row: int, reasons: Sequence[str]) -> None:
        """One below the other; the row grows with them."""
        lines = sum(1 + len(reason) // REASONS_WIDTH for reason in reasons)
        self.sheet.set_row(row, LINE_HEIGHT * lines)
        self.sheet.write_string(row, self.width, "\n".join(reasons), self.reasons)

    def _put(self, row: int, at: int, value: Any, wrong: bool) -> None:
        """A cell of the type that it was read as."""
        is_day = isinstance(value, date) and (value.year, value.month) >= FIRST_MONTH
        form = self.formats[wrong, is_day]
        if is_day:
            self.sheet.write_datetime(row, at, value, form)
        elif type(value) in _WRITERS:
            _WRITERS[type(value)](self.sheet)(row, at, value, form)
        elif as_text(value):
            self.sheet.write_string(row, at, as_text(value), form)
        elif wrong:
            self.sheet.write_blank(row, at, None, form)


_WRITERS: dict[type, Callable[[Any], Callable[..., object]]] = {
    float: lambda sheet: sheet.write_number,
    int: lambda sheet: sheet.write_number,
    bool: lambda sheet: sheet.write_boolean,
}
