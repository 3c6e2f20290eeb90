"""What is told of kept files and of files waiting to be read, and how it is mended."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from goc.lib import folders
from goc.registry import files
from goc.registry.actions import keep_file
from goc.registry.models import StoredFile
from goc.registry.upkeep import troubles


def told() -> list[tuple[str, bool]]:
    return [(t.check, t.repair is not None) for t in troubles()]


def aged(path: Path, hours: float) -> Path:
    then = time.time() - 3600 * hours
    os.utime(path, (then, then))
    return path


@pytest.fixture
def kept(cast) -> StoredFile:
    return keep_file(name="a.pdf", media_type="x", keeper=cast.province, by=cast.alice, data=b"one")


def test_what_is_as_it_was_kept_is_in_order(kept, site):
    aged(files.path_of(kept.sha256), 1000)
    assert told() == []


def test_a_site_without_files_is_in_order(db, site):
    assert (told(), list(site.iterdir())) == ([], [])


@pytest.mark.parametrize(
    ("spoil", "check", "said"),
    [
        (lambda p: p.write_bytes(b"two"), "files.damaged", "(a.pdf, b.pdf) khác lúc ghi sổ."),
        (Path.unlink, "files.missing", "(a.pdf, b.pdf)."),
        (lambda p: (p.unlink(), p.mkdir()), "files.damaged", "khác lúc ghi sổ."),
    ],
)
def test_what_is_not_as_it_was_kept_is_told_once_with_its_names(cast, kept, spoil, check, said):
    for name in ("a.pdf", "b.pdf"):
        keep_file(name=name, media_type="x", keeper=None, by=cast.alice, data=b"one")
    spoil(files.path_of(kept.sha256))
    (found,) = troubles()
    assert (found.check, found.repair) == (check, None)
    assert str(files.path_of(kept.sha256)) in found.what and found.what.endswith(said)


def test_what_the_disk_does_not_give_is_told(kept, monkeypatch):
    def refused(*_: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(files, "file_digest", refused)
    (found,) = troubles()
    assert (found.check, found.repair, found.what) == (
        "files.unreadable",
        None,
        f"Không đọc được {files.path_of(kept.sha256)}: Permission denied.",
    )


def test_handed_in_again_a_damaged_file_is_whole(cast, kept):
    files.path_of(kept.sha256).write_bytes(b"two")
    keep_file(name="a.pdf", media_type="x", keeper=None, by=cast.alice, data=b"one")
    assert (told(), files.checked(kept.sha256).read_bytes()) == ([], b"one")


def test_what_a_killed_one_left_is_removed_once_it_is_old(kept, site):
    left = site / "files" / "new-abc"
    left.write_bytes(b"half")
    assert told() == []
    aged(left, 2)
    (found,) = troubles()
    assert (found.check, found.repair()) == (
        "files.leftover",
        f"Đã xóa {left}, chưa từng vào sổ.",
    )
    assert (told(), left.exists()) == ([], False)


def test_a_file_that_no_row_names_is_set_aside_once_it_is_old(kept, site):
    sha256, _ = files.put(b"nobody's")
    (site / "files" / "zz").mkdir()
    stray = site / "files" / "zz" / "ghi chú.txt"
    stray.write_text("của tôi")
    misplaced = stray.with_name(kept.sha256)
    misplaced.write_bytes(b"one")
    assert told() == []
    for path in (files.path_of(sha256), stray, misplaced):
        aged(path, 25)
    assert told() == [("files.orphan", True)] * 3
    for trouble in troubles():
        trouble.repair()
    aside = site / "set-aside" / "files"
    assert told() == []
    assert (aside / sha256[:2] / sha256).read_bytes() == b"nobody's"
    assert (aside / "zz" / "ghi chú.txt").read_text() == "của tôi"


def test_a_file_wanted_again_while_it_is_set_aside_comes_back(cast, site, monkeypatch):
    sha256, _ = files.put(b"nobody's")
    aged(files.path_of(sha256), 25)
    (found,) = troubles()
    real = folders.set_aside

    def meanwhile(path: Path, site: Path) -> Path:
        keep_file(name="a", media_type="x", keeper=None, by=cast.alice, data=b"nobody's")
        return real(path, site)

    monkeypatch.setattr("goc.registry.upkeep.set_aside", meanwhile)
    assert found.repair() == f"{files.path_of(sha256)} vừa được dùng lại; để nguyên."
    assert (told(), files.checked(sha256).read_bytes()) == ([], b"nobody's")


def test_what_waits_for_longer_than_a_day_is_removed(db, site):
    for name in ("young", "old"):
        (site / "readings" / name / "file").mkdir(parents=True)
    aged(site / "readings" / "old", 25)
    assert told() == [("readings.stale", True)]
    assert [t.repair() for t in troubles()] == [f"Đã xóa {site}/readings/old."]
    assert [p.name for p in (site / "readings").iterdir()] == ["young"]


def test_what_is_kept_is_on_the_disk_with_its_name(site, monkeypatch):
    flushed = []
    monkeypatch.setattr(os, "fsync", lambda handle: flushed.append(os.fstat(handle).st_ino))
    sha256, _ = files.put(b"one")
    path = files.path_of(sha256)
    assert flushed == [p.stat().st_ino for p in (path, path.parent, path.parent.parent)]


def test_a_full_disk_leaves_nothing(site, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        files.put(b"one")
    assert [p for p in site.rglob("*") if p.is_file()] == []
