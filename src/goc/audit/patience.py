"""How long another writer is waited for by what can as well be done the next time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

PATIENCE = 0.3


@contextmanager
def impatient() -> Iterator[None]:
    """Inside, another writer is waited for PATIENCE seconds, not as long as an action would wait."""
    if connection.vendor == "sqlite":
        usual = 1000 * connection.settings_dict["OPTIONS"].get("timeout", 5)
        short, long = (
            f"PRAGMA busy_timeout = {PATIENCE * 1000:.0f}",
            f"PRAGMA busy_timeout = {usual}",
        )
    else:
        short, long = f"SET lock_timeout = {PATIENCE * 1000:.0f}", "SET lock_timeout = DEFAULT"
    with connection.cursor() as cursor:
        cursor.execute(short)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(long)
