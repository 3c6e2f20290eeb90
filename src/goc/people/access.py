"""Who may see and change whom: by the keeper of the file, computed today. Hidden and missing look
the same.

Sensitive fields (columns.SENSITIVE_COLUMNS) are masked for those without the right.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from goc.audit.models import Event
from goc.audit.spool import record_reading
from goc.lib.errors import ForbiddenError, HiddenError
from goc.people.columns import SENSITIVE_COLUMNS, SENSITIVE_FIELDS
from goc.people.models import Apart, Person, PersonMerge
from goc.people.queries import people_in_scope
from goc.people.rules import SENSITIVE_BODIES, SENSITIVE_KINDS
from goc.units.access import Scope, scope_of, sees_sensitive

MASK = "•••"
CODES = 36
"""So many codes of persons fit into the text of an event."""
CONFIRMED, DATES = "confirmed", {"valid_from", "valid_to", "person"}


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


def find_merge_for(
    user: object, public_id: UUID | str, *, today: date | None = None, scope: Scope | None = None
) -> PersonMerge | None:
    """Of a file that stands for another: who was merged into whom. None for other files. Raises
    HiddenError for who may not see the person it stands for.
    """
    merges = PersonMerge.objects.select_related("kept", "gone")
    merge = first = merges.filter(gone__public_id=public_id).first()
    while merge is not None:
        last, merge = merge, merges.filter(gone=merge.kept).first()
        if merge is None:
            get_person_for(user, last.kept.public_id, today=today, scope=scope)
    return first


def get_merge_to_part(user: object, public_id: UUID | str) -> PersonMerge:
    """Raises HiddenError when it is none or out of scope, ForbiddenError for who may not edit both."""
    merge = find_merge_for(user, public_id)
    if merge is None:
        raise HiddenError("Không có cán bộ này.")
    for person in (merge.kept, merge.gone):
        check_can_edit_person(user, person)
    return merge


def get_two_to_edit(user: object, one: UUID, other: UUID) -> tuple[Person, Person]:
    """Raises HiddenError when one is missing or out of scope, ForbiddenError for who may not edit
    both.
    """
    first, second = (get_person_for(user, public_id) for public_id in (one, other))
    for person in (first, second):
        check_can_edit_person(user, person)
    return first, second


def get_apart_to_take_back(user: object, public_id: UUID) -> Apart:
    """Raises HiddenError, ForbiddenError as for the two files."""
    apart = Apart.objects.filter(public_id=public_id).select_related("one", "other").first()
    if apart is None:
        raise HiddenError("Không có ghi nhận này.")
    get_two_to_edit(user, apart.one.public_id, apart.other.public_id)
    return apart


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


def masked(name: str, value: str, *, clear: bool) -> str:
    """The value, or the mask where the column is sensitive: also for what is not known, so that the
    mask tells nothing.
    """
    return MASK if name in SENSITIVE_COLUMNS and not clear else value


def is_sensitive(row: object) -> bool:
    """Whether a row about a person tells what is masked."""
    body, kind = getattr(row, "body", ""), getattr(row, "kind", "")
    return body in SENSITIVE_BODIES or kind in SENSITIVE_KINDS


def log_reading(user: object, person: Person) -> None:
    """Somebody read what is sensitive of a person in clear; nobody is told."""
    record_reading(
        by=user, action="people.read", kind=person.record_kind(), subject=person.public_id
    )


def log_reading_list(user: object, codes: Sequence[str], how: str) -> None:
    """Somebody read a list of persons, or took it away, with sensitive columns in clear. The events
    hold the codes of the persons, so that each is found by its own.
    """
    for start in range(0, len(codes), CODES):
        some = " ".join(codes[start : start + CODES])
        record_reading(
            by=user, action="people.read_list", kind="people.person", text=f"{how}: {some}"
        )


def sensitive_in(event: Event) -> frozenset[str]:
    """Which values of an event about a person are for those only who see them in clear."""
    values = {**event.before, **event.after}
    if event.kind == "people.person":
        return SENSITIVE_FIELDS | {CONFIRMED}
    if values.get("kind") in SENSITIVE_KINDS or values.get("body") in SENSITIVE_BODIES:
        return frozenset(values) - DATES
    return frozenset()


def reads_log_in_clear(user: object) -> bool:
    """Who sees what is sensitive of everybody."""
    return sees_sensitive(user, None)
