"""Where a mishap has no code of its own: extended codes, words of libraries, and a second look at the
disk under a database.
"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from http import HTTPStatus

import pytest

from goc.lib.errors import InputError
from goc.lib.mishaps import DISK_ERROR, FULL, LEAST_FREE, MISHAPS, NOT_OPENED, READ_ONLY, understood

OF_FILES, _, _, FORBIDDEN, DAMAGED, NO_DATABASE, _, BUSY, _ = MISHAPS[:9]
STANDBY, REFUSED, CROWDED, AWAY, NOT_MIGRATED, MANY_FILES, NOT_A_FOLDER, A_FOLDER = MISHAPS[9:]


def of_sqlite(code, words="x"):
    error = sqlite3.OperationalError(words)
    error.sqlite_errorcode = code
    return error


class OfPostgres(Exception):
    """As psycopg's: known by the attribute."""

    def __init__(self, sqlstate, words="x"):
        super().__init__(words)
        self.sqlstate = sqlstate


def told(error, database="DB"):
    known = understood(error, database)
    return known and known.template


@pytest.mark.parametrize(
    ("code", "mishap"),
    [
        (sqlite3.SQLITE_FULL, FULL),
        (sqlite3.SQLITE_READONLY_DBMOVED, READ_ONLY),
        (sqlite3.SQLITE_READONLY_DIRECTORY, READ_ONLY),
        (sqlite3.SQLITE_PERM, FORBIDDEN),
        (sqlite3.SQLITE_CORRUPT_INDEX, DAMAGED),
        (sqlite3.SQLITE_NOTADB, NO_DATABASE),
        (sqlite3.SQLITE_CANTOPEN_ISDIR, NOT_OPENED),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, BUSY),
        (sqlite3.SQLITE_LOCKED_SHAREDCACHE, BUSY),
        (sqlite3.SQLITE_PROTOCOL, BUSY),
        (sqlite3.SQLITE_IOERR_FSYNC, DISK_ERROR),
        (sqlite3.SQLITE_IOERR_SHORT_READ, DISK_ERROR),
    ],
)
def test_an_extended_code_of_sqlite_is_of_its_kind(code, mishap):
    assert told(of_sqlite(code)) == mishap.template


@pytest.mark.parametrize("code", [sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_ERROR, 0])
def test_what_our_own_statements_do_wrong_is_no_mishap(code):
    assert understood(of_sqlite(code), "DB") is None


@pytest.mark.parametrize(
    ("state", "mishap"),
    [
        ("53100", FULL),
        ("42501", FORBIDDEN),
        ("XX001", DAMAGED),
        ("XX002", DAMAGED),
        ("40001", BUSY),
        ("40P01", BUSY),
        ("55P03", BUSY),
        ("58030", DISK_ERROR),
        ("25006", STANDBY),
        ("28000", REFUSED),
        ("28P01", REFUSED),
        ("3D000", REFUSED),
        ("53300", CROWDED),
        ("08006", AWAY),
        ("08P01", AWAY),
        ("57P01", AWAY),
        ("57P03", AWAY),
        ("42P01", NOT_MIGRATED),
    ],
)
def test_a_state_of_postgresql(state, mishap):
    assert told(OfPostgres(state)) == mishap.template


@pytest.mark.parametrize("state", ["57014", "23505", "42703", "40002", "53200", "25001", None, ""])
def test_another_state_is_no_mishap(state):
    assert understood(OfPostgres(state), "DB") is None


@pytest.mark.parametrize(
    ("words", "mishap"),
    [
        ("[Errno 28] No space left on device", OF_FILES),
        ("database or disk is full", FULL),
        ('connection failed: FATAL:  password authentication failed for user "goc"', REFUSED),
        ('FATAL:  no pg_hba.conf entry for host "10.0.0.7"', REFUSED),
        ('FATAL:  database "goc" does not exist', REFUSED),
        ("FATAL:  sorry, too many clients already", CROWDED),
        ("FATAL:  remaining connection slots are reserved", CROWDED),
        ("connection to server at 127.0.0.1 failed", AWAY),
        ("server closed the connection unexpectedly", AWAY),
        ("connection already closed", AWAY),
        ("connection timeout expired", AWAY),
        ("failed to resolve host 'db'", AWAY),
        ("no such table: units_unit", NOT_MIGRATED),
    ],
)
def test_a_library_without_codes_is_known_by_its_words(words, mishap):
    assert told(RuntimeError(words)) == mishap.template


@pytest.mark.parametrize("mishap", MISHAPS, ids=lambda mishap: mishap.template[:30])
def test_a_full_disk_is_told_with_a_status_of_its_own(mishap):
    is_full = mishap in (OF_FILES, FULL)
    expected = HTTPStatus.INSUFFICIENT_STORAGE if is_full else HTTPStatus.SERVICE_UNAVAILABLE
    assert mishap.status is expected


def test_the_sentence_names_the_database_where_no_file_is_known():
    sentence = "Cơ sở dữ liệu PostgreSQL ở máy A đã hết chỗ cho kết nối mới."
    error = understood(OfPostgres("53300"), "ở máy A")
    assert str(error).startswith(sentence)
    assert (error.status, error.exit_code) == (503, 1)
    assert str(understood(OSError(errno.EROFS, "x"), "goc.sqlite3")).startswith(
        "goc.sqlite3 chỉ đọc được"
    )


def test_the_nearest_error_that_is_known_counts():
    try:
        try:
            raise OfPostgres("53300")
        except OfPostgres as cause:
            raise OSError(errno.EISDIR, "x", "/a") from cause
    except OSError as error:
        assert told(error) == A_FOLDER.template
        error.errno = errno.ENOENT
        assert told(error) == CROWDED.template


def test_what_was_meanwhile_in_hand_is_no_cause():
    try:
        try:
            raise OfPostgres("53300")
        except OfPostgres:
            raise InputError("Tệp rỗng.")  # noqa: B904
    except InputError as error:
        assert understood(error, "DB") is None


@pytest.fixture
def database(tmp_path, monkeypatch):
    """A file with much room beside it, in a folder that may be written to."""
    path = tmp_path / "goc.sqlite3"
    path.write_bytes(b"SQLite")
    free = {"bytes": 10 * LEAST_FREE, "is_writable": True}
    usage = type("Usage", (), {"free": property(lambda _: free["bytes"])})

    def disk_usage(folder):
        assert folder == tmp_path
        return usage()

    def access(folder, how):
        assert (folder, how) == (tmp_path, os.W_OK)
        return free["is_writable"]

    monkeypatch.setattr(shutil, "disk_usage", disk_usage)
    monkeypatch.setattr(os, "access", access)
    return path, free


SAID_NO_MORE = [
    (of_sqlite(sqlite3.SQLITE_CANTOPEN), NOT_OPENED),
    (of_sqlite(sqlite3.SQLITE_IOERR), DISK_ERROR),
]


@pytest.mark.parametrize(("error", "mishap"), SAID_NO_MORE)
def test_where_all_is_well_under_the_database_it_stays_as_it_was_told(database, error, mishap):
    assert told(error, str(database[0])) == mishap.template


@pytest.mark.parametrize(("error", "mishap"), SAID_NO_MORE)
@pytest.mark.parametrize(("free", "is_full"), [(LEAST_FREE - 1, True), (LEAST_FREE, False)])
def test_a_disk_without_room_is_full(database, error, mishap, free, is_full):
    path, now = database
    now["bytes"] = free
    known = understood(error, str(path))
    assert known.template == (FULL if is_full else mishap).template
    assert known.status == (507 if is_full else 503)


@pytest.mark.parametrize(("error", "_mishap"), SAID_NO_MORE)
def test_a_folder_that_may_not_be_written_to_is_told(database, error, _mishap):
    path, now = database
    now["is_writable"] = False
    assert told(error, str(path)) == READ_ONLY.template
    now["bytes"] = 0  # what is full comes first
    assert told(error, str(path)) == FULL.template


@pytest.mark.parametrize(("error", "mishap"), SAID_NO_MORE)
def test_a_database_that_is_no_file_is_not_looked_into(database, error, mishap):
    database[1]["bytes"] = 0
    assert told(error, "127.0.0.1:5432/goc") == mishap.template
    assert told(error, str(database[0].parent)) == mishap.template


@pytest.mark.parametrize(("error", "mishap"), SAID_NO_MORE)
def test_a_disk_that_cannot_be_asked_is_not(database, monkeypatch, error, mishap):
    def gone(_):
        raise OSError(errno.ESTALE, "x")

    monkeypatch.setattr(shutil, "disk_usage", gone)
    assert told(error, str(database[0])) == mishap.template


def test_whatever_else_the_database_says_is_taken_at_its_word(database):
    path, now = database
    now["bytes"] = 0
    assert told(of_sqlite(sqlite3.SQLITE_BUSY), str(path)) == BUSY.template
    assert told(of_sqlite(sqlite3.SQLITE_CORRUPT), str(path)) == DAMAGED.template


def test_a_mishap_of_files_is_of_the_file():
    for number, mishap in [(errno.EMFILE, MANY_FILES), (errno.ENOTDIR, NOT_A_FOLDER)]:
        assert told(OSError(number, "x", "/a/b")) == mishap.template
    error = understood(OSError(errno.ENOTDIR, "x", "/a/b"), "DB")
    assert error.params == {"where": "/a/b"}
