"""What must hold before anything is counted from a snapshot: its bytes are those that were frozen;
and taking it along whole.
"""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path
from typing import Protocol

from goc.lib.errors import NotInOrderError
from goc.lib.folders import MANIFEST
from goc.snapshots.keeping import Held, settle_row
from goc.snapshots.manifests import parse
from goc.snapshots.verify import damage_of, snapshot_manifest

Stamp = tuple[str, int, int, int]
"""Name, size, and when its bytes and when the file itself last changed (nanoseconds)."""

MOST = 200
_in_order: dict[Path, tuple[str, list[Stamp]]] = {}
"""What this process has digested: for which manifest, and the files as they were then."""


class Opened(Held, Protocol):
    """A snapshot of any kind, as whoever counts from it holds it."""

    @property
    def cut_off(self) -> date: ...


def check_in_order(snapshot: Opened) -> None:
    """Raises NotInOrderError. Digests a snapshot once a process, and again when a file of it is not
    the one it was.
    """
    settle_row(snapshot)
    folder = snapshot.folder
    if not folder.is_dir():
        raise NotInOrderError(
            "Không tìm thấy bản chốt số liệu trong %(folder)s. Chạy `goc doctor` để biết cách khôi "
            "phục.",
            folder=folder,
        )
    now = (snapshot.manifest_sha256, _stamps(folder))
    if _in_order.get(folder) != now:
        _check_bytes(snapshot)
        while len(_in_order) >= MOST:
            _in_order.pop(next(iter(_in_order)), None)
        _in_order[folder] = now


def _check_bytes(snapshot: Opened) -> None:
    if damage := damage_of(snapshot.folder, snapshot.manifest_sha256):
        raise NotInOrderError(
            "Bản chốt số liệu đến %(day)s bị hỏng nên không tính gì từ đó: %(folder)s/%(file)s, "
            "%(where)s: thấy %(found)s, phải là %(expected)s. Chạy `goc doctor` để biết cách khôi "
            "phục, hoặc chốt lại.",
            day=f"{snapshot.cut_off:%d/%m/%Y}",
            folder=snapshot.folder,
            **damage[0],
        )


def _stamps(folder: Path) -> list[Stamp]:
    with os.scandir(folder) as entries:
        seen = [(entry.name, entry.stat(follow_symlinks=False)) for entry in entries]
    return sorted((name, s.st_size, s.st_mtime_ns, s.st_ctime_ns) for name, s in seen)


def copy_snapshot(folder: Path, to: Path) -> None:
    """The files of its manifest, the manifest last; nothing else that lies there. Raises
    MalformedError, OSError.
    """
    to.mkdir(exist_ok=True)
    data = (folder / MANIFEST).read_bytes()
    for name in snapshot_manifest(parse(data)).digests:
        shutil.copyfile(folder / name, to / name)
    (to / MANIFEST).write_bytes(data)
