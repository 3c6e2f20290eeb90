"""Who may see, write and take away what of a summing-up: by the rights on the
round's unit, today.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from goc.accounts.models import User
from goc.audit.spool import record_reading
from goc.lib.errors import ForbiddenError, HiddenError
from goc.summing_up.kinds import DOSSIER
from goc.summing_up.models import Assessment, Dossier, SummingUp
from goc.summing_up.queries import dossier_of, get_round_for
from goc.units.access import Scope, check_can_edit, sees_sensitive
from goc.units.models import Unit, UnitVersion
from goc.units.rules import kinds_of

PEOPLE = frozenset(kind.name for kind in DOSSIER if kind.shows_people)
"""Papers that show sensitive fields of people by name."""


def get_round_to_edit(user: object, code: str) -> SummingUp:
    """Raises HiddenError out of scope, ForbiddenError for who only reads."""
    found = get_round_for(user, code)
    check_can_edit(user, found.unit)
    return found


def get_assessment_to_edit(user: object, code: str, public_id: UUID) -> Assessment:
    round_ = get_round_to_edit(user, code)
    row = round_.assessments.select_related("round").filter(public_id=public_id).first()
    if row is None:
        raise HiddenError("Không có nhận định này.")
    return row


def get_dossier_for(user: object, code: str, name: str = "") -> Dossier:
    """The newest dossier of a round; of a paper that is signed, the one it was signed from."""
    found = dossier_of(get_round_for(user, code), name)
    if found is None:
        raise HiddenError("Đợt tổng kết này chưa dựng bộ hồ sơ.")
    return found


def may_see_paper(user: object, round_: SummingUp, name: str) -> bool:
    return name not in PEOPLE or sees_sensitive(user, round_.unit_id)


def check_may_see_paper(user: object, round_: SummingUp, name: str) -> None:
    """Raises ForbiddenError: a list of people in clear is not for who sees them masked."""
    if not may_see_paper(user, round_, name):
        raise ForbiddenError("Danh sách này có thông tin được che đối với bạn.")


def log_reading(user: User, dossier: Dossier, name: str) -> None:
    """Somebody read or took a list of people in clear; nobody is told."""
    if name in PEOPLE:
        record_reading(
            by=user,
            action="summing_up.read_people",
            kind=Dossier.record_kind(),
            subject=dossier.public_id,
            text=name,
        )


def provinces_to_edit(scope: Scope, *, today: date) -> list[Unit]:
    """Those for which this user may open a round."""
    rows = (
        UnitVersion.objects.as_of(today)
        .filter(kind__in=kinds_of("province"))
        .select_related("unit")
    )
    return [row.unit for row in rows.order_by("folded") if scope.can_edit(row.unit_id)]


def check_may_open(scope: Scope, *, today: date) -> list[Unit]:
    """The provinces to choose from. Raises ForbiddenError when there is none."""
    if not (units := provinces_to_edit(scope, today=today)):
        raise ForbiddenError("Chỉ cơ quan cấp tỉnh có quyền sửa mới mở được đợt tổng kết.")
    return units
