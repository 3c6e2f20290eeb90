"""The seats of units and who sits there, as they will be once what is drafted is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from goc.dated.bulk import portions
from goc.dated.reference import labels
from goc.dated.staging import Draft, Keys
from goc.lib.periods import goes_on, holds
from goc.people import queries
from goc.people.actions import posts
from goc.people.models import Establishment, Holding, Seat
from goc.units.known_lives import KnownLives
from goc.units.models import Trait, Unit, UnitVersion
from goc.units.rules import kinds_of

Period = tuple[date, date | None]


class EntangledError(Exception):
    """What would be drafted changes rows of the register: left to the actions."""


class Seating:
    """Read once for all units of a list; takes in what is drafted."""

    def __init__(self, units: Collection[int], lives: KnownLives) -> None:
        self.lives = lives
        self.seats: dict[int, list[Seat]] = defaultdict(list)
        self.held: dict[int, list[Holding]] = defaultdict(list)
        self.communes: dict[int, list[Period]] = defaultdict(list)
        self.traits: dict[int, list[tuple[Period, str, Decimal]]] = defaultdict(list)
        self.decided = set(Establishment.objects.values_list("pk", "changed_at"))
        self.posts_decided = set(Establishment.objects.values_list("post", flat=True))
        for some in portions(sorted(units)):
            self._read(some)
        self._decided_for = cache(queries.decided_for)
        self.titles = cache(lambda day: labels("post", as_of=day))
        self.seen = {unit: self._picture(unit) for unit in units}

    def _read(self, units: list[int]) -> None:
        for seat in Seat.objects.filter(unit__in=units).order_by("valid_from"):
            self.seats[seat.unit_id].append(seat)
        held = Holding.objects.filter(unit__in=units).select_related("person", "seat")
        for holding in held.order_by("pk"):
            self.held[holding.unit_id].append(holding)
        versions = UnitVersion.objects.filter(unit__in=units, kind__in=kinds_of("commune"))
        for unit, start, end in versions.values_list("unit_id", "valid_from", "valid_to"):
            self.communes[unit].append((start, end))
        rows = Trait.objects.filter(unit__in=units).order_by("pk")
        for trait in rows:
            period = (trait.valid_from, trait.valid_to)
            self.traits[trait.unit_id].append((period, trait.kind, trait.value))

    def _picture(self, unit: int) -> tuple[object, ...]:
        """What is drafted for a unit rests on this."""
        rows: list[Any] = [*self.seats[unit], *self.held[unit]]
        written = [(type(row), row.pk, row.changed_at) for row in rows]
        return (written, list(self.communes[unit]), list(self.traits[unit]), self.decided)

    def take_in(self, draft: Draft) -> None:
        """What stands from now on."""
        for row in draft.rows:
            if isinstance(row, Seat):
                self.seats[row.unit_id].append(row)
            elif isinstance(row, Holding):
                self.held[row.unit_id].append(row)

    def vacant(self, holding: Holding, draft: Draft, keys: Keys) -> Seat | None:
        """As `posts.vacant_seat` for somebody who holds nothing yet. Raises RefusedError when every
        seat is taken, EntangledError when a seat of the register would change.
        """
        unit, post, on, until = holding.unit, holding.post, holding.valid_from, holding.valid_to
        known = self.lives.first_day(unit, on)
        seats = self._seats(unit, post, known, draft, keys) if goes_on(until, known) else []
        held = (row for row in self.held[unit.pk] if row.post == post)
        busy = posts.sitting_meanwhile(held, on, until)
        return posts.lowest_free(unit, seats, busy, self.titles(on)[post])

    def _seats(self, unit: Unit, post: str, on: date, draft: Draft, keys: Keys) -> list[Seat]:
        if not queries.has_seats_by_law(post, on) and post not in self.posts_decided:
            return []
        there = posts.in_force(self.seats[unit.pk], post, on)
        return there or posts.in_force(self._lay(unit, on, draft, keys), post, on)

    def _lay(self, unit: Unit, on: date, draft: Draft, keys: Keys) -> list[Seat]:
        """As `posts.lay_seats` where it only adds."""
        wanted = posts.numbered(self._required(unit, on))
        have = self._have(unit, on)
        if self._would_change(unit, on, wanted, have):
            raise EntangledError
        laid = []
        for post, number in [place for place in wanted if place not in have]:
            seat = Seat(unit=unit, post=post, number=number, source=wanted[post, number])
            seat.valid_from, seat.valid_to = on, self.lives.until(unit, on)
            keys.give(seat)
            draft.open(seat)
            laid.append(seat)
        return laid

    def _have(self, unit: Unit, on: date) -> dict[tuple[str, int], Seat]:
        """Of each place the first seat that goes on, or begins, after a day."""
        rows = [seat for seat in self.seats[unit.pk] if goes_on(seat.valid_to, on)]
        rows.sort(key=lambda seat: seat.valid_from, reverse=True)
        return {(seat.post, seat.number): seat for seat in rows}

    def _would_change(
        self, unit: Unit, on: date, wanted: dict[Any, str], have: dict[Any, Seat]
    ) -> bool:
        """Whether a seat would end, begin earlier or go on."""
        sitting = (row for row in self.held[unit.pk] if holds(row.valid_from, row.valid_to, on))
        return (
            not have.keys() <= wanted.keys()
            or any(seat.valid_from > on for seat in have.values())
            or any(row.seat is not None and row.seat.valid_to == on for row in sitting)
        )

    def _required(self, unit: Unit, on: date) -> queries.Required:
        decided = self._decided_for(unit, on) if self.posts_decided else {}
        if not any(holds(start, end, on) for start, end in self.communes[unit.pk]):
            return decided
        traits = [
            (kind, value) for period, kind, value in self.traits[unit.pk] if holds(*period, on)
        ]
        return queries.seats_of_a_commune(traits, on) | decided
