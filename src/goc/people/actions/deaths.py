"""A death recorded, its day corrected, or taken back when it was somebody else's.

What a death ended is written on the person (`ended_by_death`), so that it can move along or go on
again exactly as it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from goc.dated.actions import close_fact, correct_fact, save_record, values_of
from goc.dated.models import Record
from goc.lib.errors import Question, RefusedError
from goc.lib.periods import goes_on
from goc.people.actions.days import Answers, check_days, death_on
from goc.people.day_rules import AWARD
from goc.people.models import BoardMember, Holding, Membership, Person

Ending = Holding | Membership | BoardMember
ENDING: tuple[type[Ending], ...] = (Holding, Membership, BoardMember)
"""What a death ends; the file stays with its keeper."""


@transaction.atomic
def record_death(
    *, person: Person, on: date, by: object, text: str = "", confirmed: Answers = None
) -> Person:
    """Ends posts, memberships and places on boards that were running; the file stays with its
    keeper. Raises RefusedError: recorded already, a day that cannot be, something that began later.
    """
    if person.died_on is not None:
        raise RefusedError(
            "%(name)s đã được ghi nhận từ trần ngày %(day)s.",
            name=person.full_name,
            day=f"{person.died_on:%d/%m/%Y}",
        )
    return _settle(person, on, by, action="people.record_death", text=text, confirmed=confirmed)


@transaction.atomic
def correct_death(
    *,
    person: Person,
    on: date,
    by: object,
    text: str,
    confirmed: Answers = None,
    also: Iterable[Question] = (),
) -> Person:
    """The day was wrong; what the death ended moves along. `text`: why, and on what paper; `also`:
    what is asked besides what is odd.
    """
    _check_dead(person, text)
    asked: dict[str, Any] = {"confirmed": confirmed, "also": also}
    return _settle(person, on, by, action="people.correct_death", text=text, **asked)


@transaction.atomic
def take_back_death(
    *,
    person: Person,
    by: object,
    text: str,
    confirmed: Answers = None,
    also: Iterable[Question] = (),
) -> Person:
    """The death was somebody else's: what it ended goes on as before. `text`: why; `also`: what is
    asked first.
    """
    _check_dead(person, text)
    asked: dict[str, Any] = {"confirmed": confirmed, "also": also}
    return _settle(person, None, by, action="people.take_back_death", text=text, **asked)


def ended_by_death(person: Person) -> list[Ending]:
    """What moves along with the day of the death, or goes on without it."""
    noted = [entry["row"] for entry in person.ended_by_death]
    return [row for model in ENDING for row in model.objects.filter(public_id__in=noted)]


def check_ends_with_death(row: Record) -> None:
    """Raises RefusedError for what goes on beyond the death of its person."""
    if not isinstance(row, ENDING):
        return
    died_on = row.person.died_on
    if died_on is not None and goes_on(row.valid_to, died_on):
        raise RefusedError(
            "%(name)s đã được ghi nhận từ trần ngày %(day)s nên «%(what)s» không thể tiếp tục sau "
            "ngày ấy. Hãy rút việc ghi nhận từ trần trước, rồi ghi lại sau.",
            name=row.person.full_name,
            day=f"{died_on:%d/%m/%Y}",
            what=str(row),
        )


def _check_dead(person: Person, reason: str) -> None:
    if person.died_on is None:
        raise RefusedError("%(name)s chưa được ghi nhận từ trần.", name=person.full_name)
    if not reason.strip():
        raise RefusedError("Sửa hoặc rút việc ghi nhận từ trần phải có lý do.")


def _settle(
    person: Person,
    on: date | None,
    by: object,
    *,
    action: str,
    text: str,
    confirmed: Answers = None,
    also: Iterable[Question] = (),
) -> Person:
    """Puts every row where the death on this day (None: no death) leaves it."""
    before, kept = values_of(person), _Before(person)
    if on is not None:
        _check_nothing_later(person, on)
    person.died_on = on
    deeds = [death_on(on)] if on else []
    reasons = check_days(person, *deeds, confirmed=confirmed, also=also)
    rows = [row for model in ENDING for row in model.objects.filter(person=person)]
    person.ended_by_death = [kept.note(row) for row in rows if on and kept.runs_on(row, on)]
    save_record(person, by=by, action=action, text=text, before=before, confirmed=reasons)
    for row in rows:
        row.person = person
        _put(row, kept.without_death(row), on, by)
    return person


def _check_nothing_later(person: Person, on: date) -> None:
    later = [
        row for model in ENDING for row in model.objects.filter(person=person, valid_from__gte=on)
    ]
    later += person.facts.filter(valid_from__gte=on).exclude(kind=AWARD)
    for row in later:
        raise RefusedError(
            "Còn một bản ghi «%(what)s» bắt đầu ngày %(day)s, không trước ngày từ trần: hãy sửa bản "
            "ghi đó trước.",
            what=str(row),
            day=f"{row.valid_from:%d/%m/%Y}",
        )


class _Before:
    """How the rows ended before the death that is recorded now, if one is. A row that somebody has
    corrected since is its own.
    """

    def __init__(self, person: Person) -> None:
        self.died_on = person.died_on
        self.noted = {entry["row"]: entry for entry in person.ended_by_death}

    def without_death(self, row: Ending) -> dict[str, Any]:
        entry = self.noted.get(str(row.public_id))
        if entry is None or row.valid_to != self.died_on:
            return _ending(row)
        until = entry["valid_to"]
        own: dict[str, Any] = {"valid_to": date.fromisoformat(until) if until else None}
        return own | ({"ended_by": entry["ended_by"]} if isinstance(row, Holding) else {})

    def runs_on(self, row: Ending, day: date) -> bool:
        end = self.without_death(row)["valid_to"]
        return end is None or end > day

    def note(self, row: Ending) -> dict[str, Any]:
        own = self.without_death(row)
        end = own["valid_to"].isoformat() if own["valid_to"] else None
        return {"row": str(row.public_id), **own, "valid_to": end}


def _ending(row: Ending) -> dict[str, Any]:
    reason = {"ended_by": row.ended_by} if isinstance(row, Holding) else {}
    return {"valid_to": row.valid_to, **reason}


def _put(row: Ending, own: dict[str, Any], died_on: date | None, by: object) -> None:
    """The row as it ends by itself, or with the death where that is earlier."""
    wanted = dict(own)
    if died_on is not None and (own["valid_to"] is None or own["valid_to"] > died_on):
        wanted["valid_to"] = died_on
        if isinstance(row, Holding):
            wanted["ended_by"] = Holding.Ended.DIED
    if wanted == _ending(row):
        return
    if row.valid_to is None:
        close_fact(row, on=wanted.pop("valid_to"), by=by, **wanted)
    else:
        correct_fact(row, by=by, **wanted)
