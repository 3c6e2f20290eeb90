"""Reads of one load: what is to be mended, the next of it, what its rows lack, what is remembered
of its sender; lists that are not finished.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from goc.imports.models import Load, Remark, Remembered
from goc.imports.registry import KINDS
from goc.imports.staging import columns_of, in_order
from goc.intake.head import key
from goc.jobs.models import Job

FAULT, SAID = Remark.Sort.FAULT, Remark.Sort.SAID


def faults_of(load: Load) -> QuerySet[Remark]:
    """In the order of the sheet."""
    return load.remarks.filter(sort=FAULT).order_by("row", "pk")


def alike(fault: Remark) -> QuerySet[Remark]:
    """Faults that the same answer settles, this one among them."""
    same = faults_of(fault.load).filter(field=fault.field, reason=fault.reason)
    if fault.alike:
        return same.filter(alike=fault.alike)
    return same.filter(alike="", value=fault.value)


def fault_at(load: Load, row: int, field: str) -> Remark | None:
    """What is wrong with a cell."""
    return faults_of(load).filter(row=row, field=field).first()


def next_fault(load: Load, after: tuple[int, int] = (0, 0)) -> Remark | None:
    """The first fault behind a row and the key of a fault in it; behind the last one the first."""
    row, pk = after
    faults = faults_of(load)
    behind = faults.filter(Q(row__gt=row) | Q(row=row, pk__gt=pk))
    return behind.first() or faults.first()


def fault_before(load: Load, fault: Remark) -> Remark | None:
    """The one before; before the first one the last."""
    faults = faults_of(load).order_by("-row", "-pk")
    before = faults.filter(Q(row__lt=fault.row) | Q(row=fault.row, pk__lt=fault.pk))
    return before.first() or faults.first()


@dataclass(frozen=True)
class Doubt:
    """Faults that one answer settles: the first of them, and how many there are."""

    first: Remark
    count: int


def doubts_of(load: Load, most: int) -> list[Doubt]:
    """The commonest first."""
    same = faults_of(load).order_by().values("field", "reason", "alike", "value")
    counted = same.annotate(count=Count("pk"), first=Min("pk")).order_by("-count", "first")
    told = list(counted[:most])
    firsts = load.remarks.in_bulk([one["first"] for one in told])
    return [Doubt(firsts[one["first"]], one["count"]) for one in told]


@dataclass(frozen=True)
class Lacking:
    """A row about somebody, what it is called by, and the titles of what it ought to tell."""

    row: int
    called: str
    missing: list[str]


def lacking_of(load: Load) -> list[Lacking]:
    """Rows in which something is empty that ought to be known, what was typed counted."""
    there = _told_by_columns(load)
    titles = {name: title for name, title in _wanted(load).items() if name in there}
    typed = {(m.row, m.field): m.value for m in load.mends.exclude(value=None)}
    found = []
    for number, record in load.rows.exclude(record=None).values_list("number", "record"):
        cells = texts_of(record) | {n: typed[number, n] for n in titles if (number, n) in typed}
        missing = [title for name, title in titles.items() if not cells.get(name)]
        if missing:
            found.append(Lacking(number, called(record), missing))
    return found


def absent_of(load: Load) -> list[str]:
    """The titles of what the whole list ought to tell and has no column for."""
    there = _told_by_columns(load)
    return [title for name, title in _wanted(load).items() if name not in there]


def _wanted(load: Load) -> dict[str, str]:
    """What lists of the kind ought to tell, with its title."""
    kind = KINDS[load.kind]
    return {name: title for name, title in kind.fields().items() if name in kind.wanted}


def _told_by_columns(load: Load) -> set[str | None]:
    """What the columns hold, and what a filled cell of theirs says besides."""
    columns = columns_of(load)
    return {column.field for column in columns}.union(*(column.sets for column in columns))


def texts_of(record: Mapping[str, Any] | None) -> dict[str, Any]:
    """What stands in the cells of a staged row, and what their columns say besides, by field."""
    if record is None:
        return {}
    sets: dict[str, str] = record["sets"]
    return {name: value for name, (_at, value) in in_order(record)} | sets


def called(record: Mapping[str, Any] | None) -> str:
    """The first words of a row, by which people know it."""
    texts = texts_of(record).values()
    return next((text for text in texts if isinstance(text, str) and text.strip()), "")


def called_by_row(load: Load, rows: Sequence[int]) -> dict[int, str]:
    """The same of several rows."""
    told = load.rows.filter(number__in=list(rows)).values_list("number", "record")
    return {number: called(record) for number, record in told}


def open_loads(loads: QuerySet[Load]) -> QuerySet[Load]:
    """Those that were neither written nor dropped."""
    return loads.filter(state__in=Load.OPEN)


def waits_for_checking(load: Load) -> bool:
    """Whether all that was said of it is answered and not checked yet."""
    is_understood = load.state == Load.State.MENDING and not load.trouble and "head" in load.about
    return is_understood and not load.is_checked and not faults_of(load).exists()


def job_of(load: Load) -> Job | None:
    """The work that was asked for last, whatever became of it."""
    return Job.objects.filter(public_id=load.job).first() if load.job else None


def digests() -> Iterable[str]:
    """Of the files of all loads, for those who look after the store."""
    return Load.objects.order_by().values_list("sha256", flat=True)


def remembered_of(load: Load) -> QuerySet[Remembered]:
    """What lists of the same sender meant, loaded for the same unit."""
    if not load.sender:
        return Remembered.objects.none()
    return Remembered.objects.filter(
        kind=load.kind, unit=load.unit, sender=key(load.sender)
    ).order_by("sort", "field", "what")
