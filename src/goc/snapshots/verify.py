"""Rechecking a folder against its manifest; plain, used for snapshots and for dossiers."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from goc.lib.canonical import digest, file_digest
from goc.lib.folders import MANIFEST
from goc.snapshots.manifests import (
    KINDS,
    MalformedError,
    Problem,
    check_name,
    check_version,
    kind_of,
    parse,
    problem,
    take,
    take_day,
    take_sha256,
    take_word,
)

SCHEMA_VERSION = 1
"""Of the manifest this Gốc writes; every earlier one is read."""

NOT_LISTED = "không có trong bản kê"


@dataclass(frozen=True)
class FrozenFile:
    """One table of a snapshot, and the file it lies in."""

    table: str
    file: str
    sha256: str


@dataclass(frozen=True)
class SnapshotManifest:
    """What opening and checking a snapshot needs of its manifest."""

    id: str
    cut_off: date
    files: tuple[FrozenFile, ...]

    @property
    def digests(self) -> dict[str, str]:
        return {f.file: f.sha256 for f in self.files}


def snapshot_manifest(data: Mapping[str, Any]) -> SnapshotManifest:
    """Raises MalformedError."""
    check_version(data, SCHEMA_VERSION)
    return SnapshotManifest(
        id=take_word(data, "id"),
        cut_off=take_day(data, "cut_off"),
        files=tuple(_file(row, n) for n, row in enumerate(take(data, "tables", list))),
    )


def _file(row: object, number: int) -> FrozenFile:
    where = f"tables[{number}]"
    if not isinstance(row, dict):
        raise MalformedError(where, kind_of(row), KINDS[dict])
    return FrozenFile(
        table=take(row, "name", str, f"{where}."),
        file=check_name(take(row, "file", str, f"{where}."), f"{where}.file"),
        sha256=take_sha256(row, "sha256", f"{where}."),
    )


def read_manifest(
    folder: Path, expected_sha256: str | None
) -> tuple[dict[str, Any] | None, list[Problem]]:
    """The manifest, and what is wrong with it: missing, unreadable, not the one whose digest was
    recorded, not a JSON object.
    """
    path = folder / MANIFEST
    if wrong := _not_a_file(path):
        return None, [problem(MANIFEST, "tệp", *wrong)]
    try:
        data = path.read_bytes()
    except OSError as why:
        return None, [_unreadable(MANIFEST, why)]
    problems = []
    if expected_sha256 is not None and digest(data) != expected_sha256:
        problems.append(problem(MANIFEST, "SHA-256", digest(data), expected_sha256))
    try:
        return parse(data), problems
    except MalformedError as why:
        return None, [*problems, why.problem]


def check_files(folder: Path, files: Mapping[str, str]) -> list[Problem]:
    """Each file of `files` (path in the folder → SHA-256) is there with that digest, and nothing
    else is; no link is followed out of the folder.
    """
    return check_listed(folder, files) + _unlisted(folder, files)


def check_listed(folder: Path, files: Mapping[str, str]) -> list[Problem]:
    problems = []
    for name, sha256 in sorted(files.items()):
        path = folder / name
        try:
            if wrong := _not_a_file(path):
                problems.append(problem(name, "tệp", *wrong))
            elif (found := file_digest(path)) != sha256:
                problems.append(problem(name, "SHA-256", found, sha256))
        except OSError as why:
            problems.append(_unreadable(name, why))
    return problems


def _unlisted(folder: Path, files: Mapping[str, str]) -> list[Problem]:
    known = {*files, MANIFEST}
    return [
        problem(name, "tệp", "liên kết" if (folder / name).is_symlink() else "thừa", NOT_LISTED)
        for name in sorted(_names_in(folder))
        if name not in known
    ]


def _names_in(folder: Path) -> Iterator[str]:
    """Everything below that is no folder; a link to one is not gone into."""
    for root, folders, files in os.walk(folder):
        for path in (Path(root) / name for name in [*folders, *files]):
            if path.is_symlink() or not path.is_dir():
                yield path.relative_to(folder).as_posix()


def _not_a_file(path: Path) -> tuple[str, str] | None:
    """(what was found, what must be there) when it is none."""
    if path.is_symlink():
        return "liên kết", "tệp thường"
    if path.is_dir():
        return "thư mục", "tệp thường"
    if not path.exists():
        return "không có", "có"
    return None if path.is_file() else ("không phải tệp", "tệp thường")


def _unreadable(name: str, why: OSError) -> Problem:
    return problem(name, "tệp", f"không đọc được ({why.strerror})", "đọc được")


def check_snapshot(folder: Path, expected_sha256: str | None) -> list[Problem]:
    """All problems of one snapshot folder; an empty list means it is in order."""
    data, problems = read_manifest(folder, expected_sha256)
    if data is None:
        return problems
    try:
        return problems + check_files(folder, snapshot_manifest(data).digests)
    except MalformedError as why:
        return [*problems, why.problem]


def damage_of(folder: Path, expected_sha256: str) -> list[Problem]:
    """What forbids to count from a snapshot: the manifest is not the one recorded, or a file not
    that of the manifest. What somebody else left in the folder does no harm.
    """
    data, problems = read_manifest(folder, expected_sha256)
    if problems or data is None:
        return problems
    try:
        return check_listed(folder, snapshot_manifest(data).digests)
    except MalformedError as why:
        return [why.problem]
