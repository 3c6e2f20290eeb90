"""A random register whose units do not keep still: founded, renamed, merged, split, moved, closed,
a level abolished, year after year, with people, posts, courses, results, refreshers and money dated
around that. Made through the acts of the product; what they refuse is left out, and counted.

The same seed gives the same register (but for its public ids).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from goc.funding.actions import FACILITIES, FUNDING
from goc.lib.errors import GocError
from goc.people import actions as people
from goc.people.models import Holding, Person
from goc.refreshers.actions import REFRESHERS
from goc.training import actions as training
from goc.training.models import Course, Curriculum, Enrolment
from goc.units.actions import reorganisations as acts
from goc.units.actions import units as founding
from goc.units.models import Unit, UnitParent, UnitVersion
from goc.units.rules import kinds_of

START, CUT_OFF, LAST = date(2002, 1, 1), date(2024, 6, 30), date(2026, 6, 30)
ABOVE = {"commune": "district", "district": "province"}
SHARES = ("full", "partial", "partial", "unknown")
KNOWN = "ghi để thử"
"""The reason given for whatever is odd."""
POSTS = (
    "commander",
    "commander",
    "deputy_commander",
    "deputy_commander",
    "platoon_leader",
    "commune_official",
    "commune_chairman",
    "district_official",
)
FACTS = {
    "general_education": ("primary", "lower_secondary", "upper_secondary"),
    "professional_education": ("none", "intermediate", "university"),
    "political_theory": ("elementary", "intermediate", "advanced"),
    "health_class": ("1", "2", "5"),
    "military_qualification": ("intermediate", "college"),
}
GRADES = ("excellent", "very_good", "good", "average", "")


class Register:
    """Grown by `grow`; `done` and `refused` count the acts by name."""

    def __init__(self, seed: int, by: Any) -> None:
        self.random, self.by, self.named = Random(seed), by, 0
        self.done: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.curricula: list[Curriculum] = []

    def grow(self) -> None:
        self._first_units()
        self._first_curricula()
        day = START
        while day < LAST:
            day += timedelta(days=self.random.randint(20, 120))
            for _ in range(self.random.randint(0, 2)):
                self.attempt(self.random.choice(CHANGES), day)
            for _ in range(self.random.randint(3, 9)):
                self.attempt(self.random.choice(DEEDS), day)

    def attempt(self, act: Callable[[Register, date], None], day: date) -> None:
        try:
            act(self, day)
        except GocError:
            self.refused[act.__name__] += 1
        else:
            self.done[act.__name__] += 1

    # what there is

    def name(self, word: str) -> str:
        self.named += 1
        return f"{word} {self.named}"

    def living(self, level: str, day: date) -> list[Unit]:
        """Those that were there the day before and are there on the day."""
        rows = UnitVersion.objects.as_of(day).filter(kind__in=kinds_of(level))
        before = UnitVersion.objects.as_of(day - timedelta(days=1)).values("unit")
        return [row.unit for row in rows.filter(unit__in=before).order_by("pk")]

    def one(self, level: str, day: date) -> Unit:
        """Raises GocError where there is none."""
        return self.some(level, day, 1)[0]

    def some(self, level: str, day: date, number: int) -> list[Unit]:
        found = self.living(level, day)
        if len(found) < number:
            raise GocError("Không đủ đơn vị.")
        return self.random.sample(found, number)

    def any_unit(self, day: date) -> Unit:
        levels = ["commune"] * 6 + ["district", "province", "agency", "school"]
        return self.one(self.random.choice(levels), day)

    def person(self) -> Person:
        return self.picked(Person.objects.filter(died_on=None).order_by("pk"))

    def picked(self, rows: Any) -> Any:
        """One of the rows. Raises GocError where there is none."""
        number = rows.count()
        if not number:
            raise GocError("Chưa có gì.")
        return rows[self.random.randrange(number)]

    def maybe(self, value: Any, chance: float = 0.6) -> dict[str, Any]:
        return value if self.random.random() < chance else {}

    # the beginning

    def _first_units(self) -> None:
        ministry = self.found("Bộ", "ministry", None)
        regions = [self.found("Quân khu", "military_region", ministry) for _ in range(2)]
        for number in range(3):
            province = self.found("Tỉnh", "province", None, regions[number % 2])
            self.found("Trường Quân sự", "school", province)
            self.found("Bộ Chỉ huy quân sự", "provincial_command", province)
            for _ in range(2):
                district = self.found("Huyện", "rural_district", province)
                for _ in range(3):
                    self.found("Xã", "commune", district)

    def found(self, word: str, kind: str, parent: Unit | None, region: Unit | None = None) -> Unit:
        return founding.found_unit(
            name=self.name(word),
            kind=kind,
            parent=parent,
            commanded_by=region,
            on=START,
            by=self.by,
        )

    def _first_curricula(self) -> None:
        for supplementary in (False, True):
            hours = {"political_theory": 380, "state_management": 87, "general": 533}
            level = "supplementary" if supplementary else "intermediate"
            made = training.found_curriculum(
                name=self.name("Chương trình"),
                level=level,
                supplementary=supplementary,
                hours=hours,
                by=self.by,
            )
            self.curricula.append(made)


# --- what happens to units


def _reorganise(register: Register, day: date, kind: str, *changes: acts.Change) -> None:
    acts.reorganise(on=day, kind=kind, by=register.by, changes=changes, title="thử")


def _level(register: Register) -> str:
    return register.random.choice(["commune"] * 5 + ["district", "province"])


def _children_to(unit: Unit, to: acts.Place, day: date) -> list[acts.Change]:
    """What stands under a unit that ends goes to another, but for its boards."""
    below = UnitParent.objects.as_of(day).filter(parent=unit, line="civil").order_by("pk")
    return [acts.Transfer(row.unit, to) for row in below.select_related("unit")]


def merge(register: Register, day: date) -> None:
    """Two into a third or into the first; one of them perhaps only in part."""
    level = _level(register)
    first, second = register.some(level, day, 2)
    if register.random.random() < 0.5:
        into: acts.Place = first
        begun: list[acts.Change] = []
        ending = [second]
    else:
        into, ending = "new", [first, second]
        begun = [_new(register, first, level, day)]
    share = register.random.choice(SHARES)
    closed = [acts.Close(unit, ((into, share),)) for unit in ending]
    moved = [move for unit in ending for move in _children_to(unit, into, day)]
    _reorganise(register, day, "merge", *begun, *closed, *moved)


def _new(register: Register, beside: Unit, level: str, day: date, key: str = "new") -> acts.Found:
    above = UnitParent.objects.as_of(day).filter(unit=beside, line="civil").first()
    kind = {"commune": "commune", "district": "rural_district", "province": "province"}[level]
    return acts.Found(key, register.name(level.title()), kind, above.parent if above else None)


def split(register: Register, day: date) -> None:
    """One into two, or among its neighbours."""
    level = _level(register)
    unit, *others = register.some(level, day, 3)
    heirs: Sequence[acts.Place] = register.random.choice([("new", "second"), others])
    begun = [_new(register, unit, level, day, key) for key in heirs if isinstance(key, str)]
    closed = acts.Close(unit, tuple((heir, register.random.choice(SHARES[1:])) for heir in heirs))
    _reorganise(register, day, "split", *begun, closed, *_children_to(unit, heirs[0], day))


def part(register: Register, day: date) -> None:
    """A unit goes on and gives a part to a neighbour or to a new one."""
    level = _level(register)
    unit, other = register.some(level, day, 2)
    to: acts.Place = register.random.choice([other, "new"])
    begun = [_new(register, unit, level, day)] if to == "new" else []
    given = acts.Part(unit, to, register.random.choice(["partial", "unknown"]))
    _reorganise(register, day, "split", *begun, given)


def lose(register: Register, day: date) -> None:
    """A unit ends and nobody wrote where it went."""
    unit, other = register.some(_level(register), day, 2)
    _reorganise(register, day, "change", acts.Close(unit), *_children_to(unit, other, day))


def move(register: Register, day: date) -> None:
    level = register.random.choice(["commune", "district"])
    moved = acts.Transfer(register.one(level, day), register.one(ABOVE[level], day))
    _reorganise(register, day, "transfer", moved)


def rename(register: Register, day: date) -> None:
    level = _level(register)
    kind = register.random.choice([None, *kinds_of(level)])
    change = acts.Rename(register.one(level, day), register.name("Tên mới"), kind)
    _reorganise(register, day, "rename", change)


def start_anew(register: Register, day: date) -> None:
    """A unit with a part of a neighbour, on its own code."""
    unit, other = register.some("commune", day, 2)
    changes = acts.Part(unit, unit, register.random.choice(SHARES)), acts.Part(other, unit)
    _reorganise(register, day, "change", *changes)


def abolish(register: Register, day: date) -> None:
    _reorganise(register, day, "level_abolished", acts.Abolish(register.one("district", day)))


def close(register: Register, day: date) -> None:
    founding.close_unit(unit=register.one("commune", day), on=day, by=register.by)


def found_more(register: Register, day: date) -> None:
    level = register.random.choice(["commune", "commune", "commune", "district"])
    for _ in range(2):
        founding.found_unit(
            name=register.name("Mới"),
            kind=register.random.choice(kinds_of(level)),
            parent=register.one(ABOVE[level], day),
            on=day,
            by=register.by,
        )


def set_trait(register: Register, day: date) -> None:
    kind = register.random.choice(["border", "border", "coastal", "class", "border_length_km"])
    value = {"class": register.random.randint(1, 3), "border_length_km": Decimal("12.345")}.get(
        kind, register.random.choice([1, 1, 1, 0])
    )
    level = "province" if kind == "border_length_km" else _level(register)
    unit = register.one(level, day)
    founding.set_trait(unit=unit, kind=kind, value=value, on=day, by=register.by, source="thử")


# --- what happens in them


def add_person(register: Register, day: date) -> None:
    known = {
        "sex": register.random.choice(["male", "female"]),
        **register.maybe({"ethnicity": register.random.choice(["kinh", "tay", "nung"])}),
        **register.maybe({"religion": register.random.choice(["none", "catholic"])}),
        **register.maybe({"birth_date": _born(register, day)}),
    }
    person = people.add_person(
        full_name=register.name("Nguyễn Văn"),
        keeper=register.any_unit(day),
        on=day,
        by=register.by,
        confirmed=KNOWN,
        **known,
    )
    for kind in register.random.sample(list(FACTS), 2):
        _record_fact(register, person, kind, day)


def _born(register: Register, day: date) -> date:
    return day - timedelta(days=register.random.randint(19 * 366, 45 * 365))


def _record_fact(register: Register, person: Person, kind: str, day: date) -> None:
    value = register.random.choice(FACTS[kind])
    people.record_fact(
        person=person, kind=kind, value=value, on=day, by=register.by, confirmed=KNOWN
    )


def record_fact(register: Register, day: date) -> None:
    _record_fact(register, register.person(), register.random.choice(list(FACTS)), day)


def join_body(register: Register, day: date) -> None:
    holding = register.picked(Holding.objects.as_of(day).order_by("pk"))
    body = register.random.choice(
        ["party", "party", "youth_union", "party_committee", "peoples_committee"]
    )
    own = {"unit": holding.unit} if body.endswith("committee") else {}
    stage = {"stage": "official"} if body == "party" and register.random.random() < 0.5 else {}
    people.join_body(
        person=holding.person, body=body, on=day, by=register.by, confirmed=KNOWN, **own, **stage
    )


def post_person(register: Register, day: date) -> None:
    people.post_person(
        person=register.person(),
        unit=register.any_unit(day),
        post=register.random.choice(POSTS),
        on=day,
        by=register.by,
        acting=register.random.random() < 0.15,
        confirmed=KNOWN,
    )


def end_holding(register: Register, day: date) -> None:
    people.end_holding(
        holding=register.picked(Holding.objects.as_of(day).order_by("pk")),
        on=day,
        ended_by=register.random.choice(["retired", "left", "promoted"]),
        by=register.by,
        confirmed=KNOWN,
    )


def move_person(register: Register, day: date) -> None:
    to = register.any_unit(day)
    people.move_person(person=register.person(), to=to, on=day, by=register.by, confirmed=KNOWN)


def record_death(register: Register, day: date) -> None:
    if register.random.random() < 0.8:
        raise GocError("Ít khi.")
    people.record_death(person=register.person(), on=day, by=register.by, confirmed=KNOWN)


def open_course(register: Register, day: date) -> None:
    organiser = register.one(register.random.choice(["province", "province", "district"]), day)
    register.named += 1
    training.open_course(
        organiser=organiser,
        number=register.named,
        name=f"Khóa {register.named}",
        level="intermediate",
        mode="full_time",
        lead_school=register.one("school", day),
        on=day,
        by=register.by,
        curricula=register.random.sample(register.curricula, register.random.randint(0, 2)),
        quota=10,
        sent=9,
    )


def enrol_person(register: Register, day: date) -> None:
    since = day - timedelta(days=200)
    courses = Course.objects.filter(closed_on=None, opened_on__gte=since).order_by("pk")
    for _ in range(3):
        training.enrol_person(
            person=register.person(),
            course=register.picked(courses),
            unit=register.any_unit(day),
            on=day,
            by=register.by,
            trained_for=register.random.choice(["commander", "deputy_commander"]),
        )


def finish(register: Register, day: date) -> None:
    studying = Enrolment.objects.filter(outcome="studying", entered_on__lt=day).order_by("pk")
    enrolment = register.picked(studying)
    outcome = register.random.choice(["graduated"] * 5 + ["failed", "dropped"])
    end = {"grade": register.random.choice(GRADES)} if outcome == "graduated" else {"reason": "x"}
    training.finish_enrolment(
        enrolment=enrolment, outcome=outcome, on=day, by=register.by, confirmed=KNOWN, **end
    )
    if outcome == "graduated":
        number = str(enrolment.pk)
        training.issue_certificate(
            enrolment=enrolment,
            kind="military",
            number=number,
            register_number=number,
            on=day,
            by=register.by,
        )


def place(register: Register, day: date) -> None:
    graduated = Enrolment.objects.filter(outcome="graduated", ended_on__lte=day).order_by("pk")
    enrolment = register.picked(graduated)
    held = register.picked(Holding.objects.filter(person=enrolment.person).order_by("pk"))
    training.place_graduate(enrolment=enrolment, holding=held, by=register.by)


def place_anew(register: Register, day: date) -> None:
    graduated = Enrolment.objects.filter(outcome="graduated", ended_on__lte=day).order_by("pk")
    training.place_in_post(
        enrolment=register.picked(graduated),
        unit=register.one("commune", day),
        post=register.random.choice(POSTS),
        on=day,
        by=register.by,
        confirmed=KNOWN,
    )


def _late(register: Register, day: date) -> Unit:
    """A unit of the day or, as papers have it, of some years ago, gone meanwhile or not."""
    since = register.random.choice([0, 0, 1000, 4000])
    return register.any_unit(max(day - timedelta(days=since), START + timedelta(days=2)))


def spend(register: Register, day: date) -> None:
    FUNDING.record(
        unit=_late(register, day),
        year=day.year,
        source=register.random.choice(["central", "province", "district"]),
        item=register.random.choice(["living", "teaching"]),
        amount=Decimal(register.random.randint(1, 9999)) / 8,
        by=register.by,
    )


def put_into_use(register: Register, day: date) -> None:
    number, unit = register.random.randint(1, 5), _late(register, day)
    FACILITIES.record(unit=unit, year=day.year, kind="classroom", number=number, by=register.by)


def refresh(register: Register, day: date) -> None:
    called, good = register.random.randint(8, 12), register.random.choice([None, 2, 3])
    REFRESHERS.record(
        unit=_late(register, day),
        year=day.year,
        level=register.random.choice(["above", "province", "district"]),
        name=register.name("Lớp"),
        days=register.random.choice([None, 3, 5]),
        called=called,
        present=called - 3,
        good=good,
        by=register.by,
    )


CHANGES = (
    *[merge] * 3,
    *[split] * 2,
    *[found_more] * 4,
    part,
    lose,
    move,
    rename,
    start_anew,
    abolish,
    close,
    set_trait,
    set_trait,
)
DEEDS = (
    *[add_person] * 4,
    *[post_person] * 4,
    *[finish] * 4,
    *[enrol_person] * 2,
    *[spend] * 3,
    record_fact,
    join_body,
    join_body,
    end_holding,
    move_person,
    record_death,
    open_course,
    place,
    place_anew,
    put_into_use,
    refresh,
)
