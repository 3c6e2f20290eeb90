"""On which map a row is counted: as it was on its day, or restated on the map of another day by lineage. Plain.

`then` gives, for each unit and stretch of time, the province, district and commune it belonged to. `restated` gives,
for each unit, where it lies on the map of a day; what lineage cannot attribute stays with the lowest unit that is
sure (its level and those below are empty: the line "chưa xác định", inside the totals of everything above).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

LEVELS = ("province", "district", "commune")
FIRST, LAST = date(1, 1, 1), date(9999, 12, 31)
Row = dict[str, Any]
Places = dict[str, str]


@dataclass(frozen=True)
class Stretch:
    """[start, end) and what a unit is or belongs to meanwhile."""

    start: date
    end: date
    places: Places = field(default_factory=dict)


class UnitMap:
    """Built from the frozen rows of unit_versions, unit_parents (one line) and lineage."""

    def __init__(self, versions: list[Row], parents: list[Row], lineage: list[Row], line: str = "civil") -> None:
        self.versions, self.parents = defaultdict(list), defaultdict(list)
        self.into, self.out_of = defaultdict(list), defaultdict(list)
        for v in versions:
            self.versions[v["unit"]].append((v["valid_from"], v["valid_to"] or LAST, v["level"], v["name"], v["kind"]))
        for p in parents:
            if p["line"] == line:
                self.parents[p["unit"]].append((p["valid_from"], p["valid_to"] or LAST, p["parent"]))
        for edge in lineage:
            self.into[edge["from_unit"]].append((edge["to_unit"], edge["share"]))
            if edge["to_unit"]:
                self.out_of[edge["to_unit"]].append((edge["from_unit"], edge["share"]))
        for rows in (*self.versions.values(), *self.parents.values()):
            rows.sort()
        self._stretches: dict[str, list[Stretch]] = {}

    def name(self, unit: str, day: date) -> str:
        """The name valid on a day, else the latest before it, else the first."""
        rows = self.versions.get(unit, [])
        before = [name for start, _, _, name, _ in rows if start <= day]
        return before[-1] if before else rows[0][3] if rows else ""

    def level(self, unit: str, day: date) -> str:
        rows = self.versions.get(unit, [])
        before = [level for start, _, level, _, _ in rows if start <= day]
        return before[-1] if before else rows[0][2] if rows else ""

    def valid(self, unit: str, day: date) -> bool:
        return any(start <= day < end for start, end, *_ in self.versions.get(unit, []))

    def stretches(self, unit: str) -> list[Stretch]:
        """The unit's whole life, cut wherever it or something above it changed."""
        if unit in self._stretches:
            return self._stretches[unit]
        self._stretches[unit] = []  # a ring of parents, should there be one, ends here
        made = []
        for start, end, level, _, _ in self.versions.get(unit, []):
            own = {level: unit} if level in LEVELS else {}
            free = start
            for since, until, parent in self.parents.get(unit, []):
                for above in self.stretches(parent):
                    low, high = max(start, since, above.start), min(end, until, above.end)
                    if low >= high:
                        continue
                    if free < low:
                        made.append(Stretch(free, low, own))
                    made.append(Stretch(low, high, {**above.places, **own}))
                    free = high
            if free < end:
                made.append(Stretch(free, end, own))
        self._stretches[unit] = made
        return made

    def places(self, unit: str, day: date) -> Places:
        """Province, district and commune of a unit on a day; empty when it is not valid then."""
        return next((s.places for s in self.stretches(unit) if s.start <= day < s.end), {})

    def then(self) -> list[Row]:
        """Rows unit, valid_from, valid_to, province, district, commune for the map as it was."""
        return [
            {"unit": unit, "valid_from": s.start, "valid_to": s.end, **{n: s.places.get(n) for n in LEVELS}}
            for unit in self.versions
            for s in self.stretches(unit)
        ]

    def restated(self, day: date) -> list[Row]:
        """The same rows on the map of one day, one for each unit's whole life."""
        memo: dict[str, tuple[str | None, Places]] = {}
        rows = []
        for unit in self.versions:
            _, places = self._attribute(unit, day, memo)
            rows.append({"unit": unit, "valid_from": FIRST, "valid_to": LAST, **{n: places.get(n) for n in LEVELS}})
        return rows

    def _attribute(self, unit: str, day: date, memo: dict[str, tuple[str | None, Places]]) -> tuple[str | None, Places]:
        """(the one unit of that day's map it is in, or None; the places that are sure)."""
        if unit not in memo:
            memo[unit] = (None, {})  # a ring of lineage ends here
            memo[unit] = (unit, self.places(unit, day)) if self.valid(unit, day) else self._follow(unit, day, memo)
        return memo[unit]

    def _follow(self, unit: str, day: date, memo: dict[str, tuple[str | None, Places]]) -> tuple[str | None, Places]:
        ended = self.versions[unit][-1][1] <= day
        edges = self.into[unit] if ended else self.out_of[unit]
        reached = [self._attribute(other, day, memo) for other, _ in edges if other]
        sure = len(edges) == 1 and bool(reached) and (edges[0][1] == "full" if ended else edges[0][1] != "unknown")
        if sure:
            return reached[0]
        targets = {target for target, _ in reached}
        whole = bool(edges) and all(other and share != "unknown" for other, share in edges) and len(reached) > 1
        if whole and len(targets) == 1 and None not in targets:
            return reached[0]
        possible = [places for _, places in reached]
        if not whole:
            possible.append(self._above(unit, day, ended, memo))
        return None, _common(possible)

    def _above(self, unit: str, day: date, ended: bool, memo: dict[str, tuple[str | None, Places]]) -> Places:
        """Where the unit's last (or first) parent lies on the day's map: a closed commune whose target is not known."""
        parents = self.parents.get(unit, [])
        return self._attribute(parents[-1 if ended else 0][2], day, memo)[1] if parents else {}


def _common(possible: list[Places]) -> Places:
    """The places all possibilities share, from the province down to the first difference."""
    common: Places = {}
    for level in LEVELS:
        found = {p.get(level) for p in possible}
        if len(found) != 1 or None in found:
            break
        common[level] = found.pop() or ""
    return common
