"""What of a requirement is kept, what is left out, and what is said when nothing is said."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goc.audit.models import Event
from goc.directives.actions import choose_check, enter_directive, receive_directive
from goc.directives.models import Directive, Duty, Requirement
from goc.directives.rules import shortened
from goc.registry.actions import register_document

PAPER = {
    "type": "công văn",
    "number": "12/UBND-NC",
    "issuer": "Ủy ban nhân dân tỉnh",
    "issued_on": date(2013, 3, 5),
    "subject": "Tổng kết 10 năm",
}
DUE = date(2013, 6, 15)


def enter(cast: Any, *rows: dict[str, Any], **more: Any) -> Directive:
    paper = register_document(direction="in", keeper=cast.province, by=cast.alice, **PAPER)
    return enter_directive(
        document=paper.document, unit=cast.province, requirements=rows, by=cast.alice, **more
    )


def told(made: Directive) -> list[tuple[int, str, str | None]]:
    rows = Requirement.objects.filter(directive=made).order_by("position")
    return [(row.position, row.text, row.parent.text if row.parent else None) for row in rows]


def test_whoever_issued_it_is_known_unless_it_is_said_otherwise(cast):
    """Both ways in: an inferred issuer is marked, and only then."""
    assert enter(cast).issuer_inferred is False
    assert enter(cast, issuer_inferred=True).issuer_inferred is True
    received = [
        receive_directive(
            unit=cast.province, requirements=[], by=cast.alice, **PAPER | {"number": str(n)}, **more
        )
        for n, more in enumerate(({}, {"issuer_inferred": True}))
    ]
    assert [made.issuer_inferred for made in received] == [False, True]


def test_requirements_are_numbered_as_they_are_read(cast):
    leaf = {"text": "a1"}
    made = enter(
        cast,
        {"text": "a", "children": [leaf, {"text": "a2", "children": [{"text": "a2x"}]}]},
        {"text": "b", "children": []},
        {"text": "c", "children": None},
    )
    assert told(made) == [
        (1, "a", None),
        (2, "a1", "a"),
        (3, "a2", "a"),
        (4, "a2x", "a2"),
        (5, "b", None),
        (6, "c", None),
    ]


def test_what_a_requirement_does_not_say_is_empty(cast):
    enter(cast, {"text": "Báo cáo"}, {"text": "x", "marker": None, "due": None, "check": None})
    for row in Requirement.objects.all():
        assert (row.marker, row.actor, row.due, row.check_name, row.parameters) == (
            "",
            "",
            "",
            "",
            {},
        )
    assert not Duty.objects.exists()


def test_what_a_requirement_says_is_kept(cast):
    said = {
        "marker": "a)",
        "text": "Xây dựng kế hoạch",
        "actor": "Bộ CHQS tỉnh",
        "due": "trước 15/6",
        "check": "people.staffed",
        "parameters": {"least": 1},
    }
    enter(cast, {**said, "duty": DUE})
    row, duty = Requirement.objects.get(), Duty.objects.get()
    assert (row.marker, row.text, row.actor, row.due, row.check_name, row.parameters) == tuple(
        said.values()
    )
    assert (duty.act, duty.due_on, duty.unit) == ("Xây dựng kế hoạch", DUE, cast.province)
    assert (duty.source_kind, duty.source) == ("directives.requirement", str(row.public_id))


def test_a_paper_with_a_mark_brings_no_requirements(cast):
    made = receive_directive(
        unit=cast.province,
        requirements=[{"text": "Báo cáo", "duty": DUE}],
        by=cast.alice,
        secrecy="secret",
        **PAPER,
    )
    assert (made.document.secrecy, made.document.file) == ("secret", None)
    assert (Requirement.objects.count(), Duty.objects.count()) == (0, 0)


def test_another_check_is_told_with_the_requirement(cast):
    enter(cast, {"text": "Báo cáo " * 60, "check": "people.staffed"})
    row = Requirement.objects.get()
    choose_check(requirement=row, name="", parameters={}, by=cast.bob)
    event = Event.objects.get(action="directives.choose_check")
    assert (event.by, event.before["check_name"], event.after["check_name"]) == (
        "bob",
        "people.staffed",
        "",
    )
    assert event.text == ("Báo cáo " * 60)[:200]


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("Báo cáo kết quả", 15, "Báo cáo kết quả"),
        ("Báo cáo kết quả", 14, "Báo cáo kết …"),
        ("Báo cáo kết quả", 10, "Báo cáo …"),
        ("Báocáo", 5, "Báo …"),
        ("", 5, ""),
    ],
)
def test_a_long_act_is_cut_between_words(text, most, short):
    assert shortened(text, most) == short
    assert len(short) <= most


@given(st.text(st.sampled_from("Báo cáo "), max_size=40), st.integers(3, 40))
def test_what_is_cut_fits_and_says_so(text, most):
    short = shortened(text, most)
    assert len(short) <= most
    assert (short == text) if len(text) <= most else short.endswith(" …")
