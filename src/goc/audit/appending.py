"""A file that many threads append lines to: a line is on the disk before `append` returns.

Plain. One file a process, locked (`flock`) only while a batch is written. Whoever renames the file
under that lock has all of it: the writer finds its name gone and goes on in a new file.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

OPEN, FULL = ".open", ".full"
LARGE = 1024 * 1024


@dataclass
class _Batch:
    """Lines of threads that wait together for one write."""

    lines: list[bytes] = field(default_factory=list)
    over: bool = False
    failed: OSError | None = None


@dataclass(frozen=True)
class _File:
    path: Path
    descriptor: int

    def is_ours(self) -> bool:
        """Whether its name still leads to it, and it may grow."""
        try:
            named = self.path.stat()
        except FileNotFoundError:
            return False
        own = os.fstat(self.descriptor)
        return os.path.samestat(named, own) and own.st_size < LARGE


class Appender:
    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Begins anew: after a fork the file and who holds the locks are the parent's."""
        self._gate, self._disk = Lock(), Lock()
        self._waiting = _Batch()
        self._file: _File | None = None

    def append(self, folder: Path, line: Callable[[], bytes]) -> None:
        """`line` is called in the order of the file. Raises OSError when it could not be kept:
        then nothing of it stands in the file.
        """
        with self._gate:
            batch = self._waiting
            batch.lines.append(line())
        with self._disk:
            if not batch.over:  # nobody who waited before has written it along
                self._write(folder)
        if batch.failed:
            raise OSError(*batch.failed.args)

    def _write(self, folder: Path) -> None:
        with self._gate:
            batch, self._waiting = self._waiting, _Batch()
        batch.failed = InterruptedError()
        try:
            with self._locked(folder) as descriptor:
                _add(descriptor, b"".join(batch.lines))
            batch.failed = None
        except OSError as why:
            batch.failed = why
            self._leave()
        finally:
            batch.over = True

    @contextmanager
    def _locked(self, folder: Path) -> Iterator[int]:
        """This process's file in the folder, locked."""
        while True:
            file = self._file
            if file is None or file.path.parent != folder:
                self._leave()
                file = self._file = _create(folder)
            fcntl.flock(file.descriptor, fcntl.LOCK_EX)
            if file.is_ours():
                break
            self._leave()
        try:
            yield file.descriptor
        finally:
            fcntl.flock(file.descriptor, fcntl.LOCK_UN)

    def _leave(self) -> None:
        if self._file:
            os.close(self._file.descriptor)
            self._file = None


def _create(folder: Path) -> _File:
    """A new file of mode 0600 whose name sorts after those made before."""
    folder.mkdir(mode=0o700, exist_ok=True)
    name = f"{time.time_ns():020d}-{os.getpid()}-{secrets.token_hex(4)}{OPEN}"
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_EXCL
    file = _File(folder / name, os.open(folder / name, flags, 0o600))
    sync_folder(folder)
    return file


def _add(descriptor: int, data: bytes) -> None:
    """All of it, on the disk; or what was there before."""
    size = os.fstat(descriptor).st_size
    try:
        while data:
            data = data[os.write(descriptor, data) :]
        os.fsync(descriptor)
    except OSError:
        os.ftruncate(descriptor, size)
        raise


def sync_folder(folder: Path) -> None:
    """Names made, changed and removed in it are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def take_over(folder: Path) -> list[Path]:
    """Files no process writes any longer, oldest first. One that is being written at this moment
    is left for the next time.
    """
    for path in sorted(folder.glob(f"*{OPEN}")):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.rename(path.with_suffix(FULL))
        except BlockingIOError:
            break  # what follows is newer and waits too
        finally:
            os.close(descriptor)
    return sorted(folder.glob(f"*{FULL}"))


@contextmanager
def alone(folder: Path, *, patience: float) -> Iterator[bool]:
    """Whether this is the only one at work in the folder; another is waited for that many
    seconds.
    """
    descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield _locked_within(descriptor, patience)
    finally:
        os.close(descriptor)


def _locked_within(descriptor: int, patience: float) -> bool:
    until = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() > until:
                return False
            time.sleep(0.01)
