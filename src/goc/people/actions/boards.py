"""Members of boards (units of kind steering_committee)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from goc.dated.actions import open_fact, take_back
from goc.lib.errors import RefusedError
from goc.people.actions.corrections import correct_row
from goc.people.actions.days import Answers, check_days, check_end, deed_of
from goc.people.keeping import end_row
from goc.people.models import BoardMember, Person
from goc.units.lives import check_within_life
from goc.units.models import Unit


@transaction.atomic
def appoint_board_member(
    *,
    board: Unit,
    person: Person,
    role: str,
    on: date,
    by: object,
    office: str = "",
    decision: str = "",
    confirmed: Answers = None,
) -> BoardMember:
    """`office` is the office that gives the place, as the decision writes it or as the code of a
    post.

    Raises RefusedError: no such role, a second head or standing deputy, on the board already.
    """
    row = BoardMember(
        board=board, person=person, role=role, office=office, decision=decision, valid_from=on
    )
    _check_role(row)
    row.valid_to = check_within_life(board, on)
    reasons = check_days(person, deed_of(row), confirmed=confirmed)
    return open_fact(row, by=by, confirmed=reasons)


def _check_role(row: BoardMember) -> None:
    """A board has one head and one standing deputy at a time."""
    if row.role not in BoardMember.Role.values:
        raise RefusedError("Chức danh «%(role)s» trong Ban Chỉ đạo không có.", role=row.role)
    if row.role not in (BoardMember.Role.HEAD, BoardMember.Role.STANDING_DEPUTY):
        return
    rows = BoardMember.objects.filter(board=row.board, role=row.role).exclude(pk=row.pk)
    other = rows.meeting(row.valid_from, row.valid_to).select_related("person").first()
    if other is not None:
        raise RefusedError(
            "%(role)s hiện là %(name)s: hãy cho thôi tham gia trước.",
            role=BoardMember.Role(row.role).label,
            name=other.person.full_name,
        )


@transaction.atomic
def end_board_member(
    *, member: BoardMember, on: date, by: object, decision: str = "", confirmed: Answers = None
) -> BoardMember:
    reasons = check_end(member, on=on, confirmed=confirmed)
    return end_row(member, member.board, on=on, by=by, text=decision, confirmed=reasons)


@transaction.atomic
def correct_board_member(
    *, member: BoardMember, by: object, text: str = "", confirmed: Answers = None, **new: Any
) -> BoardMember:
    """A place on a board was written wrongly: role, office, decision or days."""
    row = correct_row(row=member, by=by, text=text, confirmed=confirmed, **new)
    _check_role(row)
    return row


@transaction.atomic
def take_back_board_member(*, member: BoardMember, by: object, reason: str) -> None:
    """Somebody who never was on the board."""
    take_back(member, by=by, action="people.take_back_board_member", reason=reason)
