"""Persons in chosen columns as a paper: the danh sách trích ngang on the screen, in Word, PDF and
Excel is this one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Literal

from goc.desk.signed_lists import signed_list
from goc.lists.shapes import MASK
from goc.papers.model import Appendix, Cell, Head, Paper, Row, Table
from goc.people.models import Person
from goc.people.roster import RosterRow, rows_of, veiled
from goc.people.roster_columns import NO_SEX, RosterColumn, added_cells
from goc.units.asking import Asking
from goc.units.models import Unit
from goc.viet.letters import in_roman

KIND = "Danh sách trích ngang"
FORM = "DANH SÁCH"
WIDTH_OF_NUMBER = 7
SMALL, SMALL_FROM = 8.5, 14
"""Points of the letters in a table of more columns."""
NOTES = {
    NO_SEX.strip(): "(*) Chưa có thông tin về giới tính.",
    MASK: f"{MASK} Thông tin được che theo quyền của người lập.",
}
"""What a mark in the cells says, below the table."""


@dataclass(frozen=True)
class Wanted:
    """What a roster shows: `by_unit` puts the persons of a unit under its name; `page`: A4 or A3,
    across.
    """

    columns: Sequence[RosterColumn]
    title: str
    by_unit: bool = False
    page: Literal["A4", "A3"] = "A4"


def roster_rows(
    persons: Sequence[Person], wanted: Wanted, asking: Asking, *, day: date
) -> list[RosterRow]:
    """Of persons with `keeper_unit`, in their order; veiled where the asker may not see in
    clear.
    """
    added = added_cells(wanted.columns, [person.pk for person in persons], day)
    rows = []
    for person, row in zip(persons, rows_of(persons, as_of=day), strict=True):
        more = {key: values.get(person.pk, "") for key, values in added.items()}
        whole = replace(row, cells={**row.cells, **more})
        clear = asking.sees_clear(person.keeper_unit)  # type: ignore[attr-defined]
        rows.append(whole if clear else veiled(whole))
    return rows


def roster_paper(
    rows: Sequence[RosterRow], wanted: Wanted, *, unit: Unit, day: date, today: date
) -> Paper:
    """`unit`: whose letterhead it bears."""
    notes = (f"(Tính đến ngày {day:%d/%m/%Y}; {len(rows)} đồng chí)",)
    table = roster_table(rows, wanted)
    sheet = Appendix("", wanted.title, table, notes, page=wanted.page, heading=FORM)
    return signed_list(unit=unit, kind=KIND, subject=wanted.title, sheets=[sheet], today=today)


def roster_table(rows: Sequence[RosterRow], wanted: Wanted) -> Table:
    heads = _heads(wanted.columns)
    lines = tuple(_grouped(rows, wanted) if wanted.by_unit else _lines(rows, wanted))
    texts = {cell.text for line in lines for cell in line.cells}
    footers = [note for mark, note in NOTES.items() if any(text.endswith(mark) for text in texts)]
    small = SMALL if len(wanted.columns) > SMALL_FROM else None
    return Table(heads, lines, footers=tuple(footers), people=False, font_size=small)


def _heads(columns: Sequence[RosterColumn]) -> tuple[Head, ...]:
    """With the head that neighbours share over them, and the number of each column."""
    numbered = enumerate(columns, 2)
    heads = [Head("TT", label="1", width=WIDTH_OF_NUMBER)]
    for over, some in groupby(numbered, key=lambda pair: pair[1].over):
        own = tuple(Head(c.head, label=str(number), width=c.width) for number, c in some)
        heads += [Head(over, own)] if over else own
    return tuple(heads)


def _lines(rows: Sequence[RosterRow], wanted: Wanted) -> Iterator[Row]:
    for number, row in enumerate(rows, 1):
        texts = (Cell(column.text(row)) for column in wanted.columns)
        yield Row((Cell(str(number), align="center"), *texts))


def _grouped(rows: Sequence[RosterRow], wanted: Wanted) -> Iterator[Row]:
    """The units in the order in which they come first; persons are numbered in each anew."""
    units = dict.fromkeys(row["unit"] for row in rows)
    for number, unit in enumerate(units, 1):
        own = [row for row in rows if row["unit"] == unit]
        title = f"{unit[:1].upper()}{unit[1:]} ({len(own)})"
        blank = [Cell() for _column in wanted.columns[1:]]
        yield Row((Cell(in_roman(number), align="center"), Cell(title), *blank), "group")
        yield from _lines(own, wanted)
