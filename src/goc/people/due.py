"""Danh sách đến hạn: whose retirement or term comes by a day (shared/offices.md §2.1 no 12). What
is due by the end of next year is in them; a horizon narrows it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
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
    Value,
    When,
)
from django.db.models.functions import Coalesce, ExtractMonth, ExtractYear
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from goc.dated.reference import catalogue_rows
from goc.lists.shapes import Cell, Narrowing, RowShape
from goc.lists.worklists import Worklist
from goc.people.lists import PEOPLE, Known, known, known_on
from goc.people.models import Fact, Holding, Membership, Person
from goc.people.queries import by_name, living, people_in_scope, seen_people
from goc.people.retirement import (
    AGES,
    YEAR,
    Line,
    Retirement,
    Standing,
    Step,
    groups,
    last_whole_month,
    lines_for,
    militia_posts,
    months_on,
    ranks_of,
    retires,
    statuses_of,
)
from goc.people.rules import SENSITIVE_BODIES
from goc.units.asking import Asking
from goc.units.models import Unit
from goc.units.queries import descendant_ids

Where = Callable[[Unit, Asking], Q]
OVERDUE, HALF, WHOLE, THIS_YEAR = "overdue", "6", "12", "year"
HORIZONS = (
    (OVERDUE, _("Đã quá hạn")),
    (HALF, _("Trong 6 tháng tới")),
    (WHOLE, _("Trong 12 tháng tới")),
    (THIS_YEAR, _("Đến hết năm nay")),
)
"""Without one: to the end of next year. What is overdue is in that one alone."""


def last_day(asking: Asking, horizon: str = "") -> date:
    """The last day within a horizon."""
    day = asking.day
    ends = {
        OVERDUE: day - timedelta(1),
        HALF: months_on(day, YEAR // 2),
        WHOLE: months_on(day, YEAR),
        THIS_YEAR: date(day.year, YEAR, 31),
    }
    return ends.get(horizon, date(day.year + 1, YEAR, 31))


def last_month(asking: Asking, horizon: str = "") -> int:
    """The last month (since the year 0) that is over within a horizon."""
    return last_whole_month(last_day(asking, horizon))


# --- retirement


@dataclass(frozen=True)
class Retiring:
    """Somebody who holds a post, with the day of retirement."""

    known: Known
    status: str
    retirement: Retirement | None

    @property
    def person(self) -> Any:
        return self.known.person

    @property
    def unit(self) -> Unit | None:
        return self.known.unit

    @property
    def on(self) -> date | None:
        return self.retirement.on if self.retirement else None

    @property
    def rule(self) -> str:
        """With its source, and what is not known of the birth."""
        if self.retirement is None:
            return ""
        told = f"{self.retirement.rule} ({self.retirement.source})"
        return f"{told}; chỉ biết năm sinh" if self.retirement.by_year_only else told


def standing_on(day: date) -> dict[str, Any]:
    """Columns of a person who holds a post: the service status of the post that tells it, the rank,
    whether every post is of a small unit of the militia.
    """
    held = Holding.objects.as_of(day).filter(person=OuterRef("pk"))
    rank = Fact.objects.as_of(day).filter(person=OuterRef("pk"), kind="reserve_rank")
    told = held.exclude(service_status="").order_by("acting", "valid_from", "public_id")
    return {
        "status": Coalesce(Subquery(told.values("service_status")[:1]), Value("")),
        "rank": Coalesce(Subquery(rank.order_by("-value").values("value")[:1]), Value("")),
        "militia": ~Exists(held.exclude(post__in=militia_posts(catalogue_rows("post")))),
        "born_month": Coalesce(
            ExtractYear("birth_date") * YEAR + ExtractMonth("birth_date") - 1,
            F("birth_year") * YEAR,
        ),
    }


def retires_month() -> Case:
    """The month of retirement, null where it cannot be told: the table of `retirement` as the
    database asks it.
    """
    lines = catalogue_rows(AGES)
    told = [When(_is(whose, lines), then=_month(steps)) for whose, steps in groups(lines)]
    return Case(*told, default=None, output_field=IntegerField())


def _month(steps: Sequence[Step]) -> Case:
    told = [
        When(
            born_month__gt=step.born_after,
            born_month__lte=step.born_by,
            then=F("born_month") + step.age,
        )
        for step in steps
    ]
    return Case(*told, default=None, output_field=IntegerField())


def _is(whose: Standing, lines: Sequence[Line]) -> Q:
    sex, others = Q(sex=whose.sex), ~Q(status__in=statuses_of(lines))
    if not whose.status:
        return sex & others & Q(militia=whose.militia)
    rank = Q(rank=whose.rank) if whose.rank else ~Q(rank__in=ranks_of(lines))
    return sex & Q(status=whose.status) & rank


def _in_office(asking: Asking) -> QuerySet[Person]:
    held = Holding.objects.as_of(asking.day).filter(person=OuterRef("pk"))
    rows = seen_people(asking.scope, today=asking.today)
    return rows.filter(living(asking.day), Exists(held))


def _retiring(asking: Asking) -> QuerySet[Person]:
    rows = _in_office(asking).alias(**known_on(asking.day), **standing_on(asking.day))
    rows = rows.alias(retires_month=retires_month()).only("pk")
    return rows.filter(retires_month__lte=last_month(asking))


def _told(persons: list[Any], asking: Asking) -> Sequence[Retiring]:
    ids = [person.pk for person in persons]
    standing = Person.objects.filter(pk__in=ids).annotate(**standing_on(asking.day))
    found: dict[int, Any] = standing.in_bulk()
    lines = catalogue_rows(AGES)

    def told(row: Known) -> Retiring:
        one = found[row.person.pk]
        own = lines_for(lines, Standing(one.sex, one.militia, one.status, one.rank))
        on = retires(own, birth_date=one.birth_date, birth_year=one.birth_year)
        return Retiring(row, one.status, on)

    return [told(row) for row in known(persons, asking)]


def _within(rows: QuerySet[Any], horizon: str, asking: Asking) -> QuerySet[Any]:
    by = rows.filter(retires_month__lte=last_month(asking, horizon))
    overdue = Q(retires_month__lte=last_month(asking, OVERDUE))
    return by if horizon == OVERDUE else by.exclude(overdue)


def of_unit(unit: Unit, asking: Asking) -> Q:
    return Q(unit__in=[unit.pk, *descendant_ids(unit, as_of=asking.day)])


def _in_office_in(unit: Unit, asking: Asking) -> Q:
    """Who holds a post there, wherever the file is kept."""
    held = Holding.objects.as_of(asking.day).filter(of_unit(unit, asking))
    return Q(pk__in=held.values("person"))


def located(names: Sequence[str], where: Where) -> Iterator[Cell]:
    """Columns of the list of persons; of which unit they are is told by `where`."""
    for cell in PEOPLE.cells:
        if cell.name in names:
            yield replace(cell, where=where) if cell.name == "unit" else cell


def _known(cell: Cell) -> Cell:
    """A column of the list of persons on a row that holds one."""
    value, href = cell.value, cell.href
    return replace(
        cell,
        value=lambda row: value(row.known),
        href=lambda row, asking: href(row.known, asking),
    )


RETIRING = RowShape(
    name="people-retiring",
    title=_("Đến tuổi nghỉ"),
    cells=(
        *(_known(cell) for cell in located(("full_name", "birth", "unit", "post"), _in_office_in)),
        Cell(
            "service_status",
            _("Diện cán bộ"),
            "code",
            attrgetter("status"),
            lookup="status",
            catalogue="service_status",
            empty="",
        ),
        Cell(
            "on",
            _("Nghỉ từ cuối ngày"),
            "day",
            attrgetter("on"),
            lookup="retires_month",
            sort=F("retires_month"),
            filters=False,
        ),
        Cell("rule", _("Căn cứ"), "text", attrgetter("rule")),
        *(_known(cell) for cell in located(("code",), _in_office_in)),
    ),
    rows=_retiring,
    keeper=attrgetter("person.keeper_unit"),
    order=(F("retires_month"), by_name(), "pk"),
    search=PEOPLE.search,
    read=_told,
    narrowings=(Narrowing("horizon", _("Thời hạn"), HORIZONS, _within),),
    person="public_id",
)


# --- terms


def person_cell() -> Cell:
    return Cell(
        "person",
        _("Họ và tên"),
        "text",
        attrgetter("person.full_name"),
        lookup="person__full_name",
        sort=by_name("person__"),
        href=lambda row, _asking: reverse("person", args=[row.person.public_id]),
    )


def unit_cell() -> Cell:
    return Cell(
        "unit",
        _("Đơn vị"),
        "unit",
        attrgetter("unit"),
        lookup="unit",
        where=of_unit,
        help=_("cả các đơn vị trực thuộc"),
    )


def _theirs(asking: Asking) -> Any:
    """Of persons of the scope: nobody else's page may be led to."""
    return people_in_scope(asking.scope, today=asking.today).order_by().values("pk")


OLDEST_TERM = 10
"""So many years back a term that nobody ended is still looked for."""


def _ending_bodies(asking: Asking) -> QuerySet[Membership]:
    """By the years of the term as they are written (`2021-2026`): its last year is over by the end
    of next year. Bodies of the Party only for who sees them in clear everywhere.
    """
    ends = Q(pk__in=[])
    for year in range(asking.day.year - OLDEST_TERM, asking.day.year + 2):
        ends |= Q(term__endswith=str(year))
    rows = Membership.objects.as_of(asking.day).filter(ends, person__in=_theirs(asking))
    if not asking.sees_all_clear:
        rows = rows.exclude(body__in=SENSITIVE_BODIES)
    return rows.select_related("person", "unit")


BODIES = RowShape(
    name="people-body-terms",
    title=_("Sắp hết nhiệm kỳ tham gia cấp ủy, UBND, HĐND"),
    cells=(
        person_cell(),
        unit_cell(),
        Cell(
            "body",
            _("Tham gia"),
            "choice",
            attrgetter("body"),
            lookup="body",
            choices=tuple(Membership.Body.choices),
        ),
        Cell("term", _("Nhiệm kỳ"), "text", attrgetter("term"), lookup="term"),
    ),
    rows=_ending_bodies,
    keeper=attrgetter("unit_id"),
    order=("term", by_name("person__"), "pk"),
    text_lookups=("person__full_name",),
    person="person__public_id",
)

WORKLISTS = (
    Worklist("retiring", RETIRING, 61),
    Worklist("body-terms", BODIES, 63),
)
