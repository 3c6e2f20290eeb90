"""Who may see and change whom: by the keeper of the file, computed today. Hidden and missing look
the same.

Sensitive fields (ethnicity, religion, Party, political theory, health) are masked for those without
the right.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from goc.audit.spool import record_reading
from goc.lib.errors import ForbiddenError, HiddenError
from goc.people.models import Person
from goc.people.queries import people_in_scope
from goc.units.access import Scope, scope_of

MASK = "•••"


def people_for(
    user: object, *, today: date | None = None, scope: Scope | None = None
) -> QuerySet[Person]:
    """Annotated with `keeper_unit`. `scope`: the user's, where the caller has it already."""
    today = today or timezone.localdate()
    return people_in_scope(scope or scope_of(user, today=today), today=today)


def get_person_for(
    user: object, public_id: UUID | str, *, today: date | None = None, scope: Scope | None = None
) -> Person:
    """The person with `keeper_unit`. Raises HiddenError when missing or out of scope."""
    try:
        person = (
            people_for(user, today=today, scope=scope)
            .filter(public_id=UUID(str(public_id)))
            .first()
        )
    except ValueError:
        person = None
    if person is None:
        raise HiddenError("Không có cán bộ này.")
    return person


def keeper_of(person: Person, *, today: date) -> int | None:
    """The unit the rights are measured by: today's keeper, else the last, else the next."""
    if (known := vars(person).get("keeper_unit")) is not None:
        return int(known)
    rows = list(person.keepers.order_by("valid_from").values_list("valid_from", "unit_id"))
    begun = [unit for start, unit in rows if start <= today]
    return begun[-1] if begun else rows[0][1] if rows else None


def can_edit_person(
    user: object, person: Person, *, today: date | None = None, scope: Scope | None = None
) -> bool:
    today = today or timezone.localdate()
    scope = scope or scope_of(user, today=today)
    return scope.can_edit(keeper_of(person, today=today))


def check_can_edit_person(user: object, person: Person, *, today: date | None = None) -> None:
    """Raises ForbiddenError for who only reads."""
    if not can_edit_person(user, person, today=today):
        raise ForbiddenError("Bạn chỉ được xem hồ sơ này, không được sửa.")


def sees_sensitive_of(
    user: object, person: Person, *, today: date | None = None, scope: Scope | None = None
) -> bool:
    today = today or timezone.localdate()
    scope = scope or scope_of(user, today=today)
    return scope.sees_sensitive(keeper_of(person, today=today))


def masked(value: str, *, clear: bool) -> str:
    """The value, or the mask: also for what is not known, so that the mask tells nothing."""
    return value if clear else MASK


def log_reading(user: object, person: Person) -> None:
    """Somebody read a person's page with sensitive fields in clear; nobody is told."""
    record_reading(
        by=user, action="people.read", kind=person.record_kind(), subject=person.public_id
    )
