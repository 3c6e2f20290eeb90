"""Random histories of a small tree that keep the register's rules: a parent is there as long as its
children, who gives was there the day before, who takes is there on the day.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from hypothesis import strategies as st

START = date(2002, 1, 1)
DAYS = [date(2003, 1, 1), date(2005, 3, 1), date(2008, 8, 1), date(2010, 1, 1), date(2012, 7, 1)]
MAPS = [START, date(2002, 6, 1), *DAYS, date(2009, 1, 1), date(2015, 1, 1)]
ABOVE = {"commune": "district", "district": "province"}
SHARES = ["full", "partial", "partial", "unknown"]


@dataclass
class History:
    """Rows as frozen. `parent` is that of the living."""

    versions: dict[str, dict] = field(default_factory=dict)
    parent: dict[str, dict] = field(default_factory=dict)
    parents: list[dict] = field(default_factory=list)
    lineage: list[dict] = field(default_factory=list)

    def found(self, unit: str, level: str, above: str | None, on: date = START) -> None:
        row = {"unit": unit, "name": unit, "kind": level, "level": level}
        self.versions[unit] = {**row, "valid_from": on, "valid_to": None}
        if above:
            self._under(unit, above, on)

    def _under(self, unit: str, above: str, on: date) -> None:
        row = {"unit": unit, "line": "civil", "parent": above, "valid_from": on, "valid_to": None}
        self.parent[unit] = row
        self.parents.append(row)

    def move(self, unit: str, above: str, on: date) -> None:
        old = self.parent[unit]
        if old["valid_from"] == on:
            old["parent"] = above
        elif old["parent"] != above:
            old["valid_to"] = on
            self._under(unit, above, on)

    def close(self, unit: str, on: date) -> None:
        self.versions[unit]["valid_to"] = on
        if unit in self.parent:
            self.parent.pop(unit)["valid_to"] = on

    def went(self, origin: str, target: str | None, share: str, on: date) -> None:
        row = {"on": on, "from_unit": origin, "to_unit": target, "share": share, "basis": ""}
        self.lineage.append(row)

    def alive(self, level: str, since: date) -> list[str]:
        """Those that were there before the day and go on."""
        return [
            unit
            for unit, v in self.versions.items()
            if v["level"] == level and v["valid_to"] is None and v["valid_from"] < since
        ]

    def children(self, unit: str) -> list[str]:
        return [child for child, row in self.parent.items() if row["parent"] == unit]

    def rows(self) -> tuple[list[dict], list[dict], list[dict]]:
        return list(self.versions.values()), self.parents, self.lineage


def first() -> History:
    made = History()
    for province in ("P", "Q"):
        made.found(province, "province", None)
        for n in (1, 2):
            made.found(f"{province}{n}", "district", province)
            for m in (1, 2):
                made.found(f"{province}{n}{m}", "commune", f"{province}{n}")
    return made


@st.composite
def histories(draw: st.DrawFn) -> History:
    made = first()
    for day in DAYS:
        for _ in range(draw(st.integers(0, 3))):
            _act(draw, made, day)
    return made


def _act(draw: st.DrawFn, made: History, day: date) -> None:
    level = draw(st.sampled_from(["commune", "commune", "commune", "district", "province"]))
    units = made.alive(level, day)
    if len(units) < 2:
        return
    unit, *others = draw(st.permutations(units))
    act = draw(st.sampled_from(["move", "close", "close", "part", "anew", "found"]))
    if act == "move" and level in ABOVE:
        made.move(unit, draw(st.sampled_from(made.alive(ABOVE[level], day))), day)
    elif act == "close":
        _close(draw, made, unit, others, day)
    elif act == "part":
        made.went(unit, others[0], draw(st.sampled_from(["partial", "unknown"])), day)
    elif act == "anew":
        made.went(unit, unit, draw(st.sampled_from(SHARES)), day)
        if draw(st.booleans()):
            made.went(others[0], unit, draw(st.sampled_from(["partial", "unknown"])), day)
    elif act == "found":
        new = f"{unit}+{len(made.versions)}"
        above = made.parent[unit]["parent"] if level in ABOVE else None
        made.found(new, level, above, day)
        for origin in draw(st.sampled_from([[], [unit], [unit, others[0]]])):
            made.went(origin, new, draw(st.sampled_from(["partial", "unknown"])), day)


def _close(draw: st.DrawFn, made: History, unit: str, others: list[str], day: date) -> None:
    """Ended, told in one of many ways or not at all; what stood below it goes to another."""
    if any(row["to_unit"] == unit and row["on"] == day for row in made.lineage):
        return
    targets = draw(st.sampled_from([[], [None], others[:1], others[:1], others[:2]]))
    for target in targets:
        whole = target is not None and len(targets) == 1
        share = draw(st.sampled_from(SHARES if whole else ["partial", "unknown"]))
        made.went(unit, target, share if target else "unknown", day)
    for child in made.children(unit):
        made.move(child, others[0], day)
    made.close(unit, day)
