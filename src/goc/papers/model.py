"""What an official paper is, whatever it is printed as: frozen values, no layout, no file format.

A Paper holds blocks (Heading, Paragraph, Table, Chart) and appendices (each one Table). Inside a
paragraph stand inlines: Text, Figure (a statistic bound to its source), Field (other bound data)
and Blank. Column heads are a tree, at most three storeys; its leaves are the columns, named by
their label.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from goc.lib.errors import InputError

Binding = Mapping[str, Any]
"""Where a figure comes from: indicator, unit, as_of, snapshot, grain, value, numerator, denominator
… as JSON.
"""

MAX_KEY = 64  # Word refuses to open a content control with a longer tag
MAX_STOREYS = 3


@dataclass(frozen=True)
class Text:
    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Figure:
    """A bound statistic: `key` is unique in the paper, `text` is what is printed, `href` serves
    HTML only.
    """

    key: str
    text: str
    figure: Binding | None = None
    href: str = ""
    bold: bool = False


@dataclass(frozen=True)
class Field:
    """Other bound data: one field of one record."""

    record: str
    field: str
    text: str


@dataclass(frozen=True)
class Blank:
    """Room left for the pen, in spaces."""

    width: int = 4


Inline = Text | Figure | Field | Blank
Level = Literal["part", "roman", "arabic", "letter"]
Style = Literal["body", "item", "centered", "right", "note"]
Align = Literal["", "left", "center", "right"]


@dataclass(frozen=True)
class Heading:
    """`Phần thứ nhất` / `I.` / `1.` / `a)`: the marker is written by the author, never counted
    here.
    """

    level: Level
    marker: str
    text: str


@dataclass(frozen=True)
class Paragraph:
    inlines: tuple[Inline, ...]
    style: Style = "body"


@dataclass(frozen=True)
class Formula:
    """How a column follows from others on its row: `sum` of labels, `difference` of the first and
    the others, or `percent` of the sum of all but the last in the last.
    """

    op: Literal["sum", "difference", "percent"]
    of: tuple[str, ...]


@dataclass(frozen=True)
class Head:
    """A head cell; a leaf is a column. `label` is its name in the row of numbers (`A`, `(1)`),
    `width` in mm.
    """

    text: str
    children: tuple[Head, ...] = ()
    label: str = ""
    width: float | None = None
    decimals: int = 0
    formula: Formula | None = None


@dataclass(frozen=True)
class Cell:
    """`value` is the number behind the text (a percentage in per cent, unrounded);
    None for words.
    """

    text: str = ""
    value: int | Decimal | None = None
    key: str = ""
    figure: Binding | None = None
    href: str = ""
    bold: bool = False
    align: Align = ""
    suppressed: bool = False


@dataclass(frozen=True)
class Row:
    """`group` opens a block (its numbers are the block's sums), `total` sums all body rows above
    it, `percent` divides the last total or group above it by its column `base`.
    """

    cells: tuple[Cell, ...]
    kind: Literal["body", "group", "total", "percent"] = "body"
    base: str = ""


@dataclass(frozen=True)
class Table:
    """`checks` are further sums that hold on each row, as (result, parts); `people` marks counts of
    persons, which the public rendering suppresses when small.
    """

    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    footers: tuple[str, ...] = ()
    checks: tuple[tuple[str, tuple[str, ...]], ...] = ()
    people: bool = True
    font_size: float | None = None


@dataclass(frozen=True)
class Chart:
    """A Vega-Lite specification; shown on the screen only."""

    spec: Mapping[str, Any]
    caption: str = ""


Block = Heading | Paragraph | Table | Chart


@dataclass(frozen=True)
class Appendix:
    """`number` is Roman (`III`, `IIIa`), empty when it is the only one; `notes` stand in italics
    below the title; `heading` stands in the place of "Phụ lục n" where a sheet is no appendix (an
    index, a list). `signed`: who signs a list stands below this sheet too, not only below the last.
    """

    number: str
    title: str
    table: Table
    notes: tuple[str, ...] = ()
    unit_label: str = ""
    page: Literal["A4", "A3"] = "A4"
    orientation: Literal["portrait", "landscape"] = "landscape"
    heading: str = ""
    signed: bool = False


@dataclass(frozen=True)
class Signature:
    """`lines` from authority to post; the rank is part of the name, and only army papers carry
    one.
    """

    lines: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True)
class Paper:
    """`drafted` fixes the profile, the printed year and all file timestamps; `signed` and `number`
    are None until the paper is signed. `issuer` is the short name that appendices cite ("UBND tỉnh
    Lạng Sơn").

    A sheet (`is_sheet`) stays in the office: its tables under its name, without country, number,
    recipients and signature; `makers` are the posts of who drew it up and answer for it. Of minutes
    `makers` are the parties, who sign above the one who confirms. A sheet with a signature is a
    list that is signed: it has the country's name, who signs stands right of who drew it up, under
    place and day, and each page says which of how many it is.
    """

    profile: str
    kind: str
    agency: tuple[str, ...]
    symbol: str
    place: str
    drafted: date
    subject: str
    parent_agency: tuple[str, ...] = ()
    issuer: str = ""
    number: int | None = None
    signed: date | None = None
    month_known: bool = False
    draft: str = ""
    urgency: str = ""
    addressees: tuple[str, ...] = ()
    legal_bases: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    signature: Signature | None = None
    recipients: tuple[str, ...] = ()
    appendices: tuple[Appendix, ...] = ()
    audience: Literal["internal", "public"] = "internal"
    is_sheet: bool = False
    makers: tuple[str, ...] = ()

    @property
    def is_signed_list(self) -> bool:
        return self.is_sheet and self.signature is not None


def tables(paper: Paper) -> tuple[Table, ...]:
    return tuple(b for b in paper.blocks if isinstance(b, Table)) + tuple(
        a.table for a in paper.appendices
    )


def leaves(heads: tuple[Head, ...]) -> list[Head]:
    """The columns, left to right."""
    return [leaf for h in heads for leaf in (leaves(h.children) if h.children else [h])]


def depth(heads: tuple[Head, ...]) -> int:
    return 1 + max((depth(h.children) for h in heads if h.children), default=0)


def check(paper: Paper) -> None:
    """Raises InputError where a renderer would otherwise print something wrong or Word refuse the
    file.
    """
    seen: set[str] = set()
    for key in _keys(paper):
        if key in seen or not 0 < len(key) <= MAX_KEY:
            raise InputError(
                "Khóa số liệu “%(key)s” bị trùng, trống hoặc dài quá 64 ký tự.", key=key
            )
        seen.add(key)
    numbers = [a.number for a in paper.appendices]
    if len(set(numbers)) < len(numbers):
        raise InputError("Các phụ lục trùng số: %(numbers)s.", numbers=", ".join(numbers))
    for table in tables(paper):
        _check_table(table)


def _keys(paper: Paper) -> list[str]:
    paragraphs = (block for block in paper.blocks if isinstance(block, Paragraph))
    prose = [inline for paragraph in paragraphs for inline in paragraph.inlines]
    rows = [row for table in tables(paper) for row in table.rows]
    cells = [cell.key for row in rows for cell in row.cells if cell.key]
    return [inline.key for inline in prose if isinstance(inline, Figure)] + cells


def _check_table(table: Table) -> None:
    columns = leaves(table.heads)
    if depth(table.heads) > MAX_STOREYS:
        raise InputError(
            "Đầu bảng có %(depth)s tầng; nhiều nhất là 3 tầng.", depth=depth(table.heads)
        )
    for number, row in enumerate(table.rows, 1):
        if len(row.cells) != len(columns):
            raise InputError(
                "Dòng %(row)s của bảng có %(found)s ô, cần %(expected)s ô.",
                row=number,
                found=len(row.cells),
                expected=len(columns),
            )
    if unknown := _used(table) - {column.label for column in columns if column.label}:
        raise InputError(
            "Công thức của bảng dẫn cột không có: %(labels)s.", labels=", ".join(sorted(unknown))
        )


def _used(table: Table) -> set[str]:
    """The labels that formulas, checks and rows of percentages name."""
    formulas = (column.formula.of for column in leaves(table.heads) if column.formula)
    checks = ((result, *parts) for result, parts in table.checks)
    bases = {row.base for row in table.rows if row.kind == "percent" and row.base}
    return bases.union(*formulas, *checks)
