"""Persons and their keepers: adding, correcting, moving the file. Deaths: `deaths`."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from goc.audit.actions import record
from goc.dated.actions import close_fact, correct_fact, open_fact, save_record, values_of
from goc.lib.errors import Question, RefusedError
from goc.lists.shapes import Cell
from goc.people import rules
from goc.people.access import sees_sensitive_of
from goc.people.actions.apart import tell_apart
from goc.people.actions.codes import check_code
from goc.people.actions.days import (
    Answers,
    birth_of,
    check_days,
    death_on,
    deed_of,
    rows_of,
    service_of,
)
from goc.people.actions.namesakes import namesake_questions, namesakes_of
from goc.people.alike import ASKED
from goc.people.columns import BIRTH, NAMES, OWN
from goc.people.day_rules import Deed
from goc.people.keeping import follow_by_themselves, keepers_along
from goc.people.models import Keeper, Person
from goc.units.models import Unit
from goc.viet.names import clean, fold, sort_key

_RANDOM = secrets.SystemRandom()
FIELDS = NAMES | {*BIRTH}
"""What `add_person` takes beside the keeper, and `correct_person` replaces."""


@transaction.atomic
def add_person(
    *,
    full_name: str,
    keeper: Unit,
    on: date,
    by: object,
    code: str | None = None,
    confirmed: Answers = None,
    **known: Any,
) -> Person:
    """A new person whose file `keeper` keeps from `on`. `known` are columns of FIELDS; what is left
    out is unknown.

    Raises RefusedError: unknown column or code, a person code or citizen number that is taken or
    malformed, a day that cannot be; AskedError for odd days, and for somebody who stands here
    already.
    """
    if code is not None and (
        rules.read_code(code) != code or Person.objects.filter(code=code).exists()
    ):
        raise RefusedError("Mã cán bộ «%(code)s» sai hoặc đã được dùng.", code=code)
    person = new_person({"full_name": full_name, **known}, on=on, code=code)
    _check_number_free(person, by)
    files = keepers_along(person, keeper, on)
    deeds = deeds_of_new(person, files[0])
    namesakes = namesakes_of(person, keeper, by)
    same = namesake_questions(person, keeper, namesakes)
    reasons = check_days(person, *deeds, confirmed=confirmed, also=same)
    save_record(person, by=by, action="people.add_person", confirmed=reasons)
    for file in files:
        save_record(file, by=by, action="open")
    for one in namesakes:
        tell_apart(one=one, other=person, by=by, reason=reasons[ASKED])
    return person


def new_person(values: dict[str, Any], *, on: date, code: str | None) -> Person:
    """Not written yet, and not held against the register. Raises RefusedError as `add_person`."""
    person = Person(code=code or rules.make_code(_RANDOM))
    _fill(person, values, on=on)
    return person


def deeds_of_new(person: Person, file: Keeper) -> list[Deed]:
    """The days that are judged when somebody is entered."""
    return [*birth_of(person), *service_of(person), deed_of(file)]


@transaction.atomic
def correct_person(
    *,
    person: Person,
    by: object,
    text: str = "",
    confirmed: Answers = None,
    also: Iterable[Question] = (),
    **new: Any,
) -> Person:
    """Replaces what is known of the person; before and after are in the event. `text`: on what
    paper it rests; `also`: what is asked besides what is odd. Another birth is held against
    everything that is known of the life.
    """
    before = values_of(person)
    _fill(person, new, on=date.max)
    _check_number_free(person, by)
    deeds = _deeds_touched(person, before)
    reasons = check_days(person, *deeds, confirmed=confirmed, also=also)
    return save_record(
        person,
        by=by,
        action="people.correct_person",
        text=text,
        before=before,
        confirmed=reasons,
    )


def _deeds_touched(person: Person, before: Mapping[str, Any]) -> list[Deed]:
    def changed(*names: str) -> bool:
        return any(before[name] != getattr(person, name) for name in names)

    if changed("birth_date", "birth_year"):
        death = [death_on(person.died_on)] if person.died_on else []
        lived = [deed_of(row) for row in rows_of(person)]
        return [*birth_of(person), *service_of(person), *lived, *death]
    return service_of(person) if changed("enlisted_on", "discharged_on") else []


def _fill(person: Person, values: dict[str, Any], *, on: date) -> None:
    if strange := set(values) - FIELDS:
        raise RefusedError("Không có trường %(names)s.", names=", ".join(sorted(strange)))
    for name, value in values.items():
        setattr(person, name, clean(value) if isinstance(value, str) else value)
    if not person.full_name:
        raise RefusedError("Thiếu họ và tên.")
    person.folded, person.sort_key = fold(person.full_name), sort_key(person.full_name)
    if person.birth_date is not None:
        person.birth_year = person.birth_date.year
    for cell in OWN:
        _check_choice(cell, cell.value(person), on=on)
    _check_number(person)


def _check_choice(cell: Cell, value: Any, *, on: date) -> None:
    """Of a column with a catalogue, or with choices of its own."""
    if not value:
        return
    if cell.catalogue:
        check_code(cell.catalogue, value, on=on)
    if cell.choices and value not in dict(cell.choices):
        raise RefusedError("%(label)s «%(value)s» không có.", label=cell.label, value=value)


def check_citizen_number(person: Person, by: object) -> None:
    """Raises RefusedError for what is no such number, or somebody else's."""
    _check_number(person)
    _check_number_free(person, by)


def _check_number(person: Person) -> None:
    person.citizen_number = clean(person.citizen_number or "") or None
    number = person.citizen_number
    if number is None:
        return
    if not re.fullmatch(r"\d{9}|\d{12}", number, re.ASCII):
        raise RefusedError(
            "Số định danh «%(number)s» phải gồm 12 chữ số (hoặc 9 chữ số của giấy cũ).",
            number=number,
        )


def _check_number_free(person: Person, by: object) -> None:
    number = person.citizen_number
    if number is None:
        return
    other = Person.objects.filter(citizen_number=number).exclude(pk=person.pk).first()
    if other is None:
        return
    if sees_sensitive_of(by, other):
        raise RefusedError(
            "Số định danh %(number)s đã là của %(name)s.", number=number, name=other.full_name
        )
    raise RefusedError(
        "Số định danh %(number)s đã có trong một hồ sơ khác. Hãy xem lại số; nếu số đúng, hãy báo "
        "cơ quan thường trực.",
        number=number,
    )


@transaction.atomic
def move_person(
    *,
    person: Person,
    to: Unit,
    on: date,
    by: object,
    text: str = "",
    confirmed: Answers = None,
) -> Keeper:
    """The file goes to another keeper on a day, and on to the sure heirs of one that has ended. The
    file of the dead can move too.
    """
    rows = list(person.keepers.meeting(on, None).select_related("unit").order_by("valid_from"))
    for row in rows:
        row.person = person
    first, *later = keepers_along(person, to, on)
    reasons = check_days(person, deed_of(first), confirmed=confirmed)
    if rows:
        _make_way(rows, to, on, by, text)
    for row in later:
        open_fact(row, by=by, text=text)
    return open_fact(first, by=by, text=text, confirmed=reasons)


def _make_way(rows: list[Keeper], to: Unit, on: date, by: object, text: str) -> None:
    """Ends the keeper of the day; its heirs' rows, which would have followed, are taken back.

    Raises RefusedError: the same keeper, or one that was recorded for later.
    """
    now, *later = rows
    if now.valid_from <= on and now.unit_id == to.pk:
        raise RefusedError("Đơn vị này đang quản lý hồ sơ của %(name)s.", name=now.person.full_name)
    if now.valid_from >= on or not follow_by_themselves(now, later):
        raise RefusedError(
            "Hồ sơ của %(name)s đã ghi nơi quản lý khác từ ngày %(day)s; hãy chuyển từ sau ngày "
            "ấy.",
            name=now.person.full_name,
            day=f"{rows[-1].valid_from:%d/%m/%Y}",
        )
    for row in later:
        record(
            by=by,
            action="people.take_back_keeper",
            kind=row.record_kind(),
            subject=row.public_id,
            text=text,
            before=values_of(row),
        )
        row.delete()
    if now.valid_to is None:
        close_fact(now, on=on, by=by, text=text)
    elif now.valid_to > on:
        correct_fact(now, by=by, text=text, valid_to=on)
