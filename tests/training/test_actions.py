"""The acts of training: what they write, refuse and record; facts at entry stay what they were."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from figures.register import BEGIN, OVER, Register
from goc.audit.models import Event
from goc.lib.errors import RefusedError
from goc.people import actions as people
from goc.training import actions, rules
from goc.training.models import Block, Certificate, Course, Curriculum, Enrolment


def newcomer(made: Register, name: str = "Bế Văn Mới", **known: Any):
    return people.add_person(
        full_name=name, keeper=made.communes[1], on=date(2003, 1, 1), by=made.by, **known
    )


def enrolled(made: Register, **also: Any) -> Enrolment:
    person = also.pop("person", None) or newcomer(made)
    return actions.enrol_person(
        person=person, course=made.course, unit=made.communes[1], on=BEGIN, by=made.by, **also
    )


def acts(made: Register) -> dict[str, Callable[[], Any]]:
    studying = made.enrolments["Triệu Văn Khôi"]
    graduate = made.enrolments["Chu Văn Em"]
    return {
        "training.found_curriculum": lambda: actions.found_curriculum(
            name="Mới", level="intermediate", hours={"general": 3}, by=made.by
        ),
        "training.open_course": lambda: actions.open_course(
            organiser=made.cast.province,
            number=2,
            name="Khóa 2",
            level="intermediate",
            mode="full_time",
            lead_school=made.school,
            on=BEGIN,
            by=made.by,
        ),
        "training.close_course": lambda: actions.close_course(
            course=made.course, on=OVER, by=made.by
        ),
        "training.enrol_person": lambda: enrolled(made),
        "training.finish_enrolment": lambda: actions.finish_enrolment(
            enrolment=studying, outcome="graduated", on=OVER, by=made.by, grade="good"
        ),
        "training.issue_certificate": lambda: actions.issue_certificate(
            enrolment=graduate,
            kind="military",
            number="9",
            register_number="9",
            on=OVER,
            by=made.by,
        ),
        "training.place_graduate": lambda: actions.place_graduate(
            enrolment=graduate, holding=graduate.person.holdings.get(), by=made.by
        ),
        "training.correct_curriculum": lambda: actions.correct_curriculum(
            curriculum=Curriculum.objects.get(name="Trung cấp"),
            hours={"general": 1},
            by=made.by,
            reason="Gõ nhầm",
        ),
        "training.correct_course": lambda: actions.correct_course(
            course=made.course, name="Khóa một", by=made.by, reason="Gõ nhầm"
        ),
        "training.correct_enrolment": lambda: actions.correct_enrolment(
            enrolment=studying, trained_for="deputy_commander", by=made.by, reason="Gõ nhầm"
        ),
        "training.correct_result": lambda: actions.correct_result(
            enrolment=graduate, outcome="graduated", on=OVER, grade="good", by=made.by, text="Nhầm"
        ),
        "training.take_back_result": lambda: actions.take_back_result(
            enrolment=made.enrolments["Hứa Văn Giang"], by=made.by, reason="Ghi nhầm"
        ),
        "training.correct_certificate": lambda: actions.correct_certificate(
            certificate=Certificate.objects.get(),
            kind="military",
            number="8",
            register_number="8",
            on=OVER,
            by=made.by,
            reason="Gõ nhầm",
        ),
        "training.take_back_placement": lambda: actions.take_back_placement(
            enrolment=graduate, by=made.by, reason="Ghi nhầm"
        ),
    }


NAMES = [
    "correct_curriculum",
    "correct_course",
    "correct_enrolment",
    "correct_result",
    "take_back_result",
    "correct_certificate",
    "take_back_placement",
    "found_curriculum",
    "open_course",
    "close_course",
    "enrol_person",
    "finish_enrolment",
    "issue_certificate",
    "place_graduate",
]


@pytest.mark.parametrize("name", NAMES)
def test_every_act_leaves_its_event(name: str, made: Register) -> None:
    row = acts(made)[f"training.{name}"]()
    event = Event.objects.filter(action=f"training.{name}").first()
    assert (event.by, event.kind, event.subject) == (
        "operator",
        row.record_kind(),
        str(row.public_id),
    )
    assert event.after


@pytest.mark.parametrize("name", NAMES)
def test_an_act_is_undone_with_its_event(name: str, made: Register, monkeypatch) -> None:
    tables = (Curriculum, Block, Course, Enrolment, Certificate)
    before = [list(t.objects.order_by("pk").values()) for t in tables]

    def fail(**_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("goc.dated.actions.record", fail)
    with pytest.raises(RuntimeError):
        acts(made)[f"training.{name}"]()
    assert [list(t.objects.order_by("pk").values()) for t in tables] == before


def test_facts_at_entry_are_frozen(made: Register) -> None:
    enrolment = made.enrolments["Nông Văn An"]
    entry = {k: v for k, v in vars(enrolment).items() if k.startswith("entry_")}
    assert entry == {
        "entry_category": "commander",
        "entry_age": 34,
        "entry_party": "official",
        "entry_general_education": "upper_secondary",
        "entry_professional_education": "none",
        "entry_health_class": "2",
    }
    person = made.people["Nông Văn An"]
    people.leave_body(
        membership=person.memberships.get(body="party"), on=date(2012, 1, 1), by=made.by
    )
    people.record_fact(
        person=person, kind="health_class", value="3", on=date(2012, 1, 1), by=made.by
    )
    enrolment.refresh_from_db()
    assert (enrolment.entry_party, enrolment.entry_health_class) == ("official", "2")


@pytest.mark.parametrize(
    ("name", "party", "category"),
    [
        ("Hoàng Văn Bình", "member", "deputy_commander"),
        ("Lương Thị Chi", "youth_union", "militia_subunit"),
        ("Lý Văn Đức", "", "ex_serviceman"),
        ("Chu Văn Em", "", "other"),
        ("Vi Văn Dũng", "", ""),
    ],
)
def test_what_is_known_at_entry(name: str, party: str, category: str, made: Register) -> None:
    row = made.enrolments[name]
    assert (row.entry_party, row.entry_category) == (party, category)


def test_the_file_speaks_only_where_the_record_is_silent(made: Register) -> None:
    person = newcomer(made)
    people.record_fact(
        person=person, kind="general_education", value="primary", on=date(2003, 1, 1), by=made.by
    )
    row = enrolled(
        made, person=person, stated={"party": "none", "general_education": "upper_secondary"}
    )
    assert (row.entry_party, row.entry_general_education) == ("none", "primary")


def test_graduation_writes_the_qualification(made: Register) -> None:
    fact = made.people["Nông Văn An"].facts.get(kind="military_qualification")
    assert (fact.value, fact.valid_from, fact.place) == ("intermediate", OVER, "Khóa 1")
    assert not made.people["Hứa Văn Giang"].facts.filter(kind="military_qualification").exists()


def test_a_lower_graduation_does_not_take_a_higher_qualification_away(made: Register) -> None:
    person = newcomer(made)
    people.record_fact(
        person=person,
        kind="military_qualification",
        value="college",
        on=date(2008, 1, 1),
        by=made.by,
    )
    actions.finish_enrolment(
        enrolment=enrolled(made, person=person),
        outcome="graduated",
        on=OVER,
        by=made.by,
        grade="good",
    )
    assert person.facts.get(kind="military_qualification", valid_to=None).value == "college"


def test_several_certificates_each_number_once(made: Register) -> None:
    row = made.enrolments["Nông Văn An"]
    actions.issue_certificate(
        enrolment=row, kind="political_theory", number="1", register_number="2", on=OVER, by=made.by
    )
    assert sorted(row.certificates.values_list("kind", flat=True)) == [
        "military",
        "political_theory",
    ]


def refusals(made: Register) -> dict[str, Callable[[], Any]]:
    e, an = made.enrolments, made.people["Nông Văn An"].holdings.get()
    held = made.people["Hoàng Văn Bình"].holdings.get(post="deputy_commander")
    finish, place, issue = (
        actions.finish_enrolment,
        actions.place_graduate,
        actions.issue_certificate,
    )
    again = {
        "enrolment": e["Nông Văn An"],
        "kind": "military",
        "register_number": "7",
        "on": OVER,
        "by": made.by,
    }
    return {
        "Không có khối kiến thức magic": lambda: actions.found_curriculum(
            name="x", level="intermediate", hours={"magic": 1}, by=made.by
        ),
        "Đơn vị đã có khóa số 1": lambda: actions.open_course(
            organiser=made.cast.province,
            number=1,
            name="x",
            level="intermediate",
            mode="full_time",
            lead_school=made.school,
            on=BEGIN,
            by=made.by,
        ),
        "«x» không có trong danh mục": lambda: actions.open_course(
            organiser=made.cast.province,
            number=3,
            name="x",
            level="x",
            mode="full_time",
            lead_school=made.school,
            on=BEGIN,
            by=made.by,
        ),
        "Ngày bế giảng phải sau": lambda: actions.close_course(
            course=made.course, on=BEGIN, by=made.by
        ),
        "không nằm trong thời gian của khóa": lambda: actions.enrol_person(
            person=newcomer(made),
            course=made.course,
            unit=made.communes[0],
            on=date(2009, 9, 13),
            by=made.by,
        ),
        "đã là học viên của khóa": lambda: enrolled(made, person=made.people["Nông Văn An"]),
        "đã từ trần": lambda: enrolled(made, person=dead(made)),
        "đã được ghi: Tốt nghiệp": lambda: finish(
            enrolment=e["Nông Văn An"], outcome="failed", on=OVER, by=made.by
        ),
        "Kết quả hoặc ngày kết thúc không hợp lệ": lambda: finish(
            enrolment=e["Triệu Văn Khôi"], outcome="studying", on=OVER, by=made.by
        ),
        "phải có lý do": lambda: finish(
            enrolment=e["Triệu Văn Khôi"], outcome="dropped", on=OVER, by=made.by
        ),
        "Chưa công nhận tốt nghiệp": lambda: issue(
            **{**again, "enrolment": e["Hứa Văn Giang"], "number": "5"}
        ),
        "Số hiệu văn bằng 1 đã được cấp": lambda: issue(**again, number="1"),
        "Không cấp được văn bằng trước ngày tốt nghiệp": lambda: issue(
            **{**again, "on": BEGIN, "number": "5"}
        ),
        "Không có loại văn bằng": lambda: issue(**{**again, "kind": "x", "number": "5"}),
        "Chỉ bố trí học viên đã tốt nghiệp": lambda: place(
            enrolment=e["Hứa Văn Giang"], holding=an, by=made.by
        ),
        "Chức vụ này của người khác": lambda: place(
            enrolment=e["Hoàng Văn Bình"], holding=an, by=made.by
        ),
        "đã thôi giữ trước khi tốt nghiệp": lambda: place(
            enrolment=e["Hoàng Văn Bình"], holding=ended_early(held), by=made.by
        ),
    }


def dead(made: Register):
    person = newcomer(made, "Bế Văn Mất")
    people.record_death(person=person, on=date(2009, 1, 1), by=made.by)
    person.refresh_from_db()
    return person


def ended_early(holding):
    holding.valid_to = OVER
    return holding


WORDS = [
    "Không có khối kiến thức magic",
    "Đơn vị đã có khóa số 1",
    "«x» không có trong danh mục",
    "Ngày bế giảng phải sau",
    "không nằm trong thời gian của khóa",
    "đã là học viên của khóa",
    "đã từ trần",
    "đã được ghi: Tốt nghiệp",
    "Kết quả hoặc ngày kết thúc không hợp lệ",
    "phải có lý do",
    "Chưa công nhận tốt nghiệp",
    "Số hiệu văn bằng 1 đã được cấp",
    "Không cấp được văn bằng trước ngày tốt nghiệp",
    "Không có loại văn bằng",
    "Chỉ bố trí học viên đã tốt nghiệp",
    "Chức vụ này của người khác",
    "đã thôi giữ trước khi tốt nghiệp",
]


@pytest.mark.parametrize("words", WORDS)
def test_refusals(words: str, made: Register) -> None:
    with pytest.raises(RefusedError, match=words.replace("(", "\\(")):
        refusals(made)[words]()


def test_a_person_with_two_graduations_counts_once_on_the_latest(made: Register) -> None:
    from figures.register import opened
    from goc.figures import loading

    second = actions.open_course(
        organiser=made.cast.province,
        number=2,
        name="Khóa 2",
        level="college",
        mode="bridging",
        lead_school=made.school,
        on=date(2011, 9, 1),
        by=made.by,
    )
    person = made.people["Nông Văn An"]
    row = actions.enrol_person(
        person=person, course=second, unit=made.communes[1], on=date(2011, 9, 1), by=made.by
    )
    actions.finish_enrolment(
        enrolment=row, outcome="graduated", on=date(2012, 9, 1), by=made.by, grade="excellent"
    )
    indicators = loading.load().indicators
    with opened(made.snapshot()) as computer:
        q = computer.question(None)
        records = computer.records(indicators["trained"], q)
        mine = [r for r in records if r["label"] == person.full_name]
        assert (len(records), [r["record"] for r in mine]) == (6, [str(row.public_id)])
        assert computer.value(indicators["enrolled"], q).numerator == 10
        assert computer.value(indicators["placed_in_command"], q).numerator == 2


def test_who_moved_is_counted_where_he_was_sent_from(made: Register) -> None:
    from figures.register import opened
    from goc.figures import loading

    people.move_person(
        person=made.people["Nông Văn An"], to=made.communes[3], on=date(2012, 1, 1), by=made.by
    )
    trained = loading.load().indicators["trained"]
    with opened(made.snapshot()) as computer:
        by_unit = computer.values_by(trained, computer.question(None), "commune")
    assert by_unit[str(made.communes[0].public_id)] == (2, 2)


DAY = date(2012, 12, 31)


@pytest.mark.parametrize(
    ("posts", "died", "state"),
    [
        ([], None, "not_placed"),
        ([], date(2012, 1, 1), "died"),
        ([("commander", 2005, None, ""), ("commune", 2003, None, "")], None, "commander"),
        (
            [("commander", 2005, 2012, "promoted"), ("promoted_above", 2012, None, "")],
            None,
            "promoted_above",
        ),
        ([("commander", 2005, 2012, "retired")], None, "retired"),
        ([("commander", 2005, 2012, "dismissed")], None, "left"),
        ([("commander", 2005, 2012, "moved")], None, "not_placed"),
        ([("commander", 2005, None, "")], date(2012, 12, 31), "died"),
        ([("commander", 2013, None, "")], None, "not_placed"),
    ],
)
def test_the_state_of_a_graduate(posts, died: date | None, state: str) -> None:
    held = [
        rules.Post(s, date(a, 1, 1), date(b, 1, 1) if b else None, why) for s, a, b, why in posts
    ]
    assert rules.state_on(DAY, held, died) == state
    periods = [
        s
        for s, start, end in rules.career(held, died)
        if start <= DAY and (end is None or end > DAY)
    ]
    assert periods == ([state] if periods or state != "not_placed" else [])


def test_blocks_are_the_whole_of_a_curriculum() -> None:
    assert rules.shares({"general": 310, "military_theory": 690}) == {
        "general": 31,
        "military_theory": 69,
    }
    assert rules.shares({}) == {}
    assert dict(Block.Kind.choices) == rules.BLOCKS
