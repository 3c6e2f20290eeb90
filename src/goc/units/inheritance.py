"""What units themselves hand over when one ends: its traits and the rights on it.

A trait of the ground (border, coast, island, key to defence) is true of whoever holds all of it, so
it passes to the sure heir. A length passes too, summed where several merge, but only when every
length is known. The class is given by decision: it ends. What went in parts waits for people.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from goc.dated.bulk import portions
from goc.lib.periods import holds
from goc.units import rules
from goc.units.endings import Gone, Tally
from goc.units.lives import DAY, Heirs
from goc.units.models import Lineage, Trait, Unit, UnitRight
from goc.units.queries import names

LENGTH = "border_length_km"
INHERITED = "kế thừa từ "


def end_rights(gone: Gone) -> Tally:
    """They end with the unit; nobody is given the heir's silently."""
    return gone.end_all(UnitRight.objects.select_related("user", "unit"))


def hand_over_traits(gone: Gone) -> Tally:
    """In the order of days, so that what passed once passes on when its new unit ends in turn."""
    ended = gone.end_all(Trait.objects.select_related("unit"))
    passing = _Passing(gone)
    for unit, end in sorted(gone.ends.items(), key=lambda pair: pair[::-1]):
        for trait in passing.running_to(unit, end):
            if trait.kind in rules.FLAGS:
                passing.flag(trait, end)
            elif trait.kind == LENGTH:
                passing.length(trait, end)
    passing.batch.write()
    return Tally(ended.ended, passing.passed, ended.left + passing.left)


@dataclass(frozen=True)
class Known:
    """The traits of some units, those opened meanwhile too."""

    rows: dict[int, list[Trait]]

    def at(self, unit: int, kind: str, day: date) -> Trait | None:
        rows = (t for t in self.rows[unit] if t.kind == kind)
        return next((t for t in rows if holds(t.valid_from, t.valid_to, day)), None)


def known_traits(heirs: Heirs) -> Known:
    rows: dict[int, list[Trait]] = defaultdict(list)
    for some in portions(list(heirs.lives)):
        for trait in Trait.objects.filter(unit__in=some).select_related("unit").order_by("id"):
            rows[trait.unit_id].append(trait)
    return Known(rows)


class _Passing:
    """The traits that pass in one act."""

    def __init__(self, gone: Gone) -> None:
        self.heirs, self.batch = gone.heirs, gone.batch()
        self.known = known_traits(gone.heirs)
        self.units = Unit.objects.in_bulk(set(gone.heirs.heirs.values()))
        self.passed = self.left = 0

    def running_to(self, unit: int, end: date) -> list[Trait]:
        """Traits that lasted until their unit ended."""
        return [trait for trait in self.known.rows[unit] if trait.valid_to == end]

    def flag(self, trait: Trait, end: date) -> None:
        heir = self.heirs.heirs.get(trait.unit_id)
        if heir is None:
            self.left += 1
        elif self._has_room(heir, trait.kind, end):
            self._open(heir, trait, end, trait.value, trait.hedge)

    def length(self, trait: Trait, end: date) -> None:
        """Passed with the first of its fellows: those that merge with it are in that sum already."""
        heir = self.heirs.heirs.get(trait.unit_id)
        if heir is None:
            self.left += 1
            return
        own = self.known.at(heir, LENGTH, end)
        if own is not None and own.valid_from >= end:
            return
        parts = _merged_lengths(self.known, heir, end)
        if not parts or (own is None and not self._has_room(heir, LENGTH, end)):
            self.left += 1
            return
        if own is not None:
            self.batch.close(own, on=end)
        hedges = {part.hedge for part in parts}
        value = sum((part.value for part in parts), Decimal(0))
        self._open(heir, trait, end, value, hedges.pop() if len(hedges) == 1 else "")

    def _has_room(self, unit: int, kind: str, start: date) -> bool:
        over = self.heirs.end_of(unit)
        return not any(
            t.kind == kind
            and (t.valid_to is None or t.valid_to > start)
            and (over is None or t.valid_from < over)
            for t in self.known.rows[unit]
        )

    def _open(self, heir: int, of: Trait, on: date, value: Decimal, hedge: str) -> None:
        row = Trait(
            unit=self.units[heir],
            kind=of.kind,
            value=value,
            hedge=hedge,
            source=_inherited(of, on),
            valid_from=on,
            valid_to=self.heirs.end_of(heir),
        )
        self.batch.open(row)
        self.known.rows[heir].append(row)
        self.passed += 1


def _merged_lengths(known: Known, heir: int, on: date) -> list[Trait]:
    """The lengths of all that became the heir on a day; empty unless everything went whole and
    every length is known, the heir's own of before included.
    """
    came = Lineage.objects.filter(to_unit=heir, on=on).exclude(from_unit=heir)
    shares = dict(came.values_list("from_unit_id", "share"))
    if set(shares.values()) != {Lineage.Share.FULL}:
        return []
    begun = Unit.objects.get(pk=heir).versions.order_by("valid_from").values_list("valid_from")
    parts = [*shares, *([heir] if begun[0][0] < on else [])]
    found = [known.at(unit, LENGTH, on - DAY) for unit in parts]
    return [] if None in found else [trait for trait in found if trait is not None]


def _inherited(trait: Trait, on: date) -> str:
    """The source with the unit it speaks of; once is enough."""
    if trait.source.startswith(INHERITED):
        return trait.source
    name = names([trait.unit_id], as_of=on - DAY).get(trait.unit_id, "")
    return f"{INHERITED}{rules.in_text(name)}: {trait.source}"[:300]
