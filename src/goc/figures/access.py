"""Who sees a saved question, who may share one, who may make an indicator of the site of it."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from goc.figures.models import SavedQuestion
from goc.lib.errors import ForbiddenError, HiddenError
from goc.units.access import Scope, rights_of
from goc.units.asking import Asking
from goc.units.models import Unit
from goc.units.queries import ancestors


def questions_for(asking: Asking) -> QuerySet[SavedQuestion]:
    """One's own, and those shared within a unit in which one has a right."""
    shared = Q(unit__isnull=False)
    if not asking.scope.everything:
        shared = Q(unit__in=asking.scope.ids | _above(asking))
    return SavedQuestion.objects.filter(Q(owner=asking.user) | shared).select_related("unit")


def _above(asking: Asking) -> set[int]:
    """The superiors of the units on which the user has a right."""
    rights = rights_of(asking.user, today=asking.today).filter(unit__isnull=False)
    units = Unit.objects.filter(pk__in=rights.values("unit"))
    return {above.pk for unit in units for above in ancestors(unit, as_of=asking.today)}


def get_question_for(asking: Asking, public_id: UUID) -> SavedQuestion:
    """Raises HiddenError for one that is not there or not for this user."""
    found = questions_for(asking).filter(public_id=public_id).first()
    if found is None:
        raise HiddenError("Không có câu hỏi này.")
    return found


def get_own_question(asking: Asking, public_id: UUID) -> SavedQuestion:
    """To be removed. Raises ForbiddenError for somebody else's."""
    found = get_question_for(asking, public_id)
    if found.owner_id != asking.user.pk:
        raise ForbiddenError("Chỉ người lưu câu hỏi được bỏ nó.")
    return found


def may_share(scope: Scope, unit: Unit | None) -> bool:
    return unit is not None and scope.can_edit(unit.pk)


def check_may_define(scope: Scope) -> None:
    """An indicator is everybody's: it is for who may change the whole register."""
    if not scope.can_edit(None):
        raise ForbiddenError("Chỉ tiêu là của chung; chỉ người sửa toàn hệ thống được thêm.")
