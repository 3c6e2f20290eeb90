"""Who may load a list, and who sees one: those who may write all of what it is for."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_noop

from goc.accounts.models import User
from goc.imports.models import Load
from goc.imports.registry import KINDS, Kind
from goc.lib.errors import ForbiddenError, HiddenError
from goc.units.access import Scope, limited, rights_of, scope_of, scope_of_unit
from goc.units.asking import Asking
from goc.units.models import Unit
from goc.units.roles import acts_of

ABSENT = gettext_noop("Không có lần nạp này.")
ONLY_READS = gettext_noop("Bạn chỉ được xem, không được nạp danh sách.")


def kinds_for(asking: Asking) -> list[Kind]:
    """What the asker may load anywhere."""
    return [kind for kind in KINDS.values() if kind.may(asking)]


def may_load(asking: Asking) -> bool:
    return bool(kinds_for(asking))


def shown_in_menu(user: User) -> bool:
    """Whether the user may load anything at all, by one query: where does not matter."""
    today = timezone.localdate()
    rights = rights_of(user, today=today).values_list("role", "user_id")
    acts = frozenset[str]().union(*(acts_of(r, stands_in=of != user.pk) for r, of in rights))
    return may_load(Asking(user, Scope(False, frozenset(), acts), today, today))


def check_may_load(asking: Asking) -> None:
    """Raises ForbiddenError."""
    if not may_load(asking):
        raise ForbiddenError(ONLY_READS)


def _on(scope: Scope, unit_id: int | None) -> Scope:
    """What of a scope is said of this unit itself; no unit: of the whole register."""
    if unit_id is None:
        return Scope(scope.everything, frozenset(), scope.base, MappingProxyType({}))
    return limited(scope, {unit_id})


def _may(kind: Kind | None, asking: Asking, unit_id: int | None) -> bool:
    """Whether the asker may load lists of a kind for this unit and all below it."""
    return kind is not None and kind.may(replace(asking, scope=_on(asking.scope, unit_id)))


def check_may_load_for(asking: Asking, kind: Kind, unit: Unit | None) -> None:
    """Raises HiddenError out of scope, ForbiddenError for who only reads there."""
    unit_id = unit.pk if unit else None
    if not asking.scope.contains(unit_id):
        raise HiddenError("Không có đơn vị này.")
    if not _may(kind, asking, unit_id):
        raise ForbiddenError(ONLY_READS)


def loads_for(asking: Asking) -> QuerySet[Load]:
    """Those of the units for which the asker may load lists of that kind himself."""
    seen = Q(pk__in=[])
    in_scope = Load.objects.filter(_limit(asking.scope))
    for kind, unit_id in in_scope.order_by().values_list("kind", "unit").distinct():
        if _may(KINDS.get(kind), asking, unit_id):
            seen |= Q(kind=kind, unit=unit_id)
    return Load.objects.filter(seen)


def _limit(scope: Scope) -> Q:
    return Q() if scope.everything else scope.limit("unit")


def get_load_for(asking: Asking, public_id: UUID) -> Load:
    """Raises HiddenError for what is not there or out of scope, ForbiddenError for who only
    reads.
    """
    rows = Load.objects.select_related("unit", "owner")
    load = rows.filter(public_id=public_id).first()
    if load is None or not asking.scope.contains(load.unit_id):
        raise HiddenError(ABSENT)
    if not _may(KINDS.get(load.kind), asking, load.unit_id):
        raise ForbiddenError(ONLY_READS)
    return load


def check_is_a_cell(load: Load, row: int, field: str) -> None:
    """Raises HiddenError for what is no row about somebody, or no field of the kind."""
    known = {"", *KINDS[load.kind].fields()}
    rows = load.rows.exclude(record=None).filter(number=row)
    if field not in known or not rows.exists():
        raise HiddenError("Danh sách không có ô này.")


def asking_within(user: User, load: Load) -> Asking:
    """Who checks or writes a load: on the day of the list, only for its unit and what lies
    below.
    """
    today = timezone.localdate()
    scope = scope_of(user, today=today)
    if load.unit is not None:
        scope = limited(scope, scope_of_unit(load.unit, today=today))
    return Asking(user, scope, load.day, today)
