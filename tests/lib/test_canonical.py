"""One byte form for each value; what JSON cannot write, and digests."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goc.lib.canonical import canonical, digest, file_digest, plain
from goc.lib.wire import MARK, packed, unpacked

ID = UUID("01900000-0000-7000-8000-000000000001")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": 2}, '{"a":2,"b":1}'),
        ({"đ": 1, "d": 2, "e": 3}, '{"d":2,"e":3,"đ":1}'),  # by code points, not as words sort
        (["Ðình Lập", "Đình Lập"], '["Ðình Lập","Đình Lập"]'),  # two letters that look alike
        ([1, 1.5, True, None, ""], '[1,1.5,true,null,""]'),
        ("a\n“b”", '"a\\n“b”"'),
        ((1, (2,)), "[1,[2]]"),
        (date(1975, 4, 30), '"1975-04-30"'),
        (datetime(2025, 7, 1, 0, 0, tzinfo=UTC), '"2025-07-01T00:00:00+00:00"'),
        (Decimal("92.50"), '"92.50"'),
        (ID, '"01900000-0000-7000-8000-000000000001"'),
        (Path("a") / "b.txt", '"a/b.txt"'),
    ],
    ids=str,
)
def test_the_bytes_of_a_value(value, text):
    assert canonical(value) == text.encode()


@pytest.mark.parametrize("value", [b"bytes", {1, 2}, object(), clock(4, 5), timedelta(1)])
def test_what_is_no_value_of_a_record_is_not_written(value):
    with pytest.raises(TypeError, match=rf"^not JSON: {type(value).__name__}$"):
        canonical([value])


def test_what_json_writes_itself_is_not_asked_for():
    with pytest.raises(TypeError, match=r"^not JSON: str$"):
        plain("a")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=50, deadline=None)
@given(VALUES)
def test_it_is_json_of_the_same_value_and_written_once(value):
    written = canonical(value)
    assert json.loads(written) == value
    assert canonical(json.loads(written)) == written
    assert b"\n" not in written


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.text(), st.integers(), min_size=2))
def test_the_order_of_keys_does_not_matter(value):
    turned = dict(reversed(value.items()))
    assert list(turned) != list(value)
    assert canonical(turned) == canonical(value)


def test_the_digest_is_that_of_sha_256():
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert digest(b"") == empty
    assert digest(b"abc").startswith("ba7816bf8f01cfea")


def test_a_file_has_the_digest_of_its_bytes(tmp_path):
    data = bytes(range(256)) * 5000  # longer than what is read at once
    (tmp_path / "a").write_bytes(data)
    assert file_digest(tmp_path / "a") == digest(data) == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("value", "carried"),
    [
        (b"", {MARK: "bytes", "value": ""}),
        (b"\xff\x00g", {MARK: "bytes", "value": "/wBn"}),
        (date(2026, 1, 2), {MARK: "date", "value": "2026-01-02"}),
        (datetime(2026, 1, 2, 3, 4), {MARK: "datetime", "value": "2026-01-02T03:04:00"}),
        (clock(23, 59), {MARK: "time", "value": "23:59:00"}),
        (timedelta(days=1, seconds=0.5), {MARK: "timedelta", "value": 86400.5}),
    ],
    ids=str,
)
def test_what_a_worker_carries_says_its_kind(value, carried):
    assert packed(value) == carried
    assert unpacked(carried) == value


@pytest.mark.parametrize("value", [Decimal(1), ID, Path("a"), {1}, 1j])
def test_what_a_worker_does_not_carry(value):
    with pytest.raises(TypeError, match=rf"^not for a worker: {type(value).__name__}$"):
        packed(value)


def test_a_record_of_ones_own_is_handed_over_as_it_is():
    own = {"kind": "bytes", "value": "AA=="}
    assert unpacked(own) is own
    with pytest.raises(KeyError):
        unpacked({MARK: "decimal", "value": "1"})
