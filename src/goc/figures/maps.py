"""On which map a row is counted: as it was on its day, or restated on the map of another day by
lineage. Plain.

`then` gives, for each unit and stretch of time, the province, district and commune it belonged to.
`restated` gives, for each unit and stretch of time, where what was counted there lies on the map of
one day: its unit is followed from passage to passage, along every way that lineage leaves open. What
all ways share is sure; the levels below are empty (the line "chưa xác định", inside the totals of
everything above).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from threading import RLock
from typing import Any, NamedTuple

LEVELS = ("province", "district", "commune")
FIRST, LAST = date(1, 1, 1), date(9999, 12, 31)
DAY = timedelta(days=1)
Row = dict[str, Any]
Places = dict[str, str]
Placed = tuple[str, date, date, str | None, str | None, str | None]
"""unit, valid_from, valid_to, province, district, commune."""
MAP = {
    "map_unit": "text",
    "map_from": "date",
    "map_to": "date",
    **{f"at_{level}": "text" for level in LEVELS},
    "stood_at": "text",
}
"""A map as a table, by the types of frozen columns: who was there meanwhile is counted in these
places; `stood_at` is the level of the unit's own place (`stands_at`).
"""


class Version(NamedTuple):
    start: date
    end: date
    level: str
    name: str


class Passage(NamedTuple):
    """What a unit gave to or took from `other` on a day (None: not known). `other` may be the unit
    itself: what of a unit was founded anew on its own code.
    """

    on: date
    other: str | None
    share: str


class Standing(NamedTuple):
    """Something that on a day lies in a unit."""

    unit: str
    day: date


@dataclass(frozen=True)
class Parting:
    """What the passages of one day say of a unit: forward in time what it gave, backward what it
    took.
    """

    unit: str
    passages: list[Passage]
    forward: bool

    @property
    def near(self) -> date:
        """The last day on this side of the passages."""
        return self.passages[0].on - DAY if self.forward else self.passages[0].on

    @property
    def far(self) -> date:
        return self.passages[0].on if self.forward else self.passages[0].on - DAY

    @property
    def rest(self) -> Standing:
        return Standing(self.unit, self.far)

    def to_others(self) -> list[Standing]:
        return [Standing(p.other, self.far) for p in self.passages if p.other]

    def leaves_a_rest(self) -> bool:
        """Of a unit that goes on; one that the passages themselves lead back to is no rest."""
        return self.rest not in self.to_others() and not (self.forward and self._has("full"))

    def says_all(self) -> bool:
        """Where all of a unit went that leaves no rest: a single part given is not all."""
        single_part = self.forward and len(self.to_others()) == 1 and not self._has("full")
        return not self._has("unknown") and not single_part

    def goes_nowhere_known(self) -> bool:
        return any(p.other is None for p in self.passages)

    def _has(self, share: str) -> bool:
        return any(p.share == share for p in self.passages)


@dataclass(frozen=True)
class Stretch:
    """[start, end) and what a unit is or belongs to meanwhile."""

    start: date
    end: date
    places: Places = field(default_factory=dict)


class UnitMap:
    """Built from the frozen rows of unit_versions, unit_parents and lineage; levels follow the
    civil line. May be asked by several threads.
    """

    MADE_OF = ("unit_versions", "unit_parents", "lineage")

    def __init__(
        self, versions: Iterable[Row], parents: Iterable[Row], lineage: Iterable[Row]
    ) -> None:
        self.versions: dict[str, list[Version]] = defaultdict(list)
        self.parents: dict[str, list[tuple[date, date, str]]] = defaultdict(list)
        self.children: dict[str, list[tuple[date, date, str]]] = defaultdict(list)
        self.went: dict[str, list[Passage]] = defaultdict(list)
        self.came: dict[str, list[Passage]] = defaultdict(list)
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
            self.went[e["from_unit"]].append(Passage(e["on"], e["to_unit"], e["share"]))
            self.came[e["to_unit"]].append(Passage(e["on"], e["from_unit"], e["share"]))
        for lives in self.versions.values():
            lives.sort()
        for above in self.parents.values():
            above.sort()
        self._stretches: dict[str, list[Stretch]] = {}
        self._at_work = RLock()  # what one thread is still working out, another must not read

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
        with self._at_work:
            if unit not in self._stretches:
                self._stretches[unit] = []  # a ring of parents, should there be one, ends here
                self._stretches[unit] = self._cut(unit)
            return self._stretches[unit]

    def _cut(self, unit: str) -> list[Stretch]:
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
        return made

    def stands_at(self, unit: str, day: date) -> str:
        """The lowest level of the places a unit has of itself (a provincial agency: `province`), on
        the day or the nearest of its life.
        """
        own = self.places(unit, self._day_of_life(unit, day))
        return next((level for level in reversed(LEVELS) if level in own), "")

    def places(self, unit: str, day: date) -> Places:
        """Province, district and commune of a unit on a day; empty when it is not valid then."""
        return next((s.places for s in self.stretches(unit) if s.start <= day < s.end), {})

    # the two maps

    def rows_then(self) -> list[tuple[Any, ...]]:
        """The map as it was, as rows of MAP."""
        return self._rows(self.then())

    def rows_restated(self, day: date) -> list[tuple[Any, ...]]:
        """The map of one day, as rows of MAP."""
        return self._rows(self.restated(day))

    def _rows(self, placed: list[Placed]) -> list[tuple[Any, ...]]:
        return [(*row, self.stands_at(row[0], row[1])) for row in placed]

    def then(self) -> list[Placed]:
        """The map as it was. A row dated outside its unit's life is still somewhere: before it
        where the unit began, after it where, by lineage, it had gone by its day.
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
            rows += self._afterwards(unit, at)
        return rows

    def _afterwards(self, unit: str, gone: date) -> Iterator[Placed]:
        """Where lies what was in a unit that is no more, from the day it ended, cut wherever that
        changes.
        """
        start = gone
        while start < LAST:
            there = self._ends_of_ways(unit, gone - DAY, start)
            end = min((self._stays_until(here, start) for here in there), default=LAST)
            yield _placed(unit, start, end, self._shared(there, start))
            start = end

    def _stays_until(self, unit: str, day: date) -> date:
        """When a unit next gives anything to another, or stands elsewhere."""
        given = [p.on for p in self.went.get(unit, ()) if p.on > day]
        changed = [s.end for s in self.stretches(unit) if s.start <= day < s.end]
        return min([*given, *changed, LAST])

    def restated(self, day: date) -> list[Placed]:
        """The map of one day, each unit's life cut where it gave to or took from another."""
        rows = []
        for unit in self.versions:
            cuts = {e.on for e in self.went.get(unit, []) if e.on <= day}
            cuts |= {e.on for e in self.came.get(unit, []) if e.on > day}
            starts = [FIRST, *sorted(cuts)]
            for start, end in zip(starts, [*starts[1:], LAST], strict=True):
                rows.append(_placed(unit, start, end, self.attribute(unit, start, day)))
        return rows

    def attribute(self, unit: str, at: date, day: date) -> Places:
        """The places on the map of `day` in which lies, for certain, what was in a unit on the day
        `at`: those that all ways lead to.
        """
        return self._shared(self._ends_of_ways(unit, at, day), day)

    def _shared(self, units: list[str], day: date) -> Places:
        return _common([self.places(unit, day) for unit in units])

    def _ends_of_ways(self, unit: str, at: date, day: date) -> list[str]:
        """The units in which on `day` may lie what was in a unit on the day `at`. A ring of passages
        ends where it closes.
        """
        ends: list[str] = []
        met: set[Standing] = set()
        ways = [Standing(unit, self._day_of_life(unit, at))]
        while ways:
            here = ways.pop()
            if here in met:
                continue
            met.add(here)
            onward = self._onward(here, day)
            if not onward:
                ends.append(here.unit)
            ways += onward
        return ends

    def _day_of_life(self, unit: str, day: date) -> date:
        """The day, or the nearest on which the unit was there."""
        life = self.versions.get(unit)
        return min(max(day, life[0].start), life[-1].end - DAY) if life else day

    def _onward(self, here: Standing, day: date) -> list[Standing]:
        """Where what lies here may have gone next on the way to `day`; empty where it stays.

        A unit that ended without a passage, and nobody knows where it went, lies in what was its
        superior when it ended (going back: when it began).
        """
        if passages := self._next(here, day):
            return self._through(here.unit, passages, forward=here.day < day)
        if not self.versions.get(here.unit) or self.valid(here.unit, day):
            return []
        return [self._above(here.unit, self._end_towards(here, day))]

    def _end_towards(self, here: Standing, day: date) -> date:
        """The last day before `day` on which the unit was there; going back, the first after it."""
        life = self.versions[here.unit]
        if here.day < day:
            return max((v.end - DAY for v in life if v.end <= day), default=here.day)
        return min((v.start for v in life if v.start > day), default=here.day)

    def _next(self, here: Standing, day: date) -> list[Passage]:
        """The passages of the first day after `here` on which the unit gave something on the way to
        `day`; going back, of the last day on which it took something.
        """
        if here.day < day:
            ahead = [p for p in self.went.get(here.unit, ()) if here.day < p.on <= day]
            return [p for p in ahead if p.on == min(p.on for p in ahead)]
        ahead = [p for p in self.came.get(here.unit, ()) if day < p.on <= here.day]
        return [p for p in ahead if p.on == max(p.on for p in ahead)]

    def _through(self, unit: str, passages: list[Passage], *, forward: bool) -> list[Standing]:
        """Where the passages of one day lead: to the other units; to the unit itself where it goes
        on and they do not speak of it; to its superior where they do not say all.
        """
        parting = Parting(unit, passages, forward)
        onward = parting.to_others()
        if self.valid(unit, parting.far) and parting.leaves_a_rest():
            onward.append(parting.rest)
            says_all = True
        else:
            says_all = parting.says_all()
        if not says_all or parting.goes_nowhere_known():
            onward.append(self._above(unit, parting.near))
        return onward

    def _above(self, unit: str, day: date) -> Standing:
        """In its superior of a day, else in the latest before it, else in the first; nowhere where
        it never had one.
        """
        parents = self.parents.get(unit, [])
        begun = [parent for start, _, parent in parents if start <= day]
        first = [parent for _, _, parent in parents[:1]]
        above = (begun[-1:] or first or [""])[0]
        return Standing(above, self._day_of_life(above, day))


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
