"""`goc paper lint`: needs no site."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from goc.lib.errors import NotInOrderError
from goc.lib.terminal import DAY, emit, json_option, say
from goc.papers.lint import examine
from goc.papers.profiles import Issuer


@click.group()
def paper() -> None:
    """Văn bản Word: soát thể thức."""


@paper.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--issuer",
    type=click.Choice(["civil", "army"]),
    help="Bên ban hành (mặc định: đọc từ đầu văn bản).",
)
@click.option("--date", "day", type=DAY, help="Ngày để chọn quy định (mặc định: ngày của văn bản).")
@json_option
def lint(file: Path, issuer: Issuer | None, day: date | None, as_json: bool) -> None:
    """Soát thể thức một văn bản .docx theo quy định có hiệu lực vào ngày của nó (từ 5/3/2020: Nghị
    định 30/2020).
    """
    rule, found = examine(file, issuer, day)
    if as_json:
        emit({"breaches": [asdict(breach) for breach in found]})
    for breach in [] if as_json else found:
        of = "cỡ chữ " if breach.rule.endswith(".size") and breach.rule != "page.size" else ""
        where = breach.where.rstrip(":")
        click.echo(
            f"✗ {where}: thấy {of}{breach.found}, phải là {of}{breach.expected}  [{breach.rule}]"
        )
    if found:
        raise NotInOrderError(
            "Chưa đúng thể thức (%(rule)s): %(count)d chỗ.", rule=rule.source, count=len(found)
        )
    say(f"Đúng thể thức ({rule.source}).")
