"""Members of boards (units of kind steering_committee)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from goc.dated.actions import open_fact
from goc.lib.errors import RefusedError
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
    if role not in BoardMember.Role.values:
        raise RefusedError("Chức danh «%(role)s» trong Ban Chỉ đạo không có.", role=role)
    if role in (BoardMember.Role.HEAD, BoardMember.Role.STANDING_DEPUTY):
        rows = BoardMember.objects.filter(board=board, role=role).meeting(on, None)
        other = rows.select_related("person").first()
        if other is not None:
            raise RefusedError(
                "%(role)s hiện là %(name)s: hãy cho thôi tham gia trước.",
                role=BoardMember.Role(role).label,
                name=other.person.full_name,
            )
    row = BoardMember(
        board=board, person=person, role=role, office=office, decision=decision, valid_from=on
    )
    row.valid_to = check_within_life(board, on)
    reasons = check_days(person, deed_of(row), confirmed=confirmed)
    return open_fact(row, by=by, confirmed=reasons)


@transaction.atomic
def end_board_member(
    *, member: BoardMember, on: date, by: object, decision: str = "", confirmed: Answers = None
) -> BoardMember:
    reasons = check_end(member, on=on, confirmed=confirmed)
    return end_row(member, member.board, on=on, by=by, text=decision, confirmed=reasons)
