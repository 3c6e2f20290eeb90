"""What must be written so that the register says what a catalogue says. Reads the site, writes
nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from goc.lib.errors import InputError
from goc.lib.periods import Period
from goc.units import identities, rules
from goc.units.identities import Run, Timeline
from goc.units.models import (
    Lineage,
    Reorganisation,
    Unit,
    UnitAlias,
    UnitCode,
    UnitParent,
    UnitVersion,
)
from goc.units.overlay import Fact, lay_over, merge
from goc.units.sources import Source, SuccessionRow, UnitRow
from goc.viet.names import fold

MANY = 2000


class Table(NamedTuple):
    """A dated table a catalogue speaks about, and the columns that carry its word."""

    model: Any
    columns: list[str]


TABLES = [
    Table(UnitVersion, ["name", "folded", "kind"]),
    Table(UnitCode, ["catalogue", "code"]),
    Table(UnitParent, ["line", "parent_id"]),
]
COUNTED = {"UnitVersion": "versions", "UnitCode": "codes", "UnitParent": "parents"}


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


Acts = dict[tuple[date, int | None], Reorganisation]
"""Reorganisations of this site by day and province."""


@dataclass(frozen=True, slots=True)
class Link:
    """A succession to be written."""

    said: SuccessionRow
    reorganisation: Reorganisation
    origin: Identity
    target: Identity | None

    def row(self) -> Lineage:
        return Lineage(
            on=self.said.on,
            share=self.said.share,
            basis=self.said.basis,
            reorganisation=self.reorganisation,
            from_unit=self.origin.unit,
            to_unit=self.target.unit if self.target else None,
        )


@dataclass(eq=False)
class Plan:
    """What must be written so that the register says what the source says."""

    source: Source
    timeline: Timeline = field(init=False)
    identities: list[Identity] = field(default_factory=list)
    of_run: dict[Run, Identity] = field(default_factory=dict)
    deletes: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    inserts: dict[str, list[tuple[Identity, Fact]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    aliases: list[tuple[Identity, str]] = field(default_factory=list)
    reorganisations: dict[tuple[date, Identity], Reorganisation] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    relearnt: list[Lineage] = field(default_factory=list)
    outliving: list[tuple[Any, date]] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
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
        for table in TABLES:
            self._compare_table(table)
        self._compare_aliases()
        self._compare_lineage()
        self._end_with_their_units()
        self.counts["units"] = sum(i.fresh for i in self.identities)
        for table in TABLES:
            its = table.model.__name__
            self.counts[COUNTED[its]] = len(self.inserts[its])
            self.counts["corrected"] += len(self.deletes[its])
        self.counts["aliases"] = len(self.aliases)
        self.counts["lineage"] = len(self.links)
        self.counts["corrected"] += len(self.relearnt) + len(self.outliving)

    def _match(self) -> dict[Run, int]:
        """The unit this site has for a run: the one that bears its code on a day of it."""
        catalogues = {row.ref[0] for row in self.source.units}
        have = defaultdict(list)
        for code in UnitCode.objects.filter(catalogue__in=catalogues).order_by("valid_from"):
            have[code.catalogue, code.code].append(code)
        self.strangers = [":".join(ref) for ref in sorted(have) if ref not in self.timeline.runs]
        matched: dict[Run, int] = {}
        for ref, codes in have.items():
            taken: set[int] = set()
            for run in self.timeline.runs.get(ref, []):
                units = {c.unit_id for c in codes if c.unit_id not in taken and _meets(run, c)}
                if len(units) > 1:
                    raise InputError(
                        "units.csv, dòng %(line)s: %(unit)s là một đơn vị liên tục, nhưng điểm "
                        "cài đặt này có %(n)s "
                        "đơn vị mang mã ấy trong cùng thời gian. Hãy sửa mã của các đơn vị đã có "
                        "trước khi nạp.",
                        line=run.rows[0].line,
                        unit=run.rows[0],
                        n=len(units),
                    )
                if units:
                    matched[run] = units.pop()
                    taken.add(matched[run])
        return matched

    def _identify(self, matched: dict[Run, int]) -> None:
        units = (
            Unit.objects.in_bulk(list(matched.values()))
            if len(matched) < MANY
            else Unit.objects.in_bulk()
        )
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
                    "units.csv, dòng %(line)s: %(unit)s và %(other)s là hai đơn vị trong cùng "
                    "thời gian, nhưng điểm "
                    "cài đặt này coi hai mã là một đơn vị. Hãy sửa mã của đơn vị đã có trước khi "
                    "nạp.",
                    line=run.rows[0].line,
                    unit=run.rows[0],
                    other=identity.runs[-1].rows[-1],
                )
            identity.runs.append(run)
            self.of_run[run] = identity

    def _continued(self, run: Run, matched: dict[Run, int]) -> Identity | None:
        """The identity that goes on in this run, unless the site keeps the two as units of their
        own.
        """
        identity = self.of_run.get(self.earlier.get(run, run))
        if identity is None or (
            run in matched and identity.unit and identity.unit.pk != matched[run]
        ):
            return None
        return identity

    def _facts(self, table: Table, identity: Identity) -> list[Fact]:
        """The source's word about an identity; parents as the identity itself until units have
        numbers.
        """
        rows = [row for run in identity.runs for row in run.rows]
        if table.model is UnitVersion:
            return merge([Fact(r.start, r.end, (r.name, fold(r.name), r.kind)) for r in rows])
        if table.model is UnitCode:
            return [Fact(run.start, run.end, run.ref) for run in identity.runs]
        return merge([Fact(r.start, r.end, ("civil", self._above(r))) for r in rows if r.parent])

    def _above(self, row: UnitRow) -> Identity:
        assert row.parent is not None
        run = self.timeline.run_at(row.parent, row.start)
        assert run is not None
        return self.of_run[run]

    def _compare_table(self, table: Table) -> None:
        kept = self._kept(table)
        for identity in self.identities:
            have = kept[identity.unit.pk] if identity.unit else {}
            shall = lay_over(
                self._facts(table, identity), list(have), first=self.first, last=self.last
            )
            self.deletes[table.model.__name__] += [
                row for fact, row in have.items() if fact not in shall
            ]
            self.inserts[table.model.__name__] += [
                (identity, fact) for fact in shall if fact not in have
            ]

    def _kept(self, table: Table) -> dict[int, dict[Fact, Any]]:
        """The rows this site has for its units, by unit and by what they say."""
        mine = {i.unit.pk: i for i in self.identities if i.unit}
        kept: dict[int, dict[Fact, Any]] = defaultdict(dict)
        if not mine:
            return kept
        for row in table.model.objects.order_by("valid_from"):
            if row.unit_id in mine and self._spoken_of(row):
                kept[row.unit_id][self._fact(table, row, mine)] = row
        return kept

    def _spoken_of(self, row: Any) -> bool:
        """Codes of other catalogues and the military line are not this source's business."""
        if isinstance(row, UnitCode):
            return (row.catalogue, row.code) in self.timeline.runs
        return not isinstance(row, UnitParent) or row.line == "civil"

    def _fact(self, table: Table, row: Any, mine: dict[int, Identity]) -> Fact:
        values = [getattr(row, c) for c in table.columns]
        if table.model is UnitParent:
            values[-1] = mine.get(values[-1], values[-1])
        return Fact(row.valid_from, row.valid_to, tuple(values))

    def _compare_aliases(self) -> None:
        have = set(UnitAlias.objects.values_list("unit_id", "name"))
        for row in self.source.spellings:
            run = self.timeline.run_at(row.ref, row.start)
            if run is None:
                raise InputError(
                    "spelling_variants.csv, dòng %(line)s: không có đơn vị %(unit)s vào ngày "
                    "%(day)s trong units.csv.",
                    line=row.line,
                    unit=":".join(row.ref),
                    day=row.start,
                )
            identity = self.of_run[run]
            key = (identity.unit.pk if identity.unit else id(identity), row.spelling)
            if key not in have:
                have.add(key)
                self.aliases.append((identity, row.spelling))

    def _compare_lineage(self) -> None:
        have = {(r.on, r.province_id): r for r in Reorganisation.objects.order_by("-id")}
        self._compare_reorganisations(have)
        known = {(r.on, r.from_unit_id, r.to_unit_id): r for r in Lineage.objects.all()}
        for passage in self.passages:
            row, origin = passage.row, self.of_run[passage.origin]
            target = self.of_run[passage.target] if passage.target else None
            if target is origin and passage.origin is not passage.target:
                continue  # an unmerged unit that goes on in the next catalogue
            province = self.of_run[
                self.timeline.province_of(passage.origin, row.on - identities.DAY)
            ]
            old = known.get((row.on, *_ends(origin, target)))
            if old is None:
                act = self._reorganisation((row.on, province), have)
                self.links.append(Link(row, act, origin, target))
            elif (old.share, old.basis) != (row.share, row.basis):
                old.share, old.basis = row.share, row.basis
                self.relearnt.append(old)

    def _compare_reorganisations(self, have: Acts) -> None:
        bases: dict[tuple[date, Identity], list[str]] = defaultdict(list)
        for act, run in self.provinces:
            bases[act.on, self.of_run[run]] += [b for b in act.legal_basis.split(" | ") if b]
        for key, texts in bases.items():
            self._reorganisation(key, have, " | ".join(dict.fromkeys(texts)))

    def _end_with_their_units(self) -> None:
        """Military superiors of the site that would outlive a unit ended by the catalogue; what else
        hangs on it: `endings`.
        """
        ends = {i.unit.pk: i.runs[-1].end for i in self.identities if i.unit}
        for row in UnitParent.objects.exclude(line=UnitParent.Line.CIVIL):
            end = ends.get(row.unit_id)
            if end and row.valid_from < end and (row.valid_to is None or row.valid_to > end):
                self.outliving.append((row, end))

    def _reorganisation(
        self,
        key: tuple[date, Identity],
        have: Acts,
        basis: str = "",
    ) -> Reorganisation:
        """The one of that day and province: met before, of this site, or a new one."""
        if key not in self.reorganisations:
            on, identity = key
            old = have.get((on, identity.unit.pk)) if identity.unit else None
            if old is None:
                kinds = Reorganisation.Kind
                kind = kinds.LEVEL_ABOLISHED if on == self.abolished else kinds.CHANGE
                old = Reorganisation(
                    on=on, kind=kind, legal_basis=basis, source=self.source.name[-300:]
                )
                row = identity.runs[-1].row_at(on) or identity.runs[0].row_at(on - identities.DAY)
                name = rules.in_text(row.name) if row else ""
                old.title = f"Sắp xếp đơn vị hành chính {name}".strip()
                self.counts["reorganisations"] += 1
            self.reorganisations[key] = old
        return self.reorganisations[key]


def _meets(run: Run, code: UnitCode) -> bool:
    return run.period.overlaps(Period(code.valid_from, code.valid_to))


def _ends(origin: Identity, target: Identity | None) -> tuple[int, int | None]:
    """The unit numbers of a passage; -1, which no unit has, for one that is new."""
    start = origin.unit.pk if origin.unit else -1
    return start, None if target is None else target.unit.pk if target.unit else -1
