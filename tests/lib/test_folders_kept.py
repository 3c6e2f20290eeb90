"""What is written whole: the pieces of it, each on its own."""

from __future__ import annotations

import errno
import os
import stat

import pytest

from goc.lib import folders
from goc.lib.canonical import digest
from goc.lib.errors import RefusedError
from goc.lib.folders import making, making_of, put_in_place, remove, replacing, seal, set_aside
from goc.lib.locks import held


@pytest.fixture
def home(tmp_path):
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


@pytest.fixture
def flushed(monkeypatch):
    """Inodes in the order in which they were laid on the disk."""
    seen = []
    monkeypatch.setattr(os, "fsync", lambda handle: seen.append(os.fstat(handle).st_ino))
    return seen


def names(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_before_it_has_its_name_it_is_called_otherwise(home):
    assert making_of(home / "2012-12-31") == home / ".making-2012-12-31"


@pytest.mark.parametrize(
    ("found", "sha256", "is_sealed"),
    [
        (None, None, False),
        (None, digest(b""), False),
        (b"{}", None, True),
        (b"{}", digest(b"{}"), True),
        (b"{} ", digest(b"{}"), False),
        (b"", digest(b"{}"), False),
    ],
)
def test_it_is_sealed_by_its_manifest(home, found, sha256, is_sealed):
    if found is not None:
        (home / "manifest.json").write_bytes(found)
    assert folders.is_sealed(home, sha256) is is_sealed


def test_a_folder_in_the_place_of_the_manifest_seals_nothing(home):
    (home / "manifest.json").mkdir()
    assert not folders.is_sealed(home)
    assert not folders.is_sealed(home, digest(b"{}"))


def test_the_seal_is_the_digest_of_the_manifest(home):
    assert seal(home, b'{"a":1}') == digest(b'{"a":1}')
    assert (home / "manifest.json").read_bytes() == b'{"a":1}'


def test_the_name_is_given_and_laid_on_the_disk(home, flushed):
    (home / ".making-a").mkdir()
    put_in_place(home / ".making-a", home / "a")
    assert names(home) == ["a"]
    assert flushed == [home.stat().st_ino, home.parent.stat().st_ino]


def test_a_name_that_a_file_has_is_not_given(home):
    (home / "a").write_text("tệp")
    with pytest.raises(FileNotFoundError):
        put_in_place(home / ".making-a", home / "a")
    assert (home / "a").read_text() == "tệp"


def test_a_name_that_is_full_already_is_not_given_again(home):
    for name in (".making-a", "a"):
        (home / name).mkdir()
        (home / name / "one.txt").write_text(name)
    with pytest.raises(OSError) as refused:
        put_in_place(home / ".making-a", home / "a")
    assert refused.value.errno in (errno.ENOTEMPTY, errno.EEXIST)
    assert (home / "a" / "one.txt").read_text() == "a"


def test_folders_that_are_still_made_are_found_in_order(home):
    for name in (".making-b", ".making-a", "a", ".old-a", "making-c"):
        (home / name).mkdir()
    assert folders.leftovers(home) == [home / ".making-a", home / ".making-b"]
    assert folders.leftovers(home / "none") == []


def test_what_somebody_else_is_about_to_remove_is_waited_for(home, monkeypatch):
    """The lock is free again when it is looked at once more."""
    making_of(home / "a").mkdir()
    lock = held(making_of(home / "a"))
    lock.__enter__()
    monkeypatch.setattr(folders.time, "sleep", lambda _: lock.__exit__(None, None, None))
    with making(home / "a", lambda: False) as folder:
        (folder / "one.txt").write_text("1")
    assert names(home) == ["a", "a/one.txt"]


def test_it_is_tried_five_times(home, monkeypatch):
    pauses = []
    monkeypatch.setattr(folders.time, "sleep", pauses.append)
    making_of(home / "a").mkdir()
    with (
        held(making_of(home / "a")),
        pytest.raises(RefusedError) as refused,
        making(home / "a", lambda: False),
    ):
        raise AssertionError
    assert str(refused.value) == (
        f"Đang có một lần ghi khác vào {home}/a; hãy chờ xong rồi chạy lại."
    )
    assert pauses == [0.05] * 5
    assert names(home) == [".making-a"]


def test_whether_it_was_recorded_is_asked_only_where_something_stops_it(home):
    asked = []

    def recorded():
        asked.append(True)
        return False

    with making(home / "a", recorded):
        pass
    assert asked == []
    with pytest.raises(KeyError), making(home / "b", recorded):
        raise KeyError
    assert asked == [True]
    assert names(home) == ["a"]


def test_a_copy_is_laid_on_the_disk_before_it_takes_the_place(home, flushed):
    with replacing(home / "a") as folder:
        (folder / "one.txt").write_text("1")
        inside = [(folder / "one.txt").stat().st_ino, folder.stat().st_ino]
    assert flushed == [*inside, home.stat().st_ino, home.parent.stat().st_ino]


def test_what_stood_there_is_gone_after_a_copy(home):
    for text in ("1", "2"):
        with replacing(home / "a") as folder:
            (folder / text).write_text(text)
    assert names(home) == ["a", "a/2"]


def test_a_file_that_stood_there_is_replaced_too(home):
    (home / "a").write_text("tệp")
    with replacing(home / "a") as folder:
        (folder / "one.txt").write_text("1")
    assert names(home) == ["a", "a/one.txt"]


def test_a_copy_that_is_stopped_leaves_nothing_of_itself(home):
    with pytest.raises(KeyError), replacing(home / "a") as folder:
        (folder / "one.txt").write_text("1")
        raise KeyError
    assert names(home) == []


@pytest.mark.parametrize("left", ["file", "folder", "link", "link to a folder", "nothing"])
def test_whatever_it_is_it_is_removed(home, left):
    other = home.parent / "other"
    other.mkdir()
    (other / "kept.txt").write_text("1")
    path = home / "a"
    if left == "file":
        path.write_text("1")
    elif left == "folder":
        (path / "b" / "c").mkdir(parents=True)
    elif left == "link":
        path.symlink_to(other / "kept.txt")
    elif left == "link to a folder":
        path.symlink_to(other)
    remove(path)
    assert names(home) == []
    assert names(other) == ["kept.txt"]


def test_what_is_set_aside_keeps_its_way(home):
    (home / "snapshots" / "2012").mkdir(parents=True)
    (home / "snapshots" / "2012" / "a").write_text("1")
    moved = set_aside(home / "snapshots" / "2012", home)
    assert moved == home / "set-aside" / "snapshots" / "2012"
    assert (moved / "a").read_text() == "1"
    assert not (home / "snapshots" / "2012").exists()


def test_a_link_that_leads_nowhere_is_not_gone_over(home):
    (home / "set-aside").mkdir()
    (home / "set-aside" / "a").symlink_to(home / "none")
    (home / "a").write_text("1")
    assert set_aside(home / "a", home) == home / "set-aside" / "a-2"
    assert (home / "set-aside" / "a").is_symlink()


def test_what_is_set_aside_is_laid_on_the_disk_where_it_comes_and_where_it_went(home, flushed):
    (home / "files").mkdir()
    (home / "files" / "a").write_text("1")
    moved = set_aside(home / "files" / "a", home)
    places = [moved.parent, moved.parent.parent, home / "files", home]
    assert flushed == [place.stat().st_ino for place in places]


@pytest.mark.parametrize(
    ("error", "stops"),
    [
        (errno.EACCES, False),
        (errno.EPERM, False),
        (errno.EINVAL, False),
        (errno.ENOTSUP, False),
        (errno.EIO, True),
        (errno.ENOSPC, True),
    ],
)
def test_of_a_folder_only_what_the_disk_refuses_stops(home, monkeypatch, error, stops):
    def refused(_):
        raise OSError(error, "x")

    monkeypatch.setattr(os, "fsync", refused)
    if stops:
        with pytest.raises(OSError):
            folders.flush_folder(home)
    else:
        folders.flush_folder(home)
    (home / "a").write_text("1")
    with pytest.raises(OSError):  # of a file everything
        folders.flush_file(home / "a")


def test_no_handle_is_left_open(home, monkeypatch):
    opened, closed = [], []
    real_open, real_close = os.open, os.close

    def open_(*arguments):
        opened.append(real_open(*arguments))
        return opened[-1]

    def close(handle):
        closed.append(handle)
        real_close(handle)

    def refused(handle):
        assert stat.S_ISREG(os.fstat(handle).st_mode)
        raise OSError(errno.EIO, "x")

    (home / "a").write_text("1")
    monkeypatch.setattr(os, "open", open_)
    monkeypatch.setattr(os, "close", close)
    monkeypatch.setattr(os, "fsync", refused)
    with pytest.raises(OSError):
        folders.flush_file(home / "a")
    assert opened == closed != []
