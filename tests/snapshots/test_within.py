"""The working snapshot read within a scope is what a snapshot frozen in that scope holds."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

import factories
from figures.pages import signed_in, words
from figures.register import Register
from goc.desk.actions import enter_letterhead
from goc.desk.actions.calendar import CALENDAR
from goc.figures.queries import definitions, open_snapshot
from goc.figures.tables import compute
from goc.funding.actions import FACILITIES
from goc.people import actions as people
from goc.snapshots import working
from goc.snapshots.actions import make_snapshot
from goc.snapshots.engine import Frozen
from goc.snapshots.registry import TABLES, Freezing
from goc.training import actions as training
from goc.units.access import public_ids, scope_of
from goc.units.models import Unit

MOVED = date(2012, 6, 1)


@pytest.fixture
def spread(made: Register) -> Register:
    """With a file that is kept where its owner never worked, and a course of a district that
    somebody of another attends."""
    an, lan = made.people["Nông Văn An"], made.people["Lăng Thị Lan"]
    people.move_person(person=an, to=made.cast.elsewhere, on=MOVED, by=made.by)
    course = training.open_course(
        organiser=made.second,
        number=2,
        name="Khóa 2",
        level="intermediate",
        mode="full_time",
        lead_school=made.school,
        on=MOVED,
        by=made.by,
        curricula=list(made.course.curricula.all()),
        quota=3,
        sent=1,
    )
    training.issue_certificate(
        enrolment=made.enrolments["Vi Văn Dũng"],
        kind="military",
        number="2",
        register_number="2",
        on=MOVED,
        by=made.by,
    )
    home = made.communes[0]
    training.enrol_person(person=lan, course=course, unit=home, on=MOVED, by=made.by)
    for unit in (made.cast.province, made.second):
        FACILITIES.record(unit=unit, year=2011, kind="classroom", number=2, by=made.by)
        CALENDAR.record(unit=unit, day=date(2011, 9, 1), kind="off", paper="", by=made.by)
        enter_letterhead(
            unit=unit,
            issuer="peoples_committee",
            valid_from=MOVED,
            by=made.by,
            **dict.fromkeys(("parent", "agency", "short", "symbol", "authority", "post"), ""),
        )
    return made


def _in_order(rows: list[dict[str, Any]]) -> list[str]:
    return sorted(repr(sorted(row.items())) for row in rows)


def _frozen_rows(name: str, freezing: Freezing) -> list[dict[str, Any]]:
    table = TABLES[name]
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows(freezing)]


def _scopes(units: list[Unit]) -> list[frozenset[int]]:
    """Every unit alone, and ten handfuls that no tree would give."""
    random, ids = Random(7), [unit.pk for unit in units]
    handfuls = [frozenset(random.sample(ids, random.randint(2, 5))) for _ in range(10)]
    return [*(frozenset([pk]) for pk in ids), *handfuls]


def test_every_table_has_the_rows_that_a_freeze_of_the_scope_has(spread: Register) -> None:
    now, today = working.refresh(), timezone.localdate()
    assert now is not None
    units, limited = list(Unit.objects.order_by("pk")), set()
    for scope in _scopes(units):
        within = frozenset(str(unit.public_id) for unit in units if unit.pk in scope)
        frozen = Frozen(now.folder, within=within)
        for name in TABLES:
            expected = _frozen_rows(name, Freezing(scope, today, today))
            assert _in_order(frozen.rows(name)) == _in_order(expected), (name, within)
            if 0 < len(expected) < len(_frozen_rows(name, Freezing(None, today, today))):
                limited.add(name)
        frozen.close()
    assert limited == {name for name, table in TABLES.items() if table.limit}


@pytest.mark.slow
def test_the_page_of_the_day_counts_within_the_scope_of_who_asks(
    spread: Register, client: Client
) -> None:
    working.refresh()
    address = f"/figures/commanders/?snapshot=now&unit={spread.cast.province.public_id}"
    all_, own = (
        words(signed_in(client, user).get(address)) for user in (spread.by, spread.cast.alice)
    )
    assert ("03 đồng chí" in all_, "03 đồng chí" in own) == (True, False)
    assert "02 đồng chí" in own


def _answers(snapshot: Any, unit: Unit, within: frozenset[str] | None) -> list[Any]:
    found = definitions()
    with open_snapshot(snapshot, within=within) as computer:
        q = computer.question(str(unit.public_id))
        figures = computer.values(found.indicators.values(), q)
        tables = [compute(computer, found.tables[name], q) for name in ("P3", "P7", "P8")]
    return [[(f.indicator.id, f.value, f.text) for f in figures], [t.rows for t in tables]]


@pytest.mark.slow
def test_whoever_asks_gets_what_a_snapshot_of_his_scope_answers(spread: Register) -> None:
    now, cast, today = working.refresh(), spread.cast, timezone.localdate()
    assert now is not None
    whole = _answers(now, cast.province, None)
    narrow = factories.user("diep", "reader", spread.second)
    for user, own in (
        (cast.alice, cast.province),
        (cast.charlie, cast.elsewhere),
        (narrow, spread.second),
    ):
        frozen = make_snapshot(unit=own, cut_off=today, by=spread.by)
        within = public_ids(scope_of(user, today=today))
        for _counted_then_kept in range(2):
            assert _answers(now, own, within) == _answers(frozen, own, None)
    alice = public_ids(scope_of(cast.alice, today=today))
    assert _answers(now, cast.province, alice) != whole  # nor are answers of one scope another's
    assert _answers(now, cast.province, None) == whole
