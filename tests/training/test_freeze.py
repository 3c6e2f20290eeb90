"""What a snapshot would hold of training: rows of a cut-off and of a scope, straight from the tables."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

import factories
from figures.register import BEGIN, CUT_OFF, OVER, START, Register
from goc.people import actions as people
from goc.snapshots.registry import TABLES, Freezing
from goc.training import actions
from goc.training.models import Course, Curriculum, Enrolment
from goc.units.models import Unit

TODAY = date(2026, 11, 20)


def rows(name: str, cut_off: date = CUT_OFF, units: frozenset[int] | None = None) -> list[Any]:
    """The rows of a table as dictionaries."""
    table = TABLES[name]
    found = table.rows(Freezing(units, cut_off, TODAY))
    return [dict(zip(table.columns, row, strict=True)) for row in found]


def column(name: str, of: str, **given: Any) -> list[Any]:
    return [row[of] for row in rows(name, **given)]


def within(*units: Unit) -> dict[str, frozenset[int]]:
    return {"units": frozenset(unit.pk for unit in units)}


def of(made: Register, name: str, **given: Any) -> dict[str, Any]:
    """The frozen row of somebody's enrolment."""
    wanted = str(made.enrolments[name].public_id)
    (row,) = (row for row in rows("enrolments", **given) if row["enrolment"] == wanted)
    return row


# --- courses


def test_a_course_with_its_numbers(made: Register) -> None:
    (row,) = rows("courses")
    assert row == {
        "course": str(made.course.public_id),
        "organiser": str(made.cast.province.public_id),
        "number": 1,
        "name": "Khóa 1",
        "level": "intermediate",
        "mode": "full_time",
        "lead_school": str(made.school.public_id),
        "opened_on": BEGIN,
        "closed_on": None,
        "quota": 10,
        "sent": 9,
    }


@pytest.mark.parametrize(
    ("cut_off", "closed"),
    [
        (BEGIN - timedelta(days=1), []),
        (BEGIN, [None]),
        (OVER - timedelta(days=1), [None]),
        (OVER, [OVER]),
    ],
)
def test_what_was_known_of_a_course_by_the_cut_off(
    made: Register, cut_off: date, closed: list[Any]
) -> None:
    Course.objects.update(closed_on=OVER)
    assert column("courses", "closed_on", cut_off=cut_off) == closed
    begun = len(column("enrolments", "enrolment", cut_off=cut_off))
    assert begun == (9 if closed else 0)


def test_programmes_are_frozen_whole_and_tied_to_courses(made: Register) -> None:
    main, extra = Curriculum.objects.order_by("id")
    loose = actions.found_curriculum(
        name="Lẻ", level="college", hours={"general": 1}, by=made.by, source="QĐ 1"
    )
    none: frozenset[int] = frozenset()
    assert [
        (r["name"], r["supplementary"], r["source"], r["taught_at"])
        for r in rows("curricula", units=none)
    ] == [
        ("Trung cấp", False, None, None),
        ("Lẻ", False, "QĐ 1", None),
        ("Bổ sung", True, None, None),
    ]
    assert column("curriculum_blocks", "hours", units=none) == [310, 690, 533, 380, 87, 1]
    tied = [str(main.public_id), str(extra.public_id)]
    assert column("course_curricula", "curriculum") == tied
    assert column("course_curricula", "curriculum", units=none) == []
    assert str(loose.public_id) not in tied


# --- enrolments by the day


@pytest.mark.parametrize(
    ("cut_off", "outcome", "ended"),
    [(OVER - timedelta(days=1), "studying", None), (OVER, "graduated", OVER)],
)
def test_who_ended_later_was_still_studying(
    made: Register, cut_off: date, outcome: str, ended: date | None
) -> None:
    Enrolment.objects.update(commended=True, disciplined=True)
    row = of(made, "Nông Văn An", cut_off=cut_off)
    told = (row["outcome"], row["ended_on"], row["grade"], row["commended"], row["disciplined"])
    over = ended is not None
    assert told == (outcome, ended, "very_good" if over else None, over, over)


@pytest.mark.parametrize(
    ("cut_off", "post"),
    [(date(2011, 4, 30), None), (date(2011, 5, 1), "commander")],
)
def test_a_placement_is_known_from_its_first_day(
    made: Register, cut_off: date, post: str | None
) -> None:
    row = of(made, "Lương Thị Chi", cut_off=cut_off)
    unit = str(made.communes[3].public_id) if post else None
    assert (row["placement_post"], row["placement_unit"], row["placed_on"]) == (
        post,
        unit,
        cut_off if post else None,
    )


def test_what_is_not_known_is_empty(made: Register) -> None:
    row = of(made, "Hứa Văn Giang")
    unknown = {name for name, value in row.items() if value is None}
    assert unknown == {
        "grade",
        "placement_post",
        "placement_unit",
        "placed_on",
        *(f"entry_{name}" for name in ("category", "age", "party")),
        *(f"entry_{name}" for name in ("general_education", "professional_education")),
        "entry_health_class",
    }
    known = of(made, "Nông Văn An")
    assert (known["entry_age"], known["entry_party"], known["trained_for"]) == (
        34,
        "official",
        "commander",
    )


def test_certificates_by_the_cut_off(made: Register) -> None:
    assert column("certificates", "number", cut_off=OVER - timedelta(days=1)) == []
    (row,) = rows("certificates", cut_off=OVER)
    assert (row["kind"], row["number"], row["register_number"], row["issued_on"]) == (
        "military",
        "1",
        "1",
        OVER,
    )
    assert row["enrolment"] == str(made.enrolments["Nông Văn An"].public_id)
    assert row["person"] == str(made.people["Nông Văn An"].public_id)


# --- within a scope


def test_of_a_scope_those_sent_from_it_and_those_kept_in_it(made: Register) -> None:
    everybody = {str(e.public_id): name for name, e in made.enrolments.items()}

    def frozen(*units: Unit) -> list[str]:
        return sorted(everybody[e] for e in column("enrolments", "enrolment", **within(*units)))

    assert len(frozen(made.cast.province)) == 9  # the organiser's
    there = ["Chu Văn Em", "Lương Thị Chi"]
    assert frozen(made.communes[2]) == there
    moved = made.people["Nông Văn An"]
    people.move_person(person=moved, to=made.communes[2], on=date(2012, 1, 1), by=made.by)
    assert frozen(made.communes[2]) == [*there, "Nông Văn An"]
    assert "Nông Văn An" in frozen(made.communes[0])
    assert frozen(made.cast.elsewhere) == []


def test_a_course_of_elsewhere_is_frozen_with_those_who_attend_it(made: Register) -> None:
    other = actions.open_course(
        organiser=made.cast.elsewhere,
        number=1,
        name="Khóa B",
        level="college",
        mode="bridging",
        lead_school=made.school,
        on=BEGIN,
        by=made.by,
    )
    person = people.add_person(full_name="Bế Văn A", keeper=made.communes[0], on=START, by=made.by)
    actions.enrol_person(person=person, course=other, unit=made.communes[0], on=CUT_OFF, by=made.by)
    assert column("courses", "name", **within(made.communes[0])) == ["Khóa 1", "Khóa B"]
    assert column("courses", "name", **within(made.communes[1])) == ["Khóa 1"]
    assert column("courses", "name", **within(made.cast.elsewhere)) == ["Khóa B"]
    eve = CUT_OFF - timedelta(days=1)
    assert column("courses", "name", cut_off=eve, **within(made.communes[0])) == ["Khóa 1"]
    assert column("courses", "name", **within(factories.unit("Xã Xa", "commune"))) == []


# --- careers


def career(made: Register, name: str, cut_off: date = CUT_OFF) -> list[tuple[Any, ...]]:
    wanted = str(made.people[name].public_id)
    return [
        (row["state"], row["valid_from"], row["valid_to"])
        for row in rows("careers", cut_off=cut_off)
        if row["person"] == wanted
    ]


def test_the_states_of_those_who_were_trained(made: Register) -> None:
    assert career(made, "Nông Văn An") == [("commander", date(2005, 1, 1), None)]
    assert career(made, "Hoàng Văn Bình") == [
        ("deputy_commander", date(2005, 1, 1), date(2012, 3, 1)),
        ("promoted_commune", date(2012, 3, 1), None),
    ]
    assert career(made, "Vi Văn Dũng") == [
        ("commune", date(2011, 5, 1), date(2012, 10, 1)),
        ("retired", date(2012, 10, 1), None),
    ]
    assert career(made, "Lý Văn Đức") == [("died", date(2012, 11, 1), None)]
    assert career(made, "Triệu Văn Khôi") == career(made, "Lăng Thị Lan") == []


def test_what_had_not_begun_is_not_in_a_career(made: Register) -> None:
    eve = date(2012, 10, 31)
    assert career(made, "Lý Văn Đức", eve) == []
    assert career(made, "Hoàng Văn Bình", date(2012, 2, 29))[0][0] == "deputy_commander"
    assert [state for state, _, _ in career(made, "Lương Thị Chi", date(2011, 4, 30))] == [
        "commune"
    ]
    assert [state for state, _, _ in career(made, "Lương Thị Chi", date(2011, 5, 1))] == [
        "commune",
        "commander",
    ]
