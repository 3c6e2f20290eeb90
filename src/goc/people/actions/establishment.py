"""Decisions on the establishment: how many of a post a unit has from a day on."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from goc.audit.queries import history
from goc.dated.actions import close_fact, correct_fact, open_fact, take_back
from goc.lib.errors import RefusedError
from goc.people.actions.codes import check_code
from goc.people.actions.posts import lay_seats
from goc.people.models import Establishment, Seat
from goc.units.lives import check_within_life
from goc.units.models import Unit, UnitVersion
from goc.units.queries import tree
from goc.units.rules import kinds_of

MOST = 99


@transaction.atomic
def decide_establishment(*, by: object, **values: Any) -> Establishment:
    """From a day on; what was decided of the same post until then ends there. Seats that were laid
    already follow. Raises RefusedError.
    """
    row = Establishment(**values)
    check_decision(row)
    row.valid_to = check_within_life(row.unit, row.valid_from, row.valid_to)
    same = Establishment.objects.filter(unit=row.unit, post=row.post, whole=row.whole)
    earlier = same.filter(valid_to=None, valid_from__lt=row.valid_from).first()
    if earlier is not None:
        close_fact(earlier, on=row.valid_from, by=by)
    open_fact(row, by=by)
    lay_anew([row], by)
    return row


@transaction.atomic
def correct_establishment(
    *, row: Establishment, by: object, reason: str, **values: Any
) -> Establishment:
    before = Establishment.objects.get(pk=row.pk)
    now = {
        name: values.get(name, getattr(row, name)) for name in ("unit", "valid_from", "valid_to")
    }
    values["valid_to"] = check_within_life(*now.values())
    correct_fact(row, by=by, text=reason, **values)
    check_decision(row)
    lay_anew([before, row], by)
    return row


@transaction.atomic
def take_back_establishment(*, row: Establishment, by: object, reason: str) -> None:
    """A decision that never was: what stood before goes on, by decision or by law; a decision that
    ended by itself that day has ended.
    """
    take_back(row, by=by, action="people.take_back_establishment", reason=reason)
    same = Establishment.objects.filter(unit=row.unit, post=row.post, whole=row.whole)
    earlier = same.filter(valid_to=row.valid_from).first()
    if earlier is not None and _was_ended(earlier):
        correct_fact(earlier, by=by, text=reason, valid_to=row.valid_to)
    lay_anew([row], by)


def _was_ended(row: Establishment) -> bool:
    """Whether another act ended it, the newest that changed its end; else its own term did."""
    for event in history(row.public_id):
        before, after = event.before.get("valid_to"), event.after.get("valid_to")
        if before != after:
            return event.action == "close"
    return False


def check_decision(row: Establishment) -> None:
    check_code("post", row.post, on=row.valid_from)
    if row.number > MOST:
        raise RefusedError("Số lượng không quá %(most)d.", most=MOST)
    if not row.document and not row.paper.strip():
        raise RefusedError("Hãy ghi quyết định, căn cứ, hoặc số của văn bản trong sổ đăng ký.")
    commune = UnitVersion.objects.as_of(row.valid_from).filter(
        unit=row.unit, kind__in=kinds_of("commune")
    )
    if row.whole and commune.exists():
        raise RefusedError("Đơn vị cấp xã không có xã trực thuộc: hãy ghi cho chính đơn vị.")


def lay_anew(
    rows: Iterable[Establishment], by: object, only: Collection[int] | None = None
) -> None:
    """Brings the seats of the units meant to what each has from the first day and after the last.
    `only`: of these units alone.
    """
    for row in rows:
        for day in filter(None, (row.valid_from, row.valid_to)):
            for unit in _meant(row, day):
                if only is None or unit.pk in only:
                    lay_seats(unit=unit, on=day, by=by)


def _meant(row: Establishment, day: date) -> Iterable[Unit]:
    """Those of them that have seats already; the others get theirs with the first post."""
    ids = {row.unit_id}
    if row.whole:
        ids = {node.id for node in tree(as_of=day, root=row.unit) if node.level == "commune"}
    alive = UnitVersion.objects.as_of(day).filter(unit=OuterRef("pk"))
    seated = Seat.objects.filter(unit=OuterRef("pk"))
    return Unit.objects.filter(Exists(seated), Exists(alive), pk__in=ids)
