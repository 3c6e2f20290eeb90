"""Bytes kept once under their SHA-256 in the site's folder. Who may read them: `access`."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from goc.lib.canonical import file_digest
from goc.lib.errors import NotInOrderError
from goc.lib.folders import flush_folder

NEW = "new-"
holders: list[Callable[[], Iterable[str]]] = []
"""Digests of what is kept without a row of this room; rooms add theirs in `apps.ready()`."""


def home() -> Path:
    return Path(settings.SITE) / "files"


def path_of(sha256: str) -> Path:
    return home() / sha256[:2] / sha256


def put(source: bytes | Path) -> tuple[str, int]:
    """Digest and size. Written under a temporary name, then renamed: a name that exists has all its
    bytes, on the disk.
    """
    folder = home()
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, prefix=NEW)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            _copy(source, out)
        sha256, size = file_digest(temporary), temporary.stat().st_size
        if not _is_kept(sha256):
            _place(temporary, path_of(sha256))
        return sha256, size
    finally:
        temporary.unlink(missing_ok=True)


def _is_kept(sha256: str) -> bool:
    """Whether the bytes are there, and whole. Their time is renewed: nobody shall take them for
    forgotten before the row is written.
    """
    try:
        os.utime(path_of(sha256))
        return file_digest(path_of(sha256)) == sha256
    except FileNotFoundError:
        return False


def _place(temporary: Path, target: Path) -> None:
    target.parent.mkdir(exist_ok=True)
    temporary.replace(target)
    for folder in (target.parent, target.parent.parent):
        flush_folder(folder)


def _copy(source: bytes | Path, out: BinaryIO) -> None:
    if isinstance(source, bytes):
        out.write(source)
    else:
        with source.open("rb") as given:
            while block := given.read(1 << 20):
                out.write(block)
    out.flush()
    os.fsync(out.fileno())


def checked(sha256: str) -> Path:
    """The path, after its bytes were digested again. Raises NotInOrderError."""
    path = path_of(sha256)
    if not path.is_file():
        raise NotInOrderError(
            "Tệp đã ghi sổ nhưng không còn trong kho. Hãy khôi phục từ bản sao lưu."
        )
    if file_digest(path) != sha256:
        raise NotInOrderError(
            "Tệp trong kho đã bị thay đổi so với lúc ghi sổ. Hãy khôi phục từ bản sao lưu."
        )
    return path
