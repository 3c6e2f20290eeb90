"""What a list looks like once it is read, whatever file it came in: sheets of cells, with what
stands beside the values (fonts of old, what is hidden, merged, or has no value).

A dictionary, because it crosses from the child that reads to the parent.
"""

from __future__ import annotations

from typing import Any, TypedDict

Row = list[Any]
"""Text, numbers, truth values, dates and times; an empty cell is an empty text."""
Place = list[int]
"""Row and column, both from 0."""


class Unread(TypedDict):
    """A cell whose value is not there. `why`: `error` (an error of Excel) or `formula` (one that
    was never worked out); `text`: what stands there instead.
    """

    row: int
    column: int
    why: str
    text: str


class Sheet(TypedDict):
    """Rows and columns from 0. `fonts`: cells in a font of the old encodings, by its name.
    `merged`: first row, first column, last row, last column.
    """

    name: str
    hidden: bool
    rows: list[Row]
    fonts: dict[str, list[Place]]
    hidden_rows: list[int]
    hidden_columns: list[int]
    merged: list[list[int]]
    unread: list[Unread]


class Book(TypedDict):
    """`encoding`: windows-1258 where the bytes of a plain file were so, else unicode; what fonts
    and letters of old mean is found later.
    """

    encoding: str
    days_from_1904: bool
    sheets: list[Sheet]


def sheet(name: str, rows: list[Row]) -> Sheet:
    """One of which nothing is known but its cells."""
    return {
        "name": name,
        "hidden": False,
        "rows": rows,
        "fonts": {},
        "hidden_rows": [],
        "hidden_columns": [],
        "merged": [],
        "unread": [],
    }


def book(sheets: list[Sheet], encoding: str = "unicode") -> Book:
    """One of these sheets."""
    return {"encoding": encoding, "days_from_1904": False, "sheets": sheets}
