"""Keys that nobody else is given, and rows past the models."""

from __future__ import annotations

import pytest

from goc.audit.inserting import insert, keys_ahead, stored_time
from goc.units.models import Unit

pytestmark = pytest.mark.django_db
TABLE = "units_unit"


def test_keys_taken_ahead_are_given_to_nobody_else() -> None:
    before = Unit.objects.create().pk
    taken = list(keys_ahead(TABLE, 3))
    more = list(keys_ahead(TABLE, 2))
    after = Unit.objects.create().pk
    everything = [before, *taken, *more, after]
    assert everything == sorted(set(everything))


def test_keys_of_a_table_that_never_had_a_row() -> None:
    taken = list(keys_ahead("people_apart", 2))
    assert (len(set(taken)), taken == sorted(taken)) == (2, True)


def test_a_row_past_the_models_is_as_one_of_theirs() -> None:
    one = Unit(note="Bản Mới")
    (key,) = keys_ahead(TABLE, 1)
    row = (key, one.public_id.hex, one.note, stored_time())
    insert(TABLE, ("id", "public_id", "note", "changed_at"), iter([row]))
    found, beside = Unit.objects.get(pk=key), Unit.objects.create()
    assert (found.public_id, found.note) == (one.public_id, "Bản Mới")
    assert abs(found.changed_at - beside.changed_at).total_seconds() < 600
