"""What `importing.write_person` does for somebody new, drafted instead of written: the same checks
in the same order, by the same rules.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.utils import timezone

from goc.dated.staging import Draft, Keys
from goc.lib.errors import RefusedError
from goc.people import rules
from goc.people.actions import facts, memberships, persons, posts
from goc.people.actions.codes import check_code
from goc.people.actions.days import Answers, Reasons, check_days, check_end, deed_alone
from goc.people.day_rules import Deed
from goc.people.entering.seats import Seating
from goc.people.keeping import keeper_for
from goc.people.models import Fact, Holding, Membership, Person
from goc.units.known_lives import KnownLives
from goc.units.models import Unit


class DraftedActs:
    """The acts of `people.actions` that enter somebody new, into `draft`. They raise as those do;
    EntangledError for what only the actions can do.
    """

    def __init__(self, units: Collection[int], keys: Keys) -> None:
        self.keys = keys
        self.lives = KnownLives(units)
        self.seating = Seating(units, self.lives)
        self.units = Unit.objects.in_bulk(self.lives.heirs.lives)
        self.draft = Draft()
        self.today = timezone.localdate()

    def begin(self) -> None:
        """The next person; what was drafted of the last is kept no more, unless `done` was
        called.
        """
        self.draft = Draft()

    def done(self) -> Draft:
        """What was drafted since stands from now on."""
        self.seating.take_in(self.draft)
        return self.draft

    def picture(self, unit: int) -> object:
        """What of the register all that is drafted for a unit rests on, to be compared."""
        return (self.lives.picture(unit), self.seating.seen[unit])

    def add_person(
        self,
        *,
        full_name: str,
        keeper: Unit,
        on: date,
        code: str | None = None,
        confirmed: Answers = None,
        **known: Any,
    ) -> Person:
        """Nobody else has the code, the citizen number, or name, birth and place."""
        if code is not None and rules.read_code(code) != code:
            raise RefusedError("Mã cán bộ «%(code)s» sai hoặc đã được dùng.", code=code)
        known.pop("by")
        person = persons.new_person({"full_name": full_name, **known}, on=on, code=code)
        self.lives.check_alive(keeper, on)
        stages = self.lives.stages(keeper, on)
        files = [keeper_for(person, self.units.get(s.unit, keeper), s) for s in stages]
        deeds = persons.deeds_of_new(person, files[0])
        reasons = self._judged(person, *deeds, confirmed=confirmed)
        self._open(person, action="people.add_person", confirmed=reasons)
        for file in files:
            file.person = person
            self._open(file)
        return person

    def record_fact(
        self,
        *,
        person: Person,
        kind: str,
        value: str,
        on: date,
        confirmed: Answers = None,
        **_by: object,
    ) -> Fact:
        """The first of its kind."""
        row = facts.new_fact(person, kind, value, on=on)
        self._open(row, confirmed=self._judged(person, deed_alone(row), confirmed=confirmed))
        return row

    def post_person(
        self,
        *,
        person: Person,
        unit: Unit,
        post: str,
        on: date,
        decision: str = "",
        confirmed: Answers = None,
        **_by: object,
    ) -> Holding:
        """The first post."""
        check_code("post", post, on=on)
        end = self.lives.until(unit, on)
        row = posts.new_holding(person, unit, post, on=on, end=end, decision=decision)
        reasons = self._judged(person, deed_alone(row), confirmed=confirmed)
        row.seat = self.seating.vacant(row, self.draft, self.keys)
        self._open(row, confirmed=reasons)
        return row

    def join_body(
        self,
        *,
        person: Person,
        stage: str,
        on: date,
        confirmed: Answers = None,
        **_party: object,
    ) -> Membership:
        """The first time in the Party."""
        row = memberships.new_party_membership(person, stage, on=on)
        self._open(row, confirmed=self._judged(person, deed_alone(row), confirmed=confirmed))
        return row

    def make_official(
        self, *, membership: Membership, on: date, confirmed: Answers = None, **_by: object
    ) -> Membership:
        person, official = membership.person, Membership.Stage.OFFICIAL.value
        reasons = check_end(membership, on=on, confirmed=confirmed)
        self.draft.close(membership, on=on)
        row = memberships.new_party_membership(person, official, on=on)
        self._open(row, confirmed=reasons)
        return row

    def _judged(self, person: Person, *deeds: Deed, confirmed: Answers) -> Reasons:
        return check_days(person, *deeds, confirmed=confirmed, today=self.today)

    def _open(self, row: Any, *, action: str = "open", confirmed: Any = None) -> None:
        self.keys.give(row)
        self.draft.open(row, action=action, confirmed=confirmed)
