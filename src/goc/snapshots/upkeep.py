"""What is not in order among the folders of snapshots, and how it is mended. The parts that dossiers
share take the shelf.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from goc.lib import folders
from goc.lib.errors import NotInOrderError
from goc.lib.locks import abandoned
from goc.lib.upkeep import Trouble
from goc.snapshots.keeping import COPIES, SNAPSHOTS, Shelf, Vouched, settle_row
from goc.snapshots.manifests import Problem
from goc.snapshots.models import Snapshot
from goc.snapshots.opening import copy_snapshot
from goc.snapshots.queries import verify
from goc.snapshots.verify import NOT_LISTED, check_snapshot


def troubles() -> Iterator[Trouble]:
    """Reads every byte of every snapshot."""
    yield from strays(SNAPSHOTS)
    for snapshot in Snapshot.objects.order_by("id"):
        if is_expected(snapshot):
            yield from _of(snapshot)


def strays(shelf: Shelf) -> Iterator[Trouble]:
    """What lies in the shelf's folder of the site and is no folder of a row."""
    found = [path for path in folders.leftovers(shelf.home) if _is_dead(path)]
    yield from (_leftover(shelf, path) for path in found)
    yield from (_unknown(shelf, path) for path in _unknown_in(shelf))


def is_expected(row: Vouched) -> bool:
    """False while its maker, or `goc doctor --mend`, has yet to give the folder its name."""
    return row.folder.exists() or not folders.making_of(row.folder).exists()


def _is_dead(path: Path) -> bool:
    with abandoned(path) as dead:
        return dead


def _leftover(shelf: Shelf, path: Path) -> Trouble:
    return Trouble(
        f"{shelf.name}.leftover",
        _("%(path)s do một lần ghi bị ngắt giữa chừng để lại.") % {"path": path},
        _("Chạy `goc doctor --mend`: phần đã vào sổ được hoàn tất, phần chưa vào sổ được xóa."),
        partial(_mend_leftover, shelf, path),
    )


def _mend_leftover(shelf: Shelf, path: Path) -> str:
    with abandoned(path) as dead:
        if not dead:
            return _("%(path)s đang được ghi hoặc đã xong; để nguyên.") % {"path": path}
        if not shelf.settle_one(path):
            return moved(path)
    if path.exists():
        raise NotInOrderError("Không xóa được %(path)s; hãy xem lại quyền.", path=path)
    name = path.with_name(path.name.removeprefix(folders.MAKING))
    if name.exists():
        return _("Đã hoàn tất %(path)s.") % {"path": name}
    return _("Đã xóa %(path)s, chưa từng vào sổ.") % {"path": path}


def _unknown_in(shelf: Shelf) -> list[Path]:
    """Listed before the rows are read: a folder gets its name after its row."""
    paths = sorted(shelf.home.glob("*"))
    known = {str(public_id) for public_id in shelf.rows().values_list("public_id", flat=True)}
    return [p for p in paths if p.name not in known and not p.name.startswith(folders.MAKING)]


def _unknown(shelf: Shelf, path: Path) -> Trouble:
    return Trouble(
        f"{shelf.name}.unknown_folder",
        _("%(path)s không có trong sổ.") % {"path": path},
        _("Chạy `goc doctor --mend`: chuyển sang thư mục %(aside)s, không xóa gì.")
        % {"aside": Path(settings.SITE) / folders.SET_ASIDE},
        partial(moved, path),
    )


def moved(*paths: Path) -> str:
    """Sets aside, and says where."""
    site = Path(settings.SITE)
    places = ", ".join(str(folders.set_aside(path, site)) for path in paths)
    return _("Đã chuyển sang %(places)s.") % {"places": places}


def _of(snapshot: Snapshot) -> Iterator[Trouble]:
    settle_row(snapshot)
    name = _("Bản chốt số liệu đến %(day)s, lập %(made)s") % {
        "day": f"{snapshot.cut_off:%d/%m/%Y}",
        "made": f"{snapshot.made_at:%d/%m/%Y}",
    }
    if not snapshot.folder.exists():
        yield _restorable(snapshot, "missing_folder", missing(name, snapshot.folder))
        return
    problems = verify(snapshot)
    if extra := foreign(SNAPSHOTS, name, snapshot.folder, problems):
        yield extra
    if damage := damaged(name, snapshot.folder, problems):
        yield _restorable(snapshot, "damaged", damage)


def missing(name: str, folder: Path) -> str:
    return _("%(name)s: mất thư mục %(folder)s.") % {"name": name, "folder": folder}


def damaged(name: str, folder: Path, problems: list[Problem]) -> str:
    """Empty when nothing but foreign files is wrong."""
    wrong = [p for p in problems if p["expected"] != NOT_LISTED]
    if not wrong:
        return ""
    said = _(
        "%(name)s: %(count)s điểm sai trong %(folder)s, trước hết %(file)s, %(where)s: "
        "thấy %(found)s, phải là %(expected)s."
    )
    return said % {"name": name, "count": len(wrong), "folder": folder, **wrong[0]}


def foreign(shelf: Shelf, name: str, folder: Path, problems: list[Problem]) -> Trouble | None:
    """What somebody else put into a folder of the site."""
    extra = [p["file"] for p in problems if p["expected"] == NOT_LISTED]
    if not extra or not folder.is_relative_to(Path(settings.SITE)):
        return None
    return Trouble(
        f"{shelf.name}.foreign_file",
        _("%(name)s: trong %(folder)s có tệp lạ: %(files)s.")
        % {"name": name, "folder": folder, "files": ", ".join(extra)},
        _("Chạy `goc doctor --mend`: chuyển sang thư mục %(aside)s, không xóa gì.")
        % {"aside": Path(settings.SITE) / folders.SET_ASIDE},
        partial(moved, *(folder / file for file in extra)),
    )


def _restorable(snapshot: Snapshot, code: str, what: str) -> Trouble:
    """With a repair where the same snapshot lies elsewhere, whole."""
    copy = sound_copy(snapshot)
    if copy is None:
        mend = _("Khôi phục thư mục ấy từ bản sao lưu.")
        return Trouble(f"{SNAPSHOTS.name}.{code}", what, mend)
    mend = _("Chạy `goc doctor --mend`: chép lại từ %(copy)s, nguyên vẹn.") % {"copy": copy}
    return Trouble(f"{SNAPSHOTS.name}.{code}", what, mend, partial(restore, snapshot, copy))


def sound_copy(snapshot: Snapshot) -> Path | None:
    copies = (copy for give in COPIES for copy in give(snapshot))
    return next((c for c in copies if not check_snapshot(c, snapshot.manifest_sha256)), None)


def restore(snapshot: Snapshot, copy: Path) -> str:
    """The copy in its place; what stood there is set aside."""
    with folders.making(snapshot.folder, lambda: False) as folder:
        copy_snapshot(copy, folder)
        folders.flush(folder)
        if check_snapshot(folder, snapshot.manifest_sha256):
            raise NotInOrderError("Bản sao %(copy)s không còn nguyên vẹn.", copy=copy)
        if snapshot.folder.exists():
            folders.set_aside(snapshot.folder, Path(settings.SITE))
    return _("Đã chép lại %(folder)s.") % {"folder": snapshot.folder}
