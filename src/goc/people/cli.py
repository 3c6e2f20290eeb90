"""`goc people`: the danh sách trích ngang in and out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
from django.utils import timezone

from goc.accounts.queries import acting_user
from goc.lib.errors import InputError
from goc.lib.terminal import DAY, dry_run_option, emit, json_option, say
from goc.people import access, importing, roster, sheets
from goc.units.access import choose_unit, scope_of
from goc.units.queries import descendant_ids

FILE = click.Path(path_type=Path, dir_okay=False)


@click.group()
def people() -> None:
    """Nhập, xuất danh sách trích ngang cán bộ."""


@people.command("import")
@click.argument("file", type=FILE)
@click.option("--as-of", type=DAY, help="Ngày của danh sách; mặc định hôm nay.")
@dry_run_option
@json_option
def import_file(file: Path, as_of: date | None, dry_run: bool, as_json: bool) -> int:
    """Nhập FILE.xlsx: đúng hết mới ghi; có lỗi thì trả lại FILE.loi.xlsx với ô sai tô màu và lý
    do.
    """
    today = timezone.localdate()
    sheet = importing.read_sheet(file)
    user = acting_user()
    result = importing.import_people(
        sheet, by=user, as_of=as_of or today, today=today, dry_run=dry_run
    )
    returned = file.with_suffix(".loi.xlsx")
    if result.faults:
        sheets.write_faults(returned, sheet.head, sheet.rows, result.faults)
    if as_json:
        emit(result.as_json())
    _tell(result, returned, dry_run=dry_run)
    return 1 if result.faults else 0


def _tell(result: importing.Result, returned: Path, *, dry_run: bool) -> None:
    for fault in result.faults[:20]:
        place = f"dòng {fault.row}" + (f", cột {fault.column}" if fault.column else "")
        say(f"{place}: {fault.reason}" + (f" («{fault.value}»)" if fault.value else ""))
    if len(result.faults) > 20:
        say(f"… và {len(result.faults) - 20} lỗi nữa")
    if result.faults:
        rows = len({f.row for f in result.faults})
        say(
            f"Đã đọc {result.read} dòng, {rows} dòng có lỗi; chưa ghi gì. Sửa trong {returned} "
            f"rồi nhập lại."
        )
        return
    came_of_it = (
        f"{result.new} cán bộ mới, {result.updated} hồ sơ được sửa, "
        f"{result.unchanged} hồ sơ không đổi"
    )
    if dry_run:
        say(f"Đã kiểm tra {result.read} dòng, không có lỗi: {came_of_it}; chưa ghi gì.")
    else:
        say(f"Đã nhập: {came_of_it}.")


@people.command("export")
@click.argument("file", type=FILE)
@click.option("--unit", help="Đơn vị (DANH_MỤC:MÃ hoặc mã định danh); mặc định cả phạm vi.")
@click.option("--as-of", type=DAY, help="Tính đến ngày; mặc định hôm nay.")
@json_option
def export_file(file: Path, unit: str | None, as_of: date | None, as_json: bool) -> None:
    """Xuất danh sách trích ngang ra FILE.xlsx, đọc lại được bằng import."""
    today = timezone.localdate()
    day, user = as_of or today, acting_user()
    _check_folder(file)
    scope = scope_of(user, today=today)
    chosen = choose_unit(user, unit, as_of=day) if unit else None
    wanted = descendant_ids(chosen, as_of=day) if chosen else None
    ids = scope.filter_ids() if wanted is None else {u for u in wanted if scope.contains(u)}
    rows = [
        r if scope.sees_sensitive(r.keeper_id) else roster.veiled(r)
        for r in roster.roster(ids, as_of=day)
    ]
    written = sheets.write_roster(file, rows, as_of=day)
    access.log_reading_list(user, [r["code"] for r in rows if not r.hidden], "goc people export")
    if as_json:
        emit({"file": file, "as_of": day, "written": written})
    say(f"Đã ghi {written} cán bộ vào {file}.")


@people.command("template")
@click.argument("file", type=FILE)
def template(file: Path) -> None:
    """Ghi FILE.xlsx trống đúng mẫu, kèm sheet các giá trị được phép."""
    _check_folder(file)
    sheets.write_template(file, as_of=timezone.localdate())
    say(f"Đã ghi mẫu vào {file}.")


def _check_folder(file: Path) -> None:
    if not file.parent.is_dir():
        raise InputError("Không có thư mục %(folder)s.", folder=file.parent)
