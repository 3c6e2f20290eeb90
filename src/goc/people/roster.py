"""Danh sách trích ngang: one line a person, in the columns of the paper of this trade
(shared/offices.md §2.1 no 2).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from goc.dated.reference import labels
from goc.lib.periods import holds
from goc.lists.kinds import typed
from goc.lists.shapes import Cell
from goc.people.columns import OWN, SENSITIVE_COLUMNS, said
from goc.people.models import Fact, Holding, Keeper, Membership, Person
from goc.people.queries import by_name, post_position, standing
from goc.units.naming import printed_names

LEVELS = (
    "general_education",
    "professional_education",
    "military_qualification",
    "political_theory",
    "state_management",
    "reserve_rank",
    "health_class",
)


@dataclass(frozen=True, slots=True)
class RosterRow:
    """What is known of a person on a day, by the columns of the paper (`sheets.COLUMNS`), in words;
    days are days, "" or None is unknown.
    """

    public_id: UUID
    keeper_id: int | None
    cells: Mapping[str, Any]
    hidden: bool = False

    def __getitem__(self, key: str) -> Any:
        return self.cells[key]

    @property
    def born(self) -> str:
        """`03/02/1970`, or `1970` when only the year is known."""
        return typed(self["birth"])


def veiled(row: RosterRow) -> RosterRow:
    """The row with everything sensitive taken out; whoever prints it puts the mask there, known or
    not.
    """
    return replace(row, hidden=True, cells={**row.cells, **dict.fromkeys(SENSITIVE_COLUMNS, "")})


def roster(unit_ids: Collection[int] | None, *, as_of: date) -> list[RosterRow]:
    """Everybody alive whose file one of the units keeps on a day (None: any unit), in Vietnamese
    order of names.
    """
    keepers = Keeper.objects.as_of(as_of)
    kept = keepers if unit_ids is None else keepers.filter(unit__in=unit_ids)
    rows = standing().filter(
        Q(died_on__isnull=True) | Q(died_on__gt=as_of), pk__in=kept.values("person")
    )
    return rows_of(rows.order_by(by_name(), "id"), as_of=as_of)


def rows_of(persons: QuerySet[Person] | Iterable[Person], *, as_of: date) -> list[RosterRow]:
    """The lines of these persons in the order given; a fixed number of queries."""
    people = list(persons)
    ids = [p.pk for p in people]
    keepers: dict[int, int] = dict(
        Keeper.objects.filter(person__in=ids, valid_from__lte=as_of)
        .order_by("valid_from")
        .values_list("person_id", "unit_id")
    )
    held: dict[int, list[Holding]] = defaultdict(list)
    for holding in Holding.objects.as_of(as_of).filter(person__in=ids):
        held[holding.person_id].append(holding)
    party: dict[int, list[Membership]] = defaultdict(list)
    for row in Membership.objects.filter(person__in=ids, body=Membership.Body.PARTY).order_by(
        "valid_from"
    ):
        party[row.person_id].append(row)
    levels: dict[int, dict[str, str]] = defaultdict(dict)
    for fact in Fact.objects.as_of(as_of).filter(person__in=ids, kind__in=LEVELS):
        levels[fact.person_id][fact.kind] = fact.value
    used = {h.unit_id for rows in held.values() for h in rows} | set(keepers.values())
    words = _Words(as_of, printed_names(used, as_of=as_of))
    return [words.row(p, keepers.get(p.pk), held[p.pk], party[p.pk], levels[p.pk]) for p in people]


class _Words:
    """Codes into the words valid on the day."""

    def __init__(self, as_of: date, units: dict[int, str]) -> None:
        self.as_of, self.units = as_of, units
        self.labels = {c: labels(c, as_of=as_of) for c in ("post", *LEVELS)}

    def said(self, catalogue: str, code: str) -> str:
        return self.labels[catalogue].get(code, code) if code else ""

    def row(
        self,
        p: Person,
        keeper: int | None,
        held: list[Holding],
        party: list[Membership],
        levels: dict[str, str],
    ) -> RosterRow:
        main = min(
            held, key=lambda h: (h.acting, post_position(h.post), h.valid_from), default=None
        )
        place = main.unit_id if main else keeper
        probationary, official, member = party_days(party, self.as_of)
        return RosterRow(
            p.public_id,
            keeper,
            {
                "code": p.code,
                "birth": p.birth_date or typed(p.birth_year),
                **{cell.name: self.own(cell, p) for cell in OWN},
                "party_probationary": probationary,
                "party_official": official,
                "is_party_member": member,
                **{kind: self.said(kind, levels.get(kind, "")) for kind in LEVELS},
                "unit": self.units.get(place or 0, ""),
                "post": self.said("post", main.post) if main else "",
                "post_from": main.valid_from if main else None,
                "decision": main.decision if main else "",
            },
        )

    def own(self, cell: Cell, p: Person) -> Any:
        return cell.value(p) if cell.kind_name == "day" else said(cell, p, self.as_of)


def party_days(rows: list[Membership], as_of: date) -> tuple[date | None, date | None, str]:
    """Admission, official, and the stage in words ("" for no member known). A membership without
    stage is admission.
    """
    at = next(
        (i for i, r in enumerate(rows) if holds(r.valid_from, r.valid_to, as_of)),
        None,
    )
    if at is None:
        return None, None, ""
    now, before = rows[at], rows[at - 1] if at else None
    if now.stage != Membership.Stage.OFFICIAL:
        return now.valid_from, None, "Dự bị" if now.stage else "Đảng viên"
    joined = before.valid_from if before and before.valid_to == now.valid_from else None
    return joined, now.valid_from, "Chính thức"
