"""The words of quick questions: who can be asked about, on which conditions, by which groups. Each
is
a line of a room's `questions/*.toml` and means conditions over declared columns; there is no code
for any question.

`[[who]]`: code, label, grain, time, unit_by, where, shows (columns beside a name). `[[condition]]`:
code, heading, label, needs, where, shows. `[[group]]`: a column whose values can be asked for and
counted
by. `[[split]]`: rows or columns that are no values of a column, by `lines`. `[[example]]`: a
question of one click. Labels are Vietnamese, `label_en` beside.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from goc.figures.definitions import Condition, Conditions, Line
from goc.figures.grains import GRAINS, Column

_folders: list[Path] = []


def register(folder: Path) -> None:
    if folder not in _folders:
        _folders.append(folder)
        vocabulary.cache_clear()


@dataclass(frozen=True)
class Word:
    """What is said of something in the language of the page; `label` is what papers print."""

    label: str
    label_en: str

    @property
    def said(self) -> str:
        return self.label if get_language() == "vi" else self.label_en


@dataclass(frozen=True)
class Who(Word):
    code: str
    grain: str
    time: str
    unit_by: str
    where: Conditions = ()
    shows: tuple[str, ...] = ()

    @property
    def columns(self) -> dict[str, Column]:
        return GRAINS[self.grain].columns

    def has(self, fields: Iterable[str]) -> bool:
        """Whether all of these can be asked of them."""
        return self.columns.keys() >= set(fields)


@dataclass(frozen=True)
class Term(Word):
    """A condition. `needs`: columns without which nothing is known of it, whatever the others hold
    (that no fact is recorded says nothing of a person whose file is not here).
    """

    code: str
    heading: Word
    where: Conditions
    needs: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()

    @property
    def fields(self) -> set[str]:
        """The columns it reads."""
        return {*self.needs, *(condition.field for condition in self.where)}

    @property
    def conditions(self) -> Conditions:
        return (*(Condition(name, "known") for name in self.needs), *self.where)


@dataclass(frozen=True)
class Group(Word):
    """A column, by its values."""

    field: str

    @property
    def code(self) -> str:
        return self.field

    @property
    def fields(self) -> set[str]:
        return {self.field}


@dataclass(frozen=True)
class Split(Word):
    """A fixed list of lines."""

    code: str
    lines: tuple[Line, ...]

    @property
    def fields(self) -> set[str]:
        return {condition.field for line in self.lines for condition in line.where}


@dataclass(frozen=True)
class Example(Word):
    who: str
    conditions: tuple[str, ...]


@dataclass
class Vocabulary:
    """All words of all rooms, by code, in the order of their files."""

    whos: dict[str, Who] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    splits: dict[str, Split] = field(default_factory=dict)
    examples: list[Example] = field(default_factory=list)

    @property
    def ways(self) -> dict[str, Group | Split]:
        """What rows and columns of a crosstab can be, besides levels of units."""
        return {**self.splits, **self.groups}


def is_sensitive(fields: Iterable[str]) -> bool:
    """Whether one of these columns is sensitive in any grain."""
    wanted = set(fields)
    return any(
        column.sensitive
        for grain in GRAINS.values()
        for name, column in grain.columns.items()
        if name in wanted
    )


@cache
def vocabulary() -> Vocabulary:
    found = Vocabulary()
    for path in (path for folder in _folders for path in sorted(folder.glob("*.toml"))):
        _read(found, tomllib.loads(path.read_text("utf-8")))
    return found


def _read(found: Vocabulary, data: dict[str, list[dict[str, Any]]]) -> None:
    for row in data.get("who", []):
        found.whos[row["code"]] = Who(**{**row, **_lists(row)})
    for row in data.get("condition", []):
        heading = Word(row.pop("heading"), row.pop("heading_en"))
        found.terms[row["code"]] = Term(**{**row, **_lists(row)}, heading=heading)
    for row in data.get("group", []):
        found.groups[row["field"]] = Group(**row)
    for row in data.get("split", []):
        lines = tuple(Line(line["label"], _conditions(line["where"])) for line in row["lines"])
        found.splits[row["code"]] = Split(**{**row, "lines": lines})
    for row in data.get("example", []):
        found.examples.append(Example(**{**row, "conditions": tuple(row["conditions"])}))


def _lists(row: dict[str, Any]) -> dict[str, Any]:
    listed: dict[str, Any] = {key: tuple(row[key]) for key in ("shows", "needs") if key in row}
    return {"where": _conditions(row.get("where", [])), **listed}


def _conditions(rows: list[dict[str, Any]]) -> Conditions:
    return tuple(_condition(**row) for row in rows)


def _condition(field: str, op: str, value: Any = None) -> Condition:
    return Condition(field, op, tuple(value) if isinstance(value, list) else value)


def headed(terms: Iterable[Term]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Conditions as the choices of a select, under their headings."""
    groups: dict[Word, list[tuple[str, str]]] = {}
    for term in terms:
        groups.setdefault(term.heading, []).append((term.code, term.said))
    for heading, choices in groups.items():
        yield heading.said, choices
