"""What every command line of the rooms shares: machine output on stdout, people's messages and
progress on stderr.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import click

from goc.lib.canonical import plain
from goc.lib.days import read_day
from goc.lib.errors import InputError

json_option = click.option("--json", "as_json", is_flag=True, help="Kết quả dạng JSON cho máy.")
dry_run_option = click.option("--dry-run", is_flag=True, help="Chỉ kiểm tra, không ghi gì.")


def say(message: str) -> None:
    click.echo(message, err=True)


def emit(value: object) -> None:
    """One JSON object on one line of stdout."""
    click.echo(json.dumps(value, ensure_ascii=False, default=plain))


def emit_lines(values: Iterable[object]) -> None:
    """JSON Lines on stdout."""
    for value in values:
        emit(value)


def progress(label: str) -> Callable[[int, str], None]:
    """A Report for a terminal: one changing line on a tty, a line every few seconds elsewhere."""
    tty, last_time, last_message = sys.stderr.isatty(), 0.0, ""

    def report(percent: int, message: str) -> None:
        nonlocal last_time, last_message
        now = time.monotonic()
        if tty:
            click.echo(f"\r\x1b[K{label}: {percent:3d}%  {message}", err=True, nl=percent >= 100)
        elif message != last_message and (now - last_time > 2 or percent >= 100):
            click.echo(f"{label}: {percent:3d}%  {message}", err=True)
            last_time, last_message = now, message

    return report


class Day(click.ParamType):  # type: ignore[type-arg]  # generic only in the stubs
    """2012-12-31 or 31/12/2012."""

    name = "DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            day = read_day(str(value))
        except InputError as error:
            self.fail(str(error), param, ctx)
        if day is None:
            self.fail(f"{value!r} không phải là ngày (2012-12-31 hoặc 31/12/2012).", param, ctx)
        return day


DAY = Day()
