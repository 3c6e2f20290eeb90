"""Runs of ids, commitments, digests and anchors: pure values."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goc.audit import rules
from goc.lib.errors import InputError

IDS = st.sets(st.integers(1, 60))
VALUES = st.dictionaries(st.text(max_size=5), st.none() | st.booleans() | st.integers() | st.text())
HEADER = rules.Header(
    7,
    datetime(2026, 11, 20, tzinfo=UTC),
    "alice",
    "open",
    "people.person",
    "s",
    UUID(int=1),
    UUID(int=2),
    "m",
    "10.0.0.7",
    "c",
)
BATCH = rules.Batch(3, "p", 5, 9, [(6, 6)], [(2, 3)], 6)


def members(runs: list[rules.Run]) -> set[int]:
    return {id_ for first, last in runs for id_ in range(first, last + 1)}


@given(IDS)
def test_runs_hold_the_ids_and_stand_apart(ids):
    runs = rules.runs_of(sorted(ids))
    assert members(runs) == ids
    assert all(one[1] + 1 < other[0] for one, other in pairwise(runs))


@given(IDS, IDS)
def test_what_is_taken_out_of_runs_is_gone(ids, taken):
    left = rules.without(rules.runs_of(sorted(ids)), rules.runs_of(sorted(taken)))
    assert (members(left), left) == (ids - taken, sorted(left))


@given(IDS, IDS)
def test_merged_runs_are_the_union(one, other):
    runs = [*rules.runs_of(sorted(one)), *rules.runs_of(sorted(other))]
    assert rules.merged(runs) == rules.runs_of(sorted(one | other))


@given(IDS)
def test_gaps_are_what_is_not_there(ids):
    gaps = rules.gaps_between(1, 60, sorted(ids))
    assert gaps == rules.runs_of(sorted(set(range(1, 61)) - ids))


@given(IDS, st.integers(0, 61))
def test_among_runs(ids, id_):
    assert rules.among(rules.runs_of(sorted(ids)))(id_) == (id_ in ids)


def test_runs_are_told_short():
    assert rules.told_runs([(3, 3), (7, 9)]) == "3, 7–9"
    assert rules.told_runs([(n, n) for n in range(0, 30, 2)], most=2) == "0, 2 …"


@given(VALUES, VALUES, st.text(max_size=5))
@settings(max_examples=25, deadline=None)
def test_a_commitment_is_of_salt_and_every_value(before, after, text):
    content = rules.content_of(text, before, after)
    assert (content == "") == (not (before or after or text))
    assert rules.commitment_of("a", content) != rules.commitment_of("b", content)
    other = rules.content_of(text + "x", before, after)
    assert rules.commitment_of("a", content) != rules.commitment_of("a", other)


@pytest.mark.parametrize(
    "changed",
    [
        {"id": 8},
        {"at": datetime(2026, 11, 20, 0, 0, 0, 1, UTC)},
        {"by": "x"},
        {"action": "x"},
        {"kind": "x"},
        {"subject": "x"},
        {"unit": None},
        {"site": None},
        {"session": "x"},
        {"address": "x"},
        {"commitment": "x"},
        {"act": UUID(int=3)},
    ],
)
def test_a_digest_covers_the_whole_header(changed):
    digest = rules.digest_of(BATCH, [HEADER])
    assert rules.digest_of(BATCH, [replace(HEADER, **changed)]) != digest


def test_an_event_of_before_acts_keeps_its_digest():
    told = HEADER.line.decode().strip()
    assert told.endswith('"10.0.0.7","c"]')
    acted = replace(HEADER, act=UUID(int=3)).line.decode()
    assert acted.strip() == f'{told[:-1]},"{UUID(int=3)}"]'


@pytest.mark.parametrize(
    "changed",
    [
        {"position": 4},
        {"previous": "x"},
        {"first_id": 4},
        {"last_id": 10},
        {"gaps": []},
        {"late": [(2, 2)]},
        {"events": 5},
    ],
)
def test_a_digest_covers_what_the_link_says(changed):
    digest = rules.digest_of(BATCH, [HEADER])
    assert rules.digest_of(replace(BATCH, **changed), [HEADER]) != digest


def test_an_anchor_is_read_back_whole_or_shortened():
    anchor = rules.Anchor(137, "ab" * 32)
    assert rules.read_anchor(f" {anchor} ") == anchor
    short = rules.read_anchor("137-" + "AB" * 16)
    assert (short.fits("ab" * 32), short.fits("cd" * 32)) == (True, False)


@pytest.mark.parametrize("text", ["", "137", "137-abc", "x-" + "ab" * 32, "-" + "ab" * 32])
def test_a_text_that_is_no_anchor_is_refused(text):
    with pytest.raises(InputError, match="không phải là mốc đối chiếu"):
        rules.read_anchor(text)
