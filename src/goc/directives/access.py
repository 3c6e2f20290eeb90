"""Who sees a directive, and in the name of which units one may be entered."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from goc.accounts.models import User
from goc.directives.models import Directive
from goc.lib.errors import ForbiddenError, HiddenError
from goc.units.access import Scope, check_may, get_unit_for, scope_of
from goc.units.models import Unit, UnitVersion
from goc.units.naming import indented
from goc.units.queries import tree
from goc.units.roles import PAPERS

MANY = 400


def directives_for(user: object, *, today: date) -> QuerySet[Directive]:
    return directives_in(scope_of(user, today=today))


def directives_in(scope: Scope) -> QuerySet[Directive]:
    rows = Directive.objects.filter(scope.limit("unit"))
    return rows.select_related("document", "unit").order_by("-document__issued_on", "-id")


def get_directive_for(user: object, public_id: UUID, *, today: date) -> Directive:
    found = directives_for(user, today=today).filter(public_id=public_id).first()
    if found is None:
        raise HiddenError("Không có văn bản chỉ đạo này.")
    return found


def may_enter(scope: Scope, *, today: date) -> bool:
    """Whether there is a unit in whose name a directive may be entered."""
    if scope.may(PAPERS, None):
        return UnitVersion.objects.as_of(today).exists()
    return scope.may_somewhere(PAPERS)


def units_to_enter(user: object, *, today: date) -> list[tuple[str, str]]:
    """The units this user edits, highest first; no communes where they are too many. Raises
    ForbiddenError.
    """
    scope = scope_of(user, today=today)
    nodes = [n for n in tree(as_of=today) if scope.may(PAPERS, n.id)]
    if not nodes:
        raise ForbiddenError("Bạn chỉ được xem văn bản chỉ đạo, không được nhập.")
    if len(nodes) > MANY:
        nodes = [n for n in nodes if n.level != "commune"] or nodes
    return indented(nodes, as_of=today)


def get_unit_to_enter(user: User, public_id: str, *, today: date) -> Unit:
    """Raises HiddenError out of scope, ForbiddenError for who only reads."""
    unit = get_unit_for(user, public_id, today=today)
    check_may(user, PAPERS, unit, today=today)
    return unit
