"""What runs in an engine passes through `Frozen`, within its limits, and leaves nothing behind."""

from __future__ import annotations

import ast
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pytest

import goc
from figures.register import Register
from goc.figures.compute import Computer
from goc.figures.loading import load
from goc.lib.errors import GocError, InputError
from goc.snapshots import engine
from goc.snapshots.engine import Frozen

SOURCE = Path(goc.__file__).parent
OURS = {SOURCE / "snapshots" / name for name in ("engine.py", "backends.py")}
REACHING_IN = {
    "to_pyarrow",
    "to_pandas",
    "to_polars",
    "to_parquet",
    "memtable",
    "raw_sql",
    "_backend",
}


@pytest.fixture
def folder(made: Register) -> Path:
    return made.snapshot().folder


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch) -> Path:
    """Where temporary folders are made."""
    path = tmp_path / "scratch"
    path.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(path))
    return path


@pytest.fixture
def frozen(folder: Path, scratch: Path) -> Iterator[Frozen]:
    opened = Frozen(folder)
    yield opened
    opened.close()


@pytest.fixture
def conf(settings) -> Iterator[dict[str, Any]]:
    """Settings that may be changed; the gate is made anew from them."""
    values = dict(settings.CONF.values)
    settings.CONF = goc.conf.Conf(values)
    engine.gate.cache_clear()
    yield values
    engine.gate.cache_clear()


def faults(path: Path) -> list[str]:
    """Where a file asks an engine by itself."""
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    return [f"{path.relative_to(SOURCE)}:{node.lineno}" for node in nodes if reaches_in(node)]


def reaches_in(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(attr="execute"), args=[]):
            return True  # Ibis; a database's cursor is told what to execute
        case ast.Attribute(attr=name):
            return name in REACHING_IN
        case ast.Import(names=names):
            return "duckdb" in [n.name for n in names]
        case ast.ImportFrom(module=module, names=names):
            return module == "duckdb" or bool({n.name for n in names} & REACHING_IN)
    return False


def test_nobody_else_asks_an_engine() -> None:
    assert [
        f for path in sorted(SOURCE.rglob("*.py")) if path not in OURS for f in faults(path)
    ] == []


def test_that_test_sees_what_it_looks_for() -> None:
    assert len({f for path in OURS for f in faults(path)}) >= 5


def test_what_is_kept_and_laid_is_asked_as_what_is_frozen(frozen: Frozen) -> None:
    days = pa.table({"unit": ["a", "b"], "day": [date(1, 1, 1), date(9999, 12, 31)]})
    laid = frozen.lay(days)
    units = frozen.table("unit_versions").select("unit", "name").order_by("unit", "name")
    assert frozen.ask(laid.order_by("unit")) == days.to_pylist()
    assert frozen.ask(frozen.keep(units).order_by("unit", "name")) == frozen.ask(units) != []


def test_a_table_is_opened_once(frozen: Frozen) -> None:
    assert frozen.table("persons") is frozen.table("persons")


def test_eager_figures_use_no_connection_of_ibis_own(
    folder: Path, scratch: Path, monkeypatch
) -> None:
    """A table of Python's would lie in the one connection that all threads share, for ever."""
    monkeypatch.setattr(ibis.options, "default_backend", None)  # other tests have opened it
    frozen = Frozen(folder)
    computer = Computer(frozen, eager=True)
    computer.values(load().indicators.values(), computer.question(None))
    frozen.close()
    assert ibis.options.default_backend is None


def test_closing_leaves_no_file_and_no_connection(folder: Path, scratch: Path, monkeypatch) -> None:
    monkeypatch.chdir(scratch)
    frozen = Frozen(folder)
    computer = Computer(frozen, eager=True)
    computer.values(load().indicators.values(), computer.question(None))
    (own,) = scratch.iterdir()
    assert own.stat().st_mode & 0o777 == 0o700
    backend = frozen._backend
    frozen.close()
    assert list(scratch.iterdir()) == []
    with pytest.raises(Exception, match="closed"):
        backend.raw_sql("SELECT 1")
    frozen.close()


def test_a_snapshot_of_which_nothing_is_computed_opens_no_engine(
    frozen: Frozen, scratch: Path
) -> None:
    assert frozen.rows("persons") != []
    assert list(scratch.iterdir()) == []


def test_the_engine_keeps_to_its_limits(conf: dict[str, Any], folder: Path, scratch: Path) -> None:
    conf["GOC_ENGINE_MEMORY"] = "256MB"
    frozen = Frozen(folder)
    frozen.table("persons")
    told = frozen._backend.settings
    assert (told["memory_limit"], int(told["threads"])) == ("244.1 MiB", engine.backends.THREADS)
    assert Path(told["temp_directory"]).parent.parent == scratch
    frozen.close()


def test_too_little_memory_is_said_in_words(
    conf: dict[str, Any], folder: Path, scratch: Path
) -> None:
    conf["GOC_ENGINE_MEMORY"] = "1MB"
    frozen = Frozen(folder)
    with pytest.raises(GocError, match="cần hơn 1MB bộ nhớ; hãy đặt GOC_ENGINE_MEMORY lớn hơn"):
        frozen.keep(frozen.table("persons").cross_join(frozen.table("unit_versions").view()))
    frozen.close()


@pytest.mark.parametrize("damage", ["absent", "cut", "overwritten"])
@pytest.mark.parametrize("asked", ["table", "rows"])
def test_a_damaged_file_is_said_in_words(
    folder: Path, scratch: Path, damage: str, asked: str
) -> None:
    path = folder / "persons.parquet"
    data = path.read_bytes()
    path.unlink()
    if damage != "absent":
        path.write_bytes(data[:40] if damage == "cut" else b"\0" * len(data))
    frozen = Frozen(folder)
    with pytest.raises(
        InputError, match=r"Không đọc được bản chốt số liệu trong .*snapshot verify"
    ):
        getattr(frozen, asked)("persons")
    frozen.close()


def test_as_many_queries_run_at_once_as_the_site_allows(conf: dict[str, Any]) -> None:
    conf["GOC_ENGINE_QUERIES"] = 3
    assert engine.gate()._places == 3
    assert engine.gate() is engine.gate()
