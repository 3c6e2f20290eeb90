"""The site's folder: there, writable, roomy, closed to others, in no repository; its secret key."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from goc.conf import is_key
from goc.home.doctor.seeing import Seen, listed
from goc.lib.upkeep import Trouble

ENOUGH = 1024**3
OTHERS = 0o077
PRIVATE = ("secret_key", "goc.sqlite3", "files", "snapshots", "dossiers", "spool")
"""What a site keeps that must never be committed."""


def site() -> Path:
    return Path(settings.SITE)


def there() -> Seen:
    well = _("Có thư mục %(site)s.") % {"site": site()}
    if site().is_dir():
        return Seen(well)
    what = _("Không có thư mục %(site)s.") % {"site": site()}
    mend = _("Xem lại --site (máy chủ: GOC_DATA); điểm cài đặt mới thì chạy `goc migrate`.")
    return Seen(well, [Trouble("folder", what, mend)])


def writable() -> Seen:
    """Really: a file is written and removed. What a mode says is not what a mount allows."""
    well = _("Thư mục %(site)s ghi được.") % {"site": site()}
    try:
        with tempfile.NamedTemporaryFile(dir=site(), prefix=".doctor-") as tried:
            tried.write(b"goc")
            tried.flush()
            os.fsync(tried.fileno())
    except OSError as why:
        return Seen(well, [_not_writable(why)])
    return Seen(well)


def _not_writable(why: OSError) -> Trouble:
    if why.errno == errno.EROFS:
        what = _("Đĩa có thư mục %(site)s chỉ được gắn để đọc.") % {"site": site()}
        return Trouble("writable", what, _("Gắn lại đĩa để ghi được; xem đĩa có hỏng không."))
    if why.errno in (errno.ENOSPC, errno.EDQUOT):
        what = _("Đĩa có thư mục %(site)s không còn chỗ.") % {"site": site()}
        return Trouble("writable", what, _("Giải phóng ít nhất 1 GB."))
    what = _("Thư mục %(site)s không ghi được (%(why)s).") % {"site": site(), "why": why.strerror}
    return Trouble("writable", what, _("Cấp quyền ghi cho người chạy `goc`."))


def space() -> Seen:
    free = shutil.disk_usage(site()).free
    said = _("Đĩa còn trống %(free)s MB.") % {"free": free // 1024**2}
    low = [Trouble("space", said, _("Giải phóng ít nhất 1 GB."))] if free < ENOUGH else []
    return Seen(said, low)


@dataclass(frozen=True)
class Kept:
    """Something in the folder, as it was a moment ago."""

    path: Path
    stat: os.stat_result

    def __str__(self) -> str:
        return str(self.path)


def everything() -> Iterator[Kept]:
    """The folder and all that lies in it; links, and what was removed meanwhile, are left out."""
    paths = [site()]
    for folder, folders, files in os.walk(site()):
        paths += [Path(folder, name) for name in [*folders, *files]]
    for path in paths:
        with suppress(FileNotFoundError):
            if not path.is_symlink():
                yield Kept(path, path.stat())


def permissions() -> Seen:
    well = _("Chỉ chủ của thư mục đọc được các tệp của điểm cài đặt.")
    wide = [kept for kept in everything() if kept.stat.st_mode & OTHERS]
    if os.name != "posix" or not wide:
        return Seen(well)
    what = _("Người khác trên máy đọc hoặc ghi được: %(names)s.") % {"names": listed(wide)}
    mend = _("Chạy `goc doctor --mend`, hoặc `chmod -R go-rwx %(site)s`.") % {"site": site()}
    return Seen(well, [Trouble("permissions", what, mend, lambda: _close(wide))])


def _close(wide: list[Kept]) -> str:
    for kept in wide:
        with suppress(FileNotFoundError):
            kept.path.chmod(kept.stat.st_mode & ~OTHERS & 0o7777)
    return _("Đã bỏ quyền của người khác ở %(n)s tệp và thư mục.") % {"n": len(wide)}


def owner() -> Seen:
    well = _("Các tệp thuộc về người chạy lệnh này.")
    if os.name != "posix":
        return Seen(well)
    strange = [kept for kept in everything() if kept.stat.st_uid != os.geteuid()]
    if not strange:
        return Seen(well)
    what = _("Tệp thuộc về người khác: %(names)s.") % {"names": listed(strange)}
    mend = _("Chạy `goc` bằng người đã dựng điểm cài đặt, hoặc đổi chủ bằng `chown -R`.")
    return Seen(well, [Trouble("owner", what, mend)])


def repository() -> Seen:
    """A site inside a repository is one `git add` away from being sent out; inside a tree that
    ignores it (as a checkout of Gốc does `var/`) it is not.
    """
    well = _("Điểm cài đặt không nằm trong kho mã nguồn nào.")
    tree = next((p for p in [site(), *site().parents] if (p / ".git").exists()), None)
    if tree is None or _ignored(tree):
        return Seen(well)
    what = _("Điểm cài đặt nằm trong kho git %(tree)s, dữ liệu dễ bị gửi đi nhầm.") % {"tree": tree}
    mend = _("Chuyển thư mục ra ngoài kho, hoặc thêm cả thư mục vào .gitignore.")
    return Seen(well, [Trouble("repository", what, mend)])


def _ignored(tree: Path) -> bool:
    git = shutil.which("git")
    if git is None:
        return False
    asked = [str(site() / name) for name in PRIVATE]
    told = subprocess.run(  # noqa: S603  fixed words, and paths of our own after --
        [git, "-c", "safe.directory=*", "-C", str(tree), "check-ignore", "--", *asked],
        capture_output=True,
        text=True,
        check=False,
    )
    return len(told.stdout.splitlines()) == len(asked)


def secret_key() -> Seen:
    well = _("Có khóa bí mật.")
    if not settings.CONF.embedded:
        return Seen(_("Khóa bí mật lấy từ GOC_SECRET_KEY."))
    kept = site() / "secret_key"
    if not kept.is_file():
        what = _("Không có khóa bí mật %(file)s; mỗi lần chạy lại mọi người phải đăng nhập lại.")
        mend = _("Khôi phục tệp từ bản sao lưu, hoặc chạy `goc migrate` để tạo khóa mới.")
    elif not is_key(kept.read_text("utf-8", errors="replace")):
        what = _("Khóa bí mật %(file)s trống hoặc bị cụt: ai cũng giả được phiên làm việc.")
        mend = _("Xóa tệp rồi chạy `goc migrate` để tạo khóa mới; mọi người đăng nhập lại.")
    else:
        return Seen(well)
    return Seen(well, [Trouble("secret_key", what % {"file": kept}, mend)])
