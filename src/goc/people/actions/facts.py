"""Coded facts: levels of education and theory, health, rank, ratings, awards, disciplines."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from goc.dated.actions import check_overlap, close_fact, save_record
from goc.lib.errors import RefusedError
from goc.people import rules
from goc.people.actions.codes import check_code
from goc.people.actions.days import Answers, check_days, check_end, deed_of
from goc.people.models import Fact, Person
from goc.registry.models import Document


@transaction.atomic
def record_fact(
    *,
    person: Person,
    kind: str,
    value: str,
    on: date,
    by: object,
    until: date | None = None,
    decision: str = "",
    document: Document | None = None,
    place: str = "",
    note: str = "",
    confirmed: Answers = None,
) -> Fact:
    """`value` is a code of the catalogue `kind`, valid on the day.

    Of a kind held one at a time, the running fact ends the day the new one begins, and a fact that
    began earlier than those known ends where the next begins. A rating needs its end. Raises
    RefusedError.
    """
    row = new_fact(person, kind, value, on=on, until=until)
    row.decision, row.place, row.note = decision.strip(), place.strip(), note.strip()
    row.document = document
    reasons = check_days(person, deed_of(row), confirmed=confirmed)
    if kind in rules.EXCLUSIVE_KINDS:
        row.valid_to = _make_room(person, kind, on, until, by)
    else:
        check_overlap(row)
    return save_record(row, by=by, action="open", confirmed=reasons)


def new_fact(person: Person, kind: str, value: str, *, on: date, until: date | None = None) -> Fact:
    """Not written yet. Raises RefusedError for a kind or a code that there is not on the day."""
    if kind not in rules.FACT_KINDS:
        raise RefusedError("Không có loại thông tin «%(kind)s».", kind=kind)
    check_code(kind, value, on=on)
    if kind in rules.PERIOD_KINDS and until is None:
        raise RefusedError("Đánh giá, xếp loại phải có ngày kết thúc của kỳ đánh giá.")
    lane = rules.lane_of_fact(kind)
    return Fact(person=person, kind=kind, value=value, lane=lane, valid_from=on, valid_to=until)


def _make_room(person: Person, kind: str, on: date, until: date | None, by: object) -> date | None:
    """Closes the fact running on the day; returns the end of the new one. Raises RefusedError where
    there is no room.

    Reads the few rows of the lane once, instead of asking the database for each overlap.
    """
    rows = sorted(Fact.objects.filter(person=person, lane=kind), key=lambda row: row.valid_from)
    for row in rows:
        if row.valid_from < on and row.valid_to is None:
            row.person = person
            close_fact(row, on=on, by=by)
        elif row.valid_from == on or (row.valid_from < on and row.valid_to and row.valid_to > on):
            raise RefusedError(
                "%(name)s đã có «%(value)s» từ ngày %(day)s: hãy sửa bản ghi đó.",
                name=person.full_name,
                value=str(row),
                day=f"{row.valid_from:%d/%m/%Y}",
            )
    following = next((row.valid_from for row in rows if row.valid_from > on), None)
    if until is not None and following is not None and until > following:
        raise RefusedError(
            "Thời gian này trùng với bản ghi từ ngày %(day)s.", day=f"{following:%d/%m/%Y}"
        )
    return until or following


@transaction.atomic
def end_fact(
    *, fact: Fact, on: date, by: object, text: str = "", confirmed: Answers = None
) -> Fact:
    """A fact no longer holds: a rank withdrawn, a discipline lapsed."""
    reasons = check_end(fact, on=on, confirmed=confirmed)
    return close_fact(fact, on=on, by=by, text=text, confirmed=reasons)
