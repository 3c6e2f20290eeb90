"""The SQLite file: whether it can be opened without losing anything, and whether it is whole."""

from __future__ import annotations

import sqlite3
from concurrent.futures import Future
from itertools import groupby
from pathlib import Path
from threading import Thread
from typing import Any

from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from goc.home.doctor.seeing import Seen, Tell, listed
from goc.home.doctor.wal import PAGE_SIZES, fault_of_log
from goc.lib.upkeep import Trouble

MAGIC = b"SQLite format 3\0"
SHOWN = 5


def database_file() -> Path:
    return Path(str(connection.settings_dict["NAME"]))


def opened() -> Seen:
    """The files are looked at before SQLite opens them: opening throws away a log that it cannot
    read.
    """
    well = _("Mở được tệp cơ sở dữ liệu.")
    trouble = _of_file() or _of_log() or _of_opening()
    return Seen(well, [trouble] if trouble else [])


def _trouble(what: str, mend: str = "") -> Trouble:
    usual = _(
        "Dừng `goc serve`, chép cả thư mục sang nơi khác, rồi khôi phục từ bản sao lưu mới nhất."
    )
    return Trouble("database", what, mend or usual)


def _of_file() -> Trouble | None:
    path = database_file()
    name = {"file": path}
    if not path.is_file():
        mend = _("Khôi phục tệp từ bản sao lưu; điểm cài đặt mới thì chạy `goc migrate`.")
        return _trouble(_("Không có tệp cơ sở dữ liệu %(file)s.") % name, mend)
    with path.open("rb") as file:
        header = file.read(100)
    if not header:
        return _trouble(_("Tệp cơ sở dữ liệu %(file)s rỗng (0 byte).") % name)
    if header[:16] != MAGIC:
        return _trouble(_("Tệp %(file)s không phải là cơ sở dữ liệu SQLite.") % name)
    short = _size_told(header) - path.stat().st_size
    if short > 0 and not _log_waits():
        what = _("Tệp cơ sở dữ liệu %(file)s bị cụt: thiếu %(n)s byte ở cuối.")
        return _trouble(what % {**name, "n": short})
    return None


def _size_told(header: bytes) -> int:
    """The size the header speaks of; 0 when it may be out of date."""
    told = int.from_bytes(header[16:18], "big")
    page = 65536 if told == 1 else told
    if page not in PAGE_SIZES or len(header) < 100 or header[24:28] != header[92:96]:
        return 0
    return page * int.from_bytes(header[28:32], "big")


def _log() -> Path:
    return database_file().with_name(database_file().name + "-wal")


def _log_waits() -> bool:
    return _log().is_file() and _log().stat().st_size > 0


def _of_log() -> Trouble | None:
    fault = fault_of_log(_log()) if _log_waits() else None
    if fault is None:
        return None
    what = _("Tệp %(file)s giữ những thay đổi mới nhất và không đọc được: %(fault)s.") % {
        "file": _log(),
        "fault": fault,
    }
    mend = _(
        "Đừng chạy `goc serve` hay `goc migrate`: SQLite sẽ bỏ phần không đọc được. Chép cả thư mục "
        "sang nơi khác; khôi phục từ bản sao lưu, hoặc chấp nhận mất các thay đổi đó: xóa tệp -wal "
        "rồi khám lại."
    )
    return _trouble(what, mend)


def _of_opening() -> Trouble | None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM sqlite_master")
    except DatabaseError as why:
        what = _("Không mở được tệp cơ sở dữ liệu %(file)s: %(why)s.")
        return _trouble(what % {"file": database_file(), "why": why})
    return None


def integrity(tell: Tell) -> Seen:
    well = _("Cấu trúc tệp cơ sở dữ liệu nguyên vẹn.")
    try:
        found = [row[0] for row in _answer("PRAGMA integrity_check(20)", tell)]
    except sqlite3.DatabaseError as why:
        found = [str(why)]
    if found == ["ok"]:
        return Seen(well)
    what = _("Tệp cơ sở dữ liệu bị hỏng. SQLite báo: %(found)s.") % {
        "found": "; ".join(found[:SHOWN])
    }
    mend = _(
        "Dừng `goc serve`, chép cả thư mục sang nơi khác, rồi khôi phục từ bản sao lưu mới nhất. "
        "Không có bản sao lưu: cứu phần còn đọc được bằng `sqlite3 goc.sqlite3 .recover`. Kiểm tra "
        "ổ đĩa."
    )
    return Seen(well, [Trouble("integrity", what, mend)])


def _answer(statement: str, tell: Tell) -> list[Any]:
    """The rows of one long statement. SQLite hears no Ctrl-C: it runs beside, is told of each
    second, and does not keep the command from ending.
    """
    connection.ensure_connection()
    raw = connection.connection
    assert isinstance(raw, sqlite3.Connection)
    asked: Future[list[Any]] = Future()

    def ask() -> None:
        try:
            asked.set_result(raw.execute(statement).fetchall())
        except sqlite3.Error as why:
            asked.set_exception(why)

    Thread(target=ask, daemon=True).start()
    seconds = 0
    while True:
        try:
            return asked.result(timeout=1)
        except TimeoutError:
            seconds += 1
            tell(_("cấu trúc tệp: %(n)s giây") % {"n": seconds})


def references() -> Seen:
    well = _("Không có dòng nào trỏ tới dòng không còn.")
    with connection.cursor() as cursor:
        rows = cursor.execute("PRAGMA foreign_key_check").fetchall()
    pairs = sorted((table, parent, row) for table, row, parent, _key in rows)
    troubles = [
        orphans(table, parent, [row for *_pair, row in group])
        for (table, parent), group in groupby(pairs, key=lambda pair: pair[:2])
    ]
    return Seen(well, troubles)


def orphans(table: str, parent: str, rows: list[Any]) -> Trouble:
    what = _("Bảng %(table)s có %(n)s dòng trỏ tới dòng không còn của %(parent)s (id %(rows)s).")
    mend = _("Khôi phục từ bản sao lưu trước khi mất dòng; nếu không, báo người phát triển Gốc.")
    values = {"table": table, "parent": parent, "n": len(rows), "rows": listed(rows)}
    return Trouble("references", what % values, mend)


def journal() -> Seen:
    with connection.cursor() as cursor:
        mode = cursor.execute("PRAGMA journal_mode").fetchone()[0]
    said = _("Chế độ ghi của SQLite: %(mode)s.") % {"mode": mode}
    mend = _("Đặt thư mục trên đĩa của máy, không trên ổ mạng.")
    return Seen(said, [] if mode == "wal" else [Trouble("journal", said, mend)])
