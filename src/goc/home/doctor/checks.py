"""Every check in the order of looking: what needs no database first, then the database from its
file up.
"""

from __future__ import annotations

from functools import partial

from django.conf import settings
from django.utils.translation import gettext as _

from goc.home.doctor import clock, folder, log, postgres, program, rooms, schema, sqlite, work
from goc.home.doctor.seeing import Check, Tell

OPENED = ("database",)
WHOLE = (*OPENED, "integrity")
CURRENT = (*WHOLE, "migrations")


def checks(tell: Tell) -> list[Check]:
    database = _of_sqlite(tell) if settings.CONF.embedded else _of_postgres()
    return [*_without_database(), *database, *_in_database(tell)]


def _without_database() -> list[Check]:
    there = ("folder",)
    return [
        Check("folder", _("thư mục"), folder.there),
        Check("writable", _("ghi thử vào thư mục"), folder.writable, there),
        Check("space", _("chỗ trống trên đĩa"), folder.space, ("folder", "writable")),
        Check("permissions", _("quyền của tệp"), folder.permissions, there),
        Check("owner", _("chủ của tệp"), folder.owner, there),
        Check("repository", _("kho mã nguồn"), folder.repository, there),
        Check("secret_key", _("khóa bí mật"), folder.secret_key, there),
        Check("assets", _("giao diện và phông chữ"), program.assets),
        Check("versions", _("phiên bản các gói"), program.versions),
        Check("clock", _("đồng hồ"), clock.of_files, there),
        Check("definitions", _("chỉ tiêu, biểu riêng"), rooms.definitions, there),
    ]


def _of_sqlite(tell: Tell) -> list[Check]:
    return [
        Check("database", _("tệp cơ sở dữ liệu"), sqlite.opened, ("folder", "writable")),
        Check("integrity", _("cấu trúc tệp"), partial(sqlite.integrity, tell), OPENED),
        Check("references", _("liên kết giữa các dòng"), sqlite.references, WHOLE),
        Check("journal", _("chế độ ghi"), sqlite.journal, WHOLE),
    ]


def _of_postgres() -> list[Check]:
    return [
        Check("database", _("kết nối cơ sở dữ liệu"), postgres.opened),
        Check("checksums", _("mã kiểm tra của trang dữ liệu"), postgres.checksums, OPENED),
        Check("indexes", _("chỉ mục"), postgres.indexes, OPENED),
        Check("constraints", _("ràng buộc"), postgres.constraints, OPENED),
    ]


def _in_database(tell: Tell) -> list[Check]:
    found = [
        Check("migrations", _("các bước nâng cấp"), schema.migrations, WHOLE),
        Check("rows", _("đọc mọi dòng"), partial(schema.rows, tell), CURRENT),
        Check("backstop", _("ràng buộc chống chồng lấn"), schema.backstop, CURRENT),
        Check("reference_data", _("danh mục kèm chương trình"), schema.reference_data, CURRENT),
        Check("clock", _("giờ của dữ liệu"), clock.of_record, CURRENT),
        Check("log", _("chuỗi của nhật ký"), log.chain, CURRENT),
        Check("spool", _("lượt xem chờ ghi"), log.spooled, CURRENT),
        Check("jobs", _("công việc nền"), work.jobs, CURRENT),
        Check("operator", _("người vận hành"), work.operator, CURRENT),
        Check("rooms", _("bản chốt, hồ sơ, kho tệp"), rooms.kept, CURRENT),
    ]
    if not settings.CONF.embedded:
        links = Check("references", _("liên kết giữa các dòng"), schema.references, CURRENT)
        found.insert(1, links)
    return found
