"""What every figure of a snapshot is, in plain Python from its Parquet files: loops over rows and the
slow walk of `naive_map` over the units' history. No engine, no code of `goc`; `oracle` holds the
product against it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from benchmarks.naive_map import FOREVER, NaiveMap

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
GRAINS = (
    ("holding", ("post",), False),
    ("establishment", ("post",), False),
    ("seat", ("post",), False),
    ("unit", ("itself",), False),
    ("course", ("organiser",), True),
    ("enrolment", ("intake", "organiser"), True),
    ("graduate", ("intake", "organiser"), True),
    ("certificate", ("intake", "organiser"), True),
    ("curriculum", ("organiser",), False),
    ("block", ("organiser",), False),
    ("funding", ("unit",), True),
    ("facility", ("unit",), True),
    ("refresher", ("unit",), True),
    ("quota", ("unit",), True),
    ("discipline", ("keeper",), True),
    ("rating", ("keeper",), True),
)
"""Grain, the ways of its rows to a unit, whether it flows."""
SHARED = ("curriculum", "block")
"""Grains whose records stand in several units; each is counted once."""
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


def seats_of(entry: Row, names: set[str]) -> int:
    rule = json.loads(entry["attributes"])
    more = names & set(rule.get("traits", ()))
    return int(rule["seats_with_traits"] if more else rule["seats"])


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


@dataclass(frozen=True)
class Asked:
    """As of which day, from which (of what flows), on which map (None: as it was)."""

    as_of: date
    since: date = date.min
    boundaries: date | None = None

    @property
    def map_day(self) -> date:
        return self.boundaries or self.as_of

    def __str__(self) -> str:
        since = "" if self.since == date.min else f", from {self.since}"
        return f"as of {self.as_of}{since}, " + (
            f"on the map of {self.boundaries}" if self.boundaries else "as it was"
        )


def cut_off_of(folder: Path) -> date:
    return date.fromisoformat(json.loads((folder / "manifest.json").read_text())["cut_off"])


class Recount:
    """One question of a snapshot."""

    def __init__(self, folder: Path, asked: Asked) -> None:
        self.folder, self.asked, self.day = folder, asked, asked.as_of
        self.all, self.rows = cache(self._all), cache(self._rows)
        self.place, self.inside = cache(self._place), cache(self._inside)
        self.below = cache(self._below)
        self.versions = by(self.all("unit_versions"), "unit")
        self.children = by(self.all("unit_parents"), "parent")
        self.map = NaiveMap(*(self.all(n) for n in ("unit_versions", "unit_parents", "lineage")))
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
        """That of the day; of what had ended, its last; of what was not there yet, its first."""
        lives = sorted(self.versions[unit], key=lambda v: v["valid_from"])
        begun = [v["level"] for v in lives if v["valid_from"] <= day]
        return str((begun or [v["level"] for v in lives] or [""])[-1 if begun else 0])

    def is_there(self, unit: str, day: date) -> bool:
        return any(in_force(v, day) for v in self.versions[unit])

    def _place(self, unit: str, day: date) -> dict[str, str]:
        """level → unit: where lies what was counted in a unit on a day. Before its life it is where
        it began, after it where it went by the day.
        """
        lives = self.versions[unit]
        if not lives:
            return {}
        first = min(v["valid_from"] for v in lives)
        last = max(v["valid_to"] or FOREVER for v in lives) - timedelta(days=1)
        on = min(max(day, first), last)
        found = self.map.places(unit, on, self.asked.boundaries or max(day, first))
        return {level: at for level, at in zip(LEVELS, found, strict=True) if at}

    def _below(self, unit: str) -> set[str]:
        found, stack = set(), [unit]
        while stack:
            at = stack.pop()
            if at not in found:
                found.add(at)
                under = (p for p in self.children[at] if in_force(p, self.asked.map_day))
                stack += [p["unit"] for p in under]
        return found

    def _stands(self, row: Row, unit_by: str) -> dict[str, str]:
        own = row[f"unit_{unit_by}"]
        return self.place(own, row.get("unit_day") or self.day) if own else {}

    def lies_within(self, row: Row, unit_by: str, unit: str) -> bool:
        own, place = row[f"unit_{unit_by}"], self._stands(row, unit_by)
        level = self.level(unit, self.asked.map_day)
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
        """On the civil line, the nearest first."""
        found, at = [], unit
        rows = by([p for p in self.now("unit_parents") if p["line"] == "civil"], "unit")
        while rows[at]:
            at = rows[at][0]["parent"]
            found.append(at)
        return found

    def province(self, unit: str) -> str | None:
        """That of a unit of the day, as it was."""
        return self.map.places(unit, self.day, self.day)[0]

    def unit(self) -> Iterator[Row]:
        """A trait is told of a unit that has it or is recorded without; else where its province has
        any of its level with it, or is itself recorded as having none.
        """
        said = {(t["unit"], t["kind"]): t["value"] for t in self.now("unit_traits")}
        filed = {h["unit"] for h in self.all("holdings") if h["valid_from"] <= self.day}
        living = self.now("unit_versions")
        with_trait = {
            (kind, self.province(v["unit"]), v["level"])
            for v in living
            for kind in TRAITS
            if (said.get((v["unit"], kind)) or 0) > 0
        }
        for v in living:
            province = self.province(v["unit"])
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

    def certificate(self) -> Iterator[Row]:
        enrolments = {e["enrolment"]: e for e in self.rows("enrolment")}
        for k in self.all("certificates"):
            e = enrolments[k["enrolment"]]
            yield {
                **self.person(k["person"]),
                "record": k["certificate"],
                "day": k["issued_on"],
                **{n: e[n] for n in ("unit_day", "unit_intake", "unit_organiser", "course")},
            }

    def discipline(self) -> Iterator[Row]:
        return self.of_kind("discipline")

    def rating(self) -> Iterator[Row]:
        return self.of_kind("rating")

    def of_kind(self, kind: str) -> Iterator[Row]:
        """Facts begun by the day, where the person's file lies."""
        for fact in self.all("facts"):
            begun, until = fact["valid_from"], fact["valid_to"]
            if fact["kind"] == kind and begun <= self.day:
                yield {
                    **self.person(fact["person"]),
                    "record": fact["fact"],
                    "day": begun,
                    "unit_keeper": self.persons.get(fact["person"], {}).get("keeper"),
                    "value": fact["value"],
                    "year": begun.year,
                    "until": until,
                    "running": until is None or until > self.day,
                }

    def seat(self) -> Iterator[Row]:
        for s in self.now("seats"):
            yield {**s, "record": s["seat"], "unit_post": s["unit"]}

    def curriculum(self) -> Iterator[Row]:
        for b in self.block():
            yield {**b, "record": b["curriculum"]}

    # one figure

    def figure(self, indicator: Row, unit: str | None) -> Told:
        """Of a unit; of all that is frozen."""
        if "per" in indicator:
            above, below = (self.figure(part, unit) for part in parts_of(indicator))
            return divided(indicator, above, below)
        if unit is None:
            own = list({r["record"]: r for r in self.rows(indicator["grain"])}.values())
        else:
            own = self.inside(indicator["grain"], indicator["unit_by"], unit)
        return self._told(indicator, own)

    def by_unit(self, indicator: Row, level: str) -> dict[str | None, Told]:
        """Of each unit of a level of which there is a row in time; None: of what lies in none for
        sure.
        """
        if "per" in indicator:
            above, below = (self.by_unit(part, level) for part in parts_of(indicator))
            nothing = Told(Fraction(0), None, None if indicator.get("weight") else Fraction(0))
            return {
                unit: divided(indicator, above.get(unit, nothing), below.get(unit, nothing))
                for unit in above | below
            }
        own: dict[str | None, list[Row]] = defaultdict(list)
        for row in self.rows(indicator["grain"]):
            if self._in_time(row, indicator):
                own[self._stands(row, indicator["unit_by"]).get(level)].append(row)
        return {unit: self._told(indicator, rows) for unit, rows in own.items()}

    def _told(self, indicator: Row, own: list[Row]) -> Told:
        own = [row for row in own if self._in_time(row, indicator)]
        population, numerator = indicator.get("population", []), indicator.get("numerator", [])
        below = [row for row in own if all(holds(row, c) for c in population)]
        above = [row for row in below if all(holds(row, c) for c in numerator)]
        weight = indicator.get("weight", "")
        part, base = added(above, weight), added(below, weight)
        told = part or not any(undecided(row, [*population, *numerator]) for row in own)
        if indicator["kind"] == "ratio":
            return Told(part, base, part / base * 100 if base and told else None)
        nothing = indicator["kind"] == "sum" and all(row[weight] is None for row in below)
        return Told(base, None, base if told and not nothing else None)

    def _in_time(self, row: Row, indicator: Row) -> bool:
        return indicator["time"] != "flow" or self.asked.since <= row["day"] <= self.day


@dataclass(frozen=True)
class Told:
    """`value` None: not known, or nothing to divide by."""

    numerator: Fraction
    denominator: Fraction | None
    value: Fraction | None


def parts_of(indicator: Row) -> tuple[Row, Row]:
    """What stands above the line and what below: of the same rows, where both are known; or of a
    grain of its own.
    """
    own = {n: v for n, v in indicator.items() if n != "per"}
    per = indicator["per"]
    if "grain" in per:
        below = {"time": indicator["time"], **per}
    else:
        known = [{"field": n, "op": "known"} for n in (own["weight"], per["weight"])]
        own["population"] = [*own.get("population", []), *known]
        below = {**own, "weight": per["weight"]}
    kinds = ("sum" if part.get("weight") else "count" for part in (own, below))
    return {**own, "kind": next(kinds)}, {**below, "kind": next(kinds)}


def divided(indicator: Row, above: Told, below: Told) -> Told:
    value = None
    if above.value is not None and below.value:
        value = above.value / below.value * (100 if indicator["kind"] == "ratio" else 1)
    return Told(above.numerator, below.numerator, value)


def undecided(row: Row, conditions: list[Row]) -> bool:
    """Whether a trait that nobody told of (`is_border`) is all that keeps a row from counting."""
    failed = [c for c in conditions if not holds(row, c)]
    return bool(failed) and all(
        c["field"].startswith("is_") and row[c["field"]] is None for c in failed
    )


def added(rows: list[Row], weight: str) -> Fraction:
    if not weight:
        return Fraction(len(rows))
    return sum((Fraction(Decimal(row[weight] or 0)) for row in rows), Fraction(0))
