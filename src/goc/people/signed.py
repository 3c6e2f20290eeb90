"""What a correction touches of signed papers, asked of who corrects: which paper, which cell.

Rooms above that count by posts held add their columns to `OF_POSTS` in `apps.ready()`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext

from goc.desk.resting import Cell, Resting, papers_on
from goc.figures.touching import LABEL, Touched
from goc.lib.errors import Question
from goc.people.actions.deaths import ended_by_death
from goc.people.actions.posts import TERM_CODES
from goc.people.columns import FROZEN
from goc.people.models import Fact, Holding, Membership, Person

Row = Holding | Membership | Fact
UNCOUNTED = frozenset({"decision", "document", "note", "text", "term", "confirmed"})
"""What no figure reads."""
TERMS = frozenset({*TERM_CODES, "term_until"})
OF_POSTS = {"ended_by"}
"""Columns about a person that follow from the posts held."""
OF_BIRTH = frozenset({"birth_date", "birth_year", "birth_male", "birth_female", "age"})
OF_PERSON = {
    **{cell.name: frozenset({cell.name}) for cell in FROZEN},
    "full_name": frozenset({LABEL}),
    "birth_date": OF_BIRTH,
    "birth_year": OF_BIRTH,
    "sex": frozenset({"sex", "birth_male", "birth_female"}),
    "ethnicity": frozenset({"ethnicity", "ethnic_minority"}),
}
"""Columns of grains that read a column of a person."""
OF_PARTY = frozenset({"party", "party_joined"})
FROZEN_AS = {
    Holding: ("holdings", "holding"),
    Membership: ("memberships", "membership"),
    Fact: ("facts", "fact"),
}
KINDS_OF_ROWS = {
    Holding: frozenset({"people.holding", "people.establishment", "people.seat"}),
    Membership: frozenset[str](),
    Fact: frozenset({"people.fact"}),
}
"""Kinds of the rows of grains that a dated row is, or fills."""
TOLD = 6
"""So many places of a paper, and columns of a place, are named."""


def about_row(row: Row, new: Mapping[str, Any] | None = None) -> list[Question]:
    """Of a dated row that gets new values; without them, that goes."""
    changed = None if new is None else _changed(row, new)
    if changed is not None and changed <= UNCOUNTED:
        return []
    table, column = FROZEN_AS[type(row)]
    place = (table, column, str(row.public_id))
    only_terms = isinstance(row, Holding) and changed is not None and changed - UNCOUNTED <= TERMS
    fields = changed & TERMS if only_terms and changed else frozenset(_fields(row))
    records = frozenset[str]() if only_terms else frozenset(_records(row))
    kinds = KINDS_OF_ROWS[type(row)]
    return questions(Touched(str(row.person.public_id), records, kinds, fields, place, "person"))


def about_death(person: Person) -> list[Question]:
    """Of a death whose day is put right, or that is taken back: of all that it ended."""
    rows = [row for row in ended_by_death(person) if isinstance(row, (Holding, Membership))]
    if not rows:
        return []
    fields = frozenset[str]().union(*map(_fields, rows))
    kinds = frozenset[str]().union(*(KINDS_OF_ROWS[type(row)] for row in rows))
    records = frozenset(record for row in rows for record in _records(row))
    id_ = str(person.public_id)
    return questions(Touched(id_, records, kinds, fields, ("persons", "person", id_), "person"))


def about_person(person: Person, new: Mapping[str, Any]) -> list[Question]:
    """Of columns of a person that get new values."""
    changed = _changed(person, new)
    fields = frozenset[str]().union(*(OF_PERSON.get(name, ()) for name in changed))
    if not fields:
        return []
    id_ = str(person.public_id)
    return questions(
        Touched(id_, frozenset(), frozenset(), fields, ("persons", "person", id_), "person")
    )


def _changed(row: Any, new: Mapping[str, Any]) -> frozenset[str]:
    held = {name: getattr(row, name, None) for name in new}
    return frozenset(name for name, value in new.items() if (value or None) != (held[name] or None))


def _fields(row: Row) -> set[str]:
    """Columns of grains about the person that a row of this sort gives."""
    if isinstance(row, Fact):
        return {row.kind}
    if isinstance(row, Holding):
        return OF_POSTS
    return set(OF_PARTY) if row.body == Membership.Body.PARTY else {row.body}


def _records(row: Row) -> Iterator[str]:
    """Rows that are this one; a seat is that of its unit and number."""
    yield str(row.public_id)
    if isinstance(row, Holding) and row.seat is not None:
        yield f"{row.unit.public_id}:{row.post}:{row.seat.number}"


def questions(touched: Touched) -> list[Question]:
    """One for each signed paper whose snapshot holds the record."""
    return [_question(resting) for resting in papers_on(touched)]


def _question(resting: Resting) -> Question:
    called = str(resting.paper)
    return Question(
        f"signed_{resting.paper.public_id.hex}",
        "%(paper)s đã ký: %(cells)s. Văn bản và bản chốt giữ nguyên; sửa xong, hồ sơ khác với số đã "
        "ký. Vì sao vẫn sửa?",
        {"paper": called[:1].upper() + called[1:], "cells": _said(resting.cells)},
    )


def _said(cells: tuple[Cell, ...] | None) -> str:
    if cells is None:
        return gettext("bản chốt có thể gồm bản ghi này, chưa đối chiếu từng ô")
    columns: dict[str, list[str]] = {}
    for cell in dict.fromkeys(cells):
        of = ", ".join(filter(None, [cell.of, cell.row]))
        columns.setdefault(of, []).extend(filter(None, [cell.column]))
    places = [_place(of, list(dict.fromkeys(names))) for of, names in columns.items()]
    told = "; ".join(places[:TOLD])
    if len(places) > TOLD:
        told += gettext("; và %(n)d chỗ nữa") % {"n": len(places) - TOLD}
    return gettext("đang đếm bản ghi này ở %(places)s") % {"places": told}


def _place(of: str, columns: list[str]) -> str:
    if not columns:
        return of
    names = ", ".join(f"«{name}»" for name in columns[:TOLD])
    told = gettext("%(of)s, cột %(columns)s") % {"of": of, "columns": names}
    if len(columns) > TOLD:
        told += gettext(" và %(n)d cột nữa") % {"n": len(columns) - TOLD}
    return told
