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
from goc.lists.shapes import Narrowing, RowShape
from goc.lists.worklists import Worklist
from goc.people.due import located, of_unit
from goc.people.lists import PEOPLE, known_on
from goc.people.models import Fact, Holding, Person
from goc.people.queries import by_name, living, seen_people
from goc.training.models import Enrolment
from goc.units.asking import Asking
from goc.units.models import Unit

SENDING_AGE = "sending_age"
AWAY, AT_HOME = "away", "home"
STUDY = ((AWAY, _("Đang đi học")), (AT_HOME, _("Không đi học")))
SHOWN = ("full_name", "birth", "unit", "post", "post_from", "general_education", "code")


def _untrained(asking: Asking) -> QuerySet[Person]:
    """Alive, holding a post of command on the day (not only acting), without a level of military
    training: as «Hỏi nhanh» and appendix VIII count them, whoever is on a course included.
    """
    own = {"person": OuterRef("pk")}
    trained = Fact.objects.as_of(asking.day).filter(**own, kind="military_qualification")
    rows = seen_people(asking.scope, today=asking.today).filter(living(asking.day))
    rows = rows.filter(Exists(_commanding(asking).filter(**own)), ~Exists(trained))
    return rows.only("pk").alias(**known_on(asking.day))


def _commanding(asking: Asking) -> QuerySet[Holding]:
    posts = {e.code for e in catalogue_rows("post") if e.attributes.get("place") == "command"}
    return Holding.objects.as_of(asking.day).filter(post__in=posts, acting=False)


def _commanding_in(unit: Unit, asking: Asking) -> Q:
    """Who commands there, wherever the file is kept."""
    held = _commanding(asking).filter(of_unit(unit, asking))
    return Q(pk__in=held.values("person"))


def _on_course(asking: Asking) -> Exists:
    begun = Enrolment.objects.filter(person=OuterRef("pk"), entered_on__lte=asking.day)
    return Exists(begun.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=asking.day)))


def _by_study(rows: QuerySet[Any], code: str, asking: Asking) -> QuerySet[Any]:
    studying = _on_course(asking)
    return rows.filter(studying if code == AWAY else ~studying)


def _too_old_next_year(asking: Asking) -> QuerySet[Person]:
    """Young enough this year, by the year of birth, and no more the next."""
    year, limit = asking.day.year, most_years(asking)
    if limit is None:
        return _untrained(asking).none()
    born = Q(birth_date__year=year - limit) | Q(birth_date__isnull=True, birth_year=year - limit)
    return _untrained(asking).filter(born, ~_on_course(asking))


def most_years(asking: Asking) -> int | None:
    """The age at which somebody may still be sent, counted by years, as the catalogue has it for
    the day.
    """
    rows = catalogue_rows(SENDING_AGE)
    found = [e for e in rows if holds(e.valid_from, e.valid_to, asking.day)]
    return int(found[0].attributes["years"]) if found else None


def _shape(name: str, title: Any, rows: Any, *more: Narrowing) -> RowShape:
    cells = tuple(located(SHOWN, _commanding_in))
    return replace(
        PEOPLE,
        name=f"training-{name}",
        title=title,
        cells=cells,
        rows=rows,
        narrowings=(*PEOPLE.narrowings, *more),
        order=(by_name(), "pk"),
    )


UNTRAINED = _shape(
    "untrained",
    _("Chỉ huy chưa qua đào tạo"),
    _untrained,
    Narrowing("study", _("Đi học"), STUDY, _by_study),
)
TOO_OLD = _shape("too-old", _("Năm sau quá tuổi cử đi đào tạo"), _too_old_next_year)

WORKLISTS = (Worklist("too-old", TOO_OLD, 64), Worklist("untrained", UNTRAINED, 65))
