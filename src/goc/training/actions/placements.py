"""By which post a graduate was placed: one kept through the course, or one newly given."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q

from goc.dated.actions import put_right, save_record, values_of
from goc.lib.errors import RefusedError
from goc.people.actions import post_person
from goc.people.actions.days import Answers
from goc.people.models import Holding
from goc.training.actions.codes import check_reason
from goc.training.models import Enrolment
from goc.units.models import Unit

Outcome = Enrolment.Outcome


@transaction.atomic
def place_graduate(
    *, enrolment: Enrolment, holding: Holding, by: object, reason: str = ""
) -> Enrolment:
    """Says by which post the graduate was placed: one kept through the course, or one newly given.
    Said again it replaces what stood there; `reason`: why.
    """
    _check_graduated(enrolment)
    assert enrolment.ended_on is not None
    if holding.person_id != enrolment.person_id:
        raise RefusedError("Chức vụ này của người khác.")
    if holding.valid_to is not None and holding.valid_to <= enrolment.ended_on:
        raise RefusedError("Chức vụ này đã thôi giữ trước khi tốt nghiệp.")
    before = values_of(enrolment)
    enrolment.placement = holding
    action = "training.place_graduate"
    return save_record(enrolment, by=by, action=action, text=reason.strip(), before=before)


@transaction.atomic
def place_in_post(
    *,
    enrolment: Enrolment,
    unit: Unit,
    post: str,
    by: object,
    on: date | None = None,
    decision: str = "",
    reason: str = "",
    confirmed: Answers = None,
) -> Enrolment:
    """Placed by the post the graduate holds there after graduation, else by one newly given `on` a
    day. Raises RefusedError without a day for a new one, and as the post is given.
    """
    _check_graduated(enrolment)
    held = held_there(enrolment, unit, post)
    if held is None and on is None:
        raise RefusedError(
            "%(name)s chưa giữ chức vụ ấy ở đơn vị ấy: hãy ghi ngày bổ nhiệm.",
            name=enrolment.person.full_name,
        )
    if held is None:
        assert on is not None
        held = post_person(
            person=enrolment.person,
            unit=unit,
            post=post,
            on=on,
            by=by,
            decision=decision,
            confirmed=confirmed,
        )
    return place_graduate(enrolment=enrolment, holding=held, by=by, reason=reason)


@transaction.atomic
def take_back_placement(*, enrolment: Enrolment, by: object, reason: str) -> Enrolment:
    """The placement was said by mistake; the post itself stays as it is."""
    check_reason(reason)
    if enrolment.placement_id is None:
        raise RefusedError("Chưa ghi bố trí của học viên này.")
    action = "training.take_back_placement"
    return put_right(enrolment, by=by, action=action, reason=reason.strip(), placement=None)


def held_there(enrolment: Enrolment, unit: Unit, post: str) -> Holding | None:
    """The post of that kind in that unit held at graduation or since, the first of them."""
    ended = enrolment.ended_on or date.max
    rows = Holding.objects.filter(person=enrolment.person, unit=unit, post=post)
    after = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=ended))
    return after.order_by("valid_from").first()


def _check_graduated(enrolment: Enrolment) -> None:
    if enrolment.outcome != Outcome.GRADUATED or enrolment.ended_on is None:
        raise RefusedError("Chỉ bố trí học viên đã tốt nghiệp.")
