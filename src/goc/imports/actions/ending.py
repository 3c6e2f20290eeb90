"""The end of a load: written whole, dropped, taken back; or in other hands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_noop, override

from goc.accounts.models import User
from goc.audit.origin import one_act
from goc.dated.undoing import Undoing, tell_many
from goc.imports import queries, staging
from goc.imports.actions.checking import check_is_understood, keep_result, taken_for_good
from goc.imports.actions.keeping import check_is_open, concerned, fresh, locked_open, tell
from goc.imports.models import Load, Remembered
from goc.imports.registry import KINDS
from goc.intake.alongside import Alongside
from goc.intake.head import key
from goc.intake.notes import Result
from goc.jobs.actions import enqueue
from goc.lib.errors import RefusedError

WRITE = "imports.write"
LONGEST = 300
"""Longer texts are not remembered."""
ANSWERED = gettext_noop(
    "Có người vừa sửa thêm danh sách này; chưa ghi gì. Hãy xem lại rồi bấm «Ghi cả danh sách» lần nữa."
)


def write_load(*, load: Load, by: User) -> Load:
    """All of it in one act, once however often it is asked for; nothing while something is wrong,
    which is then said at its cells. Checking holds no lock; the load is written with its rows, in
    one transaction. Raises RefusedError for a load that was dropped or taken back, and for one that
    was written or answered otherwise while it was checked.
    """
    load = fresh(load)
    if load.state == Load.State.WRITTEN:
        return load
    check_is_open(load)
    check_is_understood(load)
    with one_act() as act:
        result = taken_for_good(load, by=by, alongside=_WithItsRows(load, by, act))
    if result.faults:
        keep_result(load, result, load.revision)
    return fresh(load)


class _WithItsRows(Alongside):
    """The load itself, what is told of it and remembered."""

    def __init__(self, load: Load, by: User, act: UUID) -> None:
        self.load, self.by, self.act = load, by, act

    def before(self) -> None:
        now = locked_open(self.load)
        if now.revision != self.load.revision:
            raise RefusedError(ANSWERED)

    def after(self, result: Result) -> None:
        keep_result(self.load, result, self.load.revision)
        load = fresh(self.load)
        load.state = Load.State.WRITTEN
        load.act = self.act if _wrote(result) else None
        load.save()
        _tell_written(load, result, self.by)
        _remember(load)


def ask_for_writing(*, load: Load, by: User) -> None:
    """A long list is written by a job; asked for again while it goes on, nothing is asked for."""
    job = queries.job_of(load)
    if job is None or job.kind != WRITE or job.is_over:
        job = enqueue(WRITE, by=by, unit=concerned(load), load=str(load.public_id))
        Load.objects.filter(pk=load.pk).update(job=job.public_id)


def _wrote(result: Result) -> int:
    """How many rows brought something into the register."""
    return result.new + result.updated


def _tell_written(load: Load, result: Result, by: User) -> None:
    """As a load, and as a table that was written at once."""
    tell(load, action="imports.write", by=by, after=load.counts)
    if _wrote(result):
        with override("vi"):
            title = f"{KINDS[load.kind].label}: {load.name}"
        tell_many(
            by=by,
            about=load.public_id,
            title=title,
            rows=_wrote(result),
            page=reverse("load", args=[load.public_id]),
        )


def mark_taken_back(undoing: Undoing) -> None:
    """A load whose act is taken back, wherever that was asked for; what was read of its file is
    forgotten.
    """
    acts = {write.event.act for write in undoing.writes}
    for load in Load.objects.filter(act__in=acts, state=Load.State.WRITTEN):
        load.state = Load.State.TAKEN_BACK
        _forget(load)


def _forget(load: Load) -> None:
    """The rows of the list, what was said and answered of them."""
    for rows in (load.rows, load.remarks, load.differences, load.mends):
        rows.all().delete()
    load.about, load.choice = {}, {}
    load.save()


@transaction.atomic
def drop_load(*, load: Load, by: User) -> Load:
    """Nothing of it is written; what was read of the file is forgotten."""
    load = locked_open(load)
    load.state = Load.State.DROPPED
    _forget(load)
    tell(load, action="imports.drop", by=by)
    return load


def pass_on(load: Load, to: User) -> None:
    """The handing over of work tells of it."""
    Load.objects.filter(pk=load.pk).update(owner=to)


# --- what is offered for the next list of the sender


def _remember(load: Load) -> None:
    """What its columns were said to hold, and what was answered to doubts about values."""
    if not load.sender:
        return
    for told in [*_columns(load), *_values(load)]:
        means = told.pop("means")
        Remembered.objects.update_or_create(
            kind=load.kind,
            unit=load.unit,
            sender=key(load.sender)[:200],
            **told,
            defaults={"means": means},
        )


def _columns(load: Load) -> Iterator[dict[str, Any]]:
    """Those that somebody chose."""
    chosen = load.choice.get("columns", {})
    for column in staging.columns_of(load):
        if column.letter in chosen:
            what = key(column.head)[:LONGEST]
            yield {"sort": Remembered.Sort.COLUMN, "what": what, "means": chosen[column.letter]}


def _values(load: Load) -> Iterator[dict[str, Any]]:
    """Each text of a field once."""
    for mend in load.mends.exclude(asked=""):
        means = mend.answer or mend.value or ""
        if means and max(len(mend.asked), len(means)) <= LONGEST:
            yield {
                "sort": Remembered.Sort.VALUE,
                "field": mend.field,
                "what": mend.asked,
                "means": means,
            }
