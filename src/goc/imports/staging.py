"""A list as it was understood, kept in rows of the database, and put together again with what was
mended since: so that a page shows the sheet, and a check begins, without reading the file anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, TypedDict

from goc.files.model import Book, Sheet
from goc.imports.models import Load, Mend, Row
from goc.intake.answers import Answers
from goc.intake.head import Column, Head
from goc.intake.letters import Converted
from goc.intake.outcome import Missing
from goc.intake.reading import Choice, Understood
from goc.intake.rows import NOWHERE, Cell, Record
from goc.intake.seals import Seal

AT_ONCE = 1000
CONVERTED_KEPT, UNKNOWN_ROWS = 20, 60
HEAD_ROW = "head"


class Told(TypedDict, total=False):
    """`Load.about`. `head`: first and last row, from 0, absent where no head was found; `columns`:
    place, head, field, what a filled cell sets, whether its name is known; `converted`: row and
    column from 0, before, after; `seal`: its day and the digests of its rows, by their code.
    """

    sheet: str
    sheets: list[str]
    encoding: str
    head: list[int]
    columns: list[list[Any]]
    notes: list[str]
    converted: list[list[Any]]
    days_from_1904: bool
    seal: list[Any]


# --- values of cells in JSON

READERS: dict[str, Callable[[Any], Any]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "timedelta": lambda seconds: timedelta(seconds=seconds),
    "missing": lambda told: Missing(*told),
}


def kept(value: Any) -> Any:
    """A cell as JSON holds it; what JSON does not know as its kind and its text."""
    if isinstance(value, str):
        return value.replace("\0", "")  # PostgreSQL keeps none
    if isinstance(value, Missing):
        return {"kind": "missing", "value": [value.why, value.text]}
    if isinstance(value, timedelta):
        return {"kind": "timedelta", "value": value.total_seconds()}
    if isinstance(value, date | time):
        return {"kind": type(value).__name__, "value": value.isoformat()}
    return value


def value_of(found: Any) -> Any:
    """The cell again."""
    return READERS[found["kind"]](found["value"]) if isinstance(found, dict) else found


# --- into the database


def stage(load: Load, found: Understood) -> None:
    """Takes the place of what was staged before."""
    records = {record.row: record for record in found.records}
    whys = {skipped.row: skipped.why for skipped in found.skipped}
    heads = range(found.head.first + 1, found.head.last + 2)
    whys |= dict.fromkeys(heads, HEAD_ROW)
    last = max([0, *records, *whys])
    told = enumerate(found.rows[:last], 1)
    _replace_rows(
        load,
        (Row(load=load, **_row(n, cells, whys.get(n, ""), records.get(n))) for n, cells in told),
    )
    load.about = Told(
        sheet=found.sheet,
        sheets=list(found.sheets),
        encoding=found.encoding,
        head=[found.head.first, found.head.last],
        columns=[
            [c.at, c.head, c.field, {**c.sets}, c.known, c.marked] for c in found.head.columns
        ],
        notes=list(found.notes),
        converted=[[c.row, c.column, c.before, c.after] for c in found.converted[:CONVERTED_KEPT]],
        days_from_1904=found.days_from_1904,
        seal=[kept(found.seal.day), {**found.seal.digests}],
    )


def _row(number: int, cells: Sequence[Any], why: str, record: Record | None) -> dict[str, Any]:
    """The columns of a staged row."""
    told = None
    if record is not None:
        told = {
            "cells": {name: [c.column.at, kept(c.value)] for name, c in record.cells.items()},
            "sets": {**record.sets},
            "under": list(record.under),
        }
    return {"number": number, "cells": [*map(kept, cells)], "why": why, "record": told}


def stage_unknown(load: Load, book: Book) -> None:
    """The first rows of the chosen sheet, or of the fullest, of which nobody found the head."""
    named = [s for s in book["sheets"] if s["name"] == load.choice.get("sheet")]
    sheet: Sheet = max(named or book["sheets"], key=lambda one: len(one["rows"]))
    rows = enumerate(sheet["rows"][:UNKNOWN_ROWS], 1)
    _replace_rows(load, (Row(load=load, **_row(n, cells, "", None)) for n, cells in rows))
    load.about = Told(sheet=sheet["name"], sheets=[s["name"] for s in book["sheets"]])


def _replace_rows(load: Load, rows: Iterable[Row]) -> None:
    """All that was said of the rows of before goes with them."""
    load.rows.all().delete()
    load.remarks.all().delete()
    load.differences.all().delete()
    Row.objects.bulk_create(rows, batch_size=AT_ONCE)


# --- out of the database


def choice_of(load: Load) -> Choice:
    """What somebody corrected of how it was understood."""
    rows = load.choice.get("head_rows")
    columns = load.choice.get("columns", {})
    return Choice(load.choice.get("sheet", ""), (rows[0], rows[1]) if rows else None, columns)


def columns_of(load: Load) -> list[Column]:
    """Those under the head that was found; none where there is no head."""
    return [Column(*told) for told in load.about.get("columns", ())]


def staged(load: Load, rows: Iterable[int] | None = None) -> Understood:
    """The list with what was mended in its place; `rows`: only these."""
    found = load.rows.order_by("number")
    found = found if rows is None else found.filter(number__in=list(rows))
    about, columns = load.about, columns_of(load)
    mended = _typed(load)
    by_place = {column.at: column for column in columns}
    told = [row for row in found if row.record is not None]
    day, digests = about["seal"]
    return Understood(
        about["sheet"],
        about["encoding"],
        Head(about["head"][0], about["head"][1], columns),
        [_record(row, by_place, mended.get(row.number, {})) for row in told],
        [],
        [Converted(*one) for one in about["converted"]],
        about["notes"],
        _above(load),
        about["days_from_1904"],
        Seal(value_of(day), digests),
        about["sheets"],
    )


def _above(load: Load) -> list[list[Any]]:
    """The rows above the head: of them only the titles of the list are asked."""
    rows = load.rows.filter(number__lte=load.about["head"][0])
    return [[*map(value_of, row.cells)] for row in rows]


def _typed(load: Load) -> dict[int, dict[str, str]]:
    """What was typed into cells, by row and field."""
    found: dict[int, dict[str, str]] = {}
    for mend in load.mends.filter(value__isnull=False).exclude(field=""):
        found.setdefault(mend.row, {})[mend.field] = mend.value or ""
    return found


def in_order(record: Mapping[str, Any]) -> list[tuple[str, list[Any]]]:
    """The cells of a staged row as they stand in the sheet; PostgreSQL orders keys by itself."""
    return sorted(record["cells"].items(), key=lambda cell: cell[1][0])


def _record(row: Row, columns: Mapping[int, Column], typed: Mapping[str, str]) -> Record:
    """A row about somebody."""
    assert row.record is not None
    cells = {
        name: Cell(value_of(value), columns.get(at, NOWHERE.column))
        for name, (at, value) in in_order(row.record)
    }
    for name, text in typed.items():
        cells[name] = Cell(text, cells.get(name, NOWHERE).column)
    return Record(row.number, cells, row.record["sets"], row.record["under"])


def answers_of(load: Load) -> Answers:
    """Which of what was offered was chosen; why a row that is odd is right as it is."""
    answered = load.mends.exclude(answer="")
    return Answers({(mend.row, mend.letter): mend.answer for mend in answered})


def mended_rows(load: Load) -> list[list[Any]]:
    """The sheet from its first row on, with what was typed in its place."""
    rows: list[list[Any]] = []
    typed = {(m.row, m.letter): m for m in load.mends.filter(value__isnull=False)}
    letters = {column.letter: column.at for column in columns_of(load)}
    for row in load.rows.all():
        rows.append([value_of(value) for value in row.cells])
        for letter, at in letters.items():
            _put(rows[-1], at, typed.get((row.number, letter)))
    return rows


def _put(cells: list[Any], at: int, mend: Mend | None) -> None:
    """The text typed into a cell."""
    if mend is not None:
        cells.extend([""] * (at + 1 - len(cells)))
        cells[at] = mend.value
