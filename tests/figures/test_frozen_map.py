"""The map of the units as a frozen table: the same places, the same numbers; older snapshots do without it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from figures.histories import History, histories
from goc.figures.compute import Computer, Figure, Question
from goc.figures.freeze import NAME
from goc.figures.loading import load
from goc.figures.maps import MAP, UnitMap
from goc.snapshots.engine import Frozen
from goc.snapshots.parquet import write_table

GOLDEN = Path(__file__).parents[1] / "golden/0.1/small/dossier/snapshot"
LATER = date(2026, 1, 1)


@settings(max_examples=30, deadline=None)
@given(history=histories(), data=st.data())
def test_what_is_frozen_is_the_map_as_it_was(tmp_path_factory, history: History, data) -> None:
    units = UnitMap(*history.rows())
    path = tmp_path_factory.mktemp("map") / "unit_map.parquet"
    write_table(path, MAP, units.rows_then())
    table = pq.read_table(path)
    read = [tuple(row.values()) for row in table.to_pylist()]
    assert (table.column_names, read) == (list(MAP), units.rows_then())
    unit, start, _end, *places, stood_at = data.draw(st.sampled_from(read))
    assert (tuple(places), stood_at) == next(
        (row[3:], units.stands_at(unit, start)) for row in units.then() if row[:2] == (unit, start)
    )


@pytest.fixture
def opened() -> Iterator[Callable[[Path], Frozen]]:
    """Opens a folder; all are closed in the end."""
    with ExitStack() as stack:

        def open_(folder: Path) -> Frozen:
            frozen = Frozen(folder)
            stack.callback(frozen.close)
            return frozen

        yield open_


def told(frozen: Frozen, *questions: Question) -> list[Figure]:
    computer = Computer(frozen)
    return [f for q in questions for f in computer.values(load().indicators.values(), q)]


def test_a_snapshot_answers_the_same_with_its_map_and_without(frozen_folder, opened) -> None:
    mapped, without = opened(frozen_folder), opened(frozen_folder)
    assert without.files.pop(NAME) == mapped.files[NAME]
    whole = Question(None, mapped.cut_off)
    assert told(mapped, whole) == told(without, whole)


def test_a_snapshot_of_before_answers_as_if_its_map_had_been_frozen(opened, tmp_path) -> None:
    lacking, having = opened(GOLDEN), opened(GOLDEN)
    assert NAME not in lacking.files
    units = Computer(lacking).units
    having.files[NAME] = tmp_path / "unit_map.parquet"
    write_table(having.files[NAME], MAP, units.rows_then())
    district = min(units.at_level("district", lacking.cut_off))
    asked = [Question(district, lacking.cut_off), Question(None, lacking.cut_off, None, LATER)]
    assert told(having, *asked) == told(lacking, *asked)


def test_the_frozen_map_is_what_is_read(frozen_folder, opened, tmp_path) -> None:
    """With nobody placed anywhere, no district has anybody."""
    sound, emptied = opened(frozen_folder), opened(frozen_folder)
    emptied.files[NAME] = tmp_path / "unit_map.parquet"
    write_table(emptied.files[NAME], MAP, [])
    trained = load().indicators["trained"]
    districts = sorted(Computer(sound).units.at_level("district", sound.cut_off))

    def counted(frozen: Frozen) -> list[bool]:
        computer = Computer(frozen)
        asked = [Question(district, frozen.cut_off) for district in districts]
        return [computer.value(trained, q).numerator > 0 for q in asked]

    assert (any(counted(sound)), any(counted(emptied))) == (True, False)
