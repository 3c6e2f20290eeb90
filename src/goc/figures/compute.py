"""Computes indicators from an opened snapshot. Plain Ibis: the same expressions on every engine, no
subject.

Only operations on which DuckDB and Spark agree are used (shared/deps.md section 1); percentages are
made in Python from whole numbers, so nothing is rounded on the way.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

import ibis
import pyarrow as pa

from goc.figures.answers import Answers, NothingKept, answered
from goc.figures.definitions import Condition, Conditions, Indicator, fingerprint
from goc.figures.freeze import NAME as UNIT_MAP
from goc.figures.grains import GRAINS, Grain, Wanted
from goc.figures.maps import LEVELS, MAP, UnitMap
from goc.figures.printing import in_prose
from goc.figures.results import (
    by_unit_as_json,
    by_unit_from_json,
    figure_as_json,
    figure_from_json,
    question_as_json,
)
from goc.figures.values import ByUnit, Figure, Question
from goc.lib.errors import InputError, WrongUseError
from goc.snapshots.engine import Frozen
from goc.snapshots.parquet import ARROW
from goc.viet.names import text_key

__all__ = ["Computer", "Figure", "Question"]

Row = dict[str, Any]


class Computer:
    """Asks one opened snapshot; builds each grain and map once.

    `eager`: each grain's rows are computed once with all their columns and kept in memory, for
    those who ask many figures (a dossier): compiling the joins costs more than running them.
    `answers`: numbers counted before (without it all is counted anew). `units`: the map of this
    snapshot, where somebody has it already.
    """

    def __init__(
        self,
        frozen: Frozen,
        *,
        eager: bool = False,
        answers: Answers | None = None,
        units: UnitMap | None = None,
    ) -> None:
        self.frozen, self.eager = frozen, eager
        self.answers: Answers = answers or NothingKept()
        if units is not None:
            self.units = units
        self._located: dict[tuple[Any, ...], Any] = {}
        self._maps: dict[date | None, Any] = {}
        self._units_asked: dict[str, Any] = {}

    @cached_property
    def units(self) -> UnitMap:
        return UnitMap(*(self.frozen.rows(name) for name in UnitMap.MADE_OF))

    def question(
        self,
        unit: str | None,
        as_of: date | None = None,
        since: date | None = None,
        boundaries: date | None = None,
    ) -> Question:
        """As-of defaults to the cut-off. Raises WrongUseError for a day after it: nothing later is
        frozen; InputError for a unit that is not on the map asked for.
        """
        day = as_of or self.frozen.cut_off
        if day > self.frozen.cut_off:
            raise WrongUseError(
                "Ngày %(day)s sau thời điểm chốt %(cut)s của bản chốt; hãy chọn ngày sớm hơn hoặc "
                "chốt lại.",
                day=f"{day:%d/%m/%Y}",
                cut=f"{self.frozen.cut_off:%d/%m/%Y}",
            )
        if since and since > day:
            raise WrongUseError(
                "Ngày đầu kỳ %(since)s sau ngày cuối %(day)s.",
                since=f"{since:%d/%m/%Y}",
                day=f"{day:%d/%m/%Y}",
            )
        if unit is not None and unit not in self.units.versions:
            raise InputError("Bản chốt số liệu không có đơn vị này; hãy chốt lại.")
        if unit is not None and boundaries is not None and not self.units.valid(unit, boundaries):
            raise InputError(
                "«%(unit)s» không có trên địa giới ngày %(day)s; hãy hỏi đơn vị kế tiếp của nó.",
                unit=self.units.name(unit, boundaries),
                day=f"{boundaries:%d/%m/%Y}",
            )
        return Question(unit, day, since, boundaries)

    def _map(self, boundaries: date | None) -> Any:
        if boundaries not in self._maps:
            is_frozen = boundaries is None and UNIT_MAP in self.frozen.files
            made = self.frozen.table(UNIT_MAP) if is_frozen else self._laid_map(boundaries)
            self._maps[boundaries] = made
        return self._maps[boundaries]

    def _laid_map(self, boundaries: date | None) -> Any:
        units = self.units
        rows = units.rows_then() if boundaries is None else units.rows_restated(boundaries)
        columns = zip(*rows, strict=True) if rows else [[] for _ in MAP]
        arrays = [
            pa.array(values, ARROW[kind])
            for values, kind in zip(columns, MAP.values(), strict=True)
        ]
        return self.frozen.lay(pa.Table.from_arrays(arrays, names=list(MAP)))

    def located(
        self,
        grain_name: str,
        unit_by: str,
        q: Question,
        *,
        flow: bool,
        wanted: Iterable[str] | None = None,
    ) -> Any:
        """The grain's rows in time, each with at_province, at_district, at_commune and stood_at
        (the level of its own unit's place), within the question's unit.

        `wanted`: the columns that will be read (None: all); what nobody reads is not joined.
        """
        columns = None if wanted is None or self.eager else frozenset(wanted)
        key = (grain_name, flow, unit_by, q, columns)
        if key not in self._located:
            made = self._locate(GRAINS[grain_name], unit_by, q, flow, columns)
            self._located[key] = self.frozen.keep(made) if self.eager else made
        return self._located[key]

    def _locate(self, grain: Grain, unit_by: str, q: Question, flow: bool, wanted: Wanted) -> Any:
        t = grain.table(self.frozen, q.as_of, wanted)
        if flow:
            t = t.filter(t.day <= q.as_of)
            if q.since:
                t = t.filter(t.day >= q.since)
        here, m = t[f"unit_{unit_by}"], self._map(q.boundaries)
        day = (
            t.unit_day.fill_null(ibis.literal(q.as_of))
            if "unit_day" in t.columns
            else ibis.literal(q.as_of)
        )
        t = t.mutate(here=here, here_day=day)
        t = t.left_join(m, [t.here == m.map_unit, t.here_day >= m.map_from, t.here_day < m.map_to])
        if q.unit is not None:
            t = t.filter(self._within(t, q.unit, q.boundaries or q.as_of))
        if grain.shared:
            t = t.mutate(turn=ibis.row_number().over(group_by=t.record, order_by=t.here))
            t = t.filter(t.turn == 0).drop("turn")
        return t

    def _within(self, t: Any, unit: str, day: date) -> Any:
        """Of a province, district or commune: what lies there; of a military region, an agency, a
        ministry: what lies in one of the units below it on either line.
        """
        level = self.units.level(unit, day)
        if level in LEVELS:
            return t[f"at_{level}"] == self._asked(unit)
        below = self.units.under(unit, day)
        inside = t.here.isin(sorted(below))
        for level in LEVELS:
            if there := sorted(set(self.units.at_level(level, day)) & below):
                inside = inside | t[f"at_{level}"].isin(there).fill_null(False)
        return inside

    def _asked(self, unit: str) -> Any:
        """The unit as the engine finds it in a table: what is asked about another unit is the same
        expression.
        """
        if unit not in self._units_asked:
            self._units_asked[unit] = self.frozen.lay(pa.table({"unit": [unit]}))
        return self._units_asked[unit].unit.as_scalar()

    def value(self, indicator: Indicator, q: Question) -> Figure:
        return self.values([indicator], q)[0]

    def values(self, indicators: Iterable[Indicator], q: Question) -> list[Figure]:
        """Many figures at once, in the order given: one query for all that count the same kind of
        row.
        """
        asked = list(indicators)
        parts = self._parts([part for i in asked for part in i.parts], q)
        return [self._joined(i, [parts[part.id] for part in i.parts]) for i in asked]

    def _parts(self, asked: list[Indicator], q: Question) -> dict[str, Figure]:
        found = self._kept(asked, q)
        if missing := [i for i in asked if i.id not in found]:
            with self.answers.alone(["figures", *(_of_figure(i, q) for i in missing)]):
                found |= self._kept(missing, q)
                found |= self._keep(self._counted([i for i in missing if i.id not in found], q))
        return found

    def _joined(self, indicator: Indicator, parts: list[Figure]) -> Figure:
        """One figure out of what was counted for it; a quotient of what nobody recorded, or by
        nothing, has no value.
        """
        above, *others = parts
        if not others:
            return above
        below, value = others[0], None
        if above.value is not None and below.value:
            value = above.value / below.value * (100 if indicator.kind == "ratio" else 1)
        text = in_prose(indicator, value)
        return replace(
            above, indicator=indicator, value=value, denominator=below.numerator, text=text
        )

    def _keep(self, new: dict[str, Figure]) -> dict[str, Figure]:
        for figure in new.values():
            question = _of_figure(figure.indicator, figure.question)
            self.answers.keep(question, figure_as_json(figure))
        return new

    def _kept(self, asked: list[Indicator], q: Question) -> dict[str, Figure]:
        told = {i.id: (i, self.answers.find(_of_figure(i, q))) for i in asked}
        return {
            id_: figure_from_json(kept, (indicator, q, self.frozen.id))
            for id_, (indicator, kept) in told.items()
            if kept is not None
        }

    def _counted(self, asked: list[Indicator], q: Question) -> dict[str, Figure]:
        groups: dict[tuple[str, str, str], list[Indicator]] = {}
        for indicator in asked:
            groups.setdefault((indicator.grain, indicator.unit_by, indicator.time), []).append(
                indicator
            )
        found: dict[str, Figure] = {}
        for together in groups.values():
            t = self._rows(together, q, *(f"{i.weight}_hedge" for i in together if i.weight))
            wants = {f"{n}_{k}": v for n, i in enumerate(together) for k, v in _wants(t, i).items()}
            row = self.frozen.ask(t.aggregate(**wants))[0]
            for n, i in enumerate(together):
                own = {k.partition("_")[2]: v for k, v in row.items() if k.startswith(f"{n}_")}
                found[i.id] = self._figure(i, q, own)
        return found

    def _figure(self, indicator: Indicator, q: Question, row: Row) -> Figure:
        base, part = exact(row["base"]), exact(row["part"])
        if indicator.kind == "ratio":
            value, numerator, denominator = (part / base * 100 if base else None), part, base
        else:
            empty = indicator.kind == "sum" and not row["rows"]
            value, numerator, denominator = (None if empty else base), base, None
        if untold(part, row):
            value = None
        one_word = row.get("hedge") if row.get("hedge") == row.get("other") else ""
        text = in_prose(indicator, value, source_hedge=one_word or "")
        return Figure(indicator, q, self.frozen.id, value, numerator, denominator, text)

    def _rows(self, indicators: list[Indicator], q: Question, *also: str) -> Any:
        """The located rows of indicators on one grain, with the columns they read."""
        first, read = indicators[0], set(also)
        for i in indicators:
            read |= {c.field for c in (*i.population, *i.numerator)} | {i.weight}
        return self.located(first.grain, first.unit_by, q, flow=first.time == "flow", wanted=read)

    def values_by(self, indicator: Indicator, q: Question, level: str) -> ByUnit:
        """Unit of a level (None: not determined) → (numerator, denominator); both the same for a
        count or a sum. The numerator is None where it is not known, or nothing was recorded.
        """
        if indicator.per is not None:
            above, below = (self.values_by(part, q, level) for part in indicator.parts)
            nothing = (None if indicator.weight else Fraction(0), Fraction(0))
            return {
                unit: (above.get(unit, nothing)[0], below.get(unit, nothing)[1])
                for unit in above | below
            }
        asked = ["by unit", level, fingerprint(indicator), *question_as_json(q)]
        found = answered(
            self.answers, asked, lambda: by_unit_as_json(self._counted_by(indicator, q, level))
        )
        return by_unit_from_json(found)

    def _counted_by(self, indicator: Indicator, q: Question, level: str) -> ByUnit:
        t = self._rows([indicator], q)
        inside, above = predicate(t, indicator.population), predicate(t, indicator.numerator)
        part = inside & above if indicator.kind == "ratio" else inside
        rows = t.group_by(at=t[f"at_{level}"]).aggregate(
            base=measure(t, indicator.weight, inside),
            part=measure(t, indicator.weight, part),
            **_wants_untold(t, indicator),
        )
        found: ByUnit = {}
        for r in self.frozen.ask(rows):
            numerator = exact(r["part"])
            nothing = indicator.kind == "sum" and r["part"] is None
            found[r["at"]] = (
                None if nothing or untold(numerator, r) else numerator,
                exact(r["base"]),
            )
        return found

    def records(self, indicator: Indicator, q: Question, of: str = "numerator") -> list[Row]:
        """Exactly the rows counted: record, kind, unit (public id), label, weight (1 for counts),
        by label.
        """
        if indicator.per is not None:
            return self.records(indicator.parts[of == "denominator"], q)
        t = self._rows([indicator], q, *SHOWN)
        keep = predicate(t, indicator.population)
        if indicator.kind == "ratio" and of == "numerator":
            keep = keep & predicate(t, indicator.numerator)
        return self.listed(t.filter(keep), GRAINS[indicator.grain], indicator.weight)

    def listed(self, t: Any, grain: Grain, weight: str = "") -> list[Row]:
        """The rows of a located table as records; where a column is summed, those that have a
        value.
        """
        columns = {"record": t.record, "unit": t.here, "label": t.label}
        columns["weight"] = t[weight].cast("decimal(18,3)") if weight else ibis.literal(1)
        if "sort_key" in t.columns:
            columns["sort_key"] = t.sort_key
        if grain.page:
            columns["page_of"] = t[grain.page.of]
        rows = self.frozen.ask(t.select(**columns))
        made = [
            {
                **r,
                "kind": grain.kind,
                "page": grain.page.name if grain.page else "",
                "names_people": grain.names_people,
                "weight": exact(r["weight"]),
            }
            for r in rows
            if r["weight"] is not None
        ]
        return sorted(made, key=lambda r: (r.get("sort_key") or text_key(r["label"]), r["record"]))


def _of_figure(indicator: Indicator, q: Question) -> list[Any]:
    return ["figure", fingerprint(indicator), *question_as_json(q)]


def _wants(t: Any, i: Indicator) -> Row:
    """What is asked of the located rows for one figure; the word of the source where all that have
    one say the same.
    """
    inside, above = predicate(t, i.population), predicate(t, i.numerator)
    wants = {"base": measure(t, i.weight, inside), "part": measure(t, i.weight, inside & above)}
    wants["rows"] = t[i.weight].count(where=inside) if i.weight else t.count(where=inside)
    wants |= _wants_untold(t, i)
    hedge = f"{i.weight}_hedge"
    if i.weight and hedge in t.columns:
        said = inside & (t[hedge] != "").fill_null(False)
        wants |= {"hedge": t[hedge].max(where=said), "other": t[hedge].min(where=said)}
    return wants


def _wants_untold(t: Any, i: Indicator) -> Row:
    open_rows = undecided(t, i.grain, (*i.population, *i.numerator))
    return {} if open_rows is None else {"untold": t.count(where=open_rows)}


def untold(part: Fraction, row: Row) -> bool:
    """Whether a count of none is not nought but not known: of some rows nobody ever said."""
    return not part and bool(row.get("untold"))


SHOWN = ("label", "sort_key")
"""What a list of records shows, besides the record itself."""


def exact(value: Any) -> Fraction:
    return (
        Fraction(0)
        if value is None
        else Fraction(value if isinstance(value, int) else Decimal(value))
    )


def measure(t: Any, weight: str, where: Any) -> Any:
    """A count of rows, or the sum of a column, under a condition."""
    return t[weight].cast("decimal(18,3)").sum(where=where) if weight else t.count(where=where)


def predicate(t: Any, conditions: Conditions | Iterable[Condition]) -> Any:
    """All conditions together, never null: an unknown field fails every condition but `unknown`."""
    result: Any = ibis.literal(True)
    for condition in conditions:
        result = result & _one(t[condition.field], condition)
    return result


def undecided(t: Any, grain: str, conditions: Conditions) -> Any:
    """The rows that may fulfil the conditions for all that was told; None where no condition reads
    a column that may be untold.
    """
    columns = GRAINS[grain].columns
    open_ = [
        c for c in conditions if columns[c.field].may_be_untold and c.op not in ("known", "unknown")
    ]
    if not open_:
        return None
    possible: Any = ibis.literal(True)
    for c in conditions:
        fulfilled = _one(t[c.field], c)
        possible &= fulfilled | t[c.field].isnull() if c in open_ else fulfilled
    return possible & ~predicate(t, conditions)


def open_to(t: Any, conditions: Conditions, needs: Iterable[str] = ()) -> Any:
    """The rows that fulfil the conditions as far as is known: whatever a condition reads may not be
    known; where one of `needs` is not, nothing is.
    """
    possible: Any = ibis.literal(True)
    for c in conditions:
        column = t[c.field]
        is_of_knowing = c.op in ("known", "unknown")
        possible &= _one(column, c) if is_of_knowing else _one(column, c) | column.isnull()
    for name in needs:
        possible |= t[name].isnull()
    return possible


def _one(column: Any, c: Condition) -> Any:
    if c.op in ("unknown", "known"):
        return column.isnull() if c.op == "unknown" else column.notnull()
    if c.op in ("in", "not_in"):
        test = column.isin(c.value) if c.op == "in" else ~column.isin(c.value)
    else:
        test = getattr(operator, c.op)(column, c.value)
    return test.fill_null(False)
