"""How lists of persons name their columns and abbreviate their values: `reference/old_lists.toml`,
with the catalogues of the register.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from goc.dated.reference import catalogue_rows
from goc.intake.codes import Aliases, aliases_of
from goc.intake.head import Words
from goc.intake.words import words_of
from goc.people.columns import BY_NAME
from goc.people.sheets import COLUMNS, Column

CONFIRMED = "Xác nhận"
"""A column that may be added: why what is odd in the row is so."""
FILE = Path(__file__).parent / "reference" / "old_lists.toml"
NEEDED = {"full_name"}
CORE = {"birth", "unit", "sex", "post", "code", "citizen_number", "ethnicity"}
CHOICE = "choice"
OF_COMMUNES = {"command", "commune", "promoted_commune"}


@lru_cache(maxsize=1)
def _told() -> dict[str, Any]:
    """The file as it is, read once."""
    return tomllib.loads(FILE.read_text("utf-8"))


@lru_cache(maxsize=1)
def words() -> Words:
    """Names of columns, with the titles of our own form."""
    titles = {column.key: column.title for column in COLUMNS}
    return words_of(_told(), titles, needed=NEEDED, core=CORE)


def aliases(column: Column) -> Aliases:
    """Of a column whose values are codes."""
    told = _told()["values"].get(column.key, {})
    return aliases_of(column.title, _entries(column), told, _labels())


def _entries(column: Column) -> list[tuple[str, str, list[str]]]:
    """Code, name and other names, as the catalogue or the model has them."""
    choices = BY_NAME[column.key].choices if column.kind == CHOICE else ()
    if choices:
        return [(str(code), str(label), []) for code, label in choices]
    return [(row.code, row.name, list(row.aliases)) for row in catalogue_rows(column.catalogue)]


def _labels() -> dict[str, dict[str, str]]:
    """Of every catalogue, by the column: an offer may be of another one."""
    rows = {column.key: catalogue_rows(column.catalogue) for column in COLUMNS}
    return {name: {row.code: row.name for row in found} for name, found in rows.items()}


def posts_of_communes() -> frozenset[str]:
    """Posts that are held in a commune, by what the catalogue says of their place."""
    rows = catalogue_rows("post")
    return frozenset(row.code for row in rows if row.attributes.get("place") in OF_COMMUNES)
