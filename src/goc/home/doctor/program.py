"""The program itself: its packages against what it asks for, and the files it ships."""

from __future__ import annotations

import platform
import sqlite3
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import django
from django.utils.translation import gettext as _
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

import goc
from goc.home.doctor.seeing import Seen
from goc.lib.upkeep import Trouble

PACKAGE = Path(goc.__file__).parent
ASSETS = [
    "static/tabler.css",
    "static/fonts/latin-400.woff2",
    "static/fonts/vietnamese-400.woff2",
    "fonts/Tinos_400Regular.ttf",
    "fonts/Tinos_400Regular_Italic.ttf",
    "fonts/Tinos_700Bold.ttf",
    "fonts/Tinos_700Bold_Italic.ttf",
    "icons/home.svg",
]


def assets(home: Path = PACKAGE / "assets") -> Seen:
    well = _("Đủ tệp giao diện và phông chữ.")
    missing = [name for name in ASSETS if not _has_content(home / name)]
    if not missing:
        return Seen(well)
    what = _("Thiếu hoặc rỗng: tệp giao diện, phông chữ %(names)s trong %(home)s.")
    mend = _("Cài lại gói goc, hoặc chạy `make setup` trong mã nguồn.")
    names = {"names": ", ".join(missing), "home": home}
    return Seen(well, [Trouble("assets", what % names, mend)])


def _has_content(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0


def versions() -> Seen:
    have = {
        "goc": metadata.version("goc"),
        "python": platform.python_version(),
        "django": django.get_version(),
        "sqlite": sqlite3.sqlite_version,
    }
    well = _("Gốc %(goc)s, Python %(python)s, Django %(django)s, SQLite %(sqlite)s.") % have
    strange = list(_strange())
    if not strange:
        return Seen(well)
    what = _("Phiên bản không như chương trình cần: %(names)s.") % {"names": "; ".join(strange)}
    mend = _("Cài lại gói goc cùng các gói nó cần (`pip install goc`, hoặc `make setup`).")
    return Seen(well, [Trouble("versions", what, mend)])


def _strange() -> Iterator[str]:
    python = SpecifierSet(metadata.metadata("goc")["Requires-Python"] or "")
    if not python.contains(platform.python_version(), prereleases=True):
        yield f"Python {platform.python_version()} ({python})"
    for requirement in map(Requirement, metadata.requires("goc") or []):
        if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
            continue
        found = _version(requirement.name)
        if found is None:
            yield _("%(name)s chưa cài") % {"name": requirement.name}
        elif not requirement.specifier.contains(found, prereleases=True):
            yield f"{requirement.name} {found} ({requirement.specifier})"


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
