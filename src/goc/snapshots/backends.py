"""The engines as Ibis opens them, within the limits of the site; what they complain of, in words."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa
from django.conf import settings

from goc.lib.errors import GocError, InputError

THREADS = min(2, os.cpu_count() or 1)
REMEMBERED = 200
"""Questions a process remembers as written for the engine; half a megabyte each at most."""


def _duckdb(scratch: Path) -> Any:
    """A database of its own in memory, gone when it is disconnected; asks no network for
    extensions.
    """
    import ibis  # slow: only for those who ask figures

    return ibis.duckdb.connect(
        memory_limit=settings.CONF["GOC_ENGINE_MEMORY"],
        threads=THREADS,
        temp_directory=str(scratch / "spilled"),
        autoinstall_known_extensions=False,
    )


def _spark(_scratch: Path) -> Any:
    """A local Spark session, or the cluster named by SPARK_REMOTE/spark-defaults; loopback only, no
    web pages.
    """
    import ibis  # slow: only for those who ask figures

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


OPENED: dict[str, Callable[[Path], Any]] = {"duckdb": _duckdb, "spark": _spark}
"""Engine → how it is opened with a folder for what does not fit in memory."""


def unbound(table: Any) -> Any:
    """A table of DuckDB's by its name and columns alone, so that a question about another snapshot
    is the same expression; one of Spark's as it is.
    """
    import ibis  # slow: only for those who ask figures

    if table.get_backend().name != "duckdb":
        return table
    return ibis.table(table.schema(), name=table.get_name())


def query(expression: Any) -> str:
    """The expression over `unbound` tables in DuckDB's words. Writing it takes far longer than
    answering it on a desk, so what was lately asked is remembered.
    """
    return written(expression.as_table().op())


@lru_cache(maxsize=REMEMBERED)
def written(operation: Any) -> str:
    import ibis  # slow: only for those who ask figures

    sql: str = ibis.duckdb.compile(operation.to_expr())
    return sql


def computed(backend: Any, expression: Any) -> pa.Table:
    """The rows of an expression, of the types it declares."""
    if backend.name != "duckdb":
        found: pa.Table = backend.to_pyarrow(expression)
        return found
    found = backend.raw_sql(query(expression)).to_arrow_table()
    return found.cast(expression.as_table().schema().to_pyarrow())


@contextmanager
def in_words(folder: Path) -> Iterator[None]:
    """What DuckDB raises inside, as one of our errors: too little memory, or files not as they were
    written.
    """
    import duckdb  # slow: only for those who ask figures

    try:
        yield
    except duckdb.OutOfMemoryException as error:
        raise GocError(
            "Tính số liệu cần hơn %(memory)s bộ nhớ; hãy đặt GOC_ENGINE_MEMORY lớn hơn.",
            memory=settings.CONF["GOC_ENGINE_MEMORY"],
        ) from error
    except duckdb.Error as error:
        raise unreadable(folder, error) from error


def unreadable(folder: Path, error: Exception) -> InputError:
    return InputError(
        "Không đọc được bản chốt số liệu trong %(folder)s (%(why)s); hãy kiểm tra bằng "
        "`goc snapshot verify`.",
        folder=folder,
        why=str(error).partition("\n")[0],
    )
