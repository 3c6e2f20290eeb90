"""Freezing a scope: one read transaction into a folder that has no name yet, the row and its event,
then the name; nothing half-written is left.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

import goc
from goc.accounts.models import User
from goc.audit.actions import record
from goc.lib.canonical import canonical, file_digest
from goc.lib.errors import RefusedError
from goc.lib.folders import making, seal
from goc.lib.progress import Report, silent
from goc.snapshots.keeping import SNAPSHOTS, recording
from goc.snapshots.models import Snapshot
from goc.snapshots.registry import TABLES, Freezing
from goc.snapshots.verify import SCHEMA_VERSION
from goc.units.access import scope_of_unit
from goc.units.models import Unit
from goc.units.queries import name_of


@contextmanager
def read_transaction() -> Iterator[None]:
    """One consistent view of the register that locks nobody out.

    SQLite: a deferred transaction (the site's default would take the write lock). PostgreSQL:
    repeatable read.
    """
    connection.ensure_connection()  # connecting sets the mode anew
    outermost = not connection.in_atomic_block
    sqlite: Any = connection
    mode = getattr(connection, "transaction_mode", None)
    if connection.vendor == "sqlite" and outermost:
        sqlite.transaction_mode = "DEFERRED"
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql" and outermost:
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    finally:
        if connection.vendor == "sqlite":
            sqlite.transaction_mode = mode


def make_snapshot(
    *, unit: Unit | None, cut_off: date, by: User, report: Report = silent
) -> Snapshot:
    """Freezes what `unit` and the units below it keep (None: everything), facts begun by `cut_off`.

    Returns the row; raises RefusedError for a cut-off in the future, OSError when the disk is full
    (nothing remains).
    """
    now = timezone.now()
    if cut_off > timezone.localdate():
        raise RefusedError(
            "Thời điểm chốt %(day)s còn ở phía trước; chỉ chốt được đến hôm nay.",
            day=f"{cut_off:%d/%m/%Y}",
        )
    snapshot = Snapshot(unit=unit, cut_off=cut_off, made_at=now, made_by=str(by))
    SNAPSHOTS.settle()
    with making(snapshot.folder, lambda: SNAPSHOTS.holds(snapshot)) as folder:
        with read_transaction():
            manifest = _freeze(snapshot, folder, report)
        snapshot.rows = {t["name"]: t["rows"] for t in manifest["tables"]}
        snapshot.manifest_sha256 = seal(folder, canonical(manifest))
        _record(snapshot, by)
    report(100, str(snapshot.public_id))
    return snapshot


def _record(snapshot: Snapshot, by: User) -> None:
    with recording():
        snapshot.save()
        record(
            by=by,
            action="snapshots.make",
            kind=Snapshot.record_kind(),
            subject=snapshot.public_id,
            unit=snapshot.concerns,
            text=f"Chốt số liệu đến {snapshot.cut_off:%d/%m/%Y}",
            after={
                "manifest_sha256": snapshot.manifest_sha256,
                "cut_off": snapshot.cut_off,
                "rows": snapshot.rows,
            },
        )


def _freeze(snapshot: Snapshot, folder: Path, report: Report) -> dict[str, Any]:
    from goc.snapshots.parquet import write_table  # slow: pyarrow, only where something is frozen

    unit, today = snapshot.unit, timezone.localdate()
    freezing = Freezing(scope_of_unit(unit, today=today) if unit else None, snapshot.cut_off, today)
    tables = []
    for done, table in enumerate(TABLES.values()):
        report(95 * done // len(TABLES), table.name)
        path = folder / f"{table.name}.parquet"
        rows = write_table(path, table.columns, table.rows(freezing), report)
        tables.append(
            {
                "name": table.name,
                "file": path.name,
                "version": table.version,
                "rows": rows,
                "columns": table.columns,
                "sensitive": sorted(table.sensitive),
                "sha256": file_digest(path),
            }
        )
    return {
        "format": "goc-snapshot",
        "schema_version": SCHEMA_VERSION,
        "generator": goc.__version__,
        "id": snapshot.public_id,
        "cut_off": snapshot.cut_off,
        "made_at": snapshot.made_at,
        "made_by": snapshot.made_by,
        "scope": {
            "unit": unit.public_id if unit else None,
            "name": name_of(unit, as_of=snapshot.cut_off) if unit else "Toàn bộ điểm cài đặt",
        },
        "tables": tables,
    }
