"""The danh sách trích ngang as a kind of list that is loaded on a page."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy

from goc.imports.registry import Kind
from goc.intake.alongside import ALONE, Alongside
from goc.intake.answers import Answers
from goc.intake.notes import Result
from goc.intake.reading import Understood
from goc.people import importing, old_lists
from goc.people.queries import MISSING
from goc.people.sheets import COLUMNS
from goc.units.asking import Asking
from goc.units.roles import RECORD


def _fields() -> Mapping[str, str]:
    own = {column.key: column.title for column in COLUMNS}
    return {**own, "confirmed": old_lists.CONFIRMED}


def _take(
    found: Understood,
    *,
    asking: Asking,
    answers: Answers | None = None,
    dry_run: bool = False,
    alongside: Alongside = ALONE,
) -> Result:
    return importing.import_people(
        found,
        by=asking.user,
        as_of=asking.day,
        today=asking.today,
        scope=asking.scope,
        answers=answers,
        dry_run=dry_run,
        alongside=alongside,
    )


PEOPLE = Kind(
    name="people",
    label=gettext_lazy("Danh sách trích ngang cán bộ"),
    read=importing.read_list,
    fields=_fields,
    take=_take,
    may=lambda asking: asking.scope.may_somewhere(RECORD),
    wanted=frozenset(MISSING),
)
