"""A directive is received by one act: paper, requirements and duties together, or nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goc.audit.models import Event
from goc.directives.actions import receive_directive
from goc.directives.models import Directive, Duty, Requirement
from goc.lib.errors import InputError
from goc.registry.actions import Upload
from goc.registry.models import Document, StoredFile

PAPER = {
    "type": "công văn",
    "number": "12/UBND-NC",
    "issuer": "Ủy ban nhân dân tỉnh",
    "issued_on": date(2013, 3, 5),
    "subject": "Tổng kết 10 năm",
}
DUE = date(2013, 6, 15)
TREE = [
    {
        "marker": "1.",
        "text": "Tổ chức thực hiện",
        "children": [{"marker": "a)", "text": "Xây dựng kế hoạch", "duty": DUE}],
    },
    {"marker": "2.", "text": "Báo cáo " + "kết quả " * 60, "duty": DUE},
]


def receive(cast: Any, **more: Any) -> Directive:
    file = Upload("cv12.txt", "text/plain", b"noi dung")
    values = {"unit": cast.province, "requirements": TREE, "file": file, **PAPER, **more}
    return receive_directive(by=cast.alice, **values)


def test_each_record_made_leaves_its_event(cast):
    made = receive(cast, issuer_inferred=True)
    said = list(Event.objects.order_by("id").values_list("by", "action", "subject"))
    first, second = Duty.objects.order_by("id")
    document = made.document
    assert said == [
        ("alice", "registry.keep_file", str(document.file.public_id)),
        ("alice", "registry.register_document", str(document.public_id)),
        ("alice", "directives.enter", str(made.public_id)),
        ("alice", "directives.open_duty", str(first.public_id)),
        ("alice", "directives.open_duty", str(second.public_id)),
    ]
    assert (made.unit, made.issuer_inferred, document.direction) == (cast.province, True, "in")
    assert document.keeper == cast.province


def test_a_duty_stands_for_its_requirement_and_fits(cast):
    receive(cast)
    plan, report = (Requirement.objects.get(marker=marker) for marker in ("a)", "2."))
    first, second = Duty.objects.order_by("id")
    assert (first.source, first.source_kind, first.act, first.due_on, first.unit) == (
        str(plan.public_id),
        "directives.requirement",
        "Xây dựng kế hoạch",
        DUE,
        cast.province,
    )
    assert (second.source, len(second.act) <= 300, second.act[-9:]) == (
        str(report.public_id),
        True,
        "kết quả …",
    )


def test_of_a_secret_paper_only_the_entry_is_kept(cast):
    made = receive(cast, secrecy="secret")
    assert (made.document.secrecy, made.document.file) == ("secret", None)
    kept = (StoredFile.objects.count(), Requirement.objects.count(), Duty.objects.count())
    assert kept == (0, 0, 0)


def test_what_is_refused_leaves_nothing(cast):
    with pytest.raises(InputError, match="Không có độ mật"):
        receive(cast, secrecy="rất mật")
    with pytest.raises(KeyError):
        receive(cast, requirements=[*TREE, {"marker": "3."}])
    left = [model.objects.count() for model in (Document, Directive, Duty, Requirement, Event)]
    assert left == [0, 0, 0, 0, 0]
