"""What the rooms find wrong with what they keep, and the site's own definitions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from goc.figures.loading import load, load_files
from goc.home.doctor.seeing import Seen
from goc.lib.errors import GocError
from goc.lib.upkeep import Trouble
from goc.web.words import told

Source = Callable[[], Iterable[Trouble]]
ROOMS = ("registry", "snapshots", "figures", "summing_up")


def _sources() -> dict[str, Source]:
    """`troubles` of each room that has an `upkeep.py`."""
    names = {room: f"goc.{room}.upkeep" for room in ROOMS}
    return {room: import_module(name).troubles for room, name in names.items() if find_spec(name)}


sources = _sources()


def kept() -> Seen:
    """A room that cannot look is a trouble of its own; the others are asked all the same."""
    well = _("Bản chốt, bộ hồ sơ và tệp văn bản không có gì dở dang.")
    return Seen(well, [trouble for room, ask in sources.items() for trouble in _asked(room, ask)])


def _asked(room: str, ask: Source) -> list[Trouble]:
    try:
        return list(ask())
    except Exception as why:
        what = _("Không khám được phần «%(room)s»: %(why)s") % {"room": room, "why": why}
        return [Trouble(room, what, _("Sửa nguyên nhân nêu trên rồi chạy lại `goc doctor`."))]


def definitions() -> Seen:
    """Each file by itself first, so that all faults are told; together, what they redefine."""
    folder = Path(settings.SITE) / "definitions"
    faults = [fault for path in sorted(folder.glob("*.toml")) for fault in _faults_of(path)]
    if not faults:
        faults = _faults(lambda: load(folder))
    mend = _("Sửa tệp ở dòng đã nêu; xem docs/how-to/add-an-indicator.md.")
    well = _("Chỉ tiêu và biểu riêng của điểm cài đặt đọc được.")
    return Seen(well, [Trouble("definitions", fault, mend) for fault in faults])


def _faults_of(path: Path) -> list[str]:
    return _faults(lambda: load_files([path]))


def _faults(read: Callable[[], object]) -> list[str]:
    try:
        read()
    except GocError as why:
        return [told(why)]
    except OSError as why:
        return [_("%(file)s: không đọc được (%(why)s).") % {"file": why.filename, "why": why}]
    return []
