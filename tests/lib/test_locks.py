"""Locks of the operating system, where there are such and where there are none."""

from __future__ import annotations

import errno
import fcntl
import os
from contextlib import contextmanager

import pytest

from goc.lib import locks
from goc.lib.locks import DAY, Hold, abandoned, held, taken, untouched

NOW = 1_800_000_000


@pytest.fixture
def looks(monkeypatch):
    """Nobody waits: each look at a held lock is counted."""
    counted = []
    monkeypatch.setattr(locks.time, "sleep", counted.append)
    return counted


@contextmanager
def held_elsewhere(path):
    """As another process would: through a handle of its own."""
    handle = os.open(path, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        yield
    finally:
        os.close(handle)


def written(path, *, ago):
    """A file that was written to so many seconds before NOW."""
    path.write_text("")
    os.utime(path, (NOW - ago, NOW - ago))
    return path


def refuse(error):
    def flock(*_):
        raise OSError(error, "x")

    return flock


def test_a_lock_is_let_go_at_the_end(tmp_path):
    for _ in range(2):
        with held(tmp_path) as hold:
            assert hold is Hold.OURS
            with held(tmp_path) as again:
                assert again is Hold.NOT_OURS
    with held_elsewhere(tmp_path), held(tmp_path) as hold:
        assert hold is Hold.NOT_OURS


def test_a_lock_is_let_go_where_the_work_fails(tmp_path):
    with pytest.raises(KeyError), held(tmp_path):
        raise KeyError
    with held(tmp_path) as hold:
        assert hold is Hold.OURS


def test_what_is_not_there_is_not_ours(tmp_path):
    with held(tmp_path / "none") as hold:
        assert hold is Hold.NOT_OURS


def test_what_another_came_in_the_place_of_is_not_ours(tmp_path, monkeypatch):
    path, real = tmp_path / "a", fcntl.flock
    path.write_text("một")

    def replaced(handle, how):
        path.unlink()
        path.write_text("hai")
        (tmp_path / "b").write_text("ba")
        real(handle, how)

    monkeypatch.setattr(fcntl, "flock", replaced)
    with held(path) as hold:
        assert hold is Hold.NOT_OURS


@pytest.mark.parametrize("error", [errno.ENOLCK, errno.EOPNOTSUPP, errno.EINVAL])
def test_a_drive_without_locks(tmp_path, monkeypatch, error):
    monkeypatch.setattr(fcntl, "flock", refuse(error))
    with held(tmp_path) as hold:
        assert hold is Hold.UNKNOWN


def test_what_may_not_be_opened(tmp_path, monkeypatch):
    def open_(*_):
        raise PermissionError(errno.EACCES, "x")

    monkeypatch.setattr(os, "open", open_)
    with held(tmp_path) as hold:
        assert hold is Hold.UNKNOWN


def test_a_lock_that_is_free_is_taken_and_its_file_goes(tmp_path, looks):
    path = tmp_path / "one.lock"
    with taken(path, 5) as got:
        assert got
        assert path.stat().st_mode & 0o777 == 0o600
        with held(path) as hold:
            assert hold is Hold.NOT_OURS
    assert (path.exists(), looks) == (False, [])


def test_its_file_goes_where_the_work_fails(tmp_path):
    with pytest.raises(KeyError), taken(tmp_path / "one.lock", 5):
        raise KeyError
    assert not (tmp_path / "one.lock").exists()


@pytest.mark.parametrize(("patience", "times"), [(0, 1), (0.02, 2), (0.1, 6), (0.05, 3)])
def test_a_lock_that_another_holds_is_waited_for_and_then_not_got(tmp_path, looks, patience, times):
    path = tmp_path / "one.lock"
    path.touch()
    with held_elsewhere(path), taken(path, patience) as got:
        assert not got
    assert looks == [0.02] * times
    assert path.exists()  # it is the other's


def test_a_lock_that_is_let_go_meanwhile_is_got(tmp_path, monkeypatch):
    path = tmp_path / "one.lock"
    path.touch()
    handle = os.open(path, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    looked = []

    def sleep(seconds):
        looked.append(seconds)
        if len(looked) == 3:
            os.close(handle)

    monkeypatch.setattr(locks.time, "sleep", sleep)
    with taken(path, 1) as got:
        assert got
    assert len(looked) == 3


def test_where_nothing_can_be_locked_nobody_waits(tmp_path, monkeypatch, looks):
    monkeypatch.setattr(fcntl, "flock", refuse(errno.ENOLCK))
    with taken(tmp_path / "one.lock", 5) as got:
        assert got
    assert looks == []


@pytest.mark.parametrize(
    ("ago", "seconds", "is_untouched"),
    [(61, 60, True), (60, 60, False), (59, 60, False), (-5, 0, False), (1, 0, True)],
)
def test_how_long_nothing_was_written(tmp_path, monkeypatch, ago, seconds, is_untouched):
    monkeypatch.setattr(locks.time, "time", lambda: NOW)
    assert untouched(written(tmp_path / "a", ago=ago), seconds) is is_untouched


def test_what_is_gone_was_not_left_alone(tmp_path):
    assert not untouched(tmp_path / "none", 0)


@pytest.mark.parametrize(("ago", "is_abandoned"), [(DAY, False), (DAY + 1, True)])
def test_where_nothing_can_be_locked_a_whole_day_decides(tmp_path, monkeypatch, ago, is_abandoned):
    monkeypatch.setattr(locks.time, "time", lambda: NOW)
    monkeypatch.setattr(fcntl, "flock", refuse(errno.ENOLCK))
    with abandoned(written(tmp_path / "a", ago=ago)) as dead:
        assert dead is is_abandoned


def test_what_a_living_process_holds_is_not_abandoned_however_old(tmp_path, monkeypatch):
    monkeypatch.setattr(locks.time, "time", lambda: NOW)
    path = written(tmp_path / "a", ago=9 * DAY)
    with held_elsewhere(path), abandoned(path) as dead:
        assert not dead
    with abandoned(path) as dead, held(path) as hold:
        assert (dead, hold) == (True, Hold.NOT_OURS)  # nobody takes it meanwhile


def test_a_day_has_its_seconds():
    assert DAY == 24 * 60 * 60
