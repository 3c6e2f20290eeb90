"""`goc bench`: the benchmark suite of a checkout; an installed wheel has none."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click

from goc.lib.errors import InputError
from goc.lib.terminal import json_option

CHECKOUT = Path(__file__).parents[3]


@click.command()
@click.argument("jobs", nargs=-1, metavar="[JOB]...")
@click.option("--quick", is_flag=True, help="Văn bản và bảng nhỏ hơn.")
@json_option
def bench(jobs: tuple[str, ...], quick: bool, as_json: bool) -> int:
    """Đo tốc độ và độ đúng cạnh các công cụ khác; chỉ chạy được trong bản lấy từ kho mã."""
    if not (CHECKOUT / "benchmarks" / "__main__.py").is_file():
        raise InputError(
            "Bản cài này không kèm bộ đo (thư mục benchmarks). Hãy chạy lệnh trong bản lấy từ kho "
            "mã."
        )
    options = [*["--quick"] * quick, *["--json"] * as_json]
    command = [sys.executable, "-m", "benchmarks", *options, *jobs]
    return subprocess.run(command, cwd=CHECKOUT, check=False).returncode  # noqa: S603 - no shell, our own suite
