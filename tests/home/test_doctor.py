"""The doctor's own mechanics: checks that cannot run, repairs, what the rooms say, logs of SQLite, shipped files."""

from __future__ import annotations

import shutil
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

import factories
import goc
from goc.audit.models import Event
from goc.audit.spool import folder as spool_folder
from goc.home.doctor import clock, examine, log, mend, program, rooms, work
from goc.home.doctor.examination import Examination
from goc.home.doctor.seeing import Check, Finding, Seen, listed
from goc.home.doctor.wal import fault_of_log
from goc.lib.errors import RefusedError
from goc.lib.upkeep import Trouble


def looked(*checks: Check) -> Examination:
    return examine(plan=lambda _tell: list(checks))


def seen(*troubles: Trouble):
    return lambda: Seen("well", list(troubles))


def broken() -> Seen:
    raise RefusedError("Tệp %(name)s không mở được.", name="A")


def test_every_check_is_told_in_order():
    found = looked(
        Check("one", "một", seen()), Check("two", "hai", seen(Trouble("two", "what", "how")))
    )
    assert found.as_json() == {
        "ok": False,
        "findings": [
            {"check": "one", "ok": True, "message": "well", "mend": ""},
            {"check": "two", "ok": False, "message": "what", "mend": "how"},
        ],
        "skipped": [],
        "mended": [],
    }


def test_a_check_that_cannot_run_is_a_finding_and_the_others_run():
    found = looked(Check("one", "một", broken), Check("two", "hai", seen()))
    assert [(f.check, f.ok, f.message) for f in found.findings] == [
        ("one", False, "Không khám được phần «một»: Tệp A không mở được."),
        ("two", True, "well"),
    ]


def test_what_would_see_nothing_is_left_out_and_named():
    found = looked(
        Check("one", "một", broken),
        Check("two", "hai", seen(), after=("one",)),
        Check("three", "ba", seen(), after=("two",)),
        Check("four", "bốn", seen()),
    )
    assert (found.skipped, [f.check for f in found.findings]) == (["hai", "ba"], ["one", "four"])


def test_progress_is_told():
    told = []
    examine(
        lambda percent, message: told.append((percent, message)),
        plan=lambda tell: [
            Check("one", "một", seen()),
            Check("two", "hai", lambda: tell("giữa chừng") or Seen("well")),
        ],
    )
    assert told == [(0, "một"), (50, "hai"), (50, "giữa chừng"), (100, "Đã khám xong.")]


def test_repairs_are_told_and_one_that_fails_is_a_finding():
    def fails() -> str:
        raise OSError(30, "Read-only file system")

    found = looked(
        Check(
            "one",
            "một",
            seen(
                Trouble("one.a", "a", "how", lambda: "Đã sửa a."),
                Trouble("one.b", "b", "how", fails),
                Trouble("one.c", "c", "how"),
            ),
        )
    )
    again = looked(Check("one", "một", seen()))
    again.tell(mend(found))

    assert [(m.check, m.message) for m in again.mended] == [("one.a", "Đã sửa a.")]
    assert again.wrong == [
        Finding(
            "one.b",
            False,
            "Sửa không thành: OSError: [Errno 30] Read-only file system",
            "Sửa nguyên nhân nêu trên rồi chạy lại `goc doctor`.",
        )
    ]


def test_what_a_room_finds_is_told_and_mended(monkeypatch):
    left = [Trouble("mine.leftover", "Còn tệp tạm.", "Xóa tệp.", lambda: left.clear() or "Đã xóa.")]
    monkeypatch.setattr(rooms, "sources", {"mine": lambda: list(left)})
    check = Check("rooms", "các phòng", rooms.kept)

    found = looked(check)
    assert [(f.check, f.ok, f.message) for f in found.findings] == [
        ("mine.leftover", False, "Còn tệp tạm.")
    ]
    assert [m.message for m in mend(found)] == ["Đã xóa."]
    assert [(f.check, f.ok) for f in looked(check).findings] == [("rooms", True)]


def test_a_room_that_cannot_look_does_not_silence_the_others(monkeypatch):
    def fails():
        raise ValueError("x")

    told = [Trouble("second", "what", "how")]
    monkeypatch.setattr(rooms, "sources", {"first": fails, "second": lambda: told})
    assert [t.check for t in rooms.kept().troubles] == ["first", "second"]


def test_only_the_first_few_are_listed():
    assert (listed("ab"), listed("abcde")) == ("a, b", "a, b, c, … (5)")


def test_torn_lines_are_taken_out_with_an_event(cast):
    spool_folder().mkdir()
    (spool_folder() / "0-1-dead.open").write_bytes(b'{"at": "20\0\xff')
    (trouble,) = log.spooled().troubles
    assert "0-1-dead.torn" in trouble.what
    assert trouble.repair() == "Đã ghi vào nhật ký và bỏ 1 phần ghi dở."

    event = Event.objects.get(action="audit.drop_torn")
    assert (event.by, event.text) == ("operator", 'Phần ghi dở 0-1-dead: {"at": "20��')
    assert (log.spooled().troubles, list(spool_folder().glob("*.torn"))) == ([], [])


def test_torn_lines_stay_where_nobody_answers_for_it(db):
    spool_folder().mkdir()
    (spool_folder() / "0-1-dead.open").write_bytes(b"x")
    found = looked(Check("spool", "lượt xem", log.spooled))
    (repair,) = mend(found)
    assert (repair.ok, "chưa có người vận hành" in repair.message) == (False, True)
    assert len(list(spool_folder().glob("*.torn"))) == 1


def test_a_reading_of_this_moment_is_no_trouble(db):
    from goc.audit.spool import record_reading  # the file is of this moment

    record_reading(by="x", action="y")
    assert log._waiting() == []
    with time_machine.travel(datetime(2026, 11, 20, 3, 2, tzinfo=UTC)):
        assert [t.check for t in log._waiting()] == ["spool"]


def test_a_clock_a_little_ahead_is_no_trouble():
    now = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
    with time_machine.travel(now, tick=False):
        for minutes, lengths in ((4, []), (90, ["90 phút"]), (3 * 24 * 60, ["3 ngày"])):
            mark = clock.Mark("tệp a", now + timedelta(minutes=minutes))
            troubles = clock._seen("well", [mark]).troubles
            assert [length for t in troubles for length in lengths if length in t.what] == lengths
            assert bool(troubles) == bool(lengths)


def test_shipped_files_that_are_missing_or_empty_are_named(tmp_path):
    home = tmp_path / "assets"
    shutil.copytree(Path(goc.__file__).parent / "assets", home)
    assert program.assets(home).troubles == []
    (home / "fonts/Tinos_700Bold.ttf").unlink()
    (home / "static/tabler.css").write_text("")
    (trouble,) = program.assets(home).troubles
    assert "static/tabler.css, fonts/Tinos_700Bold.ttf" in trouble.what


def test_an_operator_who_is_closed_out_runs_nothing(db):
    factories.user("one", operator=True)
    assert work.operator().troubles == []
    factories.User.objects.update(is_active=False)
    assert [t.check for t in work.operator().troubles] == ["operator"]


# --- SQLite's log, made by SQLite


@pytest.fixture
def wal(tmp_path):
    """Ten transactions that stand only in the log; the connection stays open as long as the test."""
    with sqlite3.connect(tmp_path / "a", isolation_level=None) as database:
        database.executescript("PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0")
        database.execute("CREATE TABLE t (x)")
        for number in range(10):
            database.execute("INSERT INTO t VALUES (?)", [str(number) * 1000])
        copy = tmp_path / "copy-wal"
        shutil.copy(tmp_path / "a-wal", copy)
        yield copy
    database.close()


def changed(path: Path, offset: int) -> Path:
    data = bytearray(path.read_bytes())
    data[offset] ^= 1
    path.write_bytes(data)
    return path


FRAME = 24 + 4096


def test_a_whole_log_has_no_fault(wal):
    assert fault_of_log(wal) is None


@pytest.mark.parametrize("offset", [0, 4, 9, 16, 31])
def test_a_log_whose_head_is_damaged_is_told(wal, offset):
    assert fault_of_log(changed(wal, offset)) == "phần đầu của tệp không đúng"


@pytest.mark.parametrize("offset", [0, 5, 8, 15, 20, 24, FRAME - 1])
def test_a_log_damaged_in_the_midst_is_told_with_what_is_lost(wal, offset):
    frames = (wal.stat().st_size - 32) // FRAME
    fault = fault_of_log(changed(wal, 32 + 4 * FRAME + offset))
    assert fault == f"hỏng từ khung 5, {frames - 5} khung sau đó sẽ mất"


def test_the_end_of_a_log_may_be_torn_or_old(wal):
    """As a killed writer leaves it: half a frame, or a frame of an earlier log behind the last."""
    data = wal.read_bytes()
    wal.write_bytes(data[:-100])
    assert fault_of_log(wal) is None
    older = bytearray(data[-FRAME:])
    older[8] ^= 1
    wal.write_bytes(data + bytes(older))
    assert fault_of_log(wal) is None
    wal.write_bytes(data[:20])
    assert fault_of_log(wal) is None
