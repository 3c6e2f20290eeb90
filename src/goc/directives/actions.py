"""Receiving a directive: its paper, its requirements, and the duties that follow from them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from goc.dated.actions import put_right, save_record, values_of
from goc.directives.models import Directive, Duty, Requirement
from goc.directives.rules import shortened
from goc.registry.actions import register_document
from goc.registry.models import Document
from goc.units.models import Unit

Tree = Sequence[dict[str, Any]]
"""Rows of marker, text, actor, due, check, parameters and children (the shape `goc directive read`
gives); `duty`: the day by which it becomes a duty of the unit.
"""
LONGEST_ACT = 300


@transaction.atomic
def receive_directive(
    *,
    unit: Unit,
    requirements: Tree,
    by: object,
    issuer_inferred: bool = False,
    file: Any = None,
    secrecy: str = "",
    **paper: Any,
) -> Directive:
    """The paper into the register of `unit` (`paper`: the columns of its entry), its requirements
    and their duties. Of one with a secrecy mark only the entry is kept: no file, no requirements.

    Raises RefusedError, InputError, as `register_document`.
    """
    secret = bool(secrecy)
    registered = register_document(
        direction="in",
        keeper=unit,
        secrecy=secrecy,
        file=None if secret else file,
        by=by,
        **paper,
    )
    return enter_directive(
        document=registered.document,
        unit=unit,
        requirements=[] if secret else requirements,
        by=by,
        issuer_inferred=issuer_inferred,
    )


@transaction.atomic
def enter_directive(
    *, document: Document, unit: Unit, requirements: Tree, by: object, issuer_inferred: bool = False
) -> Directive:
    """A directive addressed to `unit` with its requirement tree, and a duty of the unit for each
    requirement that is to be one.
    """
    made = save_record(
        Directive(document=document, unit=unit, issuer_inferred=issuer_inferred),
        by=by,
        action="directives.enter",
    )
    position = 0

    def add(rows: Tree, parent: Requirement | None) -> None:
        nonlocal position
        for row in rows:
            position += 1
            requirement = Requirement.objects.create(
                directive=made,
                parent=parent,
                position=position,
                marker=row.get("marker") or "",
                text=row["text"],
                actor=row.get("actor") or "",
                due=row.get("due") or "",
                check_name=row.get("check") or "",
                parameters=row.get("parameters") or {},
            )
            if row.get("duty"):
                _make_duty(requirement, unit, row["duty"], by)
            add(row.get("children") or [], requirement)

    add(requirements, None)
    return made


def _make_duty(requirement: Requirement, unit: Unit, due_on: date, by: object) -> Duty:
    return open_duty(
        unit=unit,
        act=shortened(requirement.text, LONGEST_ACT),
        due_on=due_on,
        by=by,
        source_kind=Requirement.record_kind(),
        source=requirement.public_id,
    )


@transaction.atomic
def choose_check(
    *, requirement: Requirement, name: str, parameters: dict[str, Any], by: object
) -> Requirement:
    """Another way to judge a requirement, or none (an empty name); verdicts found before are no
    longer shown.
    """
    before = values_of(requirement)
    requirement.check_name, requirement.parameters = name, parameters
    return save_record(
        requirement,
        by=by,
        action="directives.choose_check",
        text=requirement.text[:200],
        before=before,
    )


@transaction.atomic
def open_duty(
    *,
    unit: Unit,
    act: str,
    due_on: date | None,
    by: object,
    source_kind: str = "",
    source: object = "",
) -> Duty:
    row = Duty(unit=unit, act=act, due_on=due_on, source_kind=source_kind, source=str(source))
    return save_record(row, by=by, action="directives.open_duty", text=act)


@transaction.atomic
def move_duty(*, duty: Duty, due_on: date, by: object, reason: str) -> Duty:
    """What it is counted from has another day now."""
    return put_right(duty, by=by, action="directives.move_duty", reason=reason, due_on=due_on)


@transaction.atomic
def settle_duty(*, duty: Duty, by: object, evidence: str, state: str = Duty.State.DONE) -> Duty:
    """Done or dropped, with what shows it."""
    before = values_of(duty)
    duty.state, duty.evidence = state, evidence
    return save_record(duty, by=by, action="directives.settle_duty", before=before)
