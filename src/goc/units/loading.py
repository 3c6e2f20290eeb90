"""Loading a catalogue of units: plan everything in memory, then write it at once with one audit event.

Loading again changes nothing. Units a site already has are recognised by (catalogue, code, overlapping period) and
corrected to the catalogue in their dated rows only, so whatever points to a unit goes on pointing to it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from goc.audit.actions import record
from goc.dated.models import Dated
from goc.lib.errors import InputError
from goc.lib.progress import Report, part, silent
from goc.units import builtin, identities, queries, rules
from goc.units.identities import Run, Timeline
from goc.units.models import Lineage, Reorganisation, Unit, UnitAlias, UnitCode, UnitParent, UnitVersion
from goc.units.overlay import Fact, lay_over, merge
from goc.units.sources import Source, SuccessionRow, UnitRow, read_directory
from goc.viet.names import fold

BATCH = 2000
TABLES: list[tuple[type[Dated], list[str]]] = [
    (UnitVersion, ["name", "folded", "kind"]),
    (UnitCode, ["catalogue", "code"]),
    (UnitParent, ["line", "parent_id"]),
]
"""The dated tables a catalogue speaks about, and the columns that carry its word."""


def load_directory(path: Path, *, by: object, report: Report = silent, dry_run: bool = False) -> dict[str, Any]:
    """Loads a directory of CSV files; returns counts. Raises InputError with one sentence, nothing written."""
    report(0, "đọc các tệp")
    return load(read_directory(path), by=by, report=part(report, 5, 100), dry_run=dry_run)


def load_builtin(*, by: object, report: Report = silent, dry_run: bool = False) -> dict[str, Any]:
    """Loads both editions of the package `vietnamadminunits` (extra `catalogue`) and the mapping between them."""
    report(0, "đọc danh mục kèm theo")
    return load(builtin.read(), by=by, report=part(report, 5, 100), dry_run=dry_run)


def load(source: Source, *, by: object, report: Report = silent, dry_run: bool = False) -> dict[str, Any]:
    report(0, "kiểm tra")
    plan = Plan(source)
    report(10, "so với dữ liệu đã có")
    with transaction.atomic():
        plan.compare()
        if not dry_run and plan.counts.total():
            _write(plan, part(report, 15, 100))
            _record(plan, by)
    result = plan.result(dry_run=dry_run)
    report(100, "không có gì mới" if not plan.counts.total() else "xong")
    return result


@dataclass(eq=False)
class Identity:
    """A unit of the catalogue: its runs in time, and the unit of this site once there is one."""

    runs: list[Run]
    unit: Unit | None = None
    fresh: bool = True

    @property
    def pk(self) -> int:
        assert self.unit is not None
        return self.unit.pk


@dataclass(frozen=True, slots=True)
class Link:
    """A succession to be written."""

    said: SuccessionRow
    reorganisation: Reorganisation
    origin: Identity
    target: Identity | None

    def row(self) -> Lineage:
        return Lineage(
            on=self.said.on, share=self.said.share, basis=self.said.basis, reorganisation=self.reorganisation,
            from_unit=self.origin.unit, to_unit=self.target.unit if self.target else None,
        )  # fmt: skip


@dataclass(eq=False)
class Plan:
    """What must be written so that the register says what the source says."""

    source: Source
    timeline: Timeline = field(init=False)
    identities: list[Identity] = field(default_factory=list)
    of_run: dict[Run, Identity] = field(default_factory=dict)
    deletes: dict[type[Dated], list[Dated]] = field(default_factory=lambda: defaultdict(list))
    inserts: dict[type[Dated], list[tuple[Identity, Fact]]] = field(default_factory=lambda: defaultdict(list))
    aliases: list[tuple[Identity, str]] = field(default_factory=list)
    reorganisations: dict[tuple[date, Identity], Reorganisation] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    relearnt: list[Lineage] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.timeline = Timeline(self.source.units)
        self.passages = identities.passages(self.source, self.timeline)
        self.provinces = identities.provinces(self.source, self.timeline)
        self.earlier = identities.continued(self.passages)
        days = [d for row in self.source.units for d in (row.start, row.end) if d]
        self.first, self.last = min(days), max(days)
        ends = [r.end for r in self.source.units if rules.level_of(r.kind) == "district"]
        self.abolished = max((e for e in ends if e), default=None) if None not in ends else None

    def compare(self) -> None:
        """Fills the plan; reads every table once."""
        self._identify(self._match())
        for model, columns in TABLES:
            self._compare_table(model, columns)
        self._compare_aliases()
        self._compare_lineage()
        self.counts["units"] = sum(i.fresh for i in self.identities)
        for model, _ in TABLES:
            self.counts[model._meta.model_name or ""] = len(self.inserts[model])
            self.counts["corrected"] += len(self.deletes[model])
        self.counts["aliases"] = len(self.aliases)
        self.counts["lineage"] = len(self.links)
        self.counts["corrected"] += len(self.relearnt)

    def _match(self) -> dict[Run, int]:
        """The unit this site has for a run: the one that bears its code on a day of it."""
        catalogues = {row.ref[0] for row in self.source.units}
        have = defaultdict(list)
        for code in UnitCode.objects.filter(catalogue__in=catalogues).order_by("valid_from"):
            have[code.catalogue, code.code].append(code)
        matched: dict[Run, int] = {}
        for ref, codes in have.items():
            taken: set[int] = set()
            for run in self.timeline.runs.get(ref, []):
                units = {c.unit_id for c in codes if c.unit_id not in taken and _meets(run, c)}
                if len(units) > 1:
                    raise InputError(
                        "units.csv, dòng %(line)s: %(unit)s là một đơn vị liên tục, nhưng điểm cài đặt này có %(n)s đơn "
                        "vị mang mã ấy trong cùng thời gian. Hãy sửa mã của các đơn vị đã có trước khi nạp.",
                        line=run.rows[0].line, unit=run.rows[0], n=len(units),
                    )  # fmt: skip
                if units:
                    matched[run] = units.pop()
                    taken.add(matched[run])
        return matched

    def _identify(self, matched: dict[Run, int]) -> None:
        units = Unit.objects.in_bulk(list(matched.values())) if len(matched) < BATCH else Unit.objects.in_bulk()
        of_unit: dict[int, Identity] = {}
        for run in sorted(self.timeline.all_runs(), key=lambda r: r.start):
            identity = self._continued(run, matched) or of_unit.get(matched.get(run, 0))
            if identity is None:
                identity = Identity([])
                self.identities.append(identity)
            if identity.unit is None and run in matched:
                identity.unit, identity.fresh = units[matched[run]], False
                of_unit[matched[run]] = identity
            if any(other.period.overlaps(run.period) for other in identity.runs):
                raise InputError(
                    "units.csv, dòng %(line)s: %(unit)s và %(other)s là hai đơn vị trong cùng thời gian, nhưng điểm cài "
                    "đặt này coi hai mã là một đơn vị. Hãy sửa mã của đơn vị đã có trước khi nạp.",
                    line=run.rows[0].line, unit=run.rows[0], other=identity.runs[-1].rows[-1],
                )  # fmt: skip
            identity.runs.append(run)
            self.of_run[run] = identity

    def _continued(self, run: Run, matched: dict[Run, int]) -> Identity | None:
        """The identity that goes on in this run, unless the site keeps the two as units of their own."""
        identity = self.of_run.get(self.earlier.get(run, run))
        if identity is None or (run in matched and identity.unit and identity.unit.pk != matched[run]):
            return None
        return identity

    def _facts(self, model: type[Dated], identity: Identity) -> list[Fact]:
        """The source's word about an identity; parents as the identity itself until units have numbers."""
        rows = [row for run in identity.runs for row in run.rows]
        if model is UnitVersion:
            return merge([Fact(r.start, r.end, (r.name, fold(r.name), r.kind)) for r in rows])
        if model is UnitCode:
            return [Fact(run.start, run.end, run.ref) for run in identity.runs]
        return merge([Fact(r.start, r.end, ("civil", self._above(r))) for r in rows if r.parent])

    def _above(self, row: UnitRow) -> Identity:
        assert row.parent is not None
        run = self.timeline.run_at(row.parent, row.start)
        assert run is not None
        return self.of_run[run]

    def _compare_table(self, model: type[Dated], columns: list[str]) -> None:
        mine = {i.unit.pk: i for i in self.identities if i.unit}
        rows: dict[int, list[Any]] = defaultdict(list)
        if mine:
            for row in model.objects.order_by("valid_from"):  # type: ignore[attr-defined]
                if row.unit_id in mine and self._spoken_of(row):
                    rows[row.unit_id].append(row)
        for identity in self.identities:
            wanted = self._facts(model, identity)
            if identity.unit is None:
                self.inserts[model] += [(identity, fact) for fact in wanted]
            else:
                self._compare_rows(model, columns, identity, wanted, rows[identity.unit.pk], mine)

    def _spoken_of(self, row: Any) -> bool:
        """Codes of other catalogues and the military line are not this source's business."""
        if isinstance(row, UnitCode):
            return (row.catalogue, row.code) in self.timeline.runs
        return not isinstance(row, UnitParent) or row.line == "civil"

    def _compare_rows(
        self, model: type[Dated], columns: list[str], identity: Identity, wanted: list[Fact], rows: list[Any],
        mine: dict[int, Identity],
    ) -> None:  # fmt: skip
        def fact(row: Any) -> Fact:
            values = [getattr(row, c) for c in columns]
            if model is UnitParent:
                values[-1] = mine.get(values[-1], values[-1])
            return Fact(row.valid_from, row.valid_to, tuple(values))

        have = {fact(row): row for row in rows}
        shall = lay_over(wanted, sorted(have, key=lambda f: f.start), first=self.first, last=self.last)
        self.deletes[model] += [row for its, row in have.items() if its not in shall]
        self.inserts[model] += [(identity, its) for its in shall if its not in have]

    def _compare_aliases(self) -> None:
        have = set(UnitAlias.objects.values_list("unit_id", "name"))
        for row in self.source.spellings:
            run = self.timeline.run_at(row.ref, row.start)
            if run is None:
                raise InputError(
                    "spelling_variants.csv, dòng %(line)s: không có đơn vị %(unit)s vào ngày %(day)s trong units.csv.",
                    line=row.line, unit=":".join(row.ref), day=row.start,
                )  # fmt: skip
            identity = self.of_run[run]
            key = (identity.unit.pk if identity.unit else id(identity), row.spelling)
            if key not in have:
                have.add(key)
                self.aliases.append((identity, row.spelling))

    def _compare_lineage(self) -> None:
        have = {(r.on, r.province_id): r for r in Reorganisation.objects.order_by("-id")}
        bases: dict[tuple[date, Identity], list[str]] = defaultdict(list)
        for row, run in self.provinces:
            bases[row.on, self.of_run[run]] += [b for b in row.legal_basis.split(" | ") if b]
        for key, texts in bases.items():
            self._reorganisation(key, have, " | ".join(dict.fromkeys(texts)))
        known = {(r.on, r.from_unit_id, r.to_unit_id): r for r in Lineage.objects.all()}
        for passage in self.passages:
            row, origin = passage.row, self.of_run[passage.origin]
            target = self.of_run[passage.target] if passage.target else None
            if target is origin and passage.origin is not passage.target:
                continue  # an unmerged unit that goes on in the next catalogue
            province = self.of_run[self.timeline.province_of(passage.origin, row.on - identities.DAY)]
            ends = (origin.unit and origin.unit.pk, target.unit and target.unit.pk if target else None)
            old = known.get((row.on, *ends)) if ends[0] and (ends[1] or not target) else None  # type: ignore[arg-type]
            if old is None:
                self.links.append(Link(passage.row, self._reorganisation((row.on, province), have), origin, target))
            elif (old.share, old.basis) != (row.share, row.basis):
                old.share, old.basis = row.share, row.basis
                self.relearnt.append(old)

    def _reorganisation(
        self, key: tuple[date, Identity], have: dict[tuple[date, int | None], Reorganisation], basis: str = ""
    ) -> Reorganisation:
        """The one of that day and province: met before, of this site, or a new one."""
        if key not in self.reorganisations:
            on, identity = key
            old = have.get((on, identity.unit.pk)) if identity.unit else None
            if old is None:
                kinds = Reorganisation.Kind
                kind = kinds.LEVEL_ABOLISHED if on == self.abolished else kinds.CHANGE
                old = Reorganisation(on=on, kind=kind, legal_basis=basis, source=self.source.name[-300:])
                row = identity.runs[-1].row_at(on) or identity.runs[0].row_at(on - identities.DAY)
                name = rules.in_text(row.name) if row else ""
                old.title = f"Sắp xếp đơn vị hành chính {name}".strip()
                self.counts["reorganisations"] += 1
            self.reorganisations[key] = old
        return self.reorganisations[key]

    def result(self, *, dry_run: bool) -> dict[str, Any]:
        """Counts for people and machines; `orphans` are units of the site whose superior ends before they do."""
        names = {"unitversion": "versions", "unitcode": "codes", "unitparent": "parents"}
        written = {names.get(k, k): v for k, v in self.counts.items()}
        touched = any(not i.fresh for i in self.identities) and not dry_run
        return {
            "source": self.source.name, "read": len(self.source.units), "identities": len(self.identities),
            "changed": bool(self.counts.total()), "dry_run": dry_run, **written,
            "orphans": [str(f) for f in queries.parent_faults()] if touched else [],
        }  # fmt: skip


def _meets(run: Run, code: UnitCode) -> bool:
    return (code.valid_to is None or run.start < code.valid_to) and (run.end is None or code.valid_from < run.end)


def _write(plan: Plan, report: Report) -> None:
    for model, rows in plan.deletes.items():
        for some in _batches(rows):
            model.objects.filter(pk__in=[r.pk for r in some]).delete()  # type: ignore[attr-defined]
    fresh = [i for i in plan.identities if i.unit is None]
    for identity, unit in zip(fresh, Unit.objects.bulk_create([Unit() for _ in fresh], BATCH)):
        identity.unit = unit
    report(10, "đơn vị")
    for number, (model, columns) in enumerate(TABLES):
        rows = [_row(model, columns, identity, fact) for identity, fact in plan.inserts[model]]
        _insert(model, rows, part(report, 10 + 20 * number, 30 + 20 * number))
    _insert(UnitAlias, [
        UnitAlias(unit=i.unit, name=n, folded=fold(n), source=plan.source.name[-300:]) for i, n in plan.aliases
    ], silent)  # fmt: skip
    for (_, identity), reorganisation in plan.reorganisations.items():
        reorganisation.province = identity.unit
    _insert(Reorganisation, [r for r in plan.reorganisations.values() if r.pk is None], silent)
    _insert(Lineage, [link.row() for link in plan.links], part(report, 70, 98))
    Lineage.objects.bulk_update(plan.relearnt, ["share", "basis", "changed_at"], BATCH)


def _row(model: type[Dated], columns: list[str], identity: Identity, fact: Fact) -> Dated:
    values = [v.pk if isinstance(v, Identity) else v for v in fact.values]
    return model(unit_id=identity.pk, valid_from=fact.start, valid_to=fact.end, **dict(zip(columns, values)))


def _insert(model: Any, rows: list[Any], report: Report) -> None:
    for done, some in enumerate(_batches(rows)):
        model.objects.bulk_create(some)
        report(min(100, 100 * (done + 1) * BATCH // max(1, len(rows))), f"{model._meta.model_name} {len(rows)}")


def _batches(rows: list[Any]) -> Iterable[list[Any]]:
    return (rows[i : i + BATCH] for i in range(0, len(rows), BATCH))


def _record(plan: Plan, by: object) -> None:
    """One event: counts, the digests of the files, and the rows of the site that were replaced."""
    before = [
        {"kind": r.record_kind(), "unit": r.unit_id, "from": r.valid_from, "to": r.valid_to, "values": [getattr(r, c) for c in columns]}  # type: ignore[attr-defined]
        for model, columns in TABLES
        for r in plan.deletes[model]
    ]  # fmt: skip
    record(
        by=by, action="units.load", kind="units.unit", text=plan.source.name,
        before={"rows": before} if before else None,
        after={"counts": dict(plan.counts), "files": plan.source.digests},
    )  # fmt: skip
