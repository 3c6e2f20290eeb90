"""What the machine refuses is known by its codes, wherever in the chain of causes it stands."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from goc.lib.errors import InputError
from goc.lib.mishaps import MISHAPS, understood

FULL, FULL_DATABASE, READ_ONLY, FORBIDDEN, DAMAGED, NO_DATABASE, CLOSED, BUSY, DISK = MISHAPS[:9]
STANDBY, REFUSED, CROWDED, AWAY, NOT_MIGRATED, FILES, NOT_A_FOLDER, A_FOLDER = MISHAPS[9:]


def raised(act) -> BaseException:
    with pytest.raises(Exception) as caught:
        act()
    return caught.value


def of_sqlite(path: Path, *statements: str) -> BaseException:
    def act() -> None:
        with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as database:
            for statement in statements:
                database.execute(statement).fetchall()

    return raised(act)


def told(error: BaseException) -> str | None:
    known = understood(error, "THE DATABASE")
    return known and known.template


@pytest.mark.parametrize(
    ("number", "mishap"),
    [
        (errno.ENOSPC, FULL),
        (errno.EDQUOT, FULL),
        (errno.EFBIG, FULL),
        (errno.EROFS, READ_ONLY),
        (errno.EACCES, FORBIDDEN),
        (errno.EPERM, FORBIDDEN),
        (errno.EIO, DISK),
        (errno.EMFILE, FILES),
        (errno.ENFILE, FILES),
        (errno.ENOTDIR, NOT_A_FOLDER),
        (errno.EISDIR, A_FOLDER),
    ],
)
def test_an_error_of_the_system(number, mishap):
    assert told(OSError(number, "x", "/a/file")) == mishap.template


def test_a_file_is_named_where_the_system_names_it():
    assert str(understood(PermissionError(errno.EACCES, "x", "/a/file"), "DB")) == (
        "Không có quyền đọc hoặc ghi /a/file. Hãy chạy bằng đúng tài khoản giữ điểm cài đặt, hoặc sửa "
        "quyền."
    )


def test_a_damaged_file(tmp_path):
    with closing(sqlite3.connect(tmp_path / "a")) as database:
        database.execute("CREATE TABLE t AS SELECT randomblob(99) FROM pragma_function_list")
        database.commit()
    with (tmp_path / "a").open("r+b") as file:
        file.truncate(4096)

    assert told(of_sqlite(tmp_path / "a", "SELECT * FROM t")) == DAMAGED.template


def test_a_file_that_is_something_else(tmp_path):
    (tmp_path / "a").write_text("Không phải cơ sở dữ liệu. " * 99)

    assert told(of_sqlite(tmp_path / "a", "SELECT * FROM t")) == NO_DATABASE.template


def test_a_database_that_cannot_be_opened(tmp_path):
    assert told(of_sqlite(tmp_path / "none" / "a", "SELECT 1")) == CLOSED.template
    assert told(of_sqlite(tmp_path, "SELECT 1")) == CLOSED.template


def test_a_database_that_is_locked(tmp_path):
    with closing(sqlite3.connect(tmp_path / "a")) as other:
        other.execute("CREATE TABLE t (n)")
        other.execute("BEGIN IMMEDIATE")

        assert told(of_sqlite(tmp_path / "a", "BEGIN IMMEDIATE")) == BUSY.template


def test_a_database_that_may_only_be_read(tmp_path):
    with closing(sqlite3.connect(tmp_path / "a")) as other:
        other.execute("CREATE TABLE t (n)")
    error = of_sqlite(tmp_path / "a", "PRAGMA query_only = on", "INSERT INTO t VALUES (1)")

    assert told(error) == READ_ONLY.template


def test_a_database_that_may_not_grow(tmp_path):
    limits = ("PRAGMA page_size = 512", "PRAGMA max_page_count = 2", "CREATE TABLE t (n)")
    error = of_sqlite(tmp_path / "a", *limits, "INSERT INTO t VALUES (randomblob(9999))")

    assert told(error) == FULL_DATABASE.template
    assert understood(error, "").status == 507


def test_a_database_that_was_not_set_up(tmp_path):
    assert told(of_sqlite(tmp_path / "a", "SELECT * FROM t")) == NOT_MIGRATED.template
    assert told(psycopg.errors.UndefinedTable("x")) == NOT_MIGRATED.template


@pytest.mark.parametrize(
    ("error", "mishap"),
    [
        (psycopg.errors.DiskFull("x"), FULL_DATABASE),
        (psycopg.errors.ReadOnlySqlTransaction("x"), STANDBY),
        (psycopg.errors.InsufficientPrivilege("x"), FORBIDDEN),
        (psycopg.errors.DataCorrupted("x"), DAMAGED),
        (psycopg.errors.LockNotAvailable("x"), BUSY),
        (psycopg.errors.DeadlockDetected("x"), BUSY),
        (psycopg.errors.IoError("x"), DISK),
        (psycopg.errors.InvalidPassword("x"), REFUSED),
        (psycopg.errors.InvalidCatalogName("x"), REFUSED),
        (psycopg.errors.TooManyConnections("x"), CROWDED),
        (psycopg.errors.AdminShutdown("x"), AWAY),
        (psycopg.errors.CannotConnectNow("x"), AWAY),
        (psycopg.errors.ConnectionFailure("x"), AWAY),
        (psycopg.OperationalError("the connection is closed"), AWAY),
        (psycopg.OperationalError('failed: FATAL:  database "x" does not exist'), REFUSED),
    ],
)
def test_an_error_of_postgresql(error, mishap):
    assert told(error) == mishap.template


def test_a_postgresql_that_is_away():
    error = raised(lambda: psycopg.connect("postgresql://goc:pw@127.0.0.1:1/goc"))

    assert str(understood(error, "127.0.0.1:1/goc")) == (
        "Không kết nối được PostgreSQL ở 127.0.0.1:1/goc. Hãy xem dịch vụ PostgreSQL có đang chạy "
        "không và DATABASE_URL có đúng không, rồi làm lại."
    )


def test_a_library_that_only_has_words():
    assert told(RuntimeError("IO Error: write failed: No space left on device")) == FULL.template


def test_the_cause_is_what_counts():
    try:
        raise RuntimeError("database error") from PermissionError(errno.EACCES, "x", "/a")
    except RuntimeError as error:
        assert told(error) == FORBIDDEN.template


def test_what_is_not_of_the_machine_is_not_known():
    errors = [ValueError("x"), FileNotFoundError(errno.ENOENT, "x", "/a"), InputError("x"), None]
    assert [understood(error, "") for error in errors] == [None] * 4
