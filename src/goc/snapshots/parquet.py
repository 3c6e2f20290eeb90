"""Writing one table to Parquet, and the manifest's view of it. Plain: knows neither Django nor
subjects.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from goc.lib.progress import Report, silent

BATCH = 20_000
ARROW: dict[str, pa.DataType] = {
    "text": pa.string(),
    "int": pa.int64(),
    "date": pa.date32(),
    "bool": pa.bool_(),
    "decimal": pa.decimal128(18, 3),
}


def write_table(
    path: Path, columns: dict[str, str], rows: Iterable[tuple[Any, ...]], report: Report = silent
) -> int:
    """Rows in the given order, zstd; the same rows give the same bytes. Returns how many."""
    schema = pa.schema([pa.field(name, ARROW[kind]) for name, kind in columns.items()])
    count, source = 0, iter(rows)
    with pq.ParquetWriter(path, schema, compression="zstd", store_schema=False) as writer:
        while batch := list(islice(source, BATCH)):
            arrays = [
                pa.array(values, type=field.type)
                for values, field in zip(zip(*batch, strict=True), schema, strict=True)
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
            count += len(batch)
            report(0, path.stem)
        if not count:
            writer.write_table(schema.empty_table())
    return count
