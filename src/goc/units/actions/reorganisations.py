"""One legal act on many units at once: merge, split, rename, transfer, a level abolished.

The order is closings, levels abolished, foundings, then renames and transfers, so that a new unit
may take the code of an old one on the same day. Then what hung on the ended units ends or passes on
(`endings`). Parents are checked at the end, not row by row.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from goc.audit.actions import record
from goc.dated.actions import save_record
from goc.lib.errors import InputError, RefusedError
from goc.units import endings
from goc.units.actions.units import (
    CIVIL,
    boards_of,
    end_rows,
    found_unit,
    rename_unit,
    transfer_unit,
)
from goc.units.models import Lineage, Reorganisation, Unit, UnitParent
from goc.units.queries import name_of, parent_faults

Place = Unit | str
"""A unit, or the key of one founded in the same act."""


@dataclass(frozen=True)
class Found:
    """A new unit; `key` names it to the other changes of the act."""

    key: str
    name: str
    kind: str
    parent: Place | None
    code: str | None = None


@dataclass(frozen=True)
class Close:
    """A unit ends. `into`: where it went, each with its share; empty: not known (a line without
    target is kept).
    """

    unit: Unit
    into: tuple[tuple[Place, str], ...] = ()
    basis: str = ""


@dataclass(frozen=True)
class Part:
    """A unit that goes on gives a part to another."""

    unit: Unit
    to: Place
    share: str = "partial"
    basis: str = ""


@dataclass(frozen=True)
class Rename:
    unit: Unit
    name: str | None = None
    kind: str | None = None


@dataclass(frozen=True)
class Transfer:
    unit: Unit
    parent: Place


@dataclass(frozen=True)
class Abolish:
    """A unit ends with its level: what stood under it comes under its own superior; nobody succeeds
    it.
    """

    unit: Unit


Change = Found | Close | Part | Rename | Transfer | Abolish


@transaction.atomic
def reorganise(
    *,
    on: date,
    kind: str,
    by: object,
    changes: Sequence[Change],
    title: str = "",
    legal_basis: str = "",
    source: str = "",
    province: Unit | None = None,
) -> Reorganisation:
    """Applies one act and writes its lineage. Raises RefusedError when a child would be left under
    no living parent.
    """
    if kind not in Reorganisation.Kind.values:
        raise InputError(
            "Không có loại sắp xếp «%(kind)s». Hãy dùng: %(kinds)s.",
            kind=kind,
            kinds=", ".join(Reorganisation.Kind.values),
        )
    act = Reorganisation(
        on=on, kind=kind, title=title, legal_basis=legal_basis, source=source, province=province
    )
    save_record(act, by=by, action="units.reorganise", text=title or legal_basis)
    work = _Act(act, by)
    work.apply(changes)
    settled = endings.hand_over(work.ended, by=by, text=work.text)
    check_parents(units=work.touched)
    record(
        by=by,
        action="units.reorganised",
        kind=Reorganisation.record_kind(),
        subject=act.public_id,
        text=title,
        after={
            "founded": {k: u.public_id for k, u in work.founded.items()},
            "changes": len(changes),
            "endings": {name: tally.as_json() for name, tally in settled.items()},
        },
    )
    return act


class _Act:
    """The changes of one act while they are applied."""

    def __init__(self, act: Reorganisation, by: object) -> None:
        self.act, self.by, self.on = act, by, act.on
        self.text = act.legal_basis or act.title
        self.founded: dict[str, Unit] = {}
        self.touched: set[int] = set()
        self.ended: set[int] = set()
        self.moving: set[int] = set()  # units that the act itself puts elsewhere

    def apply(self, changes: Sequence[Change]) -> None:
        self.moving = {c.unit.pk for c in changes if isinstance(c, Transfer)}
        for step in STEPS:
            for change in changes:
                if act := step.get(type(change)):
                    act(self, change)

    def close(self, closing: Close) -> None:
        self.end(closing.unit)

    def rename(self, change: Rename) -> None:
        rename_unit(
            unit=self.touch(change.unit),
            name=change.name,
            kind=change.kind,
            on=self.on,
            by=self.by,
            text=self.text,
        )

    def transfer(self, change: Transfer) -> None:
        unit, parent = self.touch(change.unit), self.place(change.parent)
        transfer_unit(unit=unit, parent=parent, on=self.on, by=self.by, text=self.text)

    def link_closed(self, change: Close) -> None:
        for target, share in change.into or ((None, Lineage.Share.UNKNOWN),):
            self.link(change.unit, target, share, change.basis)

    def link_part(self, change: Part) -> None:
        self.link(change.unit, change.to, change.share, change.basis)

    def touch(self, unit: Unit) -> Unit:
        self.touched.add(unit.pk)
        return unit

    def end(self, unit: Unit) -> None:
        """The unit, and the boards that are its own."""
        for one in [*boards_of(unit, on=self.on), unit]:
            end_rows(unit=self.touch(one), on=self.on, by=self.by, text=self.text)
            self.ended.add(one.pk)

    def place(self, place: Place) -> Unit:
        if isinstance(place, Unit):
            return place
        if place not in self.founded:
            raise InputError(
                "Trong lần sắp xếp này không có đơn vị mới nào mang khóa «%(key)s».", key=place
            )
        return self.founded[place]

    def found(self, new: Found) -> None:
        parent = None if new.parent is None else self.place(new.parent)
        unit = found_unit(
            name=new.name, kind=new.kind, parent=parent, code=new.code, on=self.on, by=self.by
        )
        self.founded[new.key] = self.touch(unit)

    def abolish(self, change: Abolish) -> None:
        unit = change.unit
        above = (
            UnitParent.objects.as_of(self.on)
            .filter(unit=unit, line=CIVIL)
            .select_related("parent")
            .first()
        )
        if above is None:
            raise RefusedError(
                "«%(unit)s» không có cấp trên để nhận các đơn vị trực thuộc.",
                unit=name_of(unit, as_of=self.on),
            )
        below = (
            UnitParent.objects.as_of(self.on)
            .filter(parent=unit, line=CIVIL)
            .exclude(unit__in=[*self.moving, *(board.pk for board in boards_of(unit, on=self.on))])
        )
        for row in below.select_related("unit"):
            transfer_unit(
                unit=self.touch(row.unit),
                parent=above.parent,
                on=self.on,
                by=self.by,
                text=self.text,
            )
        self.end(unit)

    def link(self, origin: Unit, target: Place | None, share: str, basis: str) -> None:
        if share not in Lineage.Share.values:
            raise InputError(
                "Phần chuyển giao «%(share)s» phải là full, partial hoặc unknown.", share=share
            )
        row = Lineage(
            reorganisation=self.act,
            on=self.on,
            from_unit=origin,
            share=share,
            basis=basis or self.text,
            to_unit=None if target is None else self.place(target),
        )
        save_record(row, by=self.by, action="units.lineage")


STEPS: tuple[dict[type[Change], Callable[[_Act, Any], None]], ...] = (
    {Close: _Act.close},
    {Abolish: _Act.abolish},
    {Found: _Act.found},
    {Rename: _Act.rename, Transfer: _Act.transfer},
    {Close: _Act.link_closed, Part: _Act.link_part},
)
"""What is done for all changes of an act before the next begins."""


def check_parents(*, units: Collection[int] | None = None) -> None:
    """Raises RefusedError naming the children (all, or of these units) that live under a parent
    that does not exist.
    """
    faults = parent_faults(units)
    if faults:
        raise RefusedError(
            "Sau thay đổi này %(n)s đơn vị không có cấp trên hợp lệ: %(faults)s. "
            "Hãy điều chuyển hoặc kết thúc các đơn vị ấy trong cùng lần sắp xếp.",
            n=len({f.child_id for f in faults}),
            faults="; ".join(str(f) for f in faults[:3]),
        )
