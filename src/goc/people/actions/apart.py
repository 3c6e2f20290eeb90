"""Two files that look like one person's are said to be two persons', and that is taken back."""

from __future__ import annotations

from django.db import transaction

from goc.dated import actions as dated
from goc.lib.errors import RefusedError
from goc.people.models import Apart, Person
from goc.people.queries import apart_of


@transaction.atomic
def tell_apart(*, one: Person, other: Person, by: object, reason: str) -> Apart:
    """They are not asked about again. Raises RefusedError: no reason, one file, told already."""
    if not reason.strip():
        raise RefusedError("Hãy ghi lý do, căn cứ cho biết đây là hai người.")
    if one.pk == other.pk:
        raise RefusedError("Đây là cùng một hồ sơ; hãy chọn hồ sơ khác.")
    if apart_of(one, other) is not None:
        raise RefusedError("Hai hồ sơ này đã được ghi là của hai người khác nhau.")
    first, second = sorted((one, other), key=lambda person: person.pk)
    row = Apart(one=first, other=second, by=str(by), reason=reason.strip())
    return dated.save_record(row, by=by, action="people.tell_apart", text=row.reason)


@transaction.atomic
def take_back_apart(*, apart: Apart, by: object, reason: str) -> None:
    """They may be one again. Raises InputError without a reason."""
    dated.take_back(apart, by=by, action="people.take_back_apart", reason=reason)
