"""The working snapshot (*số liệu hiện thời*): the whole register as it is, frozen for the questions
of the day. One a site, in `SITE/working/`; no row knows it, so no paper can be built from it; it is
not backed up, and may be removed at any moment. It holds everything; whoever asks reads it `within`
his scope.

What a table was made of is seen while it is made: the rooms whose tables its queries read. It is
made again when an event since then changed something in one of them, else the file is taken over.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, ClassVar
from uuid import uuid4

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.utils import timezone

import goc
from goc.audit.models import Event
from goc.dated.models import Record
from goc.lib.canonical import canonical, digest, file_digest
from goc.lib.errors import NotInOrderError
from goc.lib.folders import MANIFEST, remove
from goc.lib.locks import Hold, held, untouched
from goc.lib.progress import Report, silent
from goc.snapshots.actions import read_transaction
from goc.snapshots.opening import check_in_order
from goc.snapshots.registry import TABLES, Freezing, FrozenTable
from goc.snapshots.verify import SCHEMA_VERSION

CURRENT, ASKED, MAKING, DROPPED = "current.json", "asked", ".making-", ".dropped-working-"
IDLE = 3600  # seconds after which nobody seems to look any more
KEPT_OPEN = 600  # seconds a folder stays after it was replaced: pages may still read from it
WINDOW = 1000
"""Events that may come to light later than ones with a higher number: of transactions side by side."""
NOW = "now"
"""How an address names it, where others have a public id."""
REFRESH = "snapshots.refresh_working"
"""The job that freezes anew what has been changed."""
EVERYWHERE = frozenset({"dated"})
"""Rooms whose records are held in memory, so that a query may not show that they were read."""


@dataclass(frozen=True)
class Working:
    """The one that stands; what a page needs of a snapshot."""

    folder: Path
    manifest_sha256: str
    cut_off: date
    made_at: datetime
    public_id: ClassVar[str] = NOW
    unit: ClassVar[None] = None


@dataclass(frozen=True)
class Seen:
    """Up to which event the register was read: the highest number, and which of the last WINDOW
    numbers were there.
    """

    last: int = 0
    recent: frozenset[int] = field(default_factory=frozenset)


def home() -> Path:
    return Path(settings.SITE) / "working"


def current() -> Working | None:
    """The working snapshot, or None where there is none (yet)."""
    try:
        told = json.loads((home() / CURRENT).read_bytes())
        return Working(
            home() / told["folder"],
            told["manifest_sha256"],
            date.fromisoformat(told["cut_off"]),
            datetime.fromisoformat(told["made_at"]),
        )
    except (OSError, ValueError, KeyError):
        return None


def asked() -> Working | None:
    """The working snapshot for a page; that it was asked for keeps it up to date."""
    working = current()
    if working is not None:
        _mark(home() / ASKED)
    return working


def drop() -> None:
    """For erasure: what is still open by a page goes with it, and what is being made fails."""
    with suppress(FileNotFoundError):
        home().rename(home().with_name(f"{DROPPED}{uuid4().hex}"))
    for path in home().parent.glob(f"{DROPPED}*"):
        remove(path)


def is_behind() -> bool:
    """Whether there is one that is asked, and something was changed since it was made, the day is
    over, or it is damaged.
    """
    working = current()
    if working is None or not _was_asked():
        return False
    if working.cut_off != timezone.localdate() or not _is_sound(working):
        return True
    seen, made_of = _told(working)
    return bool(_touched(seen) & frozenset().union(EVERYWHERE, *made_of.values()))


def refresh(*, forced: bool = False, report: Report = silent) -> Working | None:
    """Freezes what was touched (`forced`: everything) and puts it in place. None where another
    process is doing so. One read transaction; nothing half-made is ever current.
    """
    home().mkdir(mode=0o700, parents=True, exist_ok=True)
    with held(home()) as hold:
        if hold is Hold.NOT_OURS:
            return None
        standing = current()
        _sweep(standing)
        folder = home() / f"{MAKING}{uuid4().hex}"
        folder.mkdir(mode=0o700)
        try:
            with read_transaction():
                manifest = _freeze(folder, None if forced else standing, report)
            made = _put_in_place(folder, manifest)
        except BaseException:
            remove(folder)
            raise
        if standing is not None:
            _mark(standing.folder)  # from now on it is old
        return made


def _freeze(folder: Path, before: Working | None, report: Report) -> dict[str, Any]:
    made_at, today = timezone.now(), timezone.localdate()
    if before is not None and (before.cut_off != today or not _is_sound(before)):
        before = None
    old = _rows_of(before)
    seen, made_of = _told(before)
    touched = _touched(seen) if before is not None else frozenset()
    tables, rooms = [], {}
    for done, table in enumerate(TABLES.values()):
        report(95 * done // len(TABLES), table.name)
        name = table.name
        if name in old and not touched & (made_of[name] | EVERYWHERE) and before is not None:
            _take_over(before.folder / old[name]["file"], folder)
            row, rooms[name] = old[name], made_of[name]
        else:
            row, rooms[name] = _made(table, Freezing(None, today, today), folder, report)
        tables.append(row)
    return {
        "format": "goc-working-snapshot",
        "schema_version": SCHEMA_VERSION,
        "generator": goc.__version__,
        "id": Working.public_id,
        "cut_off": today,
        "made_at": made_at,
        "tables": tables,
        "made_of": {name: sorted(of) for name, of in rooms.items()},
        "seen": _seen_now(),
    }


def _made(
    table: FrozenTable, freezing: Freezing, folder: Path, report: Report
) -> tuple[dict[str, Any], frozenset[str]]:
    from goc.snapshots.parquet import write_table  # slow: pyarrow, only where something is frozen

    path = folder / f"{table.name}.parquet"
    with _rooms_read() as rooms:
        rows = write_table(path, table.columns, table.rows(freezing), report)
    row = {"name": table.name, "file": path.name, "rows": rows, "sha256": file_digest(path)}
    return row, frozenset(rooms)


@contextmanager
def _rooms_read() -> Iterator[set[str]]:
    """The rooms of the tables that queries read inside the block."""
    owners = {model._meta.db_table: model._meta.app_label for model in apps.get_models()}
    rooms: set[str] = set()

    def see(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        rooms.update(owners[name] for name in re.findall(r'"(\w+)"', sql) if name in owners)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(see):
        yield rooms


def _take_over(file: Path, folder: Path) -> None:
    try:
        os.link(file, folder / file.name)
    except OSError:  # this file system has no second names
        shutil.copyfile(file, folder / file.name)


def _put_in_place(folder: Path, manifest: dict[str, Any]) -> Working:
    data = canonical(manifest)
    (folder / MANIFEST).write_bytes(data)
    place = folder.with_name(folder.name.removeprefix(MAKING))
    folder.rename(place)
    working = Working(place, digest(data), manifest["cut_off"], manifest["made_at"])
    told = {
        "folder": place.name,
        "manifest_sha256": working.manifest_sha256,
        "cut_off": working.cut_off,
        "made_at": working.made_at,
    }
    new = home() / f"{MAKING}{CURRENT}"
    new.write_bytes(canonical(told))
    new.replace(home() / CURRENT)
    return working


def _sweep(standing: Working | None) -> None:
    """What killed makers left, and what was replaced long enough ago. Under the lock."""
    for path in home().iterdir():
        stays = path.name in (CURRENT, ASKED) or (standing is not None and path == standing.folder)
        if not stays and (path.name.startswith(MAKING) or untouched(path, KEPT_OPEN)):
            remove(path)


def _mark(path: Path) -> None:
    with suppress(OSError):  # only a mark
        path.touch(mode=0o600)


def _was_asked() -> bool:
    path = home() / ASKED
    return path.exists() and not untouched(path, IDLE)


def _is_sound(working: Working) -> bool:
    try:
        check_in_order(working)
    except NotInOrderError:
        return False
    return True


# --- what was read, and what has changed since


def _manifest_of(working: Working | None) -> dict[str, Any]:
    if working is None:
        return {}
    try:
        found: dict[str, Any] = json.loads((working.folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return {}
    return found


def _rows_of(working: Working | None) -> dict[str, dict[str, Any]]:
    return {row["name"]: row for row in _manifest_of(working).get("tables", [])}


def _told(working: Working | None) -> tuple[Seen, dict[str, frozenset[str]]]:
    manifest = _manifest_of(working)
    seen = manifest.get("seen", {"last": 0, "recent": []})
    made_of = {name: frozenset(of) for name, of in manifest.get("made_of", {}).items()}
    return Seen(seen["last"], frozenset(seen["recent"])), made_of


def _seen_now() -> dict[str, Any]:
    last = Event.objects.order_by("-id").values_list("id", flat=True).first() or 0
    recent = Event.objects.filter(id__gt=last - WINDOW).values_list("id", flat=True)
    return {"last": last, "recent": sorted(recent)}


def _touched(seen: Seen) -> frozenset[str]:
    """The rooms in which something was changed since; what only reads touches nothing."""
    rooms = {
        model.record_kind(): model._meta.app_label
        for model in apps.get_models()
        if issubclass(model, Record)
    }
    later = Event.objects.filter(id__gt=seen.last - WINDOW).values_list("id", "kind", "action")
    return frozenset(
        rooms.get(kind, kind.partition(".")[0])
        for id_, kind, action in later
        if id_ not in seen.recent and not action.partition(".")[2].startswith("read")
    )
