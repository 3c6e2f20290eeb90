"""What `goc doctor` looks at: each check says whether it is in order and, if not, how
to mend it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.translation import gettext as _

from goc.accounts.models import User
from goc.audit.queries import broken_seals
from goc.dated.backstop import count_rules, installed_rules
from goc.jobs.actions import SILENT_FOR
from goc.jobs.models import Job

ENOUGH = 1024**3
ASSETS = [
    "static/tabler.css",
    "static/fonts/latin-400.woff2",
    "static/fonts/vietnamese-400.woff2",
    "fonts/Tinos_400Regular.ttf",
    "icons/home.svg",
]


@dataclass(frozen=True)
class Finding:
    """`check` is a stable code; `mend` is empty when `ok`."""

    check: str
    ok: bool
    message: str
    mend: str = ""


def examine() -> list[Finding]:
    """All findings in order. Without a database the checks that need one are left out."""
    found = [finding for check in (folder, secret_key, assets) for finding in check()]
    found += [guarded(database)]
    if found[-1].ok:
        found += [guarded(check) for check in IN_DATABASE]
    return found


def guarded(check: Callable[[], Finding]) -> Finding:
    """A check that cannot even run is a finding too."""
    try:
        return check()
    except Exception as why:
        mend = _("Chạy `goc migrate`; nếu vẫn lỗi, xem lại DATABASE_URL hoặc --site.")
        return Finding(
            check.__name__, False, _("Không kiểm tra được: %(why)s") % {"why": why}, mend
        )


def _finding(check: str, ok: bool, said: str, otherwise: str, mend: str) -> Finding:
    return Finding(check, True, said) if ok else Finding(check, False, otherwise, mend)


def folder() -> Iterator[Finding]:
    site = Path(settings.SITE)
    writable = site.is_dir() and os.access(site, os.W_OK)
    yield _finding(
        "folder",
        writable,
        _("Thư mục %(site)s ghi được.") % {"site": site},
        _("Thư mục %(site)s không có hoặc không ghi được.") % {"site": site},
        _("Chạy `goc migrate`, hoặc cấp quyền ghi cho thư mục."),
    )
    if writable:
        free = shutil.disk_usage(site).free
        said = _("Đĩa còn trống %(free)s MB.") % {"free": free // 1024**2}
        yield _finding("space", free >= ENOUGH, said, said, _("Giải phóng ít nhất 1 GB."))


def secret_key() -> Iterator[Finding]:
    kept = Path(settings.SITE) / "secret_key"
    if not settings.CONF.embedded:
        yield Finding("secret_key", True, _("Khóa bí mật lấy từ GOC_SECRET_KEY."))
    elif not kept.exists():
        absent = _("Chưa có khóa bí mật; mỗi lần chạy lại mọi người phải đăng nhập lại.")
        yield Finding("secret_key", False, absent, _("Chạy `goc migrate`."))
    else:
        closed = os.name != "posix" or not kept.stat().st_mode & 0o077
        open_to_all = _("Người khác trên máy đọc được khóa bí mật.")
        yield _finding(
            "secret_key", closed, _("Khóa bí mật được giữ kín."), open_to_all, f"chmod 600 {kept}"
        )


def assets() -> Iterator[Finding]:
    home = Path(__file__).parents[1] / "assets"
    missing = ", ".join(name for name in ASSETS if not (home / name).exists())
    yield _finding(
        "assets",
        not missing,
        _("Đủ tệp giao diện và phông chữ."),
        _("Thiếu tệp giao diện và phông chữ: %(names)s.") % {"names": missing},
        _("Cài lại gói goc, hoặc chạy `make setup` trong mã nguồn."),
    )


def database() -> Finding:
    executor = MigrationExecutor(connection)
    steps = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _finding(
        "database",
        not steps,
        _("Cơ sở dữ liệu kết nối được, đã nâng cấp đủ."),
        _("Cơ sở dữ liệu còn %(n)s bước nâng cấp chưa làm.") % {"n": len(steps)},
        _("Chạy `goc migrate`."),
    )


def backstop() -> Finding:
    wanted, held = count_rules(), installed_rules(connection)
    said = _("Ràng buộc chống chồng lấn trong cơ sở dữ liệu: %(held)s/%(wanted)s.") % {
        "held": held,
        "wanted": wanted,
    }
    return _finding("backstop", held >= wanted, said, said, _("Chạy `goc migrate`."))


def journal() -> Finding:
    if connection.vendor != "sqlite":
        return Finding("journal", True, _("PostgreSQL tự ghi nhật ký giao dịch."))
    with connection.cursor() as cursor:
        mode = cursor.execute("PRAGMA journal_mode").fetchone()[0]
    said = _("Chế độ ghi của SQLite: %(mode)s.") % {"mode": mode}
    return _finding(
        "journal", mode == "wal", said, said, _("Đặt thư mục trên đĩa của máy, không trên ổ mạng.")
    )


def seals() -> Finding:
    broken = broken_seals()
    days = ", ".join(day.strftime("%d/%m/%Y") for day in broken)
    return _finding(
        "seals",
        not broken,
        _("Niêm phong nhật ký còn nguyên."),
        _("Nhật ký đã niêm phong bị thay đổi: %(days)s.") % {"days": days},
        _("Đối chiếu với bản sao lưu; báo người giám sát."),
    )


def stale_jobs() -> Finding:
    now = timezone.now()
    stale = Job.objects.filter(state=Job.State.RUNNING, heartbeat__lt=now - SILENT_FOR).count()
    waiting = Job.objects.filter(
        state=Job.State.QUEUED, created_at__lt=now - timedelta(hours=1)
    ).count()
    counts = {"stale": stale, "waiting": waiting}
    return _finding(
        "jobs",
        not stale and not waiting,
        _("Không có công việc nào bị bỏ dở."),
        _("Công việc bị bỏ dở: %(stale)s; chờ quá một giờ: %(waiting)s.") % counts,
        _("Chạy `goc serve`: việc bị bỏ dở được giải phóng sau hai phút."),
    )


def operator() -> Finding:
    there = User.objects.filter(is_operator=True, is_active=True).exists()
    return _finding(
        "operator",
        there,
        _("Đã có người vận hành."),
        _("Chưa có người vận hành."),
        _('Chạy `goc user add --login TÊN --name "HỌ TÊN" --operator`.'),
    )


IN_DATABASE = [backstop, journal, seals, stale_jobs, operator]
