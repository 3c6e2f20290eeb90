"""A folder against its manifest, file by file: what is missing, changed, too much, or no file."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from goc.lib.canonical import canonical, digest
from goc.lib.errors import NotInOrderError
from goc.snapshots import opening
from goc.snapshots.opening import check_in_order, copy_snapshot
from goc.snapshots.verify import (
    check_files,
    check_listed,
    check_snapshot,
    damage_of,
    read_manifest,
    snapshot_manifest,
)

FACTS, UNITS = b"facts", b"units"


def manifest(**more):
    files = {"facts": FACTS, "units": UNITS}
    tables = [
        {"name": name, "file": f"{name}.parquet", "sha256": digest(data)}
        for name, data in files.items()
    ]
    own = {"schema_version": 1, "id": "s1", "cut_off": "2012-12-31", "tables": tables}
    return canonical({**own, **more})


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "snapshots" / "s1"
    made.mkdir(parents=True)
    (made / "facts.parquet").write_bytes(FACTS)
    (made / "units.parquet").write_bytes(UNITS)
    (made / "manifest.json").write_bytes(manifest())
    return made


RECORDED = digest(manifest())


def told(problems):
    return [(p["file"], p["where"], p["found"], p["expected"]) for p in problems]


def checked(folder, recorded=RECORDED):
    return told(check_snapshot(folder, recorded))


def test_a_manifest_tells_its_tables_and_their_digests():
    read = snapshot_manifest(json.loads(manifest()))
    assert (read.id, read.cut_off) == ("s1", date(2012, 12, 31))
    assert [(f.table, f.file) for f in read.files] == [
        ("facts", "facts.parquet"),
        ("units", "units.parquet"),
    ]
    assert read.digests == {"facts.parquet": digest(FACTS), "units.parquet": digest(UNITS)}


def test_a_folder_in_order(folder):
    assert checked(folder) == []
    assert checked(folder, None) == []  # a stranger's, of which nothing is recorded
    assert damage_of(folder, RECORDED) == []


def test_a_file_with_other_bytes(folder):
    (folder / "units.parquet").write_bytes(b"Units")
    wrong = [("units.parquet", "SHA-256", digest(b"Units"), digest(UNITS))]
    assert checked(folder) == wrong == told(damage_of(folder, RECORDED))


def test_a_file_that_is_gone(folder):
    (folder / "facts.parquet").unlink()
    wrong = [("facts.parquet", "tệp", "không có", "có")]
    assert checked(folder) == wrong == told(damage_of(folder, RECORDED))


def test_every_file_is_told_in_the_order_of_names(folder):
    for name in ("units.parquet", "facts.parquet"):
        (folder / name).write_bytes(b"")
    assert [file for file, *_ in checked(folder)] == ["facts.parquet", "units.parquet"]


def test_a_file_that_nobody_listed_does_no_harm_but_is_told(folder):
    (folder / "sub").mkdir()
    (folder / "sub" / "ghi chú.txt").write_text("của tôi")
    (folder / "a.txt").write_text("của tôi")
    assert checked(folder) == [
        ("a.txt", "tệp", "thừa", "không có trong bản kê"),
        ("sub/ghi chú.txt", "tệp", "thừa", "không có trong bản kê"),
    ]
    assert damage_of(folder, RECORDED) == []


def test_an_empty_folder_inside_is_nothing(folder):
    (folder / "sub").mkdir()
    assert checked(folder) == []


def test_a_link_is_told_and_not_gone_into(folder, tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "secret.txt").write_text("x")
    (folder / "lối").symlink_to(tmp_path / "other")
    (folder / "units.parquet").rename(tmp_path / "units.parquet")
    (folder / "units.parquet").symlink_to(tmp_path / "units.parquet")
    assert checked(folder) == [
        ("units.parquet", "tệp", "liên kết", "tệp thường"),
        ("lối", "tệp", "liên kết", "không có trong bản kê"),
    ]


def test_a_folder_in_the_place_of_a_file(folder):
    (folder / "facts.parquet").unlink()
    (folder / "facts.parquet").mkdir()
    assert checked(folder) == [("facts.parquet", "tệp", "thư mục", "tệp thường")]


def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(folder):
    (folder / "facts.parquet").unlink()
    os.mkfifo(folder / "facts.parquet")
    assert checked(folder)[0] == ("facts.parquet", "tệp", "không phải tệp", "tệp thường")


def test_a_manifest_that_is_not_the_one_recorded(folder):
    data = manifest(id="s2")
    (folder / "manifest.json").write_bytes(data)
    wrong = [("manifest.json", "SHA-256", digest(data), RECORDED)]
    assert checked(folder) == wrong == told(damage_of(folder, RECORDED))
    assert checked(folder, None) == []


def test_of_another_manifest_the_files_are_checked_too_but_not_for_damage(folder):
    (folder / "manifest.json").write_bytes(manifest(id="s2"))
    (folder / "facts.parquet").write_bytes(b"x")
    assert [file for file, *_ in checked(folder)] == ["manifest.json", "facts.parquet"]
    assert [p["file"] for p in damage_of(folder, RECORDED)] == ["manifest.json"]


def test_a_folder_without_a_manifest(folder):
    (folder / "manifest.json").unlink()
    wrong = [("manifest.json", "tệp", "không có", "có")]
    assert checked(folder) == wrong == told(damage_of(folder, RECORDED))
    assert read_manifest(folder, None)[0] is None


@pytest.mark.parametrize(
    ("data", "where", "found"),
    [
        (b"[]", "nội dung", "danh sách"),
        (b"{", "nội dung", "không phải JSON"),
        (manifest(cut_off="x"), "cut_off", "x"),
        (
            manifest(tables=[{"name": "a", "file": "../a", "sha256": "0" * 64}]),
            "tables[0].file",
            "../a",
        ),
    ],
)
def test_a_manifest_that_cannot_be_read(folder, data, where, found):
    (folder / "manifest.json").write_bytes(data)
    for problems in (check_snapshot(folder, digest(data)), damage_of(folder, digest(data))):
        assert [(p["where"], p["found"]) for p in problems] == [(where, found)]


def test_what_the_disk_refuses_is_a_problem_of_that_file(folder, monkeypatch):
    def refused(path):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("goc.snapshots.verify.file_digest", refused)
    assert told(check_listed(folder, {"facts.parquet": digest(FACTS)})) == [
        ("facts.parquet", "tệp", "không đọc được (Input/output error)", "đọc được")
    ]


def test_of_no_files_all_are_too_many(folder):
    assert [p["file"] for p in check_files(folder, {})] == ["facts.parquet", "units.parquet"]


@dataclass(frozen=True)
class Held:
    """A snapshot as who counts from it holds it."""

    folder: Path
    manifest_sha256: str = RECORDED
    cut_off: date = date(2012, 12, 31)


@pytest.fixture
def digested(monkeypatch):
    """The folders that were digested, in order; nothing is remembered of other tests."""
    seen, real = [], opening.damage_of
    monkeypatch.setattr(opening, "_in_order", {})

    def look(folder, sha256):
        seen.append(folder.name)
        return real(folder, sha256)

    monkeypatch.setattr(opening, "damage_of", look)
    return seen


def test_its_bytes_are_digested_once(folder, digested):
    for _ in range(3):
        check_in_order(Held(folder))
    assert digested == ["s1"]


@pytest.mark.parametrize("change", ["touched", "longer", "another manifest"])
def test_what_is_not_as_it_was_is_digested_again(folder, digested, change):
    check_in_order(Held(folder))
    recorded = RECORDED
    if change == "touched":
        os.utime(folder / "facts.parquet", ns=(0, 0))
    elif change == "longer":
        (folder / "more.txt").write_text("x")
    else:
        (folder / "manifest.json").write_bytes(manifest(id="s2"))
        recorded = digest(manifest(id="s2"))
    check_in_order(Held(folder, recorded))
    assert len(digested) == 2


def test_what_was_damaged_is_not_remembered_as_good(folder, digested):
    (folder / "facts.parquet").write_bytes(b"x")
    for _ in range(2):
        with pytest.raises(NotInOrderError, match=r"facts\.parquet, SHA-256"):
            check_in_order(Held(folder))
    assert digested == ["s1", "s1"]


def test_no_more_are_remembered_than_most(folder, digested, monkeypatch):
    monkeypatch.setattr(opening, "MOST", 2)
    held = [Held(folder)]
    for name in ("s2", "s3"):
        copy = folder.with_name(name)
        copy.mkdir()
        for path in folder.iterdir():
            (copy / path.name).write_bytes(path.read_bytes())
        held.append(Held(copy))
    for one in [*held, *held[1:], held[0]]:
        check_in_order(one)
    assert digested == ["s1", "s2", "s3", "s1"]


def test_a_folder_that_is_not_there_is_said(folder):
    gone = folder.with_name("s9")
    with pytest.raises(NotInOrderError) as refused:
        check_in_order(Held(gone))
    assert str(refused.value) == (
        f"Không tìm thấy bản chốt số liệu trong {gone}. Chạy `goc doctor` để biết cách khôi phục."
    )


def test_a_copy_holds_what_the_manifest_lists_and_nothing_else(folder, tmp_path):
    (folder / "ghi chú.txt").write_text("của tôi")
    copy_snapshot(folder, tmp_path / "copy")
    assert checked(tmp_path / "copy") == []
    copy_snapshot(folder, tmp_path / "copy")  # once more over itself
    assert checked(tmp_path / "copy") == []


def test_the_manifest_of_a_copy_is_written_last(folder, tmp_path):
    (folder / "units.parquet").unlink()
    with pytest.raises(FileNotFoundError):
        copy_snapshot(folder, tmp_path / "copy")
    assert not (tmp_path / "copy" / "manifest.json").exists()
