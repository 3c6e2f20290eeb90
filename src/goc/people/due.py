"""Danh sách đến hạn: whose retirement or term comes by a day (shared/offices.md §2.1 no 12). What
is due by the end of next year is in them; a horizon narrows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
from goc.people.retirement import YEAR, Retirement, Step, lines_for, month_of, retires, steps
from goc.people.rules import SENSITIVE_BODIES
from goc.units.asking import Asking
from goc.units.models import Unit
from goc.units.queries import descendant_ids

AGES = "retirement_age"
OVERDUE, HALF, WHOLE, THIS_YEAR = "overdue", "6", "12", "year"
HORIZONS = (
    (OVERDUE, _("Đã quá hạn")),
    (HALF, _("Trong 6 tháng tới")),
    (WHOLE, _("Trong 12 tháng tới")),
    (THIS_YEAR, _("Đến hết năm nay")),
)
"""Without one: to the end of next year."""


def last_month(asking: Asking, horizon: str = "") -> int:
    """The last month (since the year 0) of what is due within a horizon."""
    now, year = month_of(asking.day), asking.day.year
    ends = {OVERDUE: now - 1, HALF: now + 6, WHOLE: now + 12, THIS_YEAR: year * YEAR + YEAR - 1}
    return ends.get(horizon, (year + 1) * YEAR + YEAR - 1)


def day_after(month: int) -> date:
    """The first day after a month."""
    year, before = divmod(month + 1, YEAR)
    return date(year, before + 1, 1)


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
    """Columns of a person: the service status of the post that tells it, the rank."""
    own = {"person": OuterRef("pk")}
    held = Holding.objects.as_of(day).filter(**own).exclude(service_status="")
    rank = Fact.objects.as_of(day).filter(**own, kind="reserve_rank")
    first = held.order_by("acting", "valid_from", "pk").values("service_status")[:1]
    return {
        "status": Coalesce(Subquery(first), Value("")),
        "rank": Coalesce(Subquery(rank.values("value")[:1]), Value("")),
        "born_month": Coalesce(
            ExtractYear("birth_date") * YEAR + ExtractMonth("birth_date") - 1,
            F("birth_year") * YEAR,
        ),
    }


def retires_month() -> Case:
    """The month of retirement, null where it cannot be told: the table of `retirement` as the
    database asks it.
    """
    told = [
        When(whose, born_month__lte=step.born_by, then=F("born_month") + step.age)
        for whose, step in _steps()
    ]
    return Case(*told, default=None, output_field=IntegerField())


def _steps() -> Iterator[tuple[Q, Step]]:
    lines = catalogue_rows(AGES)
    named = {status for line in lines for status in line.attributes.get("statuses", ())}
    general = ~Q(status__in=named)
    for sex in Person.Sex.values:
        for step in steps(lines_for(lines, sex=sex)):
            yield general & Q(sex=sex), step
        for status in sorted(named):
            for rank in _ranks(lines, status):
                own = lines_for(lines, sex=sex, status=status, rank=rank)
                for step in steps(own):
                    yield Q(sex=sex, status=status, rank=rank), step


def _ranks(lines: Sequence[Any], status: str) -> list[str]:
    own = (line.attributes for line in lines if status in line.attributes.get("statuses", ()))
    return sorted({rank for attributes in own for rank in attributes.get("ranks", ())})


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
        own = lines_for(lines, sex=one.sex, status=one.status, rank=one.rank)
        on = retires(own, birth_date=one.birth_date, birth_year=one.birth_year)
        return Retiring(row, one.status, on)

    return [told(row) for row in known(persons, asking)]


def _within(rows: QuerySet[Any], horizon: str, asking: Asking) -> QuerySet[Any]:
    return rows.filter(retires_month__lte=last_month(asking, horizon))


def _cells(*names: str) -> tuple[Cell, ...]:
    """Columns of the list of persons."""
    found = (PEOPLE.cell(name) for name in names)
    return tuple(cell for cell in found if cell is not None)


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
    title=_("Đến tuổi nghỉ hưu"),
    cells=(
        *(_known(cell) for cell in _cells("full_name", "birth", "unit", "post")),
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
        *(_known(cell) for cell in _cells("code")),
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


def _of_unit(unit: Unit, asking: Asking) -> Q:
    return Q(unit__in=[unit.pk, *descendant_ids(unit, as_of=asking.day)])


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
        where=_of_unit,
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
