"""A snapshot that lacks a column or a table of today answers as if it were unknown or empty."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from goc.figures.compute import Computer
from goc.figures.definitions import Condition, Indicator
from goc.figures.grains import GRAINS, Column, Grain
from goc.figures.loading import load
from goc.figures.tables import compute
from goc.lib.errors import InputError
from goc.snapshots.completing import completed_rows, empty
from goc.snapshots.engine import Frozen
from goc.snapshots.registry import TABLES, TYPES, FrozenTable
from goc.summing_up.verify import verify_dossier

GOLDEN = sorted((Path(__file__).parents[1] / "golden").glob("*/*/dossier"))
every = pytest.mark.parametrize("dossier", GOLDEN, ids=lambda p: "/".join(p.parts[-3:-1]))
NEW = {f"new_{kind}": kind for kind in TYPES}


@pytest.fixture
def grown(monkeypatch) -> None:
    """Holdings have a new column of every type, and there is a table of duties that no snapshot has."""
    holdings = TABLES["holdings"]
    more = replace(holdings, columns={**holdings.columns, **NEW})
    monkeypatch.setitem(TABLES, "holdings", more)
    duties = FrozenTable("made_up", {"duty": "text", "unit": "text", **NEW}, lambda _: [])
    monkeypatch.setitem(TABLES, "made_up", duties)
    columns = {name: Column(kind, name) for name, kind in {"post": "text", **NEW}.items()}
    monkeypatch.setitem(
        GRAINS, "grown", Grain("grown", "Thử", "x", _holdings, columns, {"post": "x"})
    )
    monkeypatch.setitem(
        GRAINS, "made_up", Grain("made_up", "Thử", "x", _duties, columns, {"post": "x"})
    )


def _holdings(frozen: Frozen, _: date, __: Any) -> Any:
    h = frozen.table("holdings")
    return h.select("post", *NEW, record=h.holding, label=h.holding, unit_post=h.unit)


def _duties(frozen: Frozen, _: date, __: Any) -> Any:
    d = frozen.table("made_up")
    return d.select(*NEW, record=d.duty, label=d.duty, unit_post=d.unit, post=d.unit)


def indicator(grain: str, *conditions: Condition) -> Indicator:
    return Indicator("x", 1, "Thử", "count", "state", grain, "post", "thử", conditions)


@pytest.fixture
def opened(request) -> Iterator[Computer]:
    frozen = Frozen(GOLDEN[-1] / "snapshot")
    yield Computer(frozen)
    frozen.close()


@pytest.mark.parametrize("name", NEW)
def test_a_new_column_is_unknown_on_every_old_row(grown: None, opened: Computer, name: str) -> None:
    everybody, unknown, known = (
        opened.value(indicator("grown", *conditions), opened.question(None)).value
        for conditions in ((), (Condition(name, "unknown"),), (Condition(name, "known"),))
    )
    assert everybody and (unknown, known) == (everybody, 0)


def test_a_new_table_is_empty(grown: None, opened: Computer) -> None:
    q = opened.question(None)
    assert opened.value(indicator("made_up"), q).value == 0
    assert opened.records(indicator("made_up"), q) == []
    assert opened.frozen.rows("made_up") == []


def test_rows_read_without_an_engine_are_completed_too(grown: None, opened: Computer) -> None:
    rows = opened.frozen.rows("holdings")
    assert rows and all(list(row)[-1] in row for row in rows)
    assert {row[name] for row in rows for name in NEW} == {None}


def test_a_table_that_nobody_registers_is_said(opened: Computer) -> None:
    with pytest.raises(InputError, match="Bản chốt số liệu không có bảng «nothing»"):
        opened.frozen.table("nothing")


def test_plain_values() -> None:
    assert completed_rows([{"a": 1}, {"a": 2, "b": 3}], {"a": "int", "b": "int"}) == [
        {"a": 1, "b": None},
        {"a": 2, "b": 3},
    ]
    assert empty({"a": "decimal", "b": "date"}).schema == pa.schema(
        [("a", pa.decimal128(18, 3)), ("b", pa.date32())]
    )


@pytest.mark.slow
@every
def test_a_dossier_still_verifies_after_growth(grown: None, dossier: Path, db: None) -> None:
    assert [(p["file"], p["where"]) for p in verify_dossier(dossier)] == [
        ("manifest.json", "nhật ký hệ thống")
    ]


@pytest.mark.slow
@every
def test_every_definition_of_today_can_be_asked_of_an_old_snapshot(
    grown: None, dossier: Path
) -> None:
    frozen, found = Frozen(dossier / "snapshot"), load()
    computer = Computer(frozen, eager=True)
    q = computer.question(None)
    assert len(computer.values(found.indicators.values(), q)) == len(found.indicators)
    for table in found.tables.values():
        assert compute(computer, table, q).problems == []
    frozen.close()
