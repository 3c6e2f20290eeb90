"""Who asks, about what, as of which day: made once a request; lists and papers take it and never
compute a scope of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import HttpRequest
from django.utils import timezone

from goc.accounts.models import User
from goc.accounts.queries import signed_in
from goc.units.access import Scope, scope_of
from goc.units.by_name import UnitNames
from goc.units.forms import AsOfForm
from goc.units.naming import NameBook


@dataclass(frozen=True)
class Asking:
    """`day`: the register as of it; rights (`scope`) are always today's."""

    user: User
    scope: Scope
    day: date
    today: date

    @cached_property
    def units(self) -> UnitNames:
        """The units of the scope by name, on the day asked about."""
        return UnitNames(self.scope, self.day)

    @cached_property
    def _unit_names(self) -> dict[tuple[int, date], str]:
        return {}

    def learn_units(self, ids: Iterable[int | None]) -> None:
        """Reads the names of many units at once, before a list shows them one by one."""
        self.learn_names((unit, self.day) for unit in ids if unit is not None)

    def learn_names(self, named: Iterable[tuple[int, date]]) -> None:
        """The same for units on days of their own."""
        new = set(named) - self._unit_names.keys()
        if new:
            book = NameBook({unit for unit, _ in new})
            self._unit_names.update({(unit, day): book.listed(unit, day) for unit, day in new})

    def unit_name(self, unit_id: int, day: date | None = None) -> str:
        """As lists show it on a day, else on the day asked about, told apart from its namesakes."""
        named = (unit_id, day or self.day)
        self.learn_names([named])
        return self._unit_names[named]

    @property
    def sees_all_clear(self) -> bool:
        """Whether nothing in the scope is masked: else a filter would tell what a mask hides."""
        if self.scope.everything:
            return self.scope.can_edit(None)
        return all(self.scope.sees_sensitive(unit) for unit in self.scope.ids)

    def sees_clear(self, unit_id: int | None) -> bool:
        """Whether sensitive fields of what this unit keeps are shown."""
        return self.scope.sees_sensitive(unit_id)


def asking_of(user: User, *, day: date | None = None, today: date | None = None) -> Asking:
    today = today or timezone.localdate()
    return Asking(user, scope_of(user, today=today), day or today, today)


def asking_for(request: HttpRequest) -> Asking:
    """Of a page: `?as_of=` where it is given and is a day."""
    user = signed_in(request)
    today = timezone.localdate()
    return asking_of(user, day=AsOfForm(request.GET, today=today).day, today=today)
