"""One row of a list for who may see or change it. Hidden and missing look the same."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from goc.lib.errors import ForbiddenError, HiddenError
from goc.lists.registry import Subject
from goc.lists.shapes import Act
from goc.units.asking import Asking
from goc.units.roles import DECLARE


def check_may_add(subject: Subject, asking: Asking) -> None:
    """Raises ForbiddenError for who only reads, and where nothing can be added by hand."""
    if subject.add is None or not subject.may_add(asking):
        raise ForbiddenError("Bạn không được nhập vào danh sách này.")


def acts_on(subject: Subject, row: Any, asking: Asking) -> list[Act]:
    """What the asker may do with a row of the list."""
    if subject.correct is None or not asking.scope.may(DECLARE, subject.shape.keeper(row)):
        return []
    return [
        Act(gettext("Sửa"), reverse("list_correct", args=[subject.address, row.public_id]), "edit")
    ]


def get_row_to_correct(subject: Subject, asking: Asking, public_id: UUID) -> Any:
    """Raises HiddenError out of scope, ForbiddenError for who only reads."""
    row = subject.shape.rows(asking).filter(public_id=public_id).first()
    if row is None:
        raise HiddenError("Không có dòng này.")
    if subject.correct is None or not asking.scope.may(DECLARE, subject.shape.keeper(row)):
        raise ForbiddenError("Bạn chỉ được xem dòng này, không được sửa.")
    return row
