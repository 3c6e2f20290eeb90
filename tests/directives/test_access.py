"""Who may enter a directive."""

from __future__ import annotations

from datetime import date

import factories
from goc.directives.access import may_enter
from goc.units.access import NOTHING, scope_of
from goc.units.models import UnitVersion

TODAY = date(2026, 11, 20)


def test_whoever_edits_a_unit_may_enter_in_its_name(cast: factories.Cast) -> None:
    entering = {
        login: may_enter(scope_of(getattr(cast, login), today=TODAY), today=TODAY)
        for login in ("operator", "alice", "bob")
    }
    assert entering == {"operator": True, "alice": True, "bob": False}
    assert not may_enter(NOTHING, today=TODAY)


def test_where_no_unit_stands_there_is_nobody_to_enter_for(cast: factories.Cast) -> None:
    UnitVersion.objects.all().delete()
    assert not may_enter(scope_of(cast.operator, today=TODAY), today=TODAY)
