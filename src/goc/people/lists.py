"""The list of persons: what is known of each on a day, told by the newest post."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter
from typing import Any

from django.db.models import (
    Case,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from goc.dated.bulk import portions
from goc.dated.reference import catalogue_rows
from goc.lists.shapes import Cell, RowShape, Search
from goc.people.columns import LISTED
from goc.people.models import Fact, Holding, Keeper, Membership, Person
from goc.people.queries import by_name, matching, people_in_scope, seen_people
from goc.units.asking import Asking
from goc.units.models import Unit, UnitVersion
from goc.units.queries import descendant_ids

LEVELS = ("general_education", "military_qualification", "political_theory")
MEMBER = "member"
"""Of the Party, the stage not known."""
IN_THE_PARTY = (*Membership.Stage.choices, (MEMBER, _("Đảng viên")))


def known_on(day: date) -> dict[str, Any]:
    """Columns beside a person's own: the post that stands for them on the day with its unit (else
    the unit that keeps the file), levels, stage in the Party.
    """
    own = {"person": OuterRef("pk")}
    held = Holding.objects.as_of(day).filter(**own)
    held = held.annotate(place=_place("post", "post"))
    first = held.order_by("acting", "place", "valid_from", "pk")
    kept = Keeper.objects.filter(**own, valid_from__lte=day).order_by("-valid_from")
    party = Membership.objects.as_of(day).filter(**own, body=Membership.Body.PARTY)
    return {
        "post": Subquery(first.values("post")[:1]),
        "post_place": Subquery(first.values("place")[:1]),
        "post_from": Subquery(first.values("valid_from")[:1]),
        "place": Coalesce(
            Subquery(first.values("unit")[:1]), Subquery(kept.values("unit")[:1]), F("keeper_unit")
        ),
        "party": Subquery(party.values(said=_stage())[:1]),
        **{name: column for kind in LEVELS for name, column in _level_on(day, kind).items()},
    }


def _level_on(day: date, kind: str) -> dict[str, Any]:
    level = Fact.objects.as_of(day).filter(person=OuterRef("pk"), kind=kind)
    ranked = level.values(rank=_place(kind, "value"))
    return {kind: Subquery(level.values("value")[:1]), f"{kind}_place": Subquery(ranked[:1])}


def _place(catalogue: str, column: str) -> Case:
    """Of a code in its catalogue."""
    rows = catalogue_rows(catalogue)
    places = [When(**{column: e.code}, then=Value(e.position)) for e in rows]
    return Case(*places, default=Value(len(rows)), output_field=IntegerField())


def _stage() -> Case:
    return Case(When(stage="", then=Value(MEMBER)), default=F("stage"))


def _people(asking: Asking) -> QuerySet[Person]:
    """Of another day than today: those whose file was open then. A page reads its own rows anew
    (`known`): here only what sorts them.
    """
    rows = seen_people(asking.scope, today=asking.today)
    if asking.day != asking.today:
        rows = rows.filter(Exists(Keeper.objects.as_of(asking.day).filter(person=OuterRef("pk"))))
    return rows.only("pk").alias(**known_on(asking.day))


@dataclass(frozen=True)
class Known:
    """A person with what is known on the day, and the unit they stand in."""

    person: Any
    unit: Unit | None


def known(persons: list[Any], asking: Asking) -> Sequence[Known]:
    seen = people_in_scope(asking.scope, today=asking.today).order_by()
    told: dict[int, Any] = {}
    for some in portions([person.pk for person in persons]):
        told |= seen.filter(pk__in=some).annotate(**known_on(asking.day)).in_bulk()
    units: dict[int, Unit] = {}
    for some in portions(list({row.place for row in told.values()})):
        units |= Unit.objects.in_bulk(some)
    rows = [told[person.pk] for person in persons]
    return [Known(row, units.get(row.place)) for row in rows]


def _page(row: Known, asking: Asking) -> str:
    day = f"?as_of={asking.day}" if asking.day != asking.today else ""
    return reverse("person", args=[row.person.public_id]) + day


def _page_of_unit(row: Known, asking: Asking) -> str:
    if row.unit is None or not asking.scope.contains(row.unit.pk):
        return ""
    return reverse("unit", args=[row.unit.public_id]) + f"?as_of={asking.day}"


def _holding(post: str, asking: Asking) -> Q:
    held = Holding.objects.as_of(asking.day).filter(post=post)
    return Q(pk__in=held.values("person"))


def _of_unit(unit: Unit, asking: Asking) -> Q:
    """Whose file is kept in the unit or below it on the day, and who holds a post there; of a unit
    that has ended, who is still shown there.
    """
    below = descendant_ids(unit, as_of=asking.day)
    if not UnitVersion.objects.as_of(asking.day).filter(unit=unit).exists():
        return Q(place__in=[unit.pk, *below])
    kept, held = (
        rows.objects.as_of(asking.day).filter(unit__in=below).values("person")
        for rows in (Keeper, Holding)
    )
    return Q(pk__in=kept) | Q(pk__in=held)


def _born() -> Any:
    """`1970-02-03`; of whom only the year is known, `1970`, before its days."""
    day, year = (Cast(name, TextField()) for name in ("birth_date", "birth_year"))
    return Coalesce(day, year)


def _own(cell: Cell) -> Cell:
    """A column of the person's file, on the rows of this list."""
    return replace(cell, value=attrgetter(f"person.{cell.name}"), required=False, help="")


def _of_person(name: str, label: Any, kind: str = "text", **more: Any) -> Cell:
    own = {"value": attrgetter(f"person.{name}"), "lookup": name}
    return Cell(name, label, kind, **{**own, **more})


def _level(kind: str, label: Any, **more: Any) -> Cell:
    def of_level(level: str, asking: Asking) -> Q:
        rows = Fact.objects.as_of(asking.day).filter(kind=kind, value=level)
        return Q(pk__in=rows.values("person"))

    place = F(f"{kind}_place")
    return _of_person(kind, label, "code", catalogue=kind, where=of_level, sort=place, **more)


PEOPLE = RowShape(
    name="people-people",
    title=_("Cán bộ"),
    cells=(
        _of_person("full_name", _("Họ và tên"), sort=by_name(), href=_page, filters=False),
        _of_person(
            "birth",
            _("Ngày sinh"),
            "born",
            value=lambda row: row.person.birth_date or row.person.birth_year,
            lookup="birth_year",
            sort=_born(),
        ),
        Cell(
            "unit",
            _("Đơn vị"),
            "unit",
            attrgetter("unit"),
            lookup="place",
            where=_of_unit,
            href=_page_of_unit,
            help=_("cả các đơn vị trực thuộc"),
        ),
        _of_person(
            "post",
            _("Chức vụ"),
            "code",
            catalogue="post",
            where=_holding,
            sort=F("post_place"),
            empty="",
        ),
        _of_person("post_from", _("Từ ngày"), "day", empty=""),
        *(_own(cell) for cell in LISTED if cell.name != "full_name"),
        _of_person("party", _("Đảng viên"), "choice", choices=IN_THE_PARTY, sensitive=True),
        _level("general_education", _("Văn hóa")),
        _level("military_qualification", _("QSCS")),
        _level("political_theory", _("LLCT"), sensitive=True),
        _of_person("code", _("Mã cán bộ"), "word"),
    ),
    rows=_people,
    keeper=attrgetter("person.keeper_unit"),
    order=(by_name(), "pk"),
    search=Search(_("Họ tên, mã cán bộ"), lambda rows, text, _asking: matching(rows, text)),
    read=known,
    person="public_id",
)
