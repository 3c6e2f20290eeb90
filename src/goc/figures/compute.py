"""Computes indicators from an opened snapshot. Plain Ibis: the same expressions on every engine, no subject.

Only operations on which DuckDB and Spark agree are used (shared/deps.md section 1); percentages are made in Python
from whole numbers, so nothing is rounded on the way.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

import ibis
import pyarrow as pa

from goc.figures.definitions import Condition, Conditions, Indicator
from goc.figures.grains import GRAINS
from goc.figures.maps import LEVELS, UnitMap
from goc.figures.printing import in_prose
from goc.lib.errors import WrongUseError
from goc.snapshots.engine import Frozen

MAP_SCHEMA = pa.schema(
    [
        ("map_unit", pa.string()),
        ("map_from", pa.date32()),
        ("map_to", pa.date32()),
        *((f"at_{n}", pa.string()) for n in LEVELS),
    ]
)


@dataclass(frozen=True)
class Question:
    """Of which unit (public id; None: everything frozen), from and as of which days, on which map (None: as it was)."""

    unit: str | None
    as_of: date
    since: date | None = None
    boundaries: date | None = None


@dataclass(frozen=True)
class Figure:
    """`value` exact (a ratio's in per cent), null where nothing stands below the line; `text` as printed in prose."""

    indicator: Indicator
    question: Question
    snapshot: str
    value: Fraction | None
    numerator: Fraction
    denominator: Fraction | None
    text: str


class Computer:
    """Asks one opened snapshot; builds each grain and map once."""

    def __init__(self, frozen: Frozen) -> None:
        self.frozen = frozen
        self._located: dict[tuple[str, str, Question], Any] = {}
        self._maps: dict[date | None, Any] = {}

    @cached_property
    def units(self) -> UnitMap:
        rows = self.frozen.rows
        return UnitMap(rows("unit_versions"), rows("unit_parents"), rows("lineage"))

    def question(
        self, unit: str | None, as_of: date | None = None, since: date | None = None, boundaries: date | None = None
    ) -> Question:
        """As-of defaults to the cut-off. Raises WrongUseError for a day after it: nothing later is frozen."""
        day = as_of or self.frozen.cut_off
        if day > self.frozen.cut_off:
            raise WrongUseError(
                "Ngày %(day)s sau thời điểm chốt %(cut)s của bản chốt; hãy chọn ngày sớm hơn hoặc chốt lại.",
                day=f"{day:%d/%m/%Y}", cut=f"{self.frozen.cut_off:%d/%m/%Y}",
            )  # fmt: skip
        if since and since > day:
            raise WrongUseError("Ngày đầu kỳ %(since)s sau ngày cuối %(day)s.", since=since, day=day)
        return Question(unit, day, since, boundaries)

    def _map(self, boundaries: date | None) -> Any:
        if boundaries not in self._maps:
            rows = self.units.then() if boundaries is None else self.units.restated(boundaries)
            columns = [[r["unit"] for r in rows], [r["valid_from"] for r in rows], [r["valid_to"] for r in rows]]
            columns += [[r[level] for r in rows] for level in LEVELS]
            arrays = [pa.array(v, f.type) for v, f in zip(columns, MAP_SCHEMA, strict=True)]
            self._maps[boundaries] = ibis.memtable(pa.Table.from_arrays(arrays, schema=MAP_SCHEMA))
        return self._maps[boundaries]

    def located(self, grain_name: str, unit_by: str, q: Question, *, flow: bool) -> Any:
        """The grain's rows in time, each with at_province, at_district, at_commune, within the question's unit."""
        key = (f"{grain_name} {flow}", unit_by, q)
        if key in self._located:
            return self._located[key]
        t = GRAINS[grain_name].table(self.frozen, q.as_of)
        if flow:
            t = t.filter(t.day <= q.as_of)
            if q.since:
                t = t.filter(t.day >= q.since)
        here, m = t[f"unit_{unit_by}"], self._map(q.boundaries)
        day = t.unit_day.fill_null(ibis.literal(q.as_of)) if "unit_day" in t.columns else ibis.literal(q.as_of)
        t = t.mutate(here=here, here_day=day)
        t = t.left_join(m, [t.here == m.map_unit, t.here_day >= m.map_from, t.here_day < m.map_to])
        if q.unit is not None:
            level = self.units.level(q.unit, q.boundaries or q.as_of)
            t = t.filter(t[f"at_{level}"] == q.unit) if level in LEVELS else t.filter(t.here == q.unit)
        self._located[key] = t
        return t

    def value(self, indicator: Indicator, q: Question) -> Figure:
        t = self.located(indicator.grain, indicator.unit_by, q, flow=indicator.time == "flow")
        inside, above = predicate(t, indicator.population), predicate(t, indicator.numerator)
        wants = {"base": measure(t, indicator.weight, inside), "part": measure(t, indicator.weight, inside & above)}
        wants["rows"] = t.count(where=inside)
        hedged = indicator.weight and f"{indicator.weight}_hedge" in t.columns
        if hedged:
            wants["hedge"] = t[f"{indicator.weight}_hedge"].max(where=inside)
        row = t.aggregate(**wants).to_pyarrow().to_pylist()[0]
        base, part = exact(row["base"]), exact(row["part"])
        if indicator.kind == "ratio":
            value, numerator, denominator = (part / base * 100 if base else None), part, base
        else:
            empty = indicator.kind == "sum" and not row["rows"]
            value, numerator, denominator = (None if empty else base), base, None
        text = in_prose(indicator, value, source_hedge=(row["hedge"] or "") if hedged else "")
        return Figure(indicator, q, self.frozen.id, value, numerator, denominator, text)

    def records(self, indicator: Indicator, q: Question, of: str = "numerator") -> list[dict[str, Any]]:
        """Exactly the rows counted: record, kind, unit (public id), label, weight (1 for counts), by label."""
        t = self.located(indicator.grain, indicator.unit_by, q, flow=indicator.time == "flow")
        keep = predicate(t, indicator.population)
        if indicator.kind == "ratio" and of == "numerator":
            keep = keep & predicate(t, indicator.numerator)
        weight = t[indicator.weight].cast("decimal(18,3)") if indicator.weight else ibis.literal(1)
        rows = (
            t.filter(keep).select(record=t.record, unit=t.here, label=t.label, weight=weight).to_pyarrow().to_pylist()
        )
        kind = GRAINS[indicator.grain].kind
        return [
            {**r, "kind": kind, "weight": exact(r["weight"])}
            for r in rows
            if not indicator.weight or r["weight"] is not None
        ]


def exact(value: Any) -> Fraction:
    return Fraction(0) if value is None else Fraction(value if isinstance(value, int) else Decimal(value))


def measure(t: Any, weight: str, where: Any) -> Any:
    """A count of rows, or the sum of a column, under a condition."""
    return t[weight].cast("decimal(18,3)").sum(where=where) if weight else t.count(where=where)


def predicate(t: Any, conditions: Conditions | Iterable[Condition]) -> Any:
    """All conditions together, never null: an unknown field fails every condition but `unknown`."""
    result: Any = ibis.literal(True)
    for condition in conditions:
        result = result & _one(t[condition.field], condition)
    return result


def _one(column: Any, c: Condition) -> Any:
    tests = {
        "eq": lambda: column == c.value, "ne": lambda: column != c.value,
        "in": lambda: column.isin(c.value), "not_in": lambda: ~column.isin(c.value),
        "ge": lambda: column >= c.value, "gt": lambda: column > c.value,
        "le": lambda: column <= c.value, "lt": lambda: column < c.value,
        "unknown": lambda: column.isnull(), "known": lambda: column.notnull(),
    }  # fmt: skip
    test = tests[c.op]()
    return test if c.op in ("unknown", "known") else test.fill_null(False)
