"""Verdicts: what no record can judge stays undecided, a parent is only as good as its children."""

from datetime import date

import pytest

from goc.audit.models import Event
from goc.directives.actions import choose_check, enter_directive, open_duty, settle_duty
from goc.directives.checks import (
    CHECKS,
    MET,
    NOT_MET,
    UNDECIDED,
    WAITING,
    Check,
    Verdict,
    chosen,
    code_of,
    judge,
    offers,
    suggested,
    together,
)
from goc.directives.models import Requirement
from goc.directives.queries import judged, open_duties
from goc.registry.models import Document
from goc.units.access import scope_of

TREE = [
    {
        "marker": "a)",
        "text": "Hai việc",
        "children": [
            {
                "marker": "a1",
                "text": "Việc một",
                "check": "test.given",
                "parameters": {"state": MET},
            },
            {
                "marker": "a2",
                "text": "Việc hai",
                "check": "test.given",
                "parameters": {"state": NOT_MET},
            },
        ],
    },
    {"marker": "b)", "text": "Việc chưa có hồ sơ"},
]


@pytest.fixture(autouse=True)
def given(monkeypatch):
    """A check of the tests' own, gone afterwards: the registry is the product's."""
    monkeypatch.setitem(
        CHECKS, "test.given", Check(lambda subject, state: Verdict(state, f"{subject}: {state}"))
    )


def directive(unit, by="ai đó"):
    document = Document.objects.create(direction="in", type="công văn", issuer="Bộ", subject="Việc")
    return enter_directive(document=document, unit=unit, requirements=TREE, by=by)


def test_the_tree_is_judged_in_order_and_parents_by_their_children(cast):
    rows = judged(directive(cast.province), "đợt này")
    assert [(j.requirement.marker, j.depth, j.verdict.state) for j in rows] == [
        ("a)", 0, NOT_MET),
        ("a1", 1, MET),
        ("a2", 1, NOT_MET),
        ("b)", 0, UNDECIDED),
    ]
    assert (
        rows[0].verdict.sentence == "1/2 yêu cầu con đã đạt."
        and rows[1].verdict.sentence == "đợt này: met"
    )


def test_entering_leaves_one_event(cast):
    made = directive(cast.province, by=cast.alice)
    assert [(e.by, e.action) for e in Event.objects.filter(subject=str(made.public_id))] == [
        ("alice", "directives.enter")
    ]


def test_an_unknown_check_is_undecided_never_met():
    assert judge("no.such", None, {}).state == judge("", None, {}).state == UNDECIDED
    assert "no.such" not in CHECKS


def test_together_takes_the_worst():
    def state(*states):
        return together([Verdict(s, "") for s in states]).state

    assert [
        state(MET, MET),
        state(MET, UNDECIDED),
        state(UNDECIDED, WAITING),
        state(WAITING, NOT_MET),
    ] == [
        MET,
        UNDECIDED,
        WAITING,
        NOT_MET,
    ]


def test_duties_within_scope_by_due_day(cast):
    late = open_duty(unit=cast.province, act="Việc sau", due_on=date(2026, 12, 1), by=cast.alice)
    soon = open_duty(
        unit=cast.communes[0], act="Việc trước", due_on=date(2026, 11, 25), by=cast.alice
    )
    open_duty(unit=cast.elsewhere, act="Việc nơi khác", due_on=date(2026, 11, 22), by=cast.charlie)
    scope = scope_of(cast.alice, today=date(2026, 11, 20))
    assert list(open_duties(scope)) == [soon, late]
    assert list(open_duties(scope, until=date(2026, 11, 30))) == [soon]
    settle_duty(duty=soon, by=cast.alice, evidence="Đã gửi")
    assert list(open_duties(scope)) == [late]
    assert (
        Event.objects.filter(action="directives.settle_duty", subject=str(soon.public_id)).count()
        == 1
    )


@pytest.mark.parametrize(
    ("state", "evidence", "wanted"),
    [
        ("", "", (UNDECIDED, "Yêu cầu này chưa được giao thành nhiệm vụ.", ())),
        ("open", "", (WAITING, "Nhiệm vụ chưa xong.", ())),
        ("done", "CV 15 đã gửi", (MET, "Nhiệm vụ đã xong.", ("CV 15 đã gửi",))),
        ("dropped", "", (UNDECIDED, "Nhiệm vụ đã thôi; yêu cầu cần người đánh giá.", ())),
    ],
)
def test_a_requirement_may_be_judged_by_its_own_duty(cast, state, evidence, wanted):
    made = directive(cast.province)
    last = made.requirements.get(marker="b)")
    choose_check(requirement=last, name="directives.duty", parameters={}, by=cast.alice)
    if state:
        duty = open_duty(
            unit=cast.province,
            act="Việc",
            due_on=None,
            by=cast.alice,
            source_kind=Requirement.record_kind(),
            source=last.public_id,
        )
        if state != "open":
            settle_duty(duty=duty, by=cast.alice, evidence=evidence, state=state)
    verdict = judged(made, "đợt này")[-1].verdict
    assert (verdict.state, verdict.sentence, verdict.evidence) == wanted


def test_choosing_a_check_leaves_what_was_before_and_after(cast):
    row = directive(cast.province).requirements.get(marker="a1")
    choose_check(requirement=row, name="directives.duty", parameters={}, by=cast.alice)
    event = Event.objects.get(action="directives.choose_check")
    assert (event.by, event.subject, event.text) == ("alice", str(row.public_id), "Việc một")
    assert (event.before["check_name"], event.before["parameters"]) == (
        "test.given",
        {"state": MET},
    )
    assert (event.after["check_name"], event.after["parameters"]) == ("directives.duty", {})


def test_a_choice_is_rolled_back_with_its_event(cast, monkeypatch):
    row = directive(cast.province).requirements.get(marker="a1")
    monkeypatch.setattr("goc.dated.actions.record", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        choose_check(requirement=row, name="", parameters={}, by=cast.alice)
    assert Requirement.objects.get(pk=row.pk).check_name == "test.given"


def test_every_check_of_the_product_can_be_chosen_and_read_back():
    known = {name: one for name, one in CHECKS.items() if name != "test.given"}
    assert all(one.offers for one in known.values())
    assert {chosen(code)[0] for code in offers()} == set(known)
    assert all(code_of(*chosen(code)) == code for code in offers())


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Ban chỉ đạo đào tạo xây dựng kế hoạch tổng kết khoa học, chặt chẽ",
            "summing_up.work_plan",
        ),
        (
            "Cơ quan Thường trực giúp Ban chỉ đạo xây dựng báo cáo trung tâm đánh giá đúng thực chất",
            "summing_up.report",
        ),
        ("đánh giá những mặt mạnh", "summing_up.judgements strength"),
        ("chỉ ra những tồn tại, hạn chế", "summing_up.judgements weakness"),
        ("nguyên nhân", "summing_up.judgements strength_cause objective_cause subjective_cause"),
        ("rút ra bài học kinh nghiệm để tiếp tục phối hợp", "summing_up.judgements lesson"),
        ("(có hệ thống phụ lục đầy đủ theo hướng dẫn)", "summing_up.appendices"),
        (
            "phần báo cáo trung tâm có thể do Chỉ huy trưởng Bộ chỉ huy quân sự cấp tỉnh thực hiện",
            "",
        ),
        ("Thời gian tổ chức hội nghị ½ ngày", ""),
        ("xây dựng kế hoạch tổng kết và báo cáo tổng kết có hệ thống phụ lục", ""),
    ],
)
def test_a_check_is_suggested_only_where_the_reading_is_clear(text, wanted):
    name, parameters = chosen(suggested(text))
    assert " ".join([name, *parameters.get("kinds", [])]) == wanted
