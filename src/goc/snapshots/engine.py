"""Opens a snapshot's folder with an engine: DuckDB on the desk, Spark on a cluster, one Ibis
expression for both.

Plain: a dossier without its site is opened the same way.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow.parquet as pq

from goc.lib.errors import InputError
from goc.snapshots.completing import completed, completed_rows, empty
from goc.snapshots.registry import columns_of
from goc.snapshots.verify import SCHEMA_VERSION

ENGINES = ("duckdb", "spark")


class Frozen:
    """A snapshot opened for reading: `table(name)` is an Ibis table, `rows(name)` plain tuples."""

    def __init__(self, folder: Path, engine: str = "duckdb") -> None:
        self.folder, self.engine = folder, engine
        self.manifest = _manifest(folder / "manifest.json")
        self.files = {t["name"]: folder / t["file"] for t in self.manifest["tables"]}

    @property
    def id(self) -> str:
        return str(self.manifest["id"])

    @property
    def cut_off(self) -> date:
        return date.fromisoformat(self.manifest["cut_off"])

    @cached_property
    def connection(self) -> Any:
        import ibis  # slow: only for those who ask figures

        return _spark(ibis) if self.engine == "spark" else ibis.duckdb.connect()

    def table(self, name: str) -> Any:
        """An Ibis table over one Parquet file, completed to what is frozen today."""
        columns = columns_of(name)
        if name in self.files:
            return completed(self.connection.read_parquet(str(self.files[name])), columns)
        if not columns:
            raise InputError("Bản chốt số liệu không có bảng «%(name)s».", name=name)
        return self.lay(empty(columns))

    def ask(self, expression: Any) -> list[dict[str, Any]]:
        """The rows of an Ibis table as dictionaries."""
        rows: list[dict[str, Any]] = expression.to_pyarrow().to_pylist()
        return rows

    def lay(self, table: Any) -> Any:
        """A small Arrow table of our own, as an Ibis table of this engine."""
        import ibis  # slow: only for those who ask figures

        if (
            self.engine == "spark"
        ):  # Ibis would go through pandas, which has no year 1 and no year 9999
            return self._laid_on_spark(table)
        return ibis.memtable(table)

    def _laid_on_spark(self, table: Any) -> Any:
        folder = self.__dict__.setdefault("_laid", TemporaryDirectory(prefix="goc-spark-"))
        path = Path(folder.name) / f"{len(list(Path(folder.name).iterdir()))}.parquet"
        pq.write_table(table, path, store_schema=False)
        return self.connection.read_parquet(str(path))

    def rows(self, name: str) -> list[dict[str, Any]]:
        """All rows of a small table as dictionaries, read without any engine."""
        if name not in self.files:
            return []
        with pq.ParquetFile(
            self.files[name]
        ) as file:  # `read_table` would load pandas: a second of start-up
            rows: list[dict[str, Any]] = file.read().to_pylist()
        return completed_rows(rows, columns_of(name))

    def close(self) -> None:
        if "connection" in self.__dict__:
            self.connection.disconnect()
        if "_laid" in self.__dict__:
            self.__dict__.pop("_laid").cleanup()


def _manifest(path: Path) -> dict[str, Any]:
    """Raises InputError when there is none, it cannot be read, or a later version of
    Gốc wrote it.
    """
    if not path.exists():
        raise InputError("Không tìm thấy bản chốt số liệu trong %(folder)s.", folder=path.parent)
    try:
        manifest: dict[str, Any] = json.loads(path.read_bytes())
        version = int(manifest["schema_version"])
    except (ValueError, KeyError, TypeError):
        raise InputError("Bản kê %(file)s hỏng, không đọc được.", file=path) from None
    if version > SCHEMA_VERSION:
        raise InputError(
            "Bản chốt %(folder)s do phiên bản Gốc mới hơn lập; hãy nâng cấp.", folder=path.parent
        )
    return manifest


def _spark(ibis: Any) -> Any:
    """A local Spark session, or the cluster named by SPARK_REMOTE/spark-defaults; loopback only, no
    web pages.
    """
    try:
        from pyspark.sql import SparkSession  # optional: `goc[spark]`
    except ImportError:
        raise InputError(
            "Chưa cài Spark. Hãy cài `goc[spark]` và Java 17, hoặc dùng --engine duckdb."
        ) from None
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    builder = SparkSession.builder.appName("goc")
    for key, value in {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "4",
        "spark.log.level": "ERROR",
    }.items():
        builder = builder.config(key, value)
    return ibis.pyspark.connect(builder.getOrCreate())
