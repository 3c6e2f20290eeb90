"""Events of reading wait in files of the site's folder: a page is shown although somebody writes.

`record_reading` keeps the event on the disk before it returns. `drain` makes rows of them, each
once, wherever it is killed: the rows of a file and a row with its name are written together, then
the file is removed, then that row. A file whose name has a row only needs removing; a name whose
file is gone does no harm.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from goc.audit.appending import FULL, OPEN, Appender, alone, sync_folder, take_over
from goc.audit.models import Event, SpoolFile
from goc.lib.canonical import canonical
from goc.lib.errors import RefusedError

TORN = ".torn"
PATIENCE = 0.3
FIELDS = frozenset({"at", "by", "action", "kind", "subject", "text"})

log = logging.getLogger(__name__)
_appender = Appender()
os.register_at_fork(after_in_child=_appender.forget)


def folder() -> Path:
    return Path(settings.SITE) / "spool"


def record_reading(
    *, by: object, action: str, kind: str = "", subject: object = "", text: str = ""
) -> None:
    """One event of reading; arguments as those of `actions.record`. Raises RefusedError when it
    cannot be kept: what cannot be logged is not shown.
    """

    def line() -> bytes:
        told = {
            "at": timezone.now(),
            "by": str(by),
            "action": action,
            "kind": kind,
            "subject": str(subject),
            "text": text[:500],
        }
        return canonical(told) + b"\n"

    try:
        _appender.append(folder(), line)
    except OSError as why:
        log.error("spool: %s", why)
        raise RefusedError(
            "Chưa ghi được lượt xem này vào nhật ký (đĩa hết chỗ hoặc không ghi được), nên chưa mở "
            "nội dung. Hãy báo người vận hành."
        ) from why


def drain() -> int:
    """Makes rows of what was kept; how many. What cannot be written now (somebody else writes)
    stays for the next time. Not inside a transaction.
    """
    if not folder().is_dir():
        return 0
    moved = 0
    with alone(folder(), patience=PATIENCE) as chosen:
        for path in take_over(folder()) if chosen else []:
            try:
                moved += _move(path)
            except OperationalError:
                break  # the next file's events are newer
    return moved


@dataclass(frozen=True)
class Waiting:
    """What is not a row yet: how many readings, and since when; None when there are none."""

    readings: int
    since: datetime | None


def waiting() -> Waiting:
    events: list[Event] = []
    for path in (p for p in folder().glob("*") if p.suffix in (OPEN, FULL)):
        with suppress(FileNotFoundError):  # drained meanwhile
            events += _read(path).events
    return Waiting(len(events), min((event.at for event in events), default=None))


def torn_files() -> list[Path]:
    """Pieces of lines that were being written when the machine stopped; their readings were never
    answered.
    """
    return sorted(folder().glob(f"*{TORN}"))


# --- one file


@dataclass(frozen=True)
class _Content:
    events: list[Event]
    torn: bytes


def _read(path: Path) -> _Content:
    *lines, rest = path.read_bytes().split(b"\n")
    read = [(line, _event(line)) for line in lines]
    torn = [line for line, event in read if event is None]
    return _Content([e for _line, e in read if e], b"\n".join([*torn, rest] if rest else torn))


def _event(line: bytes) -> Event | None:
    """None for what is no whole line, or would not fit into the table and so block all others."""
    try:
        told = json.loads(line)
        if set(told) != FIELDS or any("\0" in value for value in told.values()):
            return None
        event = Event(**told | {"at": datetime.fromisoformat(told["at"])})
        event.clean_fields(exclude=["before", "after"])
    except (ValueError, TypeError, ValidationError):
        return None
    return event if timezone.is_aware(event.at) else None


def _move(path: Path) -> int:
    """One file into the table, in one transaction; then it is removed."""
    content, moved = _read(path), 0
    with _impatient(), transaction.atomic(durable=True):
        _row, is_new = SpoolFile.objects.get_or_create(name=path.stem)
        if is_new:
            moved = len(Event.objects.bulk_create(content.events, batch_size=500))
    _settle()
    if content.torn:
        _keep(path.with_suffix(TORN), content.torn)
    path.unlink()
    sync_folder(path.parent)
    SpoolFile.objects.filter(name=path.stem).delete()
    return moved


def _keep(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(descriptor)


def _settle() -> None:
    """SQLite with synchronous=NORMAL leaves the newest transactions to the system's memory; they
    must outlive a loss of power before the file goes.
    """
    log = Path(f"{connection.settings_dict['NAME']}-wal")
    if connection.vendor == "sqlite" and log.is_file():
        descriptor = os.open(log, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _impatient() -> Iterator[None]:
    """Inside, another writer is waited for PATIENCE, not as long as an action would wait."""
    if connection.vendor == "sqlite":
        usual = 1000 * connection.settings_dict["OPTIONS"].get("timeout", 5)
        short, long = (
            f"PRAGMA busy_timeout = {PATIENCE * 1000:.0f}",
            f"PRAGMA busy_timeout = {usual}",
        )
    else:
        short, long = f"SET lock_timeout = {PATIENCE * 1000:.0f}", "SET lock_timeout = DEFAULT"
    with connection.cursor() as cursor:
        cursor.execute(short)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(long)
