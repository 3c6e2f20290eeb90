"""Rounds and dossiers within a user's scope."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from goc.audit.queries import history
from goc.desk.queries import signed_of
from goc.directives.models import Directive, Duty
from goc.lib.errors import HiddenError
from goc.summing_up.models import Dossier, SummingUp
from goc.units.access import Scope, scope_of, scope_of_unit


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


def day_of(round_: SummingUp) -> date:
    """The day on which something is written about a round now: today; about one that was entered
    afterwards, the day of its conference.
    """
    return min(timezone.localdate(), round_.sign_by)


def overdue_below(round_: SummingUp) -> list[Duty]:
    """What units below the round's still owe, by unit and day."""
    day = day_of(round_)
    below = scope_of_unit(round_.unit, today=timezone.localdate()) - {round_.unit_id}
    rows = Duty.objects.filter(unit__in=below, state=Duty.State.OPEN, due_on__lt=day)
    return list(rows.select_related("unit").order_by("unit", "due_on", "id"))


def directives_in_scope(scope: Scope) -> QuerySet[Directive]:
    return Directive.objects.filter(scope.limit("unit")).select_related("document").order_by("-id")


@dataclass(frozen=True)
class Version:
    """The text of a section as somebody saved it; `is_erased`: its values are gone from the log."""

    number: int
    at: datetime
    by: str
    text: str
    is_erased: bool


def versions_of(round_: SummingUp, section: str) -> list[Version]:
    """As the log keeps them, oldest first, numbered from 1; only the newest is what is printed."""
    row = round_.narratives.filter(section=section).first()
    events = history(row.public_id).order_by("id") if row else ()
    return [
        Version(number, event.at, event.by, str(event.after.get("text", "")), event.is_erased)
        for number, event in enumerate(events, 1)
    ]
