"""`python -m benchmarks.oracle FOLDER [--units N]`: every indicator for every unit of a snapshot,
recounted in plain Python from its Parquet files: loops over rows, no engine and no code of
`goc.figures` but the one that is examined. Prints how many figures there are and each that differs;
exit code 1 when one does.

What a unit that ended left is followed to one full heir only, else to its superior of then.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from benchmarks.served import CHECKOUT

Row = dict[str, Any]
LEVELS = ("province", "district", "commune")
COMMAND = ("commander", "deputy_commander")
FACTS = (
    "general_education",
    "professional_education",
    "military_qualification",
    "political_theory",
    "state_management",
    "health_class",
    "reserve_rank",
    "rating",
)
TRAITS = ("border", "coastal", "island", "defence_key", "hardship")
TESTS: dict[str, Callable[[Any, Any], bool]] = {
    "eq": lambda a, b: a == b,
    "ne": lambda a, b: a != b,
    "in": lambda a, b: a in b,
    "not_in": lambda a, b: a not in b,
    "ge": lambda a, b: a >= b,
    "gt": lambda a, b: a > b,
    "le": lambda a, b: a <= b,
    "lt": lambda a, b: a < b,
}


def holds(row: Row, condition: Row) -> bool:
    value, op = row[condition["field"]], condition["op"]
    if op in ("unknown", "known"):
        return bool((value is None) == (op == "unknown"))
    return value is not None and bool(TESTS[op](value, condition["value"]))


def in_force(row: Row, day: date) -> bool:
    return row["valid_from"] <= day and (row["valid_to"] is None or day < row["valid_to"])


def by(rows: list[Row], *names: str) -> dict[Any, list[Row]]:
    found: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[names[0]] if len(names) == 1 else tuple(row[n] for n in names)].append(row)
    return found


class Recount:
    """One snapshot, as of its cut-off."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.day = date.fromisoformat(json.loads((folder / "manifest.json").read_text())["cut_off"])
        self.all, self.rows = cache(self._all), cache(self._rows)
        self.place, self.inside = cache(self._place), cache(self._inside)
        self.versions = by(self.all("unit_versions"), "unit")
        civil = [p for p in self.all("unit_parents") if p["line"] == "civil"]
        self.parents = by(civil, "unit")
        self.children = by(self.all("unit_parents"), "parent")
        self.went = by(self.all("lineage"), "from_unit")
        self.persons = {p["person"]: p for p in self.all("persons")}
        self.members = by(self.now("memberships"), "person")
        self.facts = by(self.now("facts"), "person")

    def _all(self, name: str) -> list[Row]:
        path = self.folder / f"{name}.parquet"
        return pq.ParquetFile(path).read().to_pylist() if path.exists() else []

    def now(self, name: str) -> list[Row]:
        return [row for row in self.all(name) if in_force(row, self.day)]

    # where a unit stands

    def level(self, unit: str, day: date) -> str:
        return next((v["level"] for v in self.versions[unit] if in_force(v, day)), "")

    def _place(self, unit: str, day: date) -> dict[str, str]:
        """level → unit, on the day; before its life as at its beginning."""
        lives = sorted(self.versions[unit], key=lambda v: v["valid_from"])
        if not lives:
            return {}
        day = max(day, lives[0]["valid_from"])
        end = lives[-1]["valid_to"]
        if end is not None and day >= end:
            return self._after(unit, end, day)
        own = self.level(unit, day)
        found = {own: unit} if own in LEVELS else {}
        for parent in self.parents[unit]:
            if in_force(parent, day):
                found = {**self.place(parent["parent"], day), **found}
        return found

    def _after(self, unit: str, end: date, day: date) -> dict[str, str]:
        heirs = [e for e in self.went[unit] if e["share"] == "full" and e["to_unit"]]
        if len(heirs) == 1:
            return self.place(heirs[0]["to_unit"], day)
        last = end - timedelta(days=1)
        above = [p["parent"] for p in self.parents[unit] if in_force(p, last)]
        return self.place(above[0], day) if above else {}

    def below(self, unit: str) -> set[str]:
        found, stack = set(), [unit]
        while stack:
            at = stack.pop()
            if at not in found:
                found.add(at)
                stack += [p["unit"] for p in self.children[at] if in_force(p, self.day)]
        return found

    def lies_within(self, row: Row, unit_by: str, unit: str) -> bool:
        own = row[f"unit_{unit_by}"]
        place = self.place(own, row.get("unit_day") or self.day) if own else {}
        level = self.level(unit, self.day)
        if level in LEVELS:
            return place.get(level) == unit
        inside = self.below(unit)
        return own in inside or any(at in inside for at in place.values())

    # the rows of each grain

    def _rows(self, grain: str) -> list[Row]:
        return list(getattr(self, grain)())

    def _inside(self, grain: str, unit_by: str, unit: str) -> list[Row]:
        """Each record once, however many units it stands in."""
        rows = self.rows(grain)
        return list({r["record"]: r for r in rows if self.lies_within(r, unit_by, unit)}.values())

    def person(self, ref: str) -> Row:
        known = self.persons.get(ref, {})
        birth, year = known.get("birth_date"), known.get("birth_year")
        if birth is not None:
            early = (self.day.month, self.day.day) < (birth.month, birth.day)
            age = self.day.year - birth.year - early
        else:
            age = None if year is None else self.day.year - year
        group = known.get("ethnicity")
        minority = None if group is None else group != "kinh"
        named = {n: known.get(n) for n in ("sex", "ethnicity", "religion", "birth_year")}
        return {**named, "age": age, "ethnic_minority": minority}

    def standing(self, ref: str) -> Row:
        party = [m["stage"] or "member" for m in self.members[ref] if m["body"] == "party"]
        union = any(m["body"] == "youth_union" for m in self.members[ref])
        said: Row = dict.fromkeys(FACTS)
        for fact in self.facts[ref]:
            if fact["kind"] in said:
                said[fact["kind"]] = max(said[fact["kind"]] or "", fact["value"])
        return {"party": max(party, default=None), "youth_union": union, **said}

    def holding(self) -> Iterator[Row]:
        away = {
            e["person"]
            for e in self.all("enrolments")
            if e["entered_on"] <= self.day and (e["ended_on"] is None or e["ended_on"] > self.day)
        }
        for h in self.now("holdings"):
            own = {m["body"] for m in self.members[h["person"]] if m["unit"] == h["unit"]}
            bodies = ("party_committee", "peoples_committee", "peoples_council")
            yield {
                "record": h["holding"],
                "unit_post": h["unit"],
                "post": h["post"],
                "acting": h["acting"],
                "seated": h["seat"] is not None,
                "studying": h["person"] in away,
                **{body: body in own for body in bodies},
                **self.person(h["person"]),
                **self.standing(h["person"]),
            }

    def establishment(self) -> Iterator[Row]:
        """A commune has the seats of each rule, more where it has one of the rule's traits; of a post
        on which something was decided, what the nearest decision says. Other units have what was
        decided for them.
        """
        entries = [e for e in self.now("entries") if e["catalogue"] == "seat_rule"]
        held = by([h for h in self.now("holdings") if h["seat"]], "unit", "post")
        filed = {h["unit"] for h in self.all("holdings") if h["valid_from"] <= self.day}
        traits = by([t for t in self.now("unit_traits") if t["value"] > 0], "unit")
        for v in self.now("unit_versions"):
            unit, is_commune = v["unit"], v["level"] == "commune"
            names = {
                f"class_{int(t['value'])}" if t["kind"] == "class" else t["kind"]
                for t in traits[unit]
            }
            by_law = {e["code"]: seats_of(e, names) for e in entries} if is_commune else {}
            for post, seats in {**by_law, **self.decided(unit, is_commune)}.items():
                for number in range(1, seats + 1):
                    yield {
                        "record": (unit, post, number),
                        "unit_post": unit,
                        "post": post,
                        "number": number,
                        "held": number <= len(held[unit, post]),
                        "has_file": unit in filed,
                    }

    def decided(self, unit: str, is_commune: bool) -> dict[str, int]:
        """post → number, of the nearest unit with a decision."""
        found: dict[str, int] = {}
        for above in [*self.above(unit)[::-1], unit] if is_commune else [unit]:
            for d in self.now("establishment"):
                if d["unit"] == above and d["whole"] == (above != unit):
                    found[d["post"]] = d["number"]
        return found

    def above(self, unit: str) -> list[str]:
        """The nearest first."""
        found, at = [], unit
        while parents := [p["parent"] for p in self.parents[at] if in_force(p, self.day)]:
            at = parents[0]
            found.append(at)
        return found

    def unit(self) -> Iterator[Row]:
        """A trait is told of a unit that has it or is recorded without; else where its province has
        any of its level with it, or is itself recorded as having none.
        """
        said = {(t["unit"], t["kind"]): t["value"] for t in self.now("unit_traits")}
        filed = {h["unit"] for h in self.all("holdings") if h["valid_from"] <= self.day}
        living = self.now("unit_versions")
        with_trait = {
            (kind, self.place(v["unit"], self.day).get("province"), v["level"])
            for v in living
            for kind in TRAITS
            if (said.get((v["unit"], kind)) or 0) > 0
        }
        for v in living:
            province = self.place(v["unit"], self.day).get("province")
            row: Row = {
                "record": v["unit"],
                "unit_itself": v["unit"],
                "has_file": v["unit"] in filed,
            }
            row |= {"level": v["level"], "kind": v["kind"]}
            for kind in TRAITS:
                own = said.get((v["unit"], kind))
                row[kind] = (v["unit"], kind) in said
                none = said.get((province, kind)) == 0 if province else False
                some = province is not None and (kind, province, v["level"]) in with_trait
                row[f"is_{kind}"] = own > 0 if own is not None else False if some or none else None
            row["border_length_km"] = said.get((v["unit"], "border_length_km"))
            yield row

    def course(self) -> Iterator[Row]:
        for c in self.all("courses"):
            opened = c["opened_on"]
            yield {**c, "record": c["course"], "day": opened, "unit_day": opened} | {
                "unit_organiser": c["organiser"]
            }

    def enrolment(self) -> Iterator[Row]:
        organisers = {c["course"]: c["organiser"] for c in self.all("courses")}
        for e in self.all("enrolments"):
            over = e["ended_on"] is not None and e["ended_on"] <= self.day
            yield {
                **e,
                **self.person(e["person"]),
                "record": e["enrolment"],
                "day": e["entered_on"],
                "unit_day": e["entered_on"],
                "unit_intake": e["unit"],
                "unit_organiser": organisers.get(e["course"]),
                "outcome": e["outcome"] if over else "studying",
                "grade": e["grade"] if over else None,
            }

    def graduate(self) -> Iterator[Row]:
        """One a person: the latest graduation."""
        states = {c["person"]: c["state"] for c in self.now("careers")}
        over = [e for e in self.rows("enrolment") if e["outcome"] == "graduated"]
        for person, own in by(over, "person").items():
            e = min(own, key=lambda e: (-e["ended_on"].toordinal(), e["enrolment"]))
            placed = e["placement_post"] if e["placed_on"] and e["placed_on"] <= self.day else None
            first = placed if placed is None or placed in COMMAND else "other"
            yield {
                **e,
                **self.standing(person),
                "day": e["ended_on"],
                "first_post": first or "none",
                "kept": placed is not None and e["placed_on"] <= e["entered_on"],
                "as_trained": placed is not None and placed == e["trained_for"],
                "state": states.get(person, "not_placed"),
            }

    def block(self) -> Iterator[Row]:
        """A block for each organiser whose courses use its curriculum; one record all the same."""
        curricula = {c["curriculum"]: c for c in self.all("curricula")}
        courses = {c["course"]: c for c in self.all("courses") if c["opened_on"] <= self.day}
        links = [k for k in self.all("course_curricula") if k["course"] in courses]
        for b in self.all("curriculum_blocks"):
            used = [courses[k["course"]] for k in links if k["curriculum"] == b["curriculum"]]
            for organiser in {c["organiser"] for c in used}:
                own = curricula[b["curriculum"]]
                yield {**own, **b, "record": b["block"], "unit_organiser": organiser}

    def yearly(self, name: str) -> Iterator[Row]:
        for row in self.all(name):
            first = date(row["year"], 1, 1)
            yield {**row, "day": first, "unit_day": first, "unit_unit": row["unit"]}

    def funding(self) -> Iterator[Row]:
        return self.yearly("funding")

    def facility(self) -> Iterator[Row]:
        return self.yearly("facility")

    def refresher(self) -> Iterator[Row]:
        return self.yearly("refresher")

    def quota(self) -> Iterator[Row]:
        return self.yearly("quota")

    # one figure

    def figure(self, indicator: Row, unit: str) -> tuple[Fraction, Fraction | None]:
        """(numerator, denominator)."""
        own = self.inside(indicator["grain"], indicator["unit_by"], unit)
        if indicator["time"] == "flow":
            own = [row for row in own if row["day"] <= self.day]
        population = indicator.get("population", [])
        below = [row for row in own if all(holds(row, c) for c in population)]
        above = [r for r in below if all(holds(r, c) for c in indicator.get("numerator", []))]
        weight = indicator.get("weight", "")
        if indicator["kind"] == "ratio":
            return added(above, weight), added(below, weight)
        return added(below, weight), None


def added(rows: list[Row], weight: str) -> Fraction:
    if not weight:
        return Fraction(len(rows))
    return sum((Fraction(Decimal(row[weight] or 0)) for row in rows), Fraction(0))


def seats_of(entry: Row, names: set[str]) -> int:
    rule = json.loads(entry["attributes"])
    more = names & set(rule.get("traits", ()))
    return int(rule["seats_with_traits"] if more else rule["seats"])


def indicators() -> list[Row]:
    files = sorted((CHECKOUT / "src/goc").rglob("indicators/*.toml"))
    return [row for path in files for row in tomllib.loads(path.read_text("utf-8"))["indicator"]]


def counted(folder: Path, units: list[str]) -> dict[tuple[str, str], tuple[Fraction, Any]]:
    """(indicator, unit) → what is examined says."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goc.settings")
    import django  # only now: the settings read the environment when they are loaded

    django.setup()
    from goc.figures.compute import Computer  # Django is set up only now
    from goc.figures.loading import load
    from goc.snapshots.engine import Frozen

    frozen, known = Frozen(folder), load().indicators
    computer, found = Computer(frozen), {}
    for unit in units:
        for f in computer.values(known.values(), computer.question(unit)):
            found[f.indicator.id, unit] = (f.numerator, f.denominator)
    frozen.close()
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--units", type=int, default=0, help="every so many-th unit, 0: all")
    options = parser.parse_args()
    recount = Recount(options.folder)
    units = sorted(recount.versions)[:: options.units or 1]
    told = counted(options.folder, units)
    differing = 0
    for indicator in indicators():
        for unit in units:
            own, theirs = recount.figure(indicator, unit), told[indicator["id"], unit]
            if own != theirs:
                differing += 1
                print(f"{indicator['id']} {unit}: {own} ≠ {theirs}")
    print(f"{len(told)} figures, {differing} differ")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
