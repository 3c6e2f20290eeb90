"""Readings wait in files and become events, each once, in the order of time; what is torn is kept apart."""

from __future__ import annotations

import json
import os
import resource
import threading
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import pairwise

import pytest
import time_machine

import logged
from goc.audit import spool
from goc.audit.models import Event, SpoolFile
from goc.audit.origin import coming_from, mark_of
from goc.audit.spool import drain, record_reading
from goc.lib.errors import RefusedError

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 19, 5, 0, tzinfo=UTC)


def texts() -> list[str]:
    return logged.texts()


def read(*texts: str) -> None:
    for text in texts:
        record_reading(by="alice", action="people.read", kind="people.person", subject=7, text=text)


def left() -> list[str]:
    return sorted(path.suffix for path in spool.folder().iterdir() if path.name != "lock")


def by_hand(content: bytes, name: str = "0-1-dead.open") -> None:
    spool.folder().mkdir(exist_ok=True)
    (spool.folder() / name).write_bytes(content)


def line(**changed: object) -> bytes:
    told = {"by": "alice", "action": "people.read", "kind": "", "subject": "", "text": ""}
    return json.dumps({"at": NOON.isoformat(), **told, **changed}).encode() + b"\n"


def test_a_reading_becomes_an_event_of_the_time_of_reading():
    with (
        time_machine.travel(NOON, tick=False),
        coming_from(address="10.0.0.7", session_key="key"),
    ):
        read("a")
    assert (drain(), left(), SpoolFile.objects.count()) == (1, [], 0)
    event = Event.objects.get()
    told = ("at", "by", "action", "kind", "subject", "text", "after", "session", "address")
    assert {name: getattr(event, name) for name in told} == {
        "at": NOON,
        "by": "alice",
        "action": "people.read",
        "kind": "people.person",
        "subject": "7",
        "text": "a",
        "after": {},
        "session": mark_of("key"),
        "address": "10.0.0.7",
    }


def test_draining_again_finds_nothing_new():
    read("a", "b")
    assert (drain(), drain(), texts()) == (2, 0, ["a", "b"])


def test_without_a_spool_there_is_nothing_to_drain():
    assert (drain(), spool.folder().exists(), spool.waiting().readings) == (0, False, 0)


def test_what_waits_is_counted_with_its_time():
    with time_machine.travel(NOON, tick=False):
        read("a", "b")
    assert spool.waiting() == spool.Waiting(2, NOON)


def test_nobody_else_on_the_machine_reads_the_spool():
    read("a")
    modes = {oct(path.stat().st_mode & 0o777) for path in spool.folder().iterdir()}
    assert (oct(spool.folder().stat().st_mode & 0o777), modes) == ("0o700", {"0o600"})


def test_readings_between_drains_go_into_new_files():
    read("a")
    drain()
    read("b")
    drain()
    assert texts() == ["a", "b"]


def test_eight_threads_reading_a_hundred_times_give_eight_hundred_events_in_order():
    def work(name: int) -> None:
        read(*(f"{name}.{n}" for n in range(100)))

    threads = [threading.Thread(target=work, args=(name,)) for name in range(8)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        drain()
    drain()

    assert sorted(texts()) == sorted(f"{name}.{n}" for name in range(8) for n in range(100))
    times = list(Event.objects.order_by("id").values_list("at", flat=True))
    assert all(earlier <= later for earlier, later in pairwise(times))


def test_a_torn_line_is_kept_apart_and_blocks_nothing():
    by_hand(line(text="whole") + b'{"at": "2026-11-')
    read("after")

    assert (drain(), texts(), left()) == (2, ["whole", "after"], [".torn"])
    assert [path.read_bytes() for path in spool.torn_files()] == [b'{"at": "2026-11-']


@pytest.mark.parametrize(
    "strange",
    [
        b"\0\0\0\0\n",
        b"[]\n",
        b"7\n",
        line(id=1),
        line(by="x" * 151),
        line(text="a\0b"),
        line(subject=7),
        line(at="yesterday"),
        line(at="2026-11-19T05:00:00"),
        line(text="x" * 501),
        line(session="x" * 33),
        line(site="x"),
    ],
)
def test_a_line_that_is_no_event_blocks_nothing(strange):
    by_hand(line(text="one") + strange + line(text="two"))

    assert (drain(), texts()) == (2, ["one", "two"])
    assert [path.read_bytes() for path in spool.torn_files()] == [strange.rstrip(b"\n")]


def test_a_file_whose_events_are_in_the_table_is_only_removed():
    by_hand(line(text="known") + b"torn", name="0-1-dead.full")
    SpoolFile.objects.create(name="0-1-dead")

    assert (drain(), texts(), left(), SpoolFile.objects.count()) == (0, [], [".torn"], 0)


def test_a_file_that_was_put_away_meanwhile_is_left_for_a_new_one():
    read("a")
    for path in spool.folder().glob("*.open"):
        path.rename(path.with_suffix(".full"))
    read("b")
    assert (drain(), texts()) == (2, ["a", "b"])


def test_a_forked_process_has_a_file_of_its_own():
    read("parent")
    if (pid := os.fork()) == 0:
        read("child")
        os._exit(0)
    os.waitpid(pid, 0)
    files = list(spool.folder().glob("*.open"))
    assert (len(files), drain(), sorted(texts())) == (2, 2, ["child", "parent"])


@contextmanager
def files_no_larger_than(size: int):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_what_finds_no_room_is_refused_and_leaves_no_half_line():
    read("a")
    (path,) = spool.folder().glob("*.open")
    kept = path.read_bytes()
    with files_no_larger_than(len(kept) + 20), pytest.raises(RefusedError, match="đĩa hết chỗ"):
        read("b")

    assert path.read_bytes() == kept
    read("c")
    assert (drain(), texts(), left()) == (2, ["a", "c"], [])


def test_a_page_that_cannot_log_its_reading_is_not_shown(cast, client, site):
    from people.made import full  # needs the cast

    person = full(cast)
    client.force_login(cast.alice)
    (site / "spool").write_text("a file where the folder should be")
    answer = client.get(f"/people/{person.public_id}/")

    assert (answer.status_code, "Chưa ghi được lượt xem này" in answer.text) == (400, True)
    assert "Nông Văn Đức" not in answer.text
