"""To which living unit the records of a unit belong on a day, and what lies below a unit on either
line.

A living unit keeps its own. A dissolved one's go to its successor when all of it went there
(followed on and on); with a partial or unknown share to the common superior of the possible
successors; without any to its last superior.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db import connection
from django.db.models import Count, Max

from goc.lib.periods import holds
from goc.units.models import Lineage, UnitParent, UnitVersion

NOBODY = 0
"""Belongs to no unit: only a right on the whole register covers it."""


class Belonging:
    """The tree of one day with what was dissolved before it (and not yet founded), in four flat
    queries.
    """

    def __init__(self, day: date) -> None:
        self.day = day
        self.alive = set(UnitVersion.objects.as_of(day).values_list("unit_id", flat=True))
        self.up: dict[int, int] = {}
        self.last_parent: dict[int, int] = {}
        self.below: dict[int, list[int]] = defaultdict(list)
        self._read_parents()
        self.ends: dict[int, date] = dict(
            UnitVersion.objects.exclude(valid_to=None)
            .filter(valid_to__lte=day)
            .order_by("valid_to")
            .values_list("unit_id", "valid_to")
        )
        self.passages: dict[int, list[tuple[int | None, str]]] = defaultdict(list)
        rows = Lineage.objects.filter(on__lte=day).values_list(
            "from_unit_id", "to_unit_id", "share", "on"
        )
        for origin, target, share, on in rows:
            if origin not in self.alive and on >= self.ends.get(origin, on) and target != origin:
                self.passages[origin].append((target, share))
        self._homes: dict[int, int] = {}

    def _read_parents(self) -> None:
        rows = UnitParent.objects.order_by("valid_from").values_list(
            "unit_id", "parent_id", "line", "valid_from", "valid_to"
        )
        for unit, parent, line, start, end in rows:
            if holds(start, end, self.day):
                self.below[parent].append(unit)
                if line == UnitParent.Line.CIVIL or unit not in self.up:
                    self.up[unit] = parent
            elif unit not in self.alive and (
                line == UnitParent.Line.CIVIL or unit not in self.last_parent
            ):
                self.last_parent[unit] = parent

    def under(self, roots: Iterable[int]) -> set[int]:
        """The living units at or below these, on either line."""
        found, stack = set(), [r for r in roots if r in self.alive]
        while stack:
            unit = stack.pop()
            if unit not in found and unit in self.alive:
                found.add(unit)
                stack += self.below.get(unit, [])
        return found

    def home(self, unit: int) -> int:
        """The living unit that answers for this one; NOBODY when there is none."""
        if unit in self.alive:
            return unit
        if unit not in self._homes:
            self._homes[unit] = NOBODY  # a ring of passages ends here
            self._homes[unit] = self._find_home(unit)
        return self._homes[unit]

    def _find_home(self, unit: int) -> int:
        passages = self.passages.get(unit, [])
        targets = [target for target, _ in passages if target is not None]
        if len(targets) == len(passages) == 1 and passages[0][1] == Lineage.Share.FULL:
            return self.home(targets[0])
        superior = self.home(self.last_parent[unit]) if unit in self.last_parent else NOBODY
        if not targets:
            return superior
        chains = [self._superiors(self.home(t)) for t in targets]
        if len(targets) < len(passages):
            chains.append([superior, *self._superiors(superior)])
        common = set(chains[0]).intersection(*chains[1:])
        return next((u for u in chains[0] if u in common), NOBODY)

    def _superiors(self, unit: int) -> list[int]:
        chain: list[int] = []
        while unit in self.up and self.up[unit] not in chain:
            unit = self.up[unit]
            chain.append(unit)
        return chain

    def gone(self) -> set[int]:
        """Every unit that is not alive this day."""
        return (set(self.ends) | set(self.last_parent) | set(self.passages)) - self.alive

    def covered(self, roots: Iterable[int]) -> set[int]:
        """`under(roots)` and all whose records belong there."""
        living = self.under(roots)
        return living | {unit for unit in self.gone() if self.home(unit) in living}


_kept: dict[tuple[object, ...], Belonging] = {}


def belonging(day: date) -> Belonging:
    """The `Belonging` of a day, read again only when one of its tables has changed (three small
    queries).
    """
    stamp: list[object] = [day, connection.settings_dict["NAME"]]
    for model in (UnitVersion, UnitParent, Lineage):
        counted = {"n": Count("pk"), "top": Max("pk"), "at": Max("changed_at")}
        if model is not Lineage:
            counted["closed"] = Count("valid_to")
        stamp += model.objects.aggregate(**counted).values()
    key = tuple(stamp)
    if key not in _kept:
        while len(_kept) > 3:
            _kept.pop(next(iter(_kept)), None)
        _kept[key] = Belonging(day)
    return _kept[key]
