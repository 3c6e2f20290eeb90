"""Rechecking a folder against its manifest; plain, used for snapshots and for dossiers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from goc.lib.canonical import digest, file_digest

Problem = dict[str, Any]
SCHEMA_VERSION = 1
"""Of the manifest this Gốc writes; every earlier one is read."""


def problem(file: str, where: str, found: object, expected: object) -> Problem:
    return {"file": file, "where": where, "found": found, "expected": expected}


def read_manifest(
    folder: Path, expected_sha256: str | None
) -> tuple[dict[str, Any] | None, list[Problem]]:
    """The manifest, and what is wrong with it: missing, not the one whose digest was recorded, not
    JSON.
    """
    path = folder / "manifest.json"
    if not path.exists():
        return None, [problem("manifest.json", "tệp", "không có", "có")]
    data = path.read_bytes()
    problems = []
    if expected_sha256 is not None and digest(data) != expected_sha256:
        problems.append(problem("manifest.json", "SHA-256", digest(data), expected_sha256))
    try:
        manifest = json.loads(data)
    except ValueError:
        return None, [*problems, problem("manifest.json", "nội dung", "không phải JSON", "JSON")]
    return manifest, problems


def check_files(folder: Path, files: dict[str, str]) -> list[Problem]:
    """Each file of `files` (relative path → SHA-256) is there with that digest, and no other file
    is.
    """
    problems = []
    for name, sha256 in sorted(files.items()):
        path = folder / name
        if not path.is_file():
            problems.append(problem(name, "tệp", "không có", "có"))
        elif (found := file_digest(path)) != sha256:
            problems.append(problem(name, "SHA-256", found, sha256))
    known = {*files, "manifest.json"}
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = path.relative_to(folder).as_posix()
        if name not in known:
            problems.append(problem(name, "tệp", "thừa", "không có trong bản kê"))
    return problems


def check_snapshot(folder: Path, expected_sha256: str | None) -> list[Problem]:
    """All problems of one snapshot folder; an empty list means it is in order."""
    manifest, problems = read_manifest(folder, expected_sha256)
    if manifest is None:
        return problems
    try:
        files = {t["file"]: t["sha256"] for t in manifest["tables"]}
    except (KeyError, TypeError):
        return [*problems, problem("manifest.json", "tables", "không đọc được", "danh sách bảng")]
    return problems + check_files(folder, files)
