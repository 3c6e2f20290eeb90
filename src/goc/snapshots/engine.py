"""Opens a snapshot's folder with an engine: DuckDB on the desk, Spark on a cluster, one Ibis
expression for both.

Whatever runs in an engine passes through `Frozen`, and no object of Python's ever lies inside one:
an engine that scans such an object needs the interpreter, which another thread may hold while it
waits for that engine. Plain: a dossier without its site is opened the same way.
"""

from __future__ import annotations

import atexit
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from functools import cache, cached_property
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings

from goc.lib.errors import InputError
from goc.snapshots import backends
from goc.snapshots.completing import completed, completed_rows, empty
from goc.snapshots.gate import Gate
from goc.snapshots.manifests import MalformedError, parse, take
from goc.snapshots.registry import TABLES, columns_of
from goc.snapshots.verify import SCHEMA_VERSION, SnapshotManifest, snapshot_manifest
from goc.snapshots.within import Within

ENGINES = tuple(backends.OPENED)


GRACE = 3.0
"""Seconds a query has to end when the process ends. The interpreter stops its other threads as they
come back to it; one that comes back from within DuckDB would abort the process.
"""


@cache
def gate() -> Gate:
    """One for the process: its memory is that of a few queries, however many pages ask."""
    made = Gate(settings.CONF.number("GOC_ENGINE_QUERIES"))
    atexit.register(made.shut, GRACE)
    return made


class Frozen:
    """A snapshot opened for reading: `table(name)` is an Ibis table, `rows(name)` plain tuples.
    `within`: public ids of units; only what a freeze of them would hold is read.

    `ask`, `keep` and `lay` are all that may be done with Ibis tables. For one thread at a time;
    `close` gives back memory and disk.
    """

    def __init__(
        self, folder: Path, engine: str = "duckdb", within: frozenset[str] | None = None
    ) -> None:
        self.folder, self.engine = folder, engine
        self.manifest = _manifest(folder / "manifest.json")
        self.files = {f.table: folder / f.file for f in self.manifest.files}
        self._tables: dict[str, Any] = {}
        self._within = None if within is None else Within(self, within)
        self._numbers = count(1)
        self._opened = ExitStack()

    @property
    def id(self) -> str:
        return self.manifest.id

    @property
    def cut_off(self) -> date:
        return self.manifest.cut_off

    @cached_property
    def _scratch(self) -> Path:
        """A folder of this opening's own: what is laid, and what does not fit in memory."""
        return Path(self._opened.enter_context(TemporaryDirectory(prefix="goc-engine-")))

    @cached_property
    def _backend(self) -> Any:
        backend = backends.OPENED[self.engine](self._scratch)
        self._opened.callback(backend.disconnect)
        return backend

    def table(self, name: str) -> Any:
        """An Ibis table, completed to what is frozen today, within the scope."""
        return self._within.table(name) if self._within else self.whole(name)

    def whole(self, name: str) -> Any:
        """The same over all of its Parquet file."""
        if name not in self._tables:
            self._tables[name] = self._opened_table(name)
        return self._tables[name]

    def _opened_table(self, name: str) -> Any:
        columns = columns_of(name)
        if name in self.files:
            return completed(self._read(self.files[name], name), columns)
        if not columns:
            raise InputError("Bản chốt số liệu không có bảng «%(name)s».", name=name)
        return self.lay(empty(columns))

    def ask(self, expression: Any) -> list[dict[str, Any]]:
        """The rows of an Ibis table as dictionaries."""
        return self._computed(expression).to_pylist()

    def keep(self, expression: Any) -> Any:
        """The same Ibis table with its rows computed now, once, and held by the engine."""
        if self.engine == "spark":  # its temporary views would compute them again
            return self.lay(self._computed(expression))
        name = f"kept_{next(self._numbers)}"
        with self._turn():
            query = backends.query(expression)
            self._backend.raw_sql(f"CREATE TEMP TABLE {name} AS {query}")
            return backends.unbound(self._backend.table(name))

    def lay(self, table: pa.Table) -> Any:
        """A small Arrow table of our own, as an Ibis table of this engine."""
        name = f"laid_{next(self._numbers)}"
        path = self._scratch / f"{name}.parquet"
        pq.write_table(table, path, store_schema=False)
        return self._read(path, name)

    def _computed(self, expression: Any) -> pa.Table:
        with self._turn():
            return backends.computed(self._backend, expression)

    def _read(self, path: Path, name: str) -> Any:
        with self._turn():
            return backends.unbound(self._backend.read_parquet(str(path), table_name=name))

    @contextmanager
    def _turn(self) -> Iterator[None]:
        with gate(), backends.in_words(self.folder):
            yield

    def rows(self, name: str) -> list[dict[str, Any]]:
        """All rows of a small table as dictionaries, read without any engine where nothing limits
        it.
        """
        if name not in self.files:
            return []
        if self._within and TABLES[name].limit:
            return self.ask(self.table(name))
        try:  # `read_table` would load pandas: a second of start-up
            with pq.ParquetFile(self.files[name]) as file:
                rows: list[dict[str, Any]] = file.read().to_pylist()
        except (pa.ArrowException, OSError) as error:
            raise backends.unreadable(self.folder, error) from error
        return completed_rows(rows, columns_of(name))

    def close(self) -> None:
        self._opened.close()


def _manifest(path: Path) -> SnapshotManifest:
    """Raises InputError when there is none, it cannot be read, or a later version of
    Gốc wrote it.
    """
    if not path.exists():
        raise InputError("Không tìm thấy bản chốt số liệu trong %(folder)s.", folder=path.parent)
    try:
        data = parse(path.read_bytes())
        if take(data, "schema_version", int) <= SCHEMA_VERSION:
            return snapshot_manifest(data)
    except (MalformedError, OSError):
        raise InputError("Bản kê %(file)s hỏng, không đọc được.", file=path) from None
    raise InputError(
        "Bản chốt %(folder)s do phiên bản Gốc mới hơn lập; hãy nâng cấp.", folder=path.parent
    )
