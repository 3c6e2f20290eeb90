"""On which map a row is counted: as it was on its day, or restated on the map of another day by
lineage. Plain.

`then` gives, for each unit and stretch of time, the province, district and commune it belonged to.
`restated` gives, for each unit and stretch of time, where what was counted there lies on the map of
one day; what lineage cannot attribute stays with the lowest unit that is sure (the levels below are
empty: the line "chưa xác định", inside the totals of everything above).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

LEVELS = ("province", "district", "commune")
FIRST, LAST = date(1, 1, 1), date(9999, 12, 31)
DAY = timedelta(days=1)
Row = dict[str, Any]
Places = dict[str, str]
Placed = tuple[str, date, date, str | None, str | None, str | None]
"""unit, valid_from, valid_to, province, district, commune."""


class Version(NamedTuple):
    start: date
    end: date
    level: str
    name: str


class Edge(NamedTuple):
    """A passage on a day from or to `other` (None: not known)."""

    on: date
    other: str | None
    share: str


@dataclass(frozen=True)
class Stretch:
    """[start, end) and what a unit is or belongs to meanwhile."""

    start: date
    end: date
    places: Places = field(default_factory=dict)


Found = tuple[str | None, Places]
"""The one unit of a day's map (None: not sure which), and the places that are sure."""


class UnitMap:
    """Built from the frozen rows of unit_versions, unit_parents and lineage; levels follow the
    civil line.
    """

    def __init__(
        self, versions: Iterable[Row], parents: Iterable[Row], lineage: Iterable[Row]
    ) -> None:
        self.versions: dict[str, list[Version]] = defaultdict(list)
        self.parents: dict[str, list[tuple[date, date, str]]] = defaultdict(list)
        self.children: dict[str, list[tuple[date, date, str]]] = defaultdict(list)
        self.went: dict[str, list[Edge]] = defaultdict(list)
        self.came: dict[str, list[Edge]] = defaultdict(list)
        for v in versions:
            self.versions[v["unit"]].append(
                Version(v["valid_from"], v["valid_to"] or LAST, v["level"], v["name"])
            )
        for p in parents:
            period = (p["valid_from"], p["valid_to"] or LAST)
            self.children[p["parent"]].append((*period, p["unit"]))
            if p["line"] == "civil":
                self.parents[p["unit"]].append((*period, p["parent"]))
        for e in lineage:
            if e["to_unit"] != e["from_unit"]:
                self.went[e["from_unit"]].append(Edge(e["on"], e["to_unit"], e["share"]))
                self.came[e["to_unit"]].append(Edge(e["on"], e["from_unit"], e["share"]))
        for lives in self.versions.values():
            lives.sort()
        for above in self.parents.values():
            above.sort()
        self._stretches: dict[str, list[Stretch]] = {}
        self._memo: dict[tuple[str, date, date], Found] = {}

    # what a unit is

    def _version(self, unit: str, day: date) -> Version | None:
        """That of the day, else the latest before it, else the first."""
        rows = self.versions.get(unit, [])
        return next((v for v in reversed(rows) if v.start <= day), rows[0] if rows else None)

    def name(self, unit: str, day: date) -> str:
        version = self._version(unit, day)
        return version.name if version else ""

    def level(self, unit: str, day: date) -> str:
        version = self._version(unit, day)
        return version.level if version else ""

    def valid(self, unit: str, day: date) -> bool:
        return any(v.start <= day < v.end for v in self.versions.get(unit, []))

    def under(self, unit: str, day: date) -> set[str]:
        """The unit and everything below it on a day, on either line."""
        found, stack = set(), [unit]
        while stack:
            at = stack.pop()
            if at not in found:
                found.add(at)
                stack += [
                    child for start, end, child in self.children.get(at, []) if start <= day < end
                ]
        return found

    def at_level(self, level: str, day: date, within: str | None = None) -> Iterator[str]:
        """Units of a level valid on a day, at or below a unit."""
        below = self.under(within, day) if within else None
        for unit, versions in self.versions.items():
            if (below is None or unit in below) and any(
                v.level == level and v.start <= day < v.end for v in versions
            ):
                yield unit

    # where it stands

    def stretches(self, unit: str) -> list[Stretch]:
        """The unit's whole life, cut wherever it or something above it changed."""
        if unit in self._stretches:
            return self._stretches[unit]
        self._stretches[unit] = []  # a ring of parents, should there be one, ends here
        made = []
        for version in self.versions.get(unit, []):
            own = {version.level: unit} if version.level in LEVELS else {}
            free = version.start
            for since, until, parent in self.parents.get(unit, []):
                for above in self.stretches(parent):
                    low, high = (
                        max(version.start, since, above.start),
                        min(version.end, until, above.end),
                    )
                    if low >= high:
                        continue
                    if free < low:
                        made.append(Stretch(free, low, own))
                    made.append(Stretch(low, high, {**above.places, **own}))
                    free = high
            if free < version.end:
                made.append(Stretch(free, version.end, own))
        self._stretches[unit] = made
        return made

    def places(self, unit: str, day: date) -> Places:
        """Province, district and commune of a unit on a day; empty when it is not valid then."""
        return next((s.places for s in self.stretches(unit) if s.start <= day < s.end), {})

    # the two maps

    def then(self) -> list[Placed]:
        """The map as it was. A row dated outside its unit's life is still somewhere: before it
        where the unit began, after it where lineage says that it went.
        """
        rows = []
        for unit in self.versions:
            life = self.stretches(unit)
            at = FIRST
            places = life[0].places
            for s in life:
                if at < s.start:
                    rows.append(_placed(unit, at, s.start, places))
                rows.append(_placed(unit, s.start, s.end, s.places))
                at, places = s.end, s.places
            if at < LAST:
                rows.append(_placed(unit, at, LAST, self.attribute(unit, at - DAY, at)[1]))
        return rows

    def restated(self, day: date) -> list[Placed]:
        """The map of one day, each unit's life cut where it gave to or took from another."""
        rows = []
        for unit in self.versions:
            cuts = {e.on for e in self.went.get(unit, []) if e.on <= day}
            cuts |= {e.on for e in self.came.get(unit, []) if e.on > day}
            starts = [FIRST, *sorted(cuts)]
            for start, end in zip(starts, [*starts[1:], LAST], strict=True):
                rows.append(_placed(unit, start, end, self.attribute(unit, start, day)[1]))
        return rows

    def attribute(self, unit: str, at: date, day: date) -> Found:
        """Where on the map of `day` lies what was in a unit on the day `at`."""
        life = self.versions.get(unit)
        if not life:
            return None, {}
        at = min(max(at, life[0].start), life[-1].end - DAY)
        key = (unit, at, day)
        if key not in self._memo:
            self._memo[key] = (None, {})
            self._memo[key] = (None, self._above(unit, at, day))  # a ring of lineage ends here
            self._memo[key] = self._attribute(unit, at, day)
        return self._memo[key]

    def _attribute(self, unit: str, at: date, day: date) -> Found:
        forward = at < day
        if forward:
            edges = [e for e in self.went.get(unit, []) if at < e.on <= day]
        else:
            edges = [e for e in self.came.get(unit, []) if day < e.on <= at]
        reached = [
            self.attribute(e.other, e.on if forward else e.on - DAY, day) for e in edges if e.other
        ]
        if self.valid(unit, day):
            own: Found = (unit, self.places(unit, day))
            return (None, _common([own[1], *(places for _, places in reached)])) if edges else own
        known = all(e.other and e.share != "unknown" for e in edges)
        whole = known and (
            len(edges) > 1 or not forward or (len(edges) == 1 and edges[0].share == "full")
        )
        targets = {target for target, _ in reached}
        if edges and whole and len(targets) == 1 and None not in targets:
            return reached[0]
        possible = [places for _, places in reached]
        if not edges or not whole:
            possible.append(self._above(unit, at, day))
        return None, _common(possible)

    def _above(self, unit: str, at: date, day: date) -> Places:
        """Where the unit's superior lies on the day's map: a closed commune of which nobody knows
        where it went.
        """
        parents = self.parents.get(unit, [])
        parent = next(
            (p for start, _, p in reversed(parents) if start <= at),
            parents[0][2] if parents else None,
        )
        return self.attribute(parent, at, day)[1] if parent else {}


def _placed(unit: str, start: date, end: date, places: Places) -> Placed:
    return unit, start, end, places.get("province"), places.get("district"), places.get("commune")


def _common(possible: list[Places]) -> Places:
    """The places all possibilities share, from the province down to the first difference. A level
    that none of them has (a map without districts) is no difference.
    """
    common: Places = {}
    for level in LEVELS:
        found = {p.get(level) for p in possible}
        if len(found) != 1:
            break
        if place := found.pop():
            common[level] = place
    return common
