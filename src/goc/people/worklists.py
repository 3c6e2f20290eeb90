"""What is to be done about persons: what is not known of them, vacant seats, boards to renew, the
same person twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goc.dated.bulk import portions
from goc.dated.reference import find_code
from goc.lists.kinds import typed
from goc.lists.shapes import UNKNOWN, Act, Cell, Narrowing, RowShape
from goc.lists.worklists import Worklist
from goc.people.alike import alike_with, with_an_earlier_file
from goc.people.displaced import DISPLACED
from goc.people.ending_soon import DISCIPLINES, TERMS
from goc.people.models import BoardMember, Holding, Person, Seat
from goc.people.queries import MISSING, SENSITIVE_GAPS, by_name, gap, living, people_in_scope
from goc.units.asking import Asking
from goc.units.models import Unit
from goc.units.queries import descendant_ids


def _page_of_person(person: Person) -> str:
    return reverse("person", args=[person.public_id])


def _page_of_unit(unit: Unit) -> str:
    return reverse("unit", args=[unit.public_id])


def _living(asking: Asking) -> QuerySet[Person]:
    return people_in_scope(asking.scope, today=asking.today).filter(living(asking.day))


# --- what is not known


@dataclass(frozen=True)
class Lacking:
    """A person, the unit that keeps the file, and what is not known: keys of `queries.MISSING`."""

    person: Any
    keeper: Unit
    keys: Sequence[str]

    @property
    def missing(self) -> str:
        return ", ".join(str(MISSING[key]) for key in self.keys)


def gaps_told_to(asking: Asking) -> list[str]:
    """A gap in what is masked would tell what the mask hides."""
    clear = asking.sees_all_clear
    return [key for key in MISSING if clear or key not in SENSITIVE_GAPS]


def _lacking(asking: Asking) -> QuerySet[Person]:
    some = Q(pk__in=[])
    for key in gaps_told_to(asking):
        some |= gap(key, asking.day)
    return _living(asking).filter(some)


def _what_is_lacking(persons: list[Any], asking: Asking) -> Sequence[Lacking]:
    keys = gaps_told_to(asking)
    marks = {f"lacks_{key}": _holds(gap(key, asking.day)) for key in keys}
    found = Person.objects.filter(pk__in=[p.pk for p in persons]).annotate(**marks).in_bulk()
    units = Unit.objects.in_bulk({p.keeper_unit for p in persons})
    return [Lacking(p, units[p.keeper_unit], _of_these(found[p.pk], keys)) for p in persons]


def _holds(condition: Q) -> Any:
    return Exists(Person.objects.filter(condition, pk=OuterRef("pk")))


def _of_these(person: Any, keys: list[str]) -> list[str]:
    return [key for key in keys if getattr(person, f"lacks_{key}")]


def _lacks(rows: QuerySet[Any], key: str, asking: Asking) -> QuerySet[Any]:
    return rows.filter(gap(key, asking.day))


def _kept_below(unit: Unit, asking: Asking) -> Q:
    return Q(keeper_unit__in=[unit.pk, *descendant_ids(unit, as_of=asking.day)])


def _to_correct(row: Lacking, asking: Asking) -> list[Act]:
    if not asking.scope.can_edit(row.person.keeper_unit):
        return []
    return [Act(_("bổ sung"), reverse("person_act", args=[row.person.public_id, "correct"]))]


INCOMPLETE = RowShape(
    name="people-incomplete",
    title=_("Hồ sơ còn thiếu thông tin"),
    cells=(
        Cell(
            "person",
            _("Họ và tên"),
            "text",
            attrgetter("person.full_name"),
            lookup="full_name",
            sort=by_name(),
            href=lambda row, _asking: _page_of_person(row.person),
        ),
        Cell(
            "keeper",
            _("Đơn vị giữ hồ sơ"),
            "unit",
            attrgetter("keeper"),
            lookup="keeper_unit",
            where=_kept_below,
            help=_("cả các đơn vị trực thuộc"),
        ),
        Cell("missing", _("Chưa có"), "text", attrgetter("missing")),
    ),
    rows=_lacking,
    keeper=attrgetter("person.keeper_unit"),
    order=(by_name(), "pk"),
    text_lookups=("full_name",),
    read=_what_is_lacking,
    narrowings=(
        Narrowing("lacks", _("Thiếu"), tuple(MISSING.items()), _lacks, frozenset(SENSITIVE_GAPS)),
    ),
    acts=_to_correct,
    person="public_id",
)


# --- vacant seats


def _vacant(asking: Asking) -> QuerySet[Seat]:
    held = Holding.objects.as_of(asking.day).filter(seat=OuterRef("pk"))
    seats = Seat.objects.as_of(asking.day).filter(~Exists(held), asking.scope.limit("unit"))
    return seats.select_related("unit")


VACANT = RowShape(
    name="people-vacant",
    title=_("Chức danh khuyết"),
    cells=(
        Cell(
            "unit",
            _("Đơn vị"),
            "unit",
            attrgetter("unit"),
            lookup="unit",
            href=lambda seat, _asking: _page_of_unit(seat.unit),
        ),
        Cell("post", _("Chức vụ"), "code", attrgetter("post"), lookup="post", catalogue="post"),
        Cell("number", _("Biên chế số"), "count", attrgetter("number"), lookup="number"),
        Cell("source", _("Căn cứ"), "text", attrgetter("source"), lookup="source", empty=""),
    ),
    rows=_vacant,
    keeper=attrgetter("unit_id"),
    order=("unit", "post", "number", "pk"),
)


# --- boards to renew


def _to_renew(asking: Asking) -> QuerySet[BoardMember]:
    """Members who died, or no longer hold the office that gave the place: "cần kiện toàn Ban Chỉ
    đạo".

    Where `office` names a post of the catalogue, that post must be held on the day. Where it is
    other text, one of the posts held at the appointment must still be; somebody of whom no post was
    known then is not reported.
    """
    day = asking.day
    rows = BoardMember.objects.as_of(day).filter(asking.scope.limit("board"))
    died = Q(person__died_on__lte=day)
    return rows.filter(died | _left_office(rows, day)).select_related("person", "board")


def _left_office(rows: QuerySet[BoardMember], day: Any) -> Q:
    own = Holding.objects.filter(person=OuterRef("person"))
    named, left = Q(pk__in=[]), Q(pk__in=[])
    for office in rows.exclude(office="").order_by().values_list("office", flat=True).distinct():
        post = find_code("post", office)
        if post:
            holds = Exists(own.as_of(day).filter(post=post))
            named |= Q(office=office)
            left |= Q(office=office) & ~Q(holds)
    then = own.filter(valid_from__lte=OuterRef("valid_from")).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=OuterRef("valid_from"))
    )
    now = Holding.objects.as_of(day).filter(
        person=OuterRef("person"), unit=OuterRef("unit"), post=OuterRef("post")
    )
    kept = then.filter(Exists(now))
    return left | (~named & Q(Exists(then)) & ~Q(Exists(kept)))


def _let_go(member: BoardMember, asking: Asking) -> list[Act]:
    if not asking.scope.can_edit(member.board_id):
        return []
    there = [member.board.public_id, member.public_id, "end"]
    return [Act(_("cho thôi"), reverse("board_member", args=there))]


TO_RENEW = RowShape(
    name="people-boards",
    title=_("Ban cần kiện toàn"),
    cells=(
        Cell(
            "board",
            _("Ban"),
            "unit",
            attrgetter("board"),
            lookup="board",
            href=lambda member, _asking: _page_of_unit(member.board),
        ),
        Cell(
            "person",
            _("Họ và tên"),
            "text",
            attrgetter("person.full_name"),
            lookup="person__full_name",
            sort=by_name("person__"),
        ),
        Cell(
            "role",
            _("Trong ban"),
            "choice",
            attrgetter("role"),
            lookup="role",
            choices=tuple(BoardMember.Role.choices),
        ),
        Cell("office", _("Chức vụ khi vào ban"), "text", attrgetter("office"), lookup="office"),
        Cell(
            "died_on",
            _("Từ trần"),
            "day",
            attrgetter("person.died_on"),
            lookup="person__died_on",
            empty=_("đã thôi chức vụ"),
        ),
    ),
    rows=_to_renew,
    keeper=attrgetter("board_id"),
    order=("board", "pk"),
    text_lookups=("person__full_name",),
    acts=_let_go,
    person="person__public_id",
)


# --- the same person twice


@dataclass(frozen=True)
class Twin:
    """A file, the unit that keeps it, and the earlier ones that may be of the same person, also in
    words.
    """

    person: Any
    keeper: Unit
    earlier: list[Any]
    told: str


def _twins(persons: list[Any], asking: Asking) -> Sequence[Twin]:
    alike = alike_with(persons, asking)
    earlier = {p.pk: [one for one in alike[p.pk] if one.pk < p.pk] for p in persons}
    asking.learn_units(one.keeper_unit for found in earlier.values() for one in found)
    units: dict[int, Unit] = {}
    for some in portions(list({p.keeper_unit for p in persons})):
        units |= Unit.objects.in_bulk(some)
    return [
        Twin(p, units[p.keeper_unit], found, "; ".join(_told(one, asking) for one in found))
        for p, found in ((p, earlier[p.pk]) for p in persons)
    ]


def _born(person: Any) -> Any:
    return person.birth_date or person.birth_year


def _told(file: Any, asking: Asking) -> str:
    born = typed(_born(file)) or UNKNOWN
    return f"{file.full_name}, {born}, {asking.unit_name(file.keeper_unit)}, {file.code}"


def _compare(twin: Twin, asking: Asking) -> list[Act]:
    """With each earlier file that the asker may edit too."""
    edits = asking.scope.can_edit
    if not edits(twin.person.keeper_unit):
        return []
    acts = []
    for one in twin.earlier:
        if edits(one.keeper_unit):
            pair, code = [one.public_id, twin.person.public_id], ""
            if len(twin.earlier) > 1:
                code = f" {one.code}"
            acts.append(Act(gettext("so sánh, gộp") + code, reverse("person_merge", args=pair)))
            acts.append(Act(gettext("là hai người") + code, reverse("person_apart", args=pair)))
    return acts


ALIKE = RowShape(
    name="people-alike",
    title=_("Có thể là cùng một người"),
    cells=(
        INCOMPLETE.cells[0],
        Cell(
            "birth",
            _("Ngày sinh"),
            "born",
            lambda twin: _born(twin.person),
            lookup="birth_year",
        ),
        Cell("code", _("Mã cán bộ"), "word", attrgetter("person.code"), lookup="code"),
        INCOMPLETE.cells[1],
        Cell("earlier", _("Hồ sơ có trước"), "text", attrgetter("told")),
    ),
    rows=with_an_earlier_file,
    keeper=attrgetter("person.keeper_unit"),
    order=(by_name(), "pk"),
    text_lookups=("full_name",),
    read=_twins,
    acts=_compare,
    person="public_id",
)

WORKLISTS = (
    Worklist("displaced", DISPLACED, 55),
    Worklist("terms", TERMS, 57),
    Worklist("disciplines", DISCIPLINES, 58),
    Worklist("vacant", VACANT, 60),
    Worklist("boards", TO_RENEW, 70),
    Worklist("alike", ALIKE, 80),
    Worklist("incomplete", INCOMPLETE, 90),
)
