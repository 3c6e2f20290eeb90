"""Persons and their keepers: adding, correcting, moving the file, death."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from goc.audit.actions import record
from goc.dated.actions import close_fact, correct_fact, open_fact, save_record, values_of
from goc.dated.models import Dated
from goc.lib.errors import RefusedError
from goc.people import rules
from goc.people.actions.codes import check_code
from goc.people.keeping import follow_by_themselves, keepers_along
from goc.people.models import BoardMember, Holding, Keeper, Membership, Person
from goc.units.models import Unit
from goc.viet.names import clean, fold, sort_key

_RANDOM = secrets.SystemRandom()
NAMES = ("home_village", "residence", "telephone", "note")
FIELDS = frozenset(
    {
        "full_name",
        "sex",
        "birth_date",
        "birth_year",
        "ethnicity",
        "religion",
        "citizen_number",
        "enlisted_on",
        "discharged_on",
        *NAMES,
    }
)
"""What `add_person` takes beside the keeper, and `correct_person` replaces."""


@transaction.atomic
def add_person(
    *, full_name: str, keeper: Unit, on: date, by: object, code: str | None = None, **known: Any
) -> Person:
    """A new person whose file `keeper` keeps from `on`. `known` are columns of FIELDS; what is left
    out is unknown.

    Raises RefusedError: unknown column or code, a person code or citizen number that is taken or
    malformed.
    """
    if code is not None and (
        rules.read_code(code) != code or Person.objects.filter(code=code).exists()
    ):
        raise RefusedError("Mã cán bộ «%(code)s» sai hoặc đã được dùng.", code=code)
    person = Person(code=code or rules.make_code(_RANDOM))
    _fill(person, {"full_name": full_name, **known}, on=on)
    save_record(person, by=by, action="people.add_person")
    for row in keepers_along(person, keeper, on):
        save_record(row, by=by, action="open")
    return person


@transaction.atomic
def correct_person(*, person: Person, by: object, text: str = "", **new: Any) -> Person:
    """Replaces what is known of the person; before and after are in the event. `text`: on what
    paper it rests.
    """
    before = values_of(person)
    _fill(person, new, on=date.max)
    return save_record(person, by=by, action="people.correct_person", text=text, before=before)


def _fill(person: Person, values: dict[str, Any], *, on: date) -> None:
    if strange := set(values) - FIELDS:
        raise RefusedError("Không có trường %(names)s.", names=", ".join(sorted(strange)))
    for name, value in values.items():
        setattr(person, name, clean(value) if name in NAMES or name == "full_name" else value)
    if not person.full_name:
        raise RefusedError("Thiếu họ và tên.")
    person.folded, person.sort_key = fold(person.full_name), sort_key(person.full_name)
    if person.sex and person.sex not in Person.Sex.values:
        raise RefusedError("Giới tính «%(sex)s» không có.", sex=person.sex)
    if person.birth_date is not None:
        person.birth_year = person.birth_date.year
    for catalogue, value in (("ethnic_group", person.ethnicity), ("religion", person.religion)):
        if value:
            check_code(catalogue, value, on=on)
    _check_citizen_number(person)


def _check_citizen_number(person: Person) -> None:
    person.citizen_number = person.citizen_number or None
    number = person.citizen_number
    if number is None:
        return
    if not (number.isdigit() and len(number) in (9, 12)):
        raise RefusedError(
            "Số định danh «%(number)s» phải gồm 12 chữ số (hoặc 9 chữ số của giấy cũ).",
            number=number,
        )
    other = Person.objects.filter(citizen_number=number).exclude(pk=person.pk).first()
    if other is not None:
        raise RefusedError(
            "Số định danh %(number)s đã là của %(name)s.", number=number, name=other.full_name
        )


@transaction.atomic
def move_person(*, person: Person, to: Unit, on: date, by: object, text: str = "") -> Keeper:
    """The file goes to another keeper on a day, and on to the sure heirs of one that has ended."""
    rows = list(person.keepers.meeting(on, None).select_related("unit").order_by("valid_from"))
    for row in rows:
        row.person = person
    if rows:
        _make_way(rows, to, on, by, text)
    first, *later = keepers_along(person, to, on)
    for row in later:
        open_fact(row, by=by, text=text)
    return open_fact(first, by=by, text=text)


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


@transaction.atomic
def record_death(*, person: Person, on: date, by: object, text: str = "") -> Person:
    """Ends posts, memberships and places on boards that were running; the file stays with its
    keeper.
    """
    if person.died_on is not None:
        raise RefusedError(
            "%(name)s đã được ghi nhận từ trần ngày %(day)s.",
            name=person.full_name,
            day=f"{person.died_on:%d/%m/%Y}",
        )
    before = values_of(person)
    person.died_on = on
    save_record(person, by=by, action="people.record_death", text=text, before=before)
    for model, last in (
        (Holding, {"ended_by": Holding.Ended.DIED}),
        (Membership, {}),
        (BoardMember, {}),
    ):
        for row in model.objects.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gt=on), person=person
        ):
            _cut(row, on=on, by=by, last=last)
    return person


def _cut(row: Dated, *, on: date, by: object, last: dict[str, Any]) -> None:
    if row.valid_from >= on:
        raise RefusedError(
            "Còn một bản ghi bắt đầu ngày %(day)s, không trước ngày từ trần: hãy sửa bản ghi đó "
            "trước.",
            day=f"{row.valid_from:%d/%m/%Y}",
        )
    if row.valid_to is None:
        close_fact(row, on=on, by=by, **last)
    else:
        correct_fact(row, by=by, valid_to=on, **last)
