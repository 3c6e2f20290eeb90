"""A unit through time: where it came from, what it was, where it went; reads only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from goc.audit.models import Event
from goc.dated.models import Record
from goc.units import rules
from goc.units.models import Lineage, Reorganisation, Trait, Unit, UnitCode, UnitParent, UnitVersion
from goc.units.queries import names

WORDS = {"full": "toàn bộ", "partial": "một phần", "unknown": "toàn bộ hoặc một phần (chưa rõ)"}


@dataclass(frozen=True, slots=True)
class Step:
    """One line of descent; `unit` is None where the data do not say who it was."""

    on: date
    unit: Unit | None
    code: str
    name: str
    share: str
    basis: str
    legal_basis: str

    def as_json(self) -> dict[str, object]:
        return {
            "on": self.on,
            "unit": self.code or (self.unit and self.unit.public_id),
            "name": self.name or None,
            "share": self.share,
            "basis": self.basis,
            "legal_basis": self.legal_basis,
        }


@dataclass(frozen=True, slots=True)
class Succession:
    """All that is known of a unit's descent; `unknown` says in words what is not known."""

    unit: Unit
    origins: list[Step]
    versions: list[UnitVersion]
    codes: list[UnitCode]
    successors: list[Step]
    unknown: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Moment:
    """One row of a unit's timeline."""

    what: str
    text: str
    start: date
    end: date | None
    source: str = ""
    unit: Unit | None = None


def succession(unit: Unit) -> Succession:
    versions = list(unit.versions.order_by("valid_from"))
    origins = _steps(unit.origins.all(), "from_unit")
    successors = _steps(unit.successions.all(), "to_unit")
    return Succession(
        unit,
        origins,
        versions,
        list(unit.codes.order_by("valid_from")),
        successors,
        _unknown(unit, versions, origins, successors),
    )


def _steps(rows: QuerySet[Lineage], side: str) -> list[Step]:
    found = list(rows.select_related(side, "reorganisation").order_by("on", "id"))
    others = {getattr(r, f"{side}_id") for r in found} - {None}
    codes: dict[tuple[int, date], str] = {}
    for code in UnitCode.objects.filter(unit__in=others).order_by("valid_from"):
        for row in found:
            before = side == "from_unit"
            met = code.valid_from < row.on if before else code.valid_from <= row.on
            if getattr(row, f"{side}_id") == code.unit_id and met:
                codes[code.unit_id, row.on] = f"{code.catalogue}:{code.code}"
    steps = []
    for row in found:
        other = getattr(row, side)
        day = date.fromordinal(row.on.toordinal() - 1) if side == "from_unit" else row.on
        name = names([other.pk], as_of=day).get(other.pk, "") if other else ""
        steps.append(
            Step(
                row.on,
                other,
                codes.get((other.pk, row.on), "") if other else "",
                name,
                row.share,
                row.basis,
                row.reorganisation.legal_basis,
            )
        )
    return steps


def _unknown(
    unit: Unit, versions: list[UnitVersion], origins: list[Step], successors: list[Step]
) -> list[str]:
    if not versions:
        return ["đơn vị chưa có tên nào được ghi."]
    ends = _unknown_ends(unit, versions, origins, successors)
    return [*ends, *_unknown_steps(unit, origins, successors)]


def _unknown_ends(
    unit: Unit, versions: list[UnitVersion], origins: list[Step], successors: list[Step]
) -> Iterator[str]:
    """Where the unit came from, and where it went."""
    begin, end = versions[0].valid_from, versions[-1].valid_to
    if all(step.unit == unit for step in origins) and not _was_founded(versions[0]):
        yield f"số liệu không cho biết đơn vị từ đâu mà có (đã có từ {_day(begin)})."
    if end and all(step.on != end for step in successors):
        yield f"kết thúc ngày {_day(end)}, {_why_nobody(versions[-1], end)}."


def _was_founded(first: UnitVersion) -> bool:
    """Out of nothing: an agency, a school or a board, and a place that a decision made."""
    is_place = rules.level_of(first.kind) in rules.TERRITORIAL
    return not is_place or any(_papers([first]).values())


def _unknown_steps(unit: Unit, origins: list[Step], successors: list[Step]) -> Iterator[str]:
    """What a passage itself leaves open: who took the unit over, and how much of it."""
    for step in successors:
        if step.unit is None:
            yield f"ngày {_day(step.on)}, đơn vị tiếp nhận chưa tìm được."
    to_others = [step for step in successors if step.unit != unit]
    for step in [*origins, *to_others]:
        if step.unit is not None and step.share == "unknown":
            yield f"ngày {_day(step.on)}, toàn bộ hay một phần {_name(step, unit)}."


def _why_nobody(last: UnitVersion, end: date) -> str:
    abolished = Reorganisation.Kind.LEVEL_ABOLISHED
    if (
        rules.level_of(last.kind) == "district"
        and Reorganisation.objects.filter(on=end, kind=abolished).exists()
    ):
        return "không có đơn vị kế tiếp vì bỏ cấp huyện"
    return "số liệu không cho biết đã nhập về đâu"


def _name(step: Step, unit: Unit) -> str:
    if step.unit == unit:
        return "đơn vị cũ mang chính mã này"
    return (
        f"{rules.in_text(step.name)} ({step.code or step.unit})"
        if step.unit
        else "đơn vị chưa tìm được"
    )


def sentences(found: Succession) -> list[str]:
    """The succession in plain Vietnamese, one sentence a line."""
    current = found.versions[-1] if found.versions else None
    codes = ", ".join(f"{c.catalogue}:{c.code}" for c in found.codes)
    lines = [f"{current.name if current else found.unit} ({codes or 'không có mã'})"]
    for version in found.versions:
        until = f"đến {_day(version.valid_to)}" if version.valid_to else "đến nay"
        lines.append(
            f"  Tên «{version.name}» ({rules.LABELS[version.kind]}) từ {_day(version.valid_from)} "
            f"{until}."
        )
    for step in found.origins:
        lines.append(
            f"  Ngày {_day(step.on)}: tiếp nhận {WORDS[step.share]} "
            f"{_name(step, found.unit)}{_law(step)}."
        )
    for step in found.successors:
        if step.unit == found.unit:
            continue
        lines.append(
            f"  Ngày {_day(step.on)}: {WORDS[step.share]} nhập về "
            f"{_name(step, found.unit)}{_law(step)}."
        )
    return lines + [f"  Chưa rõ: {text}" for text in found.unknown]


def _law(step: Step) -> str:
    return f", theo {step.legal_basis}" if step.legal_basis else ""


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def unit_history(unit: Unit) -> list[Moment]:
    """Everything dated about a unit, oldest first: names, superiors, codes, traits,
    reorganisations.
    """
    versions = list(unit.versions.all())
    parents = list(UnitParent.objects.filter(unit=unit).select_related("parent"))
    papers = _papers([*versions, *parents])
    rows = [
        Moment(
            "name",
            f"{v.name} ({rules.LABELS[v.kind]})",
            v.valid_from,
            v.valid_to,
            papers.get(str(v.public_id), ""),
        )
        for v in versions
    ]
    for p in parents:
        name = names([p.parent_id], as_of=p.valid_from).get(p.parent_id, "")
        paper = papers.get(str(p.public_id), "")
        rows.append(
            Moment(f"parent_{p.line}", name, p.valid_from, p.valid_to, paper, unit=p.parent)
        )
    rows += [
        Moment("code", f"{c.catalogue}:{c.code}", c.valid_from, c.valid_to)
        for c in unit.codes.all()
    ]
    rows += [
        Moment("trait", trait_text(t), t.valid_from, t.valid_to, t.source)
        for t in Trait.objects.filter(unit=unit)
    ]
    of_it = Q(lineage__from_unit=unit) | Q(lineage__to_unit=unit) | Q(province=unit)
    rows += [
        Moment("reorganisation", r.title or r.get_kind_display(), r.on, None, r.legal_basis)
        for r in Reorganisation.objects.filter(of_it).distinct()
    ]
    return sorted(rows, key=lambda m: (m.start, m.what))


def _papers(rows: Iterable[Record]) -> dict[str, str]:
    """By their public id, the decision that was typed when they were written."""
    events = Event.objects.filter(action="open", subject__in=[str(r.public_id) for r in rows])
    return {event.subject: event.text for event in events}


def trait_text(trait: Trait) -> str:
    label = rules.TRAITS.get(trait.kind, trait.kind)
    if trait.kind in rules.FLAGS:
        return label
    value = f"{trait.value.normalize():f}".replace(".", ",")
    return f"{label}: {trait.hedge} {value}".replace("  ", " ")


def lineage_between(start: date, end: date) -> list[Lineage]:
    """Passages after `start` and until `end` (included), oldest first: what restating on another
    map follows.
    """
    return list(Lineage.objects.filter(on__gt=start, on__lte=end).order_by("on", "id"))
