"""What the settings promise of every connection."""

import pytest
from django.db import connection


@pytest.mark.django_db
def test_what_is_acknowledged_is_on_the_disk():
    if connection.vendor != "sqlite":
        pytest.skip("of SQLite only: PostgreSQL does so of itself")
    with connection.cursor() as cursor:
        said = [
            cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous")
        ]

    assert said == ["wal", 2]
