"""The database against the program: migrations, every row readable, the rules against overlaps, the
catalogues that come with the program.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import (
    DateField,
    Exists,
    FloatField,
    ForeignKey,
    Func,
    Model,
    OuterRef,
)
from django.utils.translation import gettext as _

from goc.dated import backstop as rules
from goc.dated import reference
from goc.home.doctor.seeing import Seen, Tell, listed
from goc.home.doctor.sqlite import orphans
from goc.lib.upkeep import Trouble


def migrations() -> Seen:
    executor = MigrationExecutor(connection)
    known = set(executor.loader.disk_migrations)
    newer = sorted(set(executor.loader.applied_migrations) - known)
    steps = executor.migration_plan(executor.loader.graph.leaf_nodes())
    troubles = []
    if newer:
        what = _("Cơ sở dữ liệu do bản Gốc mới hơn ghi; bản này không biết: %(names)s.")
        mend = _("Cài bản Gốc mới hơn (không thấp hơn bản đã chạy `goc migrate` lần cuối).")
        names = listed(f"{app}.{name}" for app, name in newer)
        troubles.append(Trouble("migrations", what % {"names": names}, mend))
    if steps:
        what = _("Cơ sở dữ liệu còn %(n)s bước nâng cấp chưa làm: %(names)s.")
        names = listed(f"{step.app_label}.{step.name}" for step, _backwards in steps)
        values = {"n": len(steps), "names": names}
        troubles.append(Trouble("migrations", what % values, _("Sao lưu rồi chạy `goc migrate`.")))
    return Seen(_("Cơ sở dữ liệu đã nâng cấp đủ."), troubles)


def tables() -> list[type[Model]]:
    return list(apps.get_models(include_auto_created=True))


def rows(tell: Tell) -> Seen:
    """Every row of every table is read as the program reads it: dates, JSON, letters."""
    troubles = []
    for model in tables():
        tell(_("đọc bảng %(table)s") % {"table": model._meta.db_table})
        troubles += _read(model)
    return Seen(_("Mọi dòng của mọi bảng đều đọc được."), troubles)


def _read(model: type[Model]) -> list[Trouble]:
    last: Any = 0
    try:
        for row in model._base_manager.values_list().iterator(chunk_size=500):
            last = row[0]
    except Exception as why:
        where = _("sau dòng %(last)s: %(why)s") % {"last": last, "why": str(why).strip()}
        return [_unreadable(model, where)]
    return _strange_dates(model) if connection.vendor == "sqlite" else []


def _strange_dates(model: type[Model]) -> list[Trouble]:
    """SQLite keeps any text as a date, and Django reads as nothing what is none."""
    troubles = []
    for field in model._meta.local_concrete_fields:
        if isinstance(field, DateField):
            read = Func(field.attname, function="julianday", output_field=FloatField())
            given = model._base_manager.filter(**{f"{field.attname}__isnull": False})
            strange = given.annotate(julian=read).filter(julian__isnull=True)
            if rows := list(strange.values_list("pk", flat=True)):
                values = {"column": field.column, "rows": listed(rows)}
                where = _("cột %(column)s không phải là ngày ở dòng %(rows)s") % values
                troubles.append(_unreadable(model, where))
    return troubles


def _unreadable(model: type[Model], where: str) -> Trouble:
    what = _("Bảng %(table)s có dòng không đọc được, %(where)s.") % {
        "table": model._meta.db_table,
        "where": where,
    }
    return Trouble("rows", what, _("Kiểm tra ổ đĩa; khôi phục từ bản sao lưu mới nhất."))


def references() -> Seen:
    """Rows that point to nothing, asked for row by row: a constraint that was switched off for a
    while has not seen them.
    """
    links = [
        (model, field)
        for model in tables()
        for field in model._meta.local_fields
        if isinstance(field, ForeignKey)
    ]
    troubles = []
    for model, field in links:
        target = field.target_field.model._base_manager
        parent = target.filter(**{field.target_field.attname: OuterRef(field.attname)})
        lost = model._base_manager.filter(~Exists(parent), **{f"{field.attname}__isnull": False})
        if found := list(lost.values_list("pk", flat=True)):
            names = model._meta.db_table, field.target_field.model._meta.db_table
            troubles.append(orphans(*names, found))
    return Seen(_("Không có dòng nào trỏ tới dòng không còn."), troubles)


def backstop() -> Seen:
    missing = rules.missing_rules(connection)
    well = _("Đủ %(n)s ràng buộc chống chồng lấn trong cơ sở dữ liệu.")
    if not missing:
        return Seen(well % {"n": len(rules.wanted_rules())})
    what = _("Cơ sở dữ liệu thiếu hoặc có sai ràng buộc chống chồng lấn: %(names)s.")
    mend = _("Chạy `goc doctor --mend` hoặc `goc migrate`.")
    names = {"names": listed(missing)}
    return Seen("", [Trouble("backstop", what % names, mend, _lay_rules)])


def _lay_rules() -> str:
    rules.install()
    return _("Đã đặt lại các ràng buộc chống chồng lấn.")


def reference_data() -> Seen:
    strange = reference.out_of_step()
    well = _("Danh mục trong cơ sở dữ liệu khớp với danh mục kèm chương trình.")
    if not strange:
        return Seen(well)
    what = _("Danh mục trong cơ sở dữ liệu khác danh mục kèm chương trình: %(names)s.")
    names = {"names": listed(f"{entry.catalogue}.{entry.code}" for entry in strange)}
    mend = _("Chạy `goc doctor --mend` hoặc `goc migrate`.")
    return Seen(well, [Trouble("reference_data", what % names, mend, _lay_entries)])


def _lay_entries() -> str:
    return _("Đã ghi lại %(n)s mục của danh mục.") % {"n": reference.load_all()}
