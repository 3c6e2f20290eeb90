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
from goc.units.access import Scope, scope_of
from goc.units.by_name import UnitNames
from goc.units.forms import AsOfForm
from goc.units.naming import printed_names


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
    def _unit_names(self) -> dict[int, str]:
        return {}

    def learn_units(self, ids: Iterable[int | None]) -> None:
        """Reads the names of many units at once, before a list shows them one by one."""
        new = {unit for unit in ids if unit is not None} - self._unit_names.keys()
        if new:
            self._unit_names.update(printed_names(new, as_of=self.day))

    def unit_name(self, unit_id: int) -> str:
        """As papers print it on the day asked about, told apart from its namesakes."""
        self.learn_units([unit_id])
        name = self._unit_names.get(unit_id, "")
        return name[:1].upper() + name[1:]

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
    assert isinstance(request.user, User)
    today = timezone.localdate()
    return asking_of(request.user, day=AsOfForm(request.GET, today=today).day, today=today)
