"""The transactions of a freezing: reading one state with nobody locked out; recording it for good."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.db import connection, connections

import factories
from goc.snapshots import actions
from goc.units.models import Unit


@pytest.mark.django_db(transaction=True)
def test_freezing_sees_one_state_and_blocks_no_writer() -> None:
    """A second connection writes while the read transaction is open: it is not blocked, and is not seen."""
    if connection.vendor == "sqlite" and "memory" in str(connection.settings_dict["NAME"]):
        pytest.skip("in-memory SQLite shares one cache; proved on a file below")
    _writer_beside_reader()


def _writer_beside_reader() -> None:
    unit, seen, wrote = factories.unit("Tỉnh A", "province"), [], threading.Event()

    def write() -> None:
        try:
            factories.unit("Tỉnh B", "province")
            wrote.set()
        finally:
            connections.close_all()

    with actions.read_transaction():
        seen.append(Unit.objects.count())
        thread = threading.Thread(target=write)
        thread.start()
        thread.join(10)
        seen.append(Unit.objects.count())
    assert (wrote.is_set(), seen, Unit.objects.count(), unit.pk > 0) == (True, [1, 1], 2, True)


def test_on_a_sqlite_file_a_writer_is_not_blocked(tmp_path: Path) -> None:
    """The site's own settings (IMMEDIATE, WAL) in a process of its own."""
    program = (
        "import sys; sys.path[:0] = ['src', 'tests']; import django; django.setup()\n"
        "from django.core.management import call_command; call_command('migrate', verbosity=0)\n"
        "from snapshots import test_reading as t; t._writer_beside_reader()\n"
        "from django.db import connection, transaction\n"
        "print(connection.transaction_mode)\n"
    )
    environment = {
        k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "GOC_TEST_DATABASE_URL")
    }
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        env={**environment, "GOC_SITE": str(tmp_path), "DJANGO_SETTINGS_MODULE": "goc.settings"},
    )
    assert (done.returncode, done.stdout) == (0, "IMMEDIATE\n"), done.stderr


@pytest.mark.django_db(transaction=True)
def test_what_is_committed_is_on_the_disk() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL waits for the disk at each commit")
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA synchronous").fetchone()[0] == 2
