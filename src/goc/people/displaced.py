"""Whose post ended with its unit and who has held none since: after a merger somebody says where
each goes on.
"""

from __future__ import annotations

from operator import attrgetter

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from goc.lists.shapes import Act, Cell, RowShape
from goc.people.models import Holding, Person
from goc.people.queries import by_name, living
from goc.units.asking import Asking


def _displaced(asking: Asking) -> QuerySet[Holding]:
    """The last post of each, once a person; another held beyond its end takes it off."""
    ended = Holding.objects.filter(ended_by=Holding.Ended.UNIT_ENDED, valid_to__lte=asking.day)
    later = Q(valid_to__isnull=True) | Q(valid_to__gt=OuterRef("valid_to"))
    twin = Q(valid_to=OuterRef("valid_to"), pk__gt=OuterRef("pk"))
    own = Holding.objects.filter(later | twin, person=OuterRef("person"))
    alive = Person.objects.filter(living(asking.day))
    rows = ended.filter(~Exists(own), asking.scope.limit("unit"), person__in=alive)
    return rows.select_related("person", "unit")


def _to_appoint(row: Holding, asking: Asking) -> list[Act]:
    if not asking.scope.can_edit(row.unit_id):
        return []
    there = reverse("person_act", args=[row.person.public_id, "post"])
    return [Act(_("bổ nhiệm"), f"{there}?on={row.valid_to:%d/%m/%Y}")]


DISPLACED = RowShape(
    name="people-displaced",
    title=_("Hết chức vụ theo đơn vị, chưa có chức vụ mới"),
    cells=(
        Cell(
            "person",
            _("Họ và tên"),
            "text",
            attrgetter("person.full_name"),
            lookup="person__full_name",
            sort=by_name("person__"),
            href=lambda row, _asking: reverse("person", args=[row.person.public_id]),
        ),
        Cell("post", _("Chức vụ cũ"), "code", attrgetter("post"), lookup="post", catalogue="post"),
        Cell(
            "unit",
            _("Đơn vị cũ"),
            "unit",
            attrgetter("unit"),
            lookup="unit",
            on=attrgetter("valid_from"),
            filters=False,  # of today there is none of that name
        ),
        Cell("valid_to", _("Hết từ ngày"), "day", attrgetter("valid_to"), lookup="valid_to"),
    ),
    rows=_displaced,
    keeper=attrgetter("unit_id"),
    order=("valid_to", "pk"),
    text_lookups=("person__full_name",),
    acts=_to_appoint,
    person="person__public_id",
)
