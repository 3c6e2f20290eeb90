"""Inserting, closing, changing and correcting dated facts: the only way rows with a period are
written.

A *change* closes a row and opens another on the same day; a *correction* replaces values in place.
Both leave one audit event with what was there before and after. Overlaps are refused here with a
sentence, under the write lock of the transaction (SQLite: IMMEDIATE; PostgreSQL: the exclusion
constraint of `backstop` decides a race).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, TypeVar

from django.db import connection, transaction

from goc.audit.actions import record
from goc.dated.models import Dated, Record
from goc.lib.errors import InputError, RefusedError

D = TypeVar("D", bound=Dated)
R = TypeVar("R", bound=Record)
within = transaction.atomic(savepoint=False)
"""These run inside an action's transaction; alone they still are one."""
Reasons = Mapping[str, str] | None
UNTRACKED = {"id", "public_id", "changed_at"}


def values_of(row: Record) -> dict[str, Any]:
    """The stored values of a row by column name; foreign keys as the public id of what they point
    to.
    """
    plain, pointing = _tracked(type(row))
    values: dict[str, Any] = {}
    for name in plain:
        values[name] = getattr(row, name)
    for name in pointing:
        values[name] = getattr(getattr(row, name), "public_id", None)
    return values


@cache
def _tracked(model: type[Record]) -> tuple[list[str], list[str]]:
    """The columns that an event tells, and those of them that are foreign keys."""
    fields = [field for field in model._meta.concrete_fields if field.name not in UNTRACKED]
    plain = [field.attname for field in fields if not field.is_relation]
    return plain, [field.name for field in fields if field.is_relation]


def save_record(
    row: R,
    *,
    by: object,
    action: str,
    text: str = "",
    before: dict[str, Any] | None = None,
    confirmed: Reasons = None,
    also: dict[str, Any] | None = None,
) -> R:
    """Saves any register row with its event; call inside a transaction. `confirmed`: what was odd,
    by its code, and the reason given; kept in the event. `also`: what belongs to the row and stands
    in other tables.
    """
    row.save()
    reasons = {"confirmed": dict(confirmed)} if confirmed else {}
    record(
        by=by,
        action=action,
        kind=row.record_kind(),
        subject=row.public_id,
        text=text,
        before=before,
        after=values_of(row) | (also or {}) | reasons,
        unit=row.concerns,
    )
    return row


def check_period(row: Dated) -> None:
    """Raises RefusedError for a period without a day."""
    if row.valid_to is not None and row.valid_to <= row.valid_from:
        raise RefusedError(
            "Ngày kết thúc %(end)s phải sau ngày bắt đầu %(start)s.",
            start=_day(row.valid_from),
            end=_day(row.valid_to),
        )


def check_overlap(row: Dated) -> None:
    """Raises RefusedError naming the row that shares a day with this one."""
    check_period(row)
    for fields in row.no_overlap:
        other = _sharing_a_day(row, fields)
        if other is not None:
            raise RefusedError(
                "%(new)s: thời gian từ %(start)s trùng với bản ghi đã có «%(old)s» (từ %(from)s "
                "đến %(to)s). "
                "Hãy kết thúc bản ghi đó trước, hoặc sửa lại ngày.",
                **{
                    "new": _title(row),
                    "start": _day(row.valid_from),
                    "old": str(other),
                    "from": _day(other.valid_from),
                    "to": _day(other.valid_to) if other.valid_to else "nay",
                },
            )


def _sharing_a_day(row: Dated, fields: tuple[str, ...]) -> Dated | None:
    """The other row of the same owner that meets this one's period; asked in plain SQL, as every
    write asks it.
    """
    columns = [str(row._meta.get_field(f).column) for f in fields]  # type: ignore[union-attr]
    owner = [getattr(row, row._meta.get_field(f).attname) for f in fields]  # type: ignore[union-attr]
    if None in owner:
        return None
    same = " AND ".join(f'"{c}" = %s' for c in columns)
    meeting = "id <> %s AND valid_from < %s AND (valid_to IS NULL OR valid_to > %s)"
    day = connection.ops.adapt_datefield_value
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT id FROM "{row._meta.db_table}" WHERE {same} AND {meeting}',
            [*owner, row.pk or 0, day(row.valid_to or date.max), day(row.valid_from)],
        )
        found = cursor.fetchone()
    return type(row)._default_manager.get(pk=found[0]) if found else None


def _title(row: Dated) -> str:
    return str(row._meta.verbose_name).capitalize()


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


@within
def open_fact(row: D, *, by: object, text: str = "", confirmed: Reasons = None) -> D:
    """Inserts a dated row. Raises RefusedError on an overlap."""
    check_overlap(row)
    return save_record(row, by=by, action="open", text=text, confirmed=confirmed)


@within
def close_fact(
    row: D, *, on: date, by: object, text: str = "", confirmed: Reasons = None, **last: Any
) -> D:
    """Ends a row on a day (that day no longer included); `last` sets what is learnt at the end."""
    before = values_of(row)
    if row.valid_to is not None and row.valid_to != on:
        raise RefusedError("Bản ghi này đã kết thúc ngày %(day)s.", day=_day(row.valid_to))
    row.valid_to = on
    for name, value in last.items():
        setattr(row, name, value)
    check_period(row)
    return save_record(row, by=by, action="close", text=text, before=before, confirmed=confirmed)


@within
def change_fact(
    row: D, *, on: date, by: object, text: str = "", confirmed: Reasons = None, **new: Any
) -> D:
    """Closes a row and opens its successor with other values on the same day. Returns the
    successor.
    """
    end = row.valid_to
    values = {
        f.name: getattr(row, f.name) for f in row._meta.concrete_fields if f.name not in UNTRACKED
    }
    row.valid_to = None
    close_fact(row, on=on, by=by, text=text)
    successor = type(row)(**{**values, "valid_from": on, "valid_to": end, **new})
    return open_fact(successor, by=by, text=text, confirmed=confirmed)


@within
def correct_fact(row: D, *, by: object, text: str = "", confirmed: Reasons = None, **new: Any) -> D:
    """Replaces values in place: what the register believed before is in the event and in the
    snapshots.
    """
    before = values_of(row)
    for name, value in new.items():
        setattr(row, name, value)
    check_overlap(row)
    return save_record(row, by=by, action="correct", text=text, before=before, confirmed=confirmed)


@within
def put_right(row: R, *, by: object, action: str, reason: str, **new: Any) -> R:
    """Replaces values of a row that has no period; before and after stand in the event."""
    before = values_of(row)
    for name, value in new.items():
        setattr(row, name, value)
    return save_record(row, by=by, action=action, text=reason, before=before)


@within
def take_back(
    row: Record, *, by: object, action: str, reason: str, also: dict[str, Any] | None = None
) -> None:
    """Deletes what was entered by mistake; the event keeps it, and `also` what belongs to it and
    stands in other tables. Raises InputError without a reason.
    """
    if not reason.strip():
        raise InputError("Hãy ghi lý do rút lại.")
    record(
        by=by,
        action=action,
        kind=row.record_kind(),
        subject=row.public_id,
        text=reason.strip(),
        before=values_of(row) | (also or {}),
        unit=row.concerns,
    )
    row.delete()
