"""What is not in order among the kept files and the files waiting to be read, and how it is
mended."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from goc.lib.errors import NotInOrderError
from goc.lib.folders import SET_ASIDE, remove, set_aside
from goc.lib.locks import DAY, untouched
from goc.lib.upkeep import Trouble
from goc.registry import files, photos, readings
from goc.registry.models import StoredFile

HOUR = 3600


def troubles() -> Iterator[Trouble]:
    """Reads every byte of every kept file."""
    yield from (_leftover(path) for path in files.home().glob(f"{files.NEW}*") if _is_old(path))
    yield from (_orphan(path) for path in _orphans())
    yield from _not_as_kept()
    yield from (_stale(path) for path in (*readings.stale(), *photos.stale()))


def let_go() -> None:
    """What waited longer than a day, whether or not its user comes back: photographs, files to be
    read.
    """
    for folder in (*readings.stale(), *photos.stale()):
        remove(folder)


def _is_old(path: Path) -> bool:
    return untouched(path, HOUR)


def _leftover(path: Path) -> Trouble:
    return Trouble(
        "files.leftover",
        _("%(path)s do một lần nhận tệp bị ngắt giữa chừng để lại.") % {"path": path},
        _("Chạy `goc doctor --mend`: xóa; tệp ấy chưa từng vào sổ."),
        partial(_removed, path),
    )


def _removed(path: Path) -> str:
    path.unlink(missing_ok=True)
    return _("Đã xóa %(path)s, chưa từng vào sổ.") % {"path": path}


def _orphans() -> list[Path]:
    """Listed before the rows are read; younger ones may yet be entered."""
    old = [path for path in sorted(files.home().glob("*/*")) if untouched(path, DAY)]
    known = set(StoredFile.objects.values_list("sha256", flat=True))
    known.update(*(held() for held in files.holders))
    return [path for path in old if path != files.path_of(path.name) or path.name not in known]


def _orphan(path: Path) -> Trouble:
    return Trouble(
        "files.orphan",
        _("%(path)s không có trong sổ.") % {"path": path},
        _("Chạy `goc doctor --mend`: chuyển sang thư mục %(aside)s, không xóa gì.")
        % {"aside": Path(settings.SITE) / SET_ASIDE},
        partial(_set_orphan_aside, path),
    )


def _set_orphan_aside(path: Path) -> str:
    """Back again if it was handed in anew meanwhile: that renews its time."""
    place = set_aside(path, Path(settings.SITE))
    if not untouched(place, DAY):
        place.rename(path)
        return _("%(path)s vừa được dùng lại; để nguyên.") % {"path": path}
    return _("Đã chuyển sang %(places)s.") % {"places": place}


def _not_as_kept() -> Iterator[Trouble]:
    names: dict[str, list[str]] = {}
    for sha256, name in StoredFile.objects.order_by("id").values_list("sha256", "name"):
        names.setdefault(sha256, []).append(name)
    for sha256, called in names.items():
        try:
            files.checked(sha256)
        except NotInOrderError:
            yield _bad(files.path_of(sha256), ", ".join(dict.fromkeys(called)))
        except OSError as why:
            yield _unreadable(files.path_of(sha256), why)


def _bad(path: Path, names: str) -> Trouble:
    there = path.exists()
    said = (
        _("Tệp %(path)s (%(names)s) khác lúc ghi sổ.")
        if there
        else _("Mất tệp %(path)s (%(names)s).")
    )
    return Trouble(
        "files.damaged" if there else "files.missing",
        said % {"path": path, "names": names},
        _("Khôi phục tệp ấy từ bản sao lưu, hoặc đưa lại đúng tệp gốc."),
    )


def _unreadable(path: Path, why: OSError) -> Trouble:
    said = _("Không đọc được %(path)s: %(why)s.") % {"path": path, "why": why.strerror}
    return Trouble("files.unreadable", said, _("Xem lại quyền của tệp và đĩa."))


def _stale(path: Path) -> Trouble:
    return Trouble(
        "readings.stale",
        _("%(path)s chờ đọc đã quá một ngày.") % {"path": path},
        _("Chạy `goc doctor --mend`: xóa; ai cần thì đưa lại tệp."),
        partial(_forgotten, path),
    )


def _forgotten(path: Path) -> str:
    remove(path)
    return _("Đã xóa %(path)s.") % {"path": path}
