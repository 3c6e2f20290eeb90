"""A table pasted out of Excel or Word: cells parted by tabs, and which column is which cell.

A head is found by its labels, whatever stands above it; without one the columns are those of the
grid in their order. No value is read here: `grids`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from goc.lib.errors import InputError
from goc.lists.shapes import Cell
from goc.viet.names import clean, fold

MOST_ROWS, MOST_LETTERS, HEAD_WITHIN = 2000, 1_000_000, 10
NUMBERS = {"tt", "stt", "so tt", "a"}
"""Heads of a column that only counts the rows."""
Typed = dict[str, str]


@dataclass(frozen=True)
class Pasted:
    """Rows by the names of their cells; `unused`: heads of columns that are no cell of the grid."""

    rows: list[Typed]
    unused: list[str]


def read_pasted(text: str, cells: Sequence[Cell]) -> Pasted:
    """Raises InputError: nothing, too much, a column twice."""
    if len(text) > MOST_LETTERS:
        raise InputError("Bảng dán quá lớn; hãy chia thành nhiều lần.")
    table = [line for line in _lines(text) if any(line)]
    if not table:
        raise InputError("Chưa có dòng nào. Hãy chép các ô trong Excel rồi dán vào bảng.")
    columns, unused, body = _columns(table, cells)
    rows = [_row(columns, line) for line in body]
    rows = [row for row in rows if any(row.values())]
    if len(rows) > MOST_ROWS:
        raise InputError(
            "Bảng có %(rows)s dòng, tối đa %(most)s. Hãy chia thành nhiều lần.",
            rows=len(rows),
            most=MOST_ROWS,
        )
    return Pasted(rows, unused)


def written(rows: Iterable[Typed], cells: Sequence[Cell]) -> str:
    """The rows as they would be pasted, under their head."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow([str(cell.label) for cell in cells])
    for row in rows:
        writer.writerow([row.get(cell.name, "") for cell in cells])
    return out.getvalue()


def _lines(text: str) -> list[list[str]]:
    """Excel puts a cell that holds a line break or a quotation mark between quotation marks; a mark
    that nobody closed is a letter like another.
    """
    try:
        found = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True))
    except csv.Error:
        found = [line.split("\t") for line in text.splitlines()]
    return [[clean(cell) for cell in line] for line in found]


Columns = dict[int, str]


def _columns(
    table: list[list[str]], cells: Sequence[Cell]
) -> tuple[Columns, list[str], list[list[str]]]:
    """Which column is which cell, the heads that are none, and the rows below the head."""
    names, width = _names(cells), max(map(len, table))
    for number, line in enumerate(table[:HEAD_WITHIN]):
        found = {at: names[fold(head)] for at, head in enumerate(line) if fold(head) in names}
        if len(found) >= min(2, width):
            _check_once(found, cells)
            return found, _unused(line, found), table[number + 1 :]
    in_order = {at: cell.name for at, cell in enumerate(cells)}
    return in_order, [f"{at + 1}" for at in range(len(cells), width)], table


def _names(cells: Sequence[Cell]) -> dict[str, str]:
    """Folded label or alias → the name of the cell."""
    return {fold(str(head)): c.name for c in cells for head in (c.label, *c.aliases)}


def _unused(head: list[str], found: Columns) -> list[str]:
    return [
        text
        for at, text in enumerate(head)
        if at not in found and text and fold(text) not in NUMBERS
    ]


def _check_once(found: Columns, cells: Sequence[Cell]) -> None:
    names = list(found.values())
    for cell in cells:
        if names.count(cell.name) > 1:
            raise InputError("Cột «%(label)s» có hai lần. Hãy bỏ bớt một cột.", label=cell.label)


def _row(columns: Columns, line: list[str]) -> Typed:
    return {name: line[at] for at, name in columns.items() if at < len(line)}
