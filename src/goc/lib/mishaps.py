"""What the machine under a site refuses (a full disk, a lock, a damaged file, a database that is
away), and the sentence that tells it. Not for what a user or our own code did wrong.

Told by codes where there are any: errno, SQLite's result code, the SQLSTATE of PostgreSQL. Known
by their attributes, so that no database library needs to be imported to look.
"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from goc.lib.errors import GocError


class MishapError(GocError):
    """The machine or the database refuses; `status` is that of the page."""

    def __init__(self, template: str, *, status: HTTPStatus, **params: object) -> None:
        super().__init__(template, **params)
        self.status = status


@dataclass(frozen=True)
class Mishap:
    """A sentence, in which %(where)s is the file or database, and by what it is known: an errno, a
    primary result code of SQLite, the beginning of a SQLSTATE, or words (lower case) of libraries
    that have no codes.
    """

    template: str
    errnos: tuple[int, ...] = ()
    sqlite: tuple[int, ...] = ()
    states: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    status: HTTPStatus = HTTPStatus.SERVICE_UNAVAILABLE

    def fits(self, error: BaseException) -> bool:
        state = getattr(error, "sqlstate", None) or ""
        text = str(error).lower()
        return (
            (isinstance(error, OSError) and error.errno in self.errnos)
            or getattr(error, "sqlite_errorcode", 0) & 0xFF in self.sqlite
            or any(state.startswith(known) for known in self.states)
            or any(known in text for known in self.words)
        )


LEAST_FREE = 64 * 1024
"""Bytes of a disk below which it is full: SQLite needs so much beside its file."""

FULL = Mishap(
    "Hết chỗ trên đĩa của cơ sở dữ liệu %(where)s; việc đang làm chưa được ghi. Hãy giải phóng "
    "chỗ trống rồi làm lại.",
    sqlite=(sqlite3.SQLITE_FULL,),
    states=("53100",),
    words=("database or disk is full",),
    status=HTTPStatus.INSUFFICIENT_STORAGE,
)
READ_ONLY = Mishap(
    "%(where)s chỉ đọc được, không ghi được; việc đang làm chưa được ghi. Hãy gắn lại ổ đĩa để "
    "ghi được, hoặc sửa quyền của tệp, rồi làm lại.",
    errnos=(errno.EROFS,),
    sqlite=(sqlite3.SQLITE_READONLY,),
)
NOT_OPENED = Mishap(
    "Không mở được cơ sở dữ liệu %(where)s. Hãy xem --site có đúng là thư mục của điểm cài đặt "
    "và có quyền đọc ghi không; điểm cài đặt mới thì chạy `goc migrate`.",
    sqlite=(sqlite3.SQLITE_CANTOPEN,),
)
DISK_ERROR = Mishap(
    "Ổ đĩa báo lỗi khi đọc hoặc ghi %(where)s; việc đang làm chưa được ghi. Hãy xem đĩa còn "
    "chỗ không và có hỏng không, rồi làm lại.",
    errnos=(errno.EIO,),
    sqlite=(sqlite3.SQLITE_IOERR,),
    states=("58030",),
)
MISHAPS = [
    Mishap(
        "Hết chỗ trên đĩa nơi đang ghi tệp; việc đang làm chưa được ghi. Hãy giải phóng chỗ trống "
        "(hoặc nâng hạn mức) rồi làm lại.",
        errnos=(errno.ENOSPC, errno.EDQUOT, errno.EFBIG),
        words=("no space left on device",),
        status=HTTPStatus.INSUFFICIENT_STORAGE,
    ),
    FULL,
    READ_ONLY,
    Mishap(
        "Không có quyền đọc hoặc ghi %(where)s. Hãy chạy bằng đúng tài khoản giữ điểm cài đặt, "
        "hoặc sửa quyền.",
        errnos=(errno.EACCES, errno.EPERM),
        sqlite=(sqlite3.SQLITE_PERM,),
        states=("42501",),
    ),
    Mishap(
        "Cơ sở dữ liệu %(where)s bị hỏng. Hãy dừng máy chủ, giữ lại tệp hỏng, rồi khôi phục từ bản "
        "sao lưu.",
        sqlite=(sqlite3.SQLITE_CORRUPT,),
        states=("XX001", "XX002"),
    ),
    Mishap(
        "%(where)s không phải là cơ sở dữ liệu SQLite: tệp đã bị ghi đè hoặc hỏng. Hãy dừng máy "
        "chủ, giữ lại tệp ấy, rồi khôi phục từ bản sao lưu.",
        sqlite=(sqlite3.SQLITE_NOTADB,),
    ),
    NOT_OPENED,
    Mishap(
        "Cơ sở dữ liệu đang bận vì một công việc khác. Hãy chờ rồi làm lại.",
        sqlite=(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL),
        states=("55P03", "40001", "40P01"),
    ),
    DISK_ERROR,
    Mishap(
        "PostgreSQL %(where)s đang chỉ cho đọc (máy dự phòng, hoặc đặt chỉ đọc); việc đang làm chưa "
        "được ghi. Hãy chuyển sang máy chính hoặc bỏ chế độ chỉ đọc, rồi làm lại.",
        states=("25006",),
    ),
    Mishap(
        "PostgreSQL không cho vào %(where)s: sai tài khoản, mật khẩu hoặc tên cơ sở dữ liệu. Hãy "
        "xem lại DATABASE_URL.",
        states=("28", "3D000"),
        words=("password authentication failed", "no pg_hba.conf entry", 'fatal:  database "'),
    ),
    Mishap(
        "Cơ sở dữ liệu PostgreSQL %(where)s đã hết chỗ cho kết nối mới. Hãy chờ rồi làm lại, hoặc "
        "nâng max_connections.",
        states=("53300",),
        words=("too many clients", "remaining connection slots"),
    ),
    Mishap(
        "Không kết nối được PostgreSQL ở %(where)s. Hãy xem dịch vụ PostgreSQL có đang chạy không "
        "và DATABASE_URL có đúng không, rồi làm lại.",
        states=("08", "57P"),
        words=(
            "connection to server",
            "server closed the connection",
            "the connection is closed",
            "connection already closed",
            "connection timeout expired",
            "failed to resolve host",
        ),
    ),
    Mishap(
        "Cơ sở dữ liệu chưa được dựng hoặc chưa nâng cấp. Hãy chạy `goc migrate` trước.",
        states=("42P01",),
        words=("no such table",),
    ),
    Mishap(
        "Chương trình đã mở hết số tệp được phép. Hãy chờ rồi làm lại, hoặc nâng giới hạn "
        "(ulimit -n) rồi chạy lại.",
        errnos=(errno.EMFILE, errno.ENFILE),
    ),
    Mishap(
        "%(where)s: trên đường dẫn này có tệp ở chỗ phải là thư mục. Hãy xem lại --site hoặc tên "
        "tệp.",
        errnos=(errno.ENOTDIR,),
    ),
    Mishap(
        "%(where)s là thư mục, không phải tệp. Hãy xem lại tên tệp.",
        errnos=(errno.EISDIR,),
    ),
]


def understood(error: BaseException | None, database: str) -> MishapError | None:
    """The mishap that this error or its cause is; None for any other. `database`: how a sentence
    names the site's database, its file where it is one.
    """
    for each in _chain(error):
        for mishap in MISHAPS:
            if mishap.fits(each):
                found = _looked_into(mishap, Path(database))
                where = getattr(each, "filename", None) or database
                return MishapError(found.template, status=found.status, where=where)
    return None


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def _looked_into(mishap: Mishap, database: Path) -> Mishap:
    """Where SQLite says no more than that it could not, the file system knows why."""
    if mishap not in (NOT_OPENED, DISK_ERROR):
        return mishap
    try:
        if not database.is_file():
            return mishap
        free = shutil.disk_usage(database.parent).free
    except OSError:
        return mishap
    if free < LEAST_FREE:
        return FULL
    return mishap if os.access(database.parent, os.W_OK) else READ_ONLY
