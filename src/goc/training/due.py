"""Danh sách đến hạn of training: who holds a post of command and is not trained, who will be too
old to be sent next year.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from goc.dated.reference import catalogue_rows
from goc.lib.periods import holds
from goc.lists.shapes import RowShape
from goc.lists.worklists import Worklist
from goc.people.lists import PEOPLE, known_on
from goc.people.models import Fact, Holding, Person
from goc.people.queries import by_name, living, seen_people
from goc.training.models import Enrolment
from goc.units.asking import Asking

SENDING_AGE = "sending_age"
SHOWN = ("full_name", "birth", "unit", "post", "post_from", "general_education", "code")


def _untrained(asking: Asking) -> QuerySet[Person]:
    """Alive, holding a post of command on the day, without a level of military training, not on a
    course.
    """
    own = {"person": OuterRef("pk")}
    held = Holding.objects.as_of(asking.day).filter(**own, post__in=_posts_of_command())
    trained = Fact.objects.as_of(asking.day).filter(**own, kind="military_qualification")
    begun = Enrolment.objects.filter(**own, entered_on__lte=asking.day)
    studying = begun.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=asking.day))
    rows = seen_people(asking.scope, today=asking.today).filter(living(asking.day))
    rows = rows.filter(Exists(held), ~Exists(trained), ~Exists(studying))
    return rows.only("pk").alias(**known_on(asking.day))


def _posts_of_command() -> set[str]:
    return {e.code for e in catalogue_rows("post") if e.attributes.get("place") == "command"}


def _too_old_next_year(asking: Asking) -> QuerySet[Person]:
    """Young enough this year, by the year of birth, and no more the next."""
    year, limit = asking.day.year, most_years(asking)
    if limit is None:
        return _untrained(asking).none()
    born = Q(birth_date__year=year - limit) | Q(birth_date__isnull=True, birth_year=year - limit)
    return _untrained(asking).filter(born)


def most_years(asking: Asking) -> int | None:
    """The age at which somebody may still be sent, counted by years, as the catalogue has it for
    the day.
    """
    rows = catalogue_rows(SENDING_AGE)
    found = [e for e in rows if holds(e.valid_from, e.valid_to, asking.day)]
    return int(found[0].attributes["years"]) if found else None


def _shape(name: str, title: Any, rows: Any) -> RowShape:
    cells = tuple(cell for cell in PEOPLE.cells if cell.name in SHOWN)
    return replace(
        PEOPLE,
        name=f"training-{name}",
        title=title,
        cells=cells,
        rows=rows,
        order=(by_name(), "pk"),
    )


UNTRAINED = _shape("untrained", _("Chỉ huy chưa qua đào tạo"), _untrained)
TOO_OLD = _shape("too-old", _("Năm sau quá tuổi cử đi đào tạo"), _too_old_next_year)

WORKLISTS = (Worklist("too-old", TOO_OLD, 64), Worklist("untrained", UNTRAINED, 65))
