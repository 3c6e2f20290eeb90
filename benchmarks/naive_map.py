"""Where something lies on the map of another day, computed the slow way: one walks from day to day
with everything that is possible, straight from the words of the design. It shares nothing with
`goc.figures.maps`, and takes no shortcut.

- Until something is said of it, what is in a unit stays in it.
- Where a unit gave to others, it may be in each of them, and in the unit itself, if that goes on
  and the passages of the day do not speak of it. `full` is all of it: nothing stays.
- Where a unit ended, or was founded anew on its own code, and the passages do not say all (a share
  not known, a single part, no passage at all), it may be anywhere in what was its superior. So it
  is where nobody knows to whom it went.
- A unit that took something on the day on which it ended itself is none to stand in: it may be
  anywhere in what was its superior.
- Going back the same holds of what a unit took; but all that a founded unit has came from those
  named.
- What all possibilities share is sure, from the province down.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

DAY = timedelta(days=1)
FOREVER = date(9999, 12, 31)
LEVELS = ("province", "district", "commune")
ANYWHERE = ""
Row = dict


class NaiveMap:
    def __init__(self, versions: list[Row], parents: list[Row], lineage: list[Row]) -> None:
        self.versions, self.parents = defaultdict(list), defaultdict(list)
        self.gave, self.took = defaultdict(list), defaultdict(list)
        days = set()
        for row in versions:
            self.versions[row["unit"]].append(row)
            days |= {row["valid_from"], row["valid_to"] or FOREVER}
        for row in parents:
            if row["line"] == "civil":
                self.parents[row["unit"]].append(row)
        for row in lineage:
            self.gave[row["from_unit"], row["on"]].append((row["to_unit"], row["share"]))
            self.took[row["to_unit"], row["on"]].append((row["from_unit"], row["share"]))
            days.add(row["on"])
        self.days = sorted(days)

    def places(self, unit: str, on: date, day: date) -> tuple[str | None, ...]:
        """`on`: a day of the unit's life."""
        possible = {unit}
        if on < day:
            for today in (d for d in self.days if on < d <= day):
                possible = self._forward(possible, today)
        else:
            for today in (d for d in reversed(self.days) if day < d <= on):
                possible = self._back(possible, today)
        return _shared([self._climb(unit, day) for unit in possible])

    def _forward(self, possible: set[str], today: date) -> set[str]:
        yesterday, after, asked = today - DAY, set(), set()
        while possible - asked:
            unit = min(possible - asked)
            asked.add(unit)
            gave = self.gave[unit, today]
            takers = {other for other, _ in gave if other}
            after |= {other for other in takers if self._there(other, today)}
            for ended in takers - after:
                possible |= self._superior(ended, yesterday)
            spoken_of = any(other == unit for other, _ in gave)
            all_gone = any(share == "full" for _, share in gave)
            stays = self._there(unit, today) and not spoken_of and not all_gone
            if stays:
                after.add(unit)
            parts = len(gave) + stays
            told = all_gone or parts > 1 or (stays and not gave)
            doubtful = any(share == "unknown" for _, share in gave) and not stays
            nobody_knows = any(other is None for other, _ in gave)
            if not told or doubtful or nobody_knows:
                possible |= self._superior(unit, yesterday)
        return after

    def _back(self, possible: set[str], today: date) -> set[str]:
        yesterday, before, asked = today - DAY, set(), set()
        while possible - asked:
            unit = min(possible - asked)
            asked.add(unit)
            took = self.took[unit, today]
            givers = {other for other, _ in took}
            before |= {other for other in givers if self._there(other, yesterday)}
            for begun in givers - before:
                possible |= self._superior(begun, today)
            spoken_of = any(other == unit for other, _ in took)
            stays = self._there(unit, yesterday) and not spoken_of
            if stays:
                before.add(unit)
            doubtful = any(share == "unknown" for _, share in took) and not stays
            if doubtful or (not took and not stays):
                possible |= self._superior(unit, today)
        return before

    def _there(self, unit: str, day: date) -> bool:
        return unit == ANYWHERE or _on(self.versions[unit], day) is not None

    def _superior(self, unit: str, day: date) -> set[str]:
        row = _on(self.parents[unit], day)
        return {row["parent"] if row else ANYWHERE}

    def _climb(self, unit: str | None, day: date) -> Row:
        found: Row = {}
        while unit and (version := _on(self.versions[unit], day)):
            if version["level"] in LEVELS:
                found[version["level"]] = unit
            row = _on(self.parents[unit], day)
            unit = row["parent"] if row else None
        return found


def _on(rows: list[Row], day: date) -> Row | None:
    return next(
        (
            r
            for r in rows
            if r["valid_from"] <= day and (r["valid_to"] is None or day < r["valid_to"])
        ),
        None,
    )


def _shared(possible: list[Row]) -> tuple[str | None, ...]:
    sure: list[str | None] = []
    for level in LEVELS:
        at_level = {places.get(level) for places in possible}
        if len(at_level) != 1:
            break
        sure.append(at_level.pop())
    return (*sure, *[None] * (len(LEVELS) - len(sure)))
