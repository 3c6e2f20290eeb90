"""A question about another unit or another snapshot is the same expression: it is put together and
written for the engine once.
"""

from __future__ import annotations

from types import SimpleNamespace

from figures.register import CUT_OFF
from goc.figures import built
from goc.figures.built import Remembered, built_once
from goc.figures.compute import Computer
from goc.figures.queries import definitions
from goc.figures.tables import compute
from goc.snapshots import backends
from goc.snapshots.engine import Frozen


def asked_for_every_table(folder, unit: str | None) -> None:
    frozen = Frozen(folder)
    computer = Computer(frozen)
    for table in definitions().tables.values():
        compute(computer, table, computer.question(unit))
    frozen.close()


def test_another_commune_and_another_opening_are_written_no_more(frozen_folder, db) -> None:
    frozen = Frozen(frozen_folder)
    first, second, *_ = sorted(Computer(frozen).units.at_level("commune", CUT_OFF))
    frozen.close()
    backends.written.cache_clear()
    asked_for_every_table(frozen_folder, first)
    asked = backends.written.cache_info().misses
    asked_for_every_table(frozen_folder, second)
    assert backends.written.cache_info().misses == asked > 0


def test_the_whole_and_a_part_are_two_expressions(frozen_folder, db) -> None:
    frozen = Frozen(frozen_folder)
    persons, units = frozen.table("persons"), frozen.table("unit_versions")
    some = units.filter(units.level == "commune")
    assert backends.query(persons) != backends.query(units) != backends.query(some)
    assert 0 < len(frozen.ask(some)) < len(frozen.ask(units))
    frozen.close()


def test_a_grain_is_put_together_once_for_equal_tables(frozen_folder, db) -> None:
    made = []

    def build(reading):
        made.append(reading)
        return reading.table("persons").filter(reading.table("unit_versions").count() > 0)

    first, second = Frozen(frozen_folder), Frozen(frozen_folder)
    table = built_once("of both", first, build)
    assert built_once("of both", second, build) is table
    assert len(made) == 1
    assert built_once("of another day", second, build) is not table
    assert len(made) == 2
    first.close()
    second.close()


def test_another_shape_of_a_table_is_put_together_anew(frozen_folder, db) -> None:
    frozen, remembers = Frozen(frozen_folder), Remembered()
    narrower = SimpleNamespace(table=lambda name: frozen.table(name).drop("code"))
    reading = built.Reading(frozen)
    table = reading.table("persons")
    remembers.keep("k", reading, table)
    assert remembers.find("k", frozen) is table
    assert remembers.find("k", narrower) is None
    assert remembers.find("another", frozen) is None
    frozen.close()


def test_what_is_made_of_rows_is_not_remembered(frozen_folder, db) -> None:
    """Rows are this snapshot's own, though another's tables look the same."""
    frozen, remembers = Frozen(frozen_folder), Remembered()
    reading = built.Reading(frozen)
    table = reading.table("persons")
    assert len(reading.ask(table)) == len(frozen.ask(table))
    remembers.keep("k", reading, table)
    assert remembers.find("k", frozen) is None
    frozen.close()


def test_the_latest_hundred_are_remembered(frozen_folder, db) -> None:
    frozen, remembers = Frozen(frozen_folder), Remembered()
    reading = built.Reading(frozen)
    table = reading.table("persons")
    for number in range(built.REMEMBERED + 1):
        remembers.keep(number, reading, table)
    assert remembers.find(0, frozen) is None
    assert remembers.find(1, frozen) is remembers.find(built.REMEMBERED, frozen) is table
    frozen.close()
