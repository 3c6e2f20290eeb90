"""Reference data shipped with the rooms (TOML) and laid into `Entry` after each migration; sites
add their own rows.

A room registers its file in `apps.ready()`. Form of a file:

    [catalogue_code]
    from = 1900-01-01                 # default start of its entries
    source = "QĐ …"                   # default legal source
    entries = [{code = "tay", name = "Tày", aliases = ["Thổ"], from = …, to = …, any = "attribute"}]
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.db import connections
from django.utils import timezone

from goc.dated.models import Entry
from goc.lib.periods import holds
from goc.viet.names import fold

_files: list[Path] = []
OWN = {"code", "name", "aliases", "from", "to", "source"}
BEGINNING = date(1900, 1, 1)


def register(path: Path) -> None:
    if path not in _files:
        _files.append(path)


def _entries(path: Path) -> Iterator[Entry]:
    for catalogue, table in tomllib.loads(path.read_text("utf-8")).items():
        for position, row in enumerate(table["entries"]):
            yield Entry(
                catalogue=catalogue,
                code=row["code"],
                name=row["name"],
                aliases=row.get("aliases", []),
                attributes={k: v for k, v in row.items() if k not in OWN},
                position=position,
                source=row.get("source", table.get("source", "")),
                valid_from=row.get("from", table.get("from", BEGINNING)),
                valid_to=row.get("to", table.get("to")),
            )


FIELDS = ["name", "aliases", "attributes", "position", "source", "valid_to"]


def load_all(using: str = "default", **_signal: object) -> int:
    """Brings shipped entries up to date by (catalogue, code, start); rows a site added stay.
    Returns rows written.
    """
    if Entry._meta.db_table not in connections[using].introspection.table_names():
        return 0
    strange = out_of_step(using)
    fresh = [entry for entry in strange if entry.pk is None]
    changed = [entry for entry in strange if entry.pk is not None]
    now = timezone.now()
    for entry in changed:
        entry.changed_at = now
    # first what ends, then what begins there: they may share no day in between either
    Entry.objects.using(using).bulk_update(changed, [*FIELDS, "changed_at"])
    Entry.objects.using(using).bulk_create(fresh)
    catalogue_rows.cache_clear()
    return len(strange)


def out_of_step(using: str = "default") -> list[Entry]:
    """Shipped entries that the database lacks or has otherwise, as they should be; not saved."""
    have = {(e.catalogue, e.code, e.valid_from): e for e in Entry.objects.using(using)}
    found = []
    for new in (entry for path in _files for entry in _entries(path)):
        old = have.get((new.catalogue, new.code, new.valid_from))
        if old is None:
            found.append(new)
        elif any(getattr(old, f) != getattr(new, f) for f in FIELDS):
            for f in FIELDS:
                setattr(old, f, getattr(new, f))
            found.append(old)
    return found


@lru_cache(maxsize=64)
def catalogue_rows(catalogue: str) -> tuple[Entry, ...]:
    """Every row of a catalogue, all times, in its order (small tables, read once a process)."""
    return tuple(Entry.objects.filter(catalogue=catalogue).order_by("position", "valid_from"))


def labels(catalogue: str, *, as_of: date) -> dict[str, str]:
    """code → name valid on a day; a code not valid that day keeps its latest name, so that old
    facts still print.
    """
    rows = catalogue_rows(catalogue)
    valid = {e.code: e.name for e in rows if holds(e.valid_from, e.valid_to, as_of)}
    return {e.code: valid.get(e.code, e.name) for e in rows}


def label(catalogue: str, code: str, *, as_of: date) -> str:
    """One of `labels`; the code itself where the catalogue has none."""
    rows = [entry for entry in catalogue_rows(catalogue) if entry.code == code]
    valid = [entry for entry in rows if holds(entry.valid_from, entry.valid_to, as_of)]
    names = [entry.name for entry in (valid or rows)]
    return names[-1] if names else code


def find_code(catalogue: str, text: str) -> str | None:
    """The code whose code, name or alias is this text, tone marks and case aside; None when there
    is none.
    """
    wanted = fold(text)
    for entry in catalogue_rows(catalogue):
        if wanted in {fold(n) for n in (entry.code, entry.name, *entry.aliases)}:
            return entry.code
    return None
