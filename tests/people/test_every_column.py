"""A column of a person stands wherever persons are written, merged, read in, read out and frozen; or
it is named here with why it does not.
"""

from __future__ import annotations

from dataclasses import fields

import pytest

from goc.people import importing, merging, sheets
from goc.people.actions import persons
from goc.people.models import Person
from goc.people.roster import RosterRow
from goc.snapshots.registry import TABLES

COMPUTED = {"id", "public_id", "changed_at", "folded", "sort_key"}
"""By the mechanism, or out of the name."""
BY_ACTS = {"code", "died_on", "ended_by_death"}
"""A code is given once; a death is an act of its own."""
OF_BIRTH = {"birth_date", "birth_year"}
PLACES: dict[str, tuple[set[str], set[str]]] = {
    "written by add_person and correct_person": (set(persons.FIELDS), COMPUTED | BY_ACTS),
    "brought over when two files are merged": (
        {name for column in merging.COLUMNS for name in column.names},
        {"id", "public_id", "changed_at"} | BY_ACTS,
    ),
    "read in from the roster": (importing.OWN, COMPUTED | BY_ACTS | OF_BIRTH),
    "frozen": (
        set(TABLES["persons"].columns),
        {"id", "public_id", "changed_at", "folded", "citizen_number", "ended_by_death", "note"},
    ),
}
"""What has it; what need not: birth is read in from one cell of two forms, and neither a citizen's
number nor remarks lie in a snapshot.
"""


@pytest.mark.parametrize("place", PLACES)
def test_every_column_of_a_person_is_there(place):
    there, need_not = PLACES[place]
    columns = {field.name for field in Person._meta.concrete_fields}
    assert columns - need_not - there == set()
    assert need_not <= columns  # what is gone from the model is named no more


def test_what_is_read_in_is_read_out():
    assert {column.key for column in sheets.COLUMNS} >= importing.OWN
    assert {field.name for field in fields(RosterRow)} >= importing.OWN
