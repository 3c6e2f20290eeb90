"""What was entered by mistake about a unit: put right in place, or taken back with its reason; a
row, a unit, or all that one act did.
"""

from __future__ import annotations

from itertools import chain
from typing import TypeVar
from uuid import UUID

from django.db import transaction

from goc.dated.actions import correct_fact, take_back
from goc.dated.models import Record
from goc.dated.undoing import Write, take_back_act
from goc.lib.errors import InputError, RefusedError
from goc.units.actions.reorganisations import check_parents
from goc.units.models import Trait, Unit, UnitAlias, UnitCode, UnitParent, UnitVersion
from goc.viet.names import clean, fold

OWN = {(model, "unit") for model in (UnitVersion, UnitCode, UnitParent, Trait, UnitAlias)}
"""Rows that are about the unit itself, and go with it."""
Change = TypeVar("Change", UnitVersion, UnitParent)


@transaction.atomic
def correct_name(*, version: UnitVersion, name: str, by: object, text: str) -> UnitVersion:
    """The name was typed wrongly: it never was another one."""
    stored = clean(name)
    if not stored:
        raise InputError("Tên đơn vị để trống. Hãy ghi tên đầy đủ, ví dụ «Xã Mẫu Sơn».")
    if not text.strip():
        raise InputError("Hãy ghi lý do sửa.")
    return correct_fact(version, by=by, text=text, name=stored, folded=fold(stored))


@transaction.atomic
def take_back_row(*, row: Trait | UnitAlias, by: object, reason: str) -> None:
    """A trait or another name that the unit never had."""
    take_back(row, by=by, action="units.take_back_row", reason=reason)


@transaction.atomic
def take_back_change(*, row: Change, by: object, reason: str) -> Change:
    """The last renaming or transfer never was: what stood before goes on. Returns it."""
    rows = type(row).objects.filter(unit=row.unit)
    if isinstance(row, UnitParent):
        rows = rows.filter(line=row.line)
    before: Change | None = rows.filter(valid_to=row.valid_from).first()
    if before is None:
        raise RefusedError("Đây là lần ghi đầu tiên của đơn vị: hãy sửa, hoặc rút cả đơn vị.")
    if rows.filter(valid_from__gt=row.valid_from).exists():
        raise RefusedError("Sau lần này còn thay đổi khác. Hãy rút lần sau cùng trước.")
    end = row.valid_to
    take_back(row, by=by, action="units.take_back_row", reason=reason)
    return correct_fact(before, by=by, text=reason.strip(), valid_to=end)


@transaction.atomic
def take_back_unit(*, unit: Unit, by: object, reason: str) -> None:
    """A unit that never was. Raises RefusedError once anything but its own rows hangs on it."""
    count = hanging_on(unit)
    if count:
        raise RefusedError(
            "Đã có %(n)s bản ghi gắn với đơn vị này (đơn vị trực thuộc, cán bộ, quyền, lần sắp "
            "xếp …) nên không rút được. Hãy kết thúc đơn vị, hoặc rút các bản ghi ấy trước.",
            n=count,
        )
    own: chain[Record] = chain(
        unit.aliases.all(),
        unit.traits.all(),
        unit.parents.all(),
        unit.codes.all(),
        unit.versions.all(),
    )
    for row in own:
        take_back(row, by=by, action="units.take_back_row", reason=reason)
    take_back(unit, by=by, action="units.take_back", reason=reason)


@transaction.atomic
def take_back_units_act(*, act: UUID, by: object, reason: str) -> list[Write]:
    """A merger, split, closing … that never was: all that it wrote, in every room, is as before.

    Raises RefusedError where somebody wrote on since, or a unit would be left under none.
    """
    writes = take_back_act(act=act, by=by, reason=reason)
    concerned = {write.event.unit for write in writes if write.event.unit}
    units = Unit.objects.filter(public_id__in=concerned)
    check_parents(units=set(units.values_list("pk", flat=True)))
    return writes


def hanging_on(unit: Unit) -> int:
    """How many rows of all rooms point to the unit besides its own."""
    pointing = [
        field
        for field in Unit._meta.get_fields(include_hidden=True)
        if field.auto_created and not field.concrete and field.is_relation
    ]
    count = 0
    for relation in pointing:
        model, name = relation.related_model, relation.field.name  # type: ignore[union-attr]
        if (model, name) not in OWN:
            count += model._base_manager.filter(**{name: unit}).count()  # type: ignore[union-attr]
    return count
