"""Days judged before they are written (`day_rules`): what cannot be is refused, what is odd is
asked about and done with a reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils import timezone

from goc.dated.models import Dated
from goc.dated.reference import catalogue_rows, labels
from goc.lib.errors import AskedError, Question, RefusedError
from goc.lib.periods import holds
from goc.people.day_rules import BIRTH, DEATH, FILE, POST, REFUSE, Ages, Deed, Known, judge
from goc.people.models import Fact, Holding, Keeper, Membership, Person
from goc.units.queries import names

Answers = Mapping[str, str] | str | None
"""Reasons by the code of the question, or one reason for whatever is asked."""
Reasons = dict[str, str]
LOOSE_POSTS = "militia_subunit"
"""Posts of the militia's small units are held beyond the age of retirement as a matter of
course."""


def check_days(
    person: Person,
    *deeds: Deed,
    confirmed: Answers = None,
    also: Iterable[Question] = (),
    today: date | None = None,
) -> Reasons:
    """The reasons that answer what is odd, for the event. `also`: what is asked besides; `today`,
    for callers who have the day already.

    Raises RefusedError for what cannot be, AskedError for what wants a reason and has none.
    """
    known = Known(person.full_name, person.birth_date, person.birth_year, person.died_on)
    questions = list(also)
    for found in judge(deeds, known, _Ages(person.sex), today or timezone.localdate()):
        if found.verdict == REFUSE:
            raise RefusedError(found.template, **found.params)
        questions.append(Question(found.code, found.template, found.params))
    return answered(questions, confirmed)


def check_end(row: Any, *, on: date, confirmed: Answers = None) -> Reasons:
    """Whether a row of a person can end on a day."""
    deed = Deed("end", f"Kết thúc «{row}»", row.valid_from, on, planned_end=False)
    return check_days(row.person, deed, confirmed=confirmed)


def answered(questions: Iterable[Question], confirmed: Answers) -> Reasons:
    """Raises AskedError unless each question has its reason."""
    asked = list(questions)
    given = {question.code: reason_for(question.code, confirmed) for question in asked}
    if not all(given.values()):
        raise AskedError(asked)
    return given


def reason_for(code: str, confirmed: Answers) -> str:
    reason = confirmed if isinstance(confirmed, str) else (confirmed or {}).get(code, "")
    return reason.strip()


class _Ages:
    """The age limits of a day for somebody of this sex; unknown sex: those of men, the higher."""

    def __init__(self, sex: str) -> None:
        self.most_post = "most_post_female" if sex == Person.Sex.FEMALE else "most_post_male"

    def __call__(self, day: date) -> Ages:
        years = {
            entry.code: int(entry.attributes["years"])
            for entry in catalogue_rows("age_limit")
            if holds(entry.valid_from, entry.valid_to, day)
        }
        return Ages(years.get("least_post"), years.get("least_party"), years.get(self.most_post))


# --- deeds


def birth_of(person: Person) -> list[Deed]:
    if person.birth_date is not None:
        return [Deed(BIRTH, "Ngày sinh", person.birth_date)]
    if person.birth_year is not None:
        return [Deed(BIRTH, f"Năm sinh {person.birth_year}", date(person.birth_year, 1, 1))]
    return []


def service_of(person: Person) -> list[Deed]:
    begun, left = person.enlisted_on, person.discharged_on
    days = [
        ("enlisted", "Ngày nhập ngũ", begun, left),
        ("discharged", "Ngày xuất ngũ", left, None),
    ]
    return [Deed(kind, what, day, until) for kind, what, day, until in days if day]


def death_on(day: date) -> Deed:
    return Deed(DEATH, "Từ trần", day)


def deed_of(row: Dated) -> Deed:
    """A dated row of a person as it would be written."""
    deed = deed_alone(row)
    if not isinstance(row, Holding):
        return deed
    return replace(deed, commands=command_posts_beside(row))


def deed_alone(row: Dated) -> Deed:
    """The same of somebody who holds no post besides."""
    kind, what = _called(row)
    retires = isinstance(row, Holding) and _retires(row.post)
    return Deed(kind, what, row.valid_from, row.valid_to, retires=retires)


def _called(row: Dated) -> tuple[str, str]:
    if isinstance(row, Keeper):
        return FILE, "Quản lý hồ sơ"
    if isinstance(row, Membership):
        return row.body, str(row)
    if isinstance(row, Fact):
        return row.kind, str(row)
    return POST if isinstance(row, Holding) else "board", str(row)


def _retires(post: str) -> bool:
    rows = [entry for entry in catalogue_rows("post") if entry.code == post]
    return not any(entry.attributes.get(LOOSE_POSTS) for entry in rows)


def command_posts_beside(row: Holding) -> tuple[str, ...]:
    """Other posts of command that the person holds on a day of this one, in words."""
    command = {e.code for e in catalogue_rows("post") if e.attributes.get("place") == "command"}
    if row.post not in command:
        return ()
    held = Holding.objects.filter(person=row.person_id, post__in=command).exclude(pk=row.pk)
    others = list(held.meeting(row.valid_from, row.valid_to))
    if not others:
        return ()
    called = names({other.unit_id for other in others}, as_of=row.valid_from)
    posts = labels("post", as_of=row.valid_from)
    return tuple(
        f"{posts.get(o.post, o.post)}, {called.get(o.unit_id, '')} (từ {o.valid_from:%d/%m/%Y})"
        for o in others
    )


def rows_of(person: Person) -> list[Dated]:
    """Everything dated about a person but the keepers."""
    sets = (person.holdings, person.memberships, person.facts, person.board_memberships)
    return [row for rows in sets for row in rows.order_by("valid_from", "id")]
