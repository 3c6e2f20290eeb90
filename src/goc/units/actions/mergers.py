"""Merging and splitting by decision: the two reorganisations that people enter by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from goc.lib.errors import InputError
from goc.units.actions.reorganisations import (
    Change,
    Close,
    Found,
    Part,
    Place,
    Transfer,
    reorganise,
)
from goc.units.actions.units import CIVIL, boards_of
from goc.units.models import Lineage, Reorganisation, Unit, UnitParent

FULL, PARTIAL = Lineage.Share.FULL, Lineage.Share.PARTIAL


@dataclass(frozen=True)
class NewUnit:
    """A unit that a decision founds; `code` is `CATALOGUE:CODE`."""

    name: str
    kind: str
    parent: Unit | None
    code: str = ""

    def found(self, key: str) -> Found:
        return Found(key, self.name, self.kind, self.parent, self.code or None)


def merge_units(
    *,
    whole: Sequence[Unit],
    into: Unit | NewUnit,
    on: date,
    by: object,
    parts: Sequence[Unit] = (),
    text: str = "",
) -> Reorganisation:
    """The `whole` units end and go to one, new or standing; each of `parts` goes on and gives it a
    part. What stood under the ended units comes under it. Raises InputError, RefusedError.
    """
    target: Place = "new" if isinstance(into, NewUnit) else into
    _check_merger(whole, parts, target)
    changes: list[Change] = [Close(unit, into=((target, FULL),)) for unit in whole]
    changes += [Part(unit, target, PARTIAL) for unit in parts]
    changes += [Transfer(unit, target) for unit in _below(whole, on, besides=target)]
    if isinstance(into, NewUnit):
        changes.append(into.found("new"))
    return reorganise(
        on=on, kind=Reorganisation.Kind.MERGE, by=by, changes=changes, legal_basis=text
    )


def _check_merger(whole: Sequence[Unit], parts: Sequence[Unit], target: Place) -> None:
    if target in whole or target in parts:
        raise InputError("Đơn vị tiếp nhận không thể vừa nhận vừa được sáp nhập.")
    if set(whole) & set(parts):
        raise InputError("Một đơn vị chỉ ghi một lần: nhập toàn bộ hoặc nhập một phần.")
    if len(whole) + len(parts) < 2 and isinstance(target, str):
        raise InputError("Sáp nhập thành đơn vị mới cần ít nhất hai đơn vị.")


def _below(units: Sequence[Unit], on: date, *, besides: Place) -> list[Unit]:
    """What stands under these units, but for their boards, which end with them, and what is merged
    itself.
    """
    boards = {board.pk for unit in units for board in boards_of(unit, on=on)}
    rows = UnitParent.objects.as_of(on).filter(parent__in=units, line=CIVIL)
    found = [row.unit for row in rows.select_related("unit").order_by("unit_id")]
    return [u for u in found if u.pk not in boards and u not in units and u != besides]


def split_unit(
    *,
    unit: Unit,
    new: Sequence[NewUnit],
    on: date,
    by: object,
    others: Sequence[Unit] = (),
    ends: bool = False,
    text: str = "",
) -> Reorganisation:
    """The unit gives a part to each of the new units and of `others`, and ends with that or goes
    on. Raises InputError, RefusedError.
    """
    targets: list[Place] = [f"new {number}" for number, _ in enumerate(new)]
    targets += [other for other in others if other != unit]
    if not targets:
        raise InputError("Hãy ghi ít nhất một đơn vị mới hoặc một đơn vị tiếp nhận.")
    if ends and len(targets) < 2:
        raise InputError(
            "Đơn vị kết thúc mà chỉ một nơi tiếp nhận là sáp nhập: hãy dùng «Sáp nhập»."
        )
    changes: list[Change] = [one.found(f"new {number}") for number, one in enumerate(new)]
    if ends:
        changes.append(Close(unit, into=tuple((target, PARTIAL) for target in targets)))
    else:
        changes += [Part(unit, target, PARTIAL) for target in targets]
    return reorganise(
        on=on, kind=Reorganisation.Kind.SPLIT, by=by, changes=changes, legal_basis=text
    )
