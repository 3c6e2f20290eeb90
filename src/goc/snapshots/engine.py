"""Opens a snapshot's folder with an engine: DuckDB on the desk, Spark on a cluster, one Ibis expression for both.

Plain: a dossier without its site is opened the same way.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from goc.lib.errors import InputError

ENGINES = ("duckdb", "spark")


class Frozen:
    """A snapshot opened for reading: `table(name)` is an Ibis table, `rows(name)` plain tuples."""

    def __init__(self, folder: Path, engine: str = "duckdb") -> None:
        path = folder / "manifest.json"
        if not path.exists():
            raise InputError("Không tìm thấy bản chốt số liệu trong %(folder)s.", folder=folder)
        self.folder, self.engine = folder, engine
        self.manifest: dict[str, Any] = json.loads(path.read_bytes())
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
        """An Ibis table over one Parquet file."""
        if name not in self.files:
            raise InputError("Bản chốt số liệu không có bảng «%(name)s».", name=name)
        return self.connection.read_parquet(str(self.files[name]))

    def rows(self, name: str) -> list[dict[str, Any]]:
        """All rows of a small table as dictionaries, read without any engine."""
        if name not in self.files:
            return []
        return pq.read_table(self.files[name]).to_pylist()

    def close(self) -> None:
        if "connection" in self.__dict__:
            self.connection.disconnect()


def _spark(ibis: Any) -> Any:
    """A local Spark session, or the cluster named by SPARK_REMOTE/spark-defaults; loopback only, no web pages."""
    try:
        from pyspark.sql import SparkSession  # optional: `goc[spark]`
    except ImportError:
        raise InputError("Chưa cài Spark. Hãy cài `goc[spark]` và Java 17, hoặc dùng --engine duckdb.") from None
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    builder = SparkSession.builder.appName("goc")
    for key, value in {
        "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1", "spark.ui.enabled": "false",
        "spark.sql.session.timeZone": "UTC", "spark.sql.shuffle.partitions": "4", "spark.log.level": "ERROR",
    }.items():  # fmt: skip
        builder = builder.config(key, value)
    return ibis.pyspark.connect(builder.getOrCreate())
