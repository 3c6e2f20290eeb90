"""SIGTERM ends the server within ten seconds whatever runs, and the next start heals what was left."""

from __future__ import annotations

import signal
import sqlite3
import sys
import threading
import time
import urllib.request
from contextlib import closing, suppress
from pathlib import Path

import pytest

from home.served import TESTS, Served, served

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("no_server_database")]
STUCK = [sys.executable, str(TESTS / "home" / "stuck_server.py")]
SOON = 20
"""Seconds: it ends in ten; a busy machine takes longer to say so, nobody waits for ever."""
CUT_SHORT = ("failed", "Máy chủ dừng giữa chừng; hãy chạy lại.")


def newest(folder: Path) -> tuple[str, str]:
    with closing(sqlite3.connect(folder / "goc.sqlite3")) as database:
        rows = database.execute("SELECT state, message FROM jobs_job ORDER BY id DESC LIMIT 1")
        return rows.fetchone()


def becomes(folder: Path, wanted: tuple[str, str]) -> bool:
    """Whether the newest job is so within some seconds."""
    end = time.monotonic() + 30
    while newest(folder) != wanted and time.monotonic() < end:
        time.sleep(0.05)
    return newest(folder) == wanted


def ask_for_ever(server: Served) -> None:
    def ask() -> None:
        with suppress(OSError):
            urllib.request.urlopen(f"{server.url}never/", timeout=30).close()

    threading.Thread(target=ask, daemon=True).start()
    time.sleep(0.5)


def told_to_end(server: Served, which: signal.Signals) -> tuple[int, float, str]:
    began = time.monotonic()
    server.process.send_signal(which)
    _out, said = server.process.communicate(timeout=30)
    return server.process.returncode, time.monotonic() - began, said


@pytest.mark.parametrize("which", [signal.SIGTERM, signal.SIGINT])
def test_a_job_that_listens_is_told_and_the_end_is_orderly(migrated, which):
    with served(migrated, [*STUCK, "obedient", "127.0.0.1"]) as server:
        assert becomes(migrated, ("running", "đang làm"))
        code, seconds, said = told_to_end(server, which)

    assert (code, said.splitlines()[-1], seconds < SOON) == (0, "Đã dừng.", True)
    assert newest(migrated) == CUT_SHORT
    assert list((migrated / "workers").iterdir()) == []


@pytest.mark.parametrize(("how", "host"), [("deaf", "127.0.0.1"), ("busy", "localhost")])
def test_a_job_and_a_request_that_never_return_are_abandoned(migrated, how, host):
    with served(migrated, [*STUCK, how, host]) as server:
        assert becomes(migrated, ("running", "đang làm"))
        ask_for_ever(server)
        code, seconds, said = told_to_end(server, signal.SIGTERM)

    last = "Đã dừng; có việc không dừng kịp và bị bỏ dở. Hãy xem trang Công việc khi chạy lại."
    assert (code, said.splitlines()[-1], seconds < SOON) == (1, last, True)
    assert newest(migrated) == CUT_SHORT


def test_who_holds_the_interpreter_is_killed_by_the_guard_and_the_next_start_heals(migrated):
    with served(migrated, [*STUCK, "locking", "127.0.0.1"]) as server:
        assert becomes(migrated, ("running", "đang làm"))
        time.sleep(3)
        code, seconds, said = told_to_end(server, signal.SIGTERM)

    assert (code, seconds < SOON) == (-signal.SIGKILL, True)
    assert "stuck_server.py" in said and "in locking" in said
    assert newest(migrated) == ("running", "đang làm")
    with served(migrated):
        assert becomes(migrated, CUT_SHORT)
