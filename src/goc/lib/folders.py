"""A folder that appears whole or not at all. Plain.

Its maker writes into `.making-NAME` beside the place, held by a lock while the maker lives; `seal`
lays it on the disk with its manifest; the maker records it; then it is renamed. Killed before the
recording, the maker leaves what nobody knows and whoever comes next removes; killed after it, what
is complete and whoever comes next renames.
"""

from __future__ import annotations

import errno
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from goc.lib.canonical import digest
from goc.lib.errors import RefusedError
from goc.lib.locks import Hold, held

MAKING, OLD = ".making-", ".old-"
MANIFEST = "manifest.json"
SET_ASIDE = "set-aside"
TRIES, PAUSE = 5, 0.05


def making_of(target: Path) -> Path:
    """Where `target` is written before it has its name."""
    return target.with_name(MAKING + target.name)


@contextmanager
def making(target: Path, recorded: Callable[[], bool]) -> Iterator[Path]:
    """The folder to write, seal and record in this order; in its place when the block ends.

    What stops the block removes it, unless `recorded` says that the recording had come through.
    """
    folder = making_of(target)
    with _new(folder):
        try:
            yield folder
        except BaseException:
            if not recorded():
                remove(folder)
            raise
        put_in_place(folder, target)


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A copy that nobody records, to write in; it takes the place of what stands at `target`.

    What stops the block leaves `target` as it was; a kill, at worst, what the next one puts back.
    """
    folder = making_of(target)
    with _new(folder):
        try:
            _put_back(target)
            yield folder
            flush(folder)
            _replace(target, folder)
        except BaseException:
            remove(folder)
            raise


@contextmanager
def _new(folder: Path) -> Iterator[None]:
    """An empty folder, held. Who removes leftovers may take it before it is held: then once
    more.
    """
    for _ in range(TRIES):
        folder.mkdir(parents=True, exist_ok=True)
        with held(folder) as hold:
            if hold is not Hold.NOT_OURS:
                _empty(folder)
                yield
                return
        time.sleep(PAUSE)
    raise RefusedError(
        "Đang có một lần ghi khác vào %(folder)s; hãy chờ xong rồi chạy lại.",
        folder=folder.with_name(folder.name.removeprefix(MAKING)),
    )


def seal(folder: Path, manifest: bytes) -> str:
    """Writes the manifest, last of all, and lays the whole folder on the disk; gives the manifest's
    SHA-256. From here on only recording and renaming are left.
    """
    (folder / MANIFEST).write_bytes(manifest)
    flush(folder)
    _flush_name(folder)
    return digest(manifest)


def is_sealed(folder: Path, sha256: str | None = None) -> bool:
    """Whether the manifest is there; with `sha256`, whether it is that one."""
    path = folder / MANIFEST
    if sha256 is None or not path.is_file():
        return path.is_file()
    return digest(path.read_bytes()) == sha256


def put_in_place(folder: Path, target: Path) -> None:
    """Renames; whoever comes second finds it done."""
    try:
        folder.rename(target)
    except FileNotFoundError:
        if not target.is_dir():
            raise
    _flush_name(target)


def _replace(target: Path, folder: Path) -> None:
    old = target.with_name(OLD + target.name)
    if target.exists():
        target.rename(old)
    try:
        folder.rename(target)
    except BaseException:
        if old.exists():
            old.rename(target)
        raise
    _flush_name(target)
    remove(old)


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        remove(path)


def _put_back(target: Path) -> None:
    """After a kill in the middle of `_replace`: the old one, unless the new one took its place."""
    old = target.with_name(OLD + target.name)
    if old.exists() and not target.exists():
        old.rename(target)
    remove(old)


def leftovers(home: Path) -> list[Path]:
    """Folders in `home` still being written, or left by makers that were killed."""
    return sorted(home.glob(f"{MAKING}*"))


def set_aside(path: Path, site: Path) -> Path:
    """Moves what nobody knows out of the way, never over anything: `SITE/set-aside/…`."""
    place = site / SET_ASIDE / path.relative_to(site)
    place.parent.mkdir(parents=True, exist_ok=True)
    free, number = place, 1
    while free.exists() or free.is_symlink():
        number += 1
        free = place.with_name(f"{place.name}-{number}")
    path.rename(free)
    _flush_name(free)
    _flush_name(path)
    return free


def remove(path: Path) -> None:
    """A file, a link or a whole folder, as far as it can be; nothing when it is not there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def flush(folder: Path) -> None:
    """Every file and folder of it onto the disk."""
    for path in (*folder.rglob("*"), folder):
        if path.is_dir():
            flush_folder(path)
        else:
            flush_file(path)


def _flush_name(path: Path) -> None:
    """The folder where it stands, and the one where that stands, which may be as new."""
    flush_folder(path.parent)
    flush_folder(path.parent.parent)


def flush_file(path: Path) -> None:
    """Its bytes onto the disk. Raises OSError."""
    _fsync(path, os.O_RDONLY if os.name == "posix" else os.O_RDWR)


def flush_folder(path: Path) -> None:
    """The names in it onto the disk, where it may be read and the file system can do that."""
    if os.name != "posix":
        return
    try:
        _fsync(path, os.O_RDONLY)
    except OSError as why:
        if why.errno not in (errno.EACCES, errno.EPERM, errno.EINVAL, errno.ENOTSUP):
            raise


def _fsync(path: Path, how: int) -> None:
    handle = os.open(path, how)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
