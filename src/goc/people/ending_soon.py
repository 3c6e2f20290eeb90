"""What ends soon of people: terms of office, the time for which a discipline is served."""

from __future__ import annotations

from datetime import timedelta
from operator import attrgetter

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from goc.lists.shapes import Act, Cell, Narrowing, RowShape
from goc.people.due import HORIZONS, OVERDUE, last_day, person_cell, unit_cell
from goc.people.models import Fact, Holding, Person
from goc.people.queries import living, seen_people
from goc.units.asking import Asking

SERVED = timedelta(days=30)
"""So long before the day somebody is told of it."""


def _terms(asking: Asking) -> QuerySet[Holding]:
    """Posts held whose term has ended or will by the end of next year (`due.HORIZONS` narrow it); a
    new term or another holder takes it off.
    """
    held = Holding.objects.as_of(asking.day).filter(asking.scope.limit("unit"))
    alive = Person.objects.filter(living(asking.day))
    ending = held.filter(term_until__lte=last_day(asking), person__in=alive)
    return ending.select_related("person", "unit")


def _within(rows: QuerySet[Holding], horizon: str, asking: Asking) -> QuerySet[Holding]:
    if horizon == OVERDUE:
        return rows.filter(term_until__lte=asking.day)
    return rows.filter(term_until__gt=asking.day, term_until__lte=last_day(asking, horizon))


def _to_decide(row: Holding, asking: Asking) -> list[Act]:
    if not asking.scope.can_edit(row.unit_id):
        return []
    there = reverse("person_decision", args=[row.person.public_id])
    given = urlencode({"on": f"{row.term_until:%d/%m/%Y}", "former": row.post})
    again = reverse("person_row", args=[row.person.public_id, row.public_id, "correct"])
    return [
        Act(_("ghi quyết định"), f"{there}?{given}"),
        Act(_("sửa nhiệm kỳ"), again),
    ]


TERMS = RowShape(
    name="people-terms",
    title=_("Chức vụ hết nhiệm kỳ"),
    cells=(
        person_cell(),
        Cell("post", _("Chức vụ"), "code", attrgetter("post"), lookup="post", catalogue="post"),
        unit_cell(),
        Cell(
            "term_until",
            _("Nhiệm kỳ đến"),
            "day",
            attrgetter("term_until"),
            lookup="term_until",
        ),
        Cell(
            "authority",
            _("Cơ quan bổ nhiệm"),
            "code",
            attrgetter("authority"),
            lookup="authority",
            catalogue="appointing_authority",
        ),
    ),
    rows=_terms,
    keeper=attrgetter("unit_id"),
    order=("term_until", "pk"),
    text_lookups=("person__full_name",),
    acts=_to_decide,
    narrowings=(Narrowing("horizon", _("Thời hạn"), HORIZONS, _within),),
    person="person__public_id",
)


def _served(asking: Asking) -> QuerySet[Fact]:
    """Disciplines whose time is over soon. For who sees all in clear only: that there is a row
    tells what is masked.
    """
    if not asking.sees_all_clear:
        return Fact.objects.none()
    seen = seen_people(asking.scope, today=asking.today).filter(living(asking.day))
    soon = Q(valid_to__gt=asking.day, valid_to__lte=asking.day + SERVED)
    running = Fact.objects.as_of(asking.day).filter(soon, kind="discipline")
    return running.filter(person__in=seen.values("pk")).select_related("person")


def _to_look(row: Fact, _asking: Asking) -> list[Act]:
    return [Act(_("xem hồ sơ"), reverse("person", args=[row.person.public_id]))]


DISCIPLINES = RowShape(
    name="people-disciplines",
    title=_("Kỷ luật sắp hết thời hạn chấp hành"),
    cells=(
        person_cell(),
        Cell(
            "value",
            _("Hình thức"),
            "code",
            attrgetter("value"),
            lookup="value",
            catalogue="discipline",
        ),
        Cell("valid_from", _("Từ ngày"), "day", attrgetter("valid_from"), lookup="valid_from"),
        Cell("valid_to", _("Đến ngày"), "day", attrgetter("valid_to"), lookup="valid_to"),
        Cell("decision", _("Quyết định"), "text", attrgetter("decision"), lookup="decision"),
    ),
    rows=_served,
    keeper=lambda _row: None,
    order=("valid_to", "pk"),
    text_lookups=("person__full_name",),
    acts=_to_look,
    person="person__public_id",
)
