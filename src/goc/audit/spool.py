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
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from goc.audit.appending import FULL, OPEN, Appender, alone, sync_folder, take_over
from goc.audit.models import Event, SpoolFile
from goc.audit.origin import Origin, origin
from goc.audit.patience import PATIENCE, impatient
from goc.audit.writing import LONGEST_TEXT, Act, write
from goc.lib.canonical import canonical
from goc.lib.errors import RefusedError

TORN = ".torn"
FIELDS = frozenset({"at", "by", "action", "kind", "subject", "text"})
ORIGIN = frozenset({"session", "address"})
"""Not in the lines of versions before the log had them."""

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
            "text": text[:LONGEST_TEXT],
            **vars(origin()),
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
    acts: list[Act] = []
    for path in (p for p in folder().glob("*") if p.suffix in (OPEN, FULL)):
        with suppress(FileNotFoundError):  # drained meanwhile
            acts += _read(path).acts
    return Waiting(len(acts), min((act.at for act in acts), default=None))


def torn_files() -> list[Path]:
    """Pieces of lines that were being written when the machine stopped; their readings were never
    answered.
    """
    return sorted(folder().glob(f"*{TORN}"))


# --- one file


@dataclass(frozen=True)
class _Content:
    acts: list[Act]
    torn: bytes


def _read(path: Path) -> _Content:
    *lines, rest = path.read_bytes().split(b"\n")
    read = [(line, _act(line)) for line in lines]
    torn = [line for line, act in read if act is None]
    return _Content(
        [act for _line, act in read if act], b"\n".join([*torn, rest] if rest else torn)
    )


def _act(line: bytes) -> Act | None:
    """None for what is no whole line, or would not fit into the table and so block all others."""
    try:
        told = json.loads(line)
        if set(told) - ORIGIN != FIELDS or any("\0" in value for value in told.values()):
            return None
        at = datetime.fromisoformat(told.pop("at"))
        told["origin"] = Origin(**{name: told.pop(name) for name in ORIGIN & set(told)})
        act = Act(at=at, act=None, is_reading=True, **told)
        _check_fits(act)
    except (ValueError, TypeError, ValidationError):
        return None
    return act if timezone.is_aware(at) else None


def _check_fits(act: Act) -> None:
    """Raises ValidationError."""
    told = {name: getattr(act, name) for name in ("at", "by", "action", "kind", "subject")}
    Event(**told, **vars(act.origin)).clean_fields(exclude=["commitment"])
    if len(act.text) > LONGEST_TEXT:
        raise ValidationError("text")


def _move(path: Path) -> int:
    """One file into the table, in one transaction; then it is removed."""
    content, moved = _read(path), 0
    with impatient(), transaction.atomic(durable=True):
        _row, is_new = SpoolFile.objects.get_or_create(name=path.stem)
        if is_new:
            moved = len(write(content.acts))
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
