"""Files as offices have them, given to a kind of list."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from goc.files import books, model
from goc.imports.registry import KINDS, Kind
from goc.intake.answers import parsed
from goc.intake.notes import Result
from goc.intake.reading import Understood, understood
from goc.lists import loading
from goc.lists.grid_loading import LISTS
from goc.lists.registry import SUBJECTS
from goc.units.asking import Asking

Rows = Sequence[Sequence[Any]]


def words(kind: Kind) -> Any:
    """The names of columns by which the kind knows its lists."""
    if kind.name in LISTS:
        return LISTS[kind.name].words()
    return loading.words_of(SUBJECTS[kind.name.replace(".", "-")])


def of_rows(name: str, rows: Rows) -> Understood:
    """A list that has these cells, without the file."""
    return understood(
        model.book([model.sheet("DS", [list(row) for row in rows])]), words(KINDS[name])
    )


def of_file(name: str, path: Path) -> Understood:
    """Read here, not by a child."""
    return understood(books.read(str(path), path.name), words(KINDS[name]))


def take(
    name: str, found: Understood, asking: Asking, *answers: str, dry_run: bool = False, **more: Any
) -> Result:
    told = parsed(answers, **more)
    return KINDS[name].take(found, asking=asking, answers=told, dry_run=dry_run)


def came(result: Result) -> tuple[int, int, int, int, int]:
    """read, new, updated, unchanged, rejected."""
    return (result.read, result.new, result.updated, result.unchanged, result.rejected)


def exported(name: str, asking: Asking, path: Path, part: str = "") -> list[list[list[Any]]]:
    """The cells of each sheet of the export of a list."""
    export = KINDS[name].export
    assert export is not None
    path.write_bytes(export(asking, part))
    return [sheet["rows"] for sheet in books.read(str(path), path.name)["sheets"]]


def workbook(path: Path, *sheets: Rows) -> Path:
    """Written again, as Excel keeps it."""
    with xlsxwriter.Workbook(str(path)) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for rows in sheets:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                for at, value in enumerate(row):
                    if hasattr(value, "year"):
                        sheet.write_datetime(number, at, value, day)
                    elif isinstance(value, str):
                        sheet.write_string(number, at, value)
                    else:
                        sheet.write(number, at, value)
    return path
