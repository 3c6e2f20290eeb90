"""Two files that may be one person's, laid side by side: what one adds to the other, what is the
same twice, what cannot both be true. Reads only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Field, UniqueConstraint
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from goc.dated.actions import UNTRACKED
from goc.dated.models import Dated, Record
from goc.people.columns import BIRTH, OWN, is_known
from goc.people.models import Keeper, Person, PersonMerge

KEPT, GONE = "kept", "gone"
NOT_OWNED: tuple[type[Record], ...] = (Keeper, PersonMerge)
"""A file's keepers stay with it: by them the rights on it are measured."""


@dataclass(frozen=True)
class Column:
    """What a person has one of; `names`: the columns of the table that hold it."""

    code: str
    label: str | Promise
    names: tuple[str, ...]

    def of(self, person: Person) -> tuple[Any, ...]:
        return tuple(getattr(person, name) for name in self.names)

    def is_known_of(self, person: Person) -> bool:
        return any(map(is_known, self.of(person)))


WITH_IT = {"full_name": ("folded", "sort_key")}
"""What is made out of a column and goes where it goes."""
COLUMNS = (
    Column("birth", gettext_lazy("Ngày sinh"), BIRTH),
    *(Column(cell.name, cell.label, (cell.name, *WITH_IT.get(cell.name, ()))) for cell in OWN),
)


@dataclass
class RowClash:
    """Rows of the two files that may not stand beside each other: those of one file are chosen."""

    model: type[Record]
    kept: list[Any]
    gone: list[Any]

    @property
    def code(self) -> str:
        return f"row-{self.gone[0].public_id}"

    def side(self, chosen: str) -> list[Any]:
        return self.kept if chosen == KEPT else self.gone


@dataclass
class Comparison:
    """`takes`: only the other file knows it; `moves`: rows of the other that are free to come over;
    `doubles`: its rows that the kept file has too, each with that one.
    """

    kept: Person
    gone: Person
    takes: list[Column] = field(default_factory=list)
    clashes: list[Column] = field(default_factory=list)
    moves: list[tuple[Record, str]] = field(default_factory=list)
    doubles: list[tuple[Any, Any]] = field(default_factory=list)
    row_clashes: list[RowClash] = field(default_factory=list)

    @property
    def codes(self) -> set[str]:
        """Of everything that people must choose."""
        return {column.code for column in self.clashes} | {rows.code for rows in self.row_clashes}


def compare(kept: Person, gone: Person) -> Comparison:
    found = Comparison(kept, gone)
    for column in COLUMNS:
        _lay_column(found, column)
    for model, owner in owned_models():
        _lay_rows(found, model, owner)
    return found


def owned_models() -> list[tuple[type[Any], str]]:
    """Every table whose rows are a person's, with the column that says whose; rooms above too."""
    links = [link for link in Person._meta.related_objects if not link.many_to_many]
    found = [(link.related_model, link.field.name) for link in links]
    return [(model, name) for model, name in found if model not in NOT_OWNED]


def model_of(kind: str) -> type[Any]:
    """The table of a record kind."""
    records = (model for model in apps.get_models() if issubclass(model, Record))
    return next(model for model in records if model.record_kind() == kind)


# --- columns


def _lay_column(found: Comparison, column: Column) -> None:
    if column.of(found.kept) == column.of(found.gone) or not column.is_known_of(found.gone):
        return
    if not column.is_known_of(found.kept) or _is_finer(column, found.gone, found.kept):
        found.takes.append(column)
    elif not _is_finer(column, found.kept, found.gone):
        found.clashes.append(column)


def _is_finer(column: Column, one: Person, other: Person) -> bool:
    """A day of birth where the other file knows the year of it."""
    if column.code != "birth" or one.birth_date is None or other.birth_date is not None:
        return False
    return one.birth_year == other.birth_year


# --- rows


def _lay_rows(found: Comparison, model: type[Any], owner: str) -> None:
    here, there = (
        list(model._default_manager.filter(**{owner: person}).order_by("id"))
        for person in (found.kept, found.gone)
    )
    lanes = _lanes(model, owner)
    groups: list[RowClash] = []
    for row in there:
        twin = next((one for one in here if _says(one, owner) == _says(row, owner)), None)
        against = [one for one in here if _exclude(one, row, lanes)]
        if twin is not None:
            found.doubles.append((row, twin))
        elif against:
            _join(groups, RowClash(model, against, [row]))
        else:
            found.moves.append((row, owner))
    found.row_clashes += groups


def _lanes(model: type[Any], owner: str) -> list[tuple[str, ...]]:
    """Beside the owner: the columns in which two rows of one person may not agree."""
    unique = [c.fields for c in model._meta.constraints if isinstance(c, UniqueConstraint)]
    lanes = [*getattr(model, "no_overlap", []), *unique]
    return [tuple(name for name in lane if name != owner) for lane in lanes if owner in lane]


def _says(row: Any, owner: str) -> list[Any]:
    fields: Iterable[Field[Any, Any]] = row._meta.concrete_fields
    return [getattr(row, f.attname) for f in fields if f.name not in {*UNTRACKED, owner}]


def _exclude(one: Any, other: Any, lanes: Sequence[tuple[str, ...]]) -> bool:
    return _share_a_day(one, other) and any(_agree(one, other, lane) for lane in lanes)


def _agree(one: Any, other: Any, lane: tuple[str, ...]) -> bool:
    """A null lifts the rule, as in the database."""
    columns = [one._meta.get_field(name).attname for name in lane]
    values = [getattr(one, column) for column in columns]
    return None not in values and values == [getattr(other, column) for column in columns]


def _share_a_day(one: Any, other: Any) -> bool:
    if not isinstance(one, Dated):
        return True
    begins: date = max(one.valid_from, other.valid_from)
    ends: date = min(one.valid_to or date.max, other.valid_to or date.max)
    return begins < ends


def _join(groups: list[RowClash], new: RowClash) -> None:
    """Clashes that have a row in common are one choice."""
    touching = [group for group in groups if any(row in group.kept for row in new.kept)]
    for group in touching:
        groups.remove(group)
        new.kept = [*group.kept, *(row for row in new.kept if row not in group.kept)]
        new.gone = [*group.gone, *new.gone]
    groups.append(new)
