"""Manifests of every kind, whoever wrote them: a problem or one sentence, never anything else."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goc.lib.canonical import digest, file_digest
from goc.lib.errors import InputError
from goc.snapshots.engine import Frozen
from goc.snapshots.manifests import MalformedError, Problem
from goc.snapshots.verify import check_files, check_snapshot, damage_of, snapshot_manifest
from snapshots.corrupting import corrupted

KEPT = Path(__file__).parents[1] / "golden" / "0.1" / "small" / "dossier" / "snapshot"
GOOD: dict[str, Any] = json.loads((KEPT / "manifest.json").read_bytes())
WRITTEN = settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60
)


def changed(**more: Any) -> dict[str, Any]:
    return {**GOOD, **more}


def row(**more: Any) -> dict[str, Any]:
    return changed(tables=[{**GOOD["tables"][0], **more}])


def can_be_printed(problems: list[Problem]) -> bool:
    """As the command prints them, and as a page shows them."""
    json.dumps(problems, ensure_ascii=False).encode()
    return all(set(p) == {"file", "where", "found", "expected"} for p in problems)


@pytest.fixture
def folder(tmp_path) -> Path:
    shutil.copytree(KEPT, tmp_path / "snapshot")
    return tmp_path / "snapshot"


def test_a_good_one_is_read() -> None:
    read = snapshot_manifest(GOOD)
    assert (read.id, read.cut_off.isoformat(), len(read.files)) == (GOOD["id"], "2012-12-31", 18)
    assert read.digests == {t["file"]: t["sha256"] for t in GOOD["tables"]}


@pytest.mark.parametrize(
    ("bad", "where", "found"),
    [
        (changed(schema_version=99), "schema_version", 99),
        (changed(schema_version="1"), "schema_version", "chữ"),
        (changed(schema_version=True), "schema_version", "đúng hoặc sai"),
        (changed(tables={}), "tables", "đối tượng"),
        (changed(tables=[[]]), "tables[0]", "danh sách"),
        (changed(cut_off="31/12/2012"), "cut_off", "31/12/2012"),
        (changed(id=None), "id", "rỗng"),
        (changed(id=""), "id", "trống"),
        ({k: v for k, v in GOOD.items() if k != "tables"}, "tables", "không có"),
        (row(sha256="x"), "tables[0].sha256", "x"),
        (row(name=1), "tables[0].name", "số nguyên"),
        (row(file="../x.parquet"), "tables[0].file", "../x.parquet"),
        (row(file="/etc/passwd"), "tables[0].file", "/etc/passwd"),
        (row(file="a//b"), "tables[0].file", "a//b"),
        (row(file="a\\..\\b"), "tables[0].file", "a\\..\\b"),
        (row(file=""), "tables[0].file", ""),
        (row(file="x" * 256), "tables[0].file", "x" * 254 + "…"),
        (row(file="a\ud800"), "tables[0].file", "a\\ud800"),
    ],
)
def test_what_is_wrong_is_told(bad, where: str, found: object) -> None:
    with pytest.raises(MalformedError) as told:
        snapshot_manifest(bad)
    assert (told.value.problem["where"], told.value.problem["found"]) == (where, found)
    assert can_be_printed([told.value.problem])


@pytest.mark.slow
@settings(deadline=None, max_examples=300)
@given(corrupted(GOOD))
def test_a_corrupted_one_is_malformed_or_names_files_of_its_folder(bad: Any) -> None:
    if not isinstance(bad, dict):
        return
    try:
        read = snapshot_manifest(bad)
    except MalformedError as why:
        assert can_be_printed([why.problem]) and str(why)
        return
    here = Path("/somewhere/snapshot")
    assert all(
        Path(os.path.normpath(here / name)).parent.is_relative_to(here) for name in read.digests
    )


@pytest.mark.slow
@WRITTEN
@given(bad=corrupted(GOOD))
def test_a_folder_with_a_corrupted_one_has_problems(folder: Path, bad: Any) -> None:
    data = json.dumps(bad).encode()
    (folder / "manifest.json").write_bytes(data)
    recorded = file_digest(KEPT / "manifest.json")
    for problems in (check_snapshot(folder, recorded), damage_of(folder, recorded)):
        assert problems and can_be_printed(problems)
    for problems in (check_snapshot(folder, digest(data)), damage_of(folder, digest(data))):
        assert can_be_printed(problems)


@pytest.mark.slow
@WRITTEN
@given(bad=corrupted(GOOD))
def test_opening_a_folder_with_a_corrupted_one_is_one_sentence(folder: Path, bad: Any) -> None:
    (folder / "manifest.json").write_bytes(json.dumps(bad).encode())
    try:
        frozen = Frozen(folder)
    except InputError as why:
        assert str(why)
        return
    assert frozen.id and frozen.cut_off and all(p.parent == folder for p in frozen.files.values())


@WRITTEN
@given(data=st.binary(max_size=40))
def test_bytes_that_are_no_manifest_are_problems(folder: Path, data: bytes) -> None:
    (folder / "manifest.json").write_bytes(data)
    assert check_snapshot(folder, digest(data)) and can_be_printed(check_snapshot(folder, None))


def test_a_manifest_nested_without_end_is_a_problem(folder: Path) -> None:
    (folder / "manifest.json").write_text("[" * 200_000)
    assert [p["found"] for p in check_snapshot(folder, None)] == ["không phải JSON"]


def _as_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _as_link(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.symlink_to(path.with_name("elsewhere"))


def _as_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize("name", ["manifest.json", "facts.parquet"])
@pytest.mark.parametrize(
    ("make", "found"),
    [
        (_as_folder, "thư mục"),
        (_as_link, "liên kết"),
        (_as_pipe, "không phải tệp"),
        (Path.unlink, "không có"),
    ],
)
def test_what_is_no_file_is_told(folder: Path, name: str, make, found: str) -> None:
    make(folder / name)
    problems = check_snapshot(folder, None)
    assert (problems[0]["file"], problems[0]["where"], problems[0]["found"]) == (name, "tệp", found)


def test_a_link_out_of_the_folder_is_told_and_not_gone_into(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "secret.txt").write_text("x")
    (folder / "out").symlink_to(tmp_path / "other")
    (folder / "nowhere").symlink_to(tmp_path / "gone")
    assert [(p["file"], p["found"]) for p in check_snapshot(folder, None)] == [
        ("nowhere", "liên kết"),
        ("out", "liên kết"),
    ]


def test_a_name_that_no_terminal_takes_can_be_told(folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff.txt")).write_text("x")
    problems = check_snapshot(folder, None)
    assert ([p["file"] for p in problems], can_be_printed(problems)) == (["\\udcff.txt"], True)


def test_a_file_that_cannot_be_read_is_a_problem(folder: Path, monkeypatch) -> None:
    def refused(*_: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("goc.snapshots.verify.file_digest", refused)
    assert check_files(folder, {"facts.parquet": "0" * 64})[0] == {
        "file": "facts.parquet",
        "where": "tệp",
        "found": "không đọc được (Permission denied)",
        "expected": "đọc được",
    }
