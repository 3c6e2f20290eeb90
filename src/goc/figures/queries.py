"""Figures for a user: within the scope, labels masked by role; the definitions of this site."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext

from goc.audit.actions import record
from goc.figures import loading
from goc.figures.answers import KeptAnswers, folder_of
from goc.figures.compute import Computer, Figure, Question
from goc.figures.definitions import Indicator, TableDefinition
from goc.figures.loading import Definitions, built_in_files, load
from goc.figures.maps import UnitMap
from goc.lib.canonical import canonical, digest
from goc.lib.errors import HiddenError, InputError
from goc.snapshots.engine import Frozen
from goc.snapshots.opening import Opened, check_in_order
from goc.units.access import sees_sensitive
from goc.units.models import Unit
from goc.viet.names import text_key

MASK = "•••"


def definitions() -> Definitions:
    """Built-in definitions and those in the site's folder `definitions/`; read again only when a
    file of them is not the one it was. Not to be changed.
    """
    folder = Path(settings.SITE) / "definitions"
    stamp = (folder, *map(_stamp, [*built_in_files(), *sorted(folder.glob("*.toml"))]))
    last = _read.get("last")
    if last is None or last[0] != stamp:
        last = _read["last"] = (stamp, load(folder))
    return last[1]


_read: dict[str, tuple[tuple[object, ...], Definitions]] = {}


def _stamp(path: Path) -> tuple[str, int, int, int]:
    try:
        seen = path.stat()
    except OSError:  # told by who reads it
        return str(path), 0, 0, 0
    return str(path), seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns


def heading_of(indicator: Indicator) -> str:
    """Under which heading an indicator stands: that of the room that declares it."""
    own = loading.heading_of(indicator.file)
    return str(own or gettext("Chỉ tiêu riêng của điểm cài đặt"))


def tables_in_order() -> list[TableDefinition]:
    """Appendices by number, then the rosters and the site's own."""
    return sorted(definitions().tables.values(), key=lambda t: (not t.roman, text_key(t.id)))


def find_indicator(id_: str) -> Indicator:
    found = definitions().indicators.get(id_)
    if found is None:
        raise InputError(
            "Không có chỉ tiêu «%(id)s». Xem danh sách bằng `goc figures list`.", id=id_
        )
    return found


def find_table(id_: str) -> TableDefinition:
    found = definitions().tables.get(id_)
    if found is None:
        raise InputError("Không có biểu «%(id)s». Xem danh sách bằng `goc figures list`.", id=id_)
    return found


@contextmanager
def open_snapshot(
    snapshot: Opened,
    engine: str = "duckdb",
    *,
    eager: bool = False,
    anew: bool = False,
    within: frozenset[str] | None = None,
) -> Iterator[Computer]:
    """Numbers counted before are not counted again, unless asked `anew`: papers are. `within`: as
    if only these units (public ids) had been frozen.

    Who may ask is settled before. Raises NotInOrderError for a snapshot that is no longer as it was
    frozen: such a one answers nothing, kept or not.
    """
    check_in_order(snapshot)
    frozen = Frozen(snapshot.folder, engine, within)
    kept = None if anew else answers_of(snapshot.manifest_sha256, engine, within)
    try:
        yield Computer(frozen, eager=eager, answers=kept, units=_units_of(frozen))
    finally:
        frozen.close()


def answers_home() -> Path:
    return Path(settings.SITE) / "answers"


def answers_of(
    manifest_sha256: str, engine: str, within: frozenset[str] | None = None
) -> KeptAnswers:
    scope = "" if within is None else digest(canonical(sorted(within)))
    return KeptAnswers(folder_of(answers_home(), manifest_sha256), engine, scope)


_maps: dict[tuple[str, ...], UnitMap] = {}
MAPS = 4
"""Unit maps held by a process, each read once from tables that were found in order."""


def _units_of(frozen: Frozen) -> UnitMap:
    digests = {f.table: f.sha256 for f in frozen.manifest.files}
    key = tuple(digests.get(name, "") for name in UnitMap.MADE_OF)
    found = _maps.get(key)
    if found is None:
        while len(_maps) >= MAPS:
            _maps.pop(next(iter(_maps)), None)
        found = _maps[key] = UnitMap(*(frozen.rows(name) for name in UnitMap.MADE_OF))
    return found


def records_for(
    user: object, computer: Computer, indicator: Indicator, q: Question, of: str
) -> list[dict[str, Any]]:
    """The rows behind a figure, as this user may see them.

    A sensitive indicator's records need the right to sensitive fields (HiddenError without it);
    people's names are masked for those who only read.
    """
    if indicator.sensitive:
        check_sensitive(user, q, indicator.id)
    return shown(computer.records(indicator, q, of), computer, q, sees_all(user, q))


def check_sensitive(user: object, q: Question, what: str) -> None:
    """Before a list of people that is picked by something sensitive, or shows it. Raises HiddenError
    for who may not see it; for others the reading is kept in the log, and nobody is told.
    """
    if not sees_all(user, q):
        raise HiddenError("Không có danh sách này.")
    about = f"{what} {q.as_of.isoformat()}"
    record(by=user, action="figures.read_people", subject=q.unit or "", text=about)


def shown(
    rows: list[dict[str, Any]], computer: Computer, q: Question, clear: bool
) -> list[dict[str, Any]]:
    """With the unit's name and a masked label, ordered by unit; within a unit as the computer
    ordered them (masked: by record, for the order of names would tell them).
    """
    made = [masked(r, computer, q.as_of, clear) for r in rows]
    return sorted(
        made, key=lambda r: (text_key(r["unit_name"]), r["record"] if r["label"] == MASK else "")
    )


def sees_all(user: object, q: Question) -> bool:
    """Whether the user may see sensitive fields in the whole unit asked about."""
    unit = Unit.objects.filter(public_id=q.unit).first() if q.unit else None
    return sees_sensitive(user, unit.pk if unit else None)


def masked(row: dict[str, Any], computer: Computer, day: date, clear: bool) -> dict[str, Any]:
    name = computer.units.name(row["unit"], day) if row["unit"] else ""
    label = row["label"] if clear or not row["names_people"] else MASK
    return {**row, "label": label, "unit_name": name}


def figure_json(figure: Figure) -> dict[str, Any]:
    """The object that `goc figures value --json` prints."""
    q, whole = figure.question, figure.denominator is None
    return {
        "indicator": figure.indicator.id,
        "label": figure.indicator.label,
        "unit": q.unit,
        "from": q.since,
        "as_of": q.as_of,
        "snapshot": figure.snapshot,
        "value": number(figure.value),
        "numerator": number(figure.numerator),
        "denominator": None if whole else number(figure.denominator),
        "text": figure.text,
    }


def number(value: Any) -> int | float | None:
    """Exact when whole, else the nearest float: JSON has no fractions."""
    if value is None:
        return None
    return int(value) if value.denominator == 1 else float(value)


def today() -> date:
    return timezone.localdate()
