"""`goc people`: the danh sách trích ngang in and out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click
from django.utils import timezone

from goc.accounts.queries import acting_user
from goc.intake import handing_back, telling
from goc.intake.answers import parsed
from goc.intake.handing_back import Wrong
from goc.intake.options import ANSWER_HELP, COLUMN_HELP, OFFERS_HELP, Rows
from goc.intake.reading import Choice
from goc.lib.errors import InputError
from goc.lib.progress import silent
from goc.lib.terminal import DAY, dry_run_option, emit, json_option, progress, say
from goc.people import access, importing, roster, sheets
from goc.units.access import choose_unit, scope_of
from goc.units.queries import descendant_ids

FILE = click.Path(path_type=Path, dir_okay=False)


class ColumnChoice(click.ParamType[tuple[str, str]]):
    """`B=full_name`; `B=` leaves the column out."""

    name = "column"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[str, str]:
        letter, equals, field = str(value).partition("=")
        if not equals or field not in {"", *sheets.BY_KEY}:
            known = ", ".join(sheets.BY_KEY)
            self.fail(f"«{value}»: hãy ghi CỘT=TRƯỜNG, trường là một trong: {known}.", param, ctx)
        return letter.upper(), field


ROWS, COLUMN = Rows(), ColumnChoice()


@click.group()
def people() -> None:
    """Nhập, xuất danh sách trích ngang cán bộ."""


SOON = 1000
"""So many rows are taken in before anybody wonders how far it is."""


@people.command("import")
@click.argument("file", type=FILE)
@click.option("--as-of", type=DAY, help="Ngày của danh sách; mặc định hôm nay.")
@click.option("--unit", help="Chỉ nhập cho đơn vị này và các đơn vị trực thuộc.")
@click.option("--sheet", default="", help="Sheet có danh sách; mặc định tự tìm.")
@click.option("--head-rows", type=ROWS, help="Dòng tiêu đề (7 hoặc 7-8); mặc định tự tìm.")
@click.option("--column", "columns", type=COLUMN, multiple=True, help=COLUMN_HELP)
@click.option("--answer", "answers", multiple=True, help=ANSWER_HELP)
@click.option("--take-offers", is_flag=True, help=OFFERS_HELP)
@dry_run_option
@json_option
def import_file(
    file: Path,
    as_of: date | None,
    unit: str | None,
    sheet: str,
    head_rows: tuple[int, int] | None,
    columns: tuple[tuple[str, str], ...],
    answers: tuple[str, ...],
    take_offers: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Nhập danh sách trong FILE (Excel, CSV, bảng của Word), mẫu nào cũng được: đúng hết mới
    ghi; còn ô phải hỏi hoặc sai thì trả lại FILE.loi.xlsx với ô tô màu và lý do.
    """
    today = timezone.localdate()
    day, user = as_of or today, acting_user()
    found = importing.read_list(file, Choice(sheet, head_rows, dict(columns)))
    result = importing.import_people(
        found,
        by=user,
        as_of=day,
        today=today,
        within=choose_unit(user, unit, as_of=day) if unit else None,
        answers=parsed(answers, first_offers=take_offers),
        dry_run=dry_run,
        report=progress("Nhập danh sách") if len(found.records) > SOON else silent,
    )
    returned = file.with_suffix(".loi.xlsx")
    if result.faults:
        wrong = [Wrong(fault.row, fault.letter, fault.reason) for fault in result.faults]
        handing_back.write(returned, found.sheet, found.rows, found.head.last, wrong)
    if as_json:
        emit(telling.as_json(found, result))
    telling.tell(found, result, returned, dry_run=dry_run)
    return 1 if result.faults else 0


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
    written = sheets.write_roster(file, rows, as_of=day, by=user)
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
