"""A lock of the operating system on a file or folder: held while its process lives, gone when it is
killed. Plain.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from pathlib import Path

if sys.platform != "win32":
    import fcntl

DAY = 86_400
POLL = 0.02  # seconds between two looks at a lock that another holds


class Hold(Enum):
    """`UNKNOWN`: this file system or operating system has no such locks."""

    OURS = "ours"
    NOT_OURS = "not ours"
    UNKNOWN = "unknown"


@contextmanager
def held(path: Path) -> Iterator[Hold]:
    """Takes the lock without waiting; lets go at the end of the block. `NOT_OURS` also when `path`
    is gone, or another has come in its place meanwhile.
    """
    try:
        handle = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        yield Hold.NOT_OURS
        return
    except PermissionError:  # a folder on Windows
        yield Hold.UNKNOWN
        return
    try:
        yield _lock(handle, path)
    finally:
        os.close(handle)


def _lock(handle: int, path: Path) -> Hold:
    if sys.platform == "win32":
        return Hold.UNKNOWN
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return Hold.NOT_OURS
    except OSError:  # some network drives
        return Hold.UNKNOWN
    return Hold.OURS if _is_at(handle, path) else Hold.NOT_OURS


def _is_at(handle: int, path: Path) -> bool:
    """Whether what was opened still stands there: it may have been renamed before it was locked."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


@contextmanager
def taken(path: Path, patience: float) -> Iterator[bool]:
    """Waits for the lock, at most so many seconds; whether it was got. `path` is a file only for
    this: made here, and gone when it is let go.
    """
    for _look in range(1 + int(patience / POLL)):
        path.touch(mode=0o600)
        with held(path) as hold:
            if hold is not Hold.NOT_OURS:
                yield from _until_done(path)
                return
        time.sleep(POLL)
    yield False


def _until_done(path: Path) -> Iterator[bool]:
    try:
        yield True
    finally:
        with suppress(OSError):  # open elsewhere, on a system that minds
            path.unlink()


@contextmanager
def abandoned(path: Path) -> Iterator[bool]:
    """Whether no living process holds `path`; this one does while the block lasts. Where nothing
    can be locked: whether it was left alone for a day.
    """
    with held(path) as hold:
        yield hold is Hold.OURS or (hold is Hold.UNKNOWN and untouched(path, DAY))


def untouched(path: Path, seconds: float) -> bool:
    """Whether nothing was written to it for so long; False when it is gone."""
    try:
        return time.time() - path.stat().st_mtime > seconds
    except FileNotFoundError:
        return False
