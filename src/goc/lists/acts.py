"""The acts on flat records, written once: record, correct, take back. What is allowed is the `check`
of the subject; each act is one transaction with one event, `room.record_model` and so on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from goc.dated.actions import put_right, save_record, take_back
from goc.dated.models import Record

VERBS = ("record", "correct", "take_back")


def anything(_row: Any) -> None:
    """No rule besides those of the columns."""


@dataclass(frozen=True)
class Acts:
    """`check(row)` raises RefusedError for what may not stand in the register."""

    model: type[Record]
    check: Callable[[Any], None] = anything

    @transaction.atomic
    def record(self, *, by: object, **values: Any) -> Any:
        row = self.model(**values)
        self.check(row)
        return save_record(row, by=by, action=self.event("record"))

    @transaction.atomic
    def correct(self, *, row: Any, by: object, reason: str, **values: Any) -> Any:
        put_right(row, by=by, action=self.event("correct"), reason=reason, **values)
        self.check(row)
        return row

    @transaction.atomic
    def take_back(self, *, row: Any, by: object, reason: str) -> None:
        take_back(row, by=by, action=self.event("take_back"), reason=reason)

    def event(self, verb: str) -> str:
        return f"{self.model._meta.app_label}.{verb}_{self.model._meta.model_name}"
