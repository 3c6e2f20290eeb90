"""Units as a list, as they were on a day. The room that keeps them lies below lists; their tree is
its page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from goc.dated.bulk import portions
from goc.lists.kinds import KINDS
from goc.lists.shapes import Cell, Narrowing, RowShape, Search
from goc.units import rules
from goc.units.asking import Asking
from goc.units.models import Trait, Unit, UnitAlias, UnitCode, UnitParent, UnitVersion
from goc.units.queries import descendant_ids
from goc.viet.names import fold

Lines = UnitParent.Line


def told_on(day: date) -> dict[str, Any]:
    """Columns beside those of a version: the code, the superior on either line."""
    own = {"unit": OuterRef("unit")}
    codes = UnitCode.objects.as_of(day).filter(**own).order_by("-valid_from", "-pk")
    parents = UnitParent.objects.as_of(day).filter(**own)
    return {
        "code": Subquery(codes.values(said=Concat("catalogue", Value(":"), "code"))[:1]),
        "above": Subquery(parents.filter(line=Lines.CIVIL).values("parent")[:1]),
        "command": Subquery(parents.filter(line=Lines.MILITARY).values("parent")[:1]),
    }


def _units(asking: Asking) -> QuerySet[UnitVersion]:
    rows: QuerySet[UnitVersion] = UnitVersion.objects.as_of(asking.day)
    return rows.filter(asking.scope.limit("unit")).alias(**told_on(asking.day))


@dataclass(frozen=True)
class Line:
    """A unit as it was, with its superiors and what is special about it, in words."""

    version: Any
    unit: Unit
    above: Unit | None
    command: Unit | None
    traits: str


def _lines(versions: list[Any], asking: Asking) -> Sequence[Line]:
    told: dict[int, Any] = {}
    for some in portions([version.pk for version in versions]):
        rows = UnitVersion.objects.filter(pk__in=some)
        told |= rows.annotate(**told_on(asking.day)).in_bulk()
    named = {u for v in told.values() for u in (v.unit_id, v.above, v.command) if u is not None}
    units: dict[int, Unit] = {}
    for some in portions(list(named)):
        units |= Unit.objects.in_bulk(some)
    traits = _traits([version.unit_id for version in versions], asking)
    return [
        Line(v, units[v.unit_id], units.get(v.above), units.get(v.command), traits[v.unit_id])
        for v in (told[version.pk] for version in versions)
    ]


def _traits(ids: list[int], asking: Asking) -> dict[int, str]:
    found: dict[int, list[str]] = defaultdict(list)
    for some in portions(ids):
        for trait in Trait.objects.as_of(asking.day).filter(unit__in=some).order_by("kind"):
            found[trait.unit_id].append(_said(trait, asking))
    return defaultdict(str, {unit: "; ".join(said) for unit, said in found.items()})


def _said(trait: Trait, asking: Asking) -> str:
    label = rules.TRAITS.get(trait.kind, trait.kind)
    if trait.kind in rules.FLAGS:
        return label
    number = KINDS["money"].show(trait.value, "", asking)
    return " ".join(filter(None, [f"{label}:", trait.hedge, number]))


def _page(unit: Unit | None, asking: Asking) -> str:
    if unit is None or not asking.scope.contains(unit.pk):
        return ""
    return reverse("unit", args=[unit.public_id]) + f"?as_of={asking.day}"


def _below(unit: Unit, asking: Asking) -> Q:
    """Everything below it on the day."""
    return Q(unit__in=descendant_ids(unit, as_of=asking.day) - {unit.pk})


def _named(rows: QuerySet[Any], text: str, _asking: Asking) -> QuerySet[Any]:
    """By the name of the day, another name, or a code."""
    found = Q()
    for word in fold(text).split():
        found &= Q(folded__contains=word)
    aliases = UnitAlias.objects.filter(folded__contains=fold(text)).values("unit")
    code = text.rpartition(":")[2]
    return rows.filter(found | Q(unit__in=aliases) | Q(code=text) | Q(code__endswith=f":{code}"))


def _of_level(rows: QuerySet[Any], level: str, _asking: Asking) -> QuerySet[Any]:
    return rows.filter(kind__in=rules.kinds_of(level))


def _with_trait(rows: QuerySet[Any], kind: str, asking: Asking) -> QuerySet[Any]:
    return rows.filter(
        Exists(Trait.objects.as_of(asking.day).filter(unit=OuterRef("unit"), kind=kind))
    )


def _capitals(labels: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((code, label.capitalize()) for code, label in labels.items())


def _of_version(name: str, label: Any, kind: str, **more: Any) -> Cell:
    own = {"value": attrgetter(f"version.{name}"), "lookup": name}
    return Cell(name, label, kind, **{**own, **more})


UNITS = RowShape(
    name="units-units",
    title=_("Danh sách đơn vị"),
    cells=(
        Cell(
            "unit",
            _("Đơn vị"),
            "unit",
            attrgetter("unit"),
            lookup="unit",
            sort=F("folded"),
            filters=False,
            href=lambda row, asking: _page(row.unit, asking),
        ),
        _of_version("kind", _("Loại"), "choice", choices=_capitals(rules.LABELS)),
        Cell(
            "above",
            _("Thuộc"),
            "unit",
            attrgetter("above"),
            lookup="above",
            where=_below,
            href=lambda row, asking: _page(row.above, asking),
            help=_("cả cấp dưới của đơn vị ấy"),
            empty="",
        ),
        Cell("traits", _("Đặc điểm"), "text", attrgetter("traits"), empty=""),
        Cell(
            "command",
            _("Cơ quan quân sự cấp trên"),
            "unit",
            attrgetter("command"),
            lookup="command",
            empty="",
        ),
        _of_version("code", _("Mã"), "word", empty=""),
        _of_version("valid_from", _("Tên, loại này từ"), "day"),
        _of_version("valid_to", _("Đến trước"), "day", empty=""),
    ),
    rows=_units,
    order=("folded", "pk"),
    search=Search(_("Tên, mã đơn vị"), _named),
    read=_lines,
    narrowings=(
        Narrowing("level", _("Cấp"), _capitals(rules.LEVEL_LABELS), _of_level),
        Narrowing(
            "trait",
            _("Đặc điểm"),
            _capitals({kind: rules.TRAITS[kind] for kind in sorted(rules.FLAGS)}),
            _with_trait,
        ),
    ),
)
