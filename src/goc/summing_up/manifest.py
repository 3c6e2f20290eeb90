"""The manifest of a dossier as it must be read, whoever wrote it. Plain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from goc.audit.rules import Anchor, read_anchor
from goc.lib.errors import InputError
from goc.snapshots.manifests import (
    KINDS,
    MalformedError,
    check_name,
    check_version,
    kind_of,
    take,
    take_day,
    take_id,
    take_names,
    take_sha256,
)

FORMAT = "goc-dossier"
SCHEMA_VERSION = 1
"""Of the manifest this Gốc writes; every earlier one is read."""


@dataclass(frozen=True)
class Manifest:
    """`files`: path in the folder → SHA-256. `papers`: name → formats. `definitions`: id → SHA-256
    of its meaning. `tables`: the ids of those that were computed. `log`: the head of the site's
    log when it was built; None in those of versions before the log had links.
    """

    id: str
    unit: str
    as_of: date
    since: date
    snapshot_sha256: str
    tables: tuple[str, ...]
    definitions: dict[str, str]
    papers: dict[str, tuple[str, ...]]
    renderers: dict[str, Any]
    files: dict[str, str]
    log: Anchor | None


def dossier_manifest(data: Mapping[str, Any]) -> Manifest:
    """Raises MalformedError."""
    if data.get("format") != FORMAT:
        found = data.get("format", "không có")
        raise MalformedError("format", found, f"{FORMAT}, bản kê của một bộ hồ sơ")
    check_version(data, SCHEMA_VERSION)
    snapshot = take(data, "snapshot", dict)
    files = _files(take(data, "files", dict))
    return Manifest(
        id=take_id(data, "id"),
        unit=take_id(data, "unit"),
        as_of=take_day(data, "as_of"),
        since=take_day(data, "from"),
        snapshot_sha256=take_sha256(snapshot, "manifest_sha256", "snapshot."),
        tables=take_names(data, "tables"),
        definitions=_definitions(take(data, "definitions", dict)),
        papers=_papers(take(data, "papers", dict), files),
        renderers=take(data, "renderers", dict),
        files=files,
        log=_log(data),
    )


def _log(data: Mapping[str, Any]) -> Anchor | None:
    if data.get("log") is None:
        return None
    text = take(data, "log", str)
    try:
        return read_anchor(text)
    except InputError:
        raise MalformedError("log", text, "mốc đối chiếu của nhật ký") from None


def _definitions(rows: Mapping[str, Any]) -> dict[str, str]:
    read = {}
    for name, row in rows.items():
        if not isinstance(row, dict):
            raise MalformedError(f"definitions.{name}", kind_of(row), KINDS[dict])
        read[name] = take_sha256(row, "sha256", f"definitions.{name}.")
    return read


def _papers(rows: Mapping[str, Any], files: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Nothing is printed or read that has no digest."""
    read = {name: take_names(rows, name, "papers.") for name in rows}
    for name, formats in read.items():
        wanted = [f"contents/{name}.json", *(f"{name}.{format_}" for format_ in formats)]
        if missing := [file for file in wanted if file not in files]:
            raise MalformedError(f"papers.{name}", f"thiếu {missing[0]}", "có trong files")
    return read


def _files(rows: Mapping[str, Any]) -> dict[str, str]:
    return {check_name(name, "files"): take_sha256(rows, name, "files.") for name in rows}
