"""Which workers of this site are alive: each holds the lock of a file of its own.

The lock goes with the process, however it ends, so that what a killed worker left is known at once.
A worker on another machine has its file in another folder: of that one only the heartbeat tells.
"""

from __future__ import annotations

import fcntl
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from django.conf import settings

log = logging.getLogger(__name__)


@contextmanager
def presence() -> Iterator[str]:
    """The name under which this worker is known to be alive until the end of the block; empty where
    the folder cannot be written, then only its heartbeat tells.
    """
    name = uuid4().hex
    try:
        descriptor = _locked(name)
    except OSError:
        log.warning("worker: no lock in %s", _folder(), exc_info=True)
        yield ""
        return
    try:
        yield name
    finally:
        forget([name])
        os.close(descriptor)


def gone() -> list[str]:
    """The names of workers that ended without a farewell."""
    return [path.name for path in _folder().glob("[!.]*") if not _is_held(path)]


def forget(names: list[str]) -> None:
    for name in names:
        (_folder() / name).unlink(missing_ok=True)


def _folder() -> Path:
    return Path(settings.SITE) / "workers"


def _locked(name: str) -> int:
    """Takes its place in the folder with the lock already held: nobody sees it free."""
    _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    making = _folder() / f".{name}"
    descriptor = os.open(making, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    making.rename(_folder() / name)
    return descriptor


def _is_held(path: Path) -> bool:
    """Also when it cannot be told."""
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    return False
