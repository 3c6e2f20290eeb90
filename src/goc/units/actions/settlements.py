"""What people decide about the traits and rights that a unit left behind when it ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from goc.dated.actions import save_record
from goc.lib.errors import InputError
from goc.units import rules
from goc.units.actions.rights import grant_right
from goc.units.actions.units import set_trait
from goc.units.models import Settlement, Trait, Unit, UnitRight


@transaction.atomic
def settle_left(*, subject: UUID, by: object, text: str = "") -> Settlement:
    """A record leaves the worklist; settled twice is settled once."""
    old = Settlement.objects.filter(subject=subject).first()
    return old or save_record(
        Settlement(subject=subject, text=text[:300]), by=by, action="units.settle"
    )


@transaction.atomic
def settle_right(*, right: UnitRight, units: Sequence[Unit], on: date, by: object) -> Settlement:
    """The user gets the same role on these units from a day on; none: no right in its place."""
    for unit in units:
        grant_right(user=right.user, unit=unit, role=right.role, on=on, by=by)
    return settle_left(subject=right.public_id, by=by)


@transaction.atomic
def settle_trait(*, trait: Trait, units: Sequence[Unit], by: object, value: str = "") -> Settlement:
    """The trait is these units' from the day it ended on; none: it is nobody's.

    `value` is typed for what is measured: of one unit at a time, since nobody measured it twice.
    """
    if trait.kind not in rules.FLAGS and len(units) > 1:
        raise InputError("Hãy chọn một đơn vị: chiều dài phải ghi riêng cho từng đơn vị.")
    assert trait.valid_to is not None
    for unit in units:
        set_trait(
            unit=unit,
            kind=trait.kind,
            value=rules.positive_number(value) if value else trait.value,
            hedge=trait.hedge,
            source=trait.source,
            on=trait.valid_to,
            by=by,
        )
    return settle_left(subject=trait.public_id, by=by)
