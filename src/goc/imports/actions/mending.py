"""What people say of a list: how it is to be read, what a cell means or ought to say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from goc.accounts.models import User
from goc.imports import queries, staging
from goc.imports.actions.checking import FEW, check_load, check_rows
from goc.imports.actions.keeping import locked_open, tell
from goc.imports.actions.starting import read_load
from goc.imports.models import Load, Mend, Remark, Remembered
from goc.imports.registry import KINDS
from goc.intake.head import key
from goc.intake.outcome import BLANK
from goc.lib.errors import InputError
from goc.viet.names import fold


def choose_reading(
    *,
    load: Load,
    sheet: str,
    head_rows: tuple[int, int] | None,
    columns: Mapping[str, str],
    by: User,
) -> Load:
    """Reads the file anew as it was chosen, to be checked by `go_on`; what was answered before
    goes. `columns`: fields by the letter of their column, "" takes one out. Raises InputError.
    """
    known = {"", *KINDS[load.kind].fields()}
    if not known.issuperset(columns.values()):
        raise InputError("Cột của danh sách không nhận trường này.")
    with transaction.atomic():
        load = locked_open(load)
        load.choice = {"sheet": sheet, "head_rows": head_rows, "columns": {**columns}}
        load.save()
        load.mends.all().delete()
        tell(load, action="imports.choose", by=by, after=load.choice)
        return read_load(load=load)


@dataclass(frozen=True)
class Said:
    """What somebody said of a cell. `typed`: what is to stand there; `offer`: which of what was
    offered; one of the two.
    """

    typed: str = ""
    offer: str = ""

    @property
    def text(self) -> str:
        return self.typed or self.offer


def mend_cell(
    *, load: Load, row: int, field: str, said: Said, for_all: bool, by: User
) -> list[Mend]:
    """Answers the fault of a cell, or of all cells alike, and checks the first of their rows again.
    Raises InputError without an answer, RefusedError when the load is over.
    """
    if not said.text:
        raise InputError("Hãy chọn một cách hiểu, hoặc gõ nội dung đúng của ô.")
    with transaction.atomic():
        load = locked_open(load)
        mends = [_mend(fault, said, by) for fault in _meant(load, row, field, for_all)]
        load.revision += 1
        load.save()
        tell(
            load,
            action="imports.mend",
            by=by,
            after={"cells": len(mends), "row": row, "field": field},
        )
        _check_again(load, mends, by)
        return mends


def _check_again(load: Load, mends: Sequence[Mend], by: User) -> None:
    """The first of them; what is right there is right in the others until all is checked."""
    check_rows(load, {mend.row for mend in mends[:FEW]}, by=by)
    tried = [queries.fault_at(load, mend.row, mend.field) for mend in mends[:FEW]]
    if not any(tried):
        for mend in mends[FEW:]:
            load.remarks.filter(row=mend.row, field=mend.field).delete()


def _meant(load: Load, row: int, field: str, for_all: bool) -> Sequence[Remark]:
    """The faults that are answered. A cell that nothing is said of may be mended, too."""
    fault = queries.fault_at(load, row, field)
    if fault is None:
        letters = {column.field: column.letter for column in staging.columns_of(load)}
        return [Remark(load=load, row=row, field=field, letter=letters.get(field, ""))]
    return list(queries.alike(fault)) if for_all else [fault]


def _mend(fault: Remark, said: Said, by: User) -> Mend:
    """In the place of what was said of the cell before."""
    told = _told(fault, said)
    if not fault.alike and fault.field:
        told["asked"] = fault.value
    mend, _ = Mend.objects.update_or_create(
        load=fault.load,
        row=fault.row,
        field=fault.field,
        defaults={"letter": fault.letter, "by": by.login, **told},
    )
    return mend


def _told(fault: Remark, said: Said) -> dict[str, str]:
    """As an answer where something was asked, of a row, or left empty; else as what stands there. A
    cell that the file has no column for cannot be pointed at by an answer.
    """
    offered = said.text in fault.offers
    is_blank = fold(said.text) == fold(BLANK)
    if not fault.field:
        return {"answer": said.text}
    if fault.letter and (offered or (is_blank and fault.offers)):
        return {"answer": said.text}
    return {"value": "" if is_blank else said.text, "answer": ""}


# --- what lists of the same sender meant


def reuse_remembered(*, load: Load, by: User) -> Load:
    """Columns and values mean what they meant in the lists of this sender before; `go_on` checks
    it then.
    """
    found = queries.remembered_of(load)
    columns = _columns_meant(load, found.filter(sort=Remembered.Sort.COLUMN))
    if columns:
        chosen = load.choice.get("columns", {}) | columns
        head = load.choice.get("head_rows")
        load = choose_reading(
            load=load,
            sheet=load.choice.get("sheet", ""),
            head_rows=(head[0], head[1]) if head else None,
            columns=chosen,
            by=by,
        )
        load = check_load(load=load, by=by)
    with transaction.atomic():
        load = locked_open(load)
        mended = _values_meant(load, found.filter(sort=Remembered.Sort.VALUE), by)
        load.revision += 1
        load.save()
        tell(load, action="imports.reuse", by=by, after={"columns": len(columns), "cells": mended})
    return load


def _columns_meant(load: Load, found: Iterable[Remembered]) -> dict[str, str]:
    """By letter, those that are read otherwise now."""
    meant = {one.what: one.means for one in found}
    return {
        column.letter: meant[key(column.head)]
        for column in staging.columns_of(load)
        if meant.get(key(column.head), column.field or "") != (column.field or "")
    }


def _values_meant(load: Load, found: Iterable[Remembered], by: User) -> int:
    """How many cells were answered."""
    meant = {(one.field, one.what): one.means for one in found}
    faults = queries.faults_of(load).filter(alike="").exclude(field="")
    answered = [
        _mend(fault, Said(offer=meant[fault.field, fault.value]), by)
        for fault in faults
        if (fault.field, fault.value) in meant
    ]
    return len(answered)
