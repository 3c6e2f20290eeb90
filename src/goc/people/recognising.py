"""Whom a row of a pasted table means: by code, or by full name, birth and unit as far as they are
given. Several that fit are handed back to be chosen from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext, gettext_lazy

from goc.dated.reference import labels
from goc.lib.days import read_day, read_year
from goc.lib.errors import InputError
from goc.lists.grids import Candidate, Match, unheld
from goc.lists.pasting import Typed
from goc.lists.shapes import Cell
from goc.people import rules
from goc.people.models import Holding, Keeper, Person, PersonMerge
from goc.people.queries import keepers_on, people_in_scope
from goc.units.access import Scope
from goc.units.naming import NameBook
from goc.viet.names import fold

DEPTH = 6
"""No unit stands under more."""
SHOWN = 12
"""So many of one name are offered to be chosen from."""
CODE, NAME, BIRTH, UNIT = "code", "person", "birth", "unit"
WHO = (
    Cell(CODE, gettext_lazy("Mã cán bộ"), "text", unheld, aliases=("Mã",)),
    Cell(NAME, gettext_lazy("Họ và tên"), "text", unheld, aliases=("Họ tên", "Họ, tên")),
    Cell(
        BIRTH,
        gettext_lazy("Ngày sinh"),
        "text",
        unheld,
        aliases=("Năm sinh", "Ngày, tháng, năm sinh", "Ngày tháng năm sinh"),
    ),
    Cell(UNIT, gettext_lazy("Đơn vị"), "text", unheld, aliases=("Đơn vị cử đi", "Xã, phường")),
)


@dataclass(frozen=True)
class Known:
    """Somebody a row may mean. `places`: units of the person with the day on which each is named,
    the present one first; `post`: of one post among those held; `former`: codes of files merged
    into this one; `target`: what the row acts on.
    """

    key: str
    person: Person
    places: tuple[tuple[int, date], ...]
    target: Any
    post: str = ""
    former: tuple[str, ...] = ()


class Pool:
    """Those whom the rows of a table may mean, found by code or by name."""

    def __init__(self, known: Iterable[Known]) -> None:
        self.known = list(known)
        self.book = NameBook({unit for one in self.known for unit, _ in one.places})
        self.by_code: dict[str, list[Known]] = defaultdict(list)
        self.by_name: dict[str, list[Known]] = defaultdict(list)
        for one in self.known:
            for code in (one.person.code, *one.former):
                self.by_code[code].append(one)
            self.by_name[one.person.folded].append(one)

    def find(self, rows: Sequence[Typed]) -> list[Match]:
        return [self._find(row) for row in rows]

    def _find(self, row: Typed) -> Match:
        found = self._named(row)
        for column, fits in (
            (BIRTH, self._fits_birth),
            (UNIT, self._fits_unit),
            ("post", self._fits_post),
        ):
            if isinstance(found, Match) or not row.get(column):
                continue
            found = self._narrowed(found, column, row[column], fits)
        if isinstance(found, Match):
            return found
        return Match([self._candidate(one) for one in found[:SHOWN]])

    def _named(self, row: Typed) -> list[Known] | Match:
        code, name = _code_and_name(row)
        if code:
            return self._coded(code, name)
        if not name:
            return Match(column=NAME, reason=gettext("hãy ghi họ và tên hoặc mã cán bộ"))
        found = self.by_name.get(fold(name), [])
        if not found:
            return Match(column=NAME, reason=gettext("không có ai tên như vậy ở đây"))
        return found

    def _coded(self, code: str, name: str) -> list[Known] | Match:
        found = self.by_code.get(rules.read_code(code) or "", [])
        if not found:
            return Match(column=CODE, reason=gettext("không có ai mang mã này ở đây"))
        own = found[0].person
        if name and fold(name) != own.folded:
            reason = gettext("mã này là của %(name)s") % {"name": own.full_name}
            return Match(column=NAME, reason=reason)
        return found

    def _narrowed(
        self, found: list[Known], column: str, typed: str, fits: Callable[[Known, str], bool]
    ) -> list[Known] | Match:
        try:
            fitting = [one for one in found if fits(one, typed)]
        except InputError as why:
            return Match(column=column, reason=str(why))
        if fitting:
            return fitting
        said = "; ".join(self._label(one) for one in found[:3])
        return Match(column=column, reason=gettext("hồ sơ ghi khác: %(said)s") % {"said": said})

    def _fits_birth(self, one: Known, typed: str) -> bool:
        return rules.may_be_born_as(one.person, _born(typed))

    def _fits_unit(self, one: Known, typed: str) -> bool:
        """Each part of what was typed names the unit or one above it, on its day."""
        parts = [fold(part) for part in typed.replace(" - ", ",").split(",") if part.strip()]
        return any(
            all(any(_within(part, name) for name in self._names(*place)) for part in parts)
            for place in one.places
        )

    def _fits_post(self, one: Known, typed: str) -> bool:
        return not one.post or _within(fold(typed), fold(one.post))

    def _names(self, unit: int, day: date) -> list[str]:
        names: list[str] = []
        at: int | None = unit
        while at is not None and len(names) < DEPTH:
            names.append(fold(self.book.plain(at, day)))
            at = self.book.superior(at, day)
        return names

    def _unit(self, one: Known) -> str:
        return self.book.listed(*one.places[0]) if one.places else ""

    def _label(self, one: Known) -> str:
        parts = [one.person.full_name, born_said(one.person), one.post, self._unit(one)]
        return ", ".join(filter(None, [*parts, one.person.code]))

    def _candidate(self, one: Known) -> Candidate:
        return Candidate(one.key, self._label(one), self.typed(one), one.target)

    def typed(self, one: Known) -> Typed:
        """The cells of who, as they would be pasted."""
        person = one.person
        cells = {
            CODE: person.code,
            NAME: person.full_name,
            BIRTH: born_said(person),
            UNIT: self._unit(one),
        }
        return cells | ({"post": one.post} if one.post else {})

    def candidates(self) -> list[Candidate]:
        return [self._candidate(one) for one in self.known]

    def offered(self) -> list[Typed]:
        return [self.typed(one) for one in self.known]


def _code_and_name(row: Typed) -> tuple[str, str]:
    """A single column of names stands where the codes would."""
    code, name = row.get(CODE, ""), row.get(NAME, "")
    if not name and rules.read_code(code) is None:
        return "", code
    return code, name


@dataclass
class _Born:
    birth_date: date | None
    birth_year: int | None


def _born(typed: str) -> _Born:
    """Raises InputError for what is neither a day nor a year."""
    if year := read_year(typed):
        return _Born(None, year)
    day = read_day(typed)
    if day is None:
        raise InputError("không phải là ngày sinh (dd/mm/yyyy) hay năm sinh (yyyy)")
    return _Born(day, day.year)


def born_said(person: Person) -> str:
    return f"{person.birth_date:%d/%m/%Y}" if person.birth_date else str(person.birth_year or "")


def _within(part: str, name: str) -> bool:
    """Whole words only: `Xã Một` is no part of `Xã Mộtt`."""
    return f" {part} " in f" {name} "


def persons_named(rows: Sequence[Typed], scope: Scope, *, today: date) -> Pool:
    """Persons of the scope who bear a name or a code of the rows."""
    asked = _asked(rows)
    seen = people_in_scope(scope, today=today)
    found = list(seen.filter(Q(folded__in=asked.names) | Q(pk__in=asked.persons())))
    places = places_of(found, today)
    former = asked.former()
    return Pool(
        Known(str(one.public_id), one, places[one.pk], one, former=former.get(one.pk, ()))
        for one in found
    )


def holders_named(rows: Sequence[Typed], scope: Scope, *, today: date) -> Pool:
    """Posts that go on of persons of the scope who bear a name or a code of the rows."""
    asked = _asked(rows)
    seen = people_in_scope(scope, today=today)
    persons = seen.filter(Q(folded__in=asked.names) | Q(pk__in=asked.persons())).order_by()
    running = Holding.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=today))
    held = running.filter(person__in=persons.values("pk")).select_related("person", "unit")
    posts, former = labels("post", as_of=today), asked.former()
    return Pool(
        Known(
            str(row.public_id),
            row.person,
            ((row.unit_id, today), (row.unit_id, row.valid_from)),
            row,
            posts.get(row.post, row.post),
            former.get(row.person_id, ()),
        )
        for row in held.order_by("person__sort_key", "valid_from")
    )


@dataclass(frozen=True)
class _Asked:
    """Names (folded) and codes of rows; that of a merged file means the one it stands for."""

    names: frozenset[str]
    codes: frozenset[str]

    def persons(self) -> set[int]:
        own = Person.objects.filter(code__in=self.codes).values_list("pk", flat=True)
        return {*own, *self.former()}

    def former(self) -> dict[int, tuple[str, ...]]:
        """Codes of merged files, by the person they stand for."""
        found: dict[int, tuple[str, ...]] = {}
        merges = PersonMerge.objects.filter(gone__code__in=self.codes)
        for person, code in merges.values_list("kept_id", "gone__code"):
            found[person] = (*found.get(person, ()), code)
        return found


def _asked(rows: Sequence[Typed]) -> _Asked:
    told = [_code_and_name(row) for row in rows]
    names = {fold(name) for _, name in told} - {""}
    codes = {rules.read_code(code) for code, _ in told}
    return _Asked(frozenset(names), frozenset(filter(None, codes)))


def places_of(persons: Sequence[Person], today: date) -> dict[int, tuple[tuple[int, date], ...]]:
    """Where each file is kept now, then where it was kept before, newest first."""
    found: dict[int, list[tuple[int, date]]] = defaultdict(list)
    for one, unit in keepers_on([one.pk for one in persons], day=today).items():
        found[one].append((unit, today))
    rows = Keeper.objects.filter(person__in=persons).order_by("-valid_from")
    for person, unit, start in rows.values_list("person_id", "unit_id", "valid_from"):
        found[person].append((unit, start))
    return {one.pk: tuple(found[one.pk]) for one in persons}
