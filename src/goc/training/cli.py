"""`goc training`: lists of trainees in and out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from goc.imports.cli import FILE, PART_HELP, take_in, write_out
from goc.imports.registry import kind_named
from goc.intake.options import loading_options
from goc.lib.terminal import DAY, json_option

kind_option = click.option(
    "--kind",
    type=click.Choice(["enrolments", "results", "certificates", "placements", "quota"]),
    default="results",
    show_default=True,
    help="Nhập học, kết quả, văn bằng, bố trí hay chỉ tiêu.",
)


@click.group()
def training() -> None:
    """Nhập, xuất danh sách học viên: nhập học, kết quả, văn bằng, bố trí; chỉ tiêu đào tạo."""


@training.command("import")
@click.argument("file", type=FILE)
@kind_option
@click.option("--course", "part", default="", help=PART_HELP)
@loading_options
def import_file(file: Path, kind: str, part: str, **given: Any) -> int:
    """Nhập FILE (Excel, CSV, bảng của Word), mẫu nào cũng được, như goc lists import."""
    return take_in(kind_named(f"training.{kind}"), file, part, **given)


@training.command("export")
@click.argument("file", type=FILE)
@kind_option
@click.option("--course", "part", default="", help=PART_HELP)
@click.option("--unit", help="Chỉ đơn vị này và các đơn vị trực thuộc; mặc định cả phạm vi.")
@click.option("--as-of", type=DAY, help="Tính đến ngày; mặc định hôm nay.")
@json_option
def export_file(file: Path, kind: str, part: str, **given: Any) -> None:
    """Xuất ra FILE.xlsx; sửa trong Excel rồi nhập lại bằng import."""
    write_out(kind_named(f"training.{kind}"), file, part, **given)
