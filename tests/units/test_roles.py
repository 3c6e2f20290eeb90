"""What each role may do, as the design of the accounts says; and that only this table knows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import factories
import goc
from goc.units import access
from goc.units.models import UnitRight
from goc.units.roles import ACTS, ROLES, acts_of, roles_that

WORKS = "see clear record train papers declare freeze"
UNITS = {"school", "department", "area_command"}
"""Kinds of units, too."""
MAY = {
    "reader": "see",
    "editor": WORKS,
    "checker": WORKS,
    "standing_office": f"{WORKS} grant",
    "school": "see train papers",
    "department": "see papers declare",
    "area_command": "see train papers declare",
    "auditor": "see log",
    "administrator": "see grant",
}


def test_what_each_role_may_do():
    assert {code: role.acts for code, role in ROLES.items()} == {
        code: frozenset(acts.split()) for code, acts in MAY.items()
    }
    assert set(ACTS) == set().union(*(role.acts for role in ROLES.values()))


def test_in_clear_for_editor_checker_and_standing_office_only():
    assert sorted(roles_that("clear")) == ["checker", "editor", "standing_office"]


@pytest.mark.parametrize("role", MAY)
def test_nobody_gives_rights_or_reads_the_log_in_anothers_stead(role):
    assert acts_of(role, stands_in=True) == frozenset(MAY[role].split()) - {"grant", "log"}


def test_every_role_fits_into_its_column():
    longest = UnitRight._meta.get_field("role").max_length
    assert max(map(len, ROLES)) <= longest


@pytest.mark.parametrize("role", MAY)
def test_a_right_gives_what_its_role_may_below_its_unit_and_nothing_beside(cast, role):
    erin = factories.user("erin", role, cast.district)
    scope = access.scope_of(erin, today=factories.TODAY)
    found = {act for act in ACTS if scope.may(act, cast.communes[0].pk)}
    assert found == set(MAY[role].split())
    assert not any(scope.may(act, cast.elsewhere.pk) for act in ACTS)
    assert not any(scope.may(act, None) for act in ACTS)


def test_no_other_file_names_a_role():
    """Who may what is said in one place; elsewhere only who is given which role at the start."""
    source = Path(goc.__file__).parent
    named = re.compile("|".join(f'"{role}"(?!:)' for role in ROLES if role not in UNITS))
    found = {
        str(path.relative_to(source))
        for path in source.rglob("*.py")
        if named.search(path.read_text("utf-8")) and "migrations" not in path.parts
    }
    assert found == {"units/roles.py", "demo/build.py"}
