"""Whether somebody who is entered stands in the register already: same name, birth and commune."""

from __future__ import annotations

from django.utils import timezone

from goc.lib.errors import Question
from goc.people.access import keeper_of
from goc.people.alike import ASKED
from goc.people.models import Keeper, Person
from goc.people.queries import standing
from goc.people.rules import may_be_born_as
from goc.units.access import scope_of
from goc.units.belonging import belonging
from goc.units.models import Unit
from goc.units.queries import name_of


def namesakes_of(person: Person, keeper: Unit, by: object) -> list[Person]:
    """Those within the user's scope; of others nothing is told."""
    return [one for one in _alike(person, keeper) if _seen(one, by)]


def namesake_questions(person: Person, keeper: Unit, found: list[Person]) -> list[Question]:
    """One question that shows them all."""
    if not found:
        return []
    today = timezone.localdate()
    return [
        Question(
            ASKED,
            "Đã có %(name)s ở %(unit)s, họ tên và ngày sinh như vậy. Đây có phải là người khác không?",
            {"name": person.full_name, "unit": name_of(keeper, as_of=today)},
            tuple((one.record_kind(), one.public_id, _called(one)) for one in found),
        )
    ]


def _alike(person: Person, keeper: Unit) -> list[Person]:
    rows = standing().filter(folded=person.folded).exclude(pk=person.pk)
    alike = [one for one in rows if may_be_born_as(one, person)]
    return [one for one in alike if _was_kept_at(one, keeper)]


def _was_kept_at(one: Person, keeper: Unit) -> bool:
    """Now or before; a commune that has gone is the one that took over its records."""
    kept: set[int] = {row.unit_id for row in Keeper.objects.filter(person=one)}
    if keeper.pk in kept:
        return True
    home = belonging(timezone.localdate()).home
    return home(keeper.pk) in {home(unit) for unit in kept}


def _seen(one: Person, by: object) -> bool:
    today = timezone.localdate()
    return scope_of(by, today=today).contains(keeper_of(one, today=today))


def _called(one: Person) -> str:
    born = f"{one.birth_date:%d/%m/%Y}" if one.birth_date else str(one.birth_year or "")
    return ", ".join(filter(None, [one.full_name, born, one.code]))
