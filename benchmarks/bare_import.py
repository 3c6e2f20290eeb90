"""The peer of taking in a list: the same workbook read by a bare reader, the same rows and events
inserted by nothing but `executemany`. `python -m benchmarks.bare_import LIST WRITTEN EMPTY`.

WRITTEN is the database that our import left, EMPTY the one it began with. Nothing is checked,
recognised or prepared here: the rows are taken as we left them, and only their inserting is timed,
in one transaction, under the same indexes and triggers.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

import python_calamine

TABLES = (
    "people_person",
    "people_keeper",
    "people_fact",
    "people_seat",
    "people_holding",
    "people_membership",
    "audit_event",
    "audit_eventvalues",
)
AT_ONCE = 10_000


def read(path: Path) -> float:
    """Seconds to have every cell of the first sheet."""
    start = time.perf_counter()
    python_calamine.load_workbook(path).get_sheet_by_index(0).to_python()
    return time.perf_counter() - start


def insert(written: Path, empty: Path) -> tuple[float, int]:
    """Seconds to insert what EMPTY lacks and to commit; how many rows."""
    source = sqlite3.connect(written)
    target = sqlite3.connect(empty, isolation_level=None)
    spent, rows = 0.0, 0
    with closing(source), closing(target):
        target.execute("PRAGMA journal_mode=WAL")
        target.execute("PRAGMA synchronous=FULL")
        target.execute("PRAGMA cache_size=-32000")
        target.execute("BEGIN IMMEDIATE")
        for table in TABLES:
            last = target.execute(f"SELECT coalesce(max(rowid), 0) FROM {table}").fetchone()[0]
            found = source.execute(f"SELECT * FROM {table} WHERE rowid > {last} ORDER BY rowid")
            places = ", ".join("?" * len(found.description))
            while some := found.fetchmany(AT_ONCE):
                start = time.perf_counter()
                target.executemany(f"INSERT INTO {table} VALUES ({places})", some)
                spent += time.perf_counter() - start
                rows += len(some)
        start = time.perf_counter()
        target.execute("COMMIT")
        spent += time.perf_counter() - start
    return spent, rows


def main(table: str, written: str, empty: str) -> None:
    reading = read(Path(table))
    writing, rows = insert(Path(written), Path(empty))
    print(json.dumps({"reading": round(reading, 3), "writing": round(writing, 3), "rows": rows}))


if __name__ == "__main__":
    main(*sys.argv[1:4])
