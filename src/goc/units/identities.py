"""From versions of codes to identities: contiguous periods of a code, joined across catalogues.
Pure.

A gap in a code starts a new identity. An identity goes on in the next catalogue when it is
unmerged: `full` with one successor and one predecessor, of the same level and name (type word and
spelling aside).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from goc.lib.errors import InputError
from goc.lib.periods import Period, holds
from goc.units import rules
from goc.units.sources import Ref, ReorganisationRow, Source, SuccessionRow, UnitRow
from goc.viet.names import fold

DAY = timedelta(days=1)


@dataclass(slots=True, eq=False)
class Run:
    """A code without a gap: one identity, or a part of one."""

    ref: Ref
    rows: list[UnitRow]

    @property
    def start(self) -> date:
        return self.rows[0].start

    @property
    def end(self) -> date | None:
        return self.rows[-1].end

    @property
    def period(self) -> Period:
        return Period(self.start, self.end)

    def row_at(self, day: date) -> UnitRow | None:
        return next((r for r in self.rows if holds(r.start, r.end, day)), None)


class Timeline:
    """All runs by code; raises InputError for versions that overlap and parents that are not
    there.
    """

    def __init__(self, rows: list[UnitRow]) -> None:
        self.runs: dict[Ref, list[Run]] = defaultdict(list)
        by_code: dict[Ref, list[UnitRow]] = defaultdict(list)
        for row in rows:
            by_code[row.ref].append(row)
        for ref, versions in by_code.items():
            versions.sort(key=lambda r: (r.start, r.line))
            for row in versions:
                self._append(ref, row)
        for row in rows:
            self._check_parent(row)

    def _append(self, ref: Ref, row: UnitRow) -> None:
        last = self.runs[ref][-1].rows[-1] if self.runs[ref] else None
        if last is not None:
            _check_apart(last, row)
        if last is not None and last.end == row.start:
            self.runs[ref][-1].rows.append(row)
        else:
            self.runs[ref].append(Run(ref, [row]))

    def _check_parent(self, row: UnitRow) -> None:
        if row.parent is None:
            if rules.level_of(row.kind) != "province":
                _refuse(row, "%(unit)s không có đơn vị cấp trên. Hãy điền parent_code.")
            return
        if row.parent not in self.runs:
            _refuse(
                row,
                "%(unit)s thuộc mã %(parent)s, nhưng mã này không có trong tệp. Hãy thêm hoặc sửa "
                "parent_code.",
            )
        above = self.run_at(row.parent, row.start)
        if above is None or not above.period.covers(Period(row.start, row.end)):
            _refuse(
                row,
                "%(unit)s thuộc mã %(parent)s từ %(start)s đến %(end)s, nhưng %(parent)s không "
                "tồn tại suốt thời "
                "gian đó (%(periods)s). Hãy sửa parent_code hoặc ngày của một trong hai đơn vị.",
                periods="; ".join(f"{r.start} đến {r.end or 'nay'}" for r in self.runs[row.parent]),
            )
        assert above is not None
        upper = above.row_at(row.start)
        if upper is not None and not rules.stands_above(upper.kind, row.kind):
            _refuse(
                row,
                "%(unit)s không thể thuộc %(upper)s: cùng cấp hoặc cấp dưới. Hãy sửa parent_code.",
                upper=upper,
            )

    def run_at(self, ref: Ref, day: date) -> Run | None:
        return next((r for r in self.runs.get(ref, []) if day in r.period), None)

    def all_runs(self) -> list[Run]:
        return [run for runs in self.runs.values() for run in runs]

    def province_of(self, run: Run, day: date) -> Run:
        """The top of the tree above a run on a day within it."""
        row = run.row_at(day) or run.rows[-1]
        above = self.run_at(row.parent, day) if row.parent else None
        return self.province_of(above, day) if above else run


def _refuse(row: UnitRow, what: str, **params: object) -> None:
    parent = f"{row.ref[0]}:{row.parent_code}"
    raise InputError(
        "units.csv, dòng %(line)s: " + what,
        line=row.line,
        unit=row,
        parent=parent,
        start=row.start,
        end=row.end or "nay",
        **params,
    )


def _check_apart(last: UnitRow, row: UnitRow) -> None:
    if last.start == row.start:
        _refuse(
            row,
            "%(unit)s có hai bản cùng bắt đầu ngày %(start)s (dòng %(other)s cũng vậy). Hãy bỏ "
            "một dòng.",
            other=last.line,
        )
    if last.end is None or row.start < last.end:
        _refuse(
            row,
            "%(unit)s bắt đầu ngày %(start)s, trùng thời gian với dòng %(other)s (từ %(from)s đến "
            "%(to)s). "
            "Hãy sửa valid_to của dòng %(other)s hoặc valid_from của dòng %(line)s.",
            **{"other": last.line, "from": last.start, "to": last.end or "nay"},
        )


@dataclass(frozen=True, slots=True)
class Passage:
    """A succession with both ends found."""

    row: SuccessionRow
    origin: Run
    target: Run | None


def passages(source: Source, timeline: Timeline) -> list[Passage]:
    """Raises InputError for a row whose unit is not there on its day."""
    found = []
    for row in source.successions:
        origin = timeline.run_at(row.origin, row.on - DAY)
        target = timeline.run_at(row.target, row.on) if row.target else None
        if origin is None or (row.target and target is None):
            ref, day = (
                (row.origin, row.on - DAY) if origin is None else (row.target or row.origin, row.on)
            )
            raise InputError(
                "successions.csv, dòng %(line)s: không có đơn vị %(unit)s vào ngày %(day)s trong "
                "units.csv. "
                "Hãy sửa mã hoặc ngày.",
                line=row.line,
                unit=":".join(ref),
                day=day,
            )
        found.append(Passage(row, origin, target))
    return found


def provinces(source: Source, timeline: Timeline) -> list[tuple[ReorganisationRow, Run]]:
    """Each reorganisation with its province, alive on the day or until the day before."""
    found = []
    for row in source.reorganisations:
        run = timeline.run_at(row.province, row.on) or timeline.run_at(row.province, row.on - DAY)
        if run is None:
            raise InputError(
                "reorganisations.csv, dòng %(line)s: không có tỉnh %(unit)s vào ngày %(day)s "
                "trong units.csv. "
                "Hãy sửa mã hoặc ngày.",
                line=row.line,
                unit=":".join(row.province),
                day=row.on,
            )
        found.append((row, run))
    return found


def continued(found: list[Passage]) -> dict[Run, Run]:
    """Later run → earlier run of the same unmerged unit in another catalogue."""
    across = [p for p in found if p.target and p.origin.ref[0] != p.target.ref[0]]
    leaving, arriving = Counter(p.origin for p in across), Counter(p.target for p in across)
    return {
        p.target: p.origin
        for p in across
        if p.target
        and p.row.share == "full"
        and leaving[p.origin] == arriving[p.target] == 1
        and _same(p)
    }


def _same(passage: Passage) -> bool:
    assert passage.target is not None
    old, new = passage.origin.rows[-1], passage.target.rows[0]
    return (
        old.end == new.start == passage.row.on
        and rules.level_of(old.kind) == rules.level_of(new.kind)
        and fold(rules.short_name(old.name)) == fold(rules.short_name(new.name))
    )
