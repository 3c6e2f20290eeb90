"""New rows by the thousand, each with the events that it would have had alone: drafted and laid
aside before the write lock is taken, then written in one go.

Whoever drafts answers for what an action would ask of the register (`dated.actions.check_overlap`);
the database refuses what it always refuses, but without a sentence.
"""

from __future__ import annotations

import json
import marshal
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from tempfile import SpooledTemporaryFile
from typing import Any
from uuid import UUID

from goc.audit.capacity import capacity_of
from goc.audit.inserting import Stored, insert, keys_ahead, stored_time
from goc.audit.writing import Act, prepared, write_prepared
from goc.dated.actions import Reasons, check_period, values_of
from goc.dated.models import Dated, Record
from goc.lib.progress import Report, silent

PORTION = 500
"""So many drafts are laid aside, and written, at a time."""
IN_MEMORY = 16 * 2**20
"""Bytes laid aside before a file is made of them; it has no name, and goes with the process."""
Model = type[Record]


# --- one draft


@dataclass(frozen=True)
class Told:
    """What an event will say of a row."""

    row: Record
    action: str
    text: str
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass
class Draft:
    """What one thing to be done would write: its new rows and what is told of them, in order."""

    rows: list[Record] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)

    def open(self, row: Record, *, action: str = "open", confirmed: Reasons = None) -> None:
        """A row that is new, as `save_record` would leave it."""
        reasons = {"confirmed": dict(confirmed)} if confirmed else {}
        self.rows.append(row)
        self.told.append(Told(row, action, "", {}, values_of(row) | reasons))

    def close(self, row: Dated, *, on: date) -> None:
        """A row of this draft ends, as `close_fact` would end it."""
        before = values_of(row)
        row.valid_to = on
        check_period(row)
        self.told.append(Told(row, "close", "", before, values_of(row)))


# --- rows as the database stores them


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _text(value: str | None) -> str | None:
    """A choice is given as what it stores."""
    return None if value is None else str(value)


def _public_id(value: UUID | None) -> str | None:
    return None if value is None else value.hex


def _as_it_is(value: Any) -> Any:
    return value


FORMS: dict[str, Callable[[Any], Any]] = {
    "CharField": _text,
    "DateField": _day,
    "UUIDField": _public_id,
    "JSONField": json.dumps,
}
CHANGED = "changed_at"
"""Set when the rows are written."""


@dataclass(frozen=True)
class _Table:
    """`columns` as named in the database; `fields`: the attribute and the form of each."""

    name: str
    columns: tuple[str, ...]
    fields: tuple[tuple[str, Callable[[Any], Any]], ...]

    def stored(self, row: Record) -> Stored:
        return tuple([form(getattr(row, name)) for name, form in self.fields])


@cache
def _table(model: Model) -> _Table:
    fields = [field for field in model._meta.concrete_fields if field.name != CHANGED]
    return _Table(
        model._meta.db_table,
        tuple(str(field.column) for field in fields),
        tuple((field.attname, FORMS.get(field.get_internal_type(), _as_it_is)) for field in fields),
    )


# --- many drafts


class Keys:
    """Keys for new rows, taken ahead some at a time; each taking is a short transaction."""

    def __init__(self, *, at_a_time: int = PORTION) -> None:
        self.at_a_time = at_a_time
        self.taken: dict[Model, Iterator[int]] = {}

    def give(self, row: Record) -> None:
        model = type(row)
        key = next(self.taken.get(model, iter(())), None)
        if key is None:
            self.taken[model] = iter(self._more(model))
            key = next(self.taken[model])
        row.pk = key

    def _more(self, model: Model) -> Sequence[int]:
        return keys_ahead(model._meta.db_table, self.at_a_time)


class InventedKeys(Keys):
    """For rows that nobody will write: no key of the register is used up."""

    def _more(self, model: Model) -> Sequence[int]:
        start = self.lowest[model] = self.lowest[model] - self.at_a_time
        return range(start, start + self.at_a_time)

    def __init__(self) -> None:
        super().__init__()
        self.lowest: dict[Model, int] = defaultdict(int)


Laid = tuple[int, list[tuple[int, Stored]], list[Stored]]
"""Of one draft: its group, its rows with the number of their table, its events."""


class Staged:
    """Drafts laid aside, each with the group (a number) that it goes or stays with."""

    def __init__(self, *, by: object) -> None:
        self.by = str(by)
        self.said = cache(lambda unit: capacity_of(self.by, unit))
        self.models: list[Model] = []
        self.file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed by `close`
        self.portion: list[Laid] = []
        self.lengths: list[int] = []
        """Of each portion in the file."""

    def close(self) -> None:
        self.file.close()

    def lay_aside(self, draft: Draft, group: int) -> None:
        rows = [(self._number(type(row)), _table(type(row)).stored(row)) for row in draft.rows]
        self.portion.append((group, rows, [self._event(told) for told in draft.told]))
        if len(self.portion) == PORTION:
            self._flush()

    def _number(self, model: Model) -> int:
        if model not in self.models:
            self.models.append(model)
        return self.models.index(model)

    def _event(self, told: Told) -> Stored:
        row = told.row
        act = Act(
            by=self.by,
            action=told.action,
            kind=row.record_kind(),
            subject=str(row.public_id),
            text=told.text,
            before=told.before,
            after=told.after,
            unit=row.concerns,
            said=self.said(row.concerns),
        )
        return prepared(act)

    def _flush(self) -> None:
        if self.portion:
            self.lengths.append(self.file.write(marshal.dumps(self.portion)))
            self.portion = []

    def write(self, *, but: Collection[int] = (), report: Report = silent) -> None:
        """All but what belongs to these groups, inside the caller's transaction."""
        self._flush()
        self.file.seek(0)
        at = stored_time()
        for number, length in enumerate(self.lengths):
            report(100 * number // len(self.lengths), "ghi vào sổ")
            portion = self.file.read(length)
            laid: list[Laid] = marshal.loads(portion)  # noqa: S302 - written by this very process
            self._write([one for one in laid if one[0] not in but], at)

    def _write(self, laid: Sequence[Laid], at: str) -> None:
        by_table: dict[int, list[Stored]] = defaultdict(list)
        for _group, rows, _events in laid:
            for number, row in rows:
                by_table[number].append((*row, at))
        for number, rows_ in by_table.items():
            table = _table(self.models[number])
            insert(table.name, (*table.columns, CHANGED), rows_)
        write_prepared([event for _group, _rows, events in laid for event in events], at)
