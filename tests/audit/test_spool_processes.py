"""The spool among real processes on a real database: a writer beside, kills, several that read and drain."""

from __future__ import annotations

from uuid import UUID

import pytest

pytestmark = pytest.mark.slow
NO_QUESTION = {"/ask/roster/": 404, "/ask/save/": 302}
"""What answers otherwise because nothing was asked yet."""


def test_pages_answer_while_somebody_writes_and_their_readings_are_kept(real):
    ((person,),) = real.sql("SELECT public_id FROM people_person")
    told = real.script("audit/pages_while_written.py", str(UUID(str(person))))

    slow = {url: seconds for url, (_status, seconds) in told["pages"].items() if seconds >= 1}
    other = {url: s for url, (s, _seconds) in told["pages"].items() if s not in (200, 405)}
    assert (slow, other, len(told["pages"]) > 20) == ({}, NO_QUESTION, True)
    assert (told["before"], told["kept"], told["after"], told["told"]) == (1, 1, 2, True)


def test_a_drain_killed_at_any_line_loses_and_doubles_nothing(real):
    told = real.script("audit/draining_killed.py")

    found = {what: told[what] for what in ("lost", "doubled", "strange")}
    assert found == {"lost": [], "doubled": [], "strange": []}
    assert told["killed"] > 100
    assert told["left"] == {".torn": told["killed"] + 1, "lock": 1}


def test_processes_that_read_drain_and_seal_at_once(real):
    assert real.script("audit/many_processes.py") == {
        "events": 600,
        "doubled": [],
        "in_order": [True, True, True],
        "seals": 3,
        "broken": [],
    }
