"""Lines of a list about persons who stand in the register already: what they say that it does not.

Posts, units and the Party (`ACTS`) have a day of their own: a list that tells them differently is
handed back.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from goc.people.access import keeper_of
from goc.people.models import PersonMerge
from goc.people.queries import standing
from goc.people.roster import RosterRow, rows_of
from goc.people.sheets import COLUMNS, cell_of
from goc.units.access import Scope

ACTS = frozenset({"unit", "post", "post_from", "decision", "party_probationary", "party_official"})
Values = dict[str, Any]


class Known:
    """The persons of a list that the user may change, by their code, as the register prints them on
    the day of the list.
    """

    def __init__(self, codes: Iterable[str], scope: Scope, *, as_of: date, today: date) -> None:
        told = list(codes)
        found = standing().filter(code__in=told)
        mine = [one for one in found if scope.can_edit(keeper_of(one, today=today))]
        self.merged = _merged(told, scope, today)
        self.as_of = as_of
        self.persons = {one.code: one for one in mine}
        self.rows: dict[str, RosterRow] = {row["code"]: row for row in rows_of(mine, as_of=as_of)}

    def cells(self, code: str) -> dict[str, Any]:
        """The line that an export of the day would hold for the person, by column."""
        return {column.key: cell_of(self.rows[code], column) for column in COLUMNS}


def _merged(codes: list[str], scope: Scope, today: date) -> dict[str, str]:
    """Codes of files that were merged, with the code that stands for them."""
    rows = PersonMerge.objects.filter(gone__code__in=codes).select_related("gone", "kept")
    mine = [row for row in rows if scope.can_edit(keeper_of(row.kept, today=today))]
    return {row.gone.code: row.kept.code for row in mine}


def differences(told: Values, known: Values) -> Values:
    """What a line says and the register does not; an empty cell says nothing."""
    return {key: value for key, value in told.items() if known.get(key) != value}
