"""What hangs on a user whose rights end: it is handed to somebody before they do.

A room registers a `Hanging` in `apps.ready()` for each kind of work that a user leaves undone; this
room knows none of them. `works_of` gathers them, `actions.hand_over_work` hands all over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from goc.accounts.models import User
from goc.audit.models import Event
from goc.lib.errors import RefusedError
from goc.units.belonging import Belonging, belonging
from goc.units.models import Charge, Unit, UnitRight
from goc.units.roles import PAPERS, roles_that


@dataclass(frozen=True)
class Work:
    """One thing left undone: the kind and public id of its record, in words, on which unit."""

    kind: str
    subject: UUID
    what: str
    unit_id: int | None = None
    href: str = ""


@dataclass(frozen=True)
class Leaving:
    """Somebody whose rights end on a day. `rights`: those that end."""

    user: User
    rights: tuple[UnitRight, ...]
    on: date

    @cached_property
    def tree(self) -> Belonging:
        return belonging(self.on)

    @cached_property
    def units(self) -> frozenset[int]:
        """On which he will work no more: covered by what ends, and by nothing that goes on."""
        mine = _working(self.on).filter(user=self.user)
        ending = {right.pk for right in self.rights}
        ended = [r.unit_id for r in mine if r.pk in ending]
        kept = [r.unit_id for r in mine if r.pk not in ending]
        return self._covered(ended) - self._covered(kept)

    @cached_property
    def alone(self) -> frozenset[int]:
        """Of these, those on which nobody else works whose right lies there too. Who works above
        does not count: it is not their desk.
        """
        others = _working(self.on).exclude(user=self.user).filter(user__is_active=True)
        near = [r.unit_id for r in others if self._is_near(r.unit_id)]
        return self.units - self._covered(near)

    def _is_near(self, unit_id: int | None) -> bool:
        return unit_id in self.units if unit_id else any(r.unit_id is None for r in self.rights)

    def _covered(self, roots: Iterable[int | None]) -> frozenset[int]:
        asked = set(roots)
        if None in asked:
            return frozenset(Unit.objects.values_list("pk", flat=True))
        return frozenset(self.tree.covered([unit for unit in asked if unit is not None]))

    def holds(self, kind: str, subjects: Iterable[UUID]) -> set[UUID]:
        """Which of these records are in his hands: handed to him, or, where nobody was given it,
        last touched by him.
        """
        asked = list(subjects)
        charges = Charge.objects.filter(kind=kind, subject__in=asked)
        given = dict(charges.values_list("subject", "user_id"))
        touched = _last_touched(subject for subject in asked if subject not in given)
        mine = {subject for subject, user in given.items() if user == self.user.pk}
        return mine | {subject for subject, by in touched.items() if by == self.user.login}

    def charged(self, kind: str, subjects: Iterable[UUID]) -> dict[UUID, bool]:
        """Of the records that were handed to somebody, whether it was to him."""
        charges = Charge.objects.filter(kind=kind, subject__in=list(subjects))
        return {one.subject: one.user_id == self.user.pk for one in charges}


def _working(on: date) -> QuerySet[UnitRight]:
    """The rights in force with which papers and duties are worked on."""
    return UnitRight.objects.as_of(on).filter(role__in=roles_that(PAPERS))


def _last_touched(subjects: Iterable[UUID]) -> dict[UUID, str]:
    """By whom each record was changed last, as the log says."""
    names = [str(subject) for subject in subjects]
    rows = Event.objects.filter(subject__in=names).order_by("id").values_list("subject", "by")
    return {UUID(subject): by for subject, by in rows}


@dataclass(frozen=True)
class Hanging:
    """One kind of work. `works`: what of it hangs on who leaves; `pass_on(work, to)`: puts one
    into other hands, where that is more than saying in whose hands it is.
    """

    label: str | Promise
    works: Callable[[Leaving], Iterable[Work]]
    pass_on: Callable[[Work, User], object] | None = None


registry: dict[str, Hanging] = {}


def register(name: str, hanging: Hanging) -> None:
    registry[name] = hanging


def works_of(leaving: Leaving) -> Iterator[tuple[Hanging, Work]]:
    """Everything that hangs on who leaves, kind by kind."""
    for hanging in registry.values():
        for work in hanging.works(leaving):
            yield hanging, work


def rights_in_force(user: User, *, on: date) -> tuple[UnitRight, ...]:
    return tuple(UnitRight.objects.as_of(on).filter(user=user).select_related("unit"))


def check_handed_over(user: User, rights: Iterable[UnitRight], *, on: date) -> None:
    """Raises RefusedError where something hangs on these rights, naming the first of it."""
    found = list(works_of(Leaving(user, tuple(rights), on)))
    if found:
        raise RefusedError(
            "«%(login)s» còn giữ %(count)s việc chưa có người nhận (ví dụ: %(what)s). Hãy bàn giao "
            "trước ở trang của người dùng này.",
            login=user.login,
            count=len(found),
            what=found[0][1].what,
        )


def check_may_leave(user: User) -> None:
    """Of an account that goes out of use."""
    today = timezone.localdate()
    check_handed_over(user, rights_in_force(user, on=today), on=today)
