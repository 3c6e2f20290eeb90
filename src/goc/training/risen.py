"""Who of the graduates holds a higher post on a day, and which: the same axis as the account of
placement (`rules.STATES`), with names (shared/offices.md §1B no 39). A post is higher by its
`place` in the catalogue of posts. Whether it stands above the post held before the course is
another question (`grains.RISE`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from goc.dated.reference import catalogue_rows, labels
from goc.lists.kinds import typed
from goc.lists.shapes import Cell, Narrowing, RowShape
from goc.people.models import Holding
from goc.people.queries import by_name
from goc.training import access
from goc.training.lists import course_cell, person_cell
from goc.training.models import Enrolment
from goc.units.asking import Asking
from goc.units.naming import printed_names

HIGHER = {"promoted_commune": _("Ở xã"), "promoted_above": _("Lên huyện, tỉnh")}


@dataclass(frozen=True)
class Risen:
    """`posts`: those higher ones held on the day, in words; `since`: the first day of the
    earliest.
    """

    enrolment: Enrolment
    posts: str
    since: date | None


def posts_at(*places: str) -> set[str]:
    return {e.code for e in catalogue_rows("post") if e.attributes.get("place") in places}


def _risen(asking: Asking) -> QuerySet[Enrolment]:
    """The latest graduation of each by the day; who holds a post of command as well has not
    risen.
    """
    day = asking.day
    graduated = Enrolment.objects.filter(outcome=Enrolment.Outcome.GRADUATED, ended_on__lte=day)
    same, later = Q(ended_on=OuterRef("ended_on")), Q(ended_on__gt=OuterRef("ended_on"))
    after = graduated.filter(later | same & Q(pk__gt=OuterRef("pk")), person=OuterRef("person"))
    held = Holding.objects.as_of(day).filter(person=OuterRef("person"))
    alive = Q(person__died_on__isnull=True) | Q(person__died_on__gt=day)
    seen = access.enrolments_for(asking.scope, today=asking.today)
    rows = seen.filter(alive, ~Exists(after), pk__in=graduated.values("pk"))
    rows = rows.filter(
        Exists(held.filter(post__in=posts_at(*HIGHER))),
        ~Exists(held.filter(post__in=posts_at("command"))),
    )
    return rows.select_related("person", "course", "unit")


def _told(rows: list[Any], asking: Asking) -> Sequence[Risen]:
    posts = Holding.objects.as_of(asking.day).filter(
        person__in=[row.person_id for row in rows], post__in=posts_at(*HIGHER)
    )
    held: dict[int, list[Holding]] = defaultdict(list)
    for holding in posts.order_by("valid_from", "pk"):
        held[holding.person_id].append(holding)
    units = {holding.unit_id for some in held.values() for holding in some}
    names, said = printed_names(units, as_of=asking.day), labels("post", as_of=asking.day)
    return [_of(row, held[row.person_id], names, said) for row in rows]


def _of(row: Enrolment, held: list[Holding], names: dict[int, str], said: dict[str, str]) -> Risen:
    posts = [f"{said.get(h.post, h.post)}, {names.get(h.unit_id, '')}" for h in held]
    return Risen(row, "; ".join(posts), held[0].valid_from if held else None)


def _at(rows: QuerySet[Any], place: str, asking: Asking) -> QuerySet[Any]:
    held = Holding.objects.as_of(asking.day).filter(person=OuterRef("person"))
    return rows.filter(Exists(held.filter(post__in=posts_at(place))))


def _born(row: Risen) -> str:
    person = row.enrolment.person
    return typed(person.birth_date or person.birth_year)


RISEN = RowShape(
    name="training-risen",
    title=_("Học viên đã phát triển lên cương vị ngoài Ban CHQS"),
    cells=(
        replace(
            person_cell("enrolment.person"), lookup="person__full_name", sort=by_name("person__")
        ),
        Cell("born", _("Ngày sinh"), "text", _born),
        Cell("posts", _("Chức vụ hiện nay"), "text", attrgetter("posts")),
        Cell("since", _("Từ ngày"), "day", attrgetter("since")),
        replace(course_cell("enrolment.course"), lookup="course__name"),
        Cell(
            "ended_on",
            _("Tốt nghiệp"),
            "day",
            attrgetter("enrolment.ended_on"),
            lookup="ended_on",
        ),
        Cell(
            "unit",
            _("Đơn vị cử đi"),
            "unit",
            attrgetter("enrolment.unit"),
            lookup="unit",
            on=attrgetter("enrolment.entered_on"),
        ),
        Cell(
            "trained_for",
            _("Chức danh đào tạo"),
            "code",
            attrgetter("enrolment.trained_for"),
            lookup="trained_for",
            catalogue="post",
        ),
    ),
    rows=_risen,
    keeper=attrgetter("enrolment.unit_id"),
    order=(by_name("person__"), "pk"),
    text_lookups=("person__full_name", "course__name"),
    read=_told,
    narrowings=(Narrowing("place", _("Phát triển"), tuple(HIGHER.items()), _at),),
    person="person__public_id",
)
