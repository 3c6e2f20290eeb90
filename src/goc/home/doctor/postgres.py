"""The server's database: reachable, and whole as far as PostgreSQL itself knows."""

from __future__ import annotations

from typing import Any

from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from goc.home.doctor.seeing import Seen, listed
from goc.lib.upkeep import Trouble


def _answer(statement: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def opened() -> Seen:
    well = _("Kết nối được cơ sở dữ liệu PostgreSQL.")
    try:
        connection.ensure_connection()
    except DatabaseError as why:
        what = _("Không kết nối được cơ sở dữ liệu: %(why)s") % {"why": str(why).strip()}
        mend = _("Xem PostgreSQL có đang chạy không; xem lại DATABASE_URL.")
        return Seen(well, [Trouble("database", what, mend)])
    return Seen(well)


def checksums() -> Seen:
    """Pages that PostgreSQL read and found damaged since its statistics began."""
    well = _("PostgreSQL không báo trang dữ liệu nào hỏng.")
    found = _answer(
        "SELECT coalesce(checksum_failures, 0) FROM pg_stat_database "
        "WHERE datname = current_database()"
    )
    if not found or not found[0][0]:
        return Seen(well)
    what = _("PostgreSQL đã gặp %(n)s trang dữ liệu hỏng.") % {"n": found[0][0]}
    return Seen(well, [Trouble("checksums", what, _("Kiểm tra ổ đĩa; khôi phục từ bản sao lưu."))])


def indexes() -> Seen:
    well = _("Mọi chỉ mục đều dùng được.")
    found = _answer(
        "SELECT i.indexrelid::regclass::text FROM pg_index i "
        "JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE n.nspname = current_schema() AND NOT (i.indisvalid AND i.indisready) ORDER BY 1"
    )
    if not found:
        return Seen(well)
    names = [name for (name,) in found]
    what = _("Chỉ mục không dùng được: %(names)s.") % {"names": listed(names)}
    mend = _("Chạy trong psql: REINDEX INDEX %(name)s;") % {"name": names[0]}
    return Seen(well, [Trouble("indexes", what, mend)])


def constraints() -> Seen:
    well = _("Mọi ràng buộc đều có hiệu lực với mọi dòng.")
    found = _answer(
        "SELECT c.conrelid::regclass::text, c.conname FROM pg_constraint c "
        "JOIN pg_namespace n ON n.oid = c.connamespace "
        "WHERE n.nspname = current_schema() AND NOT c.convalidated ORDER BY 1, 2"
    )
    if not found:
        return Seen(well)
    names = [f"{table}.{name}" for table, name in found]
    what = _("Ràng buộc chưa được kiểm với các dòng đã có: %(names)s.") % {"names": listed(names)}
    table, name = found[0]
    mend = _("Chạy trong psql: ALTER TABLE %(table)s VALIDATE CONSTRAINT %(name)s;")
    return Seen(well, [Trouble("constraints", what, mend % {"table": table, "name": f'"{name}"'})])
