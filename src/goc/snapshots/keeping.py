"""Folders of the site that rows of the register vouch for, and what is done about one whose maker
was killed. Used for snapshots and, from above, for dossiers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from goc.lib import folders
from goc.lib.locks import abandoned
from goc.snapshots.models import Snapshot


class Held(Protocol):
    """What knows a folder, and the digest of the manifest in it."""

    @property
    def manifest_sha256(self) -> str: ...

    @property
    def folder(self) -> Path: ...


class Vouched(Held, Protocol):
    """A row whose folder bears its public id, and holds a manifest with the digest of the row."""

    @property
    def public_id(self) -> UUID: ...


@dataclass(frozen=True)
class Shelf:
    """All folders of one kind: `SITE/name`, and the model of their rows."""

    name: str
    model: Any

    @property
    def home(self) -> Path:
        return Path(settings.SITE) / self.name

    def rows(self) -> Any:
        return self.model.objects.all()

    def holds(self, row: Vouched) -> bool:
        return bool(self.rows().filter(public_id=row.public_id).exists())

    def row_of(self, name: str) -> Vouched | None:
        try:
            public_id = UUID(name)
        except ValueError:
            return None
        self._wait_for_recordings()
        row: Vouched | None = self.rows().filter(public_id=public_id).first()
        return row

    def _wait_for_recordings(self) -> None:
        """The last word of a maker that was killed may still be with the server."""
        if connection.vendor == "postgresql":
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f'LOCK TABLE "{self.model._meta.db_table}" IN SHARE MODE')

    def settle(self) -> None:
        """What killed makers left: put in its place where the register holds it, removed where it
        does not.
        """
        for leftover in folders.leftovers(self.home):
            with abandoned(leftover) as dead:
                if dead:
                    self.settle_one(leftover)

    def settle_one(self, leftover: Path) -> bool:
        """False for what only people can judge: recorded, yet not as it was recorded."""
        row = self.row_of(leftover.name.removeprefix(folders.MAKING))
        if row is None or not folders.is_sealed(leftover):
            folders.remove(leftover)
            return True
        return settle_row(row) and not leftover.exists()


def settle_row(row: Held) -> bool:
    """Gives a recorded folder its name if its maker could not; whether it has it now.

    Needs no lock: a maker that is still alive finds the renaming done.
    """
    making = folders.making_of(row.folder)
    if not row.folder.exists() and folders.is_sealed(making, row.manifest_sha256):
        folders.put_in_place(making, row.folder)
    return row.folder.exists()


@contextmanager
def recording() -> Iterator[None]:
    """A transaction of its own, on the disk when it ends: only then may the folder have its name."""
    with transaction.atomic(durable=True):
        yield


SNAPSHOTS = Shelf("snapshots", Snapshot)
COPIES: list[Callable[[Snapshot], Iterable[Path]]] = []
"""Rooms above say where else a snapshot may lie whole: in the dossiers built from it."""
