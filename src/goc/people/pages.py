"""What the pages of this room show, put together from queries: rows of tables, choices, the card of
a unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext

from goc.audit.models import Event
from goc.dated.models import Record
from goc.dated.reference import labels
from goc.dated.versions import Watched
from goc.lib.errors import ForbiddenError
from goc.lib.periods import goes_on
from goc.lists.kinds import typed
from goc.lists.pages import ROSTER
from goc.lists.shapes import Cell
from goc.people import access, queries, rules
from goc.people.actions.posts import TERM_CODES
from goc.people.columns import EXPECTED, OWN, is_known, said
from goc.people.command import Board, board_on, posts_through_time
from goc.people.life import (
    CORRECTIONS,
    KINDS,
    Life,
    fact_label,
    history,
    life_of,
    membership_label,
    told,
    why,
)
from goc.people.models import Holding, Membership, Person
from goc.people.queries import people_in_scope
from goc.units.access import Scope
from goc.units.models import Unit
from goc.units.queries import ancestors, names
from goc.web import phones

MANY = 400


def may_add(scope: Scope) -> bool:
    return scope.can_edit(None) if scope.everything else any(map(scope.can_edit, scope.ids))


def check_may_add(scope: Scope) -> None:
    if not may_add(scope):
        raise ForbiddenError("Bạn chỉ được xem, không được thêm cán bộ.")


def own_facts(person: Person, today: date, *, clear: bool) -> list[tuple[str, object]]:
    """The dated-less facts at the head of the page, sensitive ones masked whether known or not."""
    age = rules.age_on(
        person.died_on or today, birth_date=person.birth_date, birth_year=person.birth_year
    )
    birth = typed(person.birth_date or person.birth_year)
    years = (
        ""
        if age is None
        else gettext(" (%(age)s tuổi)")
        % {"age": f"~{age.years}" if age.by_year_only else age.years}
    )
    own = [
        (cell.label, _shown(cell, access.masked(cell.name, said(cell, person, today), clear=clear)))
        for cell in OWN
        if cell.name != "full_name" and _stands(cell, person)
    ]
    died = [(gettext("Từ trần"), typed(person.died_on))] if person.died_on else []
    return [(gettext("Ngày sinh"), birth + years), *own, *died]


def _shown(cell: Cell, text: str) -> str:
    return phones.linked(text) if cell.name == "telephone" else text


def _stands(cell: Cell, person: Person) -> bool:
    """What is known, what ought to be, and the mask of what nobody may see."""
    return is_known(cell.value(person)) or cell in EXPECTED or bool(cell.sensitive)


@dataclass(frozen=True)
class Line:
    """A row of a table on the person's page."""

    row: Any
    what: str
    unit: str
    note: str = ""
    lasts: bool = True
    """False for what happened on a day (an award): without an end it is not "until now", and nobody
    ends it.
    """
    can_become_official: bool = False
    may_end: bool = False

    @property
    def said(self) -> str:
        return f"{self.what}, {self.unit}" if self.unit else self.what


def _terms(holding: Holding, day: date) -> str:
    """On what terms a post was given, and why it was left."""
    status = labels("service_status", as_of=day).get(holding.service_status, "")
    authority = labels("appointing_authority", as_of=day).get(holding.authority, "")
    told = [
        gettext("nhiệm kỳ đến %(day)s") % {"day": typed(holding.term_until)}
        if holding.term_until
        else "",
        status,
        gettext("%(who)s bổ nhiệm") % {"who": authority} if authority else "",
        str(Holding.Ended(holding.ended_by).label) if holding.ended_by else "",
    ]
    return "; ".join(filter(None, told))


@dataclass(frozen=True)
class Tables:
    """A life as the tables of the page, newest first."""

    life: Life
    today: date

    @cached_property
    def posts(self) -> list[Line]:
        said = labels("post", as_of=self.today)
        return [
            Line(
                h,
                said.get(h.post, h.post) + (gettext(" (phụ trách)") if h.acting else ""),
                self.life.place(h, h.unit_id),
                _terms(h, self.today),
                may_end=self.life.may_end(h, h.unit_id),
            )
            for h in reversed(self.life.holdings)
        ]

    @cached_property
    def now(self) -> str:
        """The posts held today in words."""
        running = [
            p
            for p in self.posts
            if p.row.valid_from <= self.today and goes_on(p.row.valid_to, self.today)
        ]
        return "; ".join(p.said for p in running)

    @cached_property
    def bodies(self) -> list[Line]:
        probationary = Membership.Stage.PROBATIONARY
        return [
            Line(
                m,
                membership_label(m),
                self.life.place(m, m.unit_id),
                m.term,
                can_become_official=m.stage == probationary and m.valid_to is None,
                may_end=self.life.may_end(m, m.unit_id),
            )
            for m in reversed(self.life.memberships)
        ]

    @cached_property
    def facts(self) -> list[Line]:
        return [
            Line(
                f,
                f"{KINDS[f.kind]}: {fact_label(f)}",
                f.place,
                f.note,
                lasts=f.kind != "award",
                may_end=f.kind != "award" and f.valid_to is None,
            )
            for f in reversed(self.life.facts)
        ]

    @cached_property
    def keepers(self) -> list[Line]:
        return [Line(k, self.life.place(k, k.unit_id), "") for k in reversed(self.life.keepers)]

    @cached_property
    def keeper(self) -> str:
        return next((k.what for k in self.keepers if k.row.valid_from <= self.today), "")

    @cached_property
    def boards(self) -> list[Line]:
        return [
            Line(b, b.get_role_display(), self.life.place(b, b.board_id), b.office)
            for b in reversed(self.life.boards)
        ]


@dataclass(frozen=True)
class Done:
    """An event in words: what was done, on what it rests, whether it mends the record."""

    event: Any
    what: str
    why: str
    mends: bool


def events(tables: Tables, *, clear: bool, most: int = 50) -> list[Done]:
    """The newest events of a person's file. A life without sensitive rows has no sensitive events;
    what was odd may tell of what is masked.
    """
    lines = _lines(tables)
    return [
        Done(
            event,
            told(event, lines.get(event.subject, "")),
            why(event) if clear else event.text,
            event.action in CORRECTIONS,
        )
        for event in history(tables.life)[:most]
    ]


def _lines(tables: Tables) -> dict[str, str]:
    """What each row of a life says, by its public id."""
    groups = (tables.posts, tables.bodies, tables.facts, tables.boards)
    lines = {str(line.row.public_id): line.said for group in groups for line in group}
    return lines | {
        str(k.row.public_id): gettext("hồ sơ ở %(unit)s") % {"unit": k.what} for k in tables.keepers
    }


def watched(person: Person, today: date, *, replaces: bool) -> Watched:
    """A person's page as a form was opened on it: the person and everything dated about them."""

    def said(event: Event) -> str:
        lines = _lines(Tables(life_of(person, as_of=today), today))
        return told(event, lines.get(event.subject, ""))

    def again() -> list[Record]:
        return rows(Person.objects.get(pk=person.pk))

    def rows(one: Person) -> list[Record]:
        return [one, *life_of(one, as_of=today).rows()]

    return Watched(person, rows(person), again, told=said, replaces=replaces)


def board_of(board: Unit, scope: Scope, *, today: date) -> dict[str, Any]:
    """The members of a board; only persons of the scope are linked."""
    members = queries.all_board_members(board)
    people = people_in_scope(scope, today=today).filter(pk__in=[m.person_id for m in members])
    seen = set(people.values_list("pk", flat=True))
    return {
        "unit": board,
        "members": [(m, m.person_id in seen) for m in members],
        "may_edit": scope.can_edit(board.pk),
    }


@dataclass(frozen=True)
class Held:
    """A post held as a row beside the board; `linked`: whether the asker may open the person."""

    holding: Holding
    post: str
    linked: bool
    away: str
    status: str
    authority: str


def people_of_unit(unit: Unit, scope: Scope, *, as_of: date, today: date) -> dict[str, Any]:
    """The board of command and who holds what on a day; only persons of the scope are linked."""
    board = board_on(unit, as_of=as_of)
    ids = [one.person_id for one in board.people]
    seen = set(people_in_scope(scope, today=today).filter(pk__in=ids).values_list("pk", flat=True))
    return {
        "unit": unit,
        "name": names([unit.pk], as_of=as_of).get(unit.pk, ""),
        "as_of": as_of,
        "board": board,
        "seen": seen,
        "held": _held(board, seen, as_of),
        "vacant": [post.title for post in board.posts for _ in range(post.vacant)],
        "spans": posts_through_time(unit, board, as_of=as_of),
        "list_url": _list_of(unit, as_of),
        "roster_url": f"{_list_of(unit, as_of)}&{ROSTER}=1",
    }


def _held(board: Board, seen: set[int], as_of: date) -> list[Held]:
    said = {name: labels(name, as_of=as_of) for name in ("post", *TERM_CODES.values())}
    return [
        Held(
            one,
            said["post"].get(one.post, one.post),
            one.person_id in seen,
            board.away.get(one.person_id, ""),
            said["service_status"].get(one.service_status, ""),
            said["appointing_authority"].get(one.authority, ""),
        )
        for one in board.people
    ]


def _list_of(unit: Unit, day: date) -> str:
    """The people of the unit and of all below it, as a list; asked for with the names of all
    superiors, for the name alone may be that of others too.
    """
    chain = [unit.pk, *(above.pk for above in ancestors(unit, as_of=day))]
    called = names(chain, as_of=day)
    asked = {"f.unit": ", ".join(called[one] for one in chain), "as_of": f"{day}"}
    return f"{reverse('people')}?{urlencode(asked)}"
