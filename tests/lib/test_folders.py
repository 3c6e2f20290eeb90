"""A folder whole or not at all; what makers that were stopped or killed leave behind."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest

from goc.lib import folders
from goc.lib.errors import RefusedError
from goc.lib.folders import making, making_of, replacing, seal
from goc.lib.locks import Hold, abandoned, held

HELD = (
    "import sys; from pathlib import Path; from goc.lib.locks import held\n"
    "with held(Path(sys.argv[1])) as hold: print(hold.name, flush=True); sys.stdin.read()"
)


def tree(folder: Path) -> dict[str, str]:
    paths = sorted(p for p in folder.rglob("*") if p.is_file())
    return {p.relative_to(folder).as_posix(): p.read_text() for p in paths}


def yes() -> bool:
    return True


def no() -> bool:
    return False


def fail(*_: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.fixture
def another(tmp_path) -> Callable[[Path], subprocess.Popen[str]]:
    """A living process that holds a path until its input ends."""
    started = []

    def start(path: Path) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", HELD, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": "src"},
        )
        started.append(process)
        assert process.stdout.readline() == "OURS\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def test_it_has_its_name_only_at_the_end(tmp_path):
    target = tmp_path / "new" / "a"
    with making(target, no) as folder:
        (folder / "sub").mkdir()
        (folder / "sub" / "one.txt").write_text("1")
        assert (folder, target.exists()) == (making_of(target), False)
        sha256 = seal(folder, b"{}")
        assert folders.is_sealed(folder, sha256) and not folders.is_sealed(folder, "0" * 64)
    assert tree(tmp_path) == {"new/a/manifest.json": "{}", "new/a/sub/one.txt": "1"}


@pytest.mark.parametrize("stop", [OSError(28, "full"), KeyboardInterrupt()])
def test_what_stops_it_before_it_is_recorded_leaves_nothing(tmp_path, stop):
    with pytest.raises(type(stop)), making(tmp_path / "a", no) as folder:
        (folder / "one.txt").write_text("1")
        raise stop
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_what_stops_it_after_that_leaves_it_whole_for_who_comes_next(tmp_path):
    with pytest.raises(KeyboardInterrupt), making(tmp_path / "a", yes) as folder:
        seal(folder, b"{}")
        raise KeyboardInterrupt
    assert tree(tmp_path) == {".making-a/manifest.json": "{}"}
    folders.put_in_place(making_of(tmp_path / "a"), tmp_path / "a")
    assert tree(tmp_path) == {"a/manifest.json": "{}"}


def test_whoever_gives_the_name_first_the_maker_finds_it_done(tmp_path):
    with making(tmp_path / "a", no) as folder:
        seal(folder, b"{}")
        folder.rename(tmp_path / "a")
    assert tree(tmp_path) == {"a/manifest.json": "{}"}
    with pytest.raises(FileNotFoundError), making(tmp_path / "b", no) as folder:
        folders.remove(folder)


def test_every_file_and_folder_is_laid_on_the_disk_before_it_is_sealed(tmp_path, monkeypatch):
    flushed = []
    monkeypatch.setattr(os, "fsync", lambda handle: flushed.append(os.fstat(handle).st_ino))
    with making(tmp_path / "a", no) as folder:
        (folder / "sub").mkdir()
        (folder / "sub" / "one.txt").write_text("1")
        seal(folder, b"{}")
        inside = {p.stat().st_ino for p in (folder, *folder.rglob("*"))}
        assert set(flushed[:4]) == inside and len(inside) == 4
    place = [tmp_path.stat().st_ino, tmp_path.parent.stat().st_ino]
    assert flushed[4:] == place * 2  # the name it is written under, then its own


@pytest.mark.parametrize(("error", "stops"), [(errno.EINVAL, False), (errno.EIO, True)])
def test_a_folder_that_cannot_be_flushed_stops_nothing_a_bad_disk_does(
    tmp_path, monkeypatch, error, stops
):
    real = os.fsync

    def refused(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(error, "x")
        real(handle)

    monkeypatch.setattr(os, "fsync", refused)
    with pytest.raises(OSError) if stops else nullcontext(), making(tmp_path / "a", no) as folder:
        seal(folder, b"{}")
    assert (tmp_path / "a").exists() is not stops


def test_a_lock_tells_the_living_from_the_killed(tmp_path, another):
    process = another(tmp_path)
    with held(tmp_path) as hold, abandoned(tmp_path) as dead:
        assert (hold, dead) == (Hold.NOT_OURS, False)
    process.kill()
    process.wait()
    with abandoned(tmp_path) as dead:
        assert dead
    with abandoned(tmp_path / "gone") as dead:
        assert not dead


def test_a_lock_on_what_was_renamed_meanwhile_is_none(tmp_path, monkeypatch):
    import fcntl

    path, real = tmp_path / "a", fcntl.flock
    path.mkdir()

    def renamed(handle: int, how: int) -> None:
        path.rename(tmp_path / "b")
        real(handle, how)

    monkeypatch.setattr(fcntl, "flock", renamed)
    with held(path) as hold:
        assert hold is Hold.NOT_OURS


def test_where_nothing_can_be_locked_a_day_decides(tmp_path, monkeypatch):
    import fcntl

    def unsupported(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(fcntl, "flock", unsupported)
    with making(tmp_path / "a", no) as folder, abandoned(folder) as dead:
        assert not dead
    os.utime(tmp_path / "a", (0, 0))
    with abandoned(tmp_path / "a") as dead:
        assert dead


def test_two_at_once_do_not_write_into_one_another(tmp_path, another, monkeypatch):
    monkeypatch.setattr(folders, "PAUSE", 0)
    making_of(tmp_path / "a").mkdir()
    (making_of(tmp_path / "a") / "theirs.txt").write_text("1")
    another(making_of(tmp_path / "a"))
    with (
        pytest.raises(RefusedError, match=f"lần ghi khác vào {tmp_path}/a;"),
        replacing(tmp_path / "a"),
    ):
        raise AssertionError
    assert tree(tmp_path) == {".making-a/theirs.txt": "1"}


def test_what_a_killed_one_left_under_the_same_name_is_not_built_upon(tmp_path):
    left = making_of(tmp_path / "a")
    (left / "sub").mkdir(parents=True)
    (left / "sub" / "old.txt").write_text("1")
    (left / "link").symlink_to(tmp_path)
    with replacing(tmp_path / "a") as folder:
        (folder / "new.txt").write_text("2")
    assert tree(tmp_path) == {"a/new.txt": "2"}


def test_a_copy_takes_the_place_of_the_earlier_one(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "old.txt").write_text("1")
    with replacing(tmp_path / "a") as folder:
        (folder / "new.txt").write_text("2")
        assert tree(tmp_path / "a") == {"old.txt": "1"}
    assert tree(tmp_path) == {"a/new.txt": "2"}


@pytest.mark.parametrize("where", ["flush", "flush_file", "_replace"])
def test_a_copy_that_fails_leaves_the_earlier_one(tmp_path, monkeypatch, where):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "old.txt").write_text("1")
    monkeypatch.setattr(folders, where, fail)
    with pytest.raises(OSError), replacing(tmp_path / "a") as folder:
        (folder / "new.txt").write_text("2")
    assert tree(tmp_path) == {"a/old.txt": "1"}


def test_a_rename_that_fails_puts_the_earlier_one_back(tmp_path, monkeypatch):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "old.txt").write_text("1")
    real = Path.rename

    def refused(path: Path, target: Path) -> Path:
        return fail() if path.name == ".making-a" else real(path, target)

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(OSError), replacing(tmp_path / "a") as folder:
        (folder / "new.txt").write_text("2")
    assert tree(tmp_path) == {"a/old.txt": "1"}


@pytest.mark.parametrize(
    ("left", "during"),
    [
        ({".old-a/old.txt": "1", ".making-a/new.txt": "2"}, {"old.txt": "1"}),
        ({".old-a/old.txt": "1", "a/new.txt": "2"}, {"new.txt": "2"}),
    ],
)
def test_the_next_copy_clears_what_a_killed_one_left(tmp_path, left, during):
    for name, text in left.items():
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text)
    with replacing(tmp_path / "a") as folder:
        assert tree(tmp_path / "a") == during
        (folder / "newest.txt").write_text("3")
    assert tree(tmp_path) == {"a/newest.txt": "3"}


def test_what_is_set_aside_goes_over_nothing(tmp_path):
    for text in ("1", "2", "3"):
        (tmp_path / "files").mkdir(exist_ok=True)
        (tmp_path / "files" / "a").write_text(text)
        folders.set_aside(tmp_path / "files" / "a", tmp_path)
    assert tree(tmp_path) == {
        "set-aside/files/a": "1",
        "set-aside/files/a-2": "2",
        "set-aside/files/a-3": "3",
    }
