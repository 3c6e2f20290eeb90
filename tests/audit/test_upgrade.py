"""A log written before it was a chain is moved, linked and verified; what its seals said is kept."""

from __future__ import annotations

import json

import pytest

import real_site

pytestmark = pytest.mark.slow
EVENT = """INSERT INTO audit_event (at, "by", action, kind, subject, text, before, after) VALUES
('2026-11-1{0} 05:00:00', 'alice', 'test.act', 'people.person', '7', '{1}', '{{}}', '{2}')"""
SEAL = """INSERT INTO audit_seal (day, first_id, last_id, events, digest, previous) VALUES
('2026-11-11', 1, 2, 2, 'not what it was', '')"""


def test_an_old_log_is_linked_by_the_upgrade(tmp_path):
    site = real_site.bare(tmp_path / "old")
    site.folder.mkdir()
    before = site.run("-m", "django", "migrate", "audit", "0002", "-v", "0")
    assert before.returncode == 0, before.stderr
    site.sql(EVENT.format(1, "lý do", '{"b": 1, "a": "Nông"}'), EVENT.format(2, "", "{}"), SEAL)

    assert site.goc("migrate").returncode == 0
    added = site.goc("user", "add", "--login", "op", "--name", "Op", "--operator")
    assert added.returncode == 0, added.stderr
    told = json.loads(site.goc("log", "verify", "--json").stdout)
    assert (told["ok"], told["problems"], told["unlinked"]) == (True, [], 0)
    kept = dict(site.sql("SELECT event_id, content FROM audit_eventvalues WHERE event_id < 4"))
    assert kept[1] == '{"after":{"a":"Nông","b":1},"before":{},"text":"lý do"}'
    assert (2 in kept, json.loads(kept[3])["after"]) == (False, {"broken": ["2026-11-11"]})
    site.drop()
