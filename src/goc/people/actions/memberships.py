"""Membership of the Party, the Youth Union and of named bodies of a unit."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from goc.dated.actions import change_fact, close_fact, open_fact
from goc.lib.errors import RefusedError
from goc.people import rules
from goc.people.actions.days import Answers, check_days, check_end, deed_of
from goc.people.keeping import end_row
from goc.people.models import Membership, Person
from goc.registry.models import Document
from goc.units.lives import check_within_life
from goc.units.models import Unit


@transaction.atomic
def join_body(
    *,
    person: Person,
    body: str,
    on: date,
    by: object,
    unit: Unit | None = None,
    stage: str = "",
    until: date | None = None,
    term: str = "",
    decision: str = "",
    document: Document | None = None,
    confirmed: Answers = None,
) -> Membership:
    """`stage` is for the Party only, empty when unknown. Raises RefusedError: no such body, unit
    missing, outside the unit's life, overlap. A body of a unit that has an end ends with it; the
    Party and the Youth Union do not.
    """
    if body not in Membership.Body.values:
        raise RefusedError("Tổ chức «%(body)s» không có trong danh mục.", body=body)
    if unit is None and body not in rules.LANE_BODIES:
        raise RefusedError("%(body)s phải ghi rõ của đơn vị nào.", body=Membership.Body(body).label)
    if stage and (body != Membership.Body.PARTY or stage not in Membership.Stage.values):
        raise RefusedError("Chỉ đảng viên mới có giai đoạn dự bị hay chính thức.")
    lane = body if body in rules.LANE_BODIES else None
    if unit is not None:
        end = check_within_life(unit, on, None if lane else until)
        until = until if lane else end
    row = Membership(
        person=person,
        body=body,
        unit=unit,
        stage=stage,
        lane=lane,
        term=term,
        decision=decision.strip(),
        document=document,
        valid_from=on,
        valid_to=until,
    )
    reasons = check_days(person, deed_of(row), confirmed=confirmed)
    return open_fact(row, by=by, confirmed=reasons)


def new_party_membership(person: Person, stage: str, *, on: date) -> Membership:
    """Not written yet; `stage` as `join_body` takes it."""
    party = Membership.Body.PARTY.value
    return Membership(person=person, body=party, stage=stage, lane=party, valid_from=on)


@transaction.atomic
def make_official(
    *, membership: Membership, on: date, by: object, text: str = "", confirmed: Answers = None
) -> Membership:
    """A probationary party member becomes an official one. Returns the row of the official
    membership.
    """
    if membership.stage != Membership.Stage.PROBATIONARY:
        raise RefusedError("Chỉ đảng viên dự bị mới được công nhận chính thức.")
    reasons = check_end(membership, on=on, confirmed=confirmed)
    official = Membership.Stage.OFFICIAL
    return change_fact(membership, on=on, by=by, text=text, confirmed=reasons, stage=official)


@transaction.atomic
def leave_body(
    *, membership: Membership, on: date, by: object, text: str = "", confirmed: Answers = None
) -> Membership:
    reasons = check_end(membership, on=on, confirmed=confirmed)
    if membership.unit is None:
        return close_fact(membership, on=on, by=by, text=text, confirmed=reasons)
    return end_row(membership, membership.unit, on=on, by=by, text=text, confirmed=reasons)
