"""A question about another unit or another snapshot is the same expression: it is written for the engine once."""

from __future__ import annotations

from figures.register import CUT_OFF
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
