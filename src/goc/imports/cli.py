"""`goc lists`: any declared list out, any old file into it; `goc training` names some of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click
from django.utils.translation import override

from goc.accounts.queries import acting_user
from goc.imports.registry import KINDS, Kind, check_may, kind_named
from goc.intake import handing_back, telling
from goc.intake.answers import Answers, parsed
from goc.intake.handing_back import Wrong
from goc.intake.options import loading_options
from goc.intake.reading import Choice
from goc.lib.errors import InputError
from goc.lib.terminal import DAY, emit, json_option, say
from goc.lists.sheet_lines import NO_COLUMN
from goc.units.access import choose_unit, limited, scope_of_unit
from goc.units.asking import Asking, asking_of

FILE = click.Path(path_type=Path, dir_okay=False)
PART_HELP = "Khóa của danh sách: «Khóa 1» hoặc «Khóa 1 (14/09/2009)»."


@click.group()
def lists() -> None:
    """Nhập, xuất mọi danh sách đã khai báo (kinh phí, tập huấn, kết quả đào tạo …)."""


@lists.command("names")
@json_option
def names(as_json: bool) -> None:
    """Các danh sách nhập, xuất được: tên dùng trong lệnh và tên gọi."""
    with override("vi"):
        known = {kind.name: str(kind.label) for kind in KINDS.values() if kind.export}
    if as_json:
        emit(known)
    for name, label in known.items():
        say(f"{name}: {label}")


@lists.command("import")
@click.argument("name")
@click.argument("file", type=FILE)
@click.option("--course", "part", default="", help=PART_HELP)
@loading_options
def import_list(name: str, file: Path, part: str, **given: Any) -> int:
    """Nhập FILE (Excel, CSV, bảng của Word), mẫu nào cũng được, vào danh sách NAME: đúng hết mới
    ghi; còn ô phải hỏi hoặc sai thì trả lại FILE.loi.xlsx với ô tô màu và lý do.
    """
    return take_in(kind_named(name), file, part, **given)


@lists.command("export")
@click.argument("name")
@click.argument("file", type=FILE)
@click.option("--course", "part", default="", help=PART_HELP)
@click.option("--unit", help="Chỉ đơn vị này và các đơn vị trực thuộc; mặc định cả phạm vi.")
@click.option("--as-of", type=DAY, help="Tính đến ngày; mặc định hôm nay.")
@json_option
def export_list(name: str, file: Path, part: str, **given: Any) -> None:
    """Xuất danh sách NAME ra FILE.xlsx; sửa trong Excel rồi nhập lại bằng import."""
    write_out(kind_named(name), file, part, **given)


def take_in(
    kind: Kind,
    file: Path,
    part: str,
    *,
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
    """Exit code 1 where anything is asked or wrong; then nothing is written."""
    asking = _asking(as_of, unit)
    check_may(kind, asking)
    _check_fields(kind, columns)
    found = kind.read(file, Choice(sheet, head_rows, dict(columns)))
    answered = _with_part(parsed(answers, first_offers=take_offers), part)
    result = kind.take(found, asking=asking, answers=answered, dry_run=dry_run)
    returned = file.with_suffix(".loi.xlsx")
    if result.faults:
        wrong = [Wrong(fault.row, fault.letter, fault.reason) for fault in result.faults]
        handing_back.write(returned, found.sheet, found.rows, found.head.last, wrong)
    if as_json:
        emit(telling.as_json(found, result))
    telling.tell(found, result, returned, dry_run=dry_run)
    return 1 if result.faults else 0


def write_out(
    kind: Kind, file: Path, part: str, *, as_of: date | None, unit: str | None, as_json: bool
) -> None:
    """Raises InputError for a kind that has a command of its own."""
    if kind.export is None:
        raise InputError("Danh sách «%(name)s» xuất bằng lệnh riêng.", name=kind.name)
    if not file.parent.is_dir():
        raise InputError("Không có thư mục %(folder)s.", folder=file.parent)
    asking = _asking(as_of, unit)
    with override("vi"):
        data = kind.export(asking, part)
    file.write_bytes(data)
    if as_json:
        emit({"file": file, "as_of": asking.day, "bytes": len(data)})
    say(f"Đã ghi {file}.")


def _asking(as_of: date | None, unit: str | None) -> Asking:
    """Of the acting user; `unit`: only for it and all below it."""
    user = acting_user()
    asking = asking_of(user, day=as_of)
    if unit is None:
        return asking
    chosen = choose_unit(user, unit, as_of=asking.day)
    if chosen is None:
        return asking
    ids = scope_of_unit(chosen, today=asking.today)
    return replace(asking, scope=limited(asking.scope, ids))


def _check_fields(kind: Kind, columns: tuple[tuple[str, str], ...]) -> None:
    """Raises InputError for a field that the list does not have."""
    known = {"", *kind.fields()}
    for letter, field in columns:
        if field not in known:
            raise InputError(
                "Cột %(letter)s: không có trường «%(field)s»; có: %(known)s.",
                letter=letter,
                field=field,
                known=", ".join(kind.fields()),
            )


def _with_part(answers: Answers, part: str) -> Answers:
    """The course of a list that does not name it."""
    if not part:
        return answers
    told = parsed([f"course:{NO_COLUMN}={part}"])
    return replace(answers, alike={**told.alike, **answers.alike})
