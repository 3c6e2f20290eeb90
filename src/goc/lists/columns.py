"""How the columns of a declared list are called in files of others: by the labels of its cells, and
by what the room's own TOML adds (`Subject.names`; written like `people/reference/old_lists.toml`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import override

from goc.dated.reference import catalogue_rows
from goc.intake.codes import Aliases, aliases_of
from goc.intake.head import Meaning, Words, key
from goc.lists.shapes import Cell

ROW_CODE = Cell("row_code", "Mã dòng", "text", lambda _row: None)
"""The column of an export by which a row is known again."""
LANGUAGES = ("vi", "en")
UNTAKEN = ["TT", "STT", "Số TT", "Số thứ tự", "Ghi chú", "Lý do", "Ký tên", "A", "B"]
GIVEN_ELSEWHERE = {"unit", "year", "flag", "day", "course"}
"""Kinds of cells that lists often tell above their rows, or not at all."""


@cache
def told_in(path: Path | None) -> Mapping[str, Any]:
    """`columns`, `values`, `untaken` of a file; empty where there is none."""
    own = tomllib.loads(path.read_text("utf-8")) if path else {}
    return {"columns": {}, "values": {}, "untaken": {"names": UNTAKEN}, **own}


def titles_of(cells: Iterable[Cell]) -> dict[str, str]:
    """What a column may hold, with its title, in the language of the page."""
    return {cell.name: str(cell.label) for cell in cells}


def words_for(cells: Sequence[Cell], path: Path | None, *, name: str = "") -> Words:
    """`name`: the cell that tells somebody, of a list about people."""
    told = told_in(path)
    meanings = {key(text): Meaning(None) for text in told["untaken"]["names"]}
    for cell in (*cells, ROW_CODE):
        meanings |= {key(text): Meaning(cell.name) for text in _called(cell, told)}
    required = [cell for cell in cells if cell.required]
    needed = [name] if name else _needed(required)
    core = {cell.name for cell in (cells if name else required)} - {name}
    titles = titles_of(cells)
    said = ", ".join(f"«{titles[one]}»" for one in needed)
    return Words(meanings, frozenset(needed), frozenset(core), name, said)


def _needed(required: Sequence[Cell]) -> list[str]:
    own = [cell.name for cell in required if cell.kind_name not in GIVEN_ELSEWHERE]
    return own if len(own) > 1 else [cell.name for cell in required if cell.kind_name != "unit"]


def _called(cell: Cell, told: Mapping[str, Any]) -> list[str]:
    """Label in either language, other heads of the cell, and those of the file."""
    labels = []
    for language in LANGUAGES:
        with override(language):
            labels += [str(cell.label), *map(str, cell.aliases)]
    return [*labels, *told["columns"].get(cell.name, ())]


def aliases_for(cell: Cell, path: Path | None) -> Aliases:
    """Of a cell whose values are codes."""
    told = told_in(path)["values"].get(cell.name, {})
    with override("vi"):
        return aliases_of(str(cell.label), _entries(cell), told, {})


def _entries(cell: Cell) -> list[tuple[str, str, list[str]]]:
    """Code, name and other names."""
    if cell.choices:
        return [(str(code), str(label), []) for code, label in cell.choices]
    return [(row.code, row.name, list(row.aliases)) for row in catalogue_rows(cell.catalogue)]
