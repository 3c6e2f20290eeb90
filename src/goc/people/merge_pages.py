"""What the pages about merged files show, put together: contradictions in words, what moves, what was
set aside.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core import serializers
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from goc.audit.models import Event
from goc.dated.models import Dated, Record
from goc.dated.versions import Watched
from goc.lists.kinds import typed
from goc.people import access
from goc.people.columns import BY_NAME, SENSITIVE_FIELDS, said
from goc.people.life import ACTS, KINDS, life_of
from goc.people.merging import Column, Comparison, RowClash
from goc.people.models import Fact, Person, PersonMerge
from goc.units.access import Scope
from goc.units.naming import NameBook

Point = tuple[str, str, str, str]


class Words:
    """Rows in words, sensitive ones masked for who does not see them."""

    def __init__(self, rows: Iterable[Any], *, clear: bool) -> None:
        self.clear = clear
        self.units = NameBook({unit for row in rows if (unit := _unit_of(row))})

    def row(self, row: Any) -> str:
        if not self.clear and access.is_sensitive(row):
            return access.MASK
        unit = _unit_of(row)
        place = self.units.listed(unit, row.valid_from) if unit else ""
        parts = [str(row), place, getattr(row, "decision", ""), _period(row)]
        return ", ".join(filter(None, parts))

    def rows(self, rows: Iterable[Any]) -> list[str]:
        return [self.row(row) for row in rows]

    def column(self, person: Person, column: Column) -> str:
        if column.code in SENSITIVE_FIELDS and not self.clear:
            return access.MASK
        if column.code in BY_NAME:
            return said(BY_NAME[column.code], person, timezone.localdate())
        return typed(next((one for one in column.of(person) if one), ""))


def _unit_of(row: Any) -> int | None:
    if not isinstance(row, Dated):
        return None
    unit: int | None = getattr(row, "unit_id", None) or getattr(row, "board_id", None)
    return unit


def _period(row: Any) -> str:
    if not isinstance(row, Dated):
        return ""
    start = f"{row.valid_from:%d/%m/%Y}"
    if row.valid_to is None:
        return gettext("từ %(start)s") % {"start": start}
    return gettext("từ %(start)s đến %(end)s") % {"start": start, "end": f"{row.valid_to:%d/%m/%Y}"}


def words_for(laid: Comparison, *, clear: bool) -> Words:
    clashing = [row for clash in laid.row_clashes for row in (*clash.kept, *clash.gone)]
    moving = [row for row, _ in laid.moves]
    return Words([*clashing, *moving, *(row for row, _ in laid.doubles)], clear=clear)


def points_of(laid: Comparison, words: Words) -> list[Point]:
    """Each contradiction: its code, what it is about, what the files say."""
    columns = [
        (c.code, str(c.label), words.column(laid.kept, c), words.column(laid.gone, c))
        for c in laid.clashes
    ]
    rows = [
        (
            clash.code,
            _about(clash),
            "; ".join(words.rows(clash.kept)),
            "; ".join(words.rows(clash.gone)),
        )
        for clash in laid.row_clashes
    ]
    return [*columns, *rows]


def _about(clash: RowClash) -> str:
    row = clash.gone[0]
    return str(KINDS[row.kind] if isinstance(row, Fact) else row._meta.verbose_name).capitalize()


def comes_over(laid: Comparison, words: Words) -> list[str]:
    takes = [f"{c.label}: {words.column(laid.gone, c)}" for c in laid.takes]
    return [*takes, *words.rows(row for row, _ in laid.moves)]


def watched(kept: Person, gone: Person, today: date) -> Watched:
    """Both files as the page was drawn from them."""

    def rows(one: Person, other: Person) -> list[Record]:
        found: list[Record] = []
        for person in (one, other):
            found += [person, *life_of(person, as_of=today).rows()]
        return found

    def again() -> list[Record]:
        return rows(Person.objects.get(pk=kept.pk), Person.objects.get(pk=gone.pk))

    def told(event: Event) -> str:
        return str(ACTS.get(event.action, event.action))

    return Watched(kept, again(), again, told=told)


def merged(request: HttpRequest, merge: PersonMerge, scope: Scope) -> HttpResponse:
    """The page of a file that stands for another: where its person is, and what was set aside."""
    clear = all(
        access.sees_sensitive_of(request.user, person, scope=scope)
        for person in (merge.kept, merge.gone)
    )
    rows = [whole.object for whole in serializers.deserialize("python", merge.set_aside)]
    if clear and any(map(access.is_sensitive, rows)):
        access.log_reading(request.user, merge.gone)
    may_part = all(
        access.can_edit_person(request.user, person, scope=scope)
        for person in (merge.kept, merge.gone)
    )
    return render(
        request,
        "people/person_merged.html",
        {
            "merge": merge,
            "aside": Words(rows, clear=clear).rows(rows),
            "moved": len(merge.handed),
            "may_part": may_part,
        },
    )
