"""Verdicts: what no record can judge stays undecided, a parent is only as good as its children."""

from datetime import date

import pytest

from goc.audit.models import Event
from goc.directives.actions import enter_directive, open_duty, settle_duty
from goc.directives.checks import CHECKS, MET, NOT_MET, UNDECIDED, WAITING, Verdict, judge, together
from goc.directives.queries import judged, open_duties
from goc.registry.models import Document
from goc.units.access import scope_of

TREE = [
    {"marker": "a)", "text": "Hai việc", "children": [
        {"marker": "a1", "text": "Việc một", "check": "test.given", "parameters": {"state": MET}},
        {"marker": "a2", "text": "Việc hai", "check": "test.given", "parameters": {"state": NOT_MET}},
    ]},
    {"marker": "b)", "text": "Việc chưa có hồ sơ"},
]  # fmt: skip


@pytest.fixture(autouse=True)
def given(monkeypatch):
    """A check of the tests' own, gone afterwards: the registry is the product's."""
    monkeypatch.setitem(CHECKS, "test.given", lambda subject, state: Verdict(state, f"{subject}: {state}"))


def directive(unit, by="ai đó"):
    document = Document.objects.create(direction="in", type="công văn", issuer="Bộ", subject="Việc")
    return enter_directive(document=document, unit=unit, requirements=TREE, by=by)


def test_the_tree_is_judged_in_order_and_parents_by_their_children(cast):
    rows = judged(directive(cast.province), "đợt này")
    assert [(j.requirement.marker, j.depth, j.verdict.state) for j in rows] == [
        ("a)", 0, NOT_MET), ("a1", 1, MET), ("a2", 1, NOT_MET), ("b)", 0, UNDECIDED),
    ]  # fmt: skip
    assert rows[0].verdict.sentence == "1/2 yêu cầu con đã đạt." and rows[1].verdict.sentence == "đợt này: met"


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

    assert [state(MET, MET), state(MET, UNDECIDED), state(UNDECIDED, WAITING), state(WAITING, NOT_MET)] == [
        MET, UNDECIDED, WAITING, NOT_MET,
    ]  # fmt: skip


def test_duties_within_scope_by_due_day(cast):
    late = open_duty(unit=cast.province, act="Việc sau", due_on=date(2026, 12, 1), by=cast.alice)
    soon = open_duty(unit=cast.communes[0], act="Việc trước", due_on=date(2026, 11, 25), by=cast.alice)
    open_duty(unit=cast.elsewhere, act="Việc nơi khác", due_on=date(2026, 11, 22), by=cast.charlie)
    scope = scope_of(cast.alice, today=date(2026, 11, 20))
    assert list(open_duties(scope)) == [soon, late]
    assert list(open_duties(scope, until=date(2026, 11, 30))) == [soon]
    settle_duty(duty=soon, by=cast.alice, evidence="Đã gửi")
    assert list(open_duties(scope)) == [late]
    assert Event.objects.filter(action="directives.settle_duty", subject=str(soon.public_id)).count() == 1
