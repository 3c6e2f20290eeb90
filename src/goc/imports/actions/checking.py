"""A staged list held against the register, outside of every lock; what was said of it is kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from goc.accounts.models import User
from goc.imports import access, queries, staging
from goc.imports.actions.keeping import concerned
from goc.imports.models import Difference, Load, Remark
from goc.imports.registry import KINDS
from goc.intake.alongside import Alongside
from goc.intake.notes import Note, Result
from goc.jobs.actions import enqueue
from goc.lib.errors import RefusedError

CHECKED_AT_ONCE = 500
"""Longer lists are checked, and written, by a job."""
FEW = 50
"""So many rows are checked again after an answer, while others who write wait (0,3 seconds); the
rest with the whole list.
"""
CHECK = "imports.check"
KEPT_AT_ONCE = 500


def go_on(*, load: Load, by: User) -> Load:
    """Checks all rows of the list: a short one at once, a long one by a job. Nobody else
    waits for it as long as no transaction is open.
    """
    if not is_long(load):
        return check_load(load=load, by=by)
    job = queries.job_of(load)
    if job is None or job.kind != CHECK or job.state != job.State.QUEUED:
        job = enqueue(CHECK, by=by, unit=concerned(load), load=str(load.public_id))
        Load.objects.filter(pk=load.pk).update(job=job.public_id)
        load.refresh_from_db()
    return load


def is_long(load: Load) -> bool:
    """Whether its work is done by a job."""
    return load.rows.exclude(record=None).count() > CHECKED_AT_ONCE


def check_load(*, load: Load, by: User) -> Load:
    """Raises RefusedError where it is not understood yet."""
    check_is_understood(load)
    revision, result = load.revision, taken(load, by=by)
    keep_result(load, result, revision)
    load.refresh_from_db()
    return load


def check_is_understood(load: Load) -> None:
    """Raises RefusedError for a list whose head or columns have to be shown first."""
    if load.trouble or "head" not in load.about:
        raise RefusedError("Danh sách chưa đọc được; hãy chỉ ra sheet, dòng tiêu đề và các cột.")


def taken(load: Load, *, by: User, rows: Iterable[int] | None = None) -> Result:
    """What would come of the list, or of some of its rows, with what was answered."""
    return _take(load, by=by, rows=rows, dry_run=True)


def taken_for_good(load: Load, *, by: User, alongside: Alongside) -> Result:
    """What comes of the list, written with what goes with it unless something is wrong."""
    return _take(load, by=by, alongside=alongside)


def _take(load: Load, *, by: User, rows: Iterable[int] | None = None, **how: Any) -> Result:
    return KINDS[load.kind].take(
        staging.staged(load, rows),
        asking=access.asking_within(by, load),
        answers=staging.answers_of(load),
        **how,
    )


@transaction.atomic
def keep_result(load: Load, result: Result, revision: int) -> None:
    """In the place of what was said before. `revision`: of the answers that were checked."""
    load.remarks.all().delete()
    load.differences.all().delete()
    _keep_notes(load, Remark.Sort.FAULT, result.faults)
    _keep_notes(load, Remark.Sort.SAID, result.said)
    differences = (
        Difference(load=load, row=one.row, column=one.column, before=one.before, after=one.after)
        for one in result.changes
    )
    Difference.objects.bulk_create(differences, batch_size=KEPT_AT_ONCE)
    names = ("read", "new", "updated", "unchanged", "rejected")
    counts = {name: getattr(result, name) for name in names}
    Load.objects.filter(pk=load.pk).update(checked=revision, counts=counts)


def check_rows(load: Load, rows: set[int], *, by: User) -> None:
    """Says anew what is wrong with a few rows; the whole list is checked before it is written."""
    above = load.rows.exclude(record=None).filter(number__lt=min(rows)).order_by("-number").first()
    read = rows | ({above.number} if above else set())
    result = taken(load, by=by, rows=read)
    load.remarks.filter(row__in=rows).delete()
    _keep_notes(load, Remark.Sort.FAULT, [note for note in result.faults if note.row in rows])
    _keep_notes(load, Remark.Sort.SAID, [note for note in result.said if note.row in rows])


def _keep_notes(load: Load, sort: str, notes: Iterable[Note]) -> None:
    """As rows of the database."""
    remarks = (
        Remark(
            load=load,
            sort=sort,
            row=note.row,
            letter=note.letter,
            field=note.field,
            column=note.column,
            value=note.value,
            reason=note.reason,
            offers=[offer.text for offer in note.offers],
            alike=note.alike,
        )
        for note in notes
    )
    Remark.objects.bulk_create(remarks, batch_size=KEPT_AT_ONCE)
