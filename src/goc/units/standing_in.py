"""What is done by somebody else's rights says whose they are."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from goc.accounts.models import User
from goc.audit.capacity import Saying
from goc.units.access import own_scope_of, public_ids
from goc.units.models import Deputy
from goc.units.roles import DECLARE, PAPERS, RECORD, TRAIN

WORK = frozenset({RECORD, PAPERS, TRAIN, DECLARE})


@dataclass(frozen=True)
class Desk:
    """Where somebody works by own rights: everywhere, or on these units (public ids)."""

    everywhere: bool
    units: frozenset[str]

    def has(self, unit: UUID | None) -> bool:
        return self.everywhere or str(unit) in self.units


def desk_of(user: User) -> Desk:
    scope = own_scope_of(user, today=timezone.localdate())
    if not any(scope.may_somewhere(act) for act in WORK):
        return Desk(False, frozenset())
    return Desk(bool(WORK & scope.base), public_ids(scope) or frozenset())


def standing_in(login: str) -> Saying:
    """Silent for who stands in for nobody today, and where his own rights suffice. Where it cannot
    be known by whose rights it is done (no unit is named, or it has just ended) and he has some of
    his own, only that he stands in.
    """
    today = timezone.localdate()
    rows = Deputy.objects.as_of(today).filter(user__login=login, stands_for__is_active=True)
    deputies = list(rows.select_related("user", "stands_for").order_by("pk"))
    if not deputies:
        return lambda _unit: ""
    own = desk_of(deputies[0].user)
    theirs = [(one.stands_for.name, desk_of(one.stands_for)) for one in deputies]

    def say(unit: UUID | None) -> str:
        if own.has(unit):
            return ""
        whose = [name for name, desk in theirs if desk.has(unit)]
        if not whose and own.units:
            return ", ".join(f"đang phụ trách thay {name}" for name, _desk in theirs)
        return ", ".join(f"thay {name}" for name in whose or [name for name, _desk in theirs])

    return say
