"""Reads definitions from TOML, built in and of the site. What is checked and how it is said:
`reading`, `checking`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.functional import Promise

from goc.figures.checking import indicator, table
from goc.figures.definitions import Indicator, TableDefinition
from goc.figures.reading import Reader

_folders: dict[Path, str | Promise] = {}


def register(folder: Path, heading: str | Promise = "") -> None:
    """A room's own folder of definitions (built in); its indicators are listed under `heading`."""
    _folders.setdefault(folder, heading)


def heading_of(file: str) -> str | Promise:
    """Empty for a file of no room."""
    return _folders.get(Path(file).parent, "")


@dataclass
class Definitions:
    """All that can be asked, by id."""

    indicators: dict[str, Indicator] = field(default_factory=dict)
    tables: dict[str, TableDefinition] = field(default_factory=dict)


def load(site_folder: Path | None = None) -> Definitions:
    """Built-in definitions and a site's own. Raises InputError with file and line at the first
    fault.
    """
    found = Definitions()
    for path in (p for folder in _folders for p in sorted(folder.glob("*.toml"))):
        _add(found, path, set())
    own = sorted(site_folder.glob("*.toml")) if site_folder and site_folder.is_dir() else []
    built_in = {*found.indicators, *found.tables}
    for path in own:
        _add(found, path, built_in)
    return found


def load_files(paths: Iterable[Path]) -> Definitions:
    """Exactly these files: how a dossier is recomputed with its own definitions."""
    found = Definitions()
    for path in sorted(paths):
        _add(found, path, set())
    return found


def built_in_files() -> list[Path]:
    return [p for folder in _folders for p in sorted(folder.glob("*.toml"))]


def _add(found: Definitions, path: Path, built_in: set[str]) -> None:
    """One file. Raises InputError also for an id that is taken, by Gốc itself or by an earlier
    file.
    """
    reader = Reader(path)
    for item in reader.items("indicator"):
        made = indicator(item)
        if made.id in found.indicators or made.id in found.tables:
            raise item.fault("id", f"chỉ tiêu «{made.id}» {_taken(made.id, built_in)}")
        found.indicators[made.id] = made
    if whole := reader.table():
        shaped = table(reader, whole)
        if shaped.id in found.tables or shaped.id in found.indicators:
            raise whole.fault("id", f"biểu «{shaped.id}» {_taken(shaped.id, built_in)}")
        found.tables[shaped.id] = shaped


def _taken(id_: str, built_in: set[str]) -> str:
    return (
        "đã có sẵn trong Gốc, không được định nghĩa lại"
        if id_ in built_in
        else "đã được định nghĩa trước đó"
    )
