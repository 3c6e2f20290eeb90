"""Whose duty it is to settle."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from goc.directives.models import Duty
from goc.lib.errors import HiddenError
from goc.units.access import check_may, scope_of
from goc.units.roles import PAPERS


def get_duty_to_settle(user: object, public_id: UUID) -> Duty:
    """Raises HiddenError when missing, settled already or out of scope, ForbiddenError for who only
    reads.
    """
    scope = scope_of(user, today=timezone.localdate())
    rows = Duty.objects.filter(scope.limit("unit"), state=Duty.State.OPEN).select_related("unit")
    duty = rows.filter(public_id=public_id).first()
    if duty is None:
        raise HiddenError("Không có việc này, hoặc đã xong.")
    check_may(user, PAPERS, duty.unit)
    return duty
