"""A small register made through the actions: two districts, four communes, one course, graduates of every fate."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import factories
from goc.figures.compute import Computer
from goc.funding.actions import FUNDING
from goc.people import actions as people
from goc.people.models import Person
from goc.refreshers.actions import REFRESHERS
from goc.snapshots.actions import make_snapshot
from goc.snapshots.engine import Frozen
from goc.snapshots.models import Snapshot
from goc.training import actions as training
from goc.training.models import Course, Enrolment
from goc.units.models import Trait, Unit

CUT_OFF = date(2012, 12, 31)
BEGIN, OVER = date(2009, 9, 14), date(2011, 3, 18)
START = date(2003, 1, 1)


@dataclass
class Register:
    cast: factories.Cast
    second: Unit
    communes: list[Unit]
    school: Unit
    course: Course
    people: dict[str, Person] = field(default_factory=dict)
    enrolments: dict[str, Enrolment] = field(default_factory=dict)

    @property
    def by(self) -> Any:
        return self.cast.operator

    def snapshot(self, unit: Unit | None = None, cut_off: date = CUT_OFF) -> Snapshot:
        return make_snapshot(unit=unit, cut_off=cut_off, by=self.by)


@contextmanager
def opened(snapshot: Snapshot, engine: str = "duckdb") -> Iterator[Computer]:
    frozen = Frozen(snapshot.folder, engine)
    try:
        yield Computer(frozen)
    finally:
        frozen.close()


def register() -> Register:
    """An, Bình, Chi, Dũng, Đức, Em graduate; Giang failed, Hải dropped, Khôi studies on. Lan is a commander never
    trained, of whom next to nothing is known."""
    cast = factories.cast()
    by = cast.operator
    second = factories.unit("Huyện Hai", "rural_district", cast.province, code="181")
    communes = [
        *cast.communes,
        factories.unit("Xã Hai Một", "commune", second, code="06104"),
        factories.unit("Thị trấn Hai", "township", second, code="06107"),
    ]
    for unit, kind, value, hedge in (
        (communes[2], "border", 1, ""),
        (communes[3], "border", 1, ""),
        (cast.province, "border_length_km", 231, "hơn"),
    ):
        Trait.objects.create(
            unit=unit, kind=kind, value=value, hedge=hedge, source="thử", valid_from=factories.START
        )
    school = factories.unit("Trường Quân sự tỉnh", "school", cast.province)
    main = training.found_curriculum(
        name="Trung cấp",
        level="intermediate",
        hours={"general": 310, "military_theory": 690},
        by=by,
    )
    extra = training.found_curriculum(
        name="Bổ sung",
        level="supplementary",
        supplementary=True,
        by=by,
        hours={"political_theory": 380, "state_management": 87, "general": 533},
    )
    course = training.open_course(
        organiser=cast.province,
        number=1,
        name="Khóa 1",
        level="intermediate",
        mode="full_time",
        lead_school=school,
        on=BEGIN,
        by=by,
        curricula=[main, extra],
        quota=10,
        sent=9,
    )
    made = Register(cast, second, communes, school, course)
    _people(made)
    _courses(made)
    _afterwards(made)
    _yearly(made)
    return made


def _people(made: Register) -> None:
    by = made.by
    facts: dict[str, dict[str, Any]] = {
        "Nông Văn An": {
            "ethnicity": "nung",
            "birth_date": date(1975, 5, 1),
            "sex": "male",
            "religion": "none",
        },
        "Hoàng Văn Bình": {
            "ethnicity": "tay",
            "birth_date": date(1982, 1, 2),
            "sex": "male",
            "religion": "none",
        },
        "Lương Thị Chi": {
            "ethnicity": "tay",
            "birth_year": 1985,
            "sex": "female",
            "religion": "catholic",
        },
        "Vi Văn Dũng": {
            "ethnicity": "kinh",
            "birth_date": date(1970, 9, 15),
            "sex": "male",
            "religion": "none",
        },
        "Lý Văn Đức": {"sex": "male", "discharged_on": date(2008, 1, 1)},
        "Chu Văn Em": {"ethnicity": "dao", "birth_date": date(1988, 12, 31), "sex": "male"},
        "Hứa Văn Giang": {"ethnicity": "nung"},
        "Đàm Văn Hải": {"ethnicity": "nung"},
        "Triệu Văn Khôi": {"ethnicity": "dao"},
        "Lăng Thị Lan": {},
    }
    homes = [0, 1, 2, 3, 0, 2, 1, 1, 3, 2]
    for (name, known), home in zip(facts.items(), homes, strict=True):
        keeper = made.communes[home]
        made.people[name] = people.add_person(
            full_name=name, keeper=keeper, on=START, by=by, **known
        )
    for name, kind, value in (
        ("Nông Văn An", "general_education", "upper_secondary"),
        ("Hoàng Văn Bình", "general_education", "primary"),
        ("Lương Thị Chi", "general_education", "lower_secondary"),
        ("Nông Văn An", "health_class", "2"),
        ("Hoàng Văn Bình", "health_class", "5"),
        ("Nông Văn An", "professional_education", "none"),
    ):
        people.record_fact(person=made.people[name], kind=kind, value=value, on=START, by=by)
    people.join_body(
        person=made.people["Nông Văn An"],
        body="party",
        stage="official",
        on=date(2004, 2, 3),
        by=by,
    )
    people.join_body(person=made.people["Hoàng Văn Bình"], body="party", on=date(2005, 2, 3), by=by)
    people.join_body(
        person=made.people["Lương Thị Chi"], body="youth_union", on=date(2005, 2, 3), by=by
    )
    for name, post in (
        ("Nông Văn An", "commander"),
        ("Hoàng Văn Bình", "deputy_commander"),
        ("Lương Thị Chi", "platoon_leader"),
        ("Lăng Thị Lan", "commander"),
        ("Chu Văn Em", "mass_organisation"),
    ):
        home = made.communes[homes[list(facts).index(name)]]
        people.post_person(
            person=made.people[name], unit=home, post=post, on=date(2005, 1, 1), by=by
        )


def _courses(made: Register) -> None:
    grades = {
        "Nông Văn An": "very_good",
        "Hoàng Văn Bình": "good",
        "Lương Thị Chi": "good",
        "Vi Văn Dũng": "",
    }
    for name, person in made.people.items():
        if name == "Lăng Thị Lan":
            continue
        home = person.keepers.get().unit
        enrolment = training.enrol_person(
            person=person, course=made.course, unit=home, on=BEGIN, by=made.by
        )
        made.enrolments[name] = enrolment
        if name in ("Hứa Văn Giang", "Đàm Văn Hải"):
            outcome = "failed" if name == "Hứa Văn Giang" else "dropped"
            training.finish_enrolment(
                enrolment=enrolment, outcome=outcome, on=OVER, by=made.by, reason="x"
            )
        elif name != "Triệu Văn Khôi":
            grade = grades.get(name, "average")
            training.finish_enrolment(
                enrolment=enrolment, outcome="graduated", on=OVER, by=made.by, grade=grade
            )
    training.issue_certificate(
        enrolment=made.enrolments["Nông Văn An"],
        kind="military",
        number="1",
        register_number="1",
        on=OVER,
        by=made.by,
    )


def _afterwards(made: Register) -> None:
    """An kept his post; Bình was moved up; Chi newly commands; Dũng retired; Đức died; Em stays what he was."""
    by, p, e = made.by, made.people, made.enrolments
    a, b = p["Nông Văn An"].holdings.get(), p["Hoàng Văn Bình"].holdings.get()
    training.place_graduate(enrolment=e["Nông Văn An"], holding=a, by=by)
    people.join_body(
        person=p["Nông Văn An"], body="party_committee", unit=a.unit, on=date(2010, 7, 1), by=by
    )
    training.place_graduate(enrolment=e["Hoàng Văn Bình"], holding=b, by=by)
    people.end_holding(holding=b, on=date(2012, 3, 1), ended_by="promoted", by=by)
    people.post_person(
        person=b.person, unit=b.unit, post="commune_chairman", on=date(2012, 3, 1), by=by
    )
    new = people.post_person(
        person=p["Lương Thị Chi"],
        unit=made.communes[3],
        post="commander",
        on=date(2011, 5, 1),
        by=by,
    )
    training.place_graduate(enrolment=e["Lương Thị Chi"], holding=new, by=by)
    official = people.post_person(
        person=p["Vi Văn Dũng"],
        unit=made.communes[3],
        post="commune_official",
        on=date(2011, 5, 1),
        by=by,
    )
    training.place_graduate(enrolment=e["Vi Văn Dũng"], holding=official, by=by)
    people.end_holding(holding=official, on=date(2012, 10, 1), ended_by="retired", by=by)
    people.record_death(person=p["Lý Văn Đức"], on=date(2012, 11, 1), by=by)
    training.place_graduate(
        enrolment=e["Chu Văn Em"], holding=p["Chu Văn Em"].holdings.get(), by=by
    )


def _yearly(made: Register) -> None:
    """Money and refreshers of the province and of a district."""
    for unit, source, item, amount in (
        (made.cast.province, "province", "teaching", "702.5"),
        (made.second, "district", "living", "10"),
    ):
        FUNDING.record(
            unit=unit, year=2011, source=source, item=item, amount=Decimal(amount), by=made.by
        )
    results = {"days": 5, "called": 12, "present": 10, "excellent": 1, "good": 6, "passed": 3}
    for unit, level in ((made.cast.province, "province"), (made.second, "district")):
        REFRESHERS.record(unit=unit, year=2011, level=level, name="Lớp", by=made.by, **results)


def folder_of(snapshot: Snapshot) -> Path:
    return snapshot.folder
