"""Rounds and dossiers within a user's scope."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from goc.desk.queries import signed_of
from goc.directives.models import Directive
from goc.lib.errors import HiddenError
from goc.summing_up.models import Dossier, SummingUp
from goc.units.access import Scope, scope_of


def rounds_in_scope(scope: Scope) -> QuerySet[SummingUp]:
    return SummingUp.objects.filter(scope.limit("unit")).select_related(
        "unit", "snapshot", "directive__document"
    )


def get_round_for(user: object, code: str) -> SummingUp:
    """Raises HiddenError when missing or out of scope."""
    found = rounds_in_scope(scope_of(user, today=timezone.localdate())).filter(code=code).first()
    if found is None:
        raise HiddenError("Không có đợt tổng kết này.")
    return found


def newest_dossier(round_: SummingUp) -> Dossier | None:
    return round_.dossiers.select_related("snapshot", "round__unit").order_by("-made_at").first()


def dossier_of(round_: SummingUp, name: str) -> Dossier | None:
    """Where a paper lies: once it is signed, in the dossier it was signed from."""
    signed = signed_of(round_).get(name)
    if signed is None:
        return newest_dossier(round_)
    rows = round_.dossiers.select_related("snapshot", "round__unit")
    return rows.filter(public_id=signed.source).first()


def directives_in_scope(scope: Scope) -> QuerySet[Directive]:
    return Directive.objects.filter(scope.limit("unit")).select_related("document").order_by("-id")
