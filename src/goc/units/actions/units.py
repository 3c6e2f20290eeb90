"""One unit at a time: founding, renaming, moving, closing, codes, traits, other names."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from goc.audit.actions import record
from goc.dated.actions import change_fact, close_fact, correct_fact, open_fact, save_record
from goc.dated.bulk import portions
from goc.lib.errors import InputError, RefusedError
from goc.units import endings, rules
from goc.units.lives import lives_of
from goc.units.models import Trait, Unit, UnitAlias, UnitCode, UnitParent, UnitVersion
from goc.units.queries import name_of
from goc.viet.names import clean, fold

CIVIL = UnitParent.Line.CIVIL


@transaction.atomic
def found_unit(
    *,
    name: str,
    kind: str,
    parent: Unit | None,
    on: date,
    by: object,
    code: str | None = None,
    commanded_by: Unit | None = None,
    until: date | None = None,
    note: str = "",
    text: str = "",
) -> Unit:
    """A new identity from a day on. `code` is `CATALOGUE:CODE`, `commanded_by` the superior on the
    military line, `text` the decision.
    """
    rules.check_kind(kind)
    unit = save_record(Unit(note=note), by=by, action="units.found", text=clean(name))
    period: dict[str, Any] = {"valid_from": on, "valid_to": until}
    open_fact(UnitVersion(unit=unit, kind=kind, **_named(name), **period), by=by, text=text)
    if code:
        add_code(unit=unit, code=code, on=on, until=until, by=by)
    if parent is not None:
        _check_level(parent, kind, on)
        open_fact(UnitParent(unit=unit, parent=parent, line=CIVIL, **period), by=by)
    if commanded_by is not None:
        open_fact(
            UnitParent(unit=unit, parent=commanded_by, line=UnitParent.Line.MILITARY, **period),
            by=by,
        )
    return unit


def _named(name: str) -> dict[str, str]:
    stored = clean(name)
    if not stored:
        raise InputError("Tên đơn vị để trống. Hãy ghi tên đầy đủ, ví dụ «Xã Mẫu Sơn».")
    return {"name": stored, "folded": fold(stored)}


def _check_level(parent: Unit, kind: str, on: date) -> None:
    above = UnitVersion.objects.as_of(on).filter(unit=parent).first()
    if above is None:
        raise RefusedError(
            "«%(parent)s» không tồn tại vào ngày %(day)s. Hãy chọn đơn vị cấp trên khác.",
            parent=name_of(parent, as_of=on),
            day=f"{on:%d/%m/%Y}",
        )
    if not rules.stands_above(above.kind, kind):
        raise RefusedError(
            "Đơn vị loại %(kind)s không thể thuộc «%(parent)s»: cùng cấp hoặc cấp dưới.",
            kind=rules.LABELS[kind],
            parent=above.name,
        )


@transaction.atomic
def add_code(*, unit: Unit, code: str, on: date, by: object, until: date | None = None) -> UnitCode:
    """`CATALOGUE:CODE` from a day on."""
    catalogue, colon, its = code.strip().partition(":")
    if not (colon and catalogue and its):
        raise InputError("Mã «%(code)s» phải ghi dạng DANH_MỤC:MÃ, ví dụ 2-tier:06040.", code=code)
    return open_fact(
        UnitCode(unit=unit, catalogue=catalogue, code=its, valid_from=on, valid_to=until), by=by
    )


def _version(unit: Unit, on: date) -> UnitVersion:
    row: UnitVersion | None = UnitVersion.objects.as_of(on).filter(unit=unit).first()
    if row is None:
        raise RefusedError(
            "«%(unit)s» không tồn tại vào ngày %(day)s.",
            unit=name_of(unit, as_of=on),
            day=f"{on:%d/%m/%Y}",
        )
    return row


@transaction.atomic
def rename_unit(
    *,
    unit: Unit,
    on: date,
    by: object,
    name: str | None = None,
    kind: str | None = None,
    text: str = "",
) -> UnitVersion:
    """Another name, another kind, or both, from a day on."""
    row = _version(unit, on)
    new: dict[str, Any] = {"kind": kind or row.kind, **_named(name or row.name)}
    rules.check_kind(new["kind"])
    if (new["name"], new["kind"]) == (row.name, row.kind):
        raise RefusedError("«%(unit)s» đã mang tên và loại ấy.", unit=row.name)
    return change_fact(row, on=on, by=by, text=text, **new)


@transaction.atomic
def transfer_unit(
    *, unit: Unit, parent: Unit | None, on: date, by: object, line: str = CIVIL, text: str = ""
) -> UnitParent | None:
    """Another superior from a day on; None: no superior any more."""
    version = _version(unit, on)
    if parent is not None and line == CIVIL:
        _check_level(parent, version.kind, on)
    row: UnitParent | None = UnitParent.objects.as_of(on).filter(unit=unit, line=line).first()
    if parent is None:
        return close_fact(row, on=on, by=by, text=text) if row else None
    if row is None:
        made = UnitParent(
            unit=unit, parent=parent, line=line, valid_from=on, valid_to=_end_of_life(unit)
        )
        return open_fact(made, by=by, text=text)
    if row.parent_id == parent.pk:
        raise RefusedError(
            "«%(unit)s» đã thuộc «%(parent)s».", unit=version.name, parent=name_of(parent, as_of=on)
        )
    return change_fact(row, on=on, by=by, text=text, parent=parent)


@transaction.atomic
def close_unit(*, unit: Unit, on: date, by: object, text: str = "") -> Unit:
    """Ends a unit that has no living units below it but its boards; a merger with lineage is
    `reorganise`.
    """
    boards = boards_of(unit, on=on)
    children = UnitParent.objects.meeting(on, None).filter(parent=unit).select_related("unit")
    children = children.exclude(unit__in=boards)
    if below := [name_of(row.unit, as_of=on) for row in children[:3]]:
        raise RefusedError(
            "«%(unit)s» còn đơn vị trực thuộc sau ngày %(day)s: %(below)s… Hãy điều chuyển hoặc "
            "kết thúc trước.",
            unit=name_of(unit, as_of=on),
            day=f"{on:%d/%m/%Y}",
            below=", ".join(below),
        )
    for one in [*boards, unit]:
        end_rows(unit=one, on=on, by=by, text=text)
    settled = endings.hand_over([one.pk for one in (*boards, unit)], by=by, text=text)
    record(
        by=by,
        action="units.close",
        kind=Unit.record_kind(),
        subject=unit.public_id,
        unit=unit.public_id,
        text=text,
        after={"endings": {name: tally.as_json() for name, tally in settled.items()}},
    )
    return unit


def boards_of(unit: Unit, *, on: date) -> list[Unit]:
    """The boards (steering committees) of a unit on a day: they end with it."""
    below = UnitParent.objects.as_of(on).filter(parent=unit, line=CIVIL).values("unit")
    boards = UnitVersion.objects.as_of(on).filter(unit__in=below, kind__in=rules.kinds_of("board"))
    return [row.unit for row in boards.select_related("unit")]


def end_boards(units: Collection[int], *, by: object, text: str = "") -> list[int]:
    """Ends the boards that would outlive their units, ended already; returns them. A board of which
    something later is recorded is left.
    """
    ends = {u: life.end for u, life in lives_of(units).items() if life.end is not None}
    ended = []
    for some in portions(list(ends)):
        above = UnitParent.objects.filter(parent__in=some, line=CIVIL).select_related("unit")
        kinds = UnitVersion.objects.filter(kind__in=rules.kinds_of("board"), valid_to=None)
        for row in above.filter(unit__in=kinds.values("unit"), valid_to=None):
            end = ends[row.parent_id]
            if row.unit.versions.filter(valid_from__lt=end, valid_to=None).exists():
                end_rows(unit=row.unit, on=end, by=by, text=text)
                ended.append(row.unit_id)
    return ended


def end_rows(*, unit: Unit, on: date, by: object, text: str = "") -> Unit:
    """Closes everything dated about a unit; what stands under it and hangs on it (`endings`) is the
    caller's to settle in the same transaction.
    """
    _version(unit, on)
    for rows in (unit.versions.all(), unit.codes.all(), unit.parents.all(), unit.traits.all()):
        if later := rows.filter(valid_from__gte=on).first():
            raise RefusedError(
                "«%(unit)s» đã có thay đổi ghi từ ngày %(later)s, sau ngày kết thúc %(day)s. Hãy "
                "sửa nó trước.",
                unit=name_of(unit, as_of=on),
                later=f"{later.valid_from:%d/%m/%Y}",
                day=f"{on:%d/%m/%Y}",
            )
        for row in rows.filter(valid_to=None):
            close_fact(row, on=on, by=by, text=text)
        for row in rows.filter(valid_to__gt=on):
            correct_fact(row, by=by, text=text, valid_to=on)
    return unit


@transaction.atomic
def set_trait(
    *,
    unit: Unit,
    kind: str,
    on: date,
    by: object,
    source: str,
    value: Decimal | int | str = 1,
    hedge: str = "",
) -> Trait:
    """A trait from a day on; the one valid until then is closed. `hedge` is the source's word
    before its figure.
    """
    if kind not in rules.TRAITS:
        raise InputError(
            "Không có đặc điểm «%(kind)s». Hãy dùng một trong: %(kinds)s.",
            kind=kind,
            kinds=", ".join(rules.TRAITS),
        )
    if not source.strip():
        raise InputError("Hãy ghi nguồn của đặc điểm (văn bản, trang).")
    _version(unit, on)
    new: dict[str, Any] = {"value": Decimal(value), "hedge": clean(hedge), "source": clean(source)}
    row: Trait | None = Trait.objects.as_of(on).filter(unit=unit, kind=kind).first()
    if row is None:
        return open_fact(
            Trait(unit=unit, kind=kind, valid_from=on, valid_to=_end_of_life(unit), **new), by=by
        )
    if all(getattr(row, name) == value for name, value in new.items()):
        return row
    return change_fact(row, on=on, by=by, **new)


def _end_of_life(unit: Unit) -> date | None:
    last = unit.versions.order_by("-valid_from").first()
    return last.valid_to if last else None


@transaction.atomic
def end_trait(*, trait: Trait, on: date, by: object, text: str = "") -> Trait:
    return close_fact(trait, on=on, by=by, text=text)


@transaction.atomic
def add_alias(*, unit: Unit, name: str, by: object, source: str = "") -> UnitAlias:
    """Another spelling or name; one that is there already is returned as it is."""
    named = _named(name)
    old = UnitAlias.objects.filter(unit=unit, name=named["name"]).first()
    return old or save_record(
        UnitAlias(unit=unit, source=source, **named), by=by, action="units.add_alias"
    )
