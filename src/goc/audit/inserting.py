"""Many rows of a table at once, past the models: keys taken ahead, and rows as the database stores
them (ids, numbers and texts; days, times and public ids in their ISO or hexadecimal form).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

Stored = Sequence[Any]


@transaction.atomic(savepoint=False)
def keys_ahead(table: str, count: int) -> Sequence[int]:
    """So many keys of a table, in order, that nobody else is given; those never used are missing
    for ever. PostgreSQL may leave gaps between them.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [table, count],
            )
            return [key for (key,) in cursor.fetchall()]
        cursor.execute(f'SELECT coalesce(max(id), 0) FROM "{table}"')
        (highest,) = cursor.fetchone()
        cursor.execute("SELECT max(seq) FROM sqlite_sequence WHERE name = %s", [table])
        (given,) = cursor.fetchone()
        last = max(highest, given or 0) + count
        known = "UPDATE sqlite_sequence SET seq = %s WHERE name = %s"
        first = "INSERT INTO sqlite_sequence (seq, name) VALUES (%s, %s)"
        cursor.execute(first if given is None else known, [last, table])
    return range(last - count + 1, last + 1)


def insert(table: str, columns: Sequence[str], rows: Iterable[Stored]) -> None:
    """Inside the caller's transaction. Triggers and constraints hold as ever."""
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)
            return
        places = ", ".join(["%s"] * len(columns))
        cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({places})', list(rows))


def stored_time() -> str:
    """Now, as both databases take it."""
    return timezone.now().astimezone(UTC).replace(tzinfo=None).isoformat(" ")
