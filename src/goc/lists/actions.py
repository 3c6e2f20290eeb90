"""Taking a whole sheet in: every row through the subject's own action, or none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from goc.lib.errors import GocError
from goc.lists.books import Fault, Line, Taken, read_rows
from goc.lists.registry import Subject
from goc.units.asking import Asking


def take_in(
    *, subject: Subject, sheet: Sequence[Sequence[Any]], asking: Asking, dry_run: bool = False
) -> Taken:
    """All rows or, with any fault, none; a refusal by the action is the row's fault. Raises
    InputError when the sheet has no head of this list.
    """
    taken = read_rows(subject.shape, sheet, asking)
    with transaction.atomic():
        refused = [fault for line in taken.lines for fault in _add(subject, line, asking)]
        faults = [*taken.faults, *refused]
        if faults or dry_run:
            transaction.set_rollback(True)
    return Taken(taken.lines, sorted(faults, key=lambda fault: fault.row))


def _add(subject: Subject, line: Line, asking: Asking) -> list[Fault]:
    assert subject.add is not None
    try:
        with transaction.atomic():
            subject.add(by=asking.user, **line.values)
    except GocError as why:
        return [Fault(line.row, "", "", str(why))]
    return []
